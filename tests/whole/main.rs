//! The whole, as a user meets it: the real command on small scripts, with its messages, its exit
//! status and its files. Every test has a folder, a work folder and a runtime folder of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test, what cannot be read is a failure"
)]

mod common;
mod ending;
mod failing;
mod flow;
mod footage;
mod keeping;
mod language;
mod secrets;
mod soak;
mod sync;
mod taken;
mod tapes;
mod told;
