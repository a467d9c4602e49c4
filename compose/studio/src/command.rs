//! The voice of a program that the user names: text on its standard input, a WAV file on its
//! standard output. It is run by `sh -c`, sees `PATH` and what the script hands it, and is ended
//! with all that it started.

use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::CommandVoice;
use demoreel_primitives::wav::Wav;

use crate::decode;
use crate::error::VoiceError;
use crate::estimate;
use crate::job::VoiceJob;
use crate::resample::to_reel_rate;
use crate::voice::{Capabilities, Line, Utterance, Voice, WordTimes};

/// Between two looks whether it has ended.
const LOOK: Duration = Duration::from_millis(5);
/// More than an hour of sound at any rate that a voice has.
const MOST_BYTES: u64 = 2 << 30;

/// A program that speaks.
pub struct Program<'a> {
    voice: &'a CommandVoice,
    job: &'a VoiceJob,
}

impl<'a> Program<'a> {
    /// The program is looked for when it is first needed, by the shell.
    pub fn new(voice: &'a CommandVoice, job: &'a VoiceJob) -> Program<'a> {
        Program { voice, job }
    }
}

impl Voice for Program<'_> {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            audible: true,
            words: WordTimes::Estimated,
            phonemes: false,
            paid: false,
            at_once: 1,
        }
    }

    fn fingerprint(&self, line: &Line) -> Result<String, VoiceError> {
        let CommandVoice { run, version, .. } = self.voice;
        let parts = serde_json::json!(["command 1", run, version, line.language]);
        Ok(parts.to_string())
    }

    fn speak(&self, line: &Line, cancel: &Cancel) -> Result<Utterance, VoiceError> {
        if !line.text.chars().any(char::is_alphanumeric) {
            let text = line.text.clone();
            return Err(VoiceError::NothingToSay { text });
        }
        let bytes = self.run(line, cancel)?;
        let wav = Wav::decode(&bytes).map_err(|error| self.wrong(error))?;
        let sound = to_reel_rate(&wav.mono(), wav.rate);
        if decode::is_silent(&sound) || sound.iter().any(|at| !at.is_finite()) {
            return Err(self.wrong("it is silence"));
        }
        let words = estimate::words(&line.text, &sound);
        Ok(decode::finish(&sound, words, Vec::new()))
    }
}

impl Program<'_> {
    fn run(&self, line: &Line, cancel: &Cancel) -> Result<Vec<u8>, VoiceError> {
        let mut child = self.start(line)?;
        let text = line.text.clone();
        let stdin = child.stdin.take();
        // A program that does not read its input to the end has heard enough.
        thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(text.as_bytes())));
        let (sound, complaints) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let status = self.wait(&mut child, cancel)?;
        let sound = sound.join().unwrap_or_default();
        if status.success() {
            return Ok(sound);
        }
        let complaints = complaints.join().unwrap_or_default();
        let complaints = String::from_utf8_lossy(&complaints);
        let last = complaints
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty());
        let why = format!("{status} {}", self.struck(last.unwrap_or_default()));
        Err(self.failed(why.trim_end()))
    }

    fn start(&self, line: &Line) -> Result<Child, VoiceError> {
        let mut command = Command::new("sh");
        command.args(["-c", &self.voice.run]).env_clear();
        command.env("PATH", &self.job.path);
        command.env("DEMOREEL_LANGUAGE", &line.language);
        for name in &self.voice.env {
            if let Some(value) = self.job.variables.get(name) {
                command.env(name, value.reveal());
            }
        }
        command.current_dir(&self.job.home).process_group(0);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| self.failed(error))
    }

    fn wait(&self, child: &mut Child, cancel: &Cancel) -> Result<ExitStatus, VoiceError> {
        let mut waited = Duration::ZERO;
        loop {
            if let Some(status) = child.try_wait().map_err(|error| self.failed(error))? {
                return Ok(status);
            }
            let late = waited.as_secs_f64() > self.voice.timeout;
            if late || cancel.is_cancelled() {
                end(child);
                return Err(match late {
                    false => VoiceError::Cancelled,
                    true => self.failed(format!("no end after {} s", self.voice.timeout)),
                });
            }
            thread::sleep(LOOK);
            waited += LOOK;
        }
    }

    /// A program may print what it was handed.
    fn struck(&self, text: &str) -> String {
        let secrets = self.voice.env.iter();
        let secrets = secrets.filter_map(|name| self.job.variables.get(name));
        secrets.fold(text.to_owned(), |text, secret| secret.strike(&text))
    }

    fn name(&self) -> &str {
        self.voice.run.split_whitespace().next().unwrap_or("sh")
    }

    fn failed(&self, why: impl ToString) -> VoiceError {
        VoiceError::Failed {
            program: self.name().to_owned(),
            why: why.to_string(),
        }
    }

    fn wrong(&self, why: impl ToString) -> VoiceError {
        VoiceError::Answer {
            program: format!("the program '{}'", self.name()),
            why: why.to_string(),
            key: None,
        }
    }
}

/// Ends a program and all that it started.
fn end(child: &mut Child) {
    if let Some(group) = rustix::process::Pid::from_raw(child.id() as i32) {
        // It may have ended by itself in the meantime.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // A pipe that breaks has given all that it will.
        let _ = pipe.map(|pipe| pipe.take(MOST_BYTES).read_to_end(&mut bytes));
        bytes
    })
}
