//! A terminal of a take as one recording, for players of others.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use demoreel::job::{Job, Outcome};
use demoreel_primitives::codes::{command, take as codes};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;
use demoreel_terminal::cast::{Cast, CastError};

use crate::Staged;
use crate::stages;

/// Writes what a terminal showed in all scenes, one behind the other.
pub fn cast(job: &Job, take: &Take, surface: &str, file: &Path) -> Staged<Outcome> {
    let mut whole: Option<Cast> = None;
    let mut begin = Nanos::ZERO;
    for scene in stages::filmed(job, take)? {
        if scene.cast(surface).is_some() {
            let path = take.cast_path(&scene.name, surface);
            let mut cast = read(&path).map_err(|error| vec![error.diagnostic()])?;
            cast.events.iter_mut().for_each(|event| event.at += begin);
            match &mut whole {
                Some(whole) => whole.events.append(&mut cast.events),
                None => whole = Some(cast),
            }
        }
        begin += scene.length;
    }
    let whole = whole.ok_or_else(|| vec![no_terminal(job, surface)])?;
    write(&whole, file).map_err(|error| vec![not_written(file, &error)])?;
    Ok(Outcome {
        wrote: vec![file.to_owned()],
        ..Outcome::default()
    })
}

fn read(path: &Path) -> Result<Cast, CastError> {
    Cast::read(BufReader::new(File::open(path)?))
}

/// Beside its place first, so that the file is whole or not there.
fn write(cast: &Cast, file: &Path) -> Result<(), CastError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    let mut output = BufWriter::new(&mut beside);
    cast.write(&mut output)?;
    output.flush()?;
    drop(output);
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}

fn no_terminal(job: &Job, surface: &str) -> Diagnostic {
    let surfaces = job.plan.act.surfaces.iter();
    let names: Vec<&str> = surfaces.map(|surface| surface.name.as_str()).collect();
    let message = format!("the take has no recording of a terminal '{surface}'");
    Diagnostic::error(codes::TAKE_MISSING, message)
        .hint(format!("the script's surfaces are {}", names.join(", ")))
}

fn not_written(file: &Path, error: &CastError) -> Diagnostic {
    let message = format!("{} was not written: {error}", file.display());
    Diagnostic::error(command::FOLDER_NOT_WRITABLE, message).hint("name another file with -o")
}
