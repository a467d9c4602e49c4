//! The stage with the real Xvfb and the real Chromium, over small pages of our own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on says so by panicking"
)]

mod common;
mod desktop;
mod ending;
mod failing;
mod flow;
mod keeping;
mod recording;
mod seeing;
mod services;
mod slow;
mod waiting;
