//! The language as a script's author meets it: what is understood, what is refused and in which
//! words, and what a plan says in the end.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod composed;
mod corpus;
mod fixes;
mod flow;
mod given;
mod hostile;
mod kept;
mod lessons;
mod library;
mod look;
mod mended;
mod mistakes;
mod moments;
mod project;
mod tapes;
mod traps;
mod values;
mod worked;
