//! Steps that open pages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::Duration;
use crate::time::Nanos;

/// Opens an address in the browser and waits until the page has loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "x-family" = "navigate",
    "x-main" = "url",
    "x-related" = ["wait_for", "click"],
    "x-example" = "- open: /settings\n"
))]
pub struct Open {
    /// An absolute address, or a path relative to the surface's home.
    #[schemars(extend("x-kind" = "address"))]
    pub url: String,
    /// How long loading may take.
    #[serde(default = "load_timeout")]
    pub timeout: Duration,
}

fn load_timeout() -> Duration {
    Duration(Nanos::from_secs(30))
}
