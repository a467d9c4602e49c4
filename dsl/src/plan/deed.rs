//! A checked step as what it does: something that happens, something that is shown, or the end of
//! what is shown.

use demoreel_primitives::event::Button;
use demoreel_primitives::plan::{Action, EffectKind, ScrollWay, TypedText, ZoomScale};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize};
use demoreel_primitives::steps::{
    Area, Duration, Magnification, NestedTarget, Paste, PixelSize, Press, RunCommand, SceneEnd,
    Scroll, Step, TargetWords, TypeSecret, TypeText, Typed, parse_chord,
};
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

use super::target::Targets;

/// What a step does.
pub(super) enum Deed {
    Act(Action),
    Show(EffectKind, Lasting),
    /// Ends what is open of these.
    End(Opens),
}

/// How long an effect lasts where no steps stand inside it.
#[derive(Clone, Copy)]
pub(super) enum Lasting {
    Hold(Nanos),
    /// Until its undo or the scene's end.
    Open,
    /// As long as its words.
    Words,
    Instant,
}

/// The effects that stay open until something ends them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    Zoom,
    Mark,
    Caption,
}

/// What a step does; `None` where a target of it is wrong.
pub(super) fn of(step: Step, targets: &Targets) -> Option<Deed> {
    let click = |words: TargetWords, button, count, timeout: Duration| {
        let target = targets.resolve(words)?;
        Some(Action::Click {
            target,
            button,
            count,
            timeout: timeout.0,
        })
    };
    let action = match step {
        Step::Open(it) => Action::Open {
            url: it.url,
            timeout: it.timeout.0,
        },
        Step::Click(it) => click(it.target, Button::Left, 1, it.timeout)?,
        Step::DoubleClick(it) => click(it.target, Button::Left, 2, it.timeout)?,
        Step::RightClick(it) => click(it.target, Button::Right, 1, it.timeout)?,
        Step::MoveTo(it) => Action::MoveTo {
            target: targets.resolve(it.target)?,
            timeout: it.timeout.0,
        },
        Step::Drag(it) => Action::Drag {
            from: targets.resolve(*it.from.0)?,
            to: targets.resolve(*it.to.0)?,
            timeout: it.timeout.0,
        },
        Step::Scroll(it) => scroll(it, targets)?,
        Step::TypeText(it) => type_text(it, targets)?,
        Step::TypeSecret(it) => type_secret(it, targets)?,
        Step::Press(it) => press(it),
        Step::Paste(it) => paste(it, targets)?,
        Step::RunCommand(it) => run_command(it),
        Step::Clear(_) => Action::Clear,
        Step::Launch(it) => Action::Launch {
            command: it.command,
            timeout: it.timeout.0,
        },
        Step::FocusWindow(it) => Action::FocusWindow {
            title: it.title,
            timeout: it.timeout.0,
        },
        Step::ResizeWindow(it) => Action::ResizeWindow {
            title: it.title,
            size: it.size.map(surface_size),
            timeout: it.timeout.0,
        },
        Step::CloseWindow(it) => Action::CloseWindow {
            title: it.title,
            timeout: it.timeout.0,
        },
        Step::Resize(it) => Action::Resize {
            columns: it.columns,
            rows: it.rows,
        },
        Step::Wait(it) => Action::Wait {
            length: it.length.0,
        },
        Step::WaitFor(it) => Action::WaitFor {
            target: targets.resolve(it.target)?,
            timeout: it.timeout.0,
        },
        Step::WaitUntilGone(it) => Action::WaitUntilGone {
            target: targets.resolve(it.target)?,
            timeout: it.timeout.0,
        },
        Step::WaitUntilStill(it) => Action::WaitUntilStill {
            region: it.region.map(rect),
            still: it.still.0,
            timeout: it.timeout.0,
        },
        Step::AssertVisible(it) => Action::AssertVisible {
            target: targets.resolve(it.target)?,
        },
        Step::EndScene(it) => Action::EndScene {
            drop: it.how == SceneEnd::Drop,
        },
        look => return shown(look, targets),
    };
    Some(Deed::Act(action))
}

/// The steps that belong to the look.
fn shown(step: Step, targets: &Targets) -> Option<Deed> {
    let lasting =
        |hold: Option<Duration>, otherwise| hold.map_or(otherwise, |it| Lasting::Hold(it.0));
    Some(match step {
        Step::ZoomTo(it) => {
            let target = targets.resolve(it.target)?;
            let scale = match it.scale {
                Magnification::Auto => ZoomScale::Auto,
                Magnification::Times(times) => ZoomScale::Times(times),
            };
            let kind = EffectKind::Zoom {
                target,
                scale,
                timeout: it.timeout.0,
            };
            Deed::Show(kind, lasting(it.hold, Lasting::Open))
        }
        Step::Say(it) => Deed::Show(
            EffectKind::Say {
                text: targets.words(&it.text),
            },
            lasting(it.hold, Lasting::Words),
        ),
        Step::Caption(it) => Deed::Show(
            EffectKind::Caption {
                text: targets.words(&it.text),
            },
            lasting(it.hold, Lasting::Open),
        ),
        Step::Chapter(it) => Deed::Show(
            EffectKind::Chapter {
                title: targets.words(&it.title),
            },
            Lasting::Instant,
        ),
        Step::Still(it) => {
            let of = targets.still(&it.name)?;
            let kind = EffectKind::Still { name: it.name, of };
            Deed::Show(kind, Lasting::Instant)
        }
        Step::MarkSpeedup(it) => Deed::Show(EffectKind::Speed { factor: it.factor }, Lasting::Open),
        Step::MarkCut(_) => Deed::Show(EffectKind::Cut, Lasting::Open),
        Step::ZoomOut(_) => Deed::End(Opens::Zoom),
        Step::MarkNormal(_) => Deed::End(Opens::Mark),
        _ => return None,
    })
}

/// What an open effect is ended by.
pub(super) fn opens(kind: &EffectKind) -> Option<Opens> {
    match kind {
        EffectKind::Zoom { .. } => Some(Opens::Zoom),
        EffectKind::Speed { .. } | EffectKind::Cut => Some(Opens::Mark),
        EffectKind::Caption { .. } => Some(Opens::Caption),
        _ => None,
    }
}

fn scroll(it: Scroll, targets: &Targets) -> Option<Action> {
    let nested = |one: NestedTarget| targets.resolve(*one.0);
    let way = match it.to {
        Some(target) => ScrollWay::To {
            target: nested(target)?,
        },
        None => {
            let by = |there: Option<_>, back: Option<_>| {
                let pixels =
                    |one: Option<demoreel_primitives::steps::Pixels>| one.map_or(0.0, |p| p.0);
                pixels(there) - pixels(back)
            };
            ScrollWay::By {
                right: by(it.right, it.left),
                down: by(it.down, it.up),
            }
        }
    };
    let over: Option<Target> = match it.over {
        Some(target) => Some(nested(target)?),
        None => None,
    };
    Some(Action::Scroll {
        way,
        over,
        length: it.length.0,
        timeout: it.timeout.0,
    })
}

fn type_text(it: TypeText, targets: &Targets) -> Option<Action> {
    Some(Action::TypeText {
        pace: it.key_time(),
        text: typed(it.text),
        into: field(it.into, targets)?,
        timeout: it.timeout.0,
    })
}

fn type_secret(it: TypeSecret, targets: &Targets) -> Option<Action> {
    Some(Action::TypeText {
        pace: it.key_time(),
        text: TypedText::SecretFromEnv(it.env),
        into: field(it.into, targets)?,
        timeout: it.timeout.0,
    })
}

fn paste(it: Paste, targets: &Targets) -> Option<Action> {
    Some(Action::Paste {
        text: typed(it.text),
        into: field(it.into, targets)?,
        timeout: it.timeout.0,
    })
}

/// The field that is clicked before it is written to.
fn field(words: Option<NestedTarget>, targets: &Targets) -> Option<Option<Target>> {
    match words {
        Some(target) => targets.resolve(*target.0).map(Some),
        None => Some(None),
    }
}

fn typed(words: Typed) -> TypedText {
    match words {
        Typed::Plain(text) => TypedText::Plain(text),
        Typed::Secret { env } => TypedText::SecretFromEnv(env),
    }
}

fn run_command(it: RunCommand) -> Action {
    Action::RunCommand {
        pace: it.key_time(),
        command: it.command,
        expect_status: it.expect_status,
        timeout: it.timeout.0,
    }
}

fn press(it: Press) -> Action {
    // The checker has read every chord already.
    let chords = it.keys.0.iter().filter_map(|word| parse_chord(word).ok());
    let once: Vec<_> = chords.collect();
    let chords = std::iter::repeat_n(once, it.times as usize).flatten();
    Action::Press {
        chords: chords.collect(),
        pace: it.pace.map(|pace| pace.0),
    }
}

fn surface_size(size: PixelSize) -> SurfaceSize {
    SurfaceSize::new(size.width, size.height)
}

fn rect(area: Area) -> SurfaceRect {
    SurfaceRect::new(
        SurfacePoint::new(area.corner.0, area.corner.1),
        euclid::Size2D::new(area.size.0, area.size.1),
    )
}
