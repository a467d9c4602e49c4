//! Where each sentence is heard, to the sample.

use demoreel_primitives::timeline::SoundClip;

use crate::material::Material;
use crate::retime::Retimed;

/// The scene's speech. `first` is the scene's first frame in the reel.
pub fn clips(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<SoundClip> {
    let said = retimed.said.iter();
    said.filter_map(|said| {
        let speech = material.spoken(&said.effect)?;
        let audio = speech.audio.as_ref()?;
        Some(SoundClip {
            audio: audio.path.clone(),
            digest: audio.digest.clone(),
            at: material.output.rate.sample_of(first + said.frame),
            samples: speech.samples,
            gain: 1.0,
        })
    })
    .collect()
}
