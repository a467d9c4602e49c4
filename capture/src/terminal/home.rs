//! The private home of a terminal or a desktop: empty, but for what the script says it keeps of the user's own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::error::StageError;

/// Copies files and folders of the user's home into the private one. Nothing goes the other way.
pub fn furnish(
    private: &Path,
    keep: &[String],
    given: &BTreeMap<String, String>,
) -> Result<(), StageError> {
    if keep.is_empty() {
        return Ok(());
    }
    let own = given.get("HOME").ok_or_else(|| StageError::NoVariable {
        name: "HOME".to_owned(),
    })?;
    for name in keep {
        let (from, to) = (Path::new(own).join(name), private.join(name));
        if !from.exists() {
            return Err(StageError::NothingToKeep { name: name.clone() });
        }
        let copied = match to.parent() {
            Some(folder) => fs::create_dir_all(folder).and_then(|()| copy(&from, &to)),
            None => copy(&from, &to),
        };
        copied.map_err(StageError::files("the file", &from))?;
    }
    Ok(())
}

/// Links are followed, so that nothing in the private home leads out of it. What is neither a file
/// nor a folder, such as a socket, is left out.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let about = fs::metadata(from)?;
    if about.is_file() {
        return fs::copy(from, to).map(drop);
    }
    if !about.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // A link that leads nowhere is nothing to copy.
        if entry.path().exists() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
