//! The pseudo-terminal: our end of it, without a word of what is read and written. It never
//! blocks for ever, whatever the program at its other end does.
//!
//! The four system calls that it takes are rustix's; a crate for pseudo-terminals would start
//! the program itself, and only the stage's household may do that.

use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::time::Nanos;
use demoreel_terminal::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl, open};
use rustix::io::Errno;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::clock::MachineTime;

/// A program that takes no input for so long takes none.
const LONGEST_WRITE: Nanos = Nanos::from_secs(10);

/// Our end.
#[derive(Debug)]
pub struct Pty {
    master: OwnedFd,
    /// The program's end, as a file.
    other: CString,
}

/// What reading brought.
#[derive(Debug, PartialEq, Eq)]
pub enum Read {
    /// So many bytes.
    Bytes(usize),
    /// Nothing in the time that was given.
    Nothing,
    /// Nobody is at the other end any more.
    End,
}

impl Pty {
    /// A new pair: our end, and the one for the program.
    pub fn open(size: Size, cell: SurfaceSize) -> io::Result<(Pty, OwnedFd)> {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let master = openpt(flags)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let name = ptsname(&master, Vec::new())?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = open(&name, flags, Mode::empty())?;
        fcntl_setfl(&master, fcntl_getfl(&master)? | OFlags::NONBLOCK)?;
        let pty = Pty {
            master,
            other: name,
        };
        pty.resize(size, cell)?;
        Ok((pty, slave))
    }

    /// Tells the program how large its window is.
    pub fn resize(&self, size: Size, cell: SurfaceSize) -> io::Result<()> {
        let pixels = |cells: u16, cell: u32| (u32::from(cells) * cell).min(u16::MAX.into()) as u16;
        let winsize = Winsize {
            ws_row: size.rows(),
            ws_col: size.columns(),
            ws_xpixel: pixels(size.columns(), cell.width),
            ws_ypixel: pixels(size.rows(), cell.height),
        };
        Ok(tcsetwinsize(&self.master, winsize)?)
    }

    /// Waits until there is something to read, or the end; so long at most.
    pub fn wait(&self, limit: Nanos) -> bool {
        is_ready(&self.master, PollFlags::IN, limit)
    }

    /// Whether the program has read all that was written to it, and nothing of its own waits to be
    /// read. The kernel hands over what was written before it answers.
    pub fn is_quiet(&self) -> bool {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let Ok(other) = open(&self.other, flags, Mode::empty()) else {
            return false;
        };
        !is_ready(&other, PollFlags::IN, Nanos::ZERO) && !self.wait(Nanos::ZERO)
    }

    /// Reads what is there.
    pub fn read(&self, buffer: &mut [u8]) -> Read {
        match rustix::io::read(&self.master, buffer) {
            Ok(0) => Read::End,
            Ok(count) => Read::Bytes(count),
            Err(Errno::AGAIN | Errno::INTR) => Read::Nothing,
            // When the last program at the other end has gone, reading fails.
            Err(_) => Read::End,
        }
    }

    /// Writes all of it; fails where nobody takes it.
    pub fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        let begun = MachineTime::now();
        while !bytes.is_empty() {
            match rustix::io::write(&self.master, bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::AGAIN) if MachineTime::now().since(begun) < LONGEST_WRITE => {
                    is_ready(&self.master, PollFlags::OUT, Nanos::from_millis(100));
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Writes what is taken at once. Nobody waits for answers to a program that does not read.
    pub fn offer(&self, bytes: &[u8]) {
        let _ = rustix::io::write(&self.master, bytes);
    }
}

fn is_ready(file: &impl AsFd, what: PollFlags, limit: Nanos) -> bool {
    let mut watched = [PollFd::new(file, what)];
    let timeout = Timespec {
        tv_sec: limit.0 / 1_000_000_000,
        tv_nsec: limit.0 % 1_000_000_000,
    };
    poll(&mut watched, Some(&timeout)).is_ok_and(|ready| ready > 0)
}
