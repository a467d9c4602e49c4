//! A private X display without a screen behind it. Only its own user's programs may use it, and
//! it is never open to the network. What is shown on it is not known here.

mod access;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use demoreel_primitives::space::FilmSize;
use x11rb::rust_connection::RustConnection;

use crate::error::StageError;
use crate::process::{Household, Launch, Member, Parting, last_lines};
use crate::programs;

/// How long Xvfb may take to say which number it has.
const START_LIMIT: Duration = Duration::from_secs(20);

/// A private display. It ends with its household.
#[derive(Debug)]
pub struct Display {
    name: String,
    size: FilmSize,
    member: Member,
    log: PathBuf,
    /// Kept open: it is the connection by which others were let in.
    _door: RustConnection,
}

impl Display {
    /// Starts Xvfb at a number that nobody else has; it is Xvfb itself that picks one.
    pub fn start(
        household: &Household,
        path: &str,
        surface: &str,
        size: FilmSize,
    ) -> Result<Display, StageError> {
        let program = programs::xvfb(path)?;
        let runtime = household.runtime();
        let folder = runtime
            .subfolder(&format!("{surface}.display"))
            .map_err(StageError::files("the folder", runtime.folder()))?;
        let cookie = access::Cookie::make(&folder.join("cookie"))
            .map_err(StageError::files("the file", &folder.join("cookie")))?;
        let log = folder.join("xvfb.log");
        let launch = Launch {
            name: format!("Xvfb of {surface}"),
            arguments: arguments(size, &cookie),
            program,
            environment: vec![("PATH".to_owned(), path.to_owned())],
            folder,
            log: log.clone(),
            pipes: true,
            parting: Parting::Terminate,
        };
        let mut member = household
            .start(launch)
            .map_err(|error| StageError::Display {
                what: format!("did not start: {error}"),
                output: String::new(),
            })?;
        let fail = |what: String| StageError::Display {
            what,
            output: last_lines(&log, 6),
        };
        let number = announced_number(&mut member)
            .ok_or_else(|| fail(member.ended().unwrap_or("did not start".to_owned())))?;
        let door = access::let_own_user_in(number, &cookie).map_err(fail)?;
        Ok(Display {
            name: format!(":{number}"),
            size,
            member,
            log,
            _door: door,
        })
    }

    /// Such as `:7`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Of its only screen.
    pub fn size(&self) -> FilmSize {
        self.size
    }

    /// An error once it has gone.
    pub fn check(&self) -> Result<(), StageError> {
        match self.member.ended() {
            None => Ok(()),
            Some(what) => Err(StageError::Display {
                what,
                output: last_lines(&self.log, 6),
            }),
        }
    }
}

fn arguments(size: FilmSize, cookie: &access::Cookie) -> Vec<String> {
    let screen = format!("{}x{}x24", size.width, size.height);
    let auth = cookie.file().display().to_string();
    let words = [
        "-displayfd",
        "1",
        "-screen",
        "0",
        &screen,
        "-nolisten",
        "tcp",
        "-auth",
        &auth,
        "-noreset",
        "-dpi",
        "96",
    ];
    words.into_iter().map(str::to_owned).collect()
}

/// Xvfb writes its number as a line; none if it ends or says nothing in time.
fn announced_number(member: &mut Member) -> Option<u32> {
    let output = member.output.take()?;
    let (sender, inbox) = channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line);
        // Nobody listens any more once the time is up.
        let _ = sender.send(read.ok().and_then(|_| line.trim().parse().ok()));
    });
    inbox.recv_timeout(START_LIMIT).ok().flatten()
}
