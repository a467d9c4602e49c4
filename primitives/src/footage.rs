//! What a script knows of an imported recording: a small file beside its take.

use serde::{Deserialize, Serialize};

use crate::time::Nanos;

/// The scene of an imported recording's take.
pub const SCENE: &str = "footage";
/// The recording's surface in it.
pub const SURFACE: &str = "footage";
/// The surface of the camera that ran beside it, if one did.
pub const CAMERA: &str = "camera";

/// What is said of a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FootageFacts {
    /// Version of this file.
    pub format: u32,
    /// Width and height of its pictures as they are shown.
    pub size: [u32; 2],
    /// From its first picture to the end of its last.
    pub length: Nanos,
    /// Of its pictures, their times, and its events.
    pub digest: String,
}

impl FootageFacts {
    /// The version that is written.
    pub const FORMAT: u32 = 1;
    /// Its name in the take's folder.
    pub const FILE: &str = "footage.json";
}
