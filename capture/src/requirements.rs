//! Whether the programs are there that a script requires, before anything is filmed.

use demoreel_primitives::plan::{Act, Required};

use crate::error::StageError;
use crate::programs::on_path;
use crate::record::RecordError;

/// Fails with all that are not installed, at the place of the first.
pub fn check(act: &Act, path: &str) -> Result<(), RecordError> {
    let missing = act.requires.iter();
    let missing: Vec<&Required> = missing
        .filter(|required| on_path(path, &required.requirement.program).is_none())
        .collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let place = format!("requires:{}", first.requirement.program);
    let programs = missing.iter().map(|required| required.requirement.clone());
    let error = StageError::NotInstalled {
        programs: programs.collect(),
    };
    Err(RecordError::at(place, error))
}
