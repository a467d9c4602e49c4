//! A server that answers as ElevenLabs does, over real sockets, and that can be told to fail in
//! every way that a service and a network fail.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use base64::Engine;
use serde_json::{Value, json};

pub const KEY: &str = "sk_5e1f-very-secret";

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub key: String,
    pub body: Vec<u8>,
}

/// What is sent back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// So many bytes of the body are sent; then nothing more, or the end.
    pub cut: Option<usize>,
    pub stalls: bool,
}

#[derive(Default)]
struct State {
    requests: Mutex<Vec<Request>>,
    /// Sent instead of the next speeches.
    speeches: Mutex<VecDeque<Reply>>,
    /// Sent for every other path that begins so.
    others: Mutex<Vec<(String, Reply)>>,
    inside: AtomicUsize,
    most: AtomicUsize,
    ended: AtomicBool,
}

pub struct Fake {
    pub base: String,
    state: Arc<State>,
}

impl Reply {
    pub fn json(status: u16, body: Value) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: body.to_string().into_bytes(),
            cut: None,
            stalls: false,
        }
    }

    pub fn with(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn error(status: u16, code: &str) -> Reply {
        let detail = json!({"type": "x", "code": code, "status": code, "message": "It cannot be."});
        Reply::json(status, json!({ "detail": detail }))
    }
}

impl Fake {
    pub fn start() -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.ended.load(Ordering::SeqCst) {
                    return;
                }
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &state));
            }
        });
        let base = format!("http://{address}");
        Fake { base, state }
    }

    /// What the next speech is answered with.
    pub fn next(&self, reply: Reply) {
        self.state
            .speeches
            .lock()
            .expect("no panic")
            .push_back(reply);
    }

    /// What a path is answered with from now on.
    pub fn at(&self, path: &str, reply: Reply) {
        let mut others = self.state.others.lock().expect("no panic");
        others.push((path.to_owned(), reply));
    }

    pub fn requests(&self) -> Vec<Request> {
        self.state.requests.lock().expect("no panic").clone()
    }

    /// The bodies of all speeches that were asked for.
    pub fn speeches(&self) -> Vec<Value> {
        let requests = self.requests().into_iter();
        let speeches = requests.filter(|it| it.path.starts_with("/v1/text-to-speech/"));
        speeches
            .map(|it| serde_json::from_slice(&it.body).expect("it is JSON"))
            .collect()
    }

    /// The most speeches that were asked for at once.
    pub fn most(&self) -> usize {
        self.state.most.load(Ordering::SeqCst)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.base.trim_start_matches("http://"));
    }
}

fn serve(stream: TcpStream, state: &State) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket can be shared"));
    let mut stream = stream;
    while let Some(request) = read(&mut reader) {
        state
            .requests
            .lock()
            .expect("no panic")
            .push(request.clone());
        let reply = answer(&request, state);
        if !send(&mut stream, &reply, state) {
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader
        .read_line(&mut line)
        .ok()
        .filter(|count| *count > 0)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let path = words.nth(1)?;
    let (mut length, mut key) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(':') else {
            break;
        };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok()?,
            "xi-api-key" => key = value.trim().to_owned(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { path, key, body })
}

/// False where the connection is at its end.
fn send(stream: &mut TcpStream, reply: &Reply, state: &State) -> bool {
    let mut head = format!("HTTP/1.1 {} X\r\n", reply.status);
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("content-length: {}\r\n\r\n", reply.body.len());
    let until = reply.cut.unwrap_or(reply.body.len());
    let sent = stream.write_all(head.as_bytes());
    let sent = sent.and_then(|()| stream.write_all(&reply.body[..until]));
    while reply.stalls && !state.ended.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(10));
    }
    sent.is_ok() && reply.cut.is_none()
}

fn answer(request: &Request, state: &State) -> Reply {
    if request.key != KEY {
        return Reply::error(401, "invalid_api_key");
    }
    let others = state.others.lock().expect("no panic").clone();
    if let Some((_, reply)) = others.iter().find(|it| request.path.starts_with(&it.0)) {
        return reply.clone();
    }
    match request.path.as_str() {
        "/v1/models" => models(),
        "/v1/forced-alignment" => alignment(request),
        path if path.starts_with("/v2/voices") => voices(path),
        path if path.starts_with("/v1/text-to-speech/") => spoken(request, state),
        _ => Reply::error(404, "not_found"),
    }
}

fn models() -> Reply {
    let model = |id: &str, name: &str, letters: u64| {
        json!({
            "model_id": id,
            "name": name,
            "can_do_text_to_speech": true,
            "maximum_text_length_per_request": letters,
            "languages": [{"language_id": "en", "name": "English"}, {"language_id": "de", "name": "German"}],
            "model_rates": {"character_cost_multiplier": 1.0},
        })
    };
    Reply::json(
        200,
        json!([
            model("eleven_multilingual_v2", "Eleven Multilingual v2", 10_000),
            model("eleven_v3", "Eleven v3", 5_000),
        ]),
    )
}

fn voices(path: &str) -> Reply {
    let voice = |id: &str, name: &str| json!({"voice_id": id, "name": name});
    if path.contains("next_page_token=second%2Fpage") {
        let voices = [voice("rachelrachelrachel12", "Rachel - calm")];
        return Reply::json(200, json!({"voices": voices, "has_more": false}));
    }
    let voices = [
        voice("bellabellabellabell1", "Bella"),
        voice("samsamsamsamsamsam12", "Sam"),
    ];
    let page = json!({"voices": voices, "has_more": true, "next_page_token": "second/page"});
    Reply::json(200, page)
}

fn spoken(request: &Request, state: &State) -> Reply {
    if let Some(reply) = state.speeches.lock().expect("no panic").pop_front() {
        return reply;
    }
    let now = state.inside.fetch_add(1, Ordering::SeqCst) + 1;
    state.most.fetch_max(now, Ordering::SeqCst);
    thread::sleep(Duration::from_millis(15));
    state.inside.fetch_sub(1, Ordering::SeqCst);
    let body: Value = serde_json::from_slice(&request.body).expect("it is JSON");
    let has_context = body.get("previous_text").is_some() || body.get("next_text").is_some();
    if body["model_id"] == "eleven_v3" && has_context {
        return Reply::error(400, "unsupported_model");
    }
    speech(body["text"].as_str().expect("it has a text"))
        .with("maximum-concurrent-requests", "3")
        .with("current-concurrent-requests", &now.to_string())
}

/// A tone of 50 ms for each letter, none for what is between words. Long text is spoken fast: its
/// sound is not looked at.
pub fn speech(text: &str) -> Reply {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    let samples = if letters.len() > 1000 { 24 } else { 1200 };
    let seconds = f64::from(samples) / 24_000.0;
    let mut audio = Vec::new();
    for letter in &letters {
        let sounds = letter.chars().any(char::is_alphanumeric);
        for at in 0..samples {
            let wave = if (at / 60) % 2 == 0 { 8000i16 } else { -8000 };
            audio.extend((if sounds { wave } else { 0 }).to_le_bytes());
        }
    }
    let times = |offset: f64| -> Vec<f64> {
        let count = letters.len();
        (0..count)
            .map(|at| (at as f64 + offset) * seconds)
            .collect()
    };
    let alignment = json!({
        "characters": letters,
        "character_start_times_seconds": times(0.0),
        "character_end_times_seconds": times(1.0),
    });
    let body = json!({
        "audio_base64": base64::engine::general_purpose::STANDARD.encode(audio),
        "alignment": alignment,
        "normalized_alignment": null,
    });
    Reply::json(200, body)
        .with("request-id", "req-1")
        .with("character-cost", &letters.len().to_string())
}

fn alignment(request: &Request) -> Reply {
    let body = String::from_utf8_lossy(&request.body);
    let text = body
        .split("name=\"text\"\r\n\r\n")
        .nth(1)
        .unwrap_or_default();
    let text = text.split("\r\n--").next().unwrap_or_default();
    let words = text.split_whitespace().enumerate().map(|(at, word)| {
        let start = 0.5 + at as f64 * 0.5;
        json!({"text": word, "start": start, "end": start + 0.4, "loss": 0.1})
    });
    let words: Vec<Value> = words.collect();
    Reply::json(200, json!({"characters": [], "words": words, "loss": 0.1}))
}
