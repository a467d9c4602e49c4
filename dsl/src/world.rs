//! The outside world as the language sees it: files that can be read and folders that can be
//! listed. Nothing else of the world shapes a plan.

use std::io;
use std::path::{Path, PathBuf};

/// Files, read only.
pub trait World {
    /// A file's bytes. Fails for folders, and for files of more than `most` bytes.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// All files in a folder and below it, relative to the folder, sorted; names that begin with
    /// a dot and links are left out. Fails beyond `most` files.
    fn list(&self, folder: &Path, most: usize) -> io::Result<Vec<PathBuf>>;

    /// An existing path without links and relative parts.
    fn absolute(&self, path: &Path) -> io::Result<PathBuf>;

    /// The user's own folder of `kits` and `brands`; none where there is none.
    fn library(&self) -> Option<&Path> {
        None
    }
}

/// The real files, and a folder of the user's own kits and brands.
#[derive(Clone, Debug)]
pub struct DiskWithLibrary {
    /// The folder that has `kits` and `brands` in it.
    pub library: PathBuf,
}

impl World for DiskWithLibrary {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        Disk.read(path, most)
    }
    fn list(&self, folder: &Path, most: usize) -> io::Result<Vec<PathBuf>> {
        Disk.list(folder, most)
    }
    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.absolute(path)
    }
    fn library(&self) -> Option<&Path> {
        Some(&self.library)
    }
}

/// The real files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl World for Disk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let about = std::fs::metadata(path)?;
        if about.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "it is a folder",
            ));
        }
        // A pipe or a device could go on for ever.
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        if about.len() > most {
            let why = format!("it has {} bytes, more than {most}", about.len());
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        std::fs::read(path)
    }

    fn list(&self, folder: &Path, most: usize) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next)? {
                let entry = entry?;
                let kind = entry.file_type()?;
                if entry.file_name().as_encoded_bytes().starts_with(b".") || kind.is_symlink() {
                    continue;
                }
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if let Ok(path) = entry.path().strip_prefix(folder) {
                    files.push(path.to_owned());
                }
                if files.len() > most || folders.len() > most {
                    let why = format!("it holds more than {most} files");
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
                }
            }
        }
        files.sort();
        Ok(files)
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }
}
