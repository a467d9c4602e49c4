//! The brand that a script names, as a layer of its look.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::codes::look as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{BRANDS, listed};
use serde_json::Value as Json;

use super::outputs::check_look;
use crate::check::Checker;
use crate::guess;
use crate::reader;
use crate::scope::Scope;
use crate::tree::{File, Node};
use crate::written::{BrandWords, LookWords, Tables};

/// More than any brand has.
const MOST_BYTES: u64 = 1 << 20;

/// What the brand says; nothing where it is wrong, which is reported, or where there is none.
pub(super) fn layer(
    checker: &Checker,
    tables: &Tables,
    root: &Node,
    name: Option<&str>,
) -> LookWords {
    let node = root.get("brand");
    let layer = name.zip(node).and_then(|(name, node)| {
        let (file, bytes) = found(checker, node, name)?;
        read(checker, tables, node, &Rc::new(file), &bytes)
    });
    layer.unwrap_or_default()
}

/// Where brands lie, the nearest first: beside the script, in the project, in the kits that are in
/// use, in the user's library.
fn folders(checker: &Checker, node: &Node) -> Vec<PathBuf> {
    let own = node.span.file.folder.join("brands");
    let project = checker.files.project().map(|root| root.join("brands"));
    let kits = checker.registry.kits.iter().map(|kit| kit.join("brands"));
    let library = checker.files.world.library();
    let library = library.map(|root| root.join("brands"));
    [Some(own), project]
        .into_iter()
        .flatten()
        .chain(kits)
        .chain(library)
        .collect()
}

fn found(checker: &Checker, node: &Node, name: &str) -> Option<(File, Vec<u8>)> {
    let folders = folders(checker, node);
    let world = checker.files.world;
    for folder in &folders {
        let path = folder.join(format!("{name}.yaml"));
        let Ok(absolute) = world.absolute(&path) else {
            continue;
        };
        if let Some(error) = checker.files.outside(node, name, &absolute) {
            checker.report(error);
            return None;
        }
        let file = File {
            name: path.display().to_string(),
            folder: absolute.parent().unwrap_or(Path::new("/")).to_owned(),
        };
        return Some((file, world.read(&absolute, MOST_BYTES).unwrap_or_default()));
    }
    let Some(shipped) = BRANDS.iter().find(|brand| brand.name == name) else {
        checker.report(unknown(checker, node, name, &folders));
        return None;
    };
    let file = File {
        name: format!("builtin:brands/{name}.yaml"),
        folder: PathBuf::new(),
    };
    Some((file, shipped.text.as_bytes().to_vec()))
}

fn read(
    checker: &Checker,
    tables: &Tables,
    node: &Node,
    file: &Rc<File>,
    bytes: &[u8],
) -> Option<LookWords> {
    let reading = reader::read(file, bytes);
    checker.findings.extend(reading.diagnostics);
    let root = reading.root?;
    if root.get("brand").is_none() {
        let message = format!("'{}' is no brand", file.name);
        let error = Diagnostic::error(codes::NOT_A_BRAND, message).at(node.span.place());
        checker.report(error.hint("such a file begins with `brand:` and the brand's name"));
        return None;
    }
    let outside = Scope::default();
    let body = checker.within(&outside).whole(&root, &tables.brand)?;
    let words: BrandWords = serde_json::from_value(Json::Object(body)).ok()?;
    let layer = words.layer();
    check_look(checker, &layer, &root);
    Some(layer)
}

fn unknown(checker: &Checker, node: &Node, name: &str, folders: &[PathBuf]) -> Diagnostic {
    let message = format!("there is no brand `{name}`");
    let error = Diagnostic::error(codes::UNKNOWN_BRAND, message).at(node.span.place());
    let mut names: Vec<String> = BRANDS.iter().map(|brand| brand.name.to_owned()).collect();
    for folder in folders {
        let files = checker.files.world.list(folder, 1000).unwrap_or_default();
        let stems = files.iter().filter_map(|file| file.file_stem()?.to_str());
        names.extend(stems.map(str::to_owned));
    }
    names.sort();
    names.dedup();
    let known = || names.iter().map(String::as_str);
    match guess::nearest(name, known()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("the brands here are {}", listed(known()))),
    }
}
