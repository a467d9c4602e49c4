//! The faces that a terminal's letters come from: the bundled JetBrains Mono or the font that the
//! script names, then, for what those lack, the machine's own fonts in an order that does not
//! depend on the machine's settings. What no font has is remembered, so that it can be told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use swash::{CacheKey, FontRef};

use crate::font_files::{self, FOLDERS};

/// Beginnings of file names that are tried first, in this order, for emoji.
const FOR_EMOJI: [&str; 4] = ["NotoColorEmoji", "Noto-COLRv1", "TwemojiMozilla", "Twemoji"];
/// The same for all else.
const FOR_TEXT: [&str; 13] = [
    "SymbolsNerdFontMono-Regular",
    "JetBrainsMonoNerdFont-Regular",
    "NotoSansMonoCJK",
    "NotoSansCJK-Regular",
    "SourceHanSans-Regular",
    "wqy-",
    "DejaVuSansMono.",
    "NotoSansMono-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansSymbols-Regular",
    "DejaVuSans.",
    "FreeMono.",
    "unifont",
];

/// One face of a font.
pub struct Face {
    data: Cow<'static, [u8]>,
    offset: u32,
    key: CacheKey,
    /// What it is, for digests: its file's name and length.
    pub name: String,
}

/// Weight and slant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// Heavier.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
}

/// All faces of a terminal. Shared by the threads that draw it.
pub struct Fonts {
    /// Regular, bold, italic, bold italic; the last three may be missing.
    own: [Option<Arc<Face>>; 4],
    folders: Vec<PathBuf>,
    found: Mutex<Found>,
}

/// What was looked for among the machine's fonts.
#[derive(Default)]
struct Found {
    /// The machine's font files in order of trial; none before the first look.
    files: Option<Vec<PathBuf>>,
    faces: BTreeMap<PathBuf, Option<Arc<Face>>>,
    chosen: BTreeMap<(char, bool), Option<Arc<Face>>>,
    missing: BTreeSet<char>,
}

impl Face {
    fn new(name: String, data: Cow<'static, [u8]>) -> Option<Face> {
        let font = FontRef::from_index(&data, 0)?;
        let (offset, key) = (font.offset, font.key);
        Some(Face {
            data,
            offset,
            key,
            name,
        })
    }

    fn read(path: &Path) -> Option<Face> {
        let bytes = std::fs::read(path).ok()?;
        let name = path.file_name()?.to_string_lossy();
        Face::new(format!("{name} {}", bytes.len()), Cow::Owned(bytes))
    }

    /// The face as the rasteriser takes it.
    pub fn font(&self) -> FontRef<'_> {
        FontRef {
            data: &self.data,
            offset: self.offset,
            key: self.key,
        }
    }

    /// Whether it has a glyph of a character.
    pub fn has(&self, character: char) -> bool {
        self.font().charmap().map(character) != 0
    }
}

impl Fonts {
    /// The bundled font, and the machine's for what it lacks.
    pub fn bundled() -> Fonts {
        macro_rules! face {
            ($file:literal) => {
                Face::new(
                    $file.to_owned(),
                    Cow::Borrowed(include_bytes!(concat!("../../../../assets/fonts/", $file))),
                )
                .map(Arc::new)
            };
        }
        Fonts {
            own: [
                face!("JetBrainsMono-Regular.ttf"),
                face!("JetBrainsMono-Bold.ttf"),
                face!("JetBrainsMono-Italic.ttf"),
                face!("JetBrainsMono-BoldItalic.ttf"),
            ],
            folders: FOLDERS.map(PathBuf::from).to_vec(),
            found: Mutex::default(),
        }
    }

    /// The same, looking into other folders.
    pub fn with_folders(mut self, folders: Vec<PathBuf>) -> Fonts {
        self.folders = folders;
        self
    }

    /// The font of a family among the machine's, such as `DejaVu Sans Mono`, and the bundled one
    /// for what it lacks; nothing where the machine does not have it.
    pub fn of_family(family: &str) -> Option<Fonts> {
        let bundled = Fonts::bundled();
        let plain = |text: &str| -> String {
            let letters = text.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let wanted = plain(family);
        if wanted == plain("JetBrains Mono") {
            return Some(bundled);
        }
        let files = bundled.found().files(&bundled.folders).clone();
        let cut = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| format!("{wanted}{name}")).collect();
            let file = files.iter().find(|file| {
                let stem = file.file_stem().map(|stem| plain(&stem.to_string_lossy()));
                stem.is_some_and(|stem| names.contains(&stem))
            });
            file.and_then(|file| Face::read(file)).map(Arc::new)
        };
        let regular = cut(&["regular", "", "book", "roman"])?;
        let own = [
            Some(regular),
            cut(&["bold"]),
            cut(&["italic", "oblique"]),
            cut(&["bolditalic", "boldoblique"]),
        ];
        Some(Fonts { own, ..bundled })
    }

    /// The face that sets the cells' width.
    pub fn main(&self) -> Option<&Arc<Face>> {
        self.own[0].as_ref()
    }

    /// The face for a character, and what of the cut it has by itself.
    pub fn face(&self, character: char, emoji: bool, cut: Cut) -> Option<(Arc<Face>, Cut)> {
        if !emoji && let Some(found) = self.own_face(character, cut) {
            return Some(found);
        }
        let plain = Cut::default();
        self.fallback(character, emoji).map(|face| (face, plain))
    }

    fn own_face(&self, character: char, cut: Cut) -> Option<(Arc<Face>, Cut)> {
        let bold = Cut {
            bold: true,
            italic: false,
        };
        let italic = Cut {
            bold: false,
            italic: true,
        };
        let order: &[Cut] = match (cut.bold, cut.italic) {
            (false, false) => &[],
            (true, false) => &[bold],
            (false, true) => &[italic],
            (true, true) => &[cut, italic, bold],
        };
        let order = order.iter().copied().chain([Cut::default()]);
        order.into_iter().find_map(|cut| {
            let face = self.own[usize::from(cut.bold) + 2 * usize::from(cut.italic)].as_ref()?;
            face.has(character).then(|| (Arc::clone(face), cut))
        })
    }

    /// A face of the machine that has a character.
    fn fallback(&self, character: char, emoji: bool) -> Option<Arc<Face>> {
        let mut found = self.found();
        if let Some(known) = found.chosen.get(&(character, emoji)) {
            return known.clone();
        }
        let face = found.search(&self.folders, character, emoji);
        if face.is_none() {
            found.missing.insert(character);
        }
        found.chosen.insert((character, emoji), face.clone());
        face
    }

    /// The characters that were wanted and that no font has.
    pub fn missing(&self) -> Vec<char> {
        self.found().missing.iter().copied().collect()
    }

    /// Nothing that runs under the lock can leave it half changed, so a poisoned one is as good.
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Found {
    fn files(&mut self, folders: &[PathBuf]) -> &Vec<PathBuf> {
        self.files.get_or_insert_with(|| font_files::below(folders))
    }

    fn search(&mut self, folders: &[PathBuf], character: char, emoji: bool) -> Option<Arc<Face>> {
        let files = self.files(folders).clone();
        let preferred: Vec<&str> = match emoji {
            true => FOR_EMOJI.iter().chain(&FOR_TEXT).copied().collect(),
            false => FOR_TEXT.iter().chain(&FOR_EMOJI).copied().collect(),
        };
        let begins = |file: &&PathBuf, start: &str| {
            let name = file.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with(start))
        };
        let first = preferred
            .iter()
            .flat_map(|start| files.iter().filter(move |file| begins(file, start)));
        for file in first {
            let face = self.open(file);
            if let Some(face) = face.filter(|face| face.has(character)) {
                return Some(face);
            }
        }
        // Any other font will do, but most are not worth keeping open.
        files.iter().find_map(|file| {
            let face = Face::read(file).filter(|face| face.has(character))?;
            let face = Arc::new(face);
            self.faces.insert(file.clone(), Some(Arc::clone(&face)));
            Some(face)
        })
    }

    fn open(&mut self, file: &Path) -> Option<Arc<Face>> {
        let known = self.faces.entry(file.to_owned());
        known
            .or_insert_with(|| Face::read(file).map(Arc::new))
            .clone()
    }
}
