//! Running a voice's program: found in the folders that the caller names, with an empty
//! environment, and ended when the run is stopped.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use demoreel_primitives::cancel::Cancel;

use crate::error::VoiceError;

/// A program of this machine.
#[derive(Clone, Debug)]
pub struct Program {
    name: String,
    file: PathBuf,
}

impl Program {
    /// Looks a program up in a list of folders.
    pub fn find(name: &str, path: &OsStr) -> Result<Program, VoiceError> {
        let file = demoreel_programs::on_path(name, path);
        let name = name.to_owned();
        match file {
            Some(file) => Ok(Program { name, file }),
            None => Err(VoiceError::Missing(name)),
        }
    }

    /// The program's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Runs it to its end and gives what it printed.
    pub fn run(&self, arguments: &[OsString], cancel: &Cancel) -> Result<String, VoiceError> {
        let ended = self.end(arguments, cancel)?;
        if ended.status.success() {
            return Ok(ended.printed);
        }
        let complaint = ended.complaints.lines().last().unwrap_or_default().trim();
        Err(self.failed(format!("{} {complaint}", ended.status).trim_end()))
    }

    /// As [`Program::run`], for questions that a program answers and then calls a failure.
    pub fn ask(&self, question: &str, cancel: &Cancel) -> Result<String, VoiceError> {
        Ok(self.end(&[question.into()], cancel)?.printed)
    }

    fn end(&self, arguments: &[OsString], cancel: &Cancel) -> Result<Ended, VoiceError> {
        let mut command = Command::new(&self.file);
        command.args(arguments).env_clear();
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| self.failed(error))?;
        let (out, complaints) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let status = loop {
            if cancel.is_cancelled() {
                kill(&mut child);
                return Err(VoiceError::Cancelled);
            }
            match child.try_wait().map_err(|error| self.failed(error))? {
                Some(status) => break status,
                None => std::thread::sleep(Duration::from_millis(4)),
            }
        };
        Ok(Ended {
            status,
            printed: join(out),
            complaints: join(complaints),
        })
    }

    fn failed(&self, why: impl ToString) -> VoiceError {
        VoiceError::Failed {
            program: self.name.clone(),
            why: why.to_string(),
        }
    }
}

/// A program that has come to its end.
struct Ended {
    status: ExitStatus,
    printed: String,
    complaints: String,
}

type Reader = std::thread::JoinHandle<String>;

/// Reads a pipe to its end beside the program, which could otherwise wait for room in it.
fn drain(pipe: Option<impl Read + Send + 'static>) -> Reader {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // A pipe that breaks has given all that it will.
        let _: Option<io::Result<usize>> = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn join(reader: Reader) -> String {
    reader.join().unwrap_or_default()
}

fn kill(child: &mut Child) {
    // It may have ended by itself in the meantime; both calls are then without effect.
    let _: io::Result<()> = child.kill();
    let _: io::Result<ExitStatus> = child.wait();
}
