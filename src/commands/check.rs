//! `demoreel check`: everything that is wrong with a script, in one run; with `--fix`, less of it.

use demoreel_dsl::{Change, Checked};
use demoreel_primitives::diagnostic::Diagnostic;
use serde_json::json;

use super::{Ending, answer_with, checked, has_errors, options, print_json, world};
use crate::cli::{CheckArgs, MendArgs};
use crate::files;

/// Checks a script, and mends it where that is asked for.
pub fn check(args: &MendArgs) -> Ending {
    if args.fix {
        return fix(&args.check);
    }
    let args = &args.check;
    let checked = checked(&args.script, &args.values);
    answer_with(&checked.diagnostics, args.json);
    ended(&checked, args)
}

fn fix(args: &CheckArgs) -> Ending {
    let mended = demoreel_dsl::mend(&args.script, &options(&args.values), world().as_ref());
    if let Some(text) = &mended.text
        && let Err(error) = files::replace(&args.script, text)
    {
        answer_with(&[*error], args.json);
        return Ending::Failed;
    }
    let diagnostics = &mended.checked.diagnostics;
    if args.json {
        let ok = !has_errors(diagnostics);
        print_json(&json!({ "ok": ok, "changes": mended.changes, "diagnostics": diagnostics }));
    } else {
        tell(args, &mended.changes, diagnostics);
        answer_with(diagnostics, false);
    }
    ended(&mended.checked, args)
}

/// Says what was changed, and what is left to the author.
fn tell(args: &CheckArgs, changes: &[Change], left: &[Diagnostic]) {
    for change in changes {
        let (line, code) = (change.line, &change.code);
        let script = args.script.display();
        anstream::println!(
            "{script}:{line}: {} ({code}: {})",
            change.title,
            change.message
        );
    }
    let by_hand = left.iter().filter(|one| one.fix.is_some()).count();
    let left = match by_hand {
        0 => return,
        1 => "one fix is left to you".to_owned(),
        several => format!("{several} fixes are left to you"),
    };
    anstream::println!("{left}: its edit is not certain to keep the rest as it is");
}

fn ended(checked: &Checked, args: &CheckArgs) -> Ending {
    let Some(plan) = checked
        .plan
        .as_ref()
        .filter(|_| !has_errors(&checked.diagnostics))
    else {
        return Ending::Wrong;
    };
    if !args.json {
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
