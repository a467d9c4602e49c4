//! What the front and the engine say to each other. Nothing here runs anything.

pub mod job;
