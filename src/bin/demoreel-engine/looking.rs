//! What is looked for in a picture or on a display, without a script.

use std::path::Path;

use demoreel::job::{Looking, Outcome, Place, Scenery, Shown, Snapping};
use demoreel_capture::glance;
use demoreel_eyes::{FileSearch, Found, Ocr, TemplateFault, annotate_found, write_png};
use demoreel_primitives::codes::{command, eyes};
use demoreel_primitives::diagnostic::Diagnostic;

use crate::Staged;

/// Finds the place of a target, or all of them.
pub fn look(looking: &Looking) -> Staged<Outcome> {
    let ocr = Ocr::new(&looking.path, &looking.languages);
    let mut search = open(&looking.scenery)?.reading_with(ocr);
    let found = match looking.all {
        true => search.all(&looking.target),
        false => search.one(&looking.target).map(|one| vec![one]),
    };
    let picture = match &found {
        Ok(found) => annotate_found(&search.sight(), &looking.target, found),
        Err(miss) => miss.annotate(&search.sight()),
    };
    let file = looking.annotate.as_deref();
    if let Some(file) = file {
        write_png(&picture, file).map_err(|error| cannot_write(file, &error))?;
    }
    match found {
        Ok(found) => Ok(Outcome {
            found: found.into_iter().map(place).collect(),
            wrote: file.map(Path::to_owned).into_iter().collect(),
            ..Outcome::default()
        }),
        Err(miss) => {
            let error = miss.diagnostic();
            Err(vec![match file {
                Some(file) => error.attach(file),
                None => error,
            }])
        }
    }
}

/// Cuts a template out.
pub fn snap(snapping: &Snapping) -> Staged<Outcome> {
    let mut search = open(&snapping.scenery)?;
    let file = &snapping.file;
    let snapped = match search.snap(snapping.region, file) {
        Some(snapped) => snapped.map_err(|fault| vec![refused(&fault)])?,
        None => return Err(vec![outside(&search, snapping)]),
    };
    let warnings = match snapped.places.len() {
        1 => Vec::new(),
        count => vec![not_unique(count)],
    };
    let place = Place {
        area: snapped.area,
        point: snapped.area.center(),
        score: 1.0,
        scale: 1.0,
        label: format!(
            "{}x{} pixels",
            snapped.pixels.width(),
            snapped.pixels.height()
        ),
    };
    Ok(Outcome {
        wrote: vec![file.clone()],
        found: vec![place],
        warnings,
        ..Outcome::default()
    })
}

fn open(scenery: &Scenery) -> Staged<FileSearch> {
    match &scenery.shown {
        Shown::File(path) => {
            FileSearch::open(path, scenery.density).map_err(|fault| vec![no_picture(&fault)])
        }
        Shown::Display(name) => {
            let seen = glance(name).map_err(|error| vec![no_display(name, &error)])?;
            let size = (seen.width, seen.height);
            let search = FileSearch::of_samples(size, seen.samples, scenery.density);
            search.ok_or_else(|| {
                let message = format!("display {name} shows no picture");
                vec![Diagnostic::error(codes_of_display(), message)]
            })
        }
    }
}

fn codes_of_display() -> demoreel_primitives::codes::Code {
    demoreel_primitives::codes::take::RECORDER_DISPLAY
}

fn place(found: Found) -> Place {
    Place {
        area: found.area,
        point: found.point,
        score: found.score,
        scale: found.scale,
        label: found.label,
    }
}

/// A screenshot that cannot be searched.
fn no_picture(fault: &TemplateFault) -> Diagnostic {
    let hint = match fault {
        TemplateFault::Unreadable { .. } => "names are relative to the current folder",
        TemplateFault::Size { .. } => {
            "a picture to look in is at least 4 and at most 16384 pixels a side"
        }
        _ => "give a PNG or JPEG file",
    };
    Diagnostic::error(eyes::TEMPLATE_UNREADABLE, fault.to_string()).hint(hint)
}

/// A part that is no template.
fn refused(fault: &TemplateFault) -> Diagnostic {
    let code = match fault {
        TemplateFault::Flat { .. } => eyes::TEMPLATE_FLAT,
        TemplateFault::Unreadable { .. } => command::FOLDER_NOT_WRITABLE,
        _ => eyes::TEMPLATE_UNREADABLE,
    };
    Diagnostic::error(code, fault.to_string())
        .state("no file was written")
        .hint(match fault {
            TemplateFault::Unreadable { .. } => "name another file with -o",
            _ => fault.hint(),
        })
}

fn no_display(name: &str, error: &demoreel_capture::RecorderError) -> Diagnostic {
    Diagnostic::error(codes_of_display(), error.to_string()).hint(format!(
        "is an X server running there? `xdpyinfo -display {name}` says what it is"
    ))
}

fn outside(search: &FileSearch, snapping: &Snapping) -> Diagnostic {
    let size = search.sight().size;
    let region = snapping.region;
    let message = format!(
        "the region {}, {}, {}x{} is not in the picture",
        region.origin.x, region.origin.y, region.size.width, region.size.height
    );
    let state = format!(
        "the picture is {}x{} logical pixels",
        size.width, size.height
    );
    Diagnostic::error(eyes::OFF_SURFACE, message).state(state)
}

fn not_unique(count: usize) -> Diagnostic {
    let message = match count {
        0 => "the template is not found again in its own picture".to_owned(),
        2 => "the template fits two places of this picture equally well".to_owned(),
        count => format!("the template fits {count} places of this picture equally well"),
    };
    Diagnostic::warning(eyes::AMBIGUOUS_TARGET, message)
        .state("the file was written")
        .hint("take more of what is around it into the region, or say which is meant with `nth` or `near`")
}

fn cannot_write(file: &Path, error: &std::io::Error) -> Vec<Diagnostic> {
    let message = format!("'{}' cannot be written: {error}", file.display());
    vec![Diagnostic::error(command::FOLDER_NOT_WRITABLE, message).hint("name another file")]
}
