//! Kits: folders of composed steps, images and brands with a manifest. What lives here: where they
//! are found and what they hold. What never does: what their steps mean.

use std::path::{Path, PathBuf};

use demoreel_primitives::codes::look as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{KITS, KitFiles, listed};

use crate::files::Files;
use crate::guess;
use crate::tree::Node;

/// The manifest's name.
pub(crate) const MANIFEST: &str = "kit.yaml";
/// More files than any kit has.
const MOST_FILES: usize = 2000;

/// A kit that was found.
pub(crate) enum Kit {
    /// Absolute.
    Folder(PathBuf),
    BuiltIn(&'static KitFiles),
}

/// Whether a word under `use` is a file's path; otherwise it is a kit's folder or name.
pub(crate) fn is_file(word: &str) -> bool {
    let ending = Path::new(word).extension().and_then(|one| one.to_str());
    ending.is_some_and(|ending| matches!(ending, "yaml" | "yml" | "json"))
}

/// The kit of a folder, where the word is a path, or of a name: the project's own first, then
/// the user's, then those that ship with demoreel.
pub(crate) fn find(files: &Files, node: &Node, word: &str) -> Result<Kit, Box<Diagnostic>> {
    if word.contains('/') || word.starts_with('.') {
        let folder = node.span.file.folder.join(word);
        return match files.world.absolute(&folder) {
            Ok(absolute) => Ok(Kit::Folder(absolute)),
            Err(_) => Err(Box::new(files.missing(node, word, &folder))),
        };
    }
    for shelf in shelves(files, node) {
        if let Ok(manifest) = files.world.absolute(&shelf.join(word).join(MANIFEST)) {
            let folder = manifest.parent().unwrap_or(&shelf).to_owned();
            return Ok(Kit::Folder(folder));
        }
    }
    let shipped = KITS.iter().find(|kit| kit.name == word);
    let unknown = || Box::new(unknown(files, node, word));
    shipped.map(Kit::BuiltIn).ok_or_else(unknown)
}

/// The files of composed steps in a kit's folder, absolute, in order of names.
pub(crate) fn steps(files: &Files, folder: &Path) -> Vec<PathBuf> {
    let listed = files.world.list(folder, MOST_FILES).unwrap_or_default();
    let steps = listed.into_iter().filter(|file| {
        let inside = file.parent() == Some(Path::new("steps"));
        inside && file.to_str().is_some_and(is_file)
    });
    steps.map(|file| folder.join(file)).collect()
}

/// Folders of kits, the nearest first.
fn shelves(files: &Files, node: &Node) -> Vec<PathBuf> {
    let own = node.span.file.folder.join("kits");
    let project = files.project().map(|root| root.join("kits"));
    let library = files.world.library().map(|root| root.join("kits"));
    [Some(own), project, library]
        .into_iter()
        .flatten()
        .collect()
}

fn unknown(files: &Files, node: &Node, word: &str) -> Diagnostic {
    let message = format!("there is no kit `{word}`");
    let error = Diagnostic::error(codes::UNKNOWN_KIT, message).at(node.span.place());
    let mut names: Vec<String> = KITS.iter().map(|kit| kit.name.to_owned()).collect();
    for shelf in shelves(files, node) {
        let inside = files.world.list(&shelf, MOST_FILES).unwrap_or_default();
        let manifests = inside.iter().filter(|file| file.ends_with(MANIFEST));
        let folders = manifests.filter_map(|file| file.parent()?.to_str());
        names.extend(folders.map(str::to_owned));
    }
    names.sort();
    names.dedup();
    let known = || names.iter().map(String::as_str);
    match guess::nearest(word, known()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!(
            "the kits here are {}; a file is named with its ending",
            listed(known())
        )),
    }
}
