//! Box drawing: lines from the middle of the cell to its edges, in three weights.

use super::{Room, soft};
use crate::terminal::mask::Mask;

/// The weight of a line from the middle to one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    None,
    Light,
    Heavy,
    Double,
}

/// What each character is made of: the weights of the lines up, right, down and left, a digit
/// each. Dashes, arcs and diagonals have none here.
#[rustfmt::skip]
const LINES: [u16; 128] = [
    0x0101, 0x0202, 0x1010, 0x2020, 0x0000, 0x0000, 0x0000, 0x0000,
    0x0000, 0x0000, 0x0000, 0x0000, 0x0110, 0x0210, 0x0120, 0x0220,
    0x0011, 0x0012, 0x0021, 0x0022, 0x1100, 0x1200, 0x2100, 0x2200,
    0x1001, 0x1002, 0x2001, 0x2002, 0x1110, 0x1210, 0x2110, 0x1120,
    0x2120, 0x2210, 0x1220, 0x2220, 0x1011, 0x1012, 0x2011, 0x1021,
    0x2021, 0x2012, 0x1022, 0x2022, 0x0111, 0x0112, 0x0211, 0x0212,
    0x0121, 0x0122, 0x0221, 0x0222, 0x1101, 0x1102, 0x1201, 0x1202,
    0x2101, 0x2102, 0x2201, 0x2202, 0x1111, 0x1112, 0x1211, 0x1212,
    0x2111, 0x1121, 0x2121, 0x2112, 0x2211, 0x1122, 0x1221, 0x2212,
    0x1222, 0x2122, 0x2221, 0x2222, 0x0000, 0x0000, 0x0000, 0x0000,
    0x0303, 0x3030, 0x0310, 0x0130, 0x0330, 0x0013, 0x0031, 0x0033,
    0x1300, 0x3100, 0x3300, 0x1003, 0x3001, 0x3003, 0x1310, 0x3130,
    0x3330, 0x1013, 0x3031, 0x3033, 0x0313, 0x0131, 0x0333, 0x1303,
    0x3101, 0x3303, 0x1313, 0x3131, 0x3333, 0x0000, 0x0000, 0x0000,
    0x0000, 0x0000, 0x0000, 0x0000, 0x0001, 0x1000, 0x0100, 0x0010,
    0x0002, 0x2000, 0x0200, 0x0020, 0x0201, 0x1020, 0x0102, 0x2010,
];

/// The shape of U+2500 and so many more.
pub(super) fn shape(index: u32, room: Room) -> Mask {
    match index {
        0x04..=0x0b => dashes(index - 0x04, if index < 0x08 { 3 } else { 4 }, room),
        0x4c..=0x4f => dashes(index - 0x4c, 2, room),
        0x6d..=0x70 => arc(index - 0x6d, room),
        0x71..=0x73 => diagonals(index - 0x70, room),
        _ => lines(LINES[index as usize], room),
    }
}

/// The lines of a cell along one axis: how thick, and where the middle one begins.
#[derive(Clone, Copy)]
struct Axis {
    thin: i32,
    length: i32,
}

impl Axis {
    /// Where a line of a weight lies across this axis: one stretch, or two for a double line.
    fn strokes(self, weight: Weight) -> [(i32, i32); 2] {
        let middle = (self.length - self.thin) / 2;
        let light = (middle, middle + self.thin);
        match weight {
            Weight::None => [(0, 0), (0, 0)],
            Weight::Light => [light, (0, 0)],
            Weight::Heavy => {
                let begin = middle - (self.thin + 1) / 2;
                [(begin, begin + 2 * self.thin + 1), (0, 0)]
            }
            Weight::Double => [
                (middle - self.thin, middle),
                (middle + self.thin, middle + 2 * self.thin),
            ],
        }
    }

    /// All that a weight covers across this axis, from its first to its last pixel.
    fn extent(self, weight: Weight) -> (i32, i32) {
        match (weight, self.strokes(weight)) {
            (Weight::None, _) => {
                let middle = (self.length - self.thin) / 2;
                (middle, middle + self.thin)
            }
            (Weight::Double, [first, second]) => (first.0, second.1),
            (_, [one, _]) => one,
        }
    }
}

fn lines(sides: u16, room: Room) -> Mask {
    let weight = |shift: u16| match (sides >> shift) & 15 {
        0 => Weight::None,
        1 => Weight::Light,
        2 => Weight::Heavy,
        _ => Weight::Double,
    };
    let [up, right, down, left] = [12, 8, 4, 0].map(weight);
    let Room {
        width,
        height,
        thin,
    } = room;
    let across = Axis {
        thin,
        length: width as i32,
    };
    let along = Axis {
        thin,
        length: height as i32,
    };
    let mut mask = Mask::clear(width, height);
    for (index, stroke) in along.strokes(right).into_iter().enumerate() {
        let from = begin(across, right, index, [up, down], left);
        mask.fill(from..across.length, stroke.0..stroke.1);
    }
    for (index, stroke) in along.strokes(left).into_iter().enumerate() {
        let to = end(across, left, index, [up, down], right);
        mask.fill(0..to, stroke.0..stroke.1);
    }
    for (index, stroke) in across.strokes(down).into_iter().enumerate() {
        let from = begin(along, down, index, [left, right], up);
        mask.fill(stroke.0..stroke.1, from..along.length);
    }
    for (index, stroke) in across.strokes(up).into_iter().enumerate() {
        let to = end(along, up, index, [left, right], down);
        mask.fill(stroke.0..stroke.1, 0..to);
    }
    mask
}

/// Where a stroke that goes to the right or down begins. `sides` are the lines that it meets at
/// the side of its first stroke and at that of its second.
fn begin(axis: Axis, own: Weight, index: usize, sides: [Weight; 2], opposite: Weight) -> i32 {
    let double = axis.strokes(Weight::Double);
    let near = if own == Weight::Double {
        sides[index]
    } else if sides == [Weight::Double; 2] && opposite == Weight::None {
        return double[1].0;
    } else {
        Weight::None
    };
    if near == Weight::Double {
        return double[1].0;
    }
    let met = sides[0].max(sides[1]);
    match met {
        Weight::None if own == Weight::None => axis.length,
        _ => axis.extent(met).0,
    }
}

/// Where a stroke that comes from the left or from above ends, as [`begin`].
fn end(axis: Axis, own: Weight, index: usize, sides: [Weight; 2], opposite: Weight) -> i32 {
    let double = axis.strokes(Weight::Double);
    let near = if own == Weight::Double {
        sides[index]
    } else if sides == [Weight::Double; 2] && opposite == Weight::None {
        return double[0].1;
    } else {
        Weight::None
    };
    if near == Weight::Double {
        return double[0].1;
    }
    let met = sides[0].max(sides[1]);
    match met {
        Weight::None if own == Weight::None => 0,
        _ => axis.extent(met).1,
    }
}

/// Dashes that go on evenly from cell to cell: light across, heavy across, light down, heavy down.
fn dashes(kind: u32, count: i32, room: Room) -> Mask {
    let weight = [Weight::Light, Weight::Heavy][(kind % 2) as usize];
    let Room {
        width,
        height,
        thin,
    } = room;
    let mut mask = Mask::clear(width, height);
    let (own, other) = if kind % 4 < 2 {
        (width, height)
    } else {
        (height, width)
    };
    let length = own as i32;
    let stroke = Axis {
        thin,
        length: other as i32,
    }
    .strokes(weight)[0];
    for dash in 0..count {
        let (from, to) = (length * dash / count, length * (dash + 1) / count);
        let gap = ((to - from) * 2 / 5).max(1);
        let dash = from + gap / 2..to - (gap - gap / 2);
        if kind % 4 < 2 {
            mask.fill(dash, stroke.0..stroke.1);
        } else {
            mask.fill(stroke.0..stroke.1, dash);
        }
    }
    mask
}

/// Round corners: down and right, down and left, up and left, up and right.
fn arc(kind: u32, room: Room) -> Mask {
    let Room {
        width,
        height,
        thin,
    } = room;
    let middle = |length: usize| f64::from((length as i32 - thin) / 2) + f64::from(thin) / 2.0;
    let (x, y) = (middle(width), middle(height));
    let to_right = matches!(kind, 0 | 3);
    let downwards = matches!(kind, 0 | 1);
    let room = |middle: f64, length: usize, forward: bool| {
        if forward {
            length as f64 - middle
        } else {
            middle
        }
    };
    // The last pixel before each edge is straight, so that it meets a straight neighbour.
    let radius = room(x, width, to_right).min(room(y, height, downwards)) - 1.0;
    let radius = radius.max(0.0);
    let half = f64::from(thin) / 2.0;
    Mask::of(width, height, |px, py| {
        // Turned so that the corner goes down and to the right.
        let dx = if to_right { px - x } else { x - px };
        let dy = if downwards { py - y } else { y - py };
        let distance = if dx > radius {
            libm::fabs(dy)
        } else if dy > radius {
            libm::fabs(dx)
        } else {
            libm::fabs(libm::hypot(dx - radius, dy - radius) - radius)
        };
        soft(distance - half)
    })
}

/// Diagonals: bit 0 rises to the right, bit 1 falls. They reach the corners exactly.
fn diagonals(which: u32, room: Room) -> Mask {
    let Room {
        width,
        height,
        thin,
    } = room;
    let (w, h) = (width as f64, height as f64);
    let half = f64::from(thin) / 2.0;
    let length = libm::hypot(w, h);
    Mask::of(width, height, |x, y| {
        let rising = libm::fabs(x * h + y * w - w * h) / length;
        let falling = libm::fabs(x * h - y * w) / length;
        let one = |bit: u32, distance: f64| {
            if which & bit > 0 {
                soft(distance - half)
            } else {
                0.0
            }
        };
        one(1, rising).max(one(2, falling))
    })
}
