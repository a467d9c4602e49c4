//! The lines below and through text. They go on from cell to cell without a break: waves and dots
//! are counted from the picture's own left edge, not from the cell's.

use demoreel_primitives::space::FilmBox;
use demoreel_terminal::Underline;

use super::letters::Metrics;
use super::mask::Mask;

/// The lines of a cell, as a shape that lies over all of it.
pub fn underline(kind: Underline, area: FilmBox, metrics: &Metrics) -> Option<Mask> {
    let (width, height) = (area.width(), area.height());
    let thick = (libm::rint(metrics.stroke) as i32).max(1);
    let baseline = metrics.baseline as i32;
    let lowest = height - thick;
    let top = (baseline + (thick + 1)).min(lowest);
    let mut mask = Mask::clear(width as usize, height as usize);
    match kind {
        Underline::None => return None,
        Underline::Single => mask.fill(0..width, top..top + thick),
        Underline::Double => {
            let second = (top + 2 * thick).min(lowest);
            let first = (second - 2 * thick).max(0);
            mask.fill(0..width, first..first + thick);
            mask.fill(0..width, second..second + thick);
        }
        Underline::Dotted => pieces(&mut mask, area.min.x, (thick, 2 * thick), top, thick),
        Underline::Dashed => pieces(&mut mask, area.min.x, (3 * thick, 5 * thick), top, thick),
        Underline::Curly => return Some(wave(area, top, thick)),
    }
    Some(mask)
}

/// The line through a cell's text.
pub fn strikeout(area: FilmBox, metrics: &Metrics) -> Mask {
    let thick = (libm::rint(metrics.stroke) as i32).max(1);
    let middle = libm::rint(metrics.baseline - metrics.x_height / 2.0) as i32 - thick / 2;
    let mut mask = Mask::clear(area.width() as usize, area.height() as usize);
    mask.fill(0..area.width(), middle..middle + thick);
    mask
}

/// Pieces of a line: so many pixels of every so many.
fn pieces(mask: &mut Mask, left: i32, (lit, period): (i32, i32), top: i32, thick: i32) {
    for x in 0..mask.width as i32 {
        if (left + x).rem_euclid(period) < lit {
            mask.fill(x..x + 1, top..top + thick);
        }
    }
}

fn wave(area: FilmBox, top: i32, thick: i32) -> Mask {
    let height = f64::from(area.height());
    let period = f64::from(8 * thick).max(6.0);
    let swing = (f64::from(thick) * 1.1).min((height - f64::from(top) - f64::from(thick)) / 2.0);
    let swing = swing.max(0.6);
    let middle = (f64::from(top) + f64::from(thick) / 2.0 + swing)
        .min(height - f64::from(thick) / 2.0 - swing);
    let left = f64::from(area.min.x);
    let turn = core::f64::consts::TAU / period;
    Mask::of(area.width() as usize, area.height() as usize, |x, y| {
        let phase = (x + left) * turn;
        let slope = swing * turn * libm::cos(phase);
        let distance = libm::fabs(y - middle - swing * libm::sin(phase));
        0.5 - (distance / libm::sqrt(1.0 + slope * slope) - f64::from(thick) / 2.0)
    })
}
