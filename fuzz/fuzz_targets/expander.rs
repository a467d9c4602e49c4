//! Any bytes as a project of a script, a composed step and a file of values: checking, expanding
//! and mending it end.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| demoreel_fuzz::expand(bytes));
