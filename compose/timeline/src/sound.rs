//! Where everything is heard, to the sample: sentences, keys, clicks, and the music under them.

mod music;
mod noises;

use demoreel_primitives::time::{Nanos, SAMPLE_RATE};
use demoreel_primitives::timeline::{Part, SoundClip};

use crate::material::Material;
use crate::retime::Retimed;

pub use music::under;

/// The scene's words, keys and clicks. `first` is the scene's first frame in the reel.
pub fn clips(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<SoundClip> {
    let mut clips = speech(material, retimed, first);
    clips.extend(noises::clips(material, retimed, first));
    clips
}

fn speech(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<SoundClip> {
    let said = retimed.said.iter();
    said.filter_map(|said| {
        let speech = material.spoken(&said.effect)?;
        let audio = speech.audio.as_ref()?;
        Some(SoundClip {
            part: Part::Speech,
            audio: audio.path.clone(),
            digest: audio.digest.clone(),
            at: material.output.rate.sample_of(first + said.frame),
            samples: speech.samples,
            gain: amplitude(material.style.sound.speech_gain),
        })
    })
    .collect()
}

/// What decibels multiply samples by.
fn amplitude(decibels: f64) -> f64 {
    libm::pow(10.0, decibels / 20.0)
}

/// The samples that a time lasts.
fn samples(time: Nanos) -> u64 {
    let samples = time.0.max(0) as i128 * i128::from(SAMPLE_RATE) / 1_000_000_000;
    samples as u64
}
