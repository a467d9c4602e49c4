//! What is done to the sound of a drawn voice: rumble below speech is taken out, and no cut
//! clicks. How loud it is in the reel is the mix's business.

use std::f64::consts::PI;

use demoreel_primitives::time::SAMPLE_RATE;

/// Nothing of a voice is below this, hertz.
const LOWEST: f64 = 70.0;
/// Samples of a fade at a cut.
const FADE: usize = SAMPLE_RATE as usize * 6 / 1000;

/// Takes out what is below speech, in place.
pub fn finish(sound: &mut [f32]) {
    let mut filter = Biquad::high_pass(LOWEST);
    for sample in sound.iter_mut() {
        *sample = filter.next(*sample as f64) as f32;
    }
    fade_ends(sound);
}

/// Lets a sound begin and end at zero.
pub fn fade_ends(sound: &mut [f32]) {
    let length = FADE.min(sound.len() / 2);
    let end = sound.len();
    for at in 0..length {
        let part = at as f32 / length as f32;
        let gain = part * part * (3.0 - 2.0 * part);
        sound[at] *= gain;
        sound[end - 1 - at] *= gain;
    }
}

/// A filter of the second order in its transposed direct form.
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    state: [f64; 2],
}

impl Biquad {
    /// Butterworth (the formulas of Bristow-Johnson's cookbook).
    fn high_pass(hertz: f64) -> Biquad {
        let turn = 2.0 * PI * hertz / SAMPLE_RATE as f64;
        let (sine, cosine) = (libm::sin(turn), libm::cos(turn));
        let alpha = sine / std::f64::consts::SQRT_2;
        let scale = 1.0 / (1.0 + alpha);
        let edge = (1.0 + cosine) / 2.0 * scale;
        Biquad {
            b: [edge, -2.0 * edge, edge],
            a: [-2.0 * cosine * scale, (1.0 - alpha) * scale],
            state: [0.0; 2],
        }
    }

    fn next(&mut self, x: f64) -> f64 {
        let y = self.b[0] * x + self.state[0];
        self.state[0] = self.b[1] * x - self.a[0] * y + self.state[1];
        self.state[1] = self.b[2] * x - self.a[1] * y;
        y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_filter(hertz: f64) -> f32 {
        let step = 2.0 * PI * hertz / SAMPLE_RATE as f64;
        let tone = (0..48_000).map(|at| libm::sin(step * at as f64) as f32);
        let mut sound: Vec<f32> = tone.collect();
        finish(&mut sound);
        sound[20_000..28_000]
            .iter()
            .fold(0.0, |most, at| most.max(at.abs()))
    }

    #[test]
    fn rumble_is_taken_out_and_speech_is_left_alone() {
        assert!(after_filter(20.0) < 0.1);
        assert!((after_filter(200.0) - 1.0).abs() < 0.02);
        assert!((after_filter(3000.0) - 1.0).abs() < 0.001);
    }
}
