//! The machine's font files, in an order that depends on their names alone.

use std::path::{Path, PathBuf};

/// Where Linux keeps fonts.
pub const FOLDERS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];

/// The font files of some folders and of those in them.
pub fn below(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, &mut files);
    }
    files
}

/// A file's name without its folder.
pub fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if matches!(
            path.extension().and_then(|ending| ending.to_str()),
            Some("ttf" | "otf" | "ttc")
        ) {
            files.push(path);
        }
    }
}
