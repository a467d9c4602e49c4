//! How a puppet holds itself: it breathes, sways, blinks, nods at words that matter, raises its
//! brows where a sentence begins, and glances at the screen when something happens there. Nothing
//! is random: the scene's name decides what chance would.

use std::f64::consts::TAU;

use demoreel_primitives::timeline::PuppetPose;

use super::Spoken;

/// Steps of a pose in a unit or a degree.
const FINE: f64 = 8.0;
/// A blink: the lids fall, and rise again.
const FALL: f64 = 0.07;
const RISE: f64 = 0.13;
/// Between two blinks, at least and at most.
const AWAKE: (f64, f64) = (2.1, 5.2);
/// A nod, and the least time between two.
const NOD: f64 = 0.42;
const NOD_APART: f64 = 1.3;
/// Words of so many letters are worth a nod.
const WORTH: usize = 6;
/// A glance begins before what it looks at, and lasts.
const GLANCE_EARLY: f64 = 0.30;
const GLANCE: f64 = 1.25;
/// Between two glances.
const GLANCE_APART: f64 = 2.4;

/// The bearing of a scene.
pub struct Bearing {
    seed: u64,
    away: (f64, f64),
    spoken: Vec<(f64, f64)>,
    blinks: Vec<f64>,
    nods: Vec<f64>,
    glances: Vec<f64>,
}

impl Bearing {
    /// `seen` are the times at which something happens on the screen, in order, which lies `away`.
    pub fn new(name: &str, spoken: &[Spoken], seen: Vec<f64>, away: (f64, f64)) -> Bearing {
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325, |seed: u64, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let words = spoken.iter().flat_map(|spoken| {
            // A first word is worth a nod whatever it is.
            let words = spoken.words.iter().enumerate();
            words.filter_map(|(index, (at, letters))| {
                (index == 0 || *letters >= WORTH).then_some(*at)
            })
        });
        Bearing {
            seed,
            away,
            spoken: spoken
                .iter()
                .map(|spoken| (spoken.from, spoken.to))
                .collect(),
            blinks: blinks(seed),
            nods: apart(words, NOD_APART),
            glances: apart(seen.into_iter(), GLANCE_APART),
        }
    }

    /// The pose at a time in seconds; the mouth is left shut.
    pub fn at(&self, time: f64) -> PuppetPose {
        let lively = self.lively(time);
        let nod = bump(&self.nods, time + 0.06, NOD);
        let glance = bump(&self.glances, time + GLANCE_EARLY, GLANCE);
        let sway = |number, slow: f64| wave(self.seed, number, time / slow);
        let breath = libm::sin(time / 3.9 * TAU);
        let amount = 0.4 + 0.6 * lively;
        let head_x = amount * 3.4 * sway(1, 3.7) + glance * 4.0 * self.away.0;
        let head_y = amount * 1.6 * sway(2, 2.9) + 3.6 * nod + glance * 1.5 * self.away.1;
        let tilt = amount * 2.3 * sway(3, 4.3) + 0.9 * nod + glance * 1.6 * self.away.0;
        let turn = amount * 2.2 * sway(4, 5.1) + glance * 6.0 * self.away.0;
        let brows = 3.0 * nod + 1.4 * lively * sway(5, 2.3).max(0.0) + 1.5 * glance;
        let fine = |value: f64| libm::rint(value * FINE);
        PuppetPose {
            mouth: Default::default(),
            lids: self.lids(time),
            brows: fine(brows) as i8,
            gaze: (
                fine(glance * 4.2 * self.away.0) as i8,
                fine(glance * 3.4 * self.away.1) as i8,
            ),
            turn: fine(turn) as i8,
            head: (fine(head_x) as i16, fine(head_y + 0.8 * breath) as i16),
            tilt: fine(tilt) as i16,
            body: (
                fine(0.5 * amount * sway(1, 3.7)) as i16,
                fine(0.9 * breath) as i16,
            ),
        }
    }

    /// 1 while it speaks, 0 while it listens, and a smooth way between.
    fn lively(&self, time: f64) -> f64 {
        let one = |(from, to): &(f64, f64)| {
            let outside = (from - time).max(time - to).max(0.0);
            smooth(1.0 - outside / 0.6)
        };
        self.spoken.iter().map(one).fold(0.0, f64::max)
    }

    /// How far the lids are down, of 16.
    fn lids(&self, time: f64) -> u8 {
        let after = self.blinks.partition_point(|at| *at <= time);
        let Some(since) = after.checked_sub(1).map(|last| time - self.blinks[last]) else {
            return 0;
        };
        let down = if since < FALL {
            since / FALL
        } else {
            1.0 - (since - FALL) / RISE
        };
        libm::rint(smooth(down) * 16.0) as u8
    }
}

/// Blinks of the first ten minutes; a scene that is longer stares, which nobody has seen.
fn blinks(seed: u64) -> Vec<f64> {
    let mut at = 0.8;
    let mut blinks = Vec::new();
    for number in 0..200 {
        at += AWAKE.0 + (AWAKE.1 - AWAKE.0) * chance(seed, 1000 + number);
        blinks.push(at);
        // Now and then twice.
        if chance(seed, 5000 + number) < 0.15 {
            at += 0.34;
            blinks.push(at);
        }
    }
    blinks
}

/// Times that are at least so far apart.
fn apart(times: impl Iterator<Item = f64>, least: f64) -> Vec<f64> {
    let mut kept: Vec<f64> = Vec::new();
    for time in times {
        if kept.last().is_none_or(|last| time - last >= least) {
            kept.push(time);
        }
    }
    kept
}

/// From 0 up to 1 and back to 0 over `length` after each of some times.
fn bump(times: &[f64], time: f64, length: f64) -> f64 {
    let after = times.partition_point(|at| *at <= time);
    let since = match after.checked_sub(1) {
        Some(last) => (time - times[last]) / length,
        None => return 0.0,
    };
    // Up in a quarter, a while there, down in a third.
    smooth((since / 0.28).min((1.0 - since) / 0.36))
}

fn smooth(part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// A slow wave between -1 and 1 that never quite repeats.
fn wave(seed: u64, number: u64, turns: f64) -> f64 {
    let phase = |shift| chance(seed, number * 7 + shift);
    let first = libm::sin((turns + phase(1)) * TAU);
    let second = libm::sin((turns * 1.618 + phase(2)) * TAU);
    0.62 * first + 0.38 * second
}

/// A number from 0 to 1 that the seed decides.
fn chance(seed: u64, number: u64) -> f64 {
    let mut value = seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((value ^ (value >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}
