//! The script around its steps, as it is written: no defaults are filled in that depend on
//! anything else. The tables of these types are what the checker and the schema read.

mod look;
mod output;
mod presenter;
mod shared;
mod sound;
mod voice;

use std::collections::BTreeMap;

use demoreel_primitives::plan::{Requirement, Rhythm, ShellProgram};
use demoreel_primitives::steps::{ConditionWords, Duration, Phrase, PixelSize, Pixels, Table};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

pub(crate) use look::*;
pub(crate) use output::*;
pub(crate) use presenter::*;
pub(crate) use shared::*;
pub(crate) use sound::*;
pub(crate) use voice::*;

/// A demo: surfaces, how the reel looks, and scenes of steps.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ScriptWords {
    /// The version of the language.
    #[schemars(range(min = 1, max = 1))]
    #[expect(dead_code, reason = "its one value is checked by its table")]
    pub demoreel: u32,
    /// The reel's title; the file's name if not given.
    pub title: Option<String>,
    /// Values that the script can name as `${name}`.
    #[expect(dead_code, reason = "declared before the rest of the script is read")]
    pub params: Option<BTreeMap<String, ParamWords>>,
    /// Files of composed steps, relative to the script, and kits.
    #[schemars(with = "Option<Vec<UsedWord>>")]
    #[expect(dead_code, reason = "loaded before the rest of the script is read")]
    pub r#use: Option<Vec<String>>,
    /// Programs that must be installed; without them nothing is filmed.
    #[serde(default)]
    pub requires: Vec<Requirement>,
    /// What is driven and filmed, by name.
    pub surfaces: BTreeMap<String, SurfaceWords>,
    /// Programs that the demo needs and that are not filmed, by name.
    #[serde(default)]
    pub services: BTreeMap<String, ServiceWords>,
    /// The reels to make, by name; one of 1920x1080 at 60 frames a second if not given.
    #[serde(default)]
    pub outputs: BTreeMap<String, OutputWords>,
    /// The brand, such as ink or neutral: its look lies below everything that the script says.
    #[schemars(extend("x-kind" = "identifier"))]
    pub brand: Option<String>,
    /// The languages of the reels; each output is made in each. The first is that of plain words.
    #[schemars(with = "Option<Vec<LanguageWord>>")]
    #[expect(dead_code, reason = "read with the places of its items")]
    pub languages: Option<Vec<String>>,
    /// Files that translate the words of the first language, by language.
    #[schemars(with = "BTreeMap<String, PathWord>")]
    #[serde(default)]
    pub translations: BTreeMap<String, String>,
    /// How everything looks.
    #[serde(flatten)]
    pub look: LookWords,
    /// What happens, in this order.
    #[schemars(with = "ScenesWord")]
    #[expect(dead_code, reason = "read with the places of its steps")]
    pub scenes: bool,
}

/// A part of the demo with a name of its own.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SceneWords {
    /// Its name.
    #[schemars(extend("x-kind" = "identifier"))]
    pub scene: String,
    /// On which surface its steps are; may be left out when there is only one.
    #[schemars(extend("x-kind" = "identifier"))]
    pub surface: Option<String>,
    /// It is played only where this holds.
    pub when: Option<ConditionWords>,
    /// Begins a chapter with this title.
    pub chapter: Option<Phrase>,
    /// Shown from the beginning.
    pub caption: Option<Phrase>,
    /// Spoken from the beginning.
    pub say: Option<Phrase>,
    /// How it looks.
    #[serde(flatten)]
    pub look: LookWords,
    /// What happens, in this order.
    #[schemars(with = "Option<StepsWord>")]
    #[expect(dead_code, reason = "read with the places of its steps")]
    pub steps: Option<bool>,
}

/// Its scenes once for each item of a list. `${NAME}` is the item, `${NAME.field}` a field.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SceneLoopWords {
    /// The list: items, or `${NAME}` of a list parameter.
    #[expect(dead_code, reason = "read with the places of its items")]
    pub r#in: Vec<Json>,
    /// What each item is called.
    #[schemars(extend("x-kind" = "identifier"))]
    pub r#as: String,
    /// The scenes; their names hold the item's, such as `scene: tour_${page}`.
    #[schemars(with = "ScenesWord")]
    #[expect(dead_code, reason = "read with the places of its scenes")]
    pub scenes: bool,
}

/// A composed step: a file of its own.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct DefinitionWords {
    /// The step's name.
    #[schemars(extend("x-kind" = "identifier"))]
    pub primitive: String,
    /// What it does, in a sentence.
    pub about: String,
    /// The kind of surface that it needs.
    pub needs: Option<Needs>,
    /// Programs that must be installed for it.
    #[serde(default)]
    pub requires: Vec<Requirement>,
    /// What it takes, by name.
    #[expect(dead_code, reason = "declared with the places of their defaults")]
    pub params: Option<BTreeMap<String, ParamWords>>,
    /// Files of other composed steps that it calls, relative to this one, and kits.
    #[schemars(with = "Option<Vec<UsedWord>>")]
    #[expect(dead_code, reason = "loaded beside this file")]
    pub r#use: Option<Vec<String>>,
    /// How it is called, in block form.
    pub example: Option<String>,
    /// What it is made of.
    #[schemars(with = "StepsWord")]
    #[expect(dead_code, reason = "kept with the places of its steps")]
    pub steps: bool,
}

/// The kinds of surface that a composed step can need.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Needs {
    Browser,
    Terminal,
    Desktop,
}

impl Needs {
    /// As a script writes it.
    pub fn word(self) -> &'static str {
        match self {
            Needs::Browser => "browser",
            Needs::Terminal => "terminal",
            Needs::Desktop => "desktop",
        }
    }
}

/// A parameter.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "type"))]
pub(crate) struct ParamWords {
    /// What it takes.
    pub r#type: ParamType,
    /// The words of a choice, or what a list is made of.
    pub of: Option<Json>,
    /// What holds where it is not given; without it, it must be.
    #[expect(dead_code, reason = "checked with its place")]
    pub default: Option<Json>,
    /// What it means.
    pub about: Option<String>,
    /// A value as an example.
    pub example: Option<Json>,
}

/// The types of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ParamType {
    Text,
    Identifier,
    Url,
    Path,
    Integer,
    Number,
    Boolean,
    Duration,
    Size,
    Colour,
    Choice,
    List,
    Target,
    Secret,
}

/// One kind of surface with what it shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-one-key" = true))]
pub(crate) struct SurfaceWords {
    /// Chromium on a display of its own.
    pub browser: Option<BrowserWords>,
    /// A shell in a terminal, or a recording of one.
    pub terminal: Option<TerminalWords>,
    /// Any programs, on a display of their own.
    pub desktop: Option<DesktopWords>,
    /// A recording that was made elsewhere: the folder that `demoreel import` made of it.
    pub footage: Option<FootageWords>,
}

/// A recording that was made elsewhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "folder"))]
pub(crate) struct FootageWords {
    /// The folder that `demoreel import` made of it.
    #[schemars(extend("x-kind" = "path"))]
    pub folder: String,
}

/// Chromium on a display of its own.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "url", "x-one-of" = ["url", "serve"]))]
pub(crate) struct BrowserWords {
    /// The address that is open when a scene begins.
    #[schemars(extend("x-kind" = "url"))]
    pub url: Option<String>,
    /// A folder that is served on this machine while the demo is filmed.
    #[schemars(extend("x-kind" = "path"))]
    pub serve: Option<String>,
    /// The first page of the served folder; index.html if not given.
    pub page: Option<String>,
    /// Environment variables that the browser may see.
    #[schemars(with = "Option<Vec<EnvWord>>")]
    pub env: Option<Vec<String>>,
    /// In logical pixels; 1440x810 for a reel of 16:9 if not given.
    pub size: Option<PixelSize>,
    /// Film pixels for one logical pixel.
    #[schemars(range(min = 1.0, max = 4.0))]
    #[serde(default = "density")]
    pub density: f64,
}

/// A shell in a terminal, or a recording of one.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "shell"))]
pub(crate) struct TerminalWords {
    /// The shell. None of the user's own settings are read.
    #[serde(default)]
    pub shell: ShellProgram,
    /// A recording in the asciicast format that is played instead of a shell.
    #[schemars(extend("x-kind" = "path"))]
    pub cast: Option<String>,
    /// Where the shell starts; in an empty home of its own if not given.
    #[schemars(extend("x-kind" = "path"))]
    pub folder: Option<String>,
    /// Environment variables that it may see; their values are shown as dots.
    #[schemars(with = "Option<Vec<EnvWord>>")]
    pub env: Option<Vec<String>>,
    /// Variables that it sees with values that anybody may read, by name.
    pub variables: Option<BTreeMap<String, String>>,
    /// Folders whose programs come before those of this machine, such as stand-ins.
    #[schemars(with = "Option<Vec<PathWord>>")]
    pub path: Option<Vec<String>>,
    /// The prompt, as plain text; one that is made for film if not given.
    pub prompt: Option<String>,
    /// How keys follow one another.
    #[serde(default)]
    pub rhythm: Rhythm,
    /// Whether to wait for every pause; else those in which the shell could do nothing take no
    /// time while filming.
    #[serde(default)]
    pub real_time: bool,
    /// What its home holds.
    pub home: Option<HomeWords>,
    /// Cells in a row; as many as fit if not given.
    #[schemars(range(min = 10, max = 400))]
    pub columns: Option<u16>,
    /// Rows; as many as fit if not given.
    #[schemars(range(min = 2, max = 200))]
    pub rows: Option<u16>,
    /// In logical pixels; 1440x810 for a reel of 16:9 if not given.
    pub size: Option<PixelSize>,
    /// Size of the letters.
    #[serde(default = "letters")]
    pub font_size: Pixels,
    /// Room between letters, besides their own.
    #[serde(default = "no_spacing")]
    pub letter_spacing: Pixels,
    /// Height of a row, as a multiple of the letters' size.
    #[schemars(range(min = 1.0, max = 2.5))]
    #[serde(default = "line_height")]
    pub line_height: f64,
    /// Room around the rows.
    #[serde(default = "terminal_padding")]
    pub padding: Pixels,
}

/// Any programs, on a display of their own, without frames around their windows.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "launch"))]
pub(crate) struct DesktopWords {
    /// The command line of the program that is open when a scene begins, run in the script's
    /// folder; nothing if not given.
    #[schemars(extend("x-kind" = "shell"))]
    pub launch: Option<String>,
    /// Environment variables that its programs may see.
    #[schemars(with = "Option<Vec<EnvWord>>")]
    pub env: Option<Vec<String>>,
    /// What the programs' home holds; it is empty if not given.
    pub home: Option<HomeWords>,
    /// In logical pixels; 1440x810 for a reel of 16:9 if not given.
    pub size: Option<PixelSize>,
    /// Film pixels for one logical pixel. Programs of GTK and Qt draw themselves so much larger;
    /// others stay small, and are best at 1.
    #[schemars(range(min = 1.0, max = 4.0))]
    #[serde(default = "density")]
    pub density: f64,
}

/// What a private home holds.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "keep"))]
pub(crate) struct HomeWords {
    /// Files and folders of the user's home, such as `.claude.json`. They are copied before the
    /// demo begins and never written back.
    pub keep: Vec<String>,
}

/// A program that the demo needs and that is not filmed.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "run"))]
pub(crate) struct ServiceWords {
    /// The command line, run in the script's folder.
    #[schemars(extend("x-kind" = "shell"))]
    pub run: String,
    /// What says that it is ready; its start if not given.
    pub ready: Option<ReadyWords>,
    /// How long that may take.
    #[serde(default = "service_timeout")]
    pub timeout: Duration,
    /// Environment variables that it may see.
    #[schemars(with = "Option<Vec<EnvWord>>")]
    pub env: Option<Vec<String>>,
}

/// What says that a service is ready.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-one-of" = ["url", "text", "port"]))]
pub(crate) struct ReadyWords {
    /// This address answers.
    #[schemars(extend("x-kind" = "url"))]
    pub url: Option<String>,
    /// Its output holds these words.
    pub text: Option<String>,
    /// Something listens on this port of this machine.
    #[schemars(range(min = 1, max = 65535))]
    pub port: Option<u16>,
}

/// Words of which only the kind matters to a table.
macro_rules! word_kinds {
    ($($name:ident $kind:literal)*) => {$(
        struct $name;
        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $kind.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "x-kind": $kind })
            }
        }
    )*};
}

word_kinds! {
    PathWord "path"
    EnvWord "env_name"
    LanguageWord "language"
    UsedWord "used"
    StepsWord "steps"
    ScenesWord "scenes"
}

/// The tables of everything around the steps.
pub(crate) struct Tables {
    pub script: Table,
    pub scene: Table,
    pub scene_loop: Table,
    pub definition: Table,
    pub param: Table,
    pub brand: Table,
    pub kit: Table,
    pub include: Table,
    pub scene_file: Table,
}

impl Tables {
    pub fn new() -> Tables {
        Tables {
            script: Table::of::<ScriptWords>("the script"),
            scene: Table::of::<SceneWords>("the scene"),
            scene_loop: Table::of::<SceneLoopWords>("for_each"),
            definition: Table::of::<DefinitionWords>("the composed step"),
            param: Table::of::<ParamWords>("the parameter"),
            brand: Table::of::<BrandWords>("the brand"),
            kit: Table::of::<KitWords>("the kit"),
            include: Table::of::<IncludeWords>("the item"),
            scene_file: Table::of::<SceneFileWords>("the file of scenes"),
        }
    }
}

fn density() -> f64 {
    2.0
}

fn letters() -> Pixels {
    Pixels(24.0)
}

fn no_spacing() -> Pixels {
    Pixels(0.0)
}

fn line_height() -> f64 {
    1.3
}

fn terminal_padding() -> Pixels {
    Pixels(28.0)
}

fn service_timeout() -> Duration {
    Duration(demoreel_primitives::time::Nanos::from_secs(30))
}
