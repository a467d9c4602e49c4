//! What scripts share beside steps: brands, kits, and files of scenes.

use demoreel_primitives::steps::HexColour;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CaptionsWords, LookWords, PathWord, PointerWords, ScenesWord};

/// A brand: a file of its own, `brands/NAME.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct BrandWords {
    /// The brand's name.
    #[schemars(extend("x-kind" = "identifier"))]
    #[expect(dead_code, reason = "a brand is found by its file's name")]
    pub brand: String,
    /// What it is, in a sentence.
    #[expect(dead_code, reason = "written for people")]
    pub about: Option<String>,
    /// Its colours.
    pub colours: Option<ColoursWords>,
    /// How everything looks.
    #[serde(flatten)]
    pub look: LookWords,
}

/// A brand's colours. What the look keys say holds over them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub(crate) struct ColoursWords {
    /// For what should be noticed, such as the ring of a click and the word that is heard.
    pub accent: Option<HexColour>,
    /// Of words.
    pub text: Option<HexColour>,
    /// Colour of the plate under words.
    pub plate: Option<HexColour>,
}

impl BrandWords {
    /// The layer of the look that the brand is.
    pub fn layer(self) -> LookWords {
        let colours = self.colours.unwrap_or_default();
        let lowest = LookWords {
            pointer: Some(PointerWords {
                ripple_colour: colours.accent,
                ..PointerWords::default()
            }),
            captions: Some(CaptionsWords {
                colour: colours.text,
                plate: colours.plate,
                highlight: colours.accent,
                ..CaptionsWords::default()
            }),
            ..LookWords::default()
        };
        self.look.over(lowest)
    }
}

/// A kit's manifest: the file `kit.yaml` in its folder.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct KitWords {
    /// The kit's name.
    #[schemars(extend("x-kind" = "identifier"))]
    #[expect(dead_code, reason = "a kit is found by its folder's name")]
    pub kit: String,
    /// What it is for, in a sentence.
    #[expect(dead_code, reason = "written for people")]
    pub about: String,
    /// Its version.
    #[expect(dead_code, reason = "written for people")]
    pub version: Option<String>,
}

/// A file of scenes that scripts include.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SceneFileWords {
    /// What its scenes show, in a sentence.
    #[expect(dead_code, reason = "written for people")]
    pub about: Option<String>,
    /// In this order.
    #[schemars(with = "ScenesWord")]
    #[expect(dead_code, reason = "read with the places of its steps")]
    pub scenes: bool,
}

/// An item of a list of scenes that stands for those of a file.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct IncludeWords {
    /// The file, relative to this one.
    #[schemars(with = "PathWord")]
    #[expect(dead_code, reason = "opened where its scenes are put in")]
    pub include: String,
}
