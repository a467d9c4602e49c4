//! Captions: spoken words in pieces that can be read, and words that nobody speaks. One caption
//! at a time; what is written wins over what is spoken; none over what should be seen.

mod lines;
mod pieces;
mod place;

use demoreel_primitives::plan::{CaptionDress, Effect, EffectKind, Extent};
use demoreel_primitives::speech::words_of;
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::{
    CaptionLayer, CaptionLook, CaptionPose, CaptionText, Card, Cue, PresenterLayer, Track,
};

use crate::layout::{Stand, on_grid};
use crate::material::Material;
use crate::pace;
use crate::retime::Retimed;

/// How long a caption fades in or out.
const FADE: Nanos = Nanos::from_millis(120);
/// A spoken caption stays this long after its last word.
const LINGER: Nanos = Nanos::from_millis(400);
/// The longest time that a spoken caption is shown.
const MOST: Nanos = Nanos::from_millis(6000);
/// Captions that are nearer than this follow each other without a fade.
const FOLLOWS: Nanos = Nanos::from_millis(350);

/// How long a large caption takes to grow to its size, and how much of it is there at first.
const POP: Nanos = Nanos::from_millis(120);
const POP_FROM: f64 = 0.84;
/// Sizes that a growing caption takes: a few, so that few are drawn.
const POP_STEPS: f64 = 64.0;

/// One caption on the reel's clock.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    /// The words of each line.
    lines: Vec<Vec<String>>,
    /// When each word begins to be heard; empty where nobody speaks them.
    heard: Vec<Nanos>,
    from: Nanos,
    to: Nanos,
}

/// What captions stand among.
pub struct Scenery<'a> {
    pub stand: &'a Stand,
    pub card: &'a Card,
    pub presenter: Option<&'a PresenterLayer>,
}

/// The scene's captions; none where there are no words to show.
pub fn layer(
    material: &Material<'_>,
    retimed: &Retimed,
    scenery: &Scenery<'_>,
) -> Option<CaptionLayer> {
    let style = &material.style.captions;
    let all = all(material, retimed, style.spoken);
    if all.is_empty() {
        return None;
    }
    let places = place::places(material, retimed, scenery, &all);
    let text = |(shown, spot): (&Shown, place::Spot)| CaptionText {
        lines: shown.lines.clone(),
        anchor: spot.anchor,
        at: spot.at,
    };
    Some(CaptionLayer {
        look: CaptionLook {
            dress: style.dress,
            size: style.size,
            colour: style.colour,
            plate: style.plate,
            highlight: style.highlight,
            language: material.output.language.clone(),
        },
        texts: all.iter().zip(places).map(text).collect(),
        shown: Track::sample(retimed.frames, |frame| {
            pose(&all, retimed.shown(frame), style.dress)
        }),
    })
}

/// All words of the scene as they are read, also those that the reel does not show. `first` is
/// the scene's first frame in the reel.
pub fn cues(material: &Material<'_>, retimed: &Retimed, first: u64) -> Vec<Cue> {
    let all = all(material, retimed, true).into_iter().map(|shown| Cue {
        from: first + retimed.frame_at(shown.from),
        to: first + retimed.frame_at(shown.to),
        lines: shown
            .lines
            .iter()
            .map(|line| lines::written(line))
            .collect(),
    });
    all.filter(|cue| cue.from < cue.to).collect()
}

/// The captions in order, one at a time.
fn all(material: &Material<'_>, retimed: &Retimed, with_speech: bool) -> Vec<Shown> {
    let style = &material.style.captions;
    let width = lines::width(material.output.size, style.dress, style.size);
    let mut all = written(material, retimed, width);
    if with_speech {
        let free = spoken(material, retimed, width);
        let free = free.into_iter().filter_map(|shown| beside(shown, &all));
        all.extend(free.collect::<Vec<_>>());
    }
    all.sort_by_key(|shown| shown.from);
    in_turn(&mut all, retimed.length());
    all
}

/// Words of `caption` steps, each in as many pieces as its text needs.
fn written(material: &Material<'_>, retimed: &Retimed, width: usize) -> Vec<Shown> {
    let mut all = Vec::new();
    for effect in &material.look.effects {
        if let EffectKind::Caption { text } = &effect.kind {
            let text = material.words(text);
            let (from, to) = written_span(effect, text, retimed);
            all.extend(share(text, width, from, to));
        }
    }
    all
}

fn written_span(effect: &Effect, text: &str, retimed: &Retimed) -> (Nanos, Nanos) {
    let from = retimed.begin(effect);
    let to = match effect.until {
        Extent::Words | Extent::Instant => from + pace::reading_time(text),
        Extent::Hold(_) | Extent::Until(_) => retimed.end(effect),
    };
    (from, to.max(from + pace::CAPTION_LEAST))
}

/// Gives each piece of a text a share of its time by its length.
fn share(text: &str, width: usize, from: Nanos, to: Nanos) -> Vec<Shown> {
    let words = words_of(text);
    let pieces = pieces::of_text(&words, width);
    let letters = |range: &std::ops::Range<usize>| -> i64 {
        words[range.clone()]
            .iter()
            .map(|word| word.chars().count() as i64 + 1)
            .sum()
    };
    let total: i64 = pieces.iter().map(letters).sum();
    let mut done = 0;
    let mut all = Vec::new();
    for piece in pieces {
        let at = |part: i64| from + Nanos((to - from).0 / total.max(1) * part);
        let begin = at(done);
        done += letters(&piece);
        all.push(Shown {
            lines: lines::balance(&words[piece], width),
            heard: Vec::new(),
            from: begin,
            to: at(done),
        });
    }
    all
}

/// Spoken words, shown when they are heard.
fn spoken(material: &Material<'_>, retimed: &Retimed, width: usize) -> Vec<Shown> {
    let mut all = Vec::new();
    for said in &retimed.said {
        let Some(speech) = material.spoken(&said.effect) else {
            continue;
        };
        let words: Vec<&str> = speech.words.iter().map(|word| word.text.as_str()).collect();
        let heard = |sample: u64| retimed.shown(said.frame) + of_samples(sample);
        for piece in pieces::of_speech(&speech.words, width) {
            let from = heard(speech.words[piece.start].from);
            let to = heard(speech.words[piece.end - 1].to) + LINGER;
            let to = to.clamp(from + pace::CAPTION_LEAST, from + MOST);
            // A sentence that goes on keeps its caption through every pause.
            let next = speech.words.get(piece.end);
            let goes_on = next.filter(|_| !pieces::ends_sentence(words[piece.end - 1]));
            let said = speech.words[piece.clone()].iter();
            all.push(Shown {
                lines: lines::balance(&words[piece], width),
                heard: said.map(|word| heard(word.from)).collect(),
                from,
                to: goes_on.map_or(to, |next| heard(next.from)),
            });
        }
    }
    all
}

fn of_samples(samples: u64) -> Nanos {
    let rate = demoreel_primitives::time::SAMPLE_RATE as u64;
    Nanos((samples * 1_000_000_000 / rate) as i64)
}

/// What is left of a spoken caption beside written ones; nothing if that could not be read.
fn beside(mut shown: Shown, written: &[Shown]) -> Option<Shown> {
    for other in written {
        if other.from < shown.to && shown.from < other.to {
            if other.from <= shown.from {
                shown.from = other.to;
            } else {
                shown.to = other.from;
            }
        }
    }
    (shown.to - shown.from >= pace::CAPTION_LEAST).then_some(shown)
}

/// Each caption ends before the next begins, and the last with the scene; where the next follows
/// soon, it stays until then.
fn in_turn(all: &mut [Shown], end: Nanos) {
    for index in 0..all.len() {
        let next = all.get(index + 1).map_or(end, |next| next.from);
        let shown = &mut all[index];
        let last = next == end;
        if shown.to > next || (!last && next - shown.to < FOLLOWS) {
            shown.to = next;
        }
    }
}

/// Which caption a time shows, and how.
fn pose(all: &[Shown], time: Nanos, dress: CaptionDress) -> Option<CaptionPose> {
    let index = all
        .iter()
        .position(|shown| shown.from <= time && time < shown.to)?;
    let shown = &all[index];
    let grown = (time - shown.from).as_secs_f64() / POP.as_secs_f64();
    let scale = match dress {
        CaptionDress::Big => popped(grown),
        CaptionDress::Boxed | CaptionDress::Clean | CaptionDress::Karaoke => 1.0,
    };
    Some(CaptionPose {
        text: index as u32,
        word: dress.marks_words().then(|| heard_at(shown, time)).flatten(),
        scale,
        opacity: on_grid(opacity(all, index, time)),
    })
}

/// The word that was begun last: it stays marked until the next begins.
fn heard_at(shown: &Shown, time: Nanos) -> Option<u32> {
    let begun = shown.heard.partition_point(|from| *from <= time);
    (!shown.heard.is_empty()).then(|| begun.max(1) as u32 - 1)
}

/// How large a caption is that has grown for a part of its time: fast at first, then settling.
fn popped(part: f64) -> f64 {
    let left = 1.0 - part.clamp(0.0, 1.0);
    let scale = 1.0 - (1.0 - POP_FROM) * left * left;
    libm::round(scale * POP_STEPS) / POP_STEPS
}

fn opacity(all: &[Shown], index: usize, time: Nanos) -> f64 {
    let shown = &all[index];
    let joined = |other: Option<&Shown>, edge: &dyn Fn(&Shown) -> bool| other.is_some_and(edge);
    let before = index.checked_sub(1).and_then(|before| all.get(before));
    let after = all.get(index + 1);
    let part = |length: Nanos| (length.as_secs_f64() / FADE.as_secs_f64()).clamp(0.0, 1.0);
    // A first frame without any caption would be a fade that begins with nothing.
    let coming = part(time - shown.from + Nanos(FADE.0 / 6));
    let going = part(shown.to - time);
    let rises = !joined(before, &|before| before.to == shown.from);
    let falls = !joined(after, &|after| after.from == shown.to);
    f64::min(
        if rises { coming } else { 1.0 },
        if falls { going } else { 1.0 },
    )
}

#[cfg(test)]
mod tests;
