//! Recordings of other programs become takes: a film with one picture for each change, and what
//! the hand did. What never lives here: how any of it looks in the reel.

mod clip;
mod convert;
mod error;
mod telemetry;
mod turn;

use std::path::{Path, PathBuf};

use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::filmed::{Film, FilmedScene};
use demoreel_primitives::footage::{CAMERA, FootageFacts, SCENE, SURFACE};
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::progress::Run;
use demoreel_primitives::space::{FilmBox, FilmSize, SurfaceSize};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::film::FilmWriter;
use demoreel_take::{
    Manifest, SceneWriter, SurfaceFacts, Take, TakeError, TakeWriter, TileGrid, write_whole,
};

use clip::{Clip, Shot};
pub use error::FootageError;

/// The tiles in which changes are looked for.
const TILE: FilmSize = FilmSize::new(64, 32);
/// Pictures between two words about how far it has come.
const TELL_EVERY: u64 = 30;

/// What is imported.
#[derive(Clone, Debug)]
pub struct Footage {
    /// The recording.
    pub clip: PathBuf,
    /// What the hand did in it, as JSON lines.
    pub events: Option<PathBuf>,
    /// A camera that ran at the same time.
    pub camera: Option<PathBuf>,
}

/// Makes a take of a recording in `folder`. Says what was broken in it.
pub fn import(
    footage: &Footage,
    folder: &Path,
    run: &Run<'_>,
) -> Result<Vec<Diagnostic>, FootageError> {
    let mut clips = vec![(SURFACE, Clip::open(&footage.clip)?)];
    if let Some(camera) = &footage.camera {
        clips.push((CAMERA, Clip::open(camera)?));
    }
    let surfaces = clips.iter().map(|(name, clip)| facts(name, clip));
    let surfaces: Vec<SurfaceFacts> = surfaces.collect::<Result<_, _>>()?;
    let manifest = Manifest {
        surfaces: surfaces.clone(),
        ..Manifest::default()
    };
    let mut take = TakeWriter::prepare(folder, manifest)?;
    let mut scene = take.begin_scene(SCENE, SCENE)?;
    let (mut told, mut length) = (Vec::new(), Nanos::ZERO);
    for ((name, clip), surface) in clips.iter_mut().zip(&surfaces) {
        let film = film(clip, surface, &scene.film_path(name), run)?;
        scene.add_film(film)?;
        let path = if *name == CAMERA {
            footage.camera.as_ref()
        } else {
            None
        };
        told.extend(error::flawed(path.unwrap_or(&footage.clip), clip.flaws()));
        if *name == SURFACE {
            length = clip.length();
        }
    }
    if let Some(path) = &footage.events {
        let (events, mended) = telemetry::read(path, SURFACE, length)?;
        told.extend(error::mended(path, mended));
        for event in events {
            scene.log(event.at, event.what);
        }
    }
    let filmed = take.keep_scene(scene, length)?;
    write_facts(folder, &filmed)?;
    Ok(told)
}

/// Takes the films and the events of imported footage into a scene, and says how long it is. What
/// was the recording is the scene's surface from now on.
pub fn adopt(folder: &Path, surface: &str, scene: &mut SceneWriter) -> Result<Nanos, TakeError> {
    let take = Take::open(folder)?;
    let footage = take.scene(SCENE)?;
    for film in footage.films {
        let from = take.film_path(SCENE, &film.surface);
        let name = match film.surface.as_str() {
            SURFACE => surface.to_owned(),
            other => format!("{surface}-{other}"),
        };
        scene.take_film(
            &from,
            Film {
                surface: name,
                ..film
            },
        )?;
    }
    for event in footage.events {
        scene.log(event.at, event.what.on_surface(surface));
    }
    Ok(footage.length)
}

fn facts(name: &str, clip: &Clip) -> Result<SurfaceFacts, FootageError> {
    let size = clip.size()?;
    Ok(SurfaceFacts {
        name: name.to_owned(),
        logical: SurfaceSize::new(size.width, size.height),
        size,
        density: 1.0,
    })
}

/// A clip's film: a picture wherever it changes.
fn film(
    clip: &mut Clip,
    surface: &SurfaceFacts,
    path: &Path,
    run: &Run<'_>,
) -> Result<Film, FootageError> {
    run.begin("import", None);
    let mut writer = FilmWriter::create(path, surface)?;
    let (mut before, mut count) = (None::<Picture>, 0);
    while let Some(Shot { at, picture }) = clip.next_shot()? {
        if run.cancel.is_cancelled() {
            return Err(FootageError::Cancelled);
        }
        let damage = match &before {
            Some(before) => changes(before, &picture),
            None => vec![picture.bounds()],
        };
        if !damage.is_empty() {
            writer.push(TakeTime::ZERO + at, damage, &picture)?;
            before = Some(picture);
        }
        count += 1;
        if count % TELL_EVERY == 0 {
            run.advance(count, None);
        }
    }
    let film = writer.finish(clip.flaws().broken)?;
    run.done("import", Some(format!("{count} pictures")));
    match film.pictures.is_empty() {
        true => Err(clip.without_pictures()),
        false => Ok(film),
    }
}

/// Where two pictures differ: the tiles of each row of them, from the first to the last.
fn changes(before: &Picture, after: &Picture) -> Vec<FilmBox> {
    let grid = TileGrid::new(after.size(), TILE);
    let differs = |area: FilmBox| {
        Plane::ALL.iter().any(|plane| {
            let mut rows = after.rows(*plane, area);
            rows.any(|row| before.plane(*plane)[row.clone()] != after.plane(*plane)[row])
        })
    };
    let row = |row: usize| {
        let tiles = (0..grid.columns()).map(|column| grid.tile(column, row).area);
        let changed = tiles.filter(|area| differs(*area));
        changed.reduce(|one, other| one.union(&other))
    };
    (0..grid.rows()).filter_map(row).collect()
}

/// Says beside the take what a script must know of it.
fn write_facts(folder: &Path, filmed: &FilmedScene) -> Result<(), FootageError> {
    let mut digest = blake3::Hasher::new();
    let pictures = filmed.films.iter().flat_map(|film| &film.pictures);
    for picture in pictures {
        digest.update(&picture.at.0.to_le_bytes());
        digest.update(picture.digest.as_bytes());
    }
    let events = filmed.events.iter().map(|event| (event.at, &event.what));
    let events = serde_json::to_vec(&events.collect::<Vec<_>>()).unwrap_or_default();
    digest.update(&events);
    let logical = filmed.films.first().map(|film| film.logical);
    let facts = FootageFacts {
        format: FootageFacts::FORMAT,
        size: logical.unwrap_or_default().to_array(),
        length: filmed.length,
        digest: digest.finalize().to_hex()[..32].to_owned(),
    };
    let text = serde_json::to_vec_pretty(&facts).unwrap_or_default();
    write_whole(&folder.join(FootageFacts::FILE), &text)?;
    Ok(())
}
