//! `demoreel plan`: what a script will do, without a screen.

use demoreel_primitives::plan::{
    CellGrid, Effect, EffectKind, Extent, Origins, Plan, SurfaceKind, Terminal, TerminalSource,
    Voice, Words,
};

use super::{Ending, planned, print_json};
use crate::cli::CheckArgs;

/// Prints the plan: a table for people, all of it as JSON for programs.
pub fn plan(args: &CheckArgs) -> Ending {
    match planned(&args.script, &args.values, args.json) {
        Err(ending) => ending,
        Ok(plan) => {
            if args.json {
                print_json(&plan);
            } else {
                print(&plan);
            }
            Ending::Done
        }
    }
}

fn print(plan: &Plan) {
    anstream::println!("{}\n", plan.title);
    for surface in &plan.act.surfaces {
        let size = surface.size;
        let what = match &surface.kind {
            SurfaceKind::Browser(_) => format!("browser, filmed at {}x", surface.density),
            SurfaceKind::Terminal(terminal) => terminal_line(terminal),
        };
        anstream::println!(
            "surface  {:14} {}x{} {what}",
            surface.name,
            size.width,
            size.height
        );
    }
    for output in &plan.look.outputs {
        let (size, rate) = (output.size, output.rate.per_second());
        anstream::println!(
            "output   {:14} {}x{}, {rate} frames a second, in {}",
            output.name,
            size.width,
            size.height,
            output.language
        );
        let mut voices: Vec<_> = output.styles.iter().map(|one| voice(&one.voice)).collect();
        voices.dedup();
        anstream::println!("voice    {:14} {}", output.name, voices.join(", "));
    }
    for (scene, look) in plan.act.scenes.iter().zip(&plan.look.scenes) {
        anstream::println!("\nscene    {}", scene.name);
        let mut effects = look.effects.iter().peekable();
        for (index, step) in scene.steps.iter().enumerate() {
            while let Some(effect) =
                effects.next_if(|effect| effect.from.after_steps as usize <= index)
            {
                anstream::println!("{}", effect_line(effect, &plan.origins));
            }
            anstream::println!("{}", step_line(&step.id.0, &plan.origins));
        }
        for effect in effects {
            anstream::println!("{}", effect_line(effect, &plan.origins));
        }
    }
}

fn terminal_line(terminal: &Terminal) -> String {
    let CellGrid { columns, rows, .. } = terminal.grid;
    let source = match &terminal.source {
        TerminalSource::Shell(shell) => shell.program.name(),
        TerminalSource::Cast { path, .. } => path,
    };
    format!("terminal of {columns}x{rows}, {source}")
}

/// Words in one of their languages.
fn first(words: &Words) -> &str {
    words.0.values().next().map_or("", String::as_str)
}

fn voice(voice: &Voice) -> String {
    match voice {
        Voice::Silent => "silent".to_owned(),
        Voice::Local { voice, .. } => format!("local, {voice}"),
    }
}

fn step_line(id: &str, origins: &Origins) -> String {
    let (word, line) = origin(id, origins);
    format!("  {line:>5}  {word}")
}

fn effect_line(effect: &Effect, origins: &Origins) -> String {
    let (word, line) = origin(&effect.id.0, origins);
    let detail = match &effect.kind {
        EffectKind::Say { text } | EffectKind::Caption { text } => {
            format!("  \"{}\"", first(text))
        }
        EffectKind::Zoom { target, .. } => format!("  {}", target.describe()),
        EffectKind::Speed { factor } => format!("  {factor}x"),
        EffectKind::Chapter { title } => format!("  {}", first(title)),
        EffectKind::Still { name } => format!("  {name}.png"),
        EffectKind::Cut => String::new(),
    };
    let extent = match effect.until {
        Extent::Hold(length) => format!(", holds {length}"),
        Extent::Until(_) | Extent::Words | Extent::Instant => String::new(),
    };
    format!("  {line:>5}  ~ {word}{detail}{extent}")
}

fn origin<'a>(id: &'a str, origins: &'a Origins) -> (&'a str, String) {
    match origins.0.get(id) {
        Some(origin) => (&origin.word, origin.place.start.line.to_string()),
        None => (id, String::new()),
    }
}
