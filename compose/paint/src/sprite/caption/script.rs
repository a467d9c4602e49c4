//! Which writing a text of East Asia is in: Chinese, Japanese and Korean share letters that each
//! draws in its own way.

/// How the shared letters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    Simplified,
    Traditional,
    HongKong,
    Japanese,
    Korean,
}

impl Script {
    /// By the language where it says so, else by the letters that only one of them has.
    pub fn of(text: &str, language: &str) -> Script {
        let language = language.to_lowercase();
        let parts: Vec<&str> = language.split(['-', '_']).collect();
        match parts.first() {
            Some(&"ja") => return Script::Japanese,
            Some(&"ko") => return Script::Korean,
            Some(&"zh") if parts.contains(&"hk") => return Script::HongKong,
            Some(&"zh") if parts.contains(&"tw") || parts.contains(&"hant") => {
                return Script::Traditional;
            }
            Some(&"zh") => return Script::Simplified,
            _ => {}
        }
        let any = |range: std::ops::RangeInclusive<char>| text.chars().any(|c| range.contains(&c));
        match () {
            () if any('\u{3040}'..='\u{30ff}') => Script::Japanese,
            () if any('\u{ac00}'..='\u{d7a3}') => Script::Korean,
            () => Script::Simplified,
        }
    }

    /// How the family of a font for it ends.
    pub fn ending(self) -> &'static str {
        match self {
            Script::Simplified => " SC",
            Script::Traditional => " TC",
            Script::HongKong => " HK",
            Script::Japanese => " JP",
            Script::Korean => " KR",
        }
    }
}
