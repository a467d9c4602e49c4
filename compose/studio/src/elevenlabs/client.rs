//! Calls over HTTP: one key, a limit on how many at once, retries where they can help, and an end
//! to all waiting. The key goes into one header and nowhere else.

use std::thread;
use std::time::Duration;

use demoreel_primitives::cancel::Cancel;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Response, redirect};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{sleep, timeout};

use super::gate::Gate;
use super::trouble::{No, Trouble};
use crate::job::{Patience, Secret, VoiceJob};

/// More than any answer has: an hour of sound.
const MOST_BYTES: usize = 1 << 30;
/// Between two looks whether the run was stopped.
const LOOK: Duration = Duration::from_millis(20);

/// A connection to the service.
pub struct Client {
    http: reqwest::Client,
    runtime: Runtime,
    base: String,
    key: Secret,
    gate: Gate,
    patience: Patience,
}

/// One call.
pub struct Call {
    path: String,
    /// What is sent and what kind it is; nothing for a question.
    body: Option<(String, Vec<u8>)>,
}

/// What a call brought.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The whole body.
    pub body: Vec<u8>,
    /// What it cost, where the service says so.
    pub credits: Option<f64>,
    /// The service's name for the call.
    pub request: Option<String>,
}

impl Call {
    /// A question, which costs nothing.
    pub fn get(path: &str) -> Call {
        let path = path.to_owned();
        Call { path, body: None }
    }

    /// A call with a JSON body, which is paid.
    pub fn post(path: &str, json: String) -> Call {
        Call::form(path, "application/json", json.into_bytes())
    }

    /// A call with any body, which is paid.
    pub fn form(path: &str, kind: &str, bytes: Vec<u8>) -> Call {
        let path = path.to_owned();
        let body = Some((kind.to_owned(), bytes));
        Call { path, body }
    }
}

impl Client {
    /// Opens nothing yet. Addresses that are not given by the script are never followed: the key
    /// would go with them.
    pub fn open(base: &str, key: Secret, job: &VoiceJob) -> Result<Client, String> {
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("demoreel/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(job.patience.connect)
            .no_proxy();
        let at_home = [
            "http://127.0.0.1",
            "http://localhost",
            "https://127.0.0.1",
            "https://localhost",
        ];
        let at_home = at_home.iter().any(|home| base.starts_with(home));
        if let Some(proxy) = job.proxy.as_ref().filter(|_| !at_home) {
            let proxy = reqwest::Proxy::all(proxy).map_err(|error| causes(&error))?;
            http = http.proxy(proxy);
        }
        let http = http.build().map_err(|error| causes(&error))?;
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build();
        Ok(Client {
            http,
            runtime: runtime.map_err(|error| error.to_string())?,
            base: base.to_owned(),
            key,
            gate: Gate::new(),
            patience: job.patience,
        })
    }

    /// Makes a call, again where that can help.
    pub fn call(&self, call: &Call, cancel: &Cancel) -> Result<Answer, Trouble> {
        let mut pause = self.patience.pause;
        for tried in 1.. {
            let trouble = match self.once(call, cancel) {
                Ok(answer) => return Ok(answer),
                Err(trouble) => trouble,
            };
            if trouble.is_crowded() {
                self.gate.fewer();
            }
            // A service that cannot be reached at all is not tried as long as one that is busy.
            let reached = !matches!(trouble, Trouble::Unreachable(_));
            let tries = if reached { self.patience.tries } else { 2 };
            if tried >= tries || !trouble.may_pass(call.body.is_some()) {
                return Err(trouble);
            }
            let wait = trouble
                .wait()
                .unwrap_or(pause)
                .min(self.patience.longest_pause);
            rest(wait, cancel)?;
            pause = (pause * 2).min(self.patience.longest_pause);
        }
        Err(Trouble::Cancelled)
    }

    fn once(&self, call: &Call, cancel: &Cancel) -> Result<Answer, Trouble> {
        let _pass = self.gate.enter(cancel).ok_or(Trouble::Cancelled)?;
        // What is paid anyway is let come in for a moment after a stop.
        let grace = match call.body {
            Some(_) => self.patience.grace,
            None => Duration::ZERO,
        };
        self.runtime.block_on(async {
            tokio::select! {
                biased;
                answer = self.exchange(call) => answer,
                () = stopped(cancel, grace) => match call.body {
                    None => Err(Trouble::Cancelled),
                    Some(_) => Err(lost("the run was stopped", None)),
                },
            }
        })
    }

    async fn exchange(&self, call: &Call) -> Result<Answer, Trouble> {
        let address = format!("{}{}", self.base, call.path);
        let mut request = match &call.body {
            None => self.http.get(address),
            Some((kind, bytes)) => {
                let request = self.http.post(address).header(CONTENT_TYPE, kind);
                request.body(bytes.clone())
            }
        };
        let mut key = HeaderValue::from_str(self.key.reveal())
            .map_err(|_| refused("the key holds letters that no key has"))?;
        key.set_sensitive(true);
        request = request.header("xi-api-key", key);
        let sent = timeout(self.patience.answer, request.send()).await;
        let response = match sent {
            Err(_) => return Err(lost("no answer came in time", None)),
            Ok(Err(error)) => return Err(self.failed(&error)),
            Ok(Ok(response)) => response,
        };
        self.receive(response).await
    }

    async fn receive(&self, response: Response) -> Result<Answer, Trouble> {
        let status = response.status();
        let headers = response.headers().clone();
        self.learn(&headers);
        let request = text(&headers, "request-id");
        let body = self.body(response).await;
        if !status.is_success() {
            let no = No::read(status.as_u16(), &body.unwrap_or_default(), wait(&headers));
            let message = self.key.strike(&no.message);
            return Err(Trouble::Refused(No { message, ..no }));
        }
        Ok(Answer {
            body: body.map_err(|why| lost(&why, request.clone()))?,
            credits: number(&headers, "character-cost"),
            request,
        })
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, String> {
        let mut body = Vec::new();
        loop {
            match timeout(self.patience.stall, response.chunk()).await {
                Err(_) => return Err("its answer stopped half way".to_owned()),
                Ok(Err(error)) => return Err(self.key.strike(&causes(&error))),
                Ok(Ok(None)) => return Ok(body),
                Ok(Ok(Some(_))) if body.len() > MOST_BYTES => {
                    return Err("its answer does not end".to_owned());
                }
                Ok(Ok(Some(bytes))) => body.extend_from_slice(&bytes),
            }
        }
    }

    fn learn(&self, headers: &HeaderMap) {
        let most = number(headers, "maximum-concurrent-requests");
        let now = number(headers, "current-concurrent-requests");
        if let Some(most) = most {
            self.gate
                .learn(most as usize, now.unwrap_or_default() as usize);
        }
    }

    fn failed(&self, error: &reqwest::Error) -> Trouble {
        let why = self.key.strike(&causes(error));
        let lower = why.to_lowercase();
        match () {
            _ if lower.contains("certificate") => Trouble::Untrusted(why),
            _ if error.is_connect() || error.is_builder() => Trouble::Unreachable(why),
            _ => lost(&why, None),
        }
    }
}

fn refused(why: &str) -> Trouble {
    Trouble::Refused(No {
        status: 401,
        message: why.to_owned(),
        ..No::default()
    })
}

fn lost(why: &str, request: Option<String>) -> Trouble {
    let why = why.to_owned();
    Trouble::Lost { request, why }
}

/// Comes to its end when the run is stopped, and a little later.
async fn stopped(cancel: &Cancel, grace: Duration) {
    while !cancel.is_cancelled() {
        sleep(LOOK).await;
    }
    sleep(grace).await;
}

/// Waits before the next try.
fn rest(wait: Duration, cancel: &Cancel) -> Result<(), Trouble> {
    let mut left = wait;
    while !left.is_zero() {
        if cancel.is_cancelled() {
            return Err(Trouble::Cancelled);
        }
        let step = left.min(LOOK);
        thread::sleep(step);
        left -= step;
    }
    Ok(())
}

/// An error with all that caused it, without the address, which says nothing to the reader.
fn causes(error: &reqwest::Error) -> String {
    let mut why = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        why.push(error.to_string());
        cause = error.source();
    }
    why.dedup();
    match why.is_empty() {
        true => "the connection failed".to_owned(),
        false => why.join(": "),
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}

fn number(headers: &HeaderMap, name: &str) -> Option<f64> {
    let number: f64 = text(headers, name)?.trim().parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// How long the service asks to wait; a date is not read, our own pauses are as good.
fn wait(headers: &HeaderMap) -> Option<Duration> {
    let millis = number(headers, "retry-after-ms").map(|millis| millis / 1000.0);
    let seconds = millis.or_else(|| number(headers, "retry-after"));
    let seconds = seconds.or_else(|| number(headers, "x-ratelimit-reset"));
    seconds.map(|seconds| Duration::from_secs_f64(seconds.min(3600.0)))
}
