//! Draws the last screen of a recording as a PPM picture, to be looked at:
//! `cargo run --release -p demoreel-paint --example terminal -- CAST THEME CELL_WIDTH CELL_HEIGHT OUT`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for the people who build this"
)]

use std::io::Write;
use std::sync::Arc;

use demoreel_paint::{Fonts, Grid, TerminalBrush, TerminalLook};
use demoreel_primitives::space::FilmSize;
use demoreel_primitives::theme::TerminalTheme;
use demoreel_terminal::cast::Cast;
use demoreel_terminal::{CursorShape, Playback};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let cast = Cast::read(std::io::BufReader::new(
        std::fs::File::open(&arguments[0]).unwrap(),
    ))
    .unwrap();
    let theme = TerminalTheme::named(&arguments[1]).unwrap();
    let cell: (f64, f64) = (arguments[2].parse().unwrap(), arguments[3].parse().unwrap());
    let screen = Playback::new(&cast).screen_at(cast.length());
    let pad = cell.0;
    let side = |cells: usize, cell: f64| (cells as f64 * cell + 2.0 * pad) as u32 & !1;
    let size = FilmSize::new(
        side(screen.columns.into(), cell.0),
        side(screen.rows.len(), cell.1),
    );
    let grid = Grid {
        size,
        cell,
        origin: (pad, pad),
        letters: cell.0 / 0.6,
    };
    let look = TerminalLook {
        theme,
        fonts: Arc::new(Fonts::bundled()),
        cursor: CursorShape::Block,
    };
    let mut brush = TerminalBrush::new(look.clone(), grid);
    let begun = std::time::Instant::now();
    let picture = brush.show(&screen);
    let first = begun.elapsed();
    let begun = std::time::Instant::now();
    TerminalBrush::new(look, grid).show(&screen);
    println!("{size:?}: {first:?}, again {:?}", begun.elapsed());
    let mut file = std::fs::File::create(&arguments[4]).unwrap();
    writeln!(file, "P6 {} {} 255", size.width, size.height).unwrap();
    file.write_all(&picture.to_rgb()).unwrap();
}
