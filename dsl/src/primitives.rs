//! The steps that can be called, as tables for whoever lists, explains or completes them.

use std::path::Path;

use demoreel_primitives::steps::Table;

use crate::composed;
use crate::files::Files;
use crate::plan::open;
use crate::scope::Findings;
use crate::world::World;
use crate::written::Tables;

/// The steps that every script can call: the built-in ones, then the library's.
pub fn primitives() -> Vec<Table> {
    composed::registry(
        &Files::new(&Nowhere),
        &Tables::new(),
        &Findings::default(),
        None,
    )
    .into_tables()
}

/// The keys around the steps: of a script, of a scene, of a composed step's file.
pub fn keys() -> [Table; 3] {
    let tables = Tables::new();
    [tables.script, tables.scene, tables.definition]
}

/// The steps that one script can call: those of [`primitives`], then those of the files that it
/// uses. What is wrong in any of these files is for [`crate::plan`] to say.
pub fn primitives_for(script: &Path, world: &dyn World) -> Vec<Table> {
    let files = Files::new(world);
    let findings = Findings::default();
    let root = open(script, &files, &findings);
    composed::registry(&files, &Tables::new(), &findings, root.as_ref()).into_tables()
}

/// A world without files: the library names none.
struct Nowhere;

impl World for Nowhere {
    fn read(&self, _: &Path, _: u64) -> std::io::Result<Vec<u8>> {
        Err(std::io::ErrorKind::NotFound.into())
    }
    fn list(&self, _: &Path, _: usize) -> std::io::Result<Vec<std::path::PathBuf>> {
        Err(std::io::ErrorKind::NotFound.into())
    }
    fn absolute(&self, _: &Path) -> std::io::Result<std::path::PathBuf> {
        Err(std::io::ErrorKind::NotFound.into())
    }
}
