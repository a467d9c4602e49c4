//! The stage with the real Xvfb and the real Chromium, over small pages of our own.

mod common;
mod ending;
mod failing;
mod keeping;
mod recording;
mod seeing;
mod services;
