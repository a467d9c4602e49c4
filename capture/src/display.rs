//! A private X display without a screen behind it. Only its own user's programs may use it, and
//! it is never open to the network. What is shown on it is not known here.

mod access;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use demoreel_primitives::space::FilmSize;
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ConfigureWindowAux, ConnectionExt as _, InputFocus, MapState, Window,
};
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
    door: RustConnection,
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
            door,
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

    /// Makes the windows on it as large as it is, and gives them the keys. Nobody else does:
    /// there is no window manager, and Chromium by itself stays one pixel short of its screen.
    pub fn fill(&self) -> Result<(), StageError> {
        self.fill_windows().map_err(|error| StageError::Display {
            what: format!("refused to arrange its windows: {error}"),
            output: String::new(),
        })
    }

    fn fill_windows(&self) -> Result<(), ReplyError> {
        let root = self.door.setup().roots[0].root;
        for window in self.door.query_tree(root)?.reply()?.children {
            match self.fill_with(window) {
                // Windows come and go while a program starts; one that has gone needs nothing.
                Ok(()) | Err(ReplyError::X11Error(_)) => {}
                broken => return broken,
            }
        }
        Ok(())
    }

    /// Arranges a window, if it is a large one and no menu.
    fn fill_with(&self, window: Window) -> Result<(), ReplyError> {
        let (width, height) = (self.size.width, self.size.height);
        let about = self.door.get_window_attributes(window)?.reply()?;
        let shape = self.door.get_geometry(window)?.reply()?;
        let is_large = u32::from(shape.width) > width / 2 && u32::from(shape.height) > height / 2;
        if is_large && about.map_state == MapState::VIEWABLE && !about.override_redirect {
            let place = ConfigureWindowAux::new()
                .x(0)
                .y(0)
                .width(width)
                .height(height);
            self.door.configure_window(window, &place)?.check()?;
            let back = InputFocus::POINTER_ROOT;
            self.door
                .set_input_focus(back, window, CURRENT_TIME)?
                .check()?;
        }
        Ok(())
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
