//! The DevTools protocol over a pair of pipes: commands out, answers and events in, one JSON text
//! each, ended by a zero byte. No port is opened. Which commands make sense is not known here.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use demoreel_primitives::time::Nanos;
use serde_json::{Value, json};

use crate::error::StageError;

/// Why a command has no answer.
#[derive(Debug)]
pub enum Unanswered {
    /// The browser has gone.
    Gone,
    /// It said no.
    Refused(String),
    /// It did not say anything in time.
    Slow(Nanos),
}

/// A command's result, or what the browser has against it.
type Answer = Result<Value, String>;

/// An event, as it came.
#[derive(Debug)]
pub struct CdpEvent {
    /// Such as `Page.loadEventFired`.
    pub method: String,
    /// As the protocol's documentation says.
    pub params: Value,
}

/// The open line to a browser.
pub struct Cdp {
    out: Mutex<Box<dyn Write + Send>>,
    waiting: Arc<Waiting>,
    next: AtomicU64,
}

/// An answer that is still to come.
pub struct Pending(Receiver<Answer>);

#[derive(Default)]
struct Waiting {
    /// By the command's number; none once the browser has gone.
    senders: Mutex<Option<HashMap<u64, Sender<Answer>>>>,
}

impl Cdp {
    /// Speaks through `out` and listens to `input` in a thread of its own, which ends when the
    /// browser does. Events are handed to `on_event` in that thread.
    pub fn open(
        out: impl Write + Send + 'static,
        input: impl Read + Send + 'static,
        on_event: impl FnMut(CdpEvent) + Send + 'static,
    ) -> Cdp {
        let waiting = Arc::new(Waiting::default());
        *lock(&waiting.senders) = Some(HashMap::new());
        let listener = Arc::clone(&waiting);
        std::thread::spawn(move || listen(input, &listener, on_event));
        Cdp {
            out: Mutex::new(Box::new(out)),
            waiting,
            next: AtomicU64::new(1),
        }
    }

    /// Sends a command and leaves.
    pub fn post(
        &self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Pending, Unanswered> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = channel();
        match lock(&self.waiting.senders).as_mut() {
            Some(senders) => senders.insert(id, sender),
            None => return Err(Unanswered::Gone),
        };
        let mut command = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        let mut text = command.to_string().into_bytes();
        text.push(0);
        let mut out = lock(&self.out);
        let sent = out.write_all(&text).and_then(|()| out.flush());
        sent.map_err(|_| Unanswered::Gone)?;
        Ok(Pending(receiver))
    }

    /// Sends a command and waits for its answer.
    pub fn call(
        &self,
        session: Option<&str>,
        method: &str,
        params: Value,
        limit: Nanos,
    ) -> Result<Value, Unanswered> {
        self.post(session, method, params)?.wait(limit)
    }
}

impl Pending {
    /// Waits for the answer.
    pub fn wait(&self, limit: Nanos) -> Result<Value, Unanswered> {
        match self.0.recv_timeout(limit.to_std()) {
            Ok(answer) => answer.map_err(Unanswered::Refused),
            Err(RecvTimeoutError::Timeout) => Err(Unanswered::Slow(limit)),
            Err(RecvTimeoutError::Disconnected) => Err(Unanswered::Gone),
        }
    }

    /// The answer, or that there will be none; nothing while it is still to come.
    pub fn answer(&self) -> Option<Result<Value, Unanswered>> {
        match self.0.try_recv() {
            Ok(answer) => Some(answer.map_err(Unanswered::Refused)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Unanswered::Gone)),
        }
    }

    /// Whether an answer, or the browser's end, is there already.
    pub fn is_over(&self) -> bool {
        !matches!(self.0.try_recv(), Err(TryRecvError::Empty))
    }
}

impl Unanswered {
    /// The same as the stage says it.
    pub fn of(self, method: &str) -> StageError {
        let method = method.to_owned();
        match self {
            Unanswered::Gone => StageError::BrowserGone {
                what: "ended".to_owned(),
            },
            Unanswered::Refused(message) => StageError::Refused { method, message },
            Unanswered::Slow(limit) => StageError::PageBusy { method, limit },
        }
    }
}

fn listen(input: impl Read, waiting: &Waiting, mut on_event: impl FnMut(CdpEvent)) {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut text = Vec::new();
    while matches!(input.read_until(0, &mut text), Ok(length) if length > 0) {
        if text.last() == Some(&0) {
            text.pop();
        }
        if let Ok(message) = serde_json::from_slice(&text) {
            take_in(message, waiting, &mut on_event);
        }
        text.clear();
    }
    // Whoever still waits learns that the browser has gone.
    *lock(&waiting.senders) = None;
}

fn take_in(mut message: Value, waiting: &Waiting, on_event: &mut impl FnMut(CdpEvent)) {
    if let Some(id) = message["id"].as_u64() {
        let sender = lock(&waiting.senders)
            .as_mut()
            .and_then(|all| all.remove(&id));
        let answer = match message["error"]["message"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(message["result"].take()),
        };
        // A command that was only posted has nobody waiting.
        let _ = sender.map(|sender| sender.send(answer));
    } else if let Some(method) = message["method"].as_str() {
        let method = method.to_owned();
        let params = message["params"].take();
        on_event(CdpEvent { method, params });
    }
}

/// What these locks guard is whole even where a thread panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
