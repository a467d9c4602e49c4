//! The commands around the language: what they print, write and refuse.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

#[path = "desk/cache.rs"]
mod cache;
#[path = "desk/common.rs"]
mod common;
#[path = "desk/fmt.rs"]
mod fmt;
#[path = "desk/guide.rs"]
mod guide;
#[path = "desk/manual.rs"]
mod manual;
#[path = "desk/new.rs"]
mod new;
#[path = "desk/plan.rs"]
mod plan;
