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
        (SurfaceKind::Footage(_), Deed::Act(_)) => {
            Some("what happened in it has happened: take steps that show, each with `at_time`")
        }
        (_, Deed::Act(action)) => {
            foreign(action, &surface.kind).or_else(|| unable(surface, action))
        }
        (SurfaceKind::Footage(_), Deed::Show(EffectKind::Zoom { target, .. }, _)) => {
            wordless(target)
        }
        (_, Deed::Show(EffectKind::Zoom { target, .. }, _)) => unseen(surface, target),
        _ => None,
    }?;
    let kind = match &surface.kind {
        SurfaceKind::Browser(_) => "a browser",
        SurfaceKind::Desktop(_) => "a desktop",
        SurfaceKind::Terminal(terminal) => match terminal.source {
            TerminalSource::Shell(_) => "a terminal",
            TerminalSource::Cast { .. } => "a recording",
        },
        SurfaceKind::Footage(_) => "footage",
    };
    let message = format!(
        "`{}` cannot be done like this on `{}`, which is {kind}",
        key.text, surface.name
    );
    let error = Diagnostic::error(codes::WRONG_SURFACE, message).at(key.span.place());
    Some(error.hint(hint))
}

/// What to do where an action is one that only surfaces of another kind can do.
fn foreign(action: &Action, kind: &SurfaceKind) -> Option<&'static str> {
    use SurfaceKind::{Browser, Desktop, Terminal};
    match (action, kind) {
        (Action::Open { .. }, Terminal(_) | Desktop(_)) => {
            Some("addresses are opened in a surface that is a browser")
        }
        (
            Action::RunCommand { .. } | Action::Clear | Action::Resize { .. },
            Browser(_) | Desktop(_),
        ) => Some("it needs a terminal: give the script a surface such as `shell: terminal`"),
        (
            Action::Launch { .. }
            | Action::FocusWindow { .. }
            | Action::ResizeWindow { .. }
            | Action::CloseWindow { .. },
            Browser(_) | Terminal(_),
        ) => Some("it needs a desktop: give the script a surface such as `desk: desktop`"),
        _ => None,
    }
}

fn unable(surface: &Surface, action: &Action) -> Option<&'static str> {
    if let SurfaceKind::Terminal(terminal) = &surface.kind
        && let Some(hint) = on_terminal(terminal, action)
    {
        return Some(hint);
    }
    let mut targets = action.targets().into_iter();
    targets.find_map(|target| unseen(surface, target))
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
        Action::Resize { columns, rows }
            if *columns > terminal.grid.columns || *rows > terminal.grid.rows =>
        {
            Some("its surface has fewer cells; give it more with `columns` and `rows`")
        }
        Action::Scroll {
            way: ScrollWay::To { .. },
            ..
        } => Some("a terminal cannot be searched by scrolling; scroll by an amount, or press keys"),
        _ => None,
    }
}

/// A terminal has neither elements nor pictures, a desktop has no elements.
fn unseen(surface: &Surface, target: &Target) -> Option<&'static str> {
    let own = match (&surface.kind, &target.finder) {
        (SurfaceKind::Terminal(_), Finder::Css { .. } | Finder::Role { .. } | Finder::Image(_)) => {
            Some("a terminal is searched by `text`, `matches`, `point`, `region` and `found`")
        }
        (SurfaceKind::Desktop(_), Finder::Css { .. } | Finder::Role { .. }) => Some(
            "a desktop is searched by `text`, `matches`, `image`, `point`, `region` and `found`",
        ),
        (_, Finder::Any { targets }) => targets.iter().find_map(|one| unseen(surface, one)),
        _ => None,
    };
    own.or_else(|| target.refiners().find_map(|one| unseen(surface, one)))
}

/// Footage has pixels and nothing else.
fn wordless(target: &Target) -> Option<&'static str> {
    let own = match &target.finder {
        Finder::Image(_) | Finder::Point { .. } | Finder::Region { .. } => None,
        Finder::Any { targets } => targets.iter().find_map(wordless),
        _ => Some("footage is searched by `image`, `point` and `region`"),
    };
    own.or_else(|| target.refiners().find_map(wordless))
}
