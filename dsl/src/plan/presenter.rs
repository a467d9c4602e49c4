//! Who presents and how the frame is divided, resolved.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::plan::{Layout, Presenter, PuppetLook};
use demoreel_primitives::steps::{HexColour, Length};

use crate::written::{AvatarWords, LayoutWords, PipShape, Side};

/// Of clothes that nobody chose.
const ACCENT: Colour = Colour::rgb(0x5b, 0x6c, 0xff);
/// The size of a presenter in a corner, of the shorter side.
const PIP: f64 = 26.0;
/// Radius of the corners of a presenter's picture with round corners, of its side.
const ROUNDED: f64 = 0.2;

/// The presenter that words name; the first puppet where there are none. It wears the colour of
/// what should be noticed, unless it has one of its own.
pub(super) fn presenter(words: Option<&AvatarWords>, accent: Option<HexColour>) -> Presenter {
    let puppet = words.and_then(|words| words.puppet.as_ref());
    Presenter::Puppet {
        look: puppet.map_or(PuppetLook::default(), |puppet| puppet.look),
        accent: puppet
            .and_then(|puppet| puppet.accent)
            .or(accent)
            .map_or(ACCENT, |accent| accent.0),
    }
}

/// The layout that words name, on a canvas with this shorter side. Whoever names a presenter and
/// no layout wants to see it.
pub(super) fn layout(words: Option<&LayoutWords>, named: bool, short: f64) -> Layout {
    let corner = Layout::Pip {
        corner: Default::default(),
        size: Length::Percent(PIP).on_canvas(short),
        round: 0.5,
    };
    let Some(words) = words else {
        return if named { corner } else { Layout::Screen };
    };
    if let Some(pip) = &words.pip {
        let size = pip.size.unwrap_or(Length::Percent(PIP));
        return Layout::Pip {
            corner: pip.corner,
            size: size.on_canvas(short).clamp(16.0, short * 0.9),
            round: match pip.shape {
                PipShape::Circle => 0.5,
                PipShape::Rounded => ROUNDED,
            },
        };
    }
    if let Some(stacked) = &words.screen_over_avatar {
        let share = stacked.share;
        return Layout::ScreenOverAvatar { share };
    }
    if let Some(stacked) = &words.avatar_over_screen {
        let share = stacked.share;
        return Layout::AvatarOverScreen { share };
    }
    if let Some(beside) = &words.side_by_side {
        return Layout::SideBySide {
            share: beside.share,
            left: beside.avatar == Side::Left,
        };
    }
    match (&words.presenter_full, &words.screen) {
        (Some(_), _) => Layout::PresenterFull,
        (None, _) => Layout::Screen,
    }
}
