//! Outputs, resolved: size, rate and style of each reel.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::Output;
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::time::FrameRate;

use super::style;
use crate::check::{Checker, is_identifier};
use crate::tree::Node;
use crate::written::{LookWords, OutputWords, Preset, ScriptWords};

/// The outputs in the script's order; one with the script's name where it names none.
pub(super) fn resolved(
    checker: &Checker,
    root: &Node,
    script: &ScriptWords,
    stem: &str,
) -> Vec<Output> {
    let node = root.get("outputs").filter(|node| !node.is_null());
    let Some(mapping) = node.and_then(Node::as_mapping) else {
        let words = OutputWords::default();
        let name = if is_identifier(stem) { stem } else { "reel" };
        let output = output(checker, root, root, name, (&words, script));
        return output.into_iter().collect();
    };
    let resolve = |entry: &crate::tree::Entry| {
        let words = script.outputs.get(&entry.key.text)?;
        output(
            checker,
            root,
            &entry.value,
            &entry.key.text,
            (words, script),
        )
    };
    mapping.entries.iter().filter_map(resolve).collect()
}

fn output(
    checker: &Checker,
    root: &Node,
    node: &Node,
    name: &str,
    (words, script): (&OutputWords, &ScriptWords),
) -> Option<Output> {
    let preset = words.preset.unwrap_or(Preset::Youtube);
    let (preset_size, preset_rate) = preset_values(preset);
    let size = words
        .size
        .map_or(preset_size, |size| CanvasSize::new(size.width, size.height));
    if size.width % 2 + size.height % 2 > 0 || size.width.min(size.height) < 128 {
        let message = format!("a reel of {}x{} cannot be made", size.width, size.height);
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(node.span.place());
        checker.report(error.hint("both sides are even numbers of 128 or more"));
        return None;
    }
    let rate = match words.fps {
        None => preset_rate,
        Some(fps) => rate(fps).or_else(|| {
            let message = format!("a reel cannot have {fps} frames a second");
            let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(node.span.place());
            checker.report(error.hint("take a whole number, or 23.976, 29.97 or 59.94"));
            None
        })?,
    };
    for (look, node) in [(&words.look, node), (&script.look, root)] {
        check_gradient(checker, look, node)?;
    }
    let style = style::resolved(&words.look, &script.look, size);
    Some(Output {
        name: name.to_owned(),
        size,
        rate,
        style,
    })
}

/// A gradient of one colour is none.
fn check_gradient(checker: &Checker, look: &LookWords, node: &Node) -> Option<()> {
    let gradient = look
        .background
        .as_ref()
        .and_then(|background| background.gradient.as_ref());
    if gradient.is_none_or(|gradient| gradient.colours.len() > 1) {
        return Some(());
    }
    let place = node.get("background").unwrap_or(node).span.place();
    let error = Diagnostic::error(codes::OUT_OF_RANGE, "a gradient needs two colours or more");
    checker.report(
        error
            .at(place)
            .hint("for one colour write it alone: `background: \"#1e293b\"`"),
    );
    None
}

fn preset_values(preset: Preset) -> (CanvasSize, FrameRate) {
    match preset {
        Preset::Youtube => (CanvasSize::new(1920, 1080), FrameRate::whole(60)),
    }
}

/// Whole rates, and the three of broadcasting under their short names.
fn rate(fps: f64) -> Option<FrameRate> {
    let broadcast = [(23.976, 24_000), (29.97, 30_000), (59.94, 60_000)];
    if let Some((_, num)) = broadcast.iter().find(|(name, _)| (name - fps).abs() < 1e-3) {
        return Some(FrameRate {
            num: *num,
            den: 1001,
        });
    }
    (fps.fract() == 0.0 && fps >= 1.0).then(|| FrameRate::whole(fps as u32))
}
