//! Scenes of a few events for the passes' tests: a film of 1600x1000 logical pixels at density 2
//! that shows its first picture unless a test changes it, and an output of 1920x1080 at 60.
