//! `demoreel primitives`: the steps that a script can use, or all about one of them.

use std::path::Path;

use demoreel_dsl::Options;
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::{Field, Kind, Table};

use super::{Ending, answer_with, print_json, world};
use crate::cli::PrimitivesArgs;

/// Lists the steps, or explains one.
pub fn primitives(args: &PrimitivesArgs) -> Ending {
    let tables = match tables(args.script.as_deref(), args.json) {
        Ok(tables) => tables,
        Err(ending) => return ending,
    };
    let Some(name) = &args.name else {
        if args.json {
            print_json(&tables);
        } else {
            list(&tables);
        }
        return Ending::Done;
    };
    let Some(table) = tables.iter().find(|table| table.name == *name) else {
        answer_with(&[unknown(name, &tables)], args.json);
        return Ending::Wrong;
    };
    if args.json {
        print_json(table);
    } else {
        anstream::print!("{}", explained(table));
    }
    Ending::Done
}

/// The steps of every script, or those of one.
pub fn tables(script: Option<&Path>, json: bool) -> Result<Vec<Table>, Ending> {
    let Some(script) = script else {
        return Ok(demoreel_dsl::primitives());
    };
    match std::fs::metadata(script) {
        Ok(_) => Ok(demoreel_dsl::primitives_for(script, world().as_ref())),
        Err(_) => {
            let unread = demoreel_dsl::plan(script, &Options::default(), world().as_ref());
            answer_with(&unread.diagnostics, json);
            Err(Ending::Wrong)
        }
    }
}

fn unknown(name: &str, tables: &[Table]) -> Diagnostic {
    let diagnostic = Diagnostic::error(command::NO_SUCH_STEP, format!("there is no step '{name}'"));
    let close = |table: &&Table| strsim::jaro_winkler(&table.name, name);
    let nearest = tables
        .iter()
        .max_by(|one, other| close(one).total_cmp(&close(other)));
    match nearest.filter(|table| close(table) > 0.8) {
        Some(table) => diagnostic.hint(format!("did you mean '{}'?", table.name)),
        None => diagnostic.hint("`demoreel primitives` lists them all"),
    }
}

fn list(tables: &[Table]) {
    let mut families: Vec<_> = tables.iter().map(|table| table.family).collect();
    families.sort();
    families.dedup();
    for family in families {
        anstream::println!("{}", format!("{family:?}").to_lowercase());
        for table in tables.iter().filter(|table| table.family == family) {
            anstream::println!("  {:20} {}", table.name, first_sentence(&table.about));
        }
    }
    anstream::println!("\n`demoreel primitives NAME` explains one.");
}

/// The beginning of a text, up to its first full stop.
pub fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}

/// All about one step, as Markdown that also reads well as it is.
pub fn explained(table: &Table) -> String {
    let mut text = format!("{}\n\n{}\n", table.name, table.about);
    if let Some(needs) = &table.needs {
        text.push_str(&format!("It needs a surface of the kind {needs}.\n"));
    }
    text.push('\n');
    for field in &table.fields {
        let (name, kind) = (&field.name, kind(&field.kind));
        text.push_str(&format!("  {name:12} {kind}\n"));
        text.push_str(&format!("  {:12} {}\n", "", meaning(field, table)));
    }
    for requirement in &table.requires {
        let get = requirement.get.as_ref();
        let get = get.map_or_else(String::new, |get| format!("; get it with: {get}"));
        anstream::println!("\nNeeds the program {}{get}", requirement.program);
    }
    if !table.one_of.is_empty() {
        let all = table.one_of.join(", ");
        text.push_str(&format!("\nExactly one of {all} is given.\n"));
    }
    if !table.example.is_empty() {
        let example = indented(&table.example);
        text.push_str(&format!("\nExample:\n\n{example}\n"));
    }
    if !table.related.is_empty() {
        text.push_str(&format!("\nSee also: {}\n", table.related.join(", ")));
    }
    text
}

/// As [`kind`], without examples of how it is written.
pub fn short_kind(of: &Kind) -> String {
    match of {
        Kind::Duration => "time".to_owned(),
        Kind::Target => "target".to_owned(),
        Kind::Steps => "steps".to_owned(),
        other => kind(other),
    }
}

/// What a field takes, in a few words.
pub fn kind(kind: &Kind) -> String {
    let bounds = |name: &str, least: Option<f64>, most: Option<f64>| match (least, most) {
        (Some(least), Some(most)) => format!("{name} from {least} to {most}"),
        (Some(least), None) => format!("{name}, {least} or more"),
        (None, Some(most)) => format!("{name}, {most} or less"),
        (None, None) => name.to_owned(),
    };
    match kind {
        Kind::Choice { of } => of.join(" | "),
        Kind::List { of } => format!("list of {}", self::kind(of)),
        Kind::Names { of } => format!("names, each with {}", self::kind(of)),
        Kind::Integer(limits) => bounds("whole number", limits.least, limits.most),
        Kind::Number(limits) => bounds("number", limits.least, limits.most),
        Kind::Duration => "time with its unit, such as 500ms or 2s".to_owned(),
        Kind::Target => "target: visible text, or one finder".to_owned(),
        Kind::Steps => "steps that it lasts".to_owned(),
        Kind::Body(_) | Kind::OneKey { .. } => "map".to_owned(),
        Kind::Pixels => "distance in logical pixels, such as 400px".to_owned(),
        Kind::Length => "length, such as 5% or 54px".to_owned(),
        Kind::Gain => "loudness, such as -6dB".to_owned(),
        Kind::Size => "size, such as 1920x1080".to_owned(),
        Kind::Colour => "colour in quotes, such as \"#1e293b\"".to_owned(),
        Kind::Point => "point, such as 640, 400".to_owned(),
        Kind::Region => "region, such as 0, 0, 400x300".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Identifier => "name of letters, digits, _ and -".to_owned(),
        Kind::Pattern => "regular expression".to_owned(),
        Kind::Shell => "command line".to_owned(),
        Kind::EnvName => "name of an environment variable".to_owned(),
        Kind::Image => "path of a PNG or JPEG picture".to_owned(),
        Kind::Path => "path".to_owned(),
        Kind::Url => "address with https:// or http://".to_owned(),
        Kind::Address => "address, or a path such as /settings".to_owned(),
        Kind::Secret => "`env` with the name of a secret".to_owned(),
        Kind::Anything => "value".to_owned(),
        Kind::Magnification => "factor of 1 or more, or auto".to_owned(),
        Kind::Phrase => "words, or a map from languages to words".to_owned(),
        Kind::Used => "file of a composed step, or a kit".to_owned(),
        Kind::Typed => "words, or `env` with the name of a secret".to_owned(),
        Kind::Keys => "keys such as Enter or Ctrl+K, or a list of them".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// What a field means, whether it must be given, and what holds if it is not.
pub fn meaning(field: &Field, table: &Table) -> String {
    let mut text = field.about.clone();
    if field.required {
        text.push_str(" Required.");
    }
    if let Some(default) = &field.default {
        let default = default
            .as_str()
            .map_or_else(|| default.to_string(), str::to_owned);
        text.push_str(&format!(" Default: {default}."));
    }
    if table.main.as_ref() == Some(&field.name) {
        text.push_str(" It may stand alone as a scalar.");
    }
    text
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("    {line}\n"))
        .collect::<String>()
        .trim_end()
        .to_owned()
}
