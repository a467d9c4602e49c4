//! `record`, `locate`, `compose`, `render` and `still`: the commands that hand the engine a job.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::absolute;

use demoreel::job::{Composing, Environment, Filming, Job, Outcome, Purse, Request, Task};
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Action, Plan, TypedText};

use super::{Ending, answer_with, planned, print_json, show, voice};
use crate::cli::{
    ComposeArgs, ExportArgs, FilmArgs, PayArgs, RecordArgs, ReelArgs, RenderArgs, RunArgs,
    StillArgs,
};
use crate::progress::ProgressView;
use crate::{engine, folders};

pub(super) type Made<T> = Result<T, Box<Diagnostic>>;

/// Films a script.
pub fn record(args: &RecordArgs) -> Ending {
    run(&args.run, |plan| {
        Ok(Task::Record(filming(plan, &args.film, args.no_cache)?))
    })
}

/// Finds the targets of look steps.
pub fn locate(args: &RunArgs) -> Ending {
    run(args, |_| Ok(Task::Locate))
}

/// Makes the reels of a take.
pub fn compose(args: &ComposeArgs) -> Ending {
    run(&args.run, |plan| {
        Ok(Task::Compose(composing(plan, &args.reel)?))
    })
}

/// Films what is out of date and makes the reels.
pub fn render(args: &RenderArgs) -> Ending {
    run(&args.run, |plan| {
        let filming = filming(plan, &args.film, args.reel.no_cache)?;
        Ok(Task::Render(filming, composing(plan, &args.reel)?))
    })
}

/// Writes one frame.
pub fn still(args: &StillArgs) -> Ending {
    run(&args.run, |plan| {
        if let Some(name) = &args.of {
            known_output(plan, name)?;
        }
        Ok(Task::Still {
            filming: Filming::default(),
            purse: purse(&args.pay),
            at: args.at,
            output: args.of.clone(),
            file: absolute(&args.output).unwrap_or_else(|_| args.output.clone()),
        })
    })
}

/// Writes a terminal of the take as a recording.
pub fn export(args: &ExportArgs) -> Ending {
    run(&args.run, |_| {
        Ok(Task::Export {
            surface: args.surface.clone(),
            file: absolute(&args.output).unwrap_or_else(|_| args.output.clone()),
        })
    })
}

/// Plans the script, makes the task, runs the job, says how it ended.
pub(super) fn run(args: &RunArgs, task: impl FnOnce(&Plan) -> Made<Task>) -> Ending {
    let plan = match planned(&args.script, &args.values, args.json) {
        Ok(plan) => plan,
        Err(ending) => return ending,
    };
    let job = task(&plan).and_then(|task| {
        let folders = folders::of_script(&args.script, args.work.as_deref())
            .map_err(|error| Box::new(no_folder(&error)))?;
        let environment = environment(&plan)?;
        Ok(Job {
            task,
            plan,
            folders,
            environment,
        })
    });
    let job = match job {
        Ok(job) => job,
        Err(diagnostic) => {
            answer_with(&[*diagnostic], args.json);
            return Ending::Wrong;
        }
    };
    let mut view = ProgressView::new(args.progress);
    match engine::run(&Request::Perform(Box::new(job)), &mut view) {
        Ok(outcome) => done(&outcome, args.json),
        Err(diagnostics) => {
            answer_with(&diagnostics, args.json);
            Ending::Failed
        }
    }
}

fn done(outcome: &Outcome, json: bool) -> Ending {
    if json {
        let Outcome {
            wrote,
            sightings,
            warnings,
            spoken,
            found: _,
        } = outcome;
        print_json(&serde_json::json!({
            "ok": true,
            "wrote": wrote,
            "sightings": sightings,
            "spoken": spoken,
            "diagnostics": warnings,
        }));
        return Ending::Done;
    }
    show(&outcome.warnings);
    for sighting in &outcome.sightings {
        let area = sighting.area;
        anstream::println!(
            "{:24} {} at {:.0}, {:.0}, {:.0}x{:.0}, {:.2}s into the scene",
            sighting.effect.to_string(),
            sighting.surface,
            area.origin.x,
            area.origin.y,
            area.size.width,
            area.size.height,
            sighting.at.as_secs_f64()
        );
    }
    voice::table(&outcome.spoken);
    for file in &outcome.wrote {
        anstream::println!("{}", file.display());
    }
    Ending::Done
}

fn filming(plan: &Plan, args: &FilmArgs, again: bool) -> Made<Filming> {
    if let Some(from) = &args.from
        && !plan.act.scenes.iter().any(|scene| scene.name == *from)
    {
        let names: Vec<_> = plan
            .act
            .scenes
            .iter()
            .map(|scene| scene.name.as_str())
            .collect();
        let message = format!("there is no scene '{from}' in the script");
        let hint = format!("its scenes are {}", names.join(", "));
        return Err(Box::new(
            Diagnostic::error(command::NO_SUCH_SCENE, message).hint(hint),
        ));
    }
    Ok(Filming {
        from: args.from.clone(),
        again,
        pause_on_failure: args.pause_on_failure,
        real_time: args.real_time,
    })
}

fn composing(plan: &Plan, args: &ReelArgs) -> Made<Composing> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    Ok(Composing {
        workers: args.workers.map_or(cores, usize::from),
        again: args.no_cache,
        files: folders::reels(plan, args.output.as_deref())?,
        subtitles: args.subtitles.iter().map(|kind| kind.kind()).collect(),
        purse: purse(&args.pay),
    })
}

/// What may be paid, and the day for the ledger.
pub(super) fn purse(args: &PayArgs) -> Purse {
    Purse {
        budget: args.budget,
        pay_again: args.pay_again,
        day: voice::today(),
    }
}

fn known_output(plan: &Plan, name: &str) -> Made<()> {
    let names: Vec<_> = plan
        .look
        .outputs
        .iter()
        .map(|output| output.name.as_str())
        .collect();
    if names.contains(&name) {
        return Ok(());
    }
    let message = format!("there is no output '{name}' in the script");
    let hint = format!("its outputs are {}", names.join(", "));
    Err(Box::new(
        Diagnostic::error(command::NO_SUCH_OUTPUT, message).hint(hint),
    ))
}

/// There is no current folder to stand in.
pub fn no_folder(error: &std::io::Error) -> Diagnostic {
    let message = format!("the current folder cannot be read: {error}");
    Diagnostic::error(command::FOLDER_NOT_WRITABLE, message).hint("change to a folder that exists")
}

/// The variables that the script names, and where programs are. A secret that is not set is an
/// error before anything starts.
fn environment(plan: &Plan) -> Made<Environment> {
    let mut variables = BTreeMap::new();
    for name in secret_names(plan) {
        let value = std::env::var(name).map_err(|_| Box::new(not_set(name)))?;
        variables.insert(name.to_owned(), value);
    }
    for name in passed_names(plan) {
        if let Ok(value) = std::env::var(name) {
            variables.insert(name.to_owned(), value);
        }
    }
    let named = |name: &str| Some((name.to_owned(), std::env::var(name).ok()?));
    let proxies = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    let proxy = proxies.iter().find_map(|name| std::env::var(name).ok());
    Ok(Environment {
        path: std::env::var("PATH").unwrap_or_default(),
        variables,
        voices: voice_env(plan).filter_map(named).collect(),
        proxy: proxy.filter(|proxy| !proxy.is_empty()),
    })
}

/// The variables that voices need.
fn voice_env(plan: &Plan) -> impl Iterator<Item = &str> {
    let styles = plan.look.outputs.iter().flat_map(|output| &output.styles);
    styles.flat_map(|style| style.voice.env())
}

fn secret_names(plan: &Plan) -> impl Iterator<Item = &str> {
    let steps = plan.act.scenes.iter().flat_map(|scene| &scene.steps);
    steps.filter_map(|step| match &step.action {
        Action::TypeText {
            text: TypedText::SecretFromEnv(name),
            ..
        }
        | Action::Paste {
            text: TypedText::SecretFromEnv(name),
            ..
        } => Some(name.as_str()),
        _ => None,
    })
}

fn passed_names(plan: &Plan) -> impl Iterator<Item = &str> {
    let surfaces = plan.act.surfaces.iter();
    let named = surfaces.clone().flat_map(|surface| surface.kind.env());
    // What a private home keeps is copied from the user's own.
    let home = surfaces
        .filter(|surface| surface.kind.keeps())
        .map(|_| "HOME");
    let services = plan.act.services.iter().flat_map(|service| &service.env);
    named.chain(services).map(String::as_str).chain(home)
}

fn not_set(name: &str) -> Diagnostic {
    Diagnostic::error(
        command::SECRET_NOT_SET,
        format!("the variable {name} is not set"),
    )
    .state("nothing was started")
    .hint(format!("set it: {name}=... demoreel render ..."))
}
