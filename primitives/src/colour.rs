//! Colours as scripts write them and as frames hold them. Frames are BT.709, limited range.

use serde::{Deserialize, Serialize};

/// A colour in gamma-encoded sRGB with straight alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
    /// 0 is clear, 255 is solid.
    pub alpha: u8,
}

/// Luma and the two colour differences, 8 bit, limited range: 16..=235 and 16..=240.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yuv {
    /// Luma.
    pub y: f64,
    /// Blue difference.
    pub u: f64,
    /// Red difference.
    pub v: f64,
}

impl Colour {
    /// A solid colour.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Colour {
        Colour {
            red,
            green,
            blue,
            alpha: 255,
        }
    }

    /// Reads `#rgb`, `#rrggbb` or `#rrggbbaa`; nothing else.
    pub fn from_hex(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let wide: String = match digits.len() {
            3 => digits
                .chars()
                .flat_map(|digit| [digit, digit])
                .chain(['f', 'f'])
                .collect(),
            6 => format!("{digits}ff"),
            8 => digits.to_owned(),
            _ => return None,
        };
        let [red, green, blue, alpha] = u32::from_str_radix(&wide, 16).ok()?.to_be_bytes();
        Some(Colour {
            red,
            green,
            blue,
            alpha,
        })
    }

    /// As a script writes it: `#rrggbb`, or `#rrggbbaa` where it is not solid.
    pub fn to_hex(self) -> String {
        let Colour {
            red,
            green,
            blue,
            alpha,
        } = self;
        match alpha {
            255 => format!("#{red:02x}{green:02x}{blue:02x}"),
            _ => format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}"),
        }
    }

    /// BT.709, limited range, not rounded, so that a gradient can be dithered.
    pub fn to_yuv(self) -> Yuv {
        yuv_from_rgb(self.red as f64, self.green as f64, self.blue as f64)
    }
}

/// BT.709 limited range from gamma-encoded components of 0 to 255.
pub fn yuv_from_rgb(red: f64, green: f64, blue: f64) -> Yuv {
    let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Yuv {
        y: 16.0 + luma * (219.0 / 255.0),
        u: 128.0 + (blue - luma) / 1.8556 * (224.0 / 255.0),
        v: 128.0 + (red - luma) / 1.5748 * (224.0 / 255.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_hex_forms_are_read_and_others_are_not() {
        assert_eq!(Colour::from_hex("#fff"), Some(Colour::rgb(255, 255, 255)));
        assert_eq!(Colour::from_hex("#0a141e"), Some(Colour::rgb(10, 20, 30)));
        assert_eq!(Colour::from_hex("#0a141e80").map(|c| c.alpha), Some(128));
        for wrong in ["fff", "#ff", "#ggg", "#12345", ""] {
            assert_eq!(Colour::from_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn white_and_black_sit_on_the_ends_of_the_limited_range() {
        let white = Colour::rgb(255, 255, 255).to_yuv();
        assert!((white.y - 235.0).abs() < 1e-9 && (white.u - 128.0).abs() < 1e-9);
        assert!((Colour::rgb(0, 0, 0).to_yuv().y - 16.0).abs() < 1e-9);
    }
}
