//! Tables: what a step, or any other map of a script, takes. All that reads, explains or completes
//! scripts reads these.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use super::Kind;
use crate::plan::Requirement;

/// What a map takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The step's word.
    pub name: String,
    /// Where it is listed.
    pub family: Family,
    /// What it does, in one or two sentences.
    pub about: String,
    /// In the order in which they are best written.
    pub fields: Vec<Field>,
    /// The field that a scalar stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main: Option<String>,
    /// The field that a plain yes or no stands for, where the main one takes words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch: Option<String>,
    /// Exactly one of these is given; empty where there is no such rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// The kind of surface that it needs, such as `browser`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// Programs that must be installed for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// Steps in block form that show it; empty where there are none.
    pub example: String,
    /// Steps to look at next.
    pub related: Vec<String>,
}

/// One thing that a map takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Its key.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// Whether the map is incomplete without it.
    pub required: bool,
    /// What holds where it is not given, as a script would write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What it means.
    pub about: String,
    /// A value as an example, where the author of a composed step gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
}

/// Where a step is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Pages.
    Navigate,
    /// The hand on the mouse.
    Pointer,
    /// The hand on the keys.
    Keyboard,
    /// Commands.
    Terminal,
    /// Programs of a desktop.
    Window,
    /// Time and what it brings.
    Waiting,
    /// What is shown large.
    Camera,
    /// What is said and written.
    Words,
    /// Speed, cuts and stills.
    Marks,
    /// How the script goes on.
    Flow,
    /// Made of other steps.
    Composed,
    /// Not a step.
    Script,
}

impl Table {
    /// The table of one of our own types.
    pub fn of<T: JsonSchema>(name: &str) -> Table {
        let settings = SchemaSettings::draft2020_12().with(|settings| {
            settings.inline_subschemas = true;
            settings.meta_schema = None;
        });
        let schema = settings.into_generator().into_root_schema_for::<T>();
        Table::from_schema(name, schema.as_value())
    }

    /// The table that a JSON Schema of one of our own types describes.
    pub(super) fn from_schema(name: &str, schema: &Value) -> Table {
        let required = words(&schema["required"]);
        let properties = schema["properties"].as_object().into_iter().flatten();
        let field = |(name, schema): (&String, &Value)| Field {
            name: name.clone(),
            kind: Kind::from_schema(schema),
            required: required.contains(name),
            default: schema.get("default").filter(|it| !it.is_null()).cloned(),
            about: sentence(schema),
            example: None,
        };
        Table {
            name: name.to_owned(),
            family: Family::from_word(schema["x-family"].as_str().unwrap_or_default()),
            about: sentence(schema),
            fields: properties.map(field).collect(),
            main: schema["x-main"].as_str().map(str::to_owned),
            switch: schema["x-switch"].as_str().map(str::to_owned),
            one_of: words(&schema["x-one-of"]),
            needs: schema["x-needs"].as_str().map(str::to_owned),
            requires: Vec::new(),
            example: schema["x-example"].as_str().unwrap_or_default().to_owned(),
            related: words(&schema["x-related"]),
        }
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field that a scalar stands for.
    pub fn main_field(&self) -> Option<&Field> {
        self.field(self.main.as_deref()?)
    }

    /// The field that a scalar with this text stands for.
    pub fn field_for(&self, scalar: &str) -> Option<&Field> {
        let switch = self.switch.as_deref().and_then(|name| self.field(name));
        let answers = ["true", "false", "yes", "no", "on", "off"];
        switch
            .filter(|_| answers.contains(&scalar))
            .or_else(|| self.main_field())
    }

    /// Whether the bare word is enough.
    pub fn needs_nothing(&self) -> bool {
        self.one_of.is_empty() && self.fields.iter().all(|field| !field.required)
    }

    /// Whether steps may stand inside it.
    pub fn takes_steps(&self) -> bool {
        self.fields.iter().any(|field| field.kind == Kind::Steps)
    }
}

impl Family {
    fn from_word(word: &str) -> Family {
        match word {
            "navigate" => Family::Navigate,
            "pointer" => Family::Pointer,
            "keyboard" => Family::Keyboard,
            "terminal" => Family::Terminal,
            "window" => Family::Window,
            "waiting" => Family::Waiting,
            "camera" => Family::Camera,
            "words" => Family::Words,
            "marks" => Family::Marks,
            "flow" => Family::Flow,
            "composed" => Family::Composed,
            _ => Family::Script,
        }
    }
}

/// A description on one line: where it is broken in the source means nothing.
fn sentence(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default();
    text.replace('\n', " ")
}

fn words(list: &Value) -> Vec<String> {
    let all = list.as_array().into_iter().flatten();
    all.filter_map(|word| word.as_str().map(str::to_owned))
        .collect()
}
