//! Speaking many lines: what is kept is not spoken again, what is paid is asked for first, and
//! voices that can do more than one line at once are let.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use demoreel_primitives::plan;
use demoreel_primitives::progress::Run;
use demoreel_primitives::speech::{Audio, Speech};
use demoreel_store::{About, Entry, Made, Store, key};

use crate::command::Program;
use crate::elevenlabs::ElevenLabs;
use crate::error::VoiceError;
use crate::espeak::Espeak;
use crate::job::VoiceJob;
use crate::local::Local;
use crate::recorded::Recorded;
use crate::silent::Silent;
use crate::till::Till;
use crate::voice::{Line, Utterance, Voice};

/// A line as speech, and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The speech.
    pub speech: Speech,
    /// Its scene.
    pub scene: String,
    /// Who spoke, such as `elevenlabs, Rachel`.
    pub voice: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Where speech came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// It was spoken before.
    Kept,
    /// It was spoken now and cost nothing.
    Made,
    /// It was bought now, for so many credits.
    Paid(f64),
}

/// Speaks lines, in order.
pub fn speak_lines(
    lines: &[Line],
    job: &VoiceJob,
    run: &Run<'_>,
) -> Result<Vec<Spoken>, VoiceError> {
    run.begin("voice", Some(lines.len() as u64));
    if lines.is_empty() {
        run.done("voice", Some("nothing to say".to_owned()));
        return Ok(Vec::new());
    }
    let store = Store::open(&job.cache)?;
    let till = Till::new(&store, job);
    let voices = voices(lines, job, &till)?;
    let studio = Studio {
        lines,
        voices: &voices,
        store: &store,
        run,
        next: AtomicUsize::new(0),
        done: AtomicUsize::new(0),
        failed: AtomicBool::new(false),
        spoken: Mutex::new(lines.iter().map(|_| None).collect()),
    };
    studio.afford(&till)?;
    let spoken = studio.all()?;
    run.done("voice", Some(summary(&spoken)));
    Ok(spoken)
}

fn summary(spoken: &[Spoken]) -> String {
    let kept = spoken.iter().filter(|it| it.origin == Origin::Kept).count();
    let paid: f64 = spoken
        .iter()
        .map(|it| match it.origin {
            Origin::Paid(credits) => credits,
            _ => 0.0,
        })
        .sum();
    let new = spoken.len() - kept;
    let cost = if paid > 0.0 {
        format!(", {paid} credits")
    } else {
        String::new()
    };
    format!("{new} spoken, {kept} already there{cost}")
}

type Voices<'a> = Vec<(&'a plan::Voice, Box<dyn Voice + 'a>)>;

/// The voices of these lines, each found once.
fn voices<'a>(
    lines: &'a [Line],
    job: &'a VoiceJob,
    till: &'a Till<'a>,
) -> Result<Voices<'a>, VoiceError> {
    let mut found: Voices<'a> = Vec::new();
    for line in lines {
        if found.iter().any(|(voice, _)| **voice == line.voice) {
            continue;
        }
        let voice: Box<dyn Voice + 'a> = match &line.voice {
            plan::Voice::Silent => Box::new(Silent),
            plan::Voice::Local { voice, pace } => Box::new(Local::find(voice, *pace, job)?),
            plan::Voice::Espeak(voice) => Box::new(Espeak::find(voice)?),
            plan::Voice::ElevenLabs(voice) => Box::new(ElevenLabs::new(voice, job, till)),
            plan::Voice::Command(voice) => Box::new(Program::new(voice, job)),
            plan::Voice::File(voice) => Box::new(Recorded::new(voice, job, till)),
        };
        found.push((&line.voice, voice));
    }
    Ok(found)
}

/// What all threads see.
struct Studio<'a> {
    lines: &'a [Line],
    voices: &'a Voices<'a>,
    store: &'a Store,
    run: &'a Run<'a>,
    next: AtomicUsize,
    done: AtomicUsize,
    failed: AtomicBool,
    spoken: Mutex<Vec<Option<Result<Spoken, VoiceError>>>>,
}

impl Studio<'_> {
    /// Refuses to begin what would cost more than the user allows.
    fn afford(&self, till: &Till<'_>) -> Result<(), VoiceError> {
        let mut needs = 0.0;
        for line in self.lines {
            let price = line.voice.credits(&line.text);
            if price > 0.0 && !self.store.has(&self.key(line)?) {
                needs += price;
            }
        }
        till.allows(needs)
    }

    fn all(self) -> Result<Vec<Spoken>, VoiceError> {
        let at_once = self.voices.iter().map(|it| it.1.capabilities().at_once);
        let threads = at_once.max().unwrap_or(1).clamp(1, self.lines.len());
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| self.work());
            }
            self.work();
        });
        let spoken = self
            .spoken
            .into_inner()
            .unwrap_or_else(|it| it.into_inner());
        // The first failure in the order of the script is told; a line that was not begun because
        // of it is none. Where a run was stopped, that is all there is to say.
        let mut all = Vec::with_capacity(spoken.len());
        let mut stopped = false;
        for one in spoken {
            match one {
                Some(Ok(one)) => all.push(one),
                Some(Err(VoiceError::Cancelled)) | None => stopped = true,
                Some(Err(error)) => return Err(error),
            }
        }
        if stopped {
            Err(VoiceError::Cancelled)
        } else {
            Ok(all)
        }
    }

    /// Takes the next line until there is none, something failed or the run is stopped.
    fn work(&self) {
        while let Some((at, line)) = self.take() {
            let outcome = self.one(line).map_err(|error| error.of(&line.effect));
            if outcome.is_err() {
                self.failed.store(true, Ordering::SeqCst);
            } else {
                let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
                self.run.advance(done as u64, Some(&line.effect.0));
            }
            let mut spoken = self.spoken.lock().unwrap_or_else(|it| it.into_inner());
            spoken[at] = Some(outcome);
        }
    }

    fn take(&self) -> Option<(usize, &Line)> {
        if self.failed.load(Ordering::SeqCst) || self.run.cancel.is_cancelled() {
            return None;
        }
        let at = self.next.fetch_add(1, Ordering::SeqCst);
        self.lines.get(at).map(|line| (at, line))
    }

    fn one(&self, line: &Line) -> Result<Spoken, VoiceError> {
        let key = self.key(line)?;
        let (entry, origin) = self.entry(&key, line)?;
        let path = self.store.sound(&key).display().to_string();
        let speech = Speech {
            effect: line.effect.clone(),
            audio: entry.digest.map(|digest| Audio { path, digest }),
            samples: entry.samples,
            words: entry.words,
            phonemes: entry.phonemes,
        };
        Ok(Spoken {
            speech,
            scene: line.scene.clone(),
            voice: line.voice.label(),
            origin,
        })
    }

    fn entry(&self, key: &str, line: &Line) -> Result<(Entry, Origin), VoiceError> {
        if let Some(entry) = self.store.get(key) {
            return Ok((entry, Origin::Kept));
        }
        let cancel = self.run.cancel;
        let lock = self.store.lock(key, cancel)?;
        let _lock = lock.ok_or(VoiceError::Cancelled)?;
        // Another render may have spoken it while this one waited for the lock.
        if let Some(entry) = self.store.get(key) {
            return Ok((entry, Origin::Kept));
        }
        let utterance = self.voice(line).speak(line, cancel)?;
        let credits = utterance.credits;
        let bought = utterance.bought.clone();
        let entry = self.store.put(key, made(line, utterance))?;
        for answer in bought {
            self.store.use_up(&answer)?;
        }
        let origin = if credits > 0.0 {
            Origin::Paid(credits)
        } else {
            Origin::Made
        };
        Ok((entry, origin))
    }

    fn key(&self, line: &Line) -> Result<String, VoiceError> {
        let fingerprint = self.voice(line).fingerprint(line);
        let fingerprint = fingerprint.map_err(|error| error.of(&line.effect))?;
        Ok(key(&[&fingerprint, &line.text]))
    }

    fn voice(&self, line: &Line) -> &dyn Voice {
        let known = self.voices.iter().find(|(voice, _)| **voice == line.voice);
        // Every line's voice was found before the first was spoken.
        known.map_or(&Silent, |(_, voice)| voice.as_ref())
    }
}

fn made(line: &Line, utterance: Utterance) -> Made {
    Made {
        sound: utterance.sound,
        samples: utterance.samples,
        words: utterance.words,
        phonemes: utterance.phonemes,
        about: About {
            voice: line.voice.label(),
            text: line.text.clone(),
            credits: utterance.credits,
        },
    }
}
