//! How one program is started.

use std::fs::File;
use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use rustix::process::{Signal, set_parent_process_death_signal};

/// A program to start. Its environment is exactly what is named here.
#[derive(Clone, Debug)]
pub struct Launch {
    /// For messages and the list of processes.
    pub name: String,
    /// Absolute path.
    pub program: PathBuf,
    /// Without the program's own name.
    pub arguments: Vec<String>,
    /// All that it sees of the environment.
    pub environment: Vec<(String, String)>,
    /// Where it runs.
    pub folder: PathBuf,
    /// Where its error output goes, and its output too where that is not a pipe.
    pub log: PathBuf,
    /// Whether its input and output are pipes that we hold.
    pub pipes: bool,
    /// How it is asked to end.
    pub parting: Parting,
}

/// How a program is asked to end. What does not go in time is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// It has something to put in order first: a socket, a lock file.
    Terminate,
    /// It has nothing that anybody will miss.
    Kill,
}

impl Parting {
    pub(super) fn signal(self) -> Signal {
        match self {
            Parting::Terminate => Signal::TERM,
            Parting::Kill => Signal::KILL,
        }
    }
}

impl Launch {
    /// Starts it as a child of the calling thread, with whose end it ends.
    pub(super) fn spawn(&self) -> io::Result<Child> {
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = self.command();
        command.process_group(0).stderr(log.try_clone()?);
        if self.pipes {
            command.stdin(Stdio::piped()).stdout(Stdio::piped());
        } else {
            command.stdin(Stdio::null()).stdout(log);
        }
        die_with_parent(&mut command, self.parting.signal());
        command.spawn()
    }

    /// The same with a terminal of its own, as the leader of a session.
    pub(super) fn spawn_on(&self, terminal: &OwnedFd) -> io::Result<Child> {
        let mut command = self.command();
        command
            .stdin(terminal.try_clone()?)
            .stdout(terminal.try_clone()?)
            .stderr(terminal.try_clone()?);
        lead_session(&mut command);
        die_with_parent(&mut command, self.parting.signal());
        command.spawn()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder);
        command
    }
}

/// The program leads a session, whose terminal is its input. The session's leader leads a process
/// group of its own too.
fn lead_session(command: &mut Command) {
    let hook = || {
        rustix::process::setsid()?;
        // SAFETY: the program's input was opened just before, and nothing closes it here.
        let input = unsafe { BorrowedFd::borrow_raw(0) };
        Ok(rustix::process::ioctl_tiocsctty(input)?)
    };
    // SAFETY: between fork and exec the hook makes two system calls and touches no memory but its
    // own; it neither allocates nor takes a lock.
    unsafe {
        command.pre_exec(hook);
    }
}

/// The kernel sends `signal` to the program when the thread that starts it ends, however it ends.
fn die_with_parent(command: &mut Command, signal: Signal) {
    let parent = rustix::process::getpid();
    let hook = move || {
        set_parent_process_death_signal(Some(signal))?;
        // The parent may have died before the line above; then nothing would ever be sent.
        if rustix::process::getppid() != Some(parent) {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe));
        }
        Ok(())
    };
    // SAFETY: between fork and exec the hook makes two system calls and touches no memory but its
    // own; it neither allocates nor takes a lock.
    unsafe {
        command.pre_exec(hook);
    }
}
