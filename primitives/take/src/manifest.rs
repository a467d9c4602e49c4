//! `take.json`: what the take as a whole says about itself. A scene that is not listed here is
//! not there, whatever the folder holds.

use std::collections::BTreeMap;
use std::path::Path;

use demoreel_primitives::space::{FilmSize, SurfaceSize};
use serde::{Deserialize, Serialize};

use crate::TakeError;
use crate::folder::write_whole;

/// The version of the take's format that is written.
pub(crate) const FORMAT: u32 = 1;

/// Name of the file in the take's folder.
const FILE: &str = "take.json";

/// What a take says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifest {
    /// In the order of the script.
    pub surfaces: Vec<SurfaceFacts>,
    /// Names and versions of the programs that were filmed and that filmed, such as `chromium`.
    pub programs: BTreeMap<String, String>,
    /// The scenes that are whole, in the order in which they were kept.
    pub scenes: Vec<SceneEntry>,
}

/// What is known of a surface before it is filmed.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceFacts {
    /// The surface's name.
    pub name: String,
    /// In logical pixels.
    pub logical: SurfaceSize,
    /// The pictures' size.
    pub size: FilmSize,
    /// Film pixels for one logical pixel.
    pub density: f64,
}

/// A scene that is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneEntry {
    /// The scene's name, which is also its folder.
    pub name: String,
    /// [`demoreel_primitives::plan::Act::scene_hash`] of what was performed.
    pub act_hash: String,
}

/// The file as format 1 writes it.
#[derive(Serialize, Deserialize)]
struct ManifestV1 {
    format: u32,
    surfaces: Vec<SurfaceV1>,
    programs: BTreeMap<String, String>,
    scenes: Vec<SceneEntry>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct SurfaceV1 {
    name: String,
    logical: [u32; 2],
    size: [u32; 2],
    density: f64,
}

impl From<&SurfaceFacts> for SurfaceV1 {
    fn from(facts: &SurfaceFacts) -> SurfaceV1 {
        SurfaceV1 {
            name: facts.name.clone(),
            logical: facts.logical.to_array(),
            size: facts.size.to_array(),
            density: facts.density,
        }
    }
}

impl From<SurfaceV1> for SurfaceFacts {
    fn from(wire: SurfaceV1) -> SurfaceFacts {
        SurfaceFacts {
            name: wire.name,
            logical: wire.logical.into(),
            size: wire.size.into(),
            density: wire.density,
        }
    }
}

impl Manifest {
    /// The entry of a scene.
    pub fn scene(&self, name: &str) -> Option<&SceneEntry> {
        self.scenes.iter().find(|scene| scene.name == name)
    }

    /// Reads `take.json` of a take's folder.
    pub(crate) fn read(folder: &Path) -> Result<Manifest, TakeError> {
        let path = folder.join(FILE);
        let text = std::fs::read(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                TakeError::Missing {
                    path: folder.to_owned(),
                }
            }
            _ => TakeError::reading(&path, source),
        })?;
        parse(&path, &text)
    }

    /// Writes `take.json` in one piece.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), TakeError> {
        let wire = ManifestV1 {
            format: FORMAT,
            surfaces: self.surfaces.iter().map(SurfaceV1::from).collect(),
            programs: self.programs.clone(),
            scenes: self.scenes.clone(),
        };
        let path = folder.join(FILE);
        let mut text = serde_json::to_vec_pretty(&wire)
            .map_err(|error| TakeError::damaged(&path, error.to_string()))?;
        text.push(b'\n');
        write_whole(&path, &text)
    }
}

fn parse(path: &Path, text: &[u8]) -> Result<Manifest, TakeError> {
    check_format(path, text)?;
    let wire: ManifestV1 = serde_json::from_slice(text)
        .map_err(|error| TakeError::damaged(path, error.to_string()))?;
    Ok(Manifest {
        surfaces: wire.surfaces.into_iter().map(SurfaceFacts::from).collect(),
        programs: wire.programs,
        scenes: wire.scenes,
    })
}

/// Looks at nothing but the format's number, so that a newer file gives the right error.
pub(crate) fn check_format(path: &Path, text: &[u8]) -> Result<(), TakeError> {
    #[derive(Deserialize)]
    struct Head {
        format: u64,
    }
    let head: Head = serde_json::from_slice(text).map_err(|error| {
        if error.is_eof() {
            TakeError::cut_short(path, "it ends in the middle of its first object")
        } else {
            TakeError::damaged(path, error.to_string())
        }
    })?;
    if head.format != FORMAT as u64 {
        return Err(TakeError::Version {
            path: path.to_owned(),
            found: head.format,
            known: FORMAT,
        });
    }
    Ok(())
}
