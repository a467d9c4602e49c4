//! The take's folder: who may write it, which scenes are whole, and how a file or a scene comes
//! to its place in one piece.

use std::cmp::Ordering;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::time::Nanos;

use crate::index::Index;
use crate::log::Log;
use crate::manifest::{Manifest, SceneEntry};
use crate::{SceneWriter, TakeError};

/// Scenes in the making, and scenes on their way out, are in folders that begin like this.
const PARTIAL: &str = ".partial-";
const LOCK: &str = ".lock";

/// A take that is read.
#[derive(Clone, Debug)]
pub struct Take {
    folder: PathBuf,
    manifest: Manifest,
}

/// A take that is written. One writer at a time; what an earlier, interrupted one left behind is
/// removed when the next one begins.
#[derive(Debug)]
pub struct TakeWriter {
    folder: PathBuf,
    manifest: Manifest,
    /// Held for as long as the writer lives.
    _lock: File,
}

impl Take {
    /// Opens a take's folder and reads `take.json`.
    pub fn open(folder: &Path) -> Result<Take, TakeError> {
        let manifest = Manifest::read(folder)?;
        Ok(Take {
            folder: folder.to_owned(),
            manifest,
        })
    }

    /// The take's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the take says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whether a scene is there, whole, and was filmed from this act.
    pub fn is_current(&self, scene: &str, act_hash: &str) -> bool {
        let entry = self.manifest.scene(scene);
        entry.is_some_and(|entry| entry.act_hash == act_hash)
    }

    /// Reads a scene. Checks that its log, indices and films are as long as they were written,
    /// without decoding a film.
    pub fn scene(&self, name: &str) -> Result<FilmedScene, TakeError> {
        let entry = self
            .manifest
            .scene(name)
            .ok_or_else(|| TakeError::NoScene {
                path: self.folder.clone(),
                scene: name.to_owned(),
            })?;
        read_scene(&self.folder.join(name), entry)
    }

    /// Reads a scene that must have been filmed from this act.
    pub fn scene_of(&self, name: &str, act_hash: &str) -> Result<FilmedScene, TakeError> {
        let scene = self.scene(name)?;
        if scene.act_hash != act_hash {
            return Err(TakeError::Stale {
                path: self.folder.clone(),
                scene: name.to_owned(),
            });
        }
        Ok(scene)
    }

    /// Where the film of a surface is.
    pub fn film_path(&self, scene: &str, surface: &str) -> PathBuf {
        film_path(&self.folder.join(scene), surface)
    }

    /// Where the recording of a terminal is.
    pub fn cast_path(&self, scene: &str, surface: &str) -> PathBuf {
        cast_path(&self.folder.join(scene), surface)
    }

    /// Opens the film of a surface.
    #[cfg(feature = "film")]
    pub fn open_film(
        &self,
        scene: &FilmedScene,
        surface: &str,
    ) -> Result<crate::film::FilmReader, TakeError> {
        let film = scene.film(surface).ok_or_else(|| TakeError::NoFilm {
            scene: scene.name.clone(),
            surface: surface.to_owned(),
        })?;
        crate::film::FilmReader::open(&self.film_path(&scene.name, surface), film)
    }
}

impl TakeWriter {
    /// Opens a take's folder to film into it, making it if need be. Scenes that are there stay;
    /// `facts` says what the surfaces and programs are from now on (its scenes are not used).
    pub fn prepare(folder: &Path, facts: Manifest) -> Result<TakeWriter, TakeError> {
        fs::create_dir_all(folder).map_err(|source| TakeError::writing(folder, source))?;
        let lock = lock(folder)?;
        sweep(folder)?;
        let scenes = match Manifest::read(folder) {
            Ok(manifest) => manifest.scenes,
            // A newer version may still want what it wrote.
            Err(error @ TakeError::Version { .. }) => return Err(error),
            // What cannot be read cannot be kept either: everything is filmed again.
            Err(_) => Vec::new(),
        };
        let manifest = Manifest { scenes, ..facts };
        manifest.write(folder)?;
        Ok(TakeWriter {
            folder: folder.to_owned(),
            manifest,
            _lock: lock,
        })
    }

    /// What the take says about itself now.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The take's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins a scene in a hidden folder of its own. Several may be in the making at once.
    pub fn begin_scene(&self, name: &str, act_hash: &str) -> Result<SceneWriter, TakeError> {
        check_name(name)?;
        let partial = self.folder.join(format!("{PARTIAL}{name}"));
        SceneWriter::begin(partial, name, act_hash)
    }

    /// Puts a scene in its place: from now on it is there, whole. What was there before is gone.
    /// `length` is from the scene's first moment to its last.
    pub fn keep_scene(
        &mut self,
        scene: SceneWriter,
        length: Nanos,
    ) -> Result<FilmedScene, TakeError> {
        let filmed = scene.finish(length)?;
        self.forget_scene(&filmed.name)?;
        let place = self.folder.join(&filmed.name);
        fs::rename(scene.folder(), &place).map_err(|source| TakeError::writing(&place, source))?;
        sync_folder(&self.folder)?;
        self.manifest.scenes.push(SceneEntry {
            name: filmed.name.clone(),
            act_hash: filmed.act_hash.clone(),
        });
        self.manifest.write(&self.folder)?;
        Ok(filmed)
    }

    /// Takes a scene out of the take, if it is there.
    pub fn forget_scene(&mut self, name: &str) -> Result<(), TakeError> {
        check_name(name)?;
        let before = self.manifest.scenes.len();
        self.manifest.scenes.retain(|scene| scene.name != name);
        if self.manifest.scenes.len() != before {
            self.manifest.write(&self.folder)?;
        }
        let place = self.folder.join(name);
        remove_folder(&place)
    }
}

fn read_scene(folder: &Path, entry: &SceneEntry) -> Result<FilmedScene, TakeError> {
    let log = Log::read(folder)?;
    if log.act_hash != entry.act_hash || log.scene != entry.name {
        let what = "its log belongs to another scene than take.json says";
        return Err(TakeError::damaged(folder, what));
    }
    let mut films = Vec::new();
    for surface in &log.surfaces {
        let index = Index::read(&index_path(folder, surface))?;
        index.check_film(&film_path(folder, surface))?;
        films.push(index.film);
    }
    for cast in &log.casts {
        check_cast(&cast_path(folder, &cast.surface), cast.bytes)?;
    }
    Ok(FilmedScene {
        name: log.scene,
        act_hash: log.act_hash,
        length: log.length,
        events: log.events,
        films,
        casts: log.casts,
    })
}

/// Whether a recording is as long as it was when it was finished.
fn check_cast(path: &Path, bytes: u64) -> Result<(), TakeError> {
    let about = fs::metadata(path).map_err(|source| TakeError::reading(path, source))?;
    let found = about.len();
    match found.cmp(&bytes) {
        Ordering::Equal => Ok(()),
        Ordering::Less => {
            let what = format!("{found} of {bytes} bytes");
            Err(TakeError::cut_short(path, what))
        }
        Ordering::Greater => {
            let what = format!("it has {found} bytes where {bytes} were written");
            Err(TakeError::damaged(path, what))
        }
    }
}

pub(crate) fn cast_path(scene: &Path, surface: &str) -> PathBuf {
    scene.join(format!("{surface}.cast"))
}

pub(crate) fn film_path(scene: &Path, surface: &str) -> PathBuf {
    scene.join(format!("{surface}.mkv"))
}

pub(crate) fn index_path(scene: &Path, surface: &str) -> PathBuf {
    scene.join(format!("{surface}.idx"))
}

/// Names become names of files, so they must not lead out of the folder or hide.
pub(crate) fn check_name(name: &str) -> Result<(), TakeError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) || byte >= 128;
    if name.is_empty() || name.starts_with('.') || name == "take.json" || !name.bytes().all(plain) {
        return Err(TakeError::Name {
            name: name.to_owned(),
        });
    }
    Ok(())
}

/// Writes a file beside its place and renames it, so that it is whole or not there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), TakeError> {
    let failed = |source| TakeError::writing(path, source);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder)
}

/// Makes renames in a folder outlast a crash of the machine.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), TakeError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|source| TakeError::writing(folder, source))
}

pub(crate) fn remove_folder(folder: &Path) -> Result<(), TakeError> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(TakeError::writing(folder, source))
        }
        _ => Ok(()),
    }
}

fn lock(folder: &Path) -> Result<File, TakeError> {
    let path = folder.join(LOCK);
    let file = File::create(&path).map_err(|source| TakeError::writing(&path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(TakeError::Busy {
            path: folder.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(TakeError::writing(&path, source)),
    }
}

/// Removes what an interrupted run left: partial scenes with their spools, unfinished files.
fn sweep(folder: &Path) -> Result<(), TakeError> {
    let failed = |source| TakeError::writing(folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PARTIAL) {
            remove_folder(&entry.path())?;
        } else if name.starts_with(".tmp") {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}
