//! Values as scripts write them: a word with its unit. Each reads and writes that word, so that a
//! checked step is again something a script could say.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::colour::Colour;
use crate::time::Nanos;

/// A length of time: `500ms`, `2s`, `1.5m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration(pub Nanos);

/// Logical pixels: `400px`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pixels(pub f64);

/// A length of the look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// Of the output's short side: `5%`.
    Percent(f64),
    /// At a short side of 1080: `54px`.
    Pixels(f64),
}

/// A change of loudness in decibels: `-6dB`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain(pub f64);

/// Width and height in pixels: `1920x1080`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelSize {
    /// 1 or more.
    pub width: u32,
    /// 1 or more.
    pub height: u32,
}

/// `#rgb`, `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HexColour(pub Colour);

/// Two numbers: `640, 400`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair(pub f64, pub f64);

/// A corner and a size: `0, 0, 400x300`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The upper left corner.
    pub corner: Pair,
    /// Width and height, both above 0.
    pub size: Pair,
}

/// A factor of 1 or more, or `auto`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Magnification {
    /// From the target.
    Auto,
    /// So many times.
    Times(f64),
}

/// A word that is no value of the kind that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the word is not of this kind")]
pub struct NotOfThisKind;

/// Gives a value the serde and schema of the word that a script writes.
macro_rules! written_as_a_word {
    ($($type:ident $kind:literal)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let word = String::deserialize(from)?;
                word.parse().map_err(de::Error::custom)
            }
        }
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $kind.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "x-kind": $kind })
            }
        }
    )*};
}

written_as_a_word! {
    Duration "duration"
    Pixels "pixels"
    Length "length"
    Gain "gain"
    PixelSize "size"
    HexColour "colour"
    Pair "point"
    Area "region"
    Magnification "magnification"
}

impl FromStr for Duration {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Duration, NotOfThisKind> {
        let (number, unit) = split_unit(word)?;
        let seconds = match unit {
            "ms" => number / 1000.0,
            "s" => number,
            "m" | "min" => number * 60.0,
            _ => return Err(NotOfThisKind),
        };
        // A day is more than any demo; it keeps all sums of times far from their limits.
        if !(0.0..=86_400.0).contains(&seconds) {
            return Err(NotOfThisKind);
        }
        Ok(Duration(Nanos::from_secs_f64(seconds)))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Pixels {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Pixels, NotOfThisKind> {
        match split_unit(word)? {
            (number, "px") => Ok(Pixels(number)),
            _ => Err(NotOfThisKind),
        }
    }
}

impl fmt::Display for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}px", self.0)
    }
}

impl Length {
    /// In canvas pixels of an output with this short side.
    pub fn on_canvas(self, short_side: f64) -> f64 {
        match self {
            Length::Percent(percent) => short_side * percent / 100.0,
            Length::Pixels(pixels) => pixels * short_side / 1080.0,
        }
    }
}

impl FromStr for Length {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Length, NotOfThisKind> {
        match split_unit(word)? {
            (number, _) if !(0.0..=10_000.0).contains(&number) => Err(NotOfThisKind),
            (number, "%") => Ok(Length::Percent(number)),
            (number, "px") => Ok(Length::Pixels(number)),
            _ => Err(NotOfThisKind),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Length::Percent(number) => write!(f, "{number}%"),
            Length::Pixels(number) => write!(f, "{number}px"),
        }
    }
}

impl FromStr for Gain {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Gain, NotOfThisKind> {
        match split_unit(word)? {
            // More would be silence, or nothing but the limiter.
            (number, "dB" | "db") if (-60.0..=24.0).contains(&number) => Ok(Gain(number)),
            _ => Err(NotOfThisKind),
        }
    }
}

impl fmt::Display for Gain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}dB", self.0)
    }
}

impl FromStr for PixelSize {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<PixelSize, NotOfThisKind> {
        let (width, height) = word.split_once('x').ok_or(NotOfThisKind)?;
        let side = |text: &str| {
            text.trim()
                .parse()
                .ok()
                .filter(|n| (1..=16_384).contains(n))
        };
        match (side(width), side(height)) {
            (Some(width), Some(height)) => Ok(PixelSize { width, height }),
            _ => Err(NotOfThisKind),
        }
    }
}

impl fmt::Display for PixelSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

impl FromStr for HexColour {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<HexColour, NotOfThisKind> {
        Colour::from_hex(word).map(HexColour).ok_or(NotOfThisKind)
    }
}

impl fmt::Display for HexColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl FromStr for Pair {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Pair, NotOfThisKind> {
        let (first, second) = word.split_once(',').ok_or(NotOfThisKind)?;
        Ok(Pair(plain_number(first)?, plain_number(second)?))
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.0, self.1)
    }
}

impl FromStr for Area {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Area, NotOfThisKind> {
        let (corner, size) = word.rsplit_once(',').ok_or(NotOfThisKind)?;
        let (width, height) = size.split_once('x').ok_or(NotOfThisKind)?;
        let size = Pair(plain_number(width)?, plain_number(height)?);
        if size.0 <= 0.0 || size.1 <= 0.0 {
            return Err(NotOfThisKind);
        }
        let corner = corner.parse()?;
        Ok(Area { corner, size })
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}x{}", self.corner, self.size.0, self.size.1)
    }
}

impl FromStr for Magnification {
    type Err = NotOfThisKind;
    fn from_str(word: &str) -> Result<Magnification, NotOfThisKind> {
        if word == "auto" {
            return Ok(Magnification::Auto);
        }
        match plain_number(word)? {
            number if (1.0..=8.0).contains(&number) => Ok(Magnification::Times(number)),
            _ => Err(NotOfThisKind),
        }
    }
}

impl fmt::Display for Magnification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Magnification::Auto => f.write_str("auto"),
            Magnification::Times(number) => write!(f, "{number}"),
        }
    }
}

/// Words to type, or the name of the environment variable that holds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Typed {
    /// Anybody may read it.
    Plain(String),
    /// A secret.
    Secret {
        /// The variable's name.
        env: String,
    },
}

impl JsonSchema for Typed {
    fn schema_name() -> Cow<'static, str> {
        "typed".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "x-kind": "typed" })
    }
}

/// Says that steps stand inside a step; they are read with the script's own places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Steps(pub bool);

impl JsonSchema for Steps {
    fn schema_name() -> Cow<'static, str> {
        "steps".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "x-kind": "steps" })
    }
}

/// A number and the unit that follows it directly.
fn split_unit(word: &str) -> Result<(f64, &str), NotOfThisKind> {
    let letters = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'));
    let at = word.find(letters).ok_or(NotOfThisKind)?;
    let (number, unit) = word.split_at(at);
    Ok((plain_number(number)?, unit))
}

/// A finite decimal number, without the words and exponents that Rust also reads.
fn plain_number(text: &str) -> Result<f64, NotOfThisKind> {
    let text = text.trim();
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    if !text.bytes().all(plain) {
        return Err(NotOfThisKind);
    }
    let number: f64 = text.parse().map_err(|_| NotOfThisKind)?;
    (number.abs() < 1e9).then_some(number).ok_or(NotOfThisKind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same<T: FromStr + fmt::Display>(words: &[&str]) {
        for word in words {
            let value = word.parse::<T>().ok().map(|value| value.to_string());
            assert_eq!(value.as_deref(), Some(*word));
        }
    }

    #[test]
    fn each_value_writes_the_word_that_it_was_read_from() {
        same::<Duration>(&["500ms", "2s", "1.5s"]);
        same::<Pixels>(&["400px", "-3px"]);
        same::<Length>(&["5%", "54px"]);
        same::<Gain>(&["-6dB", "1.5dB"]);
        same::<PixelSize>(&["1920x1080"]);
        same::<HexColour>(&["#0a141e", "#0a141e80"]);
        same::<Pair>(&["640, 400", "-1.5, 0"]);
        same::<Area>(&["0, 10, 400x300"]);
        same::<Magnification>(&["auto", "1.8"]);
    }

    #[test]
    fn a_number_without_its_unit_is_no_length_of_time_or_space() {
        assert!("2".parse::<Duration>().is_err());
        assert!("2 s".parse::<Duration>().is_err());
        assert!("400".parse::<Pixels>().is_err());
        assert!("5".parse::<Length>().is_err());
        assert!("-6".parse::<Gain>().is_err());
        assert!("1e3s".parse::<Duration>().is_err());
        assert!("99999999s".parse::<Duration>().is_err());
    }
}
