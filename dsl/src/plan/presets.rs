//! What is known of places where reels are shown: size, rate, and the lowest layer of the look.
//! Limits are those that each place states for videos that anybody may upload.

use demoreel_primitives::plan::CaptionDress;
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::steps::{Duration, Length};
use demoreel_primitives::time::{FrameRate, Nanos};

use crate::written::{CameraWords, CaptionsWords, LengthWords, LookWords, Preset};

/// A preset's values.
pub(super) struct Values {
    pub size: CanvasSize,
    pub rate: FrameRate,
    /// The lowest layer of the look.
    pub look: LookWords,
}

/// The preset that an output without one has, if its name is a preset's.
pub(super) fn named(name: &str) -> Option<Preset> {
    serde_json::from_value(name.into()).ok()
}

pub(super) fn values(preset: Preset) -> Values {
    let of = |width, height, fps, look| Values {
        size: CanvasSize::new(width, height),
        rate: FrameRate::whole(fps),
        look,
    };
    match preset {
        Preset::Youtube => of(1920, 1080, 60, LookWords::default()),
        Preset::X => of(1920, 1080, 30, lasting(None, Some(140))),
        Preset::Linkedin => of(1920, 1080, 30, lasting(Some(3), Some(900))),
        Preset::Tiktok => of(1080, 1920, 60, vertical()),
        Preset::Square => of(1080, 1080, 30, square()),
        Preset::Readme => of(1280, 720, 30, small()),
        Preset::AppStore => of(1920, 1080, 30, lasting(Some(15), Some(30))),
    }
}

/// The presets' look for a size that is given without one.
pub(super) fn look_for(size: CanvasSize) -> LookWords {
    match (size.width, size.height) {
        (width, height) if height > width => vertical(),
        (width, height) if width == height => square(),
        _ => LookWords::default(),
    }
}

fn lasting(least: Option<i64>, most: Option<i64>) -> LookWords {
    let seconds = |one: i64| Duration(Nanos::from_secs(one));
    let length = LengthWords {
        least: least.map(seconds),
        most: most.map(seconds),
    };
    LookWords {
        length: Some(length),
        ..LookWords::default()
    }
}

/// A phone held upright: the player's own words and buttons cover the lowest fifth, and a screen
/// that is wider than high is small until the camera goes close.
fn vertical() -> LookWords {
    LookWords {
        padding: Some(Length::Percent(3.5)),
        radius: Some(Length::Percent(2.2)),
        camera: Some(CameraWords {
            max_scale: Some(2.6),
            ..CameraWords::default()
        }),
        captions: Some(CaptionsWords {
            style: Some(CaptionDress::Big),
            margin: Some(Length::Percent(42.0)),
            ..CaptionsWords::default()
        }),
        ..LookWords::default()
    }
}

fn square() -> LookWords {
    LookWords {
        padding: Some(Length::Percent(4.0)),
        captions: Some(CaptionsWords {
            margin: Some(Length::Percent(8.0)),
            ..CaptionsWords::default()
        }),
        ..LookWords::default()
    }
}

/// A picture among text, shown at half its size.
fn small() -> LookWords {
    LookWords {
        padding: Some(Length::Percent(3.5)),
        captions: Some(CaptionsWords {
            size: Some(Length::Percent(4.4)),
            margin: Some(Length::Percent(6.0)),
            ..CaptionsWords::default()
        }),
        ..LookWords::default()
    }
}
