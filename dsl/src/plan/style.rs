//! How a scene looks in an output where no layer says anything, and what the layers say over
//! that. Lengths become canvas pixels of the output.

use std::cmp::Ordering;

use demoreel_primitives::colour::Colour;
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{
    Background, CameraStyle, CaptionDress, CaptionStyle, LengthAim, PointerStyle, Shadow, Style,
    TerminalStyle, Waiting, WindowAddress, WindowKind, WindowStyle,
};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::steps::{Duration, HexColour, Length};
use demoreel_primitives::time::Nanos;

use super::{presenter, sound, voice};
use crate::written::{
    BackgroundWords, CameraMotion, CameraWords, CaptionsWords, LengthWords, LookWords,
    PointerWords, ShadowStrength, ShadowWords, WaitingDeed, WaitingWords, WindowWords,
};

/// Dusk: dark enough for a white page to stand out, light enough not to look like a terminal.
const GRADIENT: [Colour; 3] = [
    Colour::rgb(0x23, 0x2a, 0x5c),
    Colour::rgb(0x5b, 0x4b, 0xc4),
    Colour::rgb(0xc2, 0x7b, 0xd0),
];
const GRADIENT_ANGLE: f64 = 125.0;
const RIPPLE: Colour = Colour::rgb(0x63, 0x66, 0xf1);
/// Of a word between black edges.
const BRIGHT: Colour = Colour::rgb(0xff, 0xd9, 0x3d);
const PLATE: Colour = Colour {
    red: 0x0b,
    green: 0x0f,
    blue: 0x1a,
    alpha: 0xd9,
};
const LETTERS: Colour = Colour::rgb(255, 255, 255);
/// Idle time of this length still reads as a pause.
const IDLE: Nanos = Nanos::from_secs(2);
const IDLE_FACTOR: f64 = 4.0;

/// The style of one scene in one output, from its layers joined into one; `own_length` is what
/// the scene itself should last.
pub(super) fn resolved(
    look: &LookWords,
    own_length: Option<&LengthWords>,
    size: CanvasSize,
) -> Style {
    let short = f64::from(size.width.min(size.height));
    let length = |said: Option<Length>, percent: f64| {
        said.unwrap_or(Length::Percent(percent)).on_canvas(short)
    };
    let accent = look.pointer.as_ref().and_then(|one| one.ripple_colour);
    Style {
        layout: presenter::layout(look.layout.as_ref(), look.avatar.is_some(), short),
        presenter: presenter::presenter(look.avatar.as_ref(), accent),
        background: background(look.background.as_ref()),
        padding: length(look.padding, 5.0),
        radius: length(look.radius, 1.6),
        shadow: shadow(look.shadow.clone().unwrap_or_default(), short),
        window: window(look.window.clone().unwrap_or_default(), short),
        pointer: pointer(look.pointer.clone().unwrap_or_default(), short),
        camera: camera(look.camera.clone().unwrap_or_default()),
        captions: captions(look.captions.clone().unwrap_or_default(), size),
        terminal: TerminalStyle::default(),
        voice: voice::resolved(look.voice.as_ref()),
        sound: sound::resolved(look),
        waiting: waiting(look.waiting.as_ref()),
        fit: look.fit.unwrap_or_default(),
        length: aim(own_length),
    }
}

fn background(words: Option<&BackgroundWords>) -> Background {
    match words {
        Some(BackgroundWords {
            colour: Some(HexColour(colour)),
            ..
        }) => Background::Solid(*colour),
        Some(BackgroundWords {
            gradient: Some(gradient),
            ..
        }) => Background::Linear {
            angle: gradient.angle,
            colours: gradient.colours.iter().map(|one| one.0).collect(),
        },
        _ => Background::Linear {
            angle: GRADIENT_ANGLE,
            colours: GRADIENT.to_vec(),
        },
    }
}

fn shadow(words: ShadowWords, short: f64) -> Shadow {
    Shadow {
        opacity: match words.strength.unwrap_or(ShadowStrength::Soft) {
            ShadowStrength::None => 0.0,
            ShadowStrength::Soft => 0.45,
            ShadowStrength::Strong => 0.7,
        },
        blur: words.blur.unwrap_or(Length::Percent(2.4)).on_canvas(short),
        drop: words.drop.unwrap_or(Length::Percent(1.4)).on_canvas(short),
    }
}

/// Whoever says anything of a window wants one.
fn window(words: WindowWords, short: f64) -> Option<WindowStyle> {
    let kind = match words.style {
        Some(style) => style.kind()?,
        None if words.address.is_some() => WindowKind::Browser,
        None if words.title.is_some() || words.tone.is_some() => WindowKind::Macos,
        None => return None,
    };
    let high = match kind {
        WindowKind::Browser => 5.0,
        _ => 3.4,
    };
    Some(WindowStyle {
        kind,
        tone: words.tone.unwrap_or_default(),
        buttons: words.buttons.unwrap_or_default(),
        side: words.side.unwrap_or_default(),
        height: words
            .height
            .unwrap_or(Length::Percent(high))
            .on_canvas(short),
        title: words.title.unwrap_or_default(),
        address: words
            .address
            .map_or(WindowAddress::OfThePage, WindowAddress::Words),
    })
}

fn pointer(words: PointerWords, short: f64) -> PointerStyle {
    let shown = words.shown.unwrap_or(true);
    let size = words.size.unwrap_or(Length::Percent(3.6));
    let ripple = words.ripple.unwrap_or(shown);
    let colour = words.ripple_colour.map_or(RIPPLE, |one| one.0);
    PointerStyle {
        height: if shown { size.on_canvas(short) } else { 0.0 },
        ripple: ripple.then_some(colour),
    }
}

fn camera(words: CameraWords) -> CameraStyle {
    CameraStyle {
        spring: match words.motion.unwrap_or(CameraMotion::Balanced) {
            CameraMotion::Calm => Spring::CALM,
            CameraMotion::Balanced => Spring::BALANCED,
            CameraMotion::Snappy => Spring::SNAPPY,
        },
        max_scale: words.max_scale.unwrap_or(2.0),
    }
}

fn captions(words: CaptionsWords, size: CanvasSize) -> CaptionStyle {
    let short = f64::from(size.width.min(size.height));
    let colour = |said: Option<HexColour>, ours: Colour| said.map_or(ours, |colour| colour.0);
    let length = |said: Option<Length>, percent: f64| {
        said.unwrap_or(Length::Percent(percent)).on_canvas(short)
    };
    let dress = words.style.unwrap_or_default();
    let highlight = match dress {
        CaptionDress::Big => BRIGHT,
        _ => RIPPLE,
    };
    CaptionStyle {
        spoken: words.spoken.unwrap_or(true),
        dress,
        size: length(words.size, letters(dress, size)),
        colour: colour(words.colour, LETTERS),
        plate: colour(words.plate, PLATE),
        highlight: colour(words.highlight, highlight),
        place: words.place.unwrap_or_default(),
        margin: length(words.margin, 7.5),
    }
}

/// Height of letters that can be read where a canvas of this shape is shown, percent of its short
/// side.
fn letters(dress: CaptionDress, size: CanvasSize) -> f64 {
    let (plain, large) = match size.width.cmp(&size.height) {
        Ordering::Greater => (3.3, 6.4),
        Ordering::Equal => (4.2, 7.2),
        Ordering::Less => (5.0, 8.4),
    };
    match dress {
        CaptionDress::Big => large,
        CaptionDress::Clean => plain * 1.12,
        CaptionDress::Boxed | CaptionDress::Karaoke => plain,
    }
}

/// `over` alone asks for a cut: whoever names a limit wants it kept.
fn waiting(words: Option<&WaitingWords>) -> Waiting {
    let Some(words) = words else {
        return Waiting::Keep;
    };
    let over = words.over.map_or(IDLE, |over| over.0);
    let factor = words.factor.unwrap_or(IDLE_FACTOR);
    match (words.r#do, words.factor) {
        (Some(WaitingDeed::Keep), _) => Waiting::Keep,
        (Some(WaitingDeed::Speedup), _) | (None, Some(_)) => Waiting::Speedup { over, factor },
        (Some(WaitingDeed::Cut), _) | (None, None) => Waiting::Cut { over },
    }
}

/// How long something should be.
pub(super) fn aim(words: Option<&LengthWords>) -> LengthAim {
    let nanos = |one: Option<Duration>| one.map(|length| length.0);
    let (least, most) = words.map_or((None, None), |words| {
        (nanos(words.least), nanos(words.most))
    });
    LengthAim {
        least: least.unwrap_or(LengthAim::ANY.least),
        most: most.unwrap_or(LengthAim::ANY.most),
    }
}
