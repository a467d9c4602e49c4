//! What will happen, as data: times, what is kept and what is made anew, what it costs, and which
//! files are written. Nothing is started for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use demoreel::job::Folders;
use demoreel_primitives::plan::{
    ActScene, Effect, EffectKind, Extent, LookScene, Origins, Output, Plan, Voice,
};
use demoreel_primitives::time::Nanos;
use serde::Serialize;

use super::{estimate, kept};

/// What `plan --json` has under `forecast`. Times are milliseconds; those of steps and scenes are
/// estimates, except where `kept` says that the real length is known.
#[derive(Debug, Serialize)]
pub(super) struct Forecast {
    /// In the script's order.
    pub scenes: Vec<SceneForecast>,
    /// One for each output.
    pub reels: Vec<ReelForecast>,
    /// What filming takes, of the scenes that are not kept.
    pub filming_ms: i64,
    /// What services would charge; empty where all that is used is of this machine.
    pub costs: Vec<Cost>,
    /// Every file that a render writes.
    pub writes: Vec<PathBuf>,
}

/// A scene.
#[derive(Debug, Serialize)]
pub(super) struct SceneForecast {
    pub name: String,
    pub line: Option<u32>,
    /// Whether its film is there and of this act.
    pub kept: bool,
    /// What filming it takes.
    pub filming_ms: i64,
    /// How long it will be in the first output.
    pub length_ms: i64,
    pub lines: Vec<LineForecast>,
}

/// A step, in the script's order.
#[derive(Debug, Serialize)]
pub(super) struct LineForecast {
    pub id: String,
    pub line: Option<u32>,
    /// What the script calls it.
    pub word: String,
    /// Whether it acts; otherwise it shows.
    pub acts: bool,
    /// How long it takes or holds; nothing where it blocks nothing.
    pub length_ms: Option<i64>,
    /// After how long it has failed.
    pub most_ms: Option<i64>,
    /// What it is about, in a few words.
    pub detail: String,
    /// Of speech: how long it is spoken in the first output.
    pub speech_ms: Option<i64>,
    /// Of speech: whether it has been spoken before.
    pub kept: Option<bool>,
}

/// A reel.
#[derive(Debug, Serialize)]
pub(super) struct ReelForecast {
    pub output: String,
    pub file: PathBuf,
    pub length_ms: i64,
}

/// What a service would charge for.
#[derive(Debug, Serialize)]
pub(super) struct Cost {
    pub provider: String,
    /// How much.
    pub amount: u64,
    /// Of what, such as characters.
    pub unit: &'static str,
}

/// Looks at a plan, at the take and at the speech that are there.
pub(super) fn forecast(plan: &Plan, folders: &Folders, files: Vec<PathBuf>) -> Forecast {
    let spoken = kept::Spoken::read(&folders.speech());
    let filmed = kept::Filmed::read(&folders.take());
    let scenes = plan.act.scenes.iter().zip(&plan.look.scenes).enumerate();
    let first = plan.look.outputs.first();
    let scenes: Vec<_> = scenes
        .map(|(index, (act, look))| {
            let desk = Desk {
                origins: &plan.origins,
                spoken: &spoken,
                output: first,
                index,
            };
            let kept = filmed.is_current(&act.name, &plan.act.scene_hash(index));
            desk.scene(act, look, kept)
        })
        .collect();
    let length_ms = scenes.iter().map(|scene| scene.length_ms).sum();
    let outputs = plan.look.outputs.iter().zip(&files);
    let reels = outputs.map(|(output, file)| ReelForecast {
        output: output.name.clone(),
        file: file.clone(),
        length_ms,
    });
    Forecast {
        filming_ms: scenes
            .iter()
            .filter(|scene| !scene.kept)
            .map(|scene| scene.filming_ms)
            .sum(),
        reels: reels.collect(),
        scenes,
        costs: costs(plan, &spoken),
        writes: writes(plan, &files),
    }
}

/// What paid voices would charge for what they have not spoken yet.
fn costs(plan: &Plan, spoken: &kept::Spoken) -> Vec<Cost> {
    let mut due: BTreeMap<&'static str, BTreeMap<(String, String), f64>> = BTreeMap::new();
    for output in &plan.look.outputs {
        for (scene, effect) in plan.look.effects() {
            let (EffectKind::Say { text }, Some(style)) = (&effect.kind, output.styles.get(scene))
            else {
                continue;
            };
            let text = text.in_language(&output.language);
            let credits = spoken.credits(text, &style.voice);
            if credits > 0.0 {
                // A text that two outputs share is bought once.
                let bought = (style.voice.label(), text.to_owned());
                let provider = due.entry(style.voice.provider()).or_default();
                provider.insert(bought, credits);
            }
        }
    }
    due.into_iter()
        .map(|(provider, texts)| Cost {
            provider: provider.to_owned(),
            amount: texts.values().sum::<f64>().ceil() as u64,
            unit: "credits",
        })
        .collect()
}

/// The reels, and the pictures beside them.
fn writes(plan: &Plan, files: &[PathBuf]) -> Vec<PathBuf> {
    let folder = files
        .first()
        .and_then(|file| file.parent())
        .unwrap_or(Path::new(""));
    let stills = plan
        .look
        .effects()
        .filter_map(|(_, effect)| match &effect.kind {
            EffectKind::Still { name, .. } => Some(folder.join(format!("{name}.png"))),
            _ => None,
        });
    files.iter().cloned().chain(stills).collect()
}

/// What is needed to look at one scene.
struct Desk<'a> {
    origins: &'a Origins,
    spoken: &'a kept::Spoken,
    output: Option<&'a Output>,
    index: usize,
}

impl Desk<'_> {
    fn scene(&self, act: &ActScene, look: &LookScene, kept: bool) -> SceneForecast {
        let lengths = act.steps.iter().enumerate().map(|(index, step)| {
            let pause = if index == 0 {
                Nanos::ZERO
            } else {
                estimate::BETWEEN
            };
            pause + estimate::step(&step.action).0
        });
        let steps: Vec<_> = lengths.collect();
        let mut lines = Vec::new();
        let mut effects = look.effects.iter().peekable();
        for (index, step) in act.steps.iter().enumerate() {
            while let Some(effect) = effects.next_if(|one| one.from.after_steps as usize <= index) {
                lines.push(self.effect(effect));
            }
            let (length, most) = estimate::step(&step.action);
            let (word, line) = origin(&step.id.0, self.origins);
            lines.push(LineForecast {
                id: step.id.0.clone(),
                line,
                word,
                acts: true,
                length_ms: Some(millis(length)),
                most_ms: most.map(millis),
                detail: super::deed(&step.action),
                speech_ms: None,
                kept: None,
            });
        }
        lines.extend(effects.map(|effect| self.effect(effect)));
        let speech: i64 = lines.iter().filter_map(|line| line.speech_ms).sum();
        let (_, line) = origin(&format!("scene:{}", act.name), self.origins);
        SceneForecast {
            name: act.name.clone(),
            line,
            kept,
            filming_ms: millis(estimate::BEGIN) + steps.iter().map(|one| millis(*one)).sum::<i64>(),
            length_ms: shown(&steps, &look.effects).max(speech + millis(estimate::AFTER_WORDS)),
            lines,
        }
    }

    fn effect(&self, effect: &Effect) -> LineForecast {
        let (word, line) = origin(&effect.id.0, self.origins);
        let hold = match effect.until {
            Extent::Hold(length) => Some(millis(length)),
            _ => None,
        };
        let text = match &effect.kind {
            EffectKind::Say { text } => Some(text),
            _ => None,
        };
        let speech = text.and_then(|text| {
            let output = self.output?;
            let voice = &output.styles.get(self.index)?.voice;
            Some(self.speech(text.in_language(&output.language), voice))
        });
        LineForecast {
            id: effect.id.0.clone(),
            line,
            word,
            acts: false,
            length_ms: hold,
            most_ms: None,
            detail: super::detail(effect),
            speech_ms: speech.map(|(length, _)| length),
            kept: speech.map(|(_, kept)| kept),
        }
    }

    /// How long a text is spoken, and whether that is known and not guessed.
    fn speech(&self, text: &str, voice: &Voice) -> (i64, bool) {
        match self.spoken.length(text, voice) {
            Some(length) => (millis(length), true),
            None => (millis(estimate::speech(text, voice)), false),
        }
    }
}

/// How long the steps are shown: sped up, cut, held.
fn shown(steps: &[Nanos], effects: &[Effect]) -> i64 {
    let part = |step: usize| {
        let over = effects.iter().filter(|effect| match effect.until {
            Extent::Until(end) => {
                let from = effect.from.after_steps as usize;
                from <= step && step < end.after_steps as usize
            }
            _ => false,
        });
        over.map(|effect| match &effect.kind {
            EffectKind::Speed { factor } => 1.0 / factor.max(0.01),
            EffectKind::Cut => 0.0,
            _ => 1.0,
        })
        .product::<f64>()
    };
    let acted: f64 = steps
        .iter()
        .enumerate()
        .map(|(index, length)| length.as_secs_f64() * part(index))
        .sum();
    let held = effects.iter().map(|effect| match effect.until {
        Extent::Hold(length) => length.as_secs_f64(),
        _ => 0.0,
    });
    let around = millis(estimate::BEGIN + estimate::REST);
    ((acted + held.sum::<f64>()) * 1000.0) as i64 + around
}

fn origin(id: &str, origins: &Origins) -> (String, Option<u32>) {
    match origins.0.get(id) {
        Some(origin) => (origin.word.clone(), Some(origin.place.start.line)),
        None => (id.to_owned(), None),
    }
}

fn millis(length: Nanos) -> i64 {
    length.0 / 1_000_000
}
