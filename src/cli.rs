//! The command line as a value. Help texts and their examples live here; nothing here acts.

mod manual;
mod seeing;
mod sound;
mod writing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use manual::*;
pub use seeing::*;
pub use sound::*;
pub use writing::*;

/// Turns one script into a finished product-demo video.
///
/// A script (YAML or JSON) says what happens on the screen, what is said and how it looks.
/// demoreel plays it in a real browser on a display of its own, films it, and composes the
/// video. It needs no account, no key, no GPU and no screen.
#[derive(Debug, Parser)]
#[command(
    name = "demoreel",
    version,
    after_help = "Examples:\n  demoreel new hello                 a project that can be rendered at once\n  demoreel check hello.yaml          what is wrong with it, and how to mend it\n  demoreel render hello.yaml -o out  films what is out of date and writes out/hello.mp4\n  demoreel still hello.yaml --at 5s -o frame.png\n  demoreel primitives click          what a step takes, with an example\n\nExit status: 0 done, 1 failed while running, 2 the script or the arguments are wrong."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Says what is wrong with a script, and how to mend it
    #[command(
        after_help = "Examples:\n  demoreel check hello.yaml\n  demoreel check hello.yaml --json   diagnostics with JSON Pointers and JSON Patch fixes\n  demoreel check hello.yaml --set region=Frankfurt\n  demoreel check hello.yaml --fix    mends what can be mended with certainty"
    )]
    Check(MendArgs),
    /// Writes scripts in their canonical form
    #[command(
        after_help = "Examples:\n  demoreel fmt hello.yaml steps/*.yaml   in place: block form, no braces, comments kept\n  demoreel fmt --check hello.yaml        for CI: names what is not in canonical form\n  demoreel fmt - < draft.json            from standard input to standard output\n  demoreel fmt draft.json --to yaml > hello.yaml\n\nKeys stay in their order. Blank lines stay, one at a time; none are added."
    )]
    Fmt(FmtArgs),
    /// Writes a tape of vhs as a script, or makes footage of a recording
    #[command(
        after_help = "Examples:\n  demoreel import demo.tape                prints the script\n  demoreel import demo.tape -o demo.yaml\n  demoreel import clip.mp4 --events events.jsonl -o clip\n\nA tape can also be rendered as it is: demoreel render demo.tape\nA script names the folder as a surface, `footage: clip`, and its steps say `at_time: 3s`."
    )]
    Import(ImportArgs),
    /// Makes a project that can be rendered at once
    #[command(
        after_help = "Examples:\n  demoreel new hello\n  demoreel new launch --template tiktok\n  cd hello && demoreel render hello.yaml\n\nIt needs no network, and it overwrites nothing."
    )]
    New(NewArgs),
    /// Shows what a script will do, without a screen
    #[command(
        after_help = "Examples:\n  demoreel plan hello.yaml           scenes and steps with their lines, times, costs and files\n  demoreel plan hello.yaml --json\n\nThe JSON has `plan` (act, look and origins) and `forecast`: `scenes` (name, line, kept, filming_ms,\nlength_ms and lines: id, line, word, acts, length_ms, most_ms, detail, speech_ms, kept), `reels`\n(output, file, length_ms), `filming_ms`, `costs` (provider, amount, unit) and `writes`."
    )]
    Plan(CheckArgs),
    /// Plays a script on a private display and films it
    #[command(
        after_help = "Examples:\n  demoreel record hello.yaml\n  demoreel record hello.yaml --from deploy        keeps the scenes before it\n  demoreel record hello.yaml --pause-on-failure   leaves the stage standing"
    )]
    Record(RecordArgs),
    /// Finds the targets of zooms in the take; or a picture or words in a screenshot
    #[command(
        after_help = "Examples:\n  demoreel locate hello.yaml --json                    what a script's zooms point at\n  demoreel locate save.png --in shot.png               where a picture is in another\n  demoreel locate --text Deploy --in shot.png          where words are; they are read by tesseract\n  demoreel locate --matches 'v[0-9.]+' --display :0    on a display, as it is now\n  demoreel locate save.png --in shot.png --all --annotate why.png"
    )]
    Locate(LocateArgs),
    /// Cuts a template for `image` out of a screenshot or a display
    #[command(
        after_help = "Examples:\n  demoreel snap --in shot.png --region 20,40,120x32 -o save.png\n  demoreel snap --display :0 --density 2 --region 20,40,120x32 -o save.png   writes save@2x.png\n\nMargins of one colour are trimmed. A part without features is refused, and one that fits several\nplaces of the picture is told."
    )]
    Snap(SnapArgs),
    /// Makes the videos of a take that is there
    #[command(after_help = "Example:\n  demoreel compose hello.yaml -o out --workers 2")]
    Compose(ComposeArgs),
    /// Films what is out of date and makes the videos
    #[command(
        after_help = "Examples:\n  demoreel render hello.yaml                 writes out/hello.mp4\n  demoreel render hello.yaml -o videos       into another folder\n  demoreel render hello.yaml --no-cache      does all of it again\n  demoreel render hello.yaml --set name=ink  with another value of a parameter"
    )]
    Render(RenderArgs),
    /// Speaks a script's sentences and says how long they are and what they cost
    #[command(
        after_help = "Examples:\n  demoreel voice hello.yaml\n  demoreel voice hello.yaml --listen hello.wav    one file, with a mark for each scene\n  demoreel voice hello.yaml --budget 5000         refuses to begin what would cost more"
    )]
    Voice(VoiceArgs),
    /// Looks through the spoken words that are kept
    #[command(
        after_help = "Examples:\n  demoreel cache ls\n  demoreel cache verify          names what is damaged or may have been paid for nothing\n  demoreel cache rm 3f9a1c2b     an entry by the beginning of its name\n  demoreel cache rm --free       all that cost nothing"
    )]
    Cache(CacheArgs),
    /// Writes one frame of the video as a PNG file
    #[command(after_help = "Example:\n  demoreel still hello.yaml --at 5s -o frame.png")]
    Still(StillArgs),
    /// Writes a terminal of the take as an asciicast recording
    #[command(after_help = "Example:\n  demoreel export hello.yaml --surface shell -o hello.cast")]
    Export(ExportArgs),
    /// Lists the steps that a script can use, or explains one
    #[command(
        after_help = "Examples:\n  demoreel primitives\n  demoreel primitives click\n  demoreel primitives --script hello.yaml          with the script's own composed steps\n  demoreel primitives --script hello.yaml invite   one of them"
    )]
    Primitives(PrimitivesArgs),
    /// Prints one page that is enough to write any script
    #[command(
        after_help = "Examples:\n  demoreel guide\n  demoreel guide --topic camera   all about one thing\n  demoreel guide --topic topics   which topics there are\n  demoreel guide --format skill > SKILL.md"
    )]
    Guide(GuideArgs),
    /// Says what a code of a message means, with an example and how it is mended
    #[command(after_help = "Examples:\n  demoreel explain E0110\n  demoreel explain E0110 --json")]
    Explain(ExplainArgs),
    /// Prints the JSON Schema of scripts
    #[command(
        after_help = "Example:\n  demoreel schema > demoreel.schema.json\n\nThe first line of a script may then be:\n  # yaml-language-server: $schema=demoreel.schema.json"
    )]
    Schema(SchemaArgs),
    /// Prints the completions of a shell
    #[command(
        after_help = "Examples:\n  demoreel completions bash > ~/.local/share/bash-completion/completions/demoreel\n  demoreel completions zsh > ~/.zfunc/_demoreel       with fpath+=~/.zfunc before compinit\n  demoreel completions fish > ~/.config/fish/completions/demoreel.fish"
    )]
    Completions(CompletionsArgs),
    /// Prints the manual page of demoreel or of one command
    #[command(
        after_help = "Examples:\n  demoreel man | man -l -\n  demoreel man render > demoreel-render.1"
    )]
    Man(ManArgs),
    /// Says whether this machine has what a render needs
    #[command(after_help = "Example:\n  demoreel doctor --json")]
    Doctor(DoctorArgs),
}

/// A script to read.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The script, YAML or JSON
    pub script: PathBuf,
    /// Values for its parameters.
    #[command(flatten)]
    pub values: ValueArgs,
    /// Prints one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// Values for a script's parameters.
#[derive(Clone, Debug, Args)]
pub struct ValueArgs {
    /// Gives a parameter of the script a value; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_set)]
    pub set: Vec<(String, String)>,
    /// Reads values of parameters from a YAML or JSON file; may be repeated, --set holds over it
    #[arg(long, value_name = "FILE")]
    pub values: Vec<PathBuf>,
}

/// `check`.
#[derive(Debug, Args)]
pub struct MendArgs {
    /// What is checked.
    #[command(flatten)]
    pub check: CheckArgs,
    /// Writes the fixes whose edit is certain into the script, comments and layout kept
    #[arg(long)]
    pub fix: bool,
}

/// What all long work takes.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// The script, YAML or JSON
    pub script: PathBuf,
    /// Values for its parameters.
    #[command(flatten)]
    pub values: ValueArgs,
    /// Prints the result as one JSON object on standard output
    #[arg(long)]
    pub json: bool,
    /// How progress is shown, on standard error
    #[arg(long, value_enum, default_value = "auto")]
    pub progress: ProgressForm,
    /// Where takes, chunks and speech are kept [default: .demoreel beside the script]
    #[arg(long, value_name = "DIR")]
    pub work: Option<PathBuf>,
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressForm {
    /// A bar on a terminal, a line for each stage elsewhere
    Auto,
    /// One JSON object a line
    Json,
    /// Nothing
    None,
}

/// How to film.
#[derive(Debug, Args)]
pub struct FilmArgs {
    /// Films from this scene on; those before it are played fast and keep their films
    #[arg(long, value_name = "SCENE")]
    pub from: Option<String>,
    /// Leaves the stage standing when a step fails, until Enter is pressed
    #[arg(long)]
    pub pause_on_failure: bool,
    /// Waits for every pause on terminals, also where their shells could do nothing in it
    #[arg(long)]
    pub real_time: bool,
}

/// `record`.
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// What all long work takes.
    #[command(flatten)]
    pub run: RunArgs,
    /// How to film.
    #[command(flatten)]
    pub film: FilmArgs,
    /// Films every scene again, also those that are up to date
    #[arg(long)]
    pub no_cache: bool,
}

/// Where reels go.
#[derive(Debug, Args)]
pub struct ReelArgs {
    /// A folder, or a file where the script has one output [default: each output's own `file`, else
    /// the folder `out`]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Threads that paint and encode [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: Option<u16>,
    /// Does all of it again, also what is up to date; what was spoken is kept
    #[arg(long)]
    pub no_cache: bool,
    /// Writes the words beside each video as well
    #[arg(long, value_enum, value_name = "KINDS", value_delimiter = ',')]
    pub subtitles: Vec<SubtitleForm>,
    /// What may be paid.
    #[command(flatten)]
    pub pay: PayArgs,
}

/// `compose`.
#[derive(Debug, Args)]
pub struct ComposeArgs {
    /// What all long work takes.
    #[command(flatten)]
    pub run: RunArgs,
    /// Where reels go.
    #[command(flatten)]
    pub reel: ReelArgs,
}

/// `render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// What all long work takes.
    #[command(flatten)]
    pub run: RunArgs,
    /// How to film.
    #[command(flatten)]
    pub film: FilmArgs,
    /// Where reels go.
    #[command(flatten)]
    pub reel: ReelArgs,
}

/// `still`.
#[derive(Debug, Args)]
pub struct StillArgs {
    /// What all long work takes.
    #[command(flatten)]
    pub run: RunArgs,
    /// What may be paid.
    #[command(flatten)]
    pub pay: PayArgs,
    /// The moment of the video, such as 5s or 1500ms
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub at: demoreel_primitives::time::Nanos,
    /// Of which output, where the script has several
    #[arg(long, value_name = "NAME")]
    pub of: Option<String>,
    /// The PNG file
    #[arg(short, long, value_name = "FILE", default_value = "still.png")]
    pub output: PathBuf,
}

/// `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What all long work takes.
    #[command(flatten)]
    pub run: RunArgs,
    /// The terminal's surface
    #[arg(long, value_name = "NAME")]
    pub surface: String,
    /// The recording
    #[arg(short, long, value_name = "FILE", default_value = "terminal.cast")]
    pub output: PathBuf,
}

/// `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Prints one JSON object instead of text
    #[arg(long)]
    pub json: bool,
}

/// A parameter and its value, which may hold further equals signs.
fn parse_set(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write a parameter's name, an equals sign and its value".to_owned()),
    }
}

/// A length of time as scripts write it: a number with `ms`, `s` or `m`.
fn parse_time(text: &str) -> Result<demoreel_primitives::time::Nanos, String> {
    let unit_at = text
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(unit_at);
    let seconds = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        "" => return Err(format!("a time has a unit: {text}s or {text}ms")),
        _ => return Err(format!("'{unit}' is no unit of time; use ms, s or m")),
    };
    let number: f64 = number
        .trim()
        .parse()
        .map_err(|_| format!("'{number}' is no number"))?;
    if !(0.0..=86_400.0).contains(&number) {
        return Err("a time is between 0s and a day".to_owned());
    }
    Ok(demoreel_primitives::time::Nanos::from_secs_f64(
        number * seconds,
    ))
}
