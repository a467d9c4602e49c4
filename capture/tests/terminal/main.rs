//! Terminals that are really driven and recorded: shells, full-screen programs, secrets, floods,
//! and everything that can go wrong with them. What a program shows is read from the recording,
//! which is played by the model.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

mod common;
mod failing;
mod locating;
mod playing;
mod programs;
mod secrets;
mod shells;
mod tempo;
