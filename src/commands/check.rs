//! `demoreel check`: everything that is wrong with a script, in one run.

use super::{Ending, answer_with, checked, has_errors};
use crate::cli::CheckArgs;

/// Checks a script.
pub fn check(args: &CheckArgs) -> Ending {
    let checked = checked(&args.script, &args.values);
    answer_with(&checked.diagnostics, args.json);
    if checked.plan.is_none() || has_errors(&checked.diagnostics) {
        return Ending::Wrong;
    }
    if let (Some(plan), false) = (&checked.plan, args.json) {
        let scenes = plan.act.scenes.len();
        let steps: usize = plan.act.scenes.iter().map(|scene| scene.steps.len()).sum();
        let effects = plan.look.effects().count();
        anstream::println!(
            "{}: {scenes} scenes, {steps} acting steps, {effects} effects; nothing is wrong",
            args.script.display()
        );
    }
    Ending::Done
}
