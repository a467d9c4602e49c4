//! What the works are made of: drawn takes, a source clip of the same pictures for ffmpeg, and a
//! voice-like hum.

use std::path::{Path, PathBuf};

use demoreel_compose::encode::sound::{Mix, mix};
use demoreel_compose::encode::{
    ChunkFile, ChunkWriter, EncodeSettings, Labels, Parts, Streams, join,
};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{Quality, Timing};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{CanvasSize, FilmBox, FilmSize, SurfaceSize};
use demoreel_primitives::time::{FrameRate, Nanos, TakeTime};
use demoreel_primitives::timeline::{Part, SoundClip, Soundtrack};
use demoreel_primitives::wav::Wav;
use demoreel_take::film::FilmWriter;
use demoreel_take::synthetic::{SURFACE, Scene};
use demoreel_take::{Manifest, SurfaceFacts, Take, TakeWriter};

/// How long each work is.
pub const SECONDS: i64 = 60;
const RATE: FrameRate = FrameRate::whole(60);
/// The scene's name.
pub const SCENE: &str = "work";
/// The presenter's film.
pub const CAMERA: &str = "camera";
const CAMERA_SIDE: u32 = 480;
const SAMPLES: u64 = 48_000 * SECONDS as u64;

/// The works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A page that scrolls and is typed into two seconds of three, a presenter who always moves.
    Dense,
    /// A demo that mostly stands still.
    Typical,
    /// The same at twice the density.
    Sharp,
}

impl Work {
    /// By its name on the command line.
    pub fn named(word: &str) -> Work {
        match word {
            "dense" => Work::Dense,
            "sharp" => Work::Sharp,
            _ => Work::Typical,
        }
    }

    fn scene(self) -> Scene {
        let length = Nanos::from_secs(SECONDS);
        match self {
            Work::Dense => dense(Scene::new(SCENE, length, SurfaceSize::new(1920, 1080), 1.0)),
            Work::Typical => typical(Scene::new(SCENE, length, SurfaceSize::new(1440, 900), 1.0)),
            Work::Sharp => typical(Scene::new(SCENE, length, SurfaceSize::new(1440, 900), 2.0)),
        }
    }
}

/// Of each three seconds one scrolls, in one somebody types and a wheel turns, one stands still.
fn dense(scene: Scene) -> Scene {
    (0..SECONDS / 3).fold(scene, |scene, turn| {
        let at = |seconds: i64| Nanos::from_secs(3 * turn + seconds);
        let down = if turn % 4 < 2 { 1400.0 } else { -1400.0 };
        let field = scene.field().center();
        scene
            .scroll(at(0), down, Nanos::from_secs(1))
            .click(at(1), field)
            .type_text(at(1), "a service")
            .spin(at(1), Nanos::from_secs(1))
    })
}

/// Clicks, a few words, two scrolls, a wait: what most demos are.
fn typical(scene: Scene) -> Scene {
    let (button, field) = (scene.button().center(), scene.field().center());
    let at = Nanos::from_secs;
    scene
        .click(at(5), button)
        .click(at(12), field)
        .type_text(at(13), "guestbook")
        .scroll(at(20), 900.0, at(2))
        .click(at(28), button)
        .spin(at(33), at(5))
        .scroll(at(44), -500.0, Nanos::from_millis(1500))
        .click(at(52), button)
}

/// Makes a work's take, its source clip and its sound.
pub fn make(folder: &Path, work: Work) {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    let scene = work.scene();
    let facts = Manifest {
        surfaces: vec![scene.surface(), camera()],
        ..Manifest::default()
    };
    let mut take = TakeWriter::prepare(&folder.join("take"), facts).unwrap();
    let mut writer = take.begin_scene(SCENE, "work").unwrap();
    for event in scene.events() {
        writer.log(event.at, event.what);
    }
    write_sound(folder);
    let mut film = FilmWriter::create(&writer.film_path(SURFACE), &scene.surface()).unwrap();
    let mut source = Source::create(folder, scene.surface().size);
    for drawn in scene.pictures() {
        source.until(drawn.at);
        source.next(&drawn.picture);
        film.push(drawn.at, drawn.damage, &drawn.picture).unwrap();
    }
    source.finish();
    writer.add_film(film.finish(0).unwrap()).unwrap();
    let mut film = FilmWriter::create(&writer.film_path(CAMERA), &camera()).unwrap();
    for number in 0..30 * SECONDS {
        let at = TakeTime(number * 1_000_000_000 / 30);
        let damage = FilmBox::from_size((CAMERA_SIDE as i32, CAMERA_SIDE as i32).into());
        film.push(at, vec![damage], &presenter(number as usize))
            .unwrap();
    }
    writer.add_film(film.finish(0).unwrap()).unwrap();
    take.keep_scene(writer, Nanos::from_secs(SECONDS)).unwrap();
}

fn camera() -> SurfaceFacts {
    SurfaceFacts {
        name: CAMERA.to_owned(),
        logical: SurfaceSize::new(CAMERA_SIDE, CAMERA_SIDE),
        size: FilmSize::new(CAMERA_SIDE, CAMERA_SIDE),
        density: 1.0,
    }
}

/// A soft face that sways, with the noise of a camera.
fn presenter(number: usize) -> Picture {
    let side = CAMERA_SIDE as usize;
    let mut picture = Picture::black(side, side);
    let sway = 30.0 * libm::sin(number as f64 / 17.0);
    let mut random = (number as u32).wrapping_mul(2_654_435_761) | 1;
    for plane in Plane::ALL {
        let (width, _) = picture.plane_size(plane);
        let unit = side / width;
        for (at, sample) in picture.plane_mut(plane).iter_mut().enumerate() {
            let (x, y) = ((at % width * unit) as f64, (at / width * unit) as f64);
            let far = libm::hypot(x - 240.0 - sway, (y - 250.0) * 0.8) / 150.0;
            let face = 1.0 / (1.0 + libm::exp((far - 1.0) * 12.0));
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            let (below, above) = match plane {
                Plane::Y => (70.0 + y / 12.0, 170.0 - 30.0 * far),
                Plane::U => (134.0, 112.0),
                Plane::V => (120.0, 148.0),
            };
            *sample = (below + (above - below) * face) as u8 + (random % 5) as u8;
        }
    }
    picture
}

/// Words without meaning, in sentences.
fn write_sound(folder: &Path) {
    let wave = |at: u64| {
        let time = at as f64 / 48_000.0;
        let speaks = libm::fmod(time, 4.0) < 3.2;
        let swell = 0.55 + 0.45 * libm::sin(time * 19.0);
        let tone = libm::sin(time * 1130.0) + 0.6 * libm::sin(time * 3571.0 + 1.0);
        if speaks {
            (tone * swell * 0.1) as f32
        } else {
            0.0
        }
    };
    let wav = Wav {
        rate: 48_000,
        channels: 1,
        samples: (0..SAMPLES).map(wave).collect(),
    };
    std::fs::write(sound_path(folder), wav.encode()).unwrap();
}

fn sound_path(folder: &Path) -> PathBuf {
    folder.join("sound.wav")
}

/// The work's sound.
pub fn sound(folder: &Path, work: Work) -> Option<Mix> {
    let clip = SoundClip {
        part: Part::Speech,
        audio: sound_path(folder).display().to_string(),
        digest: String::new(),
        at: 0,
        samples: SAMPLES,
        gain: 1.0,
    };
    let track = Soundtrack {
        clips: vec![clip],
        music: Vec::new(),
    };
    (work == Work::Dense).then(|| mix(&track, SAMPLES, -16.0).unwrap())
}

/// The clip that ffmpeg transcodes: the film's pictures at 60 frames a second, near lossless.
struct Source {
    folder: PathBuf,
    settings: EncodeSettings,
    writer: ChunkWriter,
    frames: u64,
}

impl Source {
    fn create(folder: &Path, size: FilmSize) -> Source {
        let settings = EncodeSettings {
            canvas: CanvasSize::new(size.width, size.height),
            rate: RATE,
            quality: Quality::Master,
            timing: Timing::EveryFrame,
        };
        Source {
            folder: folder.to_owned(),
            writer: ChunkWriter::create(folder, &settings).unwrap(),
            settings,
            frames: 0,
        }
    }

    /// Repeats the last picture up to a moment.
    fn until(&mut self, at: TakeTime) {
        while self.frames > 0 && RATE.time_of(self.frames).0 < at.0 {
            self.writer.push_same().unwrap();
            self.frames += 1;
        }
    }

    fn next(&mut self, picture: &Picture) {
        self.writer.push(picture).unwrap();
        self.frames += 1;
    }

    fn finish(mut self) {
        self.until(TakeTime(SECONDS * 1_000_000_000));
        let path = self.folder.join("source.264");
        let frames = self.writer.finish(&path).unwrap();
        let sound = sound(&self.folder, Work::Dense);
        let parts = Parts {
            settings: self.settings,
            chunks: &[ChunkFile { path, frames }],
            streams: Streams {
                rate: RATE,
                sound: sound.as_ref(),
                labels: Labels {
                    title: "",
                    chapters: &[],
                    frames,
                },
            },
        };
        let cancel = Cancel::new();
        let run = Run {
            observer: &Unobserved,
            cancel: &cancel,
        };
        join(&parts, &self.folder.join("source.mp4"), &run).unwrap();
    }
}

/// A take's only scene.
pub fn filmed(take: &Take) -> demoreel_primitives::filmed::FilmedScene {
    take.scene(SCENE).unwrap()
}
