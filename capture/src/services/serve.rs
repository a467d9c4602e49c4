//! A folder served on loopback, at a port that nobody else has. Nothing outside of the folder is
//! ever given out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// A browser that says nothing for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest head of a request that is read.
const LONGEST_HEAD: u64 = 64 << 10;

const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("xml", "text/xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("wasm", "application/wasm"),
    ("pdf", "application/pdf"),
    ("mp3", "audio/mpeg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
];

/// Serves until it is dropped.
#[derive(Debug)]
pub struct FolderServer {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl FolderServer {
    /// Begins to serve a folder.
    pub fn start(folder: &Path) -> io::Result<FolderServer> {
        let folder = folder.canonicalize()?;
        if !folder.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || listen(&listener, &folder, &stopped))?;
        Ok(FolderServer {
            address,
            stop,
            thread: Some(thread),
        })
    }

    /// Such as `http://127.0.0.1:40123`, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for FolderServer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The listener sleeps until somebody calls; this call wakes it.
        drop(TcpStream::connect_timeout(&self.address, PATIENCE));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listen(listener: &TcpListener, folder: &Path, stopped: &AtomicBool) {
    for stream in listener.incoming() {
        if stopped.load(Ordering::SeqCst) {
            return;
        }
        if let Ok(stream) = stream {
            let folder = folder.to_owned();
            // A browser that hangs up in the middle is not our failure.
            std::thread::spawn(move || drop(answer(stream, &folder)));
        }
    }
}

fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if method != "GET" && method != "HEAD" {
        return refuse(&mut stream, "405 Method Not Allowed");
    }
    match find(folder, target) {
        Some(path) => send(&mut stream, &path, method == "GET"),
        None => refuse(&mut stream, "404 Not Found"),
    }
}

/// The file that an address names; none if there is none inside of the folder.
fn find(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let relative = decode(path.strip_prefix('/')?)?;
    // Links and dots are followed first, and then it is seen where they led.
    let mut file = folder.join(&relative).canonicalize().ok()?;
    if relative.starts_with('/') || !file.starts_with(folder) {
        return None;
    }
    if file.is_dir() {
        file = file.join("index.html").canonicalize().ok()?;
    }
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

/// Resolves `%20` and the like; none where it is not text or holds a zero.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        let digits = std::str::from_utf8(&digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then_some(text)
}

fn send(stream: &mut TcpStream, path: &Path, with_body: bool) -> io::Result<()> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    head(stream, "200 OK", type_of(path), length)?;
    if with_body {
        io::copy(&mut file, stream)?;
    }
    stream.flush()
}

fn refuse(stream: &mut TcpStream, status: &str) -> io::Result<()> {
    head(stream, status, "text/plain", status.len() as u64)?;
    stream.write_all(status.as_bytes())
}

fn head(stream: &mut TcpStream, status: &str, kind: &str, length: u64) -> io::Result<()> {
    // A page that was changed between two takes must not come out of a cache.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())
}

fn type_of(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let known = TYPES.iter().find(|(known, _)| *known == ending);
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(server: &FolderServer, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(server: &FolderServer, target: &str) -> String {
        ask(server, &format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    fn site() -> (tempfile::TempDir, FolderServer) {
        let outer = tempfile::tempdir().unwrap();
        let site = outer.path().join("site");
        std::fs::create_dir_all(site.join("sub dir")).unwrap();
        std::fs::write(outer.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(site.join("index.html"), "<p>home").unwrap();
        std::fs::write(site.join("sub dir/app.js"), "run()").unwrap();
        std::os::unix::fs::symlink(outer.path().join("secret.txt"), site.join("link")).unwrap();
        let server = FolderServer::start(&site).unwrap();
        (outer, server)
    }

    #[test]
    fn pages_come_with_their_type_and_folders_with_their_index() {
        let (_folder, server) = site();
        let home = get(&server, "/?a=1");
        assert!(
            home.starts_with("HTTP/1.1 200") && home.ends_with("<p>home"),
            "{home}"
        );
        assert!(home.contains("text/html"));
        let script = get(&server, "/sub%20dir/app.js");
        assert!(
            script.contains("text/javascript") && script.ends_with("run()"),
            "{script}"
        );
    }

    #[test]
    fn nothing_outside_of_the_folder_is_given_out() {
        let (_folder, server) = site();
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "//etc/passwd",
            "/link",
            "/none",
            "/%zz",
            "x",
        ] {
            let answer = get(&server, target);
            assert!(answer.starts_with("HTTP/1.1 404"), "{target}: {answer}");
        }
        let post = ask(&server, "POST / HTTP/1.1\r\n\r\n");
        assert!(post.starts_with("HTTP/1.1 405"), "{post}");
    }

    #[test]
    fn it_is_silent_once_it_is_dropped() {
        let (_folder, server) = site();
        let address = server.address;
        drop(server);
        assert!(TcpStream::connect(address).is_err());
    }
}
