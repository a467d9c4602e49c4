//! How a reel looks where the script does not say, and what it says over that. Lengths become
//! canvas pixels of the output.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::{
    Background, CameraStyle, CaptionStyle, PointerStyle, Shadow, Style,
};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::steps::{HexColour, Length};

use crate::written::{
    BackgroundWords, CameraMotion, CameraWords, CaptionsWords, LookWords, PointerWords,
    ShadowStrength, ShadowWords,
};

/// Dusk: dark enough for a white page to stand out, light enough not to look like a terminal.
const GRADIENT: [Colour; 3] = [
    Colour::rgb(0x23, 0x2a, 0x5c),
    Colour::rgb(0x5b, 0x4b, 0xc4),
    Colour::rgb(0xc2, 0x7b, 0xd0),
];
const GRADIENT_ANGLE: f64 = 125.0;
const RIPPLE: Colour = Colour {
    red: 0x63,
    green: 0x66,
    blue: 0xf1,
    alpha: 0xff,
};
const PLATE: Colour = Colour {
    red: 0x0b,
    green: 0x0f,
    blue: 0x1a,
    alpha: 0xd9,
};
const LETTERS: Colour = Colour::rgb(255, 255, 255);

/// The style of one output: its own words before the script's, ours under both.
pub(super) fn resolved(output: &LookWords, script: &LookWords, size: CanvasSize) -> Style {
    let short = f64::from(size.width.min(size.height));
    let length = |first: Option<Length>, second: Option<Length>, percent: f64| {
        first
            .or(second)
            .unwrap_or(Length::Percent(percent))
            .on_canvas(short)
    };
    Style {
        background: background(output.background.as_ref().or(script.background.as_ref())),
        padding: length(output.padding, script.padding, 5.0),
        radius: length(output.radius, script.radius, 1.6),
        shadow: shadow(both(&output.shadow, &script.shadow), short),
        pointer: pointer(both(&output.pointer, &script.pointer), short),
        camera: camera(both(&output.camera, &script.camera)),
        captions: captions(both(&output.captions, &script.captions), short),
    }
}

/// What the output says, then what the script says.
fn both<T: Clone + Default>(output: &Option<T>, script: &Option<T>) -> [T; 2] {
    [
        output.clone().unwrap_or_default(),
        script.clone().unwrap_or_default(),
    ]
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

fn shadow([output, script]: [ShadowWords; 2], short: f64) -> Shadow {
    let strength = output
        .strength
        .or(script.strength)
        .unwrap_or(ShadowStrength::Soft);
    let blur = output.blur.or(script.blur).unwrap_or(Length::Percent(2.4));
    let drop = output.drop.or(script.drop).unwrap_or(Length::Percent(1.4));
    Shadow {
        opacity: match strength {
            ShadowStrength::None => 0.0,
            ShadowStrength::Soft => 0.45,
            ShadowStrength::Strong => 0.7,
        },
        blur: blur.on_canvas(short),
        drop: drop.on_canvas(short),
    }
}

fn pointer([output, script]: [PointerWords; 2], short: f64) -> PointerStyle {
    let shown = output.shown.or(script.shown).unwrap_or(true);
    let size = output.size.or(script.size).unwrap_or(Length::Percent(3.6));
    let ripple = output.ripple.or(script.ripple).unwrap_or(shown);
    let colour = output
        .ripple_colour
        .or(script.ripple_colour)
        .map_or(RIPPLE, |one| one.0);
    PointerStyle {
        height: if shown { size.on_canvas(short) } else { 0.0 },
        ripple: ripple.then_some(colour),
    }
}

fn camera([output, script]: [CameraWords; 2]) -> CameraStyle {
    let motion = output
        .motion
        .or(script.motion)
        .unwrap_or(CameraMotion::Balanced);
    CameraStyle {
        spring: match motion {
            CameraMotion::Calm => Spring::CALM,
            CameraMotion::Balanced => Spring::BALANCED,
            CameraMotion::Snappy => Spring::SNAPPY,
        },
        max_scale: output.max_scale.or(script.max_scale).unwrap_or(2.0),
    }
}

fn captions([output, script]: [CaptionsWords; 2], short: f64) -> CaptionStyle {
    let colour = |one: Option<HexColour>, other: Option<HexColour>, ours: Colour| {
        one.or(other).map_or(ours, |colour| colour.0)
    };
    let size = output.size.or(script.size).unwrap_or(Length::Percent(3.3));
    let margin = output
        .margin
        .or(script.margin)
        .unwrap_or(Length::Percent(7.5));
    CaptionStyle {
        spoken: output.spoken.or(script.spoken).unwrap_or(true),
        size: size.on_canvas(short),
        colour: colour(output.colour, script.colour, LETTERS),
        plate: colour(output.plate, script.plate, PLATE),
        margin: margin.on_canvas(short),
    }
}
