//! Kinds and tables in words, for messages and for lists of primitives.

use super::{Kind, Table};

impl Kind {
    /// What the kind accepts, as the end of a sentence that begins "it takes".
    pub fn takes(&self) -> String {
        let words = match self {
            Kind::Text => "words",
            Kind::Phrase => "words, or a map from languages to words",
            Kind::Language => "a language such as 'en' or 'pt-BR'",
            Kind::Used => "the path of a composed step's file, or the name of a kit",
            Kind::Identifier => "a name of letters, digits, '_' and '-'",
            Kind::Url => "an address such as 'https://example.com'",
            Kind::Address => "an address, or a path such as '/settings'",
            Kind::Path => "the path of a file or a folder",
            Kind::Image => "the path of a PNG or JPEG picture",
            Kind::Shell => "a command line",
            Kind::Pattern => "a regular expression",
            Kind::EnvName => "the name of an environment variable",
            Kind::Integer(_) => "a whole number",
            Kind::Number(_) => "a number",
            Kind::Boolean => "'true' or 'false'",
            Kind::Duration => "a time with its unit, such as '500ms' or '2s'",
            Kind::Pixels => "a distance in logical pixels, such as '400px'",
            Kind::Length => "a length such as '5%' or '54px'",
            Kind::Gain => "a loudness such as '-6dB' or '3dB'",
            Kind::Size => "a width and a height, such as '1920x1080'",
            Kind::Colour => "a colour in quotes, such as \"#1e293b\"",
            Kind::Point => "two numbers, such as '640, 400'",
            Kind::Region => "a corner and a size, such as '0, 0, 400x300'",
            Kind::Keys => "a key such as 'Enter' or 'Ctrl+K', or a list of them",
            Kind::Magnification => "'auto' or a number from 1 to 8",
            Kind::Typed => "words, or `env` with the name of a secret",
            Kind::Secret => "`env` with the name of an environment variable",
            Kind::Target => "a target: visible text, or a map such as `css: form`",
            Kind::Param => "the name of a parameter",
            Kind::Steps => "a list of steps",
            Kind::Scenes => "a list of scenes",
            Kind::Names { .. } => "a map from names to what they stand for",
            Kind::Anything => "a value",
            Kind::Choice { of } => return listed(of.iter().map(String::as_str)),
            Kind::List { of } => return format!("a list; each item is {}", of.takes()),
            Kind::Body(table) => return table.fields_in_words(),
            Kind::OneKey { of } => return listed(of.iter().map(|table| table.name.as_str())),
        };
        words.to_owned()
    }

    /// The units that must follow a number of this kind; none for kinds without.
    pub fn units(&self) -> &'static [&'static str] {
        match self {
            Kind::Duration => &["ms", "s", "m"],
            Kind::Pixels => &["px"],
            Kind::Length => &["%", "px"],
            Kind::Gain => &["dB"],
            _ => &[],
        }
    }
}

impl Table {
    /// The fields as the end of a sentence that begins "it takes".
    pub fn fields_in_words(&self) -> String {
        let names = self.fields.iter().map(|field| field.name.as_str());
        format!("a map with {}", listed(names))
    }
}

/// Words as a sentence lists them: `a`, `b` or `c`, each between backticks.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(listed([]), "");
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
