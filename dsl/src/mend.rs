//! Fixes as edits of the script's text. An edit is made only where it is certain: read again, the
//! new text must say exactly what the fix says, and nothing but the words in question is touched,
//! so that comments and layout stay. What never lives here: what is wrong, and writing files.

mod edit;
mod patch;

use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::diagnostic::{Diagnostic, Place};
use serde::Serialize;

use crate::given::Options;
use crate::plan::{Checked, MOST_BYTES, plan};
use crate::reader::{self, Reading};
use crate::tape;
use crate::tree::File;
use crate::world::World;

/// Each fix checks the script again; more than this is not a script with slips in it.
const MOST_FIXES: usize = 200;

/// A script after its fixes.
#[derive(Debug)]
pub struct Mended {
    /// The new text; none where nothing was changed.
    pub text: Option<String>,
    /// What was changed, in order.
    pub changes: Vec<Change>,
    /// What is still to be said about the script. Its fixes are for the author to make.
    pub checked: Checked,
}

/// A fix that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The mistake's code.
    pub code: String,
    /// What was wrong.
    pub message: String,
    /// What was done about it, such as `write 'wait'`.
    pub title: String,
    /// The line, from 1, as it was when the change was made.
    pub line: u32,
}

/// Makes the certain fixes of a script, in memory. A tape is left as it is: the pointers of its
/// fixes lead into the script that it stands for.
pub fn mend(script: &Path, options: &Options, world: &dyn World) -> Mended {
    let mut checked = plan(script, options, world);
    let mut changes = Vec::new();
    let mut text = None;
    if tape::is_tape(script) {
        return Mended {
            text,
            changes,
            checked,
        };
    }
    let read = world
        .absolute(script)
        .and_then(|path| Ok((world.read(&path, MOST_BYTES)?, path)));
    let Ok((bytes, path)) = read else {
        return Mended {
            text,
            changes,
            checked,
        };
    };
    let Ok(mut now) = String::from_utf8(bytes) else {
        return Mended {
            text,
            changes,
            checked,
        };
    };
    let name = script.display().to_string();
    while changes.len() < MOST_FIXES {
        let mut all = checked.diagnostics.iter();
        let Some((edited, change)) = all.find_map(|one| mended(&now, &name, one)) else {
            break;
        };
        changes.push(change);
        let edited_world = Edited {
            world,
            path: path.clone(),
            text: &edited,
        };
        checked = plan(script, options, &edited_world);
        now = edited;
        text = Some(now.clone());
    }
    Mended {
        text,
        changes,
        checked,
    }
}

/// The text after one fix, where that is certain.
fn mended(text: &str, script: &str, diagnostic: &Diagnostic) -> Option<(String, Change)> {
    let (fix, place) = (diagnostic.fix.as_ref()?, diagnostic.place.as_ref()?);
    if place.file != script {
        return None;
    }
    let reading = read(text);
    let root = reading.root.as_ref()?;
    // Where the reader had to guess at a line, places on it are those of another text.
    let is_guessed = |wrong: &Diagnostic| {
        let line = wrong.place.as_ref().map(|place| place.start.line);
        wrong.fix.is_none() && line == Some(place.start.line)
    };
    if reading.diagnostics.iter().any(is_guessed) {
        return None;
    }
    let mut meant = root.to_json();
    patch::apply(&mut meant, &fix.patch)?;
    // A text that the reader has to guess at says nothing with certainty.
    let says = |edited: &String| {
        let again = read(edited);
        let clear = again.diagnostics.len() <= reading.diagnostics.len();
        clear && edited != text && again.root.is_some_and(|root| root.to_json() == meant)
    };
    let tried = edit::candidates(text, root, place, &fix.patch);
    let edited = tried.into_iter().find(says)?;
    let change = Change {
        code: diagnostic.code.clone(),
        message: diagnostic.message.clone(),
        title: fix.title.clone(),
        line: place.start.line,
    };
    Some((edited, change))
}

fn read(text: &str) -> Reading {
    let (name, folder) = (String::new(), PathBuf::new());
    reader::read(&Rc::new(File { name, folder }), text.as_bytes())
}

/// The world with another text in the place of one file's.
struct Edited<'a> {
    world: &'a dyn World,
    path: PathBuf,
    text: &'a str,
}

impl World for Edited<'_> {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        match path == self.path {
            true => Ok(self.text.as_bytes().to_vec()),
            false => self.world.read(path, most),
        }
    }

    fn list(&self, folder: &Path, most: usize) -> io::Result<Vec<PathBuf>> {
        self.world.list(folder, most)
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        self.world.absolute(path)
    }
}

/// The bytes of a stretch of one line; none where it is longer or lies outside the text.
fn bytes(text: &str, place: &Place) -> Option<std::ops::Range<usize>> {
    if place.start.line != place.end.line {
        return None;
    }
    let mut lines = text.split_inclusive('\n');
    let before = (place.start.line as usize).checked_sub(1)?;
    let start: usize = lines.by_ref().take(before).map(str::len).sum();
    let line = lines.next()?;
    // A byte order mark is no character of the first line.
    let mark = if line.starts_with('\u{feff}') { 1 } else { 0 };
    let at = |column: u32| {
        let ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        ends.skip(mark).nth((column as usize).checked_sub(1)?)
    };
    let (first, last) = (at(place.start.column)?, at(place.end.column)?);
    (first <= last).then_some(start + first..start + last)
}
