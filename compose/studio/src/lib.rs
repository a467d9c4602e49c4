//! Voices: the words of a look as speech, each synthesised once and kept by what shaped it.
//! What lives here: the voice trait, its providers, and how they are paid; the only code that
//! speaks HTTP. What never does: when a sentence is heard (the timeline decides) and how loud (the
//! mix does).

mod command;
mod decode;
mod elevenlabs;
mod error;
mod espeak;
mod estimate;
mod job;
mod local;
mod noises;
mod polish;
mod program;
mod recorded;
mod resample;
mod silent;
mod speaking;
mod till;
mod tunes;
mod voice;

use demoreel_primitives::plan::{EffectKind, Look, Output};

pub use error::VoiceError;
pub use job::{Patience, Secret, VoiceJob};
pub use noises::noises;
pub use speaking::{Origin, Spoken, speak_lines};
pub use tunes::tunes;
pub use voice::{Capabilities, Line, Utterance, Voice, WordTimes};

/// Every `say` of a look as one of its outputs says it: in its language, and with the voice of each
/// scene.
pub fn lines(look: &Look, output: &Output) -> Vec<Line> {
    let mut all = Vec::new();
    for (scene, style) in look.scenes.iter().zip(&output.styles) {
        let said = scene.effects.iter();
        let said = said.filter_map(|effect| match &effect.kind {
            EffectKind::Say { text } => Some((&effect.id, text.in_language(&output.language))),
            _ => None,
        });
        let said: Vec<_> = said.collect();
        let joined = |part: &[(_, &str)]| {
            let texts: Vec<&str> = part.iter().map(|(_, text)| *text).collect();
            texts.join(" ")
        };
        for (at, (effect, text)) in said.iter().enumerate() {
            all.push(Line {
                effect: (*effect).clone(),
                scene: scene.name.clone(),
                text: (*text).to_owned(),
                before: joined(&said[..at]),
                after: joined(&said[at + 1..]),
                language: output.language.clone(),
                voice: style.voice.clone(),
            });
        }
    }
    all
}
