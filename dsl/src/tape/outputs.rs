//! The files that a tape makes, as outputs.

use std::path::{Component, Path};

use demoreel_primitives::codes::tape as codes;
use demoreel_primitives::diagnostic::Diagnostic;

use super::command::{Command, Does, Said};
use super::node;
use super::setup::{Setup, number_of};
use crate::tree::{Node, Span};

/// Frames a second of vhs.
const RATE: f64 = 50.0;

/// The outputs, of each kind one as in vhs, and what is wrong with them. A tape that names none
/// makes a GIF.
pub(super) fn of(
    commands: &[Command],
    stem: &str,
    setup: &Setup,
    top: &Span,
) -> (Node, Vec<Diagnostic>) {
    let mut wrong = Vec::new();
    let mut named: Vec<(&'static str, Said<String>)> = Vec::new();
    for command in commands {
        let Does::Output(path) = &command.does else {
            continue;
        };
        let Some(format) = format_of(&path.value) else {
            wrong.push(no_format(path));
            continue;
        };
        wrong.extend(leads_out(path));
        named.retain(|(other, _)| *other != format);
        named.push((format, path.clone()));
    }
    if named.is_empty() {
        let value = format!("{stem}.gif");
        named.push((
            "gif",
            Said {
                value,
                span: top.clone(),
            },
        ));
    }
    let several = named.len() > 1;
    let entries = named.iter().map(|(format, path)| {
        // Each is a file of its own, told apart by its format.
        let name = if several {
            (*format).to_owned()
        } else {
            stem.to_owned()
        };
        // Only what the tape itself names is a place.
        let own = path.span != *top && !is_outside(&path.value);
        (name, output(format, path, own, setup))
    });
    let entries: Vec<_> = entries.collect();
    let entries = entries
        .iter()
        .map(|(name, node)| (name.as_str(), node.clone()));
    (node::map(top, entries), wrong)
}

fn output(format: &str, path: &Said<String>, own: bool, setup: &Setup) -> Node {
    let measures = setup.measures();
    // Films need even sides.
    let even = |side: f64| (side / 2.0).ceil() * 2.0;
    let size = format!("{:.0}x{:.0}", even(measures.width), even(measures.height));
    let rate = setup.find(number_of!(Framerate)).map_or(RATE, |set| set.0);
    let span = &path.span;
    let mut entries = vec![("format", node::plain(span, format))];
    if own {
        let file = path.value.trim_end_matches('/');
        entries.push(("file", node::words(span, file)));
    }
    entries.push(("size", node::plain(span, size)));
    entries.push(("fps", node::plain(span, rate)));
    node::map(span, entries)
}

/// Whether a path surely leads out of the tape's folder.
fn is_outside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn leads_out(path: &Said<String>) -> Option<Diagnostic> {
    is_outside(&path.value).then(|| {
        let message = format!("'{}' is outside of the tape's folder", path.value);
        let warning = Diagnostic::warning(codes::DIFFERS, message).at(path.span.place());
        warning.hint("it goes to the folder `out`; `-o` names another place")
    })
}

/// By the name's ending; a folder is filled with pictures.
fn format_of(path: &str) -> Option<&'static str> {
    let ending = Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str());
    match ending {
        _ if path.ends_with('/') => Some("png"),
        Some("gif") => Some("gif"),
        Some("mp4") => Some("mp4"),
        Some("webm") => Some("webm"),
        Some("txt" | "ascii" | "test") => Some("txt"),
        Some("png") => Some("png"),
        _ => None,
    }
}

fn no_format(path: &Said<String>) -> Diagnostic {
    let message = format!("'{}' is of no kind that can be made", path.value);
    let error = Diagnostic::error(codes::OUTPUT, message).at(path.span.place());
    error.hint("end it with .gif, .mp4, .webm, .txt or .ascii, or with a slash for a folder")
}
