//! The camera's path. Every move is one stride, in closed form; those of moves that overlap add
//! up, so that the path never has a kink and any frame can be asked for first. A zoom goes evenly in the logarithm of the scale, and every point of the picture goes
//! straight. At rest the path is exactly still.

use demoreel_primitives::space::CanvasRect;

use super::stride::Stride;
use super::view::View;

/// How far the camera rises for each picture width of a pan beyond the first, and at most.
const RISE: f64 = 0.35;
const HIGHEST: f64 = 0.5;

/// A change of what the camera looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// Seconds from the scene's beginning.
    pub at: f64,
    pub to: View,
}

/// The whole path of a scene.
pub struct Path {
    stride: Stride,
    first: View,
    legs: Vec<Leg>,
}

/// One move with where it comes from and when it has ended.
struct Leg {
    at: f64,
    ends: f64,
    from: View,
    to: View,
    /// 1 for the stride's own time; larger where the way is long.
    slower: f64,
    /// How far the camera rises towards the whole card in the middle of the way.
    rise: f64,
}

impl Path {
    pub fn new(stride: Stride, rest: &CanvasRect, first: View, moves: Vec<Move>) -> Path {
        let mut from = first;
        let mut legs: Vec<Leg> = Vec::new();
        for Move { at, to } in moves {
            legs.push(Leg::new(stride, rest, (from, to), at));
            from = to;
        }
        // A slow way that is given up for another one has ended when that one has.
        for index in (1..legs.len()).rev() {
            let ends = legs[index].ends;
            legs[index - 1].end_by(stride, ends);
        }
        Path {
            stride,
            first,
            legs,
        }
    }

    /// The view at a time in seconds.
    pub fn at(&self, time: f64) -> View {
        let ended = self.legs.iter().take_while(|leg| leg.ends <= time).count();
        let mut view = match ended {
            0 => self.first,
            _ => self.legs[ended - 1].to,
        };
        for leg in &self.legs[ended..] {
            if leg.at < time {
                view = sum(view, leg.at(self.stride, time), leg.from);
            }
        }
        view
    }
}

impl Leg {
    fn new(stride: Stride, rest: &CanvasRect, (from, to): (View, View), at: f64) -> Leg {
        let slower = slower(&from, &to, rest);
        Leg {
            at,
            ends: at + stride.arrives() * slower,
            from,
            to,
            slower,
            rise: (RISE * (pan(&from, &to, rest) - 1.0)).clamp(0.0, HIGHEST),
        }
    }

    /// Goes faster where it would end after `ends`.
    fn end_by(&mut self, stride: Stride, ends: f64) {
        if self.ends > ends {
            self.slower = (ends - self.at) / stride.arrives();
            self.ends = ends;
        }
    }

    /// The view of this leg alone, exact once it has ended.
    fn at(&self, stride: Stride, time: f64) -> View {
        if time >= self.ends {
            return self.to;
        }
        self.way(stride.part((time - self.at) / self.slower))
    }

    /// A point of the way. The mix of two views is weighted so that the scale's logarithm grows
    /// evenly. On a pan that is longer than the picture the camera rises on its way, so that the
    /// eye keeps its bearings (van Wijk and Nuij 2003 show why; a mix with the resting view never
    /// shows more background than its two ends do).
    fn way(&self, part: f64) -> View {
        let ratio = self.to.scale / self.from.scale;
        let weight = if (ratio - 1.0).abs() < 1e-6 {
            part
        } else {
            (libm::pow(ratio, part) - 1.0) / (ratio - 1.0)
        };
        let straight = self.from.towards(&self.to, weight);
        let bump = 4.0 * part * (1.0 - part);
        straight.towards(&View::REST, self.rise * bump * bump)
    }
}

/// A way relative to what is in the picture: 1 is a pan by a whole canvas width. Going closer or
/// back without looking elsewhere is 0.
fn pan(from: &View, to: &View, rest: &CanvasRect) -> f64 {
    let middle = |view: &View| {
        let centre = rest.center();
        let at = |centre: f64, shift: f64| (centre - shift) / view.scale;
        (at(centre.x, view.shift.0), at(centre.y, view.shift.1))
    };
    let ((x0, y0), (x1, y1)) = (middle(from), middle(to));
    let closest = f64::min(from.scale, to.scale);
    let (across, down) = ((x1 - x0) * closest, (y1 - y0) * closest);
    f64::max(
        across.abs() / rest.size.width,
        down.abs() / rest.size.height,
    )
}

/// How much more time than the stride's own a move takes: a long pan at the pace of a short one
/// would be a blur.
pub fn slower(from: &View, to: &View, rest: &CanvasRect) -> f64 {
    (0.85 + 0.3 * pan(from, to, rest)).clamp(1.0, 1.6)
}

fn sum(view: View, leg: View, from: View) -> View {
    View {
        scale: view.scale + leg.scale - from.scale,
        shift: (
            view.shift.0 + leg.shift.0 - from.shift.0,
            view.shift.1 + leg.shift.1 - from.shift.1,
        ),
    }
}
