//! Any bytes as a script: reading ends, and formatting what it read twice changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| demoreel_fuzz::read(bytes));
