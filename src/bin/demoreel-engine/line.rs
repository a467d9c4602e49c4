//! The engine's line to the front: replies go out, and what stops the job comes in.

use std::io::{BufRead, Write, stdin, stdout};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use demoreel::job::Reply;
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::progress::{Observer, Progress};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// The line; shared by all threads.
pub struct Line {
    go_ahead: Mutex<Receiver<()>>,
    from_front: Sender<()>,
}

impl Line {
    /// A line on the process's own standard streams.
    pub fn new() -> Line {
        let (from_front, go_ahead) = channel();
        Line {
            go_ahead: Mutex::new(go_ahead),
            from_front,
        }
    }

    /// Stops the job when the front is gone or a signal asks for it; a second signal ends the
    /// process at once.
    pub fn watch(&self, cancel: Cancel) {
        let (front, pulled) = (self.from_front.clone(), cancel.clone());
        thread::spawn(move || {
            // A line is the answer to a pause; the end of input is the end of the front.
            for _ in stdin().lock().lines().map_while(Result::ok) {
                let _ = front.send(());
            }
            pulled.cancel();
            let _ = front.send(());
        });
        if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
            thread::spawn(move || {
                for (count, _) in signals.forever().enumerate() {
                    if count > 0 {
                        std::process::exit(1);
                    }
                    cancel.cancel();
                }
            });
        }
    }

    /// Says that a step failed, and waits for the front.
    pub fn pause(&self, diagnostic: &Diagnostic) {
        self.reply(&Reply::Paused {
            diagnostic: Box::new(diagnostic.clone()),
        });
        let go_ahead = self.go_ahead.lock().unwrap_or_else(PoisonError::into_inner);
        // The sender lives as long as the line, so this only ends with a message.
        let _ = go_ahead.recv();
    }

    /// Sends one reply.
    pub fn reply(&self, reply: &Reply) {
        Line::say(&serde_json::to_string(reply).unwrap_or_default());
    }

    /// A front that went away is noticed by [`Line::watch`], not here.
    pub fn say(text: &str) {
        let mut stdout = stdout().lock();
        let _ = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
    }
}

impl Observer for Line {
    fn notice(&self, progress: Progress) {
        self.reply(&Reply::Progress(progress));
    }
}
