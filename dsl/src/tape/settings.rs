//! The settings of a tape: their names and what each takes. What never lives here: what becomes
//! of them.

use demoreel_primitives::time::Nanos;

use super::command::Setting;

/// What a setting takes.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    Words(fn(String) -> Setting),
    /// With the least and the most that make sense.
    Number(fn(f64) -> Setting, f64, f64),
    Time(fn(Nanos) -> Setting),
    Flag(fn(bool) -> Setting),
    Pattern(fn(String) -> Setting),
    /// A name, or JSON.
    Theme,
    /// A number that a percent sign may follow.
    Percent(fn(f64) -> Setting),
    Bar,
    /// A colour, or a file.
    Fill,
}

/// More pixels than any picture has.
const MOST_PIXELS: f64 = 16_384.0;

const ALL: &[(&str, Takes)] = &[
    ("Shell", Takes::Words(Setting::Shell)),
    ("FontFamily", Takes::Words(Setting::FontFamily)),
    ("FontSize", Takes::Number(Setting::FontSize, 4.0, 400.0)),
    (
        "LetterSpacing",
        Takes::Number(Setting::LetterSpacing, -20.0, 100.0),
    ),
    ("LineHeight", Takes::Number(Setting::LineHeight, 0.5, 5.0)),
    ("Framerate", Takes::Number(Setting::Framerate, 1.0, 120.0)),
    ("TypingSpeed", Takes::Time(Setting::TypingSpeed)),
    ("Theme", Takes::Theme),
    (
        "PlaybackSpeed",
        Takes::Number(Setting::PlaybackSpeed, 0.1, 100.0),
    ),
    ("Height", Takes::Number(Setting::Height, 1.0, MOST_PIXELS)),
    ("Width", Takes::Number(Setting::Width, 1.0, MOST_PIXELS)),
    ("Padding", Takes::Number(Setting::Padding, 0.0, MOST_PIXELS)),
    ("LoopOffset", Takes::Percent(Setting::LoopOffset)),
    ("MarginFill", Takes::Fill),
    ("Margin", Takes::Number(Setting::Margin, 0.0, MOST_PIXELS)),
    ("WindowBar", Takes::Bar),
    (
        "WindowBarSize",
        Takes::Number(Setting::WindowBarSize, 0.0, 1000.0),
    ),
    (
        "BorderRadius",
        Takes::Number(Setting::BorderRadius, 0.0, 1000.0),
    ),
    ("CursorBlink", Takes::Flag(Setting::CursorBlink)),
    ("WaitTimeout", Takes::Time(Setting::WaitTimeout)),
    ("WaitPattern", Takes::Pattern(Setting::WaitPattern)),
];

/// The bars that a window can have.
pub(super) const BARS: &[&str] = &["Colorful", "ColorfulRight", "Rings", "RingsRight"];

/// What a setting takes; `None` where there is none of this name.
pub(super) fn named(name: &str) -> Option<Takes> {
    let mut all = ALL.iter();
    all.find(|(one, _)| *one == name).map(|(_, takes)| *takes)
}

/// The names of all settings.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(name, _)| *name)
}
