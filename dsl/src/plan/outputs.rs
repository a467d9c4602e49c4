//! Outputs: what each says of its size, rate and look, and the reels that come of it once the
//! scenes are known.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use demoreel_primitives::codes::{language as codes, look};
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Format, Output, Quality, Style, Timing};
use demoreel_primitives::space::CanvasSize;
use demoreel_primitives::steps::listed;
use demoreel_primitives::time::FrameRate;

use super::{presets, style, theme, voice};
use crate::check::{Checker, is_identifier};
use crate::files::Files;
use crate::guess;
use crate::tree::Node;
use crate::written::{LookWords, OutputWords, Preset, ScriptWords};

/// Frames a second of a GIF that does not say.
const GIF_RATE: u32 = 25;

/// An output before the scenes are known.
pub(super) struct Draft {
    pub name: String,
    pub size: CanvasSize,
    rate: FrameRate,
    format: Format,
    file: Option<String>,
    quality: Quality,
    timing: Timing,
    /// The look below any scene's own: the output's over the script's, the brand's, the preset's.
    look: LookWords,
    /// The look of single scenes in it.
    scenes: BTreeMap<String, LookWords>,
}

/// A scene as far as its look goes.
pub(super) struct SceneLook {
    pub name: String,
    pub look: LookWords,
}

/// The outputs in the script's order; one with the script's name where it names none. `under` is
/// what the brand says.
pub(super) fn drafts(
    checker: &Checker,
    root: &Node,
    script: &ScriptWords,
    under: &LookWords,
    stem: &str,
) -> Vec<Draft> {
    check_look(checker, &script.look, root);
    let node = root.get("outputs").filter(|node| !node.is_null());
    let mapping = node.and_then(Node::as_mapping);
    let Some(mapping) = mapping.filter(|mapping| !mapping.entries.is_empty()) else {
        let name = if is_identifier(stem) { stem } else { "reel" };
        let words = OutputWords {
            preset: Some(Preset::Youtube),
            ..OutputWords::default()
        };
        let draft = draft(checker, root, name, &words, (&script.look, under));
        return draft.into_iter().collect();
    };
    let resolve = |entry: &crate::tree::Entry| {
        let words = script.outputs.get(&entry.key.text)?;
        let name = &entry.key.text;
        draft(checker, &entry.value, name, words, (&script.look, under))
    };
    mapping.entries.iter().filter_map(resolve).collect()
}

fn draft(
    checker: &Checker,
    node: &Node,
    name: &str,
    words: &OutputWords,
    (script, brand): (&LookWords, &LookWords),
) -> Option<Draft> {
    let preset = words.preset.or_else(|| presets::named(name));
    let values = presets::values(preset.unwrap_or(Preset::Youtube));
    let size = words
        .size
        .map_or(values.size, |size| CanvasSize::new(size.width, size.height));
    if size.width % 2 + size.height % 2 > 0 || size.width.min(size.height) < 128 {
        let message = format!("a reel of {}x{} cannot be made", size.width, size.height);
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(node.span.place());
        checker.report(error.hint("both sides are even numbers of 128 or more"));
        return None;
    }
    let file = own_file(checker, node, words)?;
    let ending = file
        .as_ref()
        .and_then(|file| Format::of_file(Path::new(file)));
    let format = words.format.or(ending).unwrap_or_default();
    let rate = match words.fps {
        // Few players show a GIF's frames for less than four hundredths of a second evenly.
        None if format == Format::Gif => FrameRate::whole(GIF_RATE),
        None => values.rate,
        Some(fps) => rate(fps).or_else(|| {
            let message = format!("a reel cannot have {fps} frames a second");
            let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(node.span.place());
            checker.report(error.hint("take a whole number, or 23.976, 29.97 or 59.94"));
            None
        })?,
    };
    check_look(checker, &words.look, node);
    for (scene, look) in &words.scenes {
        let own = node.get("scenes").and_then(|all| all.get(scene));
        check_look(checker, look, own.unwrap_or(node));
    }
    let lowest = preset.map_or_else(|| presets::look_for(size), |_| values.look);
    Some(Draft {
        name: name.to_owned(),
        size,
        rate,
        format,
        file,
        quality: words.quality.unwrap_or_default(),
        timing: words.timing.unwrap_or_default(),
        look: [script, brand, &lowest]
            .into_iter()
            .fold(words.look.clone(), |over, below| over.over(below.clone())),
        scenes: words.scenes.clone(),
    })
}

/// The output's own file, in one form; `None` where it cannot be written there.
fn own_file(checker: &Checker, node: &Node, words: &OutputWords) -> Option<Option<String>> {
    let Some(file) = &words.file else {
        return Some(None);
    };
    let place = node.get("file").unwrap_or(node);
    let home = &node.span.file.folder;
    let mut whole = PathBuf::new();
    for part in home.join(file).components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    if let Some(outside) = checker.files.outside(place, file, &whole) {
        checker.report(outside);
        return None;
    }
    let inside = whole.strip_prefix(home).unwrap_or(&whole);
    Some(Some(inside.display().to_string()))
}

/// A file's name with the language before its ending.
fn in_language(file: &str, language: &str) -> String {
    let path = Path::new(file);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(ending) => format!("{stem}-{language}.{}", ending.to_string_lossy()),
        None => format!("{stem}-{language}"),
    };
    path.with_file_name(name).display().to_string()
}

impl Draft {
    /// The room that the screen has in it.
    pub fn room(&self) -> CanvasSize {
        let style = style::resolved(&self.look, None, self.size);
        style.layout.room(self.size, style.padding)
    }

    /// Its reels, one in each language, once the scenes are known.
    pub fn finish(
        &self,
        from: (&Files, &Path),
        scenes: &[SceneLook],
        languages: &[String],
    ) -> Vec<Output> {
        let several = languages.len() > 1;
        let named = |language: &String| match several {
            true => format!("{}-{language}", self.name),
            false => self.name.clone(),
        };
        let reels = languages.iter();
        reels
            .map(|language| self.reel(from, scenes, (named(language), several), language))
            .collect()
    }

    fn reel(
        &self,
        from: (&Files, &Path),
        scenes: &[SceneLook],
        (name, several): (String, bool),
        language: &str,
    ) -> Output {
        let style = |scene| self.style(from, scene);
        Output {
            name,
            language: language.to_owned(),
            size: self.size,
            rate: self.rate,
            format: self.format,
            file: self.file.as_ref().map(|file| match several {
                true => in_language(file, language),
                false => file.clone(),
            }),
            quality: self.quality,
            timing: self.timing,
            length: style::aim(self.look.length.as_ref()),
            styles: scenes.iter().map(style).collect(),
        }
    }

    /// The output's own word for the scene, over the scene's, over all that lies below.
    fn style(&self, (files, home): (&Files, &Path), scene: &SceneLook) -> Style {
        let own = self.scenes.get(&scene.name).cloned().unwrap_or_default();
        let own = own.over(scene.look.clone());
        let length = own.length.clone();
        let look = own.over(self.look.clone());
        let terminal = look.terminal.clone().unwrap_or_default();
        Style {
            terminal: theme::style(files, &terminal, home),
            ..style::resolved(&look, length.as_ref(), self.size)
        }
    }
}

/// An output can only speak of scenes that are there.
pub(super) fn check_scenes(checker: &Checker, root: &Node, scenes: &[SceneLook]) {
    let outputs = root.get("outputs").and_then(Node::as_mapping);
    let outputs = outputs.into_iter().flat_map(|all| &all.entries);
    let named = outputs.filter_map(|output| output.value.get("scenes")?.as_mapping());
    for entry in named.flat_map(|all| &all.entries) {
        let name = entry.key.text.as_str();
        if scenes.iter().any(|scene| scene.name == name) {
            continue;
        }
        let message = format!("there is no scene `{name}`");
        let error = Diagnostic::error(look::UNKNOWN_SCENE, message).at(entry.key.span.place());
        let names = || scenes.iter().map(|scene| scene.name.as_str());
        checker.report(match guess::nearest(name, names()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("the script has {}", listed(names()))),
        });
    }
}

/// What a table cannot say of look keys.
pub(super) fn check_look(checker: &Checker, look: &LookWords, node: &Node) {
    voice::check(checker, look.voice.as_ref(), node);
    let gradient = look
        .background
        .as_ref()
        .and_then(|background| background.gradient.as_ref());
    if gradient.is_some_and(|gradient| gradient.colours.len() < 2) {
        let place = node.get("background").unwrap_or(node).span.place();
        let message = "a gradient needs two colours or more";
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(place);
        checker.report(error.hint("for one colour write it alone: `background: \"#1e293b\"`"));
    }
    let terminal = look.terminal.as_ref();
    if let Some(theme) = terminal.and_then(|words| words.theme.as_deref())
        && let Err(error) = theme::resolve(checker.files, theme, &node.span.file.folder)
    {
        let own = node.get("terminal");
        let place = own.and_then(|own| own.get("theme")).or(own).unwrap_or(node);
        checker.report(error.at(place.span.place()));
    }
    let aim = style::aim(look.length.as_ref());
    if aim.least > aim.most {
        let place = node.get("length").unwrap_or(node).span.place();
        let message = "`least` is longer than `most`";
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(place);
        checker.report(error.hint("no reel has such a length"));
    }
}

/// Whole rates, and the three of broadcasting under their short names.
fn rate(fps: f64) -> Option<FrameRate> {
    let broadcast = [(23.976, 24_000), (29.97, 30_000), (59.94, 60_000)];
    if let Some((_, num)) = broadcast.iter().find(|(name, _)| (name - fps).abs() < 1e-3) {
        return Some(FrameRate {
            num: *num,
            den: 1001,
        });
    }
    (fps.fract() == 0.0 && fps >= 1.0).then(|| FrameRate::whole(fps as u32))
}
