//! Footage, resolved: what is known of a recording that was imported.

use std::path::Path;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::footage::FootageFacts;
use demoreel_primitives::plan::{Footage, Surface, SurfaceKind};

use super::At;
use crate::written::FootageWords;

/// More than what is known of any recording.
const MOST_BYTES: u64 = 1 << 20;

/// Footage; `None` where the folder is none that was imported.
pub(super) fn surface(at: &At, words: &FootageWords) -> Option<Surface> {
    let file = Path::new(&words.folder).join(FootageFacts::FILE);
    let read = at.checker.files.world.read(&file, MOST_BYTES);
    let facts = read.map_err(|error| error.to_string());
    let facts = facts.and_then(|bytes| {
        serde_json::from_slice::<FootageFacts>(&bytes).map_err(|error| error.to_string())
    });
    let facts = facts.and_then(|facts| match facts.format {
        FootageFacts::FORMAT => Ok(facts),
        other => Err(format!("it is of format {other}, which is not known")),
    });
    match facts {
        Ok(facts) => Some(Surface {
            name: at.name.to_owned(),
            size: facts.size.into(),
            density: 1.0,
            kind: SurfaceKind::Footage(Footage {
                folder: words.folder.clone(),
                digest: facts.digest,
                length: facts.length,
            }),
        }),
        Err(why) => {
            at.checker.report(not_footage(at, &words.folder, &why));
            None
        }
    }
}

fn not_footage(at: &At, folder: &str, why: &str) -> Diagnostic {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let message = format!("'{name}' is no recording that was imported: {why}");
    let place = at.node.get("footage").unwrap_or(at.node).span.place();
    let error = Diagnostic::error(codes::NOT_FOOTAGE, message).at(place);
    error.hint("make the folder with `demoreel import CLIP -o FOLDER`, and name it")
}
