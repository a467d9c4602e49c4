//! Draws the puppets in the shapes of speech as a PPM picture, to be looked at:
//! `cargo run -p demoreel-paint --example puppets -- OUT`.

#![expect(clippy::unwrap_used, reason = "a tool for the people who build this")]

use std::io::Write;

use demoreel_paint::{Figure, FrameState, LayerState, Painter};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::plan::{Background, PuppetLook};
use demoreel_primitives::space::{CanvasRect, CanvasSize};
use demoreel_primitives::timeline::{Mouth, PresenterCut, PuppetPose};
use euclid::{point2, size2};

const CELL: f64 = 300.0;

fn poses() -> Vec<PuppetPose> {
    let mouth = |open, wide, teeth, tongue, bite, smile| Mouth {
        open,
        wide,
        teeth,
        tongue,
        bite,
        smile,
    };
    let mouths = [
        mouth(0, 2, 0, 0, 0, 24),
        mouth(0, -4, 0, 0, 0, 4),
        mouth(8, 14, 30, 4, 0, 12),
        mouth(16, 10, 18, 8, 0, 8),
        mouth(30, 4, 16, 12, 0, 4),
        mouth(18, -14, 6, 10, 0, 0),
        mouth(10, -28, 0, 4, 0, 0),
        mouth(6, 8, 32, 0, 32, 4),
        mouth(16, 4, 12, 32, 0, 6),
    ];
    let mut poses: Vec<_> = mouths
        .into_iter()
        .map(|mouth| PuppetPose {
            mouth,
            ..PuppetPose::default()
        })
        .collect();
    poses[1].lids = 16;
    poses[3].tilt = 24;
    poses[4].brows = 24;
    poses[5].gaze = (-20, 0);
    poses[5].turn = -20;
    poses
}

fn main() {
    let out = std::env::args().nth(1).unwrap();
    let looks = [PuppetLook::Nova, PuppetLook::Sol, PuppetLook::Bit];
    let canvas = CanvasSize::new(CELL as u32 * poses().len() as u32, CELL as u32);
    let mut file = std::fs::File::create(out).unwrap();
    let height = canvas.height as usize * looks.len();
    writeln!(file, "P6 {} {height} 255", canvas.width).unwrap();
    for look in looks {
        file.write_all(&row(look, canvas)).unwrap();
    }
}

/// All poses of a puppet side by side, as RGB.
fn row(look: PuppetLook, canvas: CanvasSize) -> Vec<u8> {
    let background = Background::Solid(Colour::rgb(0x20, 0x24, 0x3c));
    let figure = |(column, pose): (usize, PuppetPose)| {
        let at = point2(column as f64 * CELL + 10.0, 10.0);
        let place = CanvasRect::new(at, size2(CELL - 20.0, CELL - 20.0));
        let cut = match column % 2 {
            0 => PresenterCut::Plate { corner: 0.5 },
            _ => PresenterCut::Figure,
        };
        let accent = Colour::rgb(0x5b, 0x6c, 0xff);
        let figure = Figure {
            look,
            accent,
            cut,
            pose,
        };
        LayerState::Presenter(Some((figure, place)))
    };
    let state = FrameState {
        background: &background,
        layers: poses().into_iter().enumerate().map(figure).collect(),
    };
    let mut painter = Painter::new(canvas);
    painter.paint(&state, &mut NoFilms).unwrap();
    painter.frame().to_rgb()
}

struct NoFilms;

impl demoreel_paint::Films for NoFilms {
    fn picture(
        &mut self,
        _: &str,
        _: u64,
    ) -> Result<
        std::sync::Arc<demoreel_primitives::picture::Picture>,
        Box<dyn std::error::Error + Send + Sync>,
    > {
        Err("there are no films here".into())
    }
}
