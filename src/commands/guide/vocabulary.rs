//! The tables in as few words as say everything: a line for each step and each key.

use demoreel_primitives::steps::{FINDERS, Field, Kind, Table};

use crate::commands::primitives::{first_sentence, kind};

/// The name of a step's family.
pub(super) fn family(table: &Table) -> String {
    format!("{:?}", table.family).to_lowercase()
}

/// Every step with its fields, family by family.
pub(super) fn steps(tables: &[Table]) -> String {
    let mut text = "## Steps\n\nA field with `*` is required, one with `=` has that default. \
                    \"Target\" stands for the keys of rule 2. Every step takes `surface`.\n"
        .to_owned();
    let shared = shared(tables);
    let mut last = String::new();
    for table in tables {
        let family = family(table);
        if family != last {
            text.push_str(&format!("\n**{family}**\n"));
            last = family;
        }
        let fields = fields(table, &shared).join("; ");
        let about = first_sentence(&table.about);
        text.push_str(&format!("- `{}`: {about}", table.name));
        match fields.as_str() {
            "" => text.push('\n'),
            fields => text.push_str(&format!(" {fields}.{}\n", one_of(table))),
        }
    }
    text
}

/// What all steps that point have in common: the finders and refiners.
fn shared(tables: &[Table]) -> Vec<&str> {
    let own = ["timeout", "surface"];
    let Some(pointing) = tables.iter().find(|table| points(table)) else {
        return Vec::new();
    };
    let names = pointing.fields.iter().map(|field| field.name.as_str());
    let all = |name: &&str| {
        let mut others = tables.iter().filter(|table| points(table));
        others.all(|table| table.field(name).is_some())
    };
    names
        .filter(|name| !own.contains(name))
        .filter(all)
        .collect()
}

fn points(table: &Table) -> bool {
    table.one_of.len() == FINDERS.len()
}

/// Which of a map's keys exclude one another; a target's are those of rule 2.
fn one_of(table: &Table) -> String {
    match table.one_of.is_empty() || points(table) {
        true => String::new(),
        false => format!(" Exactly one of {}.", table.one_of.join(", ")),
    }
}

fn fields(table: &Table, shared: &[&str]) -> Vec<String> {
    let pointing = points(table);
    let own = table.fields.iter().filter(|field| {
        let name = field.name.as_str();
        name != "surface" && !(pointing && shared.contains(&name))
    });
    let mut all: Vec<_> = own.map(|field| written(field, table)).collect();
    if pointing {
        all.insert(0, "a target*".to_owned());
    }
    all
}

fn written(field: &Field, table: &Table) -> String {
    let required = if field.required { "*" } else { "" };
    let main = match table.main.as_ref() == Some(&field.name) {
        true => " (may stand alone)",
        false => "",
    };
    let default = field.default.as_ref().map(|value| match value.as_str() {
        Some(word) => format!("={word}"),
        None => format!("={value}"),
    });
    let kind = match &field.kind {
        Kind::Duration => "time".to_owned(),
        Kind::Target => "target".to_owned(),
        Kind::Steps => "steps".to_owned(),
        other => kind(other),
    };
    let default = default.unwrap_or_default();
    format!("`{}`{required}{default} {kind}{main}", field.name)
}

/// Every key around the steps, with what stands under it.
pub(super) fn keys(tables: &[Table]) -> String {
    let mut text = "## Keys around the steps\n".to_owned();
    for table in tables {
        text.push_str(&format!("\nOf {}:\n", table.name));
        for field in &table.fields {
            let required = if field.required { "*" } else { "" };
            let about = first_sentence(&field.about);
            text.push_str(&format!(
                "- `{}`{required}: {about}{}\n",
                field.name,
                under(&field.kind)
            ));
        }
    }
    text
}

/// What stands under a key, in parentheses; nothing where its sentence says enough.
fn under(of: &Kind) -> String {
    match of {
        Kind::Body(table) => format!(" ({})", inside(table)),
        Kind::OneKey { of } => {
            let each = of.iter().map(|table| match table.fields.is_empty() {
                true => format!("`{}`", table.name),
                false => format!("`{}` with {}", table.name, inside(table)),
            });
            format!(" One of: {}.", each.collect::<Vec<_>>().join("; or "))
        }
        Kind::Names { of } => under(of),
        Kind::Choice { .. } => format!(" ({})", kind(of)),
        _ => String::new(),
    }
}

fn inside(table: &Table) -> String {
    let fields = table.fields.iter().map(|field| match &field.kind {
        Kind::Body(inner) if inner.fields.len() < 6 => {
            format!("`{}` ({})", field.name, inside(inner))
        }
        // The look keys of an output are those of the script.
        Kind::Body(_) => format!("`{}`", field.name),
        _ => written(field, table),
    });
    let all = fields.collect::<Vec<_>>().join(", ");
    match table.one_of.is_empty() {
        true => all,
        false => format!("exactly one of {}: {all}", table.one_of.join(", ")),
    }
}
