//! The look keys, which may stand on a brand, the script, its outputs, its scenes, and an output's
//! scenes: what stands further inside holds.

use demoreel_primitives::plan::{
    Anchor, CaptionDress, Fit, TerminalCursor, WindowButtons, WindowKind, WindowSide, WindowTone,
};
use demoreel_primitives::steps::{Duration, HexColour, Length};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{AvatarWords, LayoutWords, MusicWords, NoisesWords, SpeechWords, VoiceWords};

/// How everything looks.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct LookWords {
    /// How the frame is divided between the screen and the presenter.
    pub layout: Option<LayoutWords>,
    /// Who is seen speaking.
    pub avatar: Option<AvatarWords>,
    /// What is behind the card: a colour, or a gradient.
    pub background: Option<BackgroundWords>,
    /// Least distance of the card from the edges.
    pub padding: Option<Length>,
    /// Radius of the card's corners.
    pub radius: Option<Length>,
    /// The shadow under the card.
    pub shadow: Option<ShadowWords>,
    /// The window that is drawn around what was filmed.
    pub window: Option<WindowWords>,
    /// The drawn pointer.
    pub pointer: Option<PointerWords>,
    /// How the camera moves.
    pub camera: Option<CameraWords>,
    /// How words are shown.
    pub captions: Option<CaptionsWords>,
    /// How terminals are drawn.
    pub terminal: Option<TerminalLookWords>,
    /// Who speaks.
    pub voice: Option<VoiceWords>,
    /// Music under everything: a file, or `false`.
    pub music: Option<MusicWords>,
    /// Whether keys and clicks are heard.
    pub sounds: Option<NoisesWords>,
    /// How loud speech is.
    pub speech: Option<SpeechWords>,
    /// What happens to idle time; a `wait` of the script is none.
    pub waiting: Option<WaitingWords>,
    /// What gives way where film and words are not as long.
    pub fit: Option<Fit>,
    /// How long the reel, or on a scene the scene, should be.
    pub length: Option<LengthWords>,
}

impl LookWords {
    /// These words, and where they say nothing those of a layer below.
    pub fn over(self, below: LookWords) -> LookWords {
        LookWords {
            layout: self.layout.or(below.layout),
            avatar: self.avatar.or(below.avatar),
            background: self.background.or(below.background),
            padding: self.padding.or(below.padding),
            radius: self.radius.or(below.radius),
            shadow: both(self.shadow, below.shadow, ShadowWords::over),
            window: both(self.window, below.window, WindowWords::over),
            pointer: both(self.pointer, below.pointer, PointerWords::over),
            camera: both(self.camera, below.camera, CameraWords::over),
            captions: both(self.captions, below.captions, CaptionsWords::over),
            terminal: both(self.terminal, below.terminal, TerminalLookWords::over),
            voice: self.voice.or(below.voice),
            music: both(self.music, below.music, MusicWords::over),
            sounds: both(self.sounds, below.sounds, NoisesWords::over),
            speech: both(self.speech, below.speech, SpeechWords::over),
            waiting: both(self.waiting, below.waiting, WaitingWords::over),
            fit: self.fit.or(below.fit),
            length: both(self.length, below.length, LengthWords::over),
        }
    }
}

/// What two layers say together.
fn both<T>(over: Option<T>, below: Option<T>, join: fn(T, T) -> T) -> Option<T> {
    match (over, below) {
        (Some(over), Some(below)) => Some(join(over, below)),
        (over, below) => over.or(below),
    }
}

/// Gives a group of keys its layers: each key of its own holds over the one below.
macro_rules! layered {
    ($($group:ident { $($key:ident),* })*) => {$(
        impl $group {
            pub(crate) fn over(self, below: $group) -> $group {
                $group { $($key: self.$key.or(below.$key)),* }
            }
        }
    )*};
}
pub(crate) use layered;

layered! {
    ShadowWords { strength, blur, drop }
    WindowWords { style, tone, title, address, buttons, side, height }
    PointerWords { shown, size, ripple, ripple_colour }
    CameraWords { motion, max_scale }
    CaptionsWords { style, spoken, size, colour, plate, highlight, place, margin }
    TerminalLookWords { theme, font, cursor }
    WaitingWords { over, r#do, factor }
    LengthWords { least, most }
}

/// How terminals are drawn.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "theme"))]
pub(crate) struct TerminalLookWords {
    /// Its colours: a name such as `midnight`, `daylight`, `ink-dark`, `dracula` or `nord`, or a
    /// theme's file (base16, Windows Terminal, iTerm2) beside the script.
    pub theme: Option<String>,
    /// The family of its letters; JetBrains Mono if not given.
    pub font: Option<String>,
    /// The cursor where a program asks for none in particular.
    pub cursor: Option<TerminalCursor>,
}

/// What happens to time in which nothing happens.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "do"))]
pub(crate) struct WaitingWords {
    /// What happens to it.
    pub r#do: Option<WaitingDeed>,
    /// So much of it stays as it is; 2s if not given.
    pub over: Option<Duration>,
    /// How many times as fast the rest is played; 4 if not given.
    #[schemars(range(min = 1.0, max = 100.0))]
    pub factor: Option<f64>,
}

/// What happens to idle time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WaitingDeed {
    /// It stays.
    Keep,
    /// It is left out.
    Cut,
    /// It is played faster.
    Speedup,
}

/// How long something should be.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "most"))]
pub(crate) struct LengthWords {
    /// Not shorter than this.
    pub least: Option<Duration>,
    /// Not longer than this.
    pub most: Option<Duration>,
}

/// What is behind the card.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "colour", "x-one-of" = ["colour", "gradient"]))]
pub(crate) struct BackgroundWords {
    /// One colour.
    pub colour: Option<HexColour>,
    /// Several colours that run into one another.
    pub gradient: Option<GradientWords>,
}

/// Several colours that run into one another.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct GradientWords {
    /// Degrees: 0 is to the right, 90 is down.
    #[schemars(range(min = -360.0, max = 360.0))]
    #[serde(default = "angle")]
    pub angle: f64,
    /// Two or more.
    pub colours: Vec<HexColour>,
}

/// The shadow under the card.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "strength"))]
pub(crate) struct ShadowWords {
    /// How strong it is.
    pub strength: Option<ShadowStrength>,
    /// How soft it is: standard deviation of its blur.
    pub blur: Option<Length>,
    /// How far down it falls.
    pub drop: Option<Length>,
}

/// How strong a shadow is.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ShadowStrength {
    None,
    Soft,
    Strong,
}

/// The window that is drawn around what was filmed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "style"))]
pub(crate) struct WindowWords {
    /// Whose windows it looks like.
    pub style: Option<WindowWord>,
    /// Light or dark.
    pub tone: Option<WindowTone>,
    /// What the bar says; nothing if not given.
    pub title: Option<String>,
    /// What a browser's bar says; the page's address if not given.
    pub address: Option<String>,
    /// What the three round buttons look like.
    pub buttons: Option<WindowButtons>,
    /// Where the round buttons are.
    pub side: Option<WindowSide>,
    /// Height of the bar.
    pub height: Option<Length>,
}

/// Whose windows a window looks like.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WindowWord {
    /// No window.
    None,
    /// Three coloured buttons and a title in the middle.
    Macos,
    /// A title at the left and three drawn buttons at the right.
    Windows,
    /// A browser's bar with the address.
    Browser,
    /// A bar in the terminal's own colours.
    Terminal,
}

impl WindowWord {
    /// The kind; none where no window is drawn.
    pub fn kind(self) -> Option<WindowKind> {
        Some(match self {
            WindowWord::None => return None,
            WindowWord::Macos => WindowKind::Macos,
            WindowWord::Windows => WindowKind::Windows,
            WindowWord::Browser => WindowKind::Browser,
            WindowWord::Terminal => WindowKind::Terminal,
        })
    }
}

/// The drawn pointer.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "shown"))]
pub(crate) struct PointerWords {
    /// Whether it is drawn.
    pub shown: Option<bool>,
    /// Its height.
    pub size: Option<Length>,
    /// Whether a click leaves a ring.
    pub ripple: Option<bool>,
    /// Colour of the ring.
    pub ripple_colour: Option<HexColour>,
}

/// How the camera moves.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "motion"))]
pub(crate) struct CameraWords {
    /// Its temper.
    pub motion: Option<CameraMotion>,
    /// The largest scale that it takes by itself.
    #[schemars(range(min = 1.0, max = 8.0))]
    pub max_scale: Option<f64>,
}

/// A camera's temper.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CameraMotion {
    Calm,
    Balanced,
    Snappy,
}

/// How words are shown.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "style", "x-switch" = "spoken"))]
pub(crate) struct CaptionsWords {
    /// `boxed` is on a plate, `clean` is letters alone, `karaoke` marks each word as it is heard,
    /// `big` is a few large words at a time, as on TikTok.
    pub style: Option<CaptionDress>,
    /// Whether what is said is also shown.
    pub spoken: Option<bool>,
    /// Height of the letters.
    pub size: Option<Length>,
    /// Of the letters.
    pub colour: Option<HexColour>,
    /// Colour of the plate under them.
    pub plate: Option<HexColour>,
    /// Colour of the word that is heard, in `karaoke` and `big`.
    pub highlight: Option<HexColour>,
    /// Where they stand; elsewhere while that would cover what is clicked or zoomed to.
    pub place: Option<Anchor>,
    /// Distance from that edge.
    pub margin: Option<Length>,
}

fn angle() -> f64 {
    125.0
}
