//! A tape as a whole script: its surface, its outputs, its look, and one scene. What never lives
//! here: what single commands become.

use std::collections::BTreeMap;

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::diagnostic::Diagnostic;

use super::command::{Command, Does, Said, Setting};
use super::setup::{Setup, number_of};
use super::steps::Steps;
use super::{colours, geometry, node, outputs};
use crate::guess;
use crate::tree::{Node, Span};

/// The face that terminals are drawn with.
const FACE: &str = "JetBrains Mono";
/// The shells that are played.
const SHELLS: &[&str] = &["bash", "zsh", "fish"];
/// What the prompt is, in every shell of vhs.
const PROMPT: &str = "> ";
/// The surface's name.
const SURFACE: &str = "terminal";

/// Writes a tape's commands down as a script.
pub(super) struct Script<'a> {
    commands: &'a [Command],
    setup: Setup<'a>,
    /// Where what the tape does not say stands: its first word.
    top: Span,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Script<'a> {
    pub fn new(commands: &'a [Command], top: Span) -> Script<'a> {
        let (setup, diagnostics) = Setup::of(commands);
        Script {
            commands,
            setup,
            top,
            diagnostics,
        }
    }

    /// The script's tree. The file's stem names what has no other name.
    pub fn root(&mut self, stem: &str) -> Node {
        let top = self.top.clone();
        let name = super::identifier(stem, "tape");
        let mut entries = vec![
            ("demoreel", node::plain(&top, 1)),
            ("title", node::words(&top, stem)),
        ];
        entries.extend(self.requires());
        let surface = node::map(&top, [("terminal", self.terminal())]);
        entries.push(("surfaces", node::map(&top, [(SURFACE, surface)])));
        let (outputs, wrong) = outputs::of(self.commands, &name, &self.setup, &top);
        self.diagnostics.extend(wrong);
        entries.push(("outputs", outputs));
        let (look, wrong) = colours::look(&self.setup, &top);
        self.diagnostics.extend(wrong);
        entries.extend(look);
        entries.push(("scenes", self.scenes(&name)));
        node::with_pointers(node::map(&top, entries), "")
    }

    fn requires(&self) -> Option<(&'static str, Node)> {
        let programs = self
            .commands
            .iter()
            .filter_map(|command| match &command.does {
                Does::Require(program) => Some(node::plain(&program.span, &program.value)),
                _ => None,
            });
        let programs: Vec<_> = programs.collect();
        let first = programs.first()?.span.clone();
        Some(("requires", node::list(&first, programs)))
    }

    fn terminal(&mut self) -> Node {
        let top = self.top.clone();
        self.mind_differences();
        let mut entries = Vec::new();
        entries.extend(self.shell());
        entries.extend([
            ("folder", node::plain(&top, ".")),
            ("prompt", node::words(&top, PROMPT)),
            ("rhythm", node::plain(&top, "even")),
        ]);
        entries.extend(self.variables());
        entries.extend(self.cells());
        node::map(&top, entries)
    }

    fn shell(&mut self) -> Option<(&'static str, Node)> {
        let (shell, span) = self.setup.find(|setting| match setting {
            Setting::Shell(shell) => Some(shell.as_str()),
            _ => None,
        })?;
        if SHELLS.contains(&shell) {
            return Some(("shell", node::plain(span, shell)));
        }
        let message = format!("the shell '{shell}' is not played here");
        let error = Diagnostic::error(codes::SHELL, message).at(span.place());
        let hint = match guess::nearest(shell, SHELLS.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "bash, zsh and fish are; what the tape types may have to change".to_owned(),
        };
        self.diagnostics.push(error.hint(hint));
        None
    }

    /// Variables are set before the shell starts, wherever the tape sets them; the last one holds.
    fn variables(&self) -> Option<(&'static str, Node)> {
        let mut all: BTreeMap<&str, &Said<String>> = BTreeMap::new();
        for command in self.commands {
            if let Does::Env { name, value } = &command.does {
                all.insert(&name.value, value);
            }
        }
        let span = all.values().next()?.span.clone();
        let entries = all.into_iter();
        let entries = entries.map(|(name, value)| (name, node::words(&value.span, &value.value)));
        Some(("variables", node::map(&span, entries)))
    }

    /// The terminal fills the picture up to its margin, with as many cells as vhs would have.
    fn cells(&mut self) -> Vec<(&'static str, Node)> {
        let measures = self.setup.measures();
        let (setup, top) = (&self.setup, &self.top);
        let wide = setup.span_of(number_of!(Width), top);
        let high = setup.span_of(number_of!(Height), top);
        let font = setup.span_of(number_of!(FontSize), top);
        let spacing = setup.span_of(number_of!(LetterSpacing), top);
        let leading = setup.span_of(number_of!(LineHeight), top);
        let Some(cells) = geometry::cells(&measures) else {
            let message = format!(
                "a picture of {}x{} leaves no room for a terminal",
                measures.width, measures.height
            );
            let error = Diagnostic::error(codes::TOO_SMALL, message).at(wide.place());
            let hint = "make it larger, or the margin, the padding or the letters smaller";
            self.diagnostics.push(error.hint(hint));
            return Vec::new();
        };
        let size = (
            measures.width - 2.0 * measures.margin,
            measures.height - 2.0 * measures.margin - measures.bar,
        );
        let letters = measures.font_size;
        let advance = letters * geometry::ADVANCE;
        let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
        let pixels = |number: f64| format!("{}px", rounded(number));
        let line = rounded(cells.height / letters);
        vec![
            (
                "size",
                node::plain(&wide, format!("{:.0}x{:.0}", size.0, size.1)),
            ),
            ("columns", node::plain(&wide, cells.columns)),
            ("rows", node::plain(&high, cells.rows)),
            ("font_size", node::plain(&font, pixels(letters))),
            (
                "letter_spacing",
                node::plain(&spacing, pixels(cells.width - advance)),
            ),
            ("line_height", node::plain(&leading, line)),
        ]
    }

    /// Warns of what is shown otherwise than by vhs.
    fn mind_differences(&mut self) {
        let face = self.setup.find(|setting| match setting {
            Setting::FontFamily(name) if name != FACE => Some(name),
            _ => None,
        });
        let faces = face.map(|(name, span)| {
            (
                format!("the font '{name}' is not bundled"),
                format!("{FACE} is drawn"),
                span,
            )
        });
        let offset = self
            .setup
            .find(number_of!(LoopOffset))
            .filter(|set| set.0 > 0.0);
        let offset = offset.map(|(_, span)| {
            let what = "a GIF begins with the first frame".to_owned();
            (
                what,
                "take another frame as the preview with `Screenshot`".to_owned(),
                span,
            )
        });
        for (what, hint, span) in [faces, offset].into_iter().flatten() {
            let warning = Diagnostic::warning(codes::DIFFERS, what).at(span.place());
            self.diagnostics.push(warning.hint(hint));
        }
    }

    fn scenes(&mut self, name: &str) -> Node {
        let top = self.top.clone();
        let (steps, wrong) = Steps::new(&self.setup).of(self.commands);
        self.diagnostics.extend(wrong);
        let mut steps = node::list(&top, steps);
        let speed = self.setup.find(number_of!(PlaybackSpeed));
        if let Some((factor, span)) = speed.filter(|(factor, _)| *factor != 1.0) {
            let factor = node::plain(span, factor);
            let body = node::map(span, [("factor", factor), ("steps", steps)]);
            steps = node::list(&top, vec![node::step(span, "mark_speedup", body)]);
        }
        let scene = node::map(&top, [("scene", node::plain(&top, name)), ("steps", steps)]);
        node::list(&top, vec![scene])
    }
}
