//! Chapters and stills: moments of the script as frames of the reel.

use demoreel_primitives::plan::EffectKind;
use demoreel_primitives::timeline::{Chapter, StillFrame};

use crate::material::Material;
use crate::retime::Retimed;

/// The scene's chapters. What is written before its first step begins with its first frame.
pub fn chapters(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<Chapter> {
    let effects = material.look.effects.iter();
    effects
        .filter_map(|effect| {
            let EffectKind::Chapter { title } = &effect.kind else {
                return None;
            };
            let frame = match effect.from.after_steps {
                0 => 0,
                _ => retimed.frame_at(retimed.begin(effect)),
            };
            Some(Chapter {
                title: material.words(title).to_owned(),
                frame: first + frame,
            })
        })
        .collect()
}

/// The scene's stills.
pub fn stills(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<StillFrame> {
    let effects = material.look.effects.iter();
    effects
        .filter_map(|effect| {
            let EffectKind::Still { name, of } = &effect.kind else {
                return None;
            };
            let found = of.as_ref().and_then(|by| material.filmed.found(by));
            let time = match found {
                Some(found) => retimed.time_of(found.at),
                None => retimed.begin(effect),
            };
            Some(StillFrame {
                name: name.clone(),
                frame: first + retimed.frame_at(time),
            })
        })
        .collect()
}
