//! The look of a tape: its theme, what is around the terminal, and its corners.

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::theme::{TerminalTheme, ThemeError};
use serde_json::Value as Json;

use super::command::Setting;
use super::node;
use super::setup::{Setup, number_of};
use crate::guess;
use crate::tree::{Node, Span};

/// The palette of vhs, where a tape names none.
const THEME: &str = "vhs";

/// The look keys, and what is wrong with what they were made of.
pub(super) fn look(setup: &Setup, top: &Span) -> (Vec<(&'static str, Node)>, Vec<Diagnostic>) {
    let mut wrong = Vec::new();
    let (words, theme, span) = theme(setup, top, &mut wrong);
    let theme = theme.unwrap_or_default();
    let (background, fill) = background(setup, &theme, top, &mut wrong);
    let drawn = node::map(&span, [("theme", node::words(&span, &words))]);
    let measures = setup.measures();
    let short = measures.width.min(measures.height).max(1.0);
    // Lengths of the look are parts of the picture's short side.
    let part = |pixels: f64| format!("{}%", (pixels / short * 1e6).round() / 1e4);
    let radius = setup
        .find(number_of!(BorderRadius))
        .map_or(0.0, |set| set.0);
    let look = vec![
        ("terminal", drawn),
        ("background", node::words(&fill, &background)),
        ("padding", node::plain(top, part(measures.margin))),
        ("radius", node::plain(top, part(radius))),
        ("shadow", node::plain(top, "none")),
    ];
    let bar = bar(setup, part(measures.bar));
    let look = look.into_iter().chain(bar).collect();
    (look, wrong)
}

/// The window's bar, in the terminal's own colours. Other names were refused where they stand.
fn bar(setup: &Setup, height: String) -> Option<(&'static str, Node)> {
    let (name, span) = setup.bar()?;
    let buttons = match name.starts_with("Rings") {
        true => "rings",
        false => "colourful",
    };
    let side = match name.ends_with("Right") {
        true => "right",
        false => "left",
    };
    let words = [
        ("style", "terminal"),
        ("buttons", buttons),
        ("side", side),
        ("height", &height),
    ];
    let entries = words.map(|(key, value)| (key, node::plain(span, value)));
    Some(("window", node::map(span, entries)))
}

/// What a script says for a theme, the theme itself, and where it stands.
fn theme(
    setup: &Setup,
    top: &Span,
    wrong: &mut Vec<Diagnostic>,
) -> (String, Option<TerminalTheme>, Span) {
    let set = setup.find(|setting| match setting {
        Setting::Theme(theme) => Some(theme.as_str()),
        _ => None,
    });
    let (words, span) = match set {
        None => (THEME.to_owned(), top.clone()),
        Some((json, span)) if json.starts_with('{') => (completed(json), span.clone()),
        Some((name, span)) => (name.to_owned(), span.clone()),
    };
    let read = match words.starts_with('{') {
        true => TerminalTheme::parse(&words).map_err(|why| unreadable(&why)),
        false => TerminalTheme::named(&words).ok_or_else(|| unknown(&words)),
    };
    match read {
        Ok(theme) => (words, Some(theme), span),
        Err(diagnostic) => {
            wrong.push(diagnostic.at(span.place()));
            (THEME.to_owned(), TerminalTheme::named(THEME), span)
        }
    }
}

fn unreadable(why: &ThemeError) -> Diagnostic {
    let message = format!("the theme cannot be read: {why}");
    let hint = "a theme is a JSON object of colours, each such as \"#282a36\"";
    Diagnostic::error(codes::THEME, message).hint(hint)
}

/// vhs knows more names than we do, so that it is no mistake.
fn unknown(name: &str) -> Diagnostic {
    let message = format!("the theme '{name}' is not known, and the palette of vhs is drawn");
    let warning = Diagnostic::warning(codes::THEME, message);
    match guess::nearest(name, TerminalTheme::names()) {
        Some(near) => warning.hint(format!("did you mean \"{near}\"?")),
        None => {
            let names: Vec<_> = TerminalTheme::names().collect();
            let names = names.join(", ");
            warning.hint(format!(
                "known are {names}; others can be written in braces"
            ))
        }
    }
}

/// A theme in braces may leave colours out; those of vhs hold then.
fn completed(json: &str) -> String {
    let Ok(Json::Object(given)) = serde_json::from_str::<Json>(json) else {
        return json.to_owned();
    };
    let Some(base) = TerminalTheme::named(THEME) else {
        return json.to_owned();
    };
    let mut whole = as_json(&base);
    let known = [
        ("purple", "magenta"),
        ("brightPurple", "brightMagenta"),
        ("cursor", "cursorColor"),
    ];
    for (name, value) in given {
        let same = known.iter().find(|(other, _)| *other == name);
        whole.insert(
            same.map_or(name.clone(), |(_, ours)| (*ours).to_owned()),
            value,
        );
    }
    Json::Object(whole).to_string()
}

fn as_json(theme: &TerminalTheme) -> serde_json::Map<String, Json> {
    const NAMES: [&str; 16] = [
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "magenta",
        "cyan",
        "white",
        "brightBlack",
        "brightRed",
        "brightGreen",
        "brightYellow",
        "brightBlue",
        "brightMagenta",
        "brightCyan",
        "brightWhite",
    ];
    let indexed = NAMES.into_iter().zip(theme.indexed);
    let rest = [
        ("foreground", theme.foreground),
        ("background", theme.background),
        ("cursorColor", theme.cursor),
    ];
    let all = indexed.chain(rest);
    all.map(|(name, colour)| (name.to_owned(), Json::String(hex(colour))))
        .collect()
}

/// What is around the terminal: the fill of the margin, or the terminal's own colour.
fn background(
    setup: &Setup,
    theme: &TerminalTheme,
    top: &Span,
    wrong: &mut Vec<Diagnostic>,
) -> (String, Span) {
    let own = hex(theme.background);
    let fill = setup.find(|setting| match setting {
        Setting::MarginFill(fill) => Some(fill.as_str()),
        _ => None,
    });
    match fill {
        Some((colour, span)) if colour.starts_with('#') => (colour.to_owned(), span.clone()),
        Some((_, span)) => {
            let message = "a picture behind the terminal is not drawn";
            let warning = Diagnostic::warning(codes::DIFFERS, message).at(span.place());
            wrong.push(warning.hint("the terminal's own colour fills the margin"));
            (own, span.clone())
        }
        None => (own, top.clone()),
    }
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}
