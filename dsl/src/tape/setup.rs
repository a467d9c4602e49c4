//! The settings that hold for a whole tape: those of its head, before the first command. What
//! never lives here: settings that change on the way.

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::diagnostic::Diagnostic;

use super::command::{Command, Does, Said, Setting};
use super::geometry::Measures;
use crate::tree::Span;

/// Picks the number of one setting.
macro_rules! number_of {
    ($name:ident) => {
        |setting: &$crate::tape::command::Setting| match setting {
            $crate::tape::command::Setting::$name(number) => Some(*number),
            _ => None,
        }
    };
}
pub(super) use number_of;

/// The settings of a tape's head, in order; of two the later holds.
pub(super) struct Setup<'a>(Vec<&'a Said<Setting>>);

/// A setting's value and where it stands.
pub(super) type Set<'a, T> = (T, &'a Span);

impl<'a> Setup<'a> {
    /// Gathers the settings, and says which come too late to have an effect.
    pub fn of(commands: &'a [Command]) -> (Setup<'a>, Vec<Diagnostic>) {
        let mut settings = Vec::new();
        let mut late = Vec::new();
        let mut head = true;
        for command in commands {
            match &command.does {
                Does::Set(said) if head || holds_anywhere(&said.value) => settings.push(said),
                Does::Set(said) => late.push(too_late(said.span.place(), "the setting")),
                Does::Require(program) if !head => {
                    late.push(too_late(program.span.place(), "what is required here"));
                }
                Does::Output(_) | Does::Require(_) => {}
                _ => head = false,
            }
        }
        (Setup(settings), late)
    }

    /// The value of a setting, where the tape sets it.
    pub fn find<T>(&self, pick: impl Fn(&'a Setting) -> Option<T>) -> Option<Set<'a, T>> {
        let mut latest = self.0.iter().rev();
        latest.find_map(|said| pick(&said.value).map(|value| (value, &said.span)))
    }

    /// Where a number is set, or `top`.
    pub fn span_of(&self, pick: fn(&Setting) -> Option<f64>, top: &Span) -> Span {
        let set = self.find(pick);
        set.map_or_else(|| top.clone(), |(_, span)| span.clone())
    }

    pub fn measures(&self) -> Measures {
        let number = |pick: fn(&Setting) -> Option<f64>, default| {
            self.find(pick).map_or(default, |set| set.0)
        };
        let bar = match self.bar() {
            None => 0.0,
            Some(_) => number(number_of!(WindowBarSize), 30.0),
        };
        Measures {
            width: number(number_of!(Width), 1200.0),
            height: number(number_of!(Height), 600.0),
            margin: number(number_of!(Margin), 0.0),
            padding: number(number_of!(Padding), 60.0),
            bar,
            font_size: number(number_of!(FontSize), 22.0),
            letter_spacing: number(number_of!(LetterSpacing), 1.0),
            line_height: number(number_of!(LineHeight), 1.0),
        }
    }

    /// The window's bar; an empty name is none.
    pub fn bar(&self) -> Option<Set<'a, &'a str>> {
        let bar = self.find(|setting| match setting {
            Setting::WindowBar(name) => Some(name.as_str()),
            _ => None,
        });
        bar.filter(|(name, _)| !name.is_empty())
    }
}

/// The shell is started before anything else, and the pace of typing may change.
fn holds_anywhere(setting: &Setting) -> bool {
    matches!(setting, Setting::Shell(_) | Setting::TypingSpeed(_))
}

fn too_late(place: demoreel_primitives::diagnostic::Place, what: &str) -> Diagnostic {
    let message = format!("{what} comes after the first command and has no effect");
    let warning = Diagnostic::warning(codes::LATE_SETTING, message).at(place);
    warning.hint("move it to the top of the tape")
}
