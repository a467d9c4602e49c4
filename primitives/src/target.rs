//! What a step points at. The same value is looked for while filming and in a finished film.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::FoundBy;
use crate::space::{SurfacePoint, SurfaceRect};

/// One finder and its refiners, everything resolved: nothing here means "default".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// How it is found.
    pub finder: Finder,
    /// Which of several, from 1; -1 is the last. `None` means that there must be only one best.
    pub nth: Option<i32>,
    /// Only inside what this finds.
    pub inside: Option<Box<Target>>,
    /// The nearest to what this finds.
    pub near: Option<Box<Target>>,
    /// On these sides of what these find, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<(Side, Target)>,
    /// Moves the point that is acted on from the middle, in logical pixels.
    pub offset: (f64, f64),
    /// How much of the match is meant.
    pub part: Part,
}

/// On which side of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Over it, in its columns.
    Above,
    /// Under it, in its columns.
    Below,
    /// To its left, in its rows.
    LeftOf,
    /// To its right, in its rows.
    RightOf,
}

/// The ways to find something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finder {
    /// Visible text, as whole words. The whole of a label beats the same in another case, that
    /// beats what an element is called without showing it (placeholder, `aria-label`, `alt`), then
    /// come the beginning of a text and its middle.
    Text {
        /// The words.
        text: String,
    },
    /// Visible text that matches a regular expression.
    Matches {
        /// In the syntax of the `regex` crate.
        pattern: String,
    },
    /// A picture.
    Image(ImageTemplate),
    /// A CSS selector; browsers only.
    Css {
        /// The selector.
        selector: String,
    },
    /// An accessible role, perhaps with a name.
    Role {
        /// Such as `button`.
        role: String,
        /// The accessible name.
        text: Option<String>,
    },
    /// A place.
    Point {
        /// In logical pixels.
        point: SurfacePoint,
    },
    /// An area.
    Region {
        /// In logical pixels.
        region: SurfaceRect,
    },
    /// The first of several to appear; ties in this order.
    Any {
        /// Two or more.
        targets: Vec<Target>,
    },
    /// The place where an earlier step of the scene found what it looked for.
    Found(FoundBy),
}

/// A picture to look for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImageTemplate {
    /// The file.
    pub path: String,
    /// BLAKE3 of its bytes, so that a changed picture is a changed act.
    pub digest: String,
    /// The least score that counts as found: above 0, up to 1.
    pub confidence: f64,
    /// Film pixels of the template for one logical pixel; the surface's density where the file
    /// does not say.
    pub density: Option<f64>,
}

/// How much of a text match is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The matched words only.
    #[default]
    Match,
    /// The word that holds the match.
    Word,
    /// The line of text that holds it.
    Line,
    /// The whole row: a table row, a list item.
    Row,
}

impl Target {
    /// A target without refiners.
    pub fn plain(finder: Finder) -> Target {
        Target {
            finder,
            nth: None,
            inside: None,
            near: None,
            sides: Vec::new(),
            offset: (0.0, 0.0),
            part: Part::Match,
        }
    }

    /// The same with the places that steps have found put in for their names. `place` says where;
    /// the error is the name of one that has no place.
    pub fn with_places(
        &self,
        place: &dyn Fn(&FoundBy) -> Option<SurfaceRect>,
    ) -> Result<Target, String> {
        let mut target = self.clone();
        match &mut target.finder {
            Finder::Found(found) => {
                let region = place(found).ok_or_else(|| found.name.clone())?;
                target.finder = Finder::Region { region };
            }
            Finder::Any { targets } => {
                for one in targets {
                    *one = one.with_places(place)?;
                }
            }
            _ => {}
        }
        for refiner in [&mut target.inside, &mut target.near].into_iter().flatten() {
            **refiner = refiner.with_places(place)?;
        }
        for (_, refiner) in &mut target.sides {
            *refiner = refiner.with_places(place)?;
        }
        Ok(target)
    }

    /// The other targets that say which one is meant.
    pub fn refiners(&self) -> impl Iterator<Item = &Target> {
        let sides = self.sides.iter().map(|(_, target)| target);
        let areas = self
            .inside
            .as_deref()
            .into_iter()
            .chain(self.near.as_deref());
        areas.chain(sides)
    }

    /// As a script would say it, for messages: `text 'Deploy'`.
    pub fn describe(&self) -> String {
        match &self.finder {
            Finder::Text { text } => format!("text '{text}'"),
            Finder::Matches { pattern } => format!("text that matches /{pattern}/"),
            Finder::Image(template) => format!("image '{}'", template.path),
            Finder::Css { selector } => format!("css '{selector}'"),
            Finder::Role { role, text: None } => format!("role '{role}'"),
            Finder::Role {
                role,
                text: Some(text),
            } => format!("role '{role}' with text '{text}'"),
            Finder::Point { point } => format!("point {}, {}", point.x, point.y),
            Finder::Region { region } => format!(
                "region {}, {}, {}x{}",
                region.origin.x, region.origin.y, region.size.width, region.size.height
            ),
            Finder::Any { targets } => {
                let all: Vec<_> = targets.iter().map(Target::describe).collect();
                format!("any of {}", all.join(", "))
            }
            Finder::Found(found) => format!("found '{}'", found.name),
        }
    }
}

/// Whether a picture has too little in it to be found: the rule by which a template is refused.
/// `solid` are its pixels (red, green, blue) that are not transparent. A picture is featureless
/// when no component's standard deviation reaches 4 of 255 steps.
pub fn is_featureless(solid: impl Iterator<Item = [u8; 3]>) -> bool {
    let (mut count, mut sums, mut squares) = (0_u128, [0_u128; 3], [0_u128; 3]);
    for pixel in solid {
        count += 1;
        for (component, value) in pixel.into_iter().enumerate() {
            sums[component] += value as u128;
            squares[component] += value as u128 * value as u128;
        }
    }
    // Sixteen is the square of the least deviation; both sides are multiplied by count squared.
    let featured = |(sum, square): (u128, u128)| count * square >= sum * sum + 16 * count * count;
    count == 0 || !sums.into_iter().zip(squares).any(featured)
}
