//! Terminals as they are drawn: every text style at its place, the same pixels by damage as
//! whole, and names that tell screens apart.

#![allow(clippy::unwrap_used, reason = "a test says so by failing")]

use std::sync::Arc;

use demoreel_paint::{Fonts, Grid, ScreenDigester, TerminalBrush, TerminalLook, terminal_damage};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::FilmSize;
use demoreel_primitives::theme::TerminalTheme;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::{CursorShape, Screen, Size, Terminal};

/// A cell whose sides are not whole, as in most shots.
const CELL: (f64, f64) = (17.3, 36.7);

fn grid() -> Grid {
    Grid {
        size: FilmSize::new(560, 250),
        cell: CELL,
        origin: (11.0, 13.0),
        letters: 28.0,
    }
}

fn look(fonts: Fonts) -> TerminalLook {
    TerminalLook {
        theme: TerminalTheme::default(),
        fonts: Arc::new(fonts),
        cursor: CursorShape::Block,
    }
}

/// Without the machine's own fonts, so that the test is the same everywhere.
fn own_fonts() -> Fonts {
    Fonts::bundled().with_folders(Vec::new())
}

fn screen(text: &str) -> Screen {
    let mut terminal = Terminal::new(Size::new(30, 6));
    terminal.feed(Nanos::ZERO, text.as_bytes());
    terminal.screen()
}

fn drawn(screen: &Screen) -> Picture {
    let picture = TerminalBrush::new(look(own_fonts()), grid()).show(screen);
    Picture::clone(&picture)
}

/// The colours of a cell, brightest and darkest luma and the mean of all.
struct Cell {
    lowest: u8,
    highest: u8,
    mean: [f64; 3],
}

fn cell(picture: &Picture, column: u16, row: u16) -> Cell {
    let area = grid().cells(row, column..column + 1);
    let mut found = Cell {
        lowest: 255,
        highest: 0,
        mean: [0.0; 3],
    };
    for y in area.min.y..area.max.y {
        for x in area.min.x..area.max.x {
            let [red, green, blue] = picture.rgb_at(x as usize, y as usize);
            let bright = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
            found.lowest = found.lowest.min(bright as u8);
            found.highest = found.highest.max(bright as u8);
            for (sum, value) in found.mean.iter_mut().zip([red, green, blue]) {
                *sum += f64::from(value) / area.area() as f64;
            }
        }
    }
    found
}

/// Bright pixels in a row of a cell, counted from its upper edge as a part of its height.
fn lit(picture: &Picture, column: u16, row: u16, part: f64) -> usize {
    let area = grid().cells(row, column..column + 1);
    let y = area.min.y as f64 + part * f64::from(area.height());
    let row = area.min.x..area.max.x;
    row.filter(|x| picture.rgb_at(*x as usize, y as usize)[1] > 120)
        .count()
}

#[test]
fn colours_are_those_that_the_program_asked_for() {
    let text = "\x1b[48;2;200;30;60m  \x1b[0m\x1b[7m  \x1b[0m\x1b[41m  \x1b[0m\x1b[48;5;21m  ";
    let picture = drawn(&screen(text));
    let near = |column: u16, wanted: Colour| {
        let mean = cell(&picture, column, 0).mean;
        let wanted = [wanted.red, wanted.green, wanted.blue];
        for (got, wanted) in mean.into_iter().zip(wanted) {
            // The cell beside it lends a little of its colour.
            assert!((got - f64::from(wanted)).abs() < 10.0, "{column}: {mean:?}");
        }
    };
    let theme = TerminalTheme::default();
    near(1, Colour::rgb(200, 30, 60));
    near(3, theme.foreground);
    near(5, theme.indexed[1]);
    near(7, Colour::rgb(0, 0, 255));
    near(12, theme.background);
}

#[test]
fn dim_is_darker_bold_is_heavier_and_hidden_is_nothing() {
    let picture = drawn(&screen("H\x1b[1mH\x1b[0;2mH\x1b[0;8mH\x1b[0;3mH"));
    let [plain, bold, dim, hidden, italic] = [0, 1, 2, 3, 4].map(|at| cell(&picture, at, 0));
    assert!(bold.mean[1] > plain.mean[1] * 1.1);
    assert!(dim.highest < 170 && plain.highest > 210);
    assert_eq!(hidden.highest, hidden.lowest);
    assert!(italic.highest > 200 && (italic.mean[1] - plain.mean[1]).abs() > 0.5);
}

#[test]
fn every_kind_of_line_is_where_it_belongs() {
    let kinds = "\x1b[4m  \x1b[4:2m  \x1b[4:3m  \x1b[4:4m  \x1b[4:5m  \x1b[0;9m  ";
    let picture = drawn(&screen(kinds));
    let rows = |column: u16| -> Vec<usize> {
        let parts = (0..36).map(|row| (f64::from(row) + 0.5) / 36.0);
        parts.map(|part| lit(&picture, column, 0, part)).collect()
    };
    let whole = |column: u16| rows(column).iter().filter(|count| **count >= 17).count();
    let single = whole(0);
    assert!(single > 0 && single < 4);
    assert!(whole(2) >= 2 * single);
    assert_eq!(whole(4), 0);
    assert!(rows(4).iter().any(|count| *count > 3));
    assert_eq!((whole(6), whole(8).min(1)), (0, whole(8).min(1)));
    assert!(rows(6).iter().any(|count| *count > 3));
    // Through the text, and so above the middle of its lower half.
    let struck = rows(10);
    let first = struck.iter().position(|count| *count >= 17).unwrap();
    assert!((12..26).contains(&first), "{first}");
}

#[test]
fn boxes_have_no_seams_though_their_cells_are_not_whole() {
    let text = "┌──────┐\r\n│      │\r\n│      │\r\n└──────┘\x1b[?25l";
    let picture = drawn(&screen(text));
    let grid = grid();
    let middle = (grid.left(0) + grid.left(1)) / 2;
    let bright = |x: i32, y: i32| picture.rgb_at(x as usize, y as usize)[1] > 150;
    let down: Vec<bool> = (grid.top(1)..grid.top(3))
        .map(|y| bright(middle, y))
        .collect();
    assert!(down.iter().all(|lit| *lit));
    let level = (grid.top(0)..grid.top(1))
        .find(|y| bright(grid.left(2), *y))
        .unwrap();
    assert!((grid.left(1)..grid.left(7)).all(|x| bright(x, level)));
}

#[test]
fn cursors_have_three_shapes_and_none_where_they_are_hidden() {
    let block = cell(&drawn(&screen("")), 0, 0).mean[1];
    let bar = cell(&drawn(&screen("\x1b[6 q")), 0, 0).mean[1];
    let line = cell(&drawn(&screen("\x1b[4 q")), 0, 0).mean[1];
    let none = cell(&drawn(&screen("\x1b[?25l")), 0, 0).mean[1];
    assert!(block > 200.0 && bar > none + 10.0 && bar < 100.0);
    assert!(line > none + 5.0 && line < bar + 40.0);
}

#[test]
fn a_character_that_no_font_has_is_a_frame_and_is_told_of() {
    let fonts = Arc::new(own_fonts());
    let look = TerminalLook {
        fonts: Arc::clone(&fonts),
        ..look(own_fonts())
    };
    let picture = TerminalBrush::new(look, grid()).show(&screen("\u{12000}\x1b[?25l"));
    assert!(cell(&picture, 0, 0).highest > 200);
    assert_eq!(fonts.missing(), ['\u{12000}']);
}

/// Numbers that are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }
}

#[test]
fn drawing_what_changed_is_drawing_all() {
    let pieces = [
        "deploy",
        "\x1b[1mbold\x1b[0m",
        "\x1b[3mfly\x1b[0m",
        "日本",
        "│",
        "┌─┐",
        "⣿",
        "é\u{301}",
        "\x1b[4:3mwave\x1b[0m",
        "\x1b[7m inv \x1b[0m",
        "\r\n",
        "\x1b[2K",
        "\x1b[H",
        "\u{e0b0}",
        "█",
        "\x1b[41m \x1b[0m",
        "\x1b[5 q",
        "\x1b[2 q",
        "\x1b[1;7r\x1b[S",
        "\x1b[?25l",
        "\x1b[?25h",
    ];
    let mut dice = Dice(7);
    let mut terminal = Terminal::new(Size::new(30, 6));
    let mut brush = TerminalBrush::new(look(own_fonts()), grid());
    let mut digester = ScreenDigester::new(look(own_fonts()), &grid());
    let mut last: Option<(Screen, String, Picture)> = None;
    for step in 0..150 {
        let (row, column) = (dice.below(6) + 1, dice.below(30) + 1);
        let piece = pieces[dice.below(pieces.len() as u64) as usize];
        let write = format!("\x1b[{row};{column}H{piece}");
        terminal.feed(Nanos(step), write.as_bytes());
        let screen = terminal.screen();
        let digest = digester.digest(&screen);
        let picture = Picture::clone(&brush.show(&screen));
        assert!(picture == drawn(&screen), "step {step}: {piece:?}");
        if let Some((before, known, old)) = &last {
            assert!(
                *known != digest || *old == picture,
                "step {step}: {piece:?}"
            );
            assert_within(&terminal_damage(&grid(), before, &screen), old, &picture);
        }
        last = Some((screen, digest, picture));
    }
}

/// Whatever differs lies in the damage.
fn assert_within(damage: &[demoreel_primitives::space::FilmBox], old: &Picture, new: &Picture) {
    for y in 0..new.height() {
        for x in 0..new.width() {
            if old.rgb_at(x, y) == new.rgb_at(x, y) {
                continue;
            }
            // Colour is halved: a neighbour's may show it.
            let inside = damage
                .iter()
                .any(|area| area.inflate(3, 2).contains((x as i32, y as i32).into()));
            assert!(inside, "{x} {y}");
        }
    }
}
