//! base16 and base24 schemes: `base00: "1d1f21"` lines, at the top or under `palette:`.

use super::{TerminalTheme, ThemeError, hex};
use crate::colour::Colour;

/// Which of the sixteen bases stands for which terminal colour; base24 adds true bright ones.
const NORMAL: [usize; 8] = [0x0, 0x8, 0xb, 0xa, 0xd, 0xe, 0xc, 0x5];
const BRIGHT: [usize; 8] = [0x3, 0x12, 0x14, 0x13, 0x16, 0x17, 0x15, 0x7];

pub(super) fn parse(text: &str) -> Result<TerminalTheme, ThemeError> {
    let mut bases: [Option<Colour>; 24] = [None; 24];
    for line in text.lines() {
        let Some((key, value)) = line.trim().split_once(':') else {
            continue;
        };
        let key = key.trim().trim_matches(['"', '\'']);
        let number = key.strip_prefix("base").filter(|digits| digits.len() == 2);
        let Some(number) = number.and_then(|digits| usize::from_str_radix(digits, 16).ok()) else {
            continue;
        };
        if let Some(base) = bases.get_mut(number) {
            *base = Some(hex(key, unquoted(value))?);
        }
    }
    if bases.iter().all(Option::is_none) {
        return Err(ThemeError::Unknown);
    }
    let base = |number: usize| {
        bases[number].ok_or_else(|| ThemeError::Missing(format!("base{number:02X}")))
    };
    let mut indexed = [Colour::rgb(0, 0, 0); 16];
    for (index, (normal, bright)) in NORMAL.into_iter().zip(BRIGHT).enumerate() {
        indexed[index] = base(normal)?;
        indexed[index + 8] = match bases[bright] {
            Some(colour) => colour,
            None => base(normal)?,
        };
    }
    Ok(TerminalTheme {
        foreground: base(5)?,
        background: base(0)?,
        cursor: base(5)?,
        indexed,
    })
}

/// A value without its quotes, and without a comment after it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split(" #").next().unwrap_or_default().trim(),
    }
}
