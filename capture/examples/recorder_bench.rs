//! Films a page that scrolls without end, in a real Chromium on a private display, and prints
//! what the recorder kept, what it missed, and what that cost.
//!
//! `cargo run --release -p demoreel-capture --example recorder_bench -- 2880x1800 2 15`
//! (film size, density, seconds; needs Xvfb and chromium). A fourth argument names another page.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;

use demoreel_capture::{Recorder, SceneClock};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{FilmSize, SurfaceSize};
use demoreel_primitives::time::Nanos;
use demoreel_take::SurfaceFacts;
use demoreel_take::film::{FilmReader, develop};

/// Cards that move by a few pixels in every animation frame.
const PAGE: &str = r#"<!doctype html><title>scroll</title><style>
body{margin:0;font:16px sans-serif;background:#f6f7fb;color:#1f2437}
.card{margin:16px;padding:16px;border-radius:12px;background:#fff;box-shadow:0 2px 8px #0002}
.row{display:grid;grid-template-columns:repeat(4,1fr)}</style>
<div id=list class=row></div><script>
const list=document.getElementById('list');
for(let n=0;n<400;n++){const card=document.createElement('div');card.className='card';
card.innerHTML='<b>Service '+n+'</b><p>Deployed '+(n*7%60)+' minutes ago by someone with a name, '+
'in region '+['ams','fra','iad','nrt'][n%4]+'.</p><p style="color:hsl('+n*47%360+' 70% 45%)">Active</p>';
list.append(card)}
let y=0,way=1;function frame(){y+=way*6;const end=document.body.scrollHeight-innerHeight;
if(y<=0||y>=end)way=-way;scrollTo(0,y);requestAnimationFrame(frame)}requestAnimationFrame(frame)
</script>"#;

/// A program that ends with the bench.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.next().unwrap_or("1920x1080".to_owned());
    let density: f64 = arguments.next().map_or(1.0, |text| text.parse().unwrap());
    let seconds: i64 = arguments.next().map_or(10, |text| text.parse().unwrap());
    let (width, height) = size.split_once('x').expect("a size such as 2880x1800");
    let (width, height) = (
        width.parse::<u32>().unwrap(),
        height.parse::<u32>().unwrap(),
    );

    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    std::fs::write(&page, PAGE).unwrap();
    let url = arguments
        .next()
        .unwrap_or(format!("file://{}", page.display()));
    let (_server, display) = x_server(width, height);
    let _browser = browser(&display, &url, folder.path(), (width, height), density);
    sleep(Nanos::from_secs(5).to_std());

    let logical = |side: u32| (side as f64 / density) as u32;
    let surface = SurfaceFacts {
        name: "app".to_owned(),
        logical: SurfaceSize::new(logical(width), logical(height)),
        size: FilmSize::new(width, height),
        density,
    };
    film(&display, &surface, folder.path(), seconds);
}

fn film(display: &str, surface: &SurfaceFacts, folder: &Path, seconds: i64) {
    let (spool, path) = (folder.join("app.spool"), folder.join("app.mkv"));
    let recorder = Recorder::start(display).unwrap();
    let before = processor_seconds();
    recorder.roll(&spool, SceneClock::start()).unwrap();
    sleep(Nanos::from_secs(seconds).to_std());
    let rolled = recorder.cut().unwrap();
    let cpu = processor_seconds() - before;
    drop(recorder);
    let spooled = std::fs::metadata(&spool).unwrap().len();
    println!(
        "{}x{}: kept {} ({:.1} a second), missed {}, {:.2} cores, spool {} MB ({} kB a picture)",
        surface.size.width,
        surface.size.height,
        rolled.pictures,
        rolled.pictures as f64 / seconds as f64,
        rolled.missed,
        cpu / seconds as f64,
        spooled >> 20,
        spooled / rolled.pictures / 1024,
    );

    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let (clock, before) = (SceneClock::start(), processor_seconds());
    let film = develop(&spool, &rolled, surface, &path, &run).unwrap();
    println!(
        "developed in {:.1} s, {:.1} s of processor, film {} MB",
        clock.now().as_secs_f64(),
        processor_seconds() - before,
        std::fs::metadata(&path).unwrap().len() >> 20,
    );
    let gaps: Vec<_> = film
        .pictures
        .windows(2)
        .map(|pair| pair[1].at - pair[0].at)
        .collect();
    let within = |from: i64, to: i64| {
        let inside = |gap: &&Nanos| (from..to).contains(&(gap.0 / 1000));
        gaps.iter().filter(inside).count()
    };
    println!(
        "gaps in ms: under 8: {}, 8 to 25: {}, 25 to 42: {}, more: {}",
        within(0, 8_000),
        within(8_000, 25_000),
        within(25_000, 42_000),
        within(42_000, i64::MAX)
    );
    let clock = SceneClock::start();
    let mut reader = FilmReader::open(&path, &film).unwrap();
    reader.check(&film).unwrap();
    println!("read and compared in {:.1} s", clock.now().as_secs_f64());
}

/// Seconds that this process has used on any processor.
fn processor_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn x_server(width: u32, height: u32) -> (Program, String) {
    let child = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-nolisten",
            "tcp",
            "-noreset",
            "-screen",
            "0",
        ])
        .arg(format!("{width}x{height}x24"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb");
    let mut server = Program(child);
    let mut said = server.0.stdout.take().expect("it is piped");
    let mut number = String::new();
    let mut byte = [0];
    while said.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
        number.push(byte[0] as char);
    }
    (server, format!(":{number}"))
}

fn browser(
    display: &str,
    url: &str,
    folder: &Path,
    (width, height): (u32, u32),
    density: f64,
) -> Program {
    let logical = |side: u32| (side as f64 / density) as u32;
    let child = Command::new("chromium")
        .env("DISPLAY", display)
        .env("HOME", folder)
        .arg(format!("--app={url}"))
        .arg(format!(
            "--window-size={},{}",
            logical(width),
            logical(height)
        ))
        .arg(format!("--force-device-scale-factor={density}"))
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .args([
            "--test-type",
            "--kiosk",
            "--no-sandbox",
            "--window-position=0,0",
        ])
        .args([
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
        ])
        .args(["--disable-component-update", "--disable-quic"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromium");
    Program(child)
}
