//! A desktop on the stage: a private display for any program, with nothing around its windows.

use serde::{Deserialize, Serialize};

/// Programs on a private display.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desktop {
    /// The command line that is started when a scene first uses the surface, by `sh` in the
    /// script's folder; nothing where the script starts its programs itself.
    pub launch: Option<String>,
    /// Names of environment variables that its programs may see besides the allow-list.
    pub env: Vec<String>,
    /// Files and folders of the user's home that are copied into the private one, relative to
    /// both. Nothing is ever written back.
    pub keep: Vec<String>,
}
