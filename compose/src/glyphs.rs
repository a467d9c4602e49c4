//! Characters that no font of this machine has, told by name with the package that would have them.

use std::collections::BTreeSet;

use demoreel_paint::without_glyph;
use demoreel_primitives::codes::compose as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::progress::Run;
use demoreel_primitives::timeline::{Layer, Timeline};

/// So many are named; the rest are counted.
const NAMED: usize = 8;

/// Warns of the characters of a reel's captions that will be drawn as empty frames.
pub fn tell(timeline: &Timeline, run: &Run<'_>) {
    let layers = timeline.scenes.iter().flat_map(|scene| &scene.layers);
    let captions = layers.filter_map(|layer| match layer {
        Layer::Caption(captions) => Some(captions),
        _ => None,
    });
    let without = without_glyph(captions);
    if !without.is_empty() {
        run.warn(missing(&without));
    }
}

/// The warning for some characters.
pub fn missing(characters: &[char]) -> Diagnostic {
    let named = characters.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|one| format!("{one} (U+{:04X})", u32::from(*one)))
        .collect();
    let more = match characters.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let packages: BTreeSet<&str> = characters.iter().map(|one| package(*one)).collect();
    let packages: Vec<&str> = packages.into_iter().collect();
    let message = format!("no font has {}{more}", named.join(", "));
    Diagnostic::warning(codes::GLYPH_MISSING, message)
        .state("each is drawn as an empty frame")
        .hint(format!("apt-get install {}", packages.join(" ")))
}

/// Debian's package with a font that has a character.
fn package(character: char) -> &'static str {
    match u32::from(character) {
        0x1f000.. if !matches!(u32::from(character), 0x20000..=0x3ffff) => "fonts-noto-color-emoji",
        0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000.. => {
            "fonts-noto-cjk"
        }
        _ => "fonts-noto-core",
    }
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn each_character_is_named_with_the_package_that_has_it() {
        let told = missing(&['部', '🎉', 'ض']);
        assert_eq!(
            told.message,
            "no font has 部 (U+90E8), 🎉 (U+1F389), ض (U+0636)"
        );
        let hint = told.hint.unwrap_or_default();
        assert_eq!(
            hint,
            "apt-get install fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core"
        );
    }
}
