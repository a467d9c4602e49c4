//! Whether a step can be done on the surface that it is for.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{
    Action, EffectKind, ScrollWay, Surface, SurfaceKind, Terminal, TerminalSource,
};
use demoreel_primitives::target::{Finder, Target};

use crate::plan::deed::Deed;
use crate::tree::Key;

/// What is wrong with doing this on that surface; nothing where it can be done.
pub(super) fn misfit(deed: &Deed, surface: &Surface, key: &Key) -> Option<Diagnostic> {
    let hint = match (&surface.kind, deed) {
        (SurfaceKind::Browser(_), Deed::Act(Action::RunCommand { .. } | Action::Clear)) => {
            "it needs a terminal: give the script a surface such as `shell: terminal`"
        }
        (SurfaceKind::Browser(_), _) => return None,
        (SurfaceKind::Terminal(terminal), Deed::Act(action)) => on_terminal(terminal, action)?,
        (SurfaceKind::Terminal(_), Deed::Show(EffectKind::Zoom { target, .. }, _)) => {
            unreadable(target)?
        }
        (SurfaceKind::Terminal(_), _) => return None,
    };
    let kind = match &surface.kind {
        SurfaceKind::Browser(_) => "a browser",
        SurfaceKind::Terminal(terminal) => match terminal.source {
            TerminalSource::Shell(_) => "a terminal",
            TerminalSource::Cast { .. } => "a recording",
        },
    };
    let message = format!(
        "`{}` cannot be done like this on `{}`, which is {kind}",
        key.text, surface.name
    );
    let error = Diagnostic::error(codes::WRONG_SURFACE, message).at(key.span.place());
    Some(error.hint(hint))
}

fn on_terminal(terminal: &Terminal, action: &Action) -> Option<&'static str> {
    let waits = matches!(
        action,
        Action::Wait { .. }
            | Action::WaitFor { .. }
            | Action::WaitUntilGone { .. }
            | Action::WaitUntilStill { .. }
            | Action::AssertVisible { .. }
            | Action::Decide { .. }
            | Action::EndScene { .. }
    );
    if !waits && matches!(terminal.source, TerminalSource::Cast { .. }) {
        return Some("a recording takes no input; it plays while `wait` and `wait_for` last");
    }
    match action {
        Action::Open { .. } => Some("addresses are opened in a surface that is a browser"),
        Action::Scroll {
            way: ScrollWay::To { .. },
            ..
        } => Some("a terminal cannot be searched by scrolling; scroll by an amount, or press keys"),
        _ => action.targets().into_iter().find_map(unreadable),
    }
}

/// A terminal has neither elements nor pictures.
fn unreadable(target: &Target) -> Option<&'static str> {
    let own = match &target.finder {
        Finder::Css { .. } | Finder::Role { .. } | Finder::Image(_) => {
            Some("a terminal is searched by `text`, `matches`, `point`, `region` and `found`")
        }
        Finder::Any { targets } => targets.iter().find_map(unreadable),
        _ => None,
    };
    own.or_else(|| target.refiners().find_map(unreadable))
}
