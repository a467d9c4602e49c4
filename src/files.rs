//! Files that commands write for an author: whole or not at all. What never lives here: takes and
//! reels, which the engine writes.

use std::io::{self, Write};
use std::path::Path;

use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use tempfile::NamedTempFile;

/// Puts a text in the place of a file's, with the file's permissions. A link stays one.
pub fn replace(file: &Path, text: &str) -> Result<(), Box<Diagnostic>> {
    let put = || {
        let path = std::fs::canonicalize(file)?;
        let new = written(path.parent().unwrap_or(Path::new("/")), text)?;
        let permissions = std::fs::metadata(&path)?.permissions();
        new.as_file().set_permissions(permissions)?;
        new.as_file().sync_all()?;
        new.persist(&path).map(drop).map_err(|error| error.error)
    };
    put().map_err(|error: io::Error| {
        let message = format!("'{}' cannot be written: {error}", file.display());
        let error = Diagnostic::error(command::SCRIPT_NOT_WRITABLE, message);
        Box::new(error.state("the script is as it was"))
    })
}

/// Writes a file that must not be there yet.
pub fn create(file: &Path, text: &str) -> io::Result<()> {
    let new = written(file.parent().unwrap_or(Path::new(".")), text)?;
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    new.as_file().set_permissions(open)?;
    new.as_file().sync_all()?;
    new.persist_noclobber(file)
        .map(drop)
        .map_err(|error| error.error)
}

fn written(folder: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}
