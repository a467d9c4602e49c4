//! Boxes meet their neighbours, blocks fill what they say, and both do so at every size.

use super::*;

/// The sizes that cells have from a small reel to a large zoom.
const SIZES: [(usize, usize); 5] = [(7, 15), (9, 20), (18, 38), (22, 45), (45, 97)];

fn edge(mask: &Mask, side: usize) -> Vec<u8> {
    let (w, h) = (mask.width, mask.height);
    match side {
        0 => mask.alpha[..w].to_vec(),
        1 => (0..h).map(|y| mask.alpha[y * w + w - 1]).collect(),
        2 => mask.alpha[(h - 1) * w..].to_vec(),
        _ => (0..h).map(|y| mask.alpha[y * w]).collect(),
    }
}

fn at(character: char, (width, height): (usize, usize)) -> Mask {
    shape(character, Room::new(width, height, width as f64)).unwrap()
}

#[test]
fn a_line_keeps_its_thickness_where_a_cell_is_a_pixel_wider() {
    for width in 6..60 {
        let average = width as f64 + 0.4;
        let row = |width| edge(&shape('─', Room::new(width, 40, average)).unwrap(), 1);
        assert_eq!(row(width), row(width + 1), "{width}");
    }
}

#[test]
fn lines_of_boxes_meet_those_of_their_neighbours_pixel_by_pixel() {
    for size in SIZES {
        let row = |text: &str| {
            let masks: Vec<Mask> = text.chars().map(|one| at(one, size)).collect();
            for pair in masks.windows(2) {
                let (left, right) = (edge(&pair[0], 1), edge(&pair[1], 3));
                assert_eq!(left, right, "{text} {size:?}");
                assert!(left.contains(&255), "{text} {size:?}");
            }
        };
        for text in [
            "┌─┬┐",
            "╭─╮",
            "╔═╦╗",
            "┏━┳┓",
            "├┼┤",
            "╟─╫╢",
            "╞═╪╡",
            "╠═╬╣",
            "└┴╯",
            "╶─╴",
        ] {
            row(text);
        }
        let column = |text: &str| {
            let masks: Vec<Mask> = text.chars().map(|one| at(one, size)).collect();
            for pair in masks.windows(2) {
                assert_eq!(edge(&pair[0], 2), edge(&pair[1], 0), "{text} {size:?}");
            }
        };
        for text in ["┌│├└", "╭│╰", "╔║╠╚", "┏┃┣┗", "╒│╘", "╓║╙", "╷│╵"]
        {
            column(text);
        }
    }
}

#[test]
fn every_line_leaves_the_cell_where_its_name_says() {
    let size = (18, 38);
    let open = |character: char| -> [bool; 4] {
        let mask = at(character, size);
        [0, 1, 2, 3].map(|side| edge(&mask, side).iter().any(|alpha| *alpha > 0))
    };
    assert_eq!(open('─'), [false, true, false, true]);
    assert_eq!(open('╿'), [true, false, true, false]);
    assert_eq!(open('╦'), [false, true, true, true]);
    assert_eq!(open('╰'), [true, true, false, false]);
    assert_eq!(open('╯'), [true, false, false, true]);
    assert_eq!(open('╱'), [true; 4]);
    // A double corner is hollow: its inner lines do not touch its outer ones.
    let corner = at('╔', size);
    let middle = (size.0 - Room::new(size.0, size.1, size.0 as f64).thin as usize) / 2;
    let below = corner.alpha[(size.1 - 1) * size.0 + middle];
    assert_eq!(below, 0);
}

#[test]
fn dashes_go_on_evenly_and_are_never_a_whole_line() {
    for (width, height) in SIZES {
        for character in ['┄', '┅', '┈', '┉', '╌', '╍'] {
            let mask = at(character, (width, height));
            let lit = |x: usize| (0..height).any(|y| mask.alpha[y * width + x] > 0);
            let count = (0..width).filter(|x| lit(*x)).count();
            assert!(count > 0 && count < width, "{character} {width}");
        }
    }
}

#[test]
fn blocks_cover_the_part_that_they_are_named_after() {
    let (width, height) = (18, 40);
    let part = |character: char| {
        let mask = at(character, (width, height));
        let sum: u64 = mask.alpha.iter().map(|alpha| u64::from(*alpha)).sum();
        sum as f64 / (255 * width * height) as f64
    };
    let near = |character: char, wanted: f64| {
        let covered = part(character);
        assert!((covered - wanted).abs() < 0.03, "{character}: {covered}");
    };
    for (eighths, character) in "▁▂▃▄▅▆▇█".chars().enumerate() {
        near(character, (eighths + 1) as f64 / 8.0);
    }
    for (eighths, character) in "▏▎▍▌▋▊▉█".chars().enumerate() {
        near(character, (eighths + 1) as f64 / 8.0);
    }
    for (character, wanted) in [('▀', 0.5), ('▐', 0.5), ('░', 0.25), ('▒', 0.5), ('▓', 0.75)]
    {
        near(character, wanted);
    }
    for (character, wanted) in [
        ('▖', 0.25),
        ('▙', 0.75),
        ('▚', 0.5),
        ('▟', 0.75),
        ('▝', 0.25),
    ] {
        near(character, wanted);
    }
    near('\u{e0b0}', 0.5);
    near('\u{e0bc}', 0.5);
    near('\u{e0b4}', core::f64::consts::FRAC_PI_4);
    near('\u{1fb00}', 1.0 / 6.0);
    near('\u{1fb3b}', 5.0 / 6.0);
}

#[test]
fn halves_and_sextants_leave_no_gap_between_them() {
    for (width, height) in SIZES {
        for (one, other) in [
            ('▀', '▄'),
            ('▌', '▐'),
            ('▘', '▟'),
            ('▞', '▚'),
            ('\u{1fb00}', '\u{1fb3b}'),
        ] {
            let (one, other) = (at(one, (width, height)), at(other, (width, height)));
            let sums = one.alpha.iter().zip(&other.alpha);
            assert!(
                sums.clone()
                    .all(|(a, b)| u16::from(*a) + u16::from(*b) == 255)
            );
        }
    }
}

#[test]
fn braille_has_as_many_dots_as_its_number_has_bits() {
    let mask = at('⣿', (22, 45));
    let dot = |x: usize, y: usize| mask.alpha[y * 22 + x];
    for (x, y) in [(5, 5), (16, 5), (5, 16), (16, 39), (5, 39)] {
        assert_eq!(dot(x, y), 255, "{x} {y}");
    }
    assert_eq!(dot(11, 22), 0);
    let blank = at('\u{2800}', (22, 45));
    assert!(blank.alpha.iter().all(|alpha| *alpha == 0));
    assert_eq!(shape('A', Room::new(10, 20, 10.0)), None);
}
