//! The engine (to be written).
fn main() {}
