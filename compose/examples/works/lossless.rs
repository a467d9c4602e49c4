//! The frames of a work without loss, for whoever wants to compare pictures.

use std::path::Path;

use demoreel_paint::{FrameState, Painter};
use demoreel_primitives::space::{FilmSize, SurfaceSize};
use demoreel_primitives::time::TakeTime;
use demoreel_take::film::FilmWriter;
use demoreel_take::{SurfaceFacts, Take};

use super::look::{self, Step};
use super::material::{Work, filmed};
use super::split::Readers;

/// Writes every frame.
pub fn write(take: &Take, work: Work, out: &Path) {
    let timeline = look::timeline(take, work, Step::last(work));
    let (scene, filmed) = (&timeline.scenes[0], filmed(take));
    let canvas = timeline.canvas;
    let facts = SurfaceFacts {
        name: "frames".to_owned(),
        logical: SurfaceSize::new(canvas.width, canvas.height),
        size: FilmSize::new(canvas.width, canvas.height),
        density: 1.0,
    };
    let mut film = FilmWriter::create(out, &facts).unwrap();
    let mut films = Readers::open(take, &filmed);
    let mut painter = Painter::new(canvas);
    for frame in 0..scene.frames {
        let state = FrameState::at(scene, &filmed, frame).unwrap();
        painter.paint(&state, &mut films).unwrap();
        let at = TakeTime(timeline.rate.time_of(frame).0);
        film.push(at, Vec::new(), painter.frame()).unwrap();
    }
    film.finish(0).unwrap();
}
