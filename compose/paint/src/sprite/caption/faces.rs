//! The faces that captions are set in: the bundled Inter, and for what it lacks the machine's own
//! fonts in an order that depends on nothing but their files' names. Which face a piece of text
//! gets never depends on what was set before. What no font has is remembered, so that it can be
//! told.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use cosmic_text::{FontSystem, Weight, fontdb};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::script::Script;
use crate::font_files::{self, FOLDERS};

/// The family of the bundled faces.
pub const OWN: &str = "Inter";

/// Beginnings of file names that are tried first, in this order, for emoji.
const FOR_EMOJI: [&str; 4] = ["NotoColorEmoji", "Noto-COLRv1", "TwemojiMozilla", "Twemoji"];
/// The same for all else; heavy ones first, because captions are.
const FOR_TEXT: [&str; 14] = [
    "NotoSansCJK-Bold",
    "NotoSansCJK-Medium",
    "NotoSansCJK-Regular",
    "SourceHanSans-Bold",
    "NotoSansArabic-Bold",
    "NotoSansArabic-Regular",
    "NotoSansHebrew-Bold",
    "NotoSansDevanagari-Bold",
    "NotoSansThai-Bold",
    "NotoSans-Bold",
    "DejaVuSans-Bold.",
    "DejaVuSans.",
    "NotoSansSymbols2",
    "NotoSansSymbols-",
];

/// A face by what finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub name: String,
    pub weight: Weight,
}

/// All faces of captions.
pub struct Faces {
    pub system: FontSystem,
    own: Vec<fontdb::ID>,
    folders: Vec<PathBuf>,
    files: Option<Vec<PathBuf>>,
    opened: BTreeMap<PathBuf, Vec<fontdb::ID>>,
    chosen: BTreeMap<(String, Script, bool), Option<Family>>,
    missing: BTreeSet<char>,
}

impl Faces {
    /// The bundled faces, and the machine's for what they lack.
    pub fn new() -> Faces {
        let mut fonts = fontdb::Database::new();
        let mut own = Vec::new();
        macro_rules! bundled {
            ($file:literal) => {{
                const DATA: &[u8] = include_bytes!(concat!("../../../../../assets/fonts/", $file));
                let source = fontdb::Source::Binary(std::sync::Arc::new(DATA));
                own.extend(fonts.load_font_source(source));
            }};
        }
        bundled!("Inter-SemiBold.otf");
        bundled!("Inter-Bold.otf");
        bundled!("Inter-ExtraBold.otf");
        Faces {
            system: FontSystem::new_with_locale_and_db("en".to_owned(), fonts),
            own,
            folders: FOLDERS.map(PathBuf::from).to_vec(),
            files: None,
            opened: BTreeMap::new(),
            chosen: BTreeMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// The stretches of a text with the face of each; none is empty.
    pub fn runs(
        &mut self,
        text: &str,
        language: &str,
        weight: Weight,
    ) -> Vec<(Range<usize>, Family)> {
        let script = Script::of(text, language);
        let own = Family {
            name: OWN.to_owned(),
            weight,
        };
        let mut runs: Vec<(Range<usize>, Family)> = Vec::new();
        for (from, cluster) in text.grapheme_indices(true) {
            let to = from + cluster.len();
            // A space takes the face around it, so that it parts no word from the next; those of
            // emoji are as wide as emoji.
            let space = cluster.trim().is_empty();
            let known = runs
                .last_mut()
                .filter(|run| space && !run.1.name.contains("Emoji"));
            if let Some((range, _)) = known {
                range.end = to;
                continue;
            }
            let family = self.family(cluster, script).unwrap_or_else(|| own.clone());
            match runs.last_mut() {
                Some((range, known)) if *known == family => range.end = to,
                _ => runs.push((from..to, family)),
            }
        }
        runs
    }

    /// The characters that were wanted and that no font has.
    pub fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    /// A face of the machine for a cluster; none where the bundled one has it, or nothing does.
    fn family(&mut self, cluster: &str, script: Script) -> Option<Family> {
        let emoji = is_emoji(cluster);
        let own = self.own.first().copied();
        if !emoji && own.is_some_and(|own| self.has(own, cluster)) {
            return None;
        }
        let key = (cluster.to_owned(), script, emoji);
        if let Some(known) = self.chosen.get(&key) {
            return known.clone();
        }
        let family = self.search(cluster, script, emoji);
        if family.is_none() {
            let shown = cluster.chars().filter(|letter| !is_joiner(*letter));
            self.missing.extend(shown);
        }
        self.chosen.insert(key, family.clone());
        family
    }

    fn search(&mut self, cluster: &str, script: Script, emoji: bool) -> Option<Family> {
        let files = self.files.get_or_insert_with(|| {
            let mut files = font_files::below(&self.folders);
            files.sort_by_key(|file| (plainness(file), file.clone()));
            files
        });
        let files = files.clone();
        let preferred = match emoji {
            true => FOR_EMOJI.iter().chain(&FOR_TEXT),
            false => FOR_TEXT.iter().chain(&FOR_EMOJI),
        };
        let first = preferred.flat_map(|start| {
            let begins = move |file: &&PathBuf| font_files::name(file).starts_with(start);
            files.iter().filter(begins)
        });
        let first: Vec<&PathBuf> = first.collect();
        first
            .into_iter()
            .chain(&files)
            .find_map(|file| self.in_file(file, cluster, script))
    }

    /// The face of a file that has a cluster and writes it as the script does.
    fn in_file(&mut self, file: &Path, cluster: &str, script: Script) -> Option<Family> {
        let ids = match self.opened.get(file) {
            Some(ids) => ids.clone(),
            None => {
                let source = fontdb::Source::File(file.to_owned());
                let ids = self.system.db_mut().load_font_source(source).to_vec();
                self.opened.insert(file.to_owned(), ids.clone());
                ids
            }
        };
        let family = |id: fontdb::ID| -> Option<Family> {
            let face = self.system.db().face(id)?;
            let upright = face.style == fontdb::Style::Normal;
            let usual = upright && face.stretch == fontdb::Stretch::Normal;
            let name = &face.families.first()?.0;
            (usual && !name.contains("Mono CJK")).then(|| Family {
                name: name.clone(),
                weight: face.weight,
            })
        };
        let having = ids.iter().filter(|id| self.has(**id, cluster));
        let families: Vec<Family> = having.filter_map(|id| family(*id)).collect();
        let ending = script.ending();
        let fitting = families.iter().find(|family| family.name.ends_with(ending));
        fitting.or(families.first()).cloned()
    }

    /// Whether a face has all characters of a cluster that are drawn.
    fn has(&self, id: fontdb::ID, cluster: &str) -> bool {
        let all = self.system.db().with_face_data(id, |data, index| {
            let font = swash::FontRef::from_index(data, index as usize)?;
            let charmap = font.charmap();
            let mut drawn = cluster.chars().filter(|letter| !is_joiner(*letter));
            Some(drawn.all(|letter| charmap.map(letter) != 0))
        });
        all.flatten().unwrap_or(false)
    }
}

/// Characters that only say how others are drawn.
fn is_joiner(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(u32::from(letter), 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
            | 0xfe00..=0xfe0f | 0xe0020..=0xe007f)
}

/// Whether a cluster is shown as an emoji: it says so itself, or it is a wide symbol.
fn is_emoji(cluster: &str) -> bool {
    let first = cluster.chars().next().map_or(0, u32::from);
    let symbol = matches!(first, 0x2300..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff);
    let digit = cluster.contains('\u{20e3}');
    cluster.contains('\u{fe0f}') || digit || (symbol && cluster.width() == 2)
}

/// How far from plain bold letters a file's name is: faces that slant or are thin come last.
fn plainness(file: &Path) -> u8 {
    let name = font_files::name(file);
    let odd = ["Italic", "Oblique", "Thin", "Light", "Condensed", "Mono"];
    match () {
        () if odd.iter().any(|word| name.contains(word)) => 4,
        () if name.contains("Serif") => 3,
        () if name.contains("-Bold.") => 0,
        () if name.contains("-Regular.") => 1,
        () => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces_of(text: &str, language: &str) -> Vec<(String, String)> {
        let mut faces = Faces::new();
        let runs = faces.runs(text, language, Weight::SEMIBOLD);
        assert_eq!(faces.missing(), Vec::<char>::new());
        runs.into_iter()
            .map(|(range, family)| (text[range].to_owned(), family.name))
            .collect()
    }

    #[test]
    fn words_of_the_west_are_set_in_the_bundled_face_alone() {
        let text = "Größe, Ελλάς, Привет — “done” → 100 %";
        assert_eq!(faces_of(text, "de"), [(text.to_owned(), OWN.to_owned())]);
    }

    #[test]
    fn han_letters_look_as_their_language_writes_them() {
        for (text, language, family) in [
            ("部署服务", "en", "Noto Sans CJK SC"),
            ("部署服务", "zh-TW", "Noto Sans CJK TC"),
            ("部署する", "en", "Noto Sans CJK JP"),
            ("배포", "ko", "Noto Sans CJK KR"),
        ] {
            assert_eq!(faces_of(text, language)[0].1, family, "{text} {language}");
        }
    }

    #[test]
    fn an_emoji_is_one_piece_with_all_that_joins_it() {
        let runs = faces_of("Done 👩‍💻🇩🇪1️⃣ now", "en");
        let texts: Vec<&str> = runs.iter().map(|run| run.0.as_str()).collect();
        assert_eq!(texts, ["Done ", "👩‍💻🇩🇪1️⃣", " now"]);
        assert_eq!(runs[1].1, "Noto Color Emoji");
    }

    #[test]
    fn what_no_font_has_is_remembered() {
        let mut faces = Faces::new();
        faces.folders.clear();
        faces.runs("部 ok", "zh", Weight::SEMIBOLD);
        assert_eq!(faces.missing(), ['部']);
    }
}
