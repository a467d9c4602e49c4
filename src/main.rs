//! The front (to be written).
fn main() {}
