//! `Source`: the commands of another tape in the place of its name. Its outputs are not made, as
//! in vhs.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use demoreel_primitives::codes::tape as codes;

use super::{Parser, Read};
use crate::plan::MOST_BYTES;
use crate::tape::command::Does;
use crate::tape::lexer::Token;
use crate::tree::File;

/// Deeper than any tape is nested.
const DEEPEST: usize = 16;

impl Parser<'_> {
    pub(super) fn source(&mut self, word: &Token) -> Read<()> {
        let named = self.path(word)?;
        let token = self.tokens[self.at - 1].clone();
        let Some((path, name)) = self.find(&named.value) else {
            let message = format!("there is no tape '{}'", named.value);
            let beside = self.file.folder.join(&named.value);
            let hint = match self.files.near(&beside) {
                Some(near) => format!("did you mean '{near}'?"),
                None => "it is looked for beside this tape, then in the current folder".to_owned(),
            };
            return Err(self.wrong(&token, codes::SOURCE, message, &hint));
        };
        if self.open.contains(&path) || self.open.len() > DEEPEST {
            let message = format!("'{}' plays itself", named.value);
            let hint = "a tape cannot play itself, not even through others";
            return Err(self.wrong(&token, codes::SOURCE, message, hint));
        }
        let read = self.files.world.read(&path, MOST_BYTES);
        let text = read.map_err(|error| error.to_string()).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
        });
        match text {
            Ok(text) => self.play(path, name, &text),
            Err(why) => {
                let message = format!("the tape '{}' cannot be read: {why}", named.value);
                return Err(self.wrong(&token, codes::SOURCE, message, "save it as UTF-8 text"));
            }
        }
        Ok(())
    }

    fn play(&mut self, path: PathBuf, name: String, text: &str) {
        let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
        let file = Rc::new(File { name, folder });
        let mut open = self.open.clone();
        open.push(path);
        let mut inner = Parser::new(self.files, &file, text, open);
        inner.run();
        self.diagnostics.append(&mut inner.diagnostics);
        let commands = inner.commands.into_iter();
        let played = commands.filter(|command| !matches!(command.does, Does::Output(_)));
        self.commands.extend(played);
    }

    /// The tape's absolute path, and its name as the user would give it.
    fn find(&self, name: &str) -> Option<(PathBuf, String)> {
        let beside = self.file.folder.join(name);
        if let Ok(path) = self.files.world.absolute(&beside) {
            let folder = Path::new(&self.file.name).parent();
            let shown: PathBuf = folder
                .unwrap_or(Path::new(""))
                .join(name)
                .components()
                .collect();
            return Some((path, shown.display().to_string()));
        }
        let path = self.files.world.absolute(Path::new(name)).ok()?;
        Some((path, name.to_owned()))
    }
}
