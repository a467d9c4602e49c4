//! `locate` and `snap`: what is found in a picture or on a display, and templates cut out of it.

use std::path::{Path, PathBuf, absolute};

use demoreel::job::{Looking, Outcome, Place, Request, Scenery, Shown, Snapping};
use demoreel_primitives::target::{Finder, ImageTemplate, Target};
use serde_json::json;

use super::{Ending, answer_with, print_json, run, show};
use crate::cli::{LocateArgs, ProgressForm, RunArgs, SceneryArgs, SnapArgs};
use crate::engine;
use crate::progress::ProgressView;

/// Finds the targets of a script's look steps in its take, or one target in a picture.
pub fn locate(args: &LocateArgs) -> Ending {
    match (scenery(&args.scenery), &args.what) {
        (Some(scenery), _) => find(args, scenery),
        (None, Some(script)) => run::locate(&RunArgs {
            script: script.clone(),
            values: args.values.clone(),
            json: args.json,
            progress: args.progress,
            work: args.work.clone(),
        }),
        // The arguments are such that there is one or the other.
        (None, None) => Ending::Wrong,
    }
}

/// Cuts a template out of a picture.
pub fn snap(args: &SnapArgs) -> Ending {
    let Some(scenery) = scenery(&args.scenery) else {
        return Ending::Wrong;
    };
    let file = whole(&with_density(&args.output, args.scenery.density));
    let snapping = Snapping {
        scenery,
        region: args.region,
        file: file.clone(),
    };
    asked(&Request::Snap(snapping), args.json, |outcome| {
        for place in &outcome.found {
            anstream::println!("{}  {} at {}", file.display(), place.label, corner(place));
        }
    })
}

fn find(args: &LocateArgs, scenery: Scenery) -> Ending {
    let finder = match (&args.text, &args.matches, &args.what) {
        (Some(text), ..) => Finder::Text { text: text.clone() },
        (_, Some(pattern), _) => Finder::Matches {
            pattern: pattern.clone(),
        },
        (_, _, Some(file)) => template(file, args.confidence),
        _ => return Ending::Wrong,
    };
    let mut target = Target::plain(finder);
    let inside = args.region.map(|region| Finder::Region { region });
    target.inside = inside.map(|region| Box::new(Target::plain(region)));
    let looking = Looking {
        scenery,
        target,
        all: args.all,
        annotate: args.annotate.as_deref().map(whole),
        path: std::env::var("PATH").unwrap_or_default(),
        languages: args.language.clone(),
    };
    asked(&Request::Look(looking), args.json, |outcome| {
        for place in &outcome.found {
            let (width, height) = (place.area.size.width, place.area.size.height);
            let scale = match place.scale == 1.0 {
                true => String::new(),
                false => format!(", scaled by {:.2}", place.scale),
            };
            anstream::println!(
                "{}, {width:.0}x{height:.0}  middle {:.0}, {:.0}  score {:.3}{scale}  {}",
                corner(place),
                place.point.x,
                place.point.y,
                place.score,
                place.label,
            );
        }
    })
}

/// Asks the engine and tells what it found.
fn asked(request: &Request, json: bool, tell: impl FnOnce(&Outcome)) -> Ending {
    let mut view = ProgressView::new(ProgressForm::None);
    let outcome = match engine::run(request, &mut view) {
        Ok(outcome) => outcome,
        Err(diagnostics) => {
            answer_with(&diagnostics, json);
            return Ending::Failed;
        }
    };
    if json {
        let found: Vec<_> = outcome.found.iter().map(as_json).collect();
        print_json(&json!({
            "ok": true,
            "found": found,
            "wrote": outcome.wrote,
            "diagnostics": outcome.warnings,
        }));
    } else {
        show(&outcome.warnings);
        tell(&outcome);
    }
    Ending::Done
}

fn as_json(place: &Place) -> serde_json::Value {
    let area = place.area;
    json!({
        "x": area.origin.x,
        "y": area.origin.y,
        "width": area.size.width,
        "height": area.size.height,
        "middle": [place.point.x, place.point.y],
        "score": place.score,
        "scale": place.scale,
        "label": place.label,
    })
}

fn corner(place: &Place) -> String {
    format!("{:.0}, {:.0}", place.area.origin.x, place.area.origin.y)
}

fn scenery(args: &SceneryArgs) -> Option<Scenery> {
    let file = args.r#in.as_deref().map(|file| Shown::File(whole(file)));
    let display = args.display.clone().map(Shown::Display);
    Some(Scenery {
        shown: file.or(display)?,
        density: args.density,
    })
}

fn template(file: &Path, confidence: f64) -> Finder {
    Finder::Image(ImageTemplate {
        path: whole(file).display().to_string(),
        digest: String::new(),
        confidence,
        density: demoreel_dsl::density_of(file),
    })
}

/// A file's name with the density of what is in it, as scripts read it: `save@2x.png`.
fn with_density(file: &Path, density: f64) -> PathBuf {
    if density == 1.0 || demoreel_dsl::density_of(file).is_some() {
        return file.to_owned();
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}@{density}x.png"))
}

fn whole(file: &Path) -> PathBuf {
    absolute(file).unwrap_or_else(|_| file.to_owned())
}
