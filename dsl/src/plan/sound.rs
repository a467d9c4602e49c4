//! What is heard besides words, resolved.

use demoreel_primitives::plan::{Music, Noises, SoundStyle};
use demoreel_primitives::time::Nanos;

use crate::written::{LookWords, MusicWords, NoisesWords};

/// How much softer music is under words, decibels: it is felt, and every word is understood.
const DUCK: f64 = 12.0;
const FADE_IN: Nanos = Nanos::from_millis(1000);
const FADE_OUT: Nanos = Nanos::from_millis(2000);

/// The sound of a look.
pub(super) fn resolved(look: &LookWords) -> SoundStyle {
    let speech = look.speech.as_ref().and_then(|speech| speech.gain);
    SoundStyle {
        music: look.music.as_ref().and_then(music),
        noises: noises(look.sounds.as_ref()),
        speech_gain: speech.map_or(0.0, |gain| gain.0),
    }
}

fn music(words: &MusicWords) -> Option<Music> {
    let file = words.file.clone()?;
    words.play.unwrap_or(true).then(|| Music {
        file,
        gain: words.gain.map_or(0.0, |gain| gain.0),
        // `-12dB` means the same to whoever writes it.
        duck: words.duck.map_or(DUCK, |duck| duck.0.abs()),
        fade_in: words.fade_in.map_or(FADE_IN, |length| length.0),
        fade_out: words.fade_out.map_or(FADE_OUT, |length| length.0),
    })
}

/// Whoever says anything of one of them wants that one.
fn noises(words: Option<&NoisesWords>) -> Noises {
    let Some(words) = words else {
        return Noises::default();
    };
    let named = words.keys.is_some() || words.clicks.is_some();
    let all = words.play.unwrap_or(!named);
    let wanted = words.play != Some(false);
    Noises {
        keys: wanted && words.keys.unwrap_or(all),
        clicks: wanted && words.clicks.unwrap_or(all),
        gain: words.gain.map_or(0.0, |gain| gain.0),
        hurried: words.speedup.unwrap_or_default(),
    }
}
