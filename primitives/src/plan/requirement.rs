//! Programs that must be there before anything is filmed. What never lives here: the programs of
//! demoreel's own stage, which are not the script's affair.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A program that a script or a composed step cannot do without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-main" = "program"))]
pub struct Requirement {
    /// Its name, as it is looked for on the path.
    pub program: String,
    /// How to get it: a command, or a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub get: Option<String>,
}

/// A requirement of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Required {
    /// What.
    #[serde(flatten)]
    pub requirement: Requirement,
    /// On whose path; on that of every program where nothing is said.
    pub surface: Option<String>,
}
