//! `demoreel plan`: what a script will do and what that takes, without a screen.

mod estimate;
mod forecast;
mod kept;

use std::path::Path;

use demoreel_primitives::plan::{
    Action, CellGrid, Desktop, Effect, EffectKind, Plan, SurfaceKind, Terminal, TerminalSource,
    TypedText, Words,
};
use serde_json::json;

use super::{Ending, answer_with, planned, print_json};
use crate::cli::CheckArgs;
use crate::folders;
use forecast::{Forecast, LineForecast, SceneForecast};

/// Prints the plan: a table for people, all of it as JSON for programs.
pub fn plan(args: &CheckArgs) -> Ending {
    let plan = match planned(&args.script, &args.values, args.json) {
        Ok(plan) => plan,
        Err(ending) => return ending,
    };
    let files = folders::reels(&plan, None);
    let files = files.unwrap_or_default();
    let folders = match folders::of_script(&args.script, None) {
        Ok(folders) => folders,
        Err(error) => {
            answer_with(&[super::run::no_folder(&error)], args.json);
            return Ending::Wrong;
        }
    };
    let forecast = forecast::forecast(&plan, &folders, files);
    match args.json {
        true => print_json(&json!({ "plan": plan, "forecast": forecast })),
        false => print(&plan, &forecast),
    }
    Ending::Done
}

fn print(plan: &Plan, forecast: &Forecast) {
    anstream::println!("{}\n", plan.title);
    print_head(plan);
    for scene in &forecast.scenes {
        print_scene(scene);
    }
    print_end(plan, forecast);
}

fn print_head(plan: &Plan) {
    for surface in &plan.act.surfaces {
        let size = surface.size;
        let what = match &surface.kind {
            SurfaceKind::Browser(_) => format!("browser, filmed at {}x", surface.density),
            SurfaceKind::Terminal(terminal) => terminal_line(terminal),
            SurfaceKind::Desktop(desktop) => desktop_line(desktop, surface.density),
            SurfaceKind::Footage(footage) => {
                format!("footage of {:.1}s", footage.length.as_secs_f64())
            }
        };
        let (name, width, height) = (&surface.name, size.width, size.height);
        anstream::println!("surface  {name:14} {width}x{height} {what}");
    }
    for output in &plan.look.outputs {
        let (size, rate) = (output.size, output.rate.per_second());
        let (name, language) = (&output.name, &output.language);
        let size = format!("{}x{}", size.width, size.height);
        anstream::println!("output   {name:14} {size}, {rate} frames a second, in {language}");
        let mut voices: Vec<_> = output.styles.iter().map(|one| one.voice.label()).collect();
        voices.dedup();
        anstream::println!("voice    {name:14} {}", voices.join(", "));
    }
}

fn print_scene(scene: &SceneForecast) {
    let state = if scene.kept { "film kept" } else { "to film" };
    let length = seconds(scene.length_ms);
    anstream::println!("\nscene    {:24} about {length} {state}", scene.name);
    anstream::println!("   line   time  most");
    for line in &scene.lines {
        anstream::println!("{}", row(line));
    }
}

fn row(line: &LineForecast) -> String {
    let number = line.line.map(|line| line.to_string()).unwrap_or_default();
    let time = line.length_ms.map(seconds).unwrap_or_default();
    let most = line.most_ms.map(seconds).unwrap_or_default();
    let sign = if line.acts { "" } else { "~ " };
    let speech = match (line.speech_ms, line.kept) {
        (Some(length), Some(true)) => format!("  {}, spoken before", seconds(length)),
        (Some(length), _) => format!("  about {}", seconds(length)),
        _ => String::new(),
    };
    let (word, detail) = (&line.word, &line.detail);
    let row = format!("  {number:>5} {time:>6} {most:>5}  {sign}{word}{detail}{speech}");
    row.trim_end().to_owned()
}

fn print_end(plan: &Plan, forecast: &Forecast) {
    let all = forecast.scenes.len();
    let kept = forecast.scenes.iter().filter(|scene| scene.kept).count();
    let speeches = || forecast.scenes.iter().flat_map(|scene| &scene.lines);
    let spoken = speeches().filter(|line| line.kept == Some(true)).count();
    let said = speeches().filter(|line| line.kept.is_some()).count();
    let film = seconds(forecast.filming_ms);
    anstream::println!("\nfilming  {} of {all} scenes, about {film}", all - kept);
    anstream::println!("speech   {} of {said} sentences to speak", said - spoken);
    for reel in &forecast.reels {
        let (length, file) = (seconds(reel.length_ms), shown(&reel.file));
        anstream::println!("reel     {:14} about {length} in {file}", reel.output);
    }
    let stills = forecast.writes.iter().skip(plan.look.outputs.len());
    for still in stills {
        anstream::println!("still    {}", shown(still));
    }
    match forecast.costs.is_empty() {
        true => anstream::println!("cost     nothing: all of it is made on this machine"),
        false => forecast.costs.iter().for_each(|cost| {
            anstream::println!("cost     {}: {} {}", cost.provider, cost.amount, cost.unit);
        }),
    }
    anstream::println!("\nTimes are estimates; what a page needs to answer is not known before.");
}

/// A file as one in the current folder would name it.
fn shown(file: &Path) -> String {
    let here = std::path::absolute(".").unwrap_or_default();
    file.strip_prefix(&here)
        .unwrap_or(file)
        .display()
        .to_string()
}

fn seconds(millis: i64) -> String {
    format!("{:.1}s", millis as f64 / 1000.0)
}

fn terminal_line(terminal: &Terminal) -> String {
    let CellGrid { columns, rows, .. } = terminal.grid;
    let source = match &terminal.source {
        TerminalSource::Shell(shell) => shell.program.name(),
        TerminalSource::Cast { path, .. } => path,
    };
    format!("terminal of {columns}x{rows}, {source}")
}

fn desktop_line(desktop: &Desktop, density: f64) -> String {
    let program = desktop.launch.as_deref().unwrap_or("empty at first");
    format!("desktop, {program}, filmed at {density}x")
}

/// What an acting step is about, behind its word. Of a secret it has the variable's name alone.
fn deed(action: &Action) -> String {
    match action {
        Action::Open { url, .. } => format!("  {url}"),
        Action::Click { target, .. }
        | Action::MoveTo { target, .. }
        | Action::WaitFor { target, .. }
        | Action::WaitUntilGone { target, .. }
        | Action::AssertVisible { target, .. } => format!("  {}", target.describe()),
        Action::TypeText { text, .. } | Action::Paste { text, .. } => match text {
            TypedText::Plain(text) => format!("  {text:?}"),
            TypedText::SecretFromEnv(name) => format!("  the secret {name}"),
        },
        Action::RunCommand { command, .. } | Action::Launch { command, .. } => {
            format!("  {command}")
        }
        Action::FocusWindow { title, .. }
        | Action::CloseWindow {
            title: Some(title), ..
        } => format!("  {title:?}"),
        Action::ResizeWindow {
            size: Some(size), ..
        } => format!("  {}x{}", size.width, size.height),
        Action::Press { chords, .. } => {
            let chords: Vec<_> = chords.iter().map(ToString::to_string).collect();
            format!("  {}", chords.join(" "))
        }
        _ => String::new(),
    }
}

/// What an effect is about, behind its word.
fn detail(effect: &Effect) -> String {
    match &effect.kind {
        EffectKind::Say { text } | EffectKind::Caption { text } => {
            format!("  \"{}\"", first(text))
        }
        EffectKind::Zoom { target, .. } => format!("  {}", target.describe()),
        EffectKind::Speed { factor } => format!("  {factor}x"),
        EffectKind::Chapter { title } => format!("  {}", first(title)),
        EffectKind::Still { name, .. } => format!("  {name}.png"),
        EffectKind::Cut => String::new(),
    }
}

/// Words in one of their languages.
fn first(words: &Words) -> &str {
    words.0.values().next().map_or("", String::as_str)
}
