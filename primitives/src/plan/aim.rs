//! What an action looks for, whatever it does then.

use super::act::{Action, ScrollWay};
use crate::target::Target;
use crate::time::Nanos;

impl Action {
    /// Whether it only says how the script goes on, and is nothing that can be watched.
    pub fn is_of_the_script(&self) -> bool {
        matches!(self, Action::Decide { .. } | Action::EndScene { .. })
    }

    /// Sets how long it looks for what it looks for; what looks for nothing stays as it is.
    pub fn look_for_at_most(&mut self, limit: Nanos) {
        use Action::*;
        match self {
            Click { timeout, .. }
            | MoveTo { timeout, .. }
            | Drag { timeout, .. }
            | Scroll { timeout, .. }
            | TypeText { timeout, .. }
            | Paste { timeout, .. }
            | WaitFor { timeout, .. }
            | WaitUntilGone { timeout, .. }
            | Decide { timeout, .. } => *timeout = limit,
            Open { .. } | Press { .. } | RunCommand { .. } | Clear | Wait { .. } => {}
            Launch { .. } | FocusWindow { .. } | ResizeWindow { .. } | CloseWindow { .. } => {}
            Resize { .. } => {}
            WaitUntilStill { .. } | AssertVisible { .. } | EndScene { .. } => {}
        }
    }

    /// Every target that it looks for, in the order in which it does.
    pub fn targets(&self) -> Vec<&Target> {
        use Action::*;
        match self {
            Click { target, .. }
            | MoveTo { target, .. }
            | WaitFor { target, .. }
            | WaitUntilGone { target, .. }
            | AssertVisible { target }
            | Decide { target, .. } => vec![target],
            Drag { from, to, .. } => vec![from, to],
            Scroll { way, over, .. } => way.target().into_iter().chain(over).collect(),
            TypeText { into, .. } | Paste { into, .. } => into.iter().collect(),
            Open { .. } | Press { .. } | RunCommand { .. } | Clear | Resize { .. } => Vec::new(),
            Launch { .. } | FocusWindow { .. } | ResizeWindow { .. } | CloseWindow { .. } => {
                Vec::new()
            }
            Wait { .. } | WaitUntilStill { .. } | EndScene { .. } => Vec::new(),
        }
    }

    /// As [`Action::targets`], to put others in their place.
    pub fn targets_mut(&mut self) -> Vec<&mut Target> {
        use Action::*;
        match self {
            Click { target, .. }
            | MoveTo { target, .. }
            | WaitFor { target, .. }
            | WaitUntilGone { target, .. }
            | AssertVisible { target }
            | Decide { target, .. } => vec![target],
            Drag { from, to, .. } => vec![from, to],
            Scroll { way, over, .. } => way.target_mut().into_iter().chain(over).collect(),
            TypeText { into, .. } | Paste { into, .. } => into.iter_mut().collect(),
            Open { .. } | Press { .. } | RunCommand { .. } | Clear | Resize { .. } => Vec::new(),
            Launch { .. } | FocusWindow { .. } | ResizeWindow { .. } | CloseWindow { .. } => {
                Vec::new()
            }
            Wait { .. } | WaitUntilStill { .. } | EndScene { .. } => Vec::new(),
        }
    }
}

impl ScrollWay {
    fn target(&self) -> Option<&Target> {
        match self {
            ScrollWay::To { target } => Some(target),
            ScrollWay::By { .. } => None,
        }
    }

    fn target_mut(&mut self) -> Option<&mut Target> {
        match self {
            ScrollWay::To { target } => Some(target),
            ScrollWay::By { .. } => None,
        }
    }
}
