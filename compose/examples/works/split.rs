//! Where the time of a work goes on one thread: looking states up, decoding, painting, encoding.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use demoreel_compose::encode::{ChunkWriter, EncodeSettings};
use demoreel_paint::{Films, FrameState, Painter};
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{Quality, Timing};
use demoreel_take::Take;
use demoreel_take::film::FilmReader;

use super::look::{self, Step};
use super::material::{CAMERA, Work, filmed};

/// Prints milliseconds a frame.
pub fn print(folder: &Path, take: &Take, work: Work) {
    let timeline = look::timeline(take, work, Step::last(work));
    let (scene, filmed) = (&timeline.scenes[0], filmed(take));
    let mut films = Readers::open(take, &filmed);
    let settings = EncodeSettings {
        canvas: timeline.canvas,
        rate: timeline.rate,
        quality: Quality::Standard,
        timing: Timing::Constant,
    };
    let mut writer = ChunkWriter::create(folder, &settings).unwrap();
    let mut painter = Painter::new(timeline.canvas);
    let (mut states, mut painting, mut encoding, mut same) = (0.0, 0.0, 0.0, 0);
    for frame in 0..scene.frames {
        let begin = now();
        let state = FrameState::at(scene, &filmed, frame).unwrap();
        let looked = now();
        let damage = painter.paint(&state, &mut films).unwrap();
        let painted = now();
        if damage.is_empty() && frame > 0 {
            same += 1;
            writer.push_same().unwrap();
        } else {
            writer.push(painter.frame()).unwrap();
        }
        states += looked - begin;
        painting += painted - looked;
        encoding += now() - painted;
    }
    let begin = now();
    writer.finish(&folder.join("split.264")).unwrap();
    encoding += now() - begin;
    painting -= films.spent;
    let frames = scene.frames as f64;
    println!("{} frames, {same} of them as the one before", scene.frames);
    let parts = [
        ("states", states),
        ("decoding", films.spent),
        ("painting", painting),
        ("encoding", encoding),
        ("all", states + films.spent + painting + encoding),
    ];
    for (name, spent) in parts {
        println!("{name:10} {:7.3} ms a frame", spent / frames);
    }
}

/// Films whose decoding is timed.
pub struct Readers {
    app: FilmReader,
    camera: FilmReader,
    spent: f64,
}

impl Readers {
    /// Opens both films of a work.
    pub fn open(take: &Take, filmed: &FilmedScene) -> Readers {
        let open = |name: &str| take.open_film(filmed, name).unwrap();
        Readers {
            app: open("app"),
            camera: open(CAMERA),
            spent: 0.0,
        }
    }
}

impl Films for Readers {
    fn picture(
        &mut self,
        surface: &str,
        number: u64,
    ) -> Result<Arc<Picture>, Box<dyn Error + Send + Sync>> {
        let begin = now();
        let picture = match surface {
            CAMERA => self.camera.picture(number)?,
            _ => self.app.picture(number)?,
        };
        self.spent += now() - begin;
        Ok(picture)
    }
}

/// Milliseconds that this thread has had a core.
fn now() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
