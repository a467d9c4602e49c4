//! The commands of a tape as steps. What never lives here: what holds for the whole tape.

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::Duration;
use demoreel_primitives::time::Nanos;

use super::command::{Command, Does, Said, Setting};
use super::node;
use super::setup::Setup;
use crate::tree::{Node, Span};

/// What a tape waits for where it does not say: a prompt.
const PROMPT: &str = ">$";

/// Plays the commands through and writes down steps.
pub(super) struct Steps {
    /// Between two keys.
    pace: Nanos,
    wait_timeout: Nanos,
    wait_pattern: String,
    /// What is on the clipboard.
    copied: Option<Said<String>>,
    /// Steps that are seen, and the hidden ones after a `Hide` whose word is kept.
    shown: Vec<Node>,
    hidden: Option<(Span, Vec<Node>)>,
    stills: u32,
    pub diagnostics: Vec<Diagnostic>,
}

impl Steps {
    pub fn new(setup: &Setup) -> Steps {
        let timeout = setup.find(|setting| match setting {
            Setting::WaitTimeout(timeout) => Some(*timeout),
            _ => None,
        });
        let pattern = setup.find(|setting| match setting {
            Setting::WaitPattern(pattern) => Some(pattern.as_str()),
            _ => None,
        });
        Steps {
            pace: Nanos::from_millis(50),
            wait_timeout: timeout.map_or(Nanos::from_secs(15), |set| set.0),
            wait_pattern: pattern.map_or(PROMPT, |set| set.0).to_owned(),
            copied: None,
            shown: Vec::new(),
            hidden: None,
            stills: 0,
            diagnostics: Vec::new(),
        }
    }

    /// The steps of all commands, in order.
    pub fn of(mut self, commands: &[Command]) -> (Vec<Node>, Vec<Diagnostic>) {
        for command in commands {
            self.take(command);
        }
        self.show();
        (self.shown, self.diagnostics)
    }

    fn take(&mut self, command: &Command) {
        let word = &command.word;
        match &command.does {
            Does::Type { text, pace } => self.types(word, text, self.pace_of(pace)),
            Does::Key { key, count, pace } => {
                let keys = node::plain(word, key);
                self.press(word, keys, count, self.pace_of(pace));
            }
            Does::Chords(chords) => self.chords(word, chords),
            Does::Scroll { lines, pace } => self.scroll(word, *lines, self.pace_of(pace)),
            Does::Sleep(length) => {
                let body = node::plain(&length.span, Duration(length.value));
                self.push(node::step(word, "wait", body));
            }
            Does::Wait {
                screen,
                timeout,
                pattern,
            } => self.wait(word, *screen, timeout.as_ref(), pattern.as_ref()),
            Does::Hide => {
                self.hidden
                    .get_or_insert_with(|| (word.clone(), Vec::new()));
            }
            Does::Show => self.show(),
            Does::Screenshot(path) => self.still(word, path),
            Does::Copy(text) => self.copied = Some(text.clone()),
            Does::Paste => self.paste(word),
            Does::Set(setting) => self.set(&setting.value),
            Does::Output(_) | Does::Require(_) | Does::Env { .. } => {}
        }
    }

    /// All other settings hold for the whole tape.
    fn set(&mut self, setting: &Setting) {
        if let Setting::TypingSpeed(pace) = setting {
            self.pace = *pace;
        }
    }

    fn pace_of(&self, pace: &Option<Said<Nanos>>) -> Nanos {
        pace.as_ref().map_or(self.pace, |said| said.value)
    }

    fn push(&mut self, step: Node) {
        match &mut self.hidden {
            Some((_, hidden)) => hidden.push(step),
            None => self.shown.push(step),
        }
    }

    /// Ends what is hidden: it is cut out of the reel.
    fn show(&mut self) {
        if let Some((word, hidden)) = self.hidden.take().filter(|(_, hidden)| !hidden.is_empty()) {
            let steps = node::list(&word, hidden);
            let body = node::map(&word, [("steps", steps)]);
            self.shown.push(node::step(&word, "mark_cut", body));
        }
    }

    fn types(&mut self, word: &Span, text: &Said<String>, pace: Nanos) {
        if text.value.is_empty() {
            return;
        }
        let body = node::map(
            &text.span,
            [
                ("text", node::words(&text.span, &text.value)),
                ("pace", node::plain(&text.span, Duration(pace))),
            ],
        );
        self.push(node::step(word, "type_text", body));
    }

    fn press(&mut self, word: &Span, keys: Node, count: &Said<u32>, pace: Nanos) {
        let mut left = count.value;
        while left > 0 {
            // A step presses a hundred times at most.
            let times = left.min(100);
            left -= times;
            let mut entries = vec![("keys", keys.clone())];
            if times > 1 {
                entries.push(("times", node::plain(&count.span, times)));
            }
            entries.push(("pace", node::plain(word, Duration(pace))));
            self.push(node::step(word, "press", node::map(word, entries)));
        }
    }

    /// vhs lets no time pass after them.
    fn chords(&mut self, word: &Span, chords: &Said<Vec<String>>) {
        let span = &chords.span;
        let all = chords.value.iter().map(|chord| node::plain(span, chord));
        let keys = match chords.value.as_slice() {
            [one] => node::plain(span, one),
            _ => node::list(span, all.collect()),
        };
        let pace = node::plain(span, Duration(Nanos(0)));
        let body = node::map(span, [("keys", keys), ("pace", pace)]);
        self.push(node::step(word, "press", body));
    }

    fn scroll(&mut self, word: &Span, lines: i64, pace: Nanos) {
        let message =
            "a terminal is filmed as what is written to it, so that looking back is not shown";
        let warning = Diagnostic::warning(codes::DIFFERS, message).at(word.place());
        let hint = "the time passes all the same; a pager such as `less` can be scrolled";
        self.diagnostics.push(warning.hint(hint));
        let length = Nanos(pace.0 * lines.abs());
        self.push(node::step(
            word,
            "wait",
            node::plain(word, Duration(length)),
        ));
    }

    fn wait(
        &mut self,
        word: &Span,
        screen: bool,
        timeout: Option<&Said<Nanos>>,
        pattern: Option<&Said<String>>,
    ) {
        let timeout = match timeout {
            Some(said) => node::plain(&said.span, Duration(said.value)),
            None => node::plain(word, Duration(self.wait_timeout)),
        };
        let pattern = match pattern {
            Some(said) => node::words(&said.span, &said.value),
            None => node::words(word, &self.wait_pattern),
        };
        let mut entries = vec![("matches", pattern)];
        if !screen {
            entries.push(("part", node::plain(word, "line")));
        }
        entries.push(("timeout", timeout));
        self.push(node::step(word, "wait_for", node::map(word, entries)));
    }

    /// A picture is called as its file; one in another folder keeps its name alone.
    fn still(&mut self, word: &Span, path: &Said<String>) {
        self.stills += 1;
        let file = std::path::Path::new(&path.value);
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = super::identifier(&stem, &format!("still-{}", self.stills));
        self.push(node::step(word, "still", node::plain(&path.span, name)));
    }

    /// vhs types what was copied, without a pause between the keys.
    fn paste(&mut self, word: &Span) {
        let Some(copied) = self.copied.clone() else {
            let error = Diagnostic::error(codes::NOTHING_COPIED, "nothing was copied before");
            let hint = "write `Copy` and the words above it";
            self.diagnostics.push(error.at(word.place()).hint(hint));
            return;
        };
        self.types(word, &copied, Nanos(0));
    }
}
