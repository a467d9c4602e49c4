//! A scene in the making: its events, films, casts and spools in a hidden folder, until it is whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::filmed::{Film, FilmedCast, FilmedScene};
use demoreel_primitives::plan::CellGrid;
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::time::{Nanos, TakeTime};

use crate::TakeError;
use crate::folder::{cast_path, check_name, film_path, index_path, remove_folder, sync_folder};
use crate::index::Index;
use crate::log::Log;

/// A scene that is being filmed. [`crate::TakeWriter::keep_scene`] puts it in its place; when it
/// is dropped before that, nothing of it is left.
#[derive(Debug)]
pub struct SceneWriter {
    folder: PathBuf,
    name: String,
    act_hash: String,
    events: Vec<Event>,
    films: Vec<Film>,
    casts: Vec<FilmedCast>,
}

impl SceneWriter {
    pub(crate) fn begin(folder: PathBuf, name: &str, act_hash: &str) -> Result<Self, TakeError> {
        remove_folder(&folder)?;
        fs::create_dir(&folder).map_err(|source| TakeError::writing(&folder, source))?;
        Ok(SceneWriter {
            folder,
            name: name.to_owned(),
            act_hash: act_hash.to_owned(),
            events: Vec::new(),
            films: Vec::new(),
            casts: Vec::new(),
        })
    }

    /// The hidden folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The scene's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the film of a surface is to be written.
    pub fn film_path(&self, surface: &str) -> PathBuf {
        film_path(&self.folder, surface)
    }

    /// Where a recorder may spool a surface's pictures while it films. Gone when the scene is
    /// kept.
    pub fn spool_path(&self, surface: &str) -> PathBuf {
        self.folder.join(format!(".{surface}.spool"))
    }

    /// Notes that something happened. Events may come in any order; those of one moment keep
    /// the order in which they came.
    pub fn log(&mut self, at: TakeTime, what: Happening) {
        self.events.push(Event { at, what });
    }

    /// Adds a film that is finished at [`SceneWriter::film_path`], in the order of the act.
    pub fn add_film(&mut self, film: Film) -> Result<(), TakeError> {
        check_name(&film.surface)?;
        self.films.push(film);
        Ok(())
    }

    /// Takes over a film that is finished elsewhere, without copying it where links are possible.
    pub fn take_film(&mut self, from: &Path, film: Film) -> Result<(), TakeError> {
        check_name(&film.surface)?;
        let path = self.film_path(&film.surface);
        if fs::hard_link(from, &path).is_err() {
            fs::copy(from, &path).map_err(|source| TakeError::writing(&path, source))?;
        }
        self.add_film(film)
    }

    /// Where the recording of a terminal is to be written.
    pub fn cast_path(&self, surface: &str) -> PathBuf {
        cast_path(&self.folder, surface)
    }

    /// Adds a recording that is finished at [`SceneWriter::cast_path`], in the order of the act.
    /// Its length and digest are read from the file.
    pub fn add_cast(
        &mut self,
        surface: &str,
        logical: SurfaceSize,
        grid: CellGrid,
    ) -> Result<(), TakeError> {
        check_name(surface)?;
        let path = self.cast_path(surface);
        let text = fs::read(&path).map_err(|source| TakeError::reading(&path, source))?;
        self.casts.push(FilmedCast {
            surface: surface.to_owned(),
            logical,
            grid,
            bytes: text.len() as u64,
            digest: blake3::hash(&text).to_hex().to_string(),
        });
        Ok(())
    }

    /// Writes log and indices and brings everything to the disk.
    pub(crate) fn finish(&self, length: Nanos) -> Result<FilmedScene, TakeError> {
        self.remove_spools()?;
        for film in &self.films {
            self.write_index(film)?;
        }
        for cast in &self.casts {
            let path = self.cast_path(&cast.surface);
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(|source| TakeError::writing(&path, source))?;
        }
        let mut events = self.events.clone();
        events.sort_by_key(|event| event.at);
        let log = Log {
            scene: self.name.clone(),
            act_hash: self.act_hash.clone(),
            length,
            surfaces: self.films.iter().map(|film| film.surface.clone()).collect(),
            casts: self.casts.clone(),
            events,
        };
        log.write(&self.folder)?;
        sync_folder(&self.folder)?;
        Ok(FilmedScene {
            name: log.scene,
            act_hash: log.act_hash,
            length,
            events: log.events,
            films: self.films.clone(),
            casts: log.casts,
        })
    }

    fn write_index(&self, film: &Film) -> Result<(), TakeError> {
        let path = self.film_path(&film.surface);
        let failed = |source| TakeError::writing(&path, source);
        let file = File::open(&path).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        let film_bytes = file.metadata().map_err(failed)?.len();
        let index = Index {
            film: film.clone(),
            film_bytes,
        };
        index.write(&index_path(&self.folder, &film.surface))
    }

    fn remove_spools(&self) -> Result<(), TakeError> {
        let failed = |source| TakeError::writing(&self.folder, source);
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|ending| ending == "spool") {
                fs::remove_file(&path).map_err(failed)?;
            }
        }
        Ok(())
    }
}

impl Drop for SceneWriter {
    fn drop(&mut self) {
        // A scene that was kept has been renamed, so there is nothing here to remove. One that
        // cannot be removed now is removed by the next run.
        let _ = remove_folder(&self.folder);
    }
}
