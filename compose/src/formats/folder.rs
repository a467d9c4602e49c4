//! A reel as a folder of PNG files, numbered from 1. The folder is whole or it is not there.

use std::fs;
use std::path::{Path, PathBuf};

use demoreel_primitives::progress::Run;

use super::Reel;
use crate::error::ComposeError;
use crate::still::write_still;

/// Writes a file for each frame into a folder. One that is there is replaced.
pub fn png_files(reel: &Reel<'_>, out: &Path, run: &Run<'_>) -> Result<(), ComposeError> {
    let failed = |source| ComposeError::Write {
        path: out.to_owned(),
        source,
    };
    let parent = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let partial = tempfile::Builder::new()
        .prefix(".reel-")
        .tempdir_in(parent.unwrap_or(Path::new(".")))
        .map_err(failed)?;
    let mut last: Option<PathBuf> = None;
    reel.each_frame(run, |number, picture, damage| {
        let file = partial.path().join(format!("{:06}.png", number + 1));
        match last.as_ref().filter(|_| damage.is_empty()) {
            // Equal frames are one file with several names, where the file system can do that.
            Some(same) => fs::hard_link(same, &file)
                .or_else(|_| fs::copy(same, &file).map(drop))
                .map_err(failed)?,
            None => write_still(picture, &file)?,
        }
        last = Some(file);
        Ok(())
    })?;
    if out.is_dir() {
        fs::remove_dir_all(out).map_err(failed)?;
    }
    open_to_all(partial.path()).map_err(failed)?;
    fs::rename(partial.keep(), out).map_err(failed)
}

/// Temporary folders are made for their owner alone.
fn open_to_all(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}
