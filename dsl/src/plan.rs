//! Script to plan: read, load what it uses, check the head, play through the scenes on paper, and
//! join the halves. A plan is made only where nothing is wrong; what is wrong is all told at once.

mod brand;
mod deed;
mod head;
mod languages;
mod names;
mod outputs;
mod presenter;
mod presets;
mod scene;
mod sound;
mod stage;
mod style;
mod target;
mod theme;
mod voice;
mod voices;

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place, Severity};
use demoreel_primitives::plan::{Act, Look, Origins, PLAN_VERSION, Plan};

use crate::check::Checker;
use crate::files::Files;
use crate::given::Options;
use crate::scope::Findings;
use crate::tree::{File, Node};
use crate::world::World;
use crate::written::Tables;
use crate::{composed, include, params, reader, tape};
use head::Head;

/// More than any script has; see the reader for the bounds on what is in it.
pub(crate) const MOST_BYTES: u64 = 8 << 20;

/// More mistakes than anybody reads at once.
const MOST_TOLD: usize = 100;

/// What came of checking a script.
#[derive(Debug)]
pub struct Checked {
    /// None where anything is wrong.
    pub plan: Option<Plan>,
    /// Errors and warnings, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a script and resolves everything in it. Reads the script, what it uses, the files of
/// values, the pictures it names and the folders it serves; touches nothing else.
pub fn plan(script: &Path, options: &Options, world: &dyn World) -> Checked {
    let files = Files::new(world);
    let findings = Findings::default();
    let root = open(script, &files, &findings);
    let plan = root.and_then(|root| resolve(script, &root, options, (&files, &findings)));
    let diagnostics = in_order(findings.into_inner(), &script.display().to_string());
    let wrong = diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    Checked {
        plan: plan.filter(|_| !wrong),
        diagnostics,
    }
}

/// The script as a tree.
pub(crate) fn open(script: &Path, files: &Files, findings: &Findings) -> Option<Node> {
    let name = script.display().to_string();
    let missing = |why: std::io::Error| {
        let message = format!("the script '{name}' cannot be read: {why}");
        let error = Diagnostic::error(codes::UNREADABLE_FILE, message);
        findings.push(match files.near(script) {
            Some(near) => error.hint(format!("did you mean '{near}'?")),
            None => error.hint("names on the command line are relative to the current folder"),
        });
    };
    let absolute = files.world.absolute(script).map_err(missing).ok()?;
    let bytes = match files.world.read(&absolute, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(why) if why.kind() == std::io::ErrorKind::FileTooLarge => {
            findings.push(too_large(&name, &why));
            return None;
        }
        Err(why) => {
            missing(why);
            return None;
        }
    };
    let folder = absolute.parent().unwrap_or(Path::new("/")).to_owned();
    let file = Rc::new(File { name, folder });
    files.script_in(&file.folder);
    let reading = match tape::is_tape(script) {
        true => tape::read(files, &file, &absolute, &bytes),
        false => reader::read(&file, &bytes),
    };
    let root = findings.of(&file, reading)?;
    match not_a_script(&root) {
        None => Some(include::whole(root, files, findings)),
        Some(error) => {
            findings.push(error);
            None
        }
    }
}

fn too_large(name: &str, why: &std::io::Error) -> Diagnostic {
    let message = format!("the script '{name}' cannot be read: {why}");
    Diagnostic::error(codes::TOO_LARGE, message)
        .hint("a script is text of at most 4 MiB; name films and pictures by their paths")
}

fn not_a_script(root: &Node) -> Option<Diagnostic> {
    let error = |message: String| {
        Diagnostic::error(codes::NOT_A_SCRIPT, message).at(reader::top(&root.span.file))
    };
    if root.get("primitive").is_some() {
        let hint = "name it under `use` in a script, and call it there";
        return Some(error("this file is a composed step, not a script".to_owned()).hint(hint));
    }
    if root.as_mapping().is_none() {
        let message = format!("a script is a map, but this file holds {}", root.in_words());
        let hint = "it begins with `demoreel: 1`, then `surfaces:` and `scenes:`";
        return Some(error(message).hint(hint));
    }
    None
}

fn resolve(
    script: &Path,
    root: &Node,
    options: &Options,
    (files, findings): (&Files, &Findings),
) -> Option<Plan> {
    let tables = Tables::new();
    let registry = composed::registry(files, &tables, findings, Some(root));
    let outside = Default::default();
    let checker = Checker {
        registry: &registry,
        files,
        scope: &outside,
        findings,
    };
    let scope = params::script_scope(&checker, &tables, root, options);
    let checker = checker.within(&scope);

    let mut origins = Origins::default();
    let head = Head::read(&checker, &tables, root, script, &mut origins);
    let scenes = scene::all(&checker, &tables, root, &head, &mut origins);
    outputs::check_scenes(&checker, root, &scenes.looks);
    let languages = &head.languages.all;
    let drafts = head.outputs.iter();
    let outputs: Vec<_> = drafts
        .flat_map(|draft| draft.finish((files, &root.span.file.folder), &scenes.looks, languages))
        .collect();
    voices::check(&checker, root, &outputs, &scenes.shown);
    let home = root.span.file.folder.display().to_string();
    Some(Plan {
        version: PLAN_VERSION,
        title: head.title,
        script: script.display().to_string(),
        home,
        act: Act {
            surfaces: head.surfaces.whole()?,
            services: head.services,
            requires: head.requires.into_inner(),
            scenes: scenes.acts,
        },
        look: Look {
            outputs,
            scenes: scenes.shown,
        },
        origins,
    })
}

/// Each mistake once: first those of the script itself, then by file, from top to bottom.
fn in_order(mut all: Vec<Diagnostic>, script: &str) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    all.retain(|one| {
        let place = one
            .place
            .as_ref()
            .map(|place| (place.file.clone(), place.start, place.end));
        seen.insert((one.code.clone(), place, one.message.clone()))
    });
    let key = |place: &Place| (place.file != script, place.file.clone(), place.start);
    all.sort_by_cached_key(|one| one.place.as_ref().map(key));
    let more = all.len().saturating_sub(MOST_TOLD);
    // Errors first: a script must not pass because its errors come after many warnings.
    if more > 0 {
        all.sort_by_key(|one| one.severity != Severity::Error);
        all.truncate(MOST_TOLD);
        if let Some(last) = all.last_mut() {
            last.state = Some(format!("there are {more} more mistakes; mend these first"));
        }
    }
    all
}
