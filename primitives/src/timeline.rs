//! The timeline: one output in one language, frame by frame. Every track is a step function of
//! the frame's number, so that a frame is a handful of look-ups, what differs between two frames
//! is the difference of their values, and what shapes a chunk is a slice of the tracks.
//! Frame numbers inside a scene count from its own first frame: a scene that moves keeps its
//! chunks.

mod bar;
mod presenter;
mod track;

use serde::{Deserialize, Serialize};

pub use bar::{Bar, BarLook};
pub use presenter::{Mouth, PresenterCut, PresenterLayer, PuppetPose};
pub use track::Track;

use crate::colour::Colour;
use crate::plan::{Anchor, Background, CaptionDress, Shadow, TerminalStyle};
use crate::space::{CanvasPoint, CanvasRect, CanvasSize};
use crate::time::{FrameRate, TakeTime};

/// One reel before it is painted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// The output's name.
    pub output: String,
    /// Size of every frame.
    pub canvas: CanvasSize,
    /// Frames a second.
    pub rate: FrameRate,
    /// In order, without gaps.
    pub scenes: Vec<ReelScene>,
    /// All that is heard.
    pub sound: Soundtrack,
    /// All words that are spoken or shown, as they are read; in order of time and one at a time.
    pub cues: Vec<Cue>,
    /// In order of time.
    pub chapters: Vec<Chapter>,
    /// Frames that are also written as PNG files.
    pub stills: Vec<StillFrame>,
}

/// One scene's stretch of the reel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReelScene {
    /// The scene's name, which is also its folder in the take.
    pub name: String,
    /// Its first frame in the reel.
    pub first: u64,
    /// How many frames it has; 1 or more.
    pub frames: u64,
    /// Take time of each frame, kept for reports and for tests of sync.
    pub clock: Track<TakeTime>,
    /// What is behind everything.
    pub background: Background,
    /// From the bottom to the top.
    pub layers: Vec<Layer>,
}

/// Something that is painted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// A surface's film on a card.
    Card(Card),
    /// The drawn pointer.
    Pointer(PointerLayer),
    /// The rings that clicks leave.
    Ripple(RippleLayer),
    /// Whoever is seen speaking.
    Presenter(PresenterLayer),
    /// Words.
    Caption(CaptionLayer),
}

/// A film on a card with round corners and a shadow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Whose film.
    pub surface: String,
    /// Number of the film's picture.
    pub pictures: Track<u64>,
    /// Where the card is. It may be larger than the canvas.
    pub place: Track<CanvasRect>,
    /// What is seen of the film where the card is a window that stands still and the film moves
    /// behind it; without one the whole card is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<CanvasRect>,
    /// Radius of the corners as a part of the card's width, so that they grow with it; of the
    /// window's where there is one.
    pub radius: f64,
    /// The shadow as drawn when the card is at rest; it grows with the card.
    pub shadow: Shadow,
    /// The card's width at rest, canvas pixels: what `radius` and `shadow` were meant for. It says
    /// nothing of a window, which does not grow.
    pub rest_width: f64,
    /// How the film is drawn, where it is a terminal's recording.
    pub terminal: Option<TerminalStyle>,
    /// The window's bar above the film, if there is one. Corners and shadow are those of both.
    #[serde(default)]
    pub bar: Option<Box<Bar>>,
}

/// The drawn pointer. Its hot spot is the pose's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointerLayer {
    /// Which cursor is drawn.
    pub shape: Track<CursorShape>,
    /// Where; nothing is drawn at `None`.
    pub pose: Track<Option<PointerPose>>,
}

/// The cursors that we draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CursorShape {
    /// The plain one.
    #[default]
    Arrow,
    /// Over links and buttons.
    Hand,
    /// Over text.
    Text,
}

/// A pointer in one frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointerPose {
    /// The hot spot.
    pub at: CanvasPoint,
    /// Height of the arrow in canvas pixels.
    pub height: f64,
    /// 0 is clear, 1 is solid.
    pub opacity: f64,
}

/// The rings that clicks leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RippleLayer {
    /// Of the ring.
    pub colour: Colour,
    /// At most one at a time.
    pub ring: Track<Option<Ring>>,
}

/// A ring in one frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ring {
    /// Its middle.
    pub at: CanvasPoint,
    /// Canvas pixels.
    pub radius: f64,
    /// Canvas pixels.
    pub stroke: f64,
    /// 0 is clear, 1 is solid.
    pub opacity: f64,
}

/// One caption at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaptionLayer {
    /// What all are dressed in.
    pub look: CaptionLook,
    /// The captions, none of which is empty.
    pub texts: Vec<CaptionText>,
    /// Which is shown, and how.
    pub shown: Track<Option<CaptionPose>>,
}

/// How captions are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaptionLook {
    /// What they are dressed in.
    pub dress: CaptionDress,
    /// Height of the letters' em, canvas pixels.
    pub size: f64,
    /// Of the letters.
    pub colour: Colour,
    /// Of the plate, where there is one.
    pub plate: Colour,
    /// Of the word that is heard, where it is marked.
    pub highlight: Colour,
    /// The words' language: the same letter can look different in another.
    pub language: String,
}

/// The words of one caption and its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaptionText {
    /// The words of each line.
    pub lines: Vec<Vec<String>>,
    /// Which point of the caption stands at `at`.
    pub anchor: Anchor,
    /// On the canvas.
    pub at: CanvasPoint,
}

/// A caption in one frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaptionPose {
    /// Index into [`CaptionLayer::texts`].
    pub text: u32,
    /// The word that is heard, counted from the caption's first; none where no word is marked.
    pub word: Option<u32>,
    /// 1 is its own size; it grows around its middle.
    pub scale: f64,
    /// 0 is clear, 1 is solid.
    pub opacity: f64,
}

/// All that is heard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Soundtrack {
    /// In no order.
    pub clips: Vec<SoundClip>,
    /// In order of time; they never overlap.
    pub music: Vec<MusicClip>,
}

/// Whose sound a clip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Words: the mix makes all of them equally loud, and music gives way to them.
    Speech,
    /// Small sounds, which stay as loud as they are compared to the reel's loudness.
    Noise,
}

/// Music that begins at a sample of the reel, and begins anew where it ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MusicClip {
    /// A WAV file: 48 kHz, one or two channels.
    pub audio: String,
    /// BLAKE3 of that file.
    pub digest: String,
    /// The file's length in samples.
    pub samples: u64,
    /// First sample in the reel.
    pub at: u64,
    /// How long it is heard, in samples.
    pub length: u64,
    /// Decibels above a bed that is well below speech.
    pub gain: f64,
    /// Decibels that it is softer while somebody speaks; 0 or more.
    pub duck: f64,
    /// Samples that it takes to come.
    pub fade_in: u64,
    /// Samples that it takes to go.
    pub fade_out: u64,
}

/// A sound that begins at a sample of the reel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SoundClip {
    /// Whose it is.
    pub part: Part,
    /// A WAV file: 48 kHz, one channel.
    pub audio: String,
    /// BLAKE3 of that file.
    pub digest: String,
    /// First sample in the reel.
    pub at: u64,
    /// Its length in samples.
    pub samples: u64,
    /// 1 leaves it as it is.
    pub gain: f64,
}

/// Words to be read for a while. They are there also where the reel does not show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The first frame of the reel that has them.
    pub from: u64,
    /// Just past the last.
    pub to: u64,
    /// One or two.
    pub lines: Vec<String>,
}

/// A chapter of the reel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// Its first frame in the reel.
    pub frame: u64,
}

/// A frame that is written as a PNG file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StillFrame {
    /// The file's name without its ending.
    pub name: String,
    /// In the reel.
    pub frame: u64,
}

impl Timeline {
    /// The number of frames of the whole reel.
    pub fn frames(&self) -> u64 {
        self.scenes.iter().map(|scene| scene.frames).sum()
    }

    /// The scene that a frame of the reel belongs to, and its number in that scene.
    pub fn scene_at(&self, frame: u64) -> Option<(&ReelScene, u64)> {
        let scene = self
            .scenes
            .iter()
            .rev()
            .find(|scene| scene.first <= frame)?;
        let inside = frame - scene.first;
        (inside < scene.frames).then_some((scene, inside))
    }
}
