//! How long things will take, as far as a plan tells: paces and waits are known, pages are not.
//! Numbers are means of takes that were filmed; what a page needs to answer is a guess.

use demoreel_primitives::plan::{Action, ScrollWay, TypedText, Voice};
use demoreel_primitives::time::Nanos;

/// Before a scene's first step, between two steps, after its last until all of it has been seen,
/// and after its last word.
pub(super) const BEGIN: Nanos = Nanos::from_millis(600);
pub(super) const BETWEEN: Nanos = Nanos::from_millis(380);
pub(super) const REST: Nanos = Nanos::from_millis(1300);
pub(super) const AFTER_WORDS: Nanos = Nanos::from_millis(700);
/// A hand's way to a target and a click on it.
const REACH: i64 = 900;
const LOAD: i64 = 1500;
/// Until a target is seen that is waited for.
const APPEAR: i64 = 1000;
const COMMAND: i64 = 1000;
const CHORD: i64 = 230;
/// A secret's length is nobody's business.
const SECRET_LETTERS: i64 = 16;

/// Of speech at a pace of 1: a word, a letter of it, and the pauses that punctuation makes. About
/// 165 words a minute.
const WORD: i64 = 105;
const LETTER: i64 = 51;
const COMMA: i64 = 180;
const STOP: i64 = 380;

/// How long a step takes, and after how long it has failed where it waits for something.
pub(super) fn step(action: &Action) -> (Nanos, Option<Nanos>) {
    let likely = Nanos::from_millis;
    let upto = |timeout: &Nanos, millis: i64| (likely(millis).min(*timeout), Some(*timeout));
    match action {
        Action::Open { timeout, .. } => upto(timeout, LOAD),
        Action::Click { timeout, .. } | Action::MoveTo { timeout, .. } => upto(timeout, REACH),
        Action::Drag { timeout, .. } => upto(timeout, 2 * REACH),
        Action::Scroll { length, way, .. } => match way {
            ScrollWay::To { .. } => (*length + likely(REACH / 2), None),
            _ => (*length, None),
        },
        Action::TypeText {
            text, into, pace, ..
        } => {
            let letters = match text {
                TypedText::Plain(text) => text.chars().count() as i64,
                TypedText::SecretFromEnv(_) => SECRET_LETTERS,
            };
            let reach = into.as_ref().map_or(0, |_| REACH);
            (Nanos(pace.0 * letters) + likely(reach), None)
        }
        Action::Paste { into, .. } => (likely(into.as_ref().map_or(200, |_| REACH)), None),
        Action::Press { chords, .. } => (likely(CHORD * chords.len() as i64), None),
        Action::RunCommand {
            command,
            pace,
            timeout,
            ..
        } => {
            let typing = Nanos(pace.0 * command.chars().count() as i64);
            (
                typing + likely(COMMAND).min(*timeout),
                Some(typing + *timeout),
            )
        }
        Action::Launch { timeout, .. } => upto(timeout, LOAD),
        Action::FocusWindow { timeout, .. }
        | Action::ResizeWindow { timeout, .. }
        | Action::CloseWindow { timeout, .. } => upto(timeout, CHORD),
        Action::Wait { length } => (*length, None),
        Action::WaitFor { timeout, .. } | Action::WaitUntilGone { timeout, .. } => {
            upto(timeout, APPEAR)
        }
        Action::WaitUntilStill { still, timeout, .. } => (*still, Some(*timeout)),
        _ => (likely(CHORD), None),
    }
}

/// How long a text will be spoken.
pub(super) fn speech(text: &str, voice: &Voice) -> Nanos {
    let millis: i64 = text.split_whitespace().map(word).sum();
    let last = text.split_whitespace().last().map_or(0, pause_after);
    let millis = (millis - last) as f64;
    let pace = match voice {
        Voice::Local { pace, .. } => *pace,
        _ => 1.0,
    };
    Nanos::from_secs_f64(millis / 1000.0 / pace.max(0.1))
}

fn word(word: &str) -> i64 {
    let letters = word
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count() as i64;
    WORD + LETTER * letters + pause_after(word)
}

fn pause_after(word: &str) -> i64 {
    match word.chars().last() {
        Some('.' | '!' | '?' | '…') => STOP,
        Some(',' | ';' | ':') => COMMA,
        _ => 0,
    }
}
