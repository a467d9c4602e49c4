//! The arguments of the commands that look at pictures: `locate` and `snap`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};

use super::{ProgressForm, ValueArgs};

/// `locate`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("words").args(["text", "matches"]).requires("shown"))]
#[command(group = ArgGroup::new("shown").args(["in", "display"]))]
pub struct LocateArgs {
    /// A script; or, with --in or --display, a PNG file of what is looked for
    #[arg(required_unless_present = "words", conflicts_with = "words")]
    pub what: Option<PathBuf>,
    /// Words to look for in the picture
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// A regular expression to look for in the picture
    #[arg(long, value_name = "PATTERN")]
    pub matches: Option<String>,
    /// Where to look.
    #[command(flatten)]
    pub scenery: SceneryArgs,
    /// Only in this part of the picture
    #[arg(long, value_name = "X,Y,WxH", requires = "shown", value_parser = parse_region)]
    pub region: Option<SurfaceRect>,
    /// The least likeness that counts, above 0 and up to 1
    #[arg(long, value_name = "SCORE", default_value = "0.9", value_parser = parse_confidence)]
    pub confidence: f64,
    /// Every place, rather than the one
    #[arg(long, requires = "shown")]
    pub all: bool,
    /// Writes a picture that shows what was found, or why nothing was
    #[arg(long, value_name = "FILE", requires = "shown")]
    pub annotate: Option<PathBuf>,
    /// The language of the words, as tesseract calls it; several are joined by +
    #[arg(long, value_name = "NAME", default_value = "eng")]
    pub language: String,
    /// Values for a script's parameters.
    #[command(flatten)]
    pub values: ValueArgs,
    /// Prints the result as one JSON object on standard output
    #[arg(long)]
    pub json: bool,
    /// How progress is shown, on standard error
    #[arg(long, value_enum, default_value = "auto")]
    pub progress: ProgressForm,
    /// Where the script's take is kept [default: .demoreel beside the script]
    #[arg(long, value_name = "DIR")]
    pub work: Option<PathBuf>,
}

/// Where to look.
#[derive(Debug, Args)]
pub struct SceneryArgs {
    /// A screenshot, PNG or JPEG
    #[arg(long, value_name = "FILE")]
    pub r#in: Option<PathBuf>,
    /// An X display, as it is now
    #[arg(long, value_name = ":N")]
    pub display: Option<String>,
    /// Pixels of the picture for one logical pixel; all places are told in logical ones
    #[arg(long, value_name = "FACTOR", default_value = "1", value_parser = parse_density)]
    pub density: f64,
}

/// `snap`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("shown").args(["in", "display"]).required(true))]
pub struct SnapArgs {
    /// Where to look.
    #[command(flatten)]
    pub scenery: SceneryArgs,
    /// What to cut out; margins of one colour are trimmed
    #[arg(long, value_name = "X,Y,WxH", value_parser = parse_region)]
    pub region: SurfaceRect,
    /// The PNG file; @2x and the like is added to its name where the picture has that density
    #[arg(short, long, value_name = "FILE", default_value = "template.png")]
    pub output: PathBuf,
    /// Prints the result as one JSON object on standard output
    #[arg(long)]
    pub json: bool,
}

/// A region as scripts write it: `20, 40, 300x200`.
fn parse_region(text: &str) -> Result<SurfaceRect, String> {
    let wrong =
        || "a region is its left and upper edge and its size, such as 20,40,300x200".to_owned();
    let mut parts = text.splitn(3, ',').map(str::trim);
    let mut next = || parts.next().ok_or_else(wrong);
    let (left, top, size) = (next()?, next()?, next()?);
    let (width, height) = size.split_once('x').ok_or_else(wrong)?;
    let number = |word: &str| word.trim().parse::<f64>().ok().filter(|it| it.is_finite());
    let numbers = [left, top, width, height].map(number);
    let [Some(left), Some(top), Some(width), Some(height)] = numbers else {
        return Err(wrong());
    };
    if width < 1.0 || height < 1.0 {
        return Err("a region is at least 1x1".to_owned());
    }
    Ok(SurfaceRect::new(
        SurfacePoint::new(left, top),
        (width, height).into(),
    ))
}

fn parse_confidence(text: &str) -> Result<f64, String> {
    let score: Option<f64> = text.parse().ok();
    score
        .filter(|score| *score > 0.0 && *score <= 1.0)
        .ok_or_else(|| "it is above 0 and at most 1".to_owned())
}

fn parse_density(text: &str) -> Result<f64, String> {
    let density: Option<f64> = text.parse().ok();
    density
        .filter(|density| (1.0..=4.0).contains(density))
        .ok_or_else(|| "it is between 1 and 4".to_owned())
}
