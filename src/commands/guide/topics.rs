//! One page on one thing: what is to be known of it in prose, then its keys and steps from the
//! tables.

use demoreel_primitives::steps::{Field, Kind, Table, TargetWords};

use super::vocabulary;
use crate::commands::primitives::{explained, meaning, short_kind};

/// What a page is about.
pub(super) struct Topic {
    pub name: String,
    pub about: String,
    prose: &'static str,
    /// Keys of the script that belong to it.
    keys: &'static [&'static str],
    steps: Vec<Table>,
}

/// Name, what it is about, prose, and keys of the script.
type Prose = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const WRITTEN: &[Prose] = &[
    (
        "targets",
        "What steps point at, and which finder to take.",
        include_str!("topics/targets.md"),
        &[],
    ),
    (
        "time",
        "What lasts how long, and what follows what.",
        include_str!("topics/time.md"),
        &[],
    ),
    (
        "params",
        "Values of a script or a composed step.",
        include_str!("topics/params.md"),
        &["params"],
    ),
    (
        "steps",
        "Composed steps: steps of your own.",
        include_str!("topics/steps.md"),
        &["use"],
    ),
    (
        "surfaces",
        "What is filmed, and the programs behind it.",
        include_str!("topics/surfaces.md"),
        &["surfaces", "services"],
    ),
    (
        "outputs",
        "The videos that are made: sizes, rates, looks.",
        include_str!("topics/outputs.md"),
        &["outputs"],
    ),
    (
        "voice",
        "Who speaks, and when.",
        include_str!("topics/voice.md"),
        &[
            "voice", "captions", "music", "sounds", "speech", "fit", "waiting", "length",
        ],
    ),
    (
        "presenter",
        "Who is seen speaking, and how the frame is divided.",
        include_str!("topics/presenter.md"),
        &["avatar", "layout"],
    ),
    (
        "terminal",
        "Shells, commands, and what else runs in a terminal.",
        include_str!("topics/terminal.md"),
        &["terminal"],
    ),
    (
        "flow",
        "Branches, loops, and what may be missing.",
        include_str!("topics/flow.md"),
        &[],
    ),
    (
        "yaml",
        "How a script is written, and which words need quotes.",
        include_str!("topics/yaml.md"),
        &[],
    ),
];

/// Keys of the script that are told with a family of steps.
const KEYS_OF_FAMILIES: &[(&str, &[&str])] = &[
    (
        "camera",
        &[
            "camera",
            "background",
            "padding",
            "radius",
            "shadow",
            "window",
        ],
    ),
    ("pointer", &["pointer"]),
    ("words", &["captions"]),
];

/// Every topic, those with prose first, then the families of steps.
pub(super) fn all(tables: &[Table]) -> Vec<Topic> {
    let written = WRITTEN.iter().map(|(name, about, prose, keys)| Topic {
        name: (*name).to_owned(),
        about: (*about).to_owned(),
        prose,
        keys,
        steps: Vec::new(),
    });
    let mut topics: Vec<Topic> = written.collect();
    for table in tables {
        let family = vocabulary::family(table);
        match topics.iter_mut().find(|topic| topic.name == family) {
            Some(topic) => topic.steps.push(table.clone()),
            None => topics.push(of_family(family, table)),
        }
    }
    topics
}

fn of_family(name: String, first: &Table) -> Topic {
    let mut keys = KEYS_OF_FAMILIES.iter();
    let keys = keys.find(|(family, _)| *family == name);
    Topic {
        about: format!("The steps of this family: `{}` and its like.", first.name),
        prose: "",
        keys: keys.map_or(&[], |(_, keys)| keys),
        steps: vec![first.clone()],
        name,
    }
}

impl Topic {
    /// Whether it is called so, or tells of a key that is.
    pub fn tells(&self, name: &str) -> bool {
        self.name == name || self.keys.contains(&name)
    }

    /// The whole page.
    pub fn page(&self, script: &Table) -> String {
        let mut page = format!("# {}\n\n{}\n", self.name, self.about);
        if !self.prose.is_empty() {
            page.push_str(&format!("\n{}", self.prose));
        }
        if self.name == "targets" {
            let table = Table::of::<TargetWords>("target");
            page.push_str(&format!("\n## Keys of a target\n\n{}", keys_of(&table, 0)));
        }
        let keys = self.keys.iter().filter_map(|key| script.field(key));
        for key in keys {
            page.push_str(&format!("\n## The key `{}`\n\n{}", key.name, detail(key)));
        }
        for table in &self.steps {
            page.push_str(&format!("\n## {}", explained(table)));
        }
        page
    }

    /// For programs.
    pub fn as_json(&self, script: &Table) -> serde_json::Value {
        serde_json::json!({ "topic": self.name, "page": self.page(script), "steps": self.steps })
    }
}

/// A key of the script with all that stands under it.
fn detail(field: &Field) -> String {
    format!("{}\n\n{}", field.about, under(&field.kind, 0))
}

fn under(kind: &Kind, depth: usize) -> String {
    match kind {
        Kind::Body(table) => keys_of(table, depth),
        Kind::Names { of } | Kind::List { of } => under(of, depth),
        Kind::OneKey { of } => {
            let each = of.iter().map(|table| {
                let indent = "  ".repeat(depth);
                format!(
                    "{indent}- `{}`: {}\n{}",
                    table.name,
                    table.about,
                    keys_of(table, depth + 1)
                )
            });
            each.collect()
        }
        _ => String::new(),
    }
}

fn keys_of(table: &Table, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let lines = table.fields.iter().map(|field| {
        let (name, kind) = (&field.name, short_kind(&field.kind));
        let kind = if kind == "map" {
            String::new()
        } else {
            format!("({kind}) ")
        };
        let meaning = meaning(field, table);
        let inner = under(&field.kind, depth + 1);
        format!("{indent}- `{name}`: {kind}{meaning}\n{inner}")
    });
    let mut text: String = lines.collect();
    if !table.one_of.is_empty() {
        let all = table.one_of.join(", ");
        text.push_str(&format!("{indent}- Exactly one of {all} is given.\n"));
    }
    text
}
