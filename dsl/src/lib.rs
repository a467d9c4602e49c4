//! Script to plan. What lives here: reading, names, parameters, checks, the script's schema. What
//! never does: screens, clocks, the environment; files are read through [`World`] alone.

mod check;
mod composed;
mod files;
mod fmt;
mod given;
mod guess;
mod include;
mod kits;
mod mend;
mod params;
mod plan;
mod primitives;
mod reader;
mod registry;
mod schema;
mod scope;
mod shell;
mod tape;
mod template;
mod tree;
mod world;
mod written;

pub use files::density_of;
pub use fmt::{Formatted, Notation, format};
pub use given::Options;
pub use mend::{Change, Mended, mend};
pub use plan::{Checked, plan};
pub use primitives::{keys, primitives, primitives_for};
pub use reader::data;
pub use schema::schema;
pub use tape::{Imported, import};
pub use world::{Disk, DiskWithLibrary, World};
