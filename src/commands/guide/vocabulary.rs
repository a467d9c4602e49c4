//! The tables in as few words as say everything: a line for each step and each key. What several
//! tables share is said once.

use demoreel_primitives::steps::{FINDERS, Family, Field, Kind, Table};

use crate::commands::primitives::{first_sentence, kind};

/// The name of a step's family.
pub(super) fn family(table: &Table) -> String {
    format!("{:?}", table.family).to_lowercase()
}

/// Fields that the head of the list tells of.
const TOLD_ONCE: &[&str] = &["surface", "optional", "at_time"];

/// The default of most timeouts, of which the head tells too.
const USUAL_TIMEOUT: &str = "10s";

/// Every step with its fields, family by family.
pub(super) fn steps(tables: &[Table]) -> String {
    let mut text = "## Steps\n\nA field with `*` is required, one with `=` has that default, one \
                    with `()` may stand alone. \"Target\" stands for the keys of rule \
                    2. Every step takes `surface`, and a step that acts on a target \
                    or waits for it `optional`, and `timeout`, which is 10s where it is not named; on footage what shows has `at_time`.\n"
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
        // A composed step's name says enough to choose it by.
        let about = match table.family == Family::Composed && !fields.is_empty() {
            true => "With",
            false => first_sentence(&table.about),
        };
        let told = match fields.as_str() {
            "" => format!(": {about}\n"),
            fields => format!(": {about} {fields}.{}\n", one_of(table)),
        };
        // Several that take the same share a line.
        match text.strip_suffix(&told).map(str::len) {
            Some(length) => text.insert_str(length, &format!(", `{}`", table.name)),
            None => text.push_str(&format!("- `{}`{told}", table.name)),
        }
    }
    text
}

/// What all steps that point have in common: the finders and refiners.
fn shared(tables: &[Table]) -> Vec<&str> {
    let own = ["timeout", "surface", "at_time"];
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
        let usual = name == "timeout" && field.default == Some(USUAL_TIMEOUT.into());
        !(usual || TOLD_ONCE.contains(&name) || pointing && shared.contains(&name))
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
        true => "()",
        false => "",
    };
    let default = field.default.as_ref().map(|value| match value.as_str() {
        Some(word) => format!("={word}"),
        None => format!("={value}"),
    });
    // A default shows by itself how a time is written.
    if let (Kind::Duration, Some(default)) = (&field.kind, &default) {
        return format!("`{}`{required}{default}{main}", field.name);
    }
    // `steps` takes steps, and `colour` a colour.
    let kind = match brief(&field.kind) {
        kind if kind == field.name => String::new(),
        kind => format!(" {kind}"),
    };
    let default = default.unwrap_or_default();
    format!("`{}`{required}{default}{main}{kind}", field.name)
}

/// What a field takes, in a word: how it is written stands in the rules.
fn brief(of: &Kind) -> String {
    let word = match of {
        Kind::Duration => "time",
        Kind::Target => "target",
        Kind::Steps => "steps",
        Kind::Typed => "words or `env`",
        Kind::Pixels => "distance",
        Kind::Length => "length",
        Kind::Gain => "dB",
        Kind::Size => "size",
        Kind::Colour => "colour",
        Kind::Point => "point",
        Kind::Region => "region",
        Kind::Identifier => "name",
        Kind::EnvName => "variable",
        Kind::Url => "url",
        Kind::Magnification => "factor or auto",
        Kind::Keys => "keys, such as Enter, Ctrl+K, or a list",
        Kind::Boolean => "true/false",
        Kind::Phrase => "words",
        Kind::Shell => "command",
        Kind::Integer(limits) | Kind::Number(limits) => match (limits.least, limits.most) {
            (Some(least), Some(most)) => return format!("{least} to {most}"),
            _ => return kind(of),
        },
        Kind::List { of } => return format!("list of {}", brief(of)),
        other => return kind(other),
    };
    word.to_owned()
}

/// Every key around the steps, with what stands under it.
pub(super) fn keys(tables: &[Table]) -> String {
    let look = look_keys(tables);
    let mut told = Told {
        look: look.iter().map(|field| field.name.as_str()).collect(),
        bodies: Vec::new(),
        all: true,
    };
    let mut text = "## Keys around the steps\n".to_owned();
    for table in tables {
        text.push_str(&format!("\nOf {}:\n", table.name));
        for field in &table.fields {
            if !told.look.contains(&field.name.as_str()) {
                text.push_str(&told.line(field));
            }
        }
    }
    text.push_str(
        "\nLook keys, of the script, of an output, of a scene and of an output's `scenes`; each holds \
         over those before it:\n",
    );
    told.look.clear();
    told.all = false;
    let lines: Vec<_> = look.iter().map(|field| told.line(field)).collect();
    text + &lines.concat()
}

/// The keys that a script, its outputs and, where there are any, its scenes share.
fn look_keys(tables: &[Table]) -> Vec<&Field> {
    let [script, scene, ..] = tables else {
        return Vec::new();
    };
    let outputs = script.field("outputs").map(|field| &field.kind);
    let Some(Kind::Names { of }) = outputs else {
        return Vec::new();
    };
    let Kind::Body(output) = of.as_ref() else {
        return Vec::new();
    };
    let shared =
        |field: &&Field| output.field(&field.name).is_some() && scene.field(&field.name).is_some();
    script.fields.iter().filter(shared).collect()
}

/// More keys than this, deep inside others, are only named; their topic tells of them.
const MANY: usize = 4;
/// A look key with more keys than this has its chief one told; `demoreel schema` has them all.
const FEW: usize = 1;

/// What the page has said and need not say again.
struct Told<'a> {
    look: Vec<&'a str>,
    bodies: Vec<String>,
    /// Whether kinds of a thing are told with every key; a look's have a topic that does.
    all: bool,
}

impl Told<'_> {
    fn line(&mut self, field: &Field) -> String {
        let required = if field.required { "*" } else { "" };
        let about = first_sentence(&field.about);
        let under = self.under(&field.kind);
        let under = match self.bodies.contains(&under) {
            true => " As above.".to_owned(),
            false => under,
        };
        if under.len() > 100 {
            self.bodies.push(under.clone());
        }
        format!("- `{}`{required}: {about}{under}\n", field.name)
    }

    /// What stands under a key, in parentheses; nothing where its sentence says enough.
    fn under(&self, of: &Kind) -> String {
        match of {
            Kind::Body(table) if !self.all && table.fields.len() > FEW => {
                format!(" ({})", self.kind(table))
            }
            Kind::Body(table) => format!(" ({})", self.inside(table)),
            Kind::OneKey { of } => {
                // Of a look only what must be said is told; its topic tells the rest.
                let plain = |table: &Table| {
                    table.fields.is_empty()
                        || !self.all && table.fields.iter().all(|field| !field.required)
                };
                let each = of.iter().map(|table| match plain(table) {
                    true => format!("`{}`", table.name),
                    false => format!("`{}` with {}", table.name, self.kind(table)),
                });
                let joint = if self.all { "; or " } else { ", " };
                format!(" One of: {}.", each.collect::<Vec<_>>().join(joint))
            }
            Kind::Names { of } => self.under(of),
            Kind::Choice { .. } => format!(" ({})", kind(of)),
            _ => String::new(),
        }
    }

    /// What one kind of a thing takes.
    fn kind(&self, table: &Table) -> String {
        let chief = |field: &&Field| field.required || table.main.as_ref() == Some(&field.name);
        let chief = table.fields.iter().filter(chief);
        let chief: Vec<_> = chief.map(|field| written(field, table)).collect();
        if self.all || chief.is_empty() {
            return self.inside(table);
        }
        let more = chief.len() < table.fields.len();
        chief.join(", ") + if more { " and more" } else { "" }
    }

    fn inside(&self, table: &Table) -> String {
        let own = table.fields.iter();
        let own = own.filter(|field| !self.look.contains(&field.name.as_str()));
        let fields = own.map(|field| match &field.kind {
            Kind::Body(inner) if inner.fields.len() > MANY => {
                let names = inner.fields.iter().map(|field| format!("`{}`", field.name));
                let names = names.collect::<Vec<_>>().join(", ");
                format!("`{}` ({names})", field.name)
            }
            Kind::Body(inner) => format!("`{}` ({})", field.name, self.inside(inner)),
            Kind::Names { of } => format!("`{}` by name{}", field.name, self.under(of)),
            _ => written(field, table),
        });
        let all = fields.collect::<Vec<_>>().join(", ");
        if all.is_empty() && !table.fields.is_empty() {
            return "look keys".to_owned();
        }
        match table.one_of.is_empty() {
            true => all,
            false => format!("exactly one of {}: {all}", table.one_of.join(", ")),
        }
    }
}
