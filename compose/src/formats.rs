//! Reels that are made in one pass, from the first frame to the last: GIF, WebM, PNG files and
//! text. What never lives here: how any of them is encoded.

mod folder;
mod text;

use std::ops::Range;
use std::sync::mpsc::{SyncSender, sync_channel};

use demoreel_encode::{EncodeSettings, GifWriter, Palette, PaletteMaker, WebmWriter};
use demoreel_paint::{Damage, FrameState, Painter};
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::progress::Run;
use demoreel_primitives::timeline::{ReelScene, Timeline};
use demoreel_take::Take;

use crate::error::ComposeError;
use crate::films::SceneFilms;
use crate::render::{RenderJob, streams};
use crate::terminals::Terminals;
pub use folder::png_files;
pub use text::screens;

/// What frames are painted from.
pub struct Reel<'a> {
    /// What is shown when.
    pub timeline: &'a Timeline,
    /// Where films are.
    pub take: &'a Take,
    /// The timeline's scenes, in its order.
    pub filmed: &'a [FilmedScene],
    /// Their terminals.
    pub terminals: &'a Terminals,
}

/// A frame on its way to whoever takes it.
struct Painted {
    number: u64,
    /// Its picture, where that is not the one before.
    changed: Option<Picture>,
    damage: Damage,
}

/// How many frames wait for whoever takes them.
const AHEAD: usize = 4;
/// How many frames are painted before they are told of.
const TELL_EVERY: u64 = 10;
/// Frames of a scene whose colours make its palette.
const SAMPLES: u64 = 12;

impl Reel<'_> {
    /// Hands all frames on in order, each with its number and what changed in it. They are painted
    /// by a thread of their own, a few ahead of whoever takes them.
    pub fn each_frame(
        &self,
        run: &Run<'_>,
        mut take_frame: impl FnMut(u64, &Picture, &Damage) -> Result<(), ComposeError>,
    ) -> Result<(), ComposeError> {
        let total = self.timeline.frames();
        run.begin("paint", Some(total));
        let (give, painted) = sync_channel(AHEAD);
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name("paint".to_owned());
            let painter = thread.spawn_scoped(scope, move || self.paint(run, &give));
            let painter = painter.map_err(|_| ComposeError::Worker)?;
            let mut picture = Picture::black(0, 0);
            for Painted {
                number,
                changed,
                damage,
            } in painted
            {
                picture = changed.unwrap_or(picture);
                take_frame(number, &picture, &damage)?;
                if number % TELL_EVERY == 0 || number + 1 == total {
                    run.advance(number + 1, None);
                }
            }
            painter.join().unwrap_or(Err(ComposeError::Worker))
        })?;
        run.done("paint", None);
        Ok(())
    }

    /// Paints all frames in order, until nobody takes them any more.
    fn paint(&self, run: &Run<'_>, give: &SyncSender<Painted>) -> Result<(), ComposeError> {
        let mut painter = Painter::new(self.timeline.canvas);
        for (scene, filmed) in self.scenes() {
            let mut films = SceneFilms::new(self.take, filmed, self.terminals);
            for frame in 0..scene.frames {
                if run.cancel.is_cancelled() {
                    return Err(ComposeError::Cancelled);
                }
                let state = FrameState::at(scene, filmed, frame)?;
                let damage = painter.paint(&state, &mut films)?;
                let painted = Painted {
                    number: scene.first + frame,
                    changed: (!damage.is_empty()).then(|| painter.frame().clone()),
                    damage,
                };
                if give.send(painted).is_err() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn scenes(&self) -> impl Iterator<Item = (&ReelScene, &FilmedScene)> {
        self.timeline.scenes.iter().zip(self.filmed)
    }

    /// The colours of a scene, from frames that are spread evenly over it.
    fn palette(&self, scene: &ReelScene, filmed: &FilmedScene) -> Result<Palette, ComposeError> {
        let mut maker = PaletteMaker::default();
        let mut painter = Painter::new(self.timeline.canvas);
        let mut films = SceneFilms::new(self.take, filmed, self.terminals);
        let count = SAMPLES.min(scene.frames);
        for sample in 0..count {
            let frame = (2 * sample + 1) * scene.frames / (2 * count);
            let state = FrameState::at(scene, filmed, frame)?;
            painter.paint(&state, &mut films)?;
            maker.add(painter.frame());
        }
        Ok(maker.finish())
    }
}

/// Writes a GIF.
pub fn gif(reel: &Reel<'_>, job: &RenderJob<'_>, run: &Run<'_>) -> Result<(), ComposeError> {
    run.begin("colours", None);
    let palettes = reel.scenes().map(|(scene, filmed)| {
        let palette = reel.palette(scene, filmed)?;
        Ok((scene.first, palette))
    });
    let palettes: Vec<(u64, Palette)> = palettes.collect::<Result<_, ComposeError>>()?;
    run.done("colours", None);
    let (canvas, rate) = (reel.timeline.canvas, reel.timeline.rate);
    let mut palettes = palettes.into_iter().peekable();
    let Some((_, first)) = palettes.next() else {
        return Ok(());
    };
    let mut writer = GifWriter::create(job.out, canvas, rate, first)?;
    reel.each_frame(run, |number, picture, damage| {
        if let Some((_, palette)) = palettes.next_if(|(begins, _)| *begins == number) {
            writer.begin_scene(palette);
        }
        if let Some(rows) = changed_rows(damage, picture.height()) {
            writer.push(number, picture, rows)?;
        }
        Ok(())
    })?;
    writer.finish(reel.timeline.frames(), job.out)?;
    Ok(())
}

/// Writes a WebM.
pub fn webm(
    reel: &Reel<'_>,
    settings: &EncodeSettings,
    job: &RenderJob<'_>,
    run: &Run<'_>,
) -> Result<(), ComposeError> {
    let mut writer = WebmWriter::create(job.out, settings, &streams(reel.timeline, job))?;
    reel.each_frame(run, |number, picture, damage| {
        if damage.is_empty() && number > 0 {
            writer.push_same()?;
        } else {
            writer.push(picture)?;
        }
        Ok(())
    })?;
    writer.finish()?;
    Ok(())
}

/// The rows that hold all that changed.
fn changed_rows(damage: &Damage, height: usize) -> Option<Range<usize>> {
    let inside = |y: i32| y.clamp(0, height as i32) as usize;
    let rows = damage.areas().iter().map(|area| area.rows());
    let all = rows.reduce(|all, rows| all.start.min(rows.start)..all.end.max(rows.end))?;
    Some(inside(all.start)..inside(all.end))
}
