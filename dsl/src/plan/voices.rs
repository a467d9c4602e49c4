//! Whether every voice speaks the languages that it is given.

use demoreel_primitives::codes::look as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{EffectKind, LookScene, Output, Voice};

use crate::check::Checker;
use crate::tree::Node;

/// Reports each language once in which something is said by a voice that does not speak it.
pub(super) fn check(checker: &Checker, root: &Node, outputs: &[Output], scenes: &[LookScene]) {
    let mut told: Vec<&str> = Vec::new();
    for output in outputs {
        let language = output.language.as_str();
        let mut said = scenes.iter().zip(&output.styles);
        let unspoken = said.any(|(scene, style)| says(scene) && !speaks(&style.voice, language));
        if unspoken && !told.contains(&language) {
            told.push(language);
            checker.report(lacks(root, language));
        }
    }
}

fn says(scene: &LookScene) -> bool {
    let mut effects = scene.effects.iter();
    effects.any(|effect| matches!(effect.kind, EffectKind::Say { .. }))
}

fn speaks(voice: &Voice, language: &str) -> bool {
    match voice {
        Voice::Local { .. } => language == "en" || language.starts_with("en-"),
        // What these speak is known to themselves; they say so before anything is paid.
        Voice::Silent
        | Voice::Espeak(_)
        | Voice::ElevenLabs(_)
        | Voice::Command(_)
        | Voice::File(_) => true,
    }
}

fn lacks(root: &Node, language: &str) -> Diagnostic {
    let list = root.get("languages");
    let items = list.and_then(Node::as_sequence).unwrap_or_default();
    let item = items.iter().find(|item| item.text() == Some(language));
    let place = item.or(list).unwrap_or(root).span.place();
    let message = format!("the voice `local` does not speak `{language}`");
    Diagnostic::error(codes::VOICE_LACKS_LANGUAGE, message)
        .at(place)
        .hint("write `voice: espeak`, which speaks many languages, or `voice: silent`, whose words pace the reel and are shown as captions")
}
