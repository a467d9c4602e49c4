//! The mouth at any time. Every sound pulls it towards its own shape, most in its own middle and a
//! little before and after, so that sounds run into one another as in a mouth; lips that must
//! close pull hardest.

use demoreel_primitives::timeline::Mouth;

use super::sounds::{Shape, Sound};

/// The eye wants a mouth to be a little ahead of the sound.
const LEAD: f64 = 0.025;
/// How long before and after itself a sound is felt.
const REACH: f64 = 0.075;
/// The same of lips that close: they do it at the last moment.
const CLOSING: f64 = 0.045;
/// How hard a mouth at rest pulls.
const REST: f64 = 0.06;

/// Open, wide, teeth, tongue, bite, smile; of 1.
type Form = [f64; 6];

const RESTING: Form = [0.0, 0.05, 0.0, 0.0, 0.0, 0.75];

/// A shape and how hard it pulls.
fn form(shape: Shape) -> (Form, f64) {
    match shape {
        Shape::A => ([0.0, -0.08, 0.0, 0.0, 0.0, 0.15], 9.0),
        Shape::B => ([0.26, 0.42, 0.95, 0.15, 0.0, 0.35], 0.8),
        Shape::C => ([0.52, 0.30, 0.60, 0.25, 0.0, 0.25], 1.0),
        Shape::D => ([0.95, 0.12, 0.50, 0.35, 0.0, 0.12], 1.3),
        Shape::E => ([0.55, -0.45, 0.15, 0.30, 0.0, 0.0], 1.2),
        Shape::F => ([0.32, -0.90, 0.0, 0.10, 0.0, 0.0], 1.5),
        Shape::G => ([0.16, 0.22, 1.0, 0.0, 1.0, 0.12], 5.0),
        Shape::H => ([0.50, 0.15, 0.40, 1.0, 0.0, 0.20], 1.2),
    }
}

/// The mouth of a scene.
pub struct Lips {
    sounds: Vec<Sound>,
}

impl Lips {
    /// `sounds` are in order of time.
    pub fn new(sounds: Vec<Sound>) -> Lips {
        Lips { sounds }
    }

    /// The mouth at a time in seconds.
    pub fn at(&self, time: f64) -> Mouth {
        let time = time + LEAD;
        let begin = self.sounds.partition_point(|sound| sound.to + REACH < time);
        let near = self.sounds[begin..]
            .iter()
            .take_while(|sound| sound.from - REACH < time);
        let mut sum = RESTING.map(|value| value * REST);
        let mut whole = REST;
        let mut pressed: f64 = 0.0;
        for sound in near {
            let (form, strength) = form(sound.shape);
            let felt = felt(sound, time);
            let pull = strength * felt;
            if sound.shape == Shape::A {
                pressed = pressed.max(felt);
            }
            whole += pull;
            for (sum, value) in sum.iter_mut().zip(form) {
                *sum += pull * value;
            }
        }
        let mut form = sum.map(|value| value / whole);
        form[0] *= 1.0 - pressed;
        mouth(form)
    }
}

/// How much of a sound is felt at a time: all of it in its middle, nothing beyond its reach.
fn felt(sound: &Sound, time: f64) -> f64 {
    let half = (sound.to - sound.from) / 2.0;
    let from_middle = libm::fabs(time - (sound.from + half));
    let reach = if sound.shape == Shape::A {
        CLOSING
    } else {
        REACH
    };
    let beyond = (from_middle - half * 0.5) / (reach + half * 0.5);
    let left = 1.0 - beyond.clamp(0.0, 1.0);
    left * left * (3.0 - 2.0 * left)
}

fn mouth(form: Form) -> Mouth {
    let [open, wide, teeth, tongue, bite, smile] =
        form.map(|value| libm::rint(value.clamp(-1.0, 1.0) * 32.0) as i8);
    Mouth {
        open,
        wide,
        teeth,
        tongue,
        bite,
        smile,
    }
}
