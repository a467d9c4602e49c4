//! The recorder on a real X server, which a second client paints on.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, also in what its tests share"
)]

use std::io::Read;
use std::process::{Child, Command, Stdio};

use demoreel_capture::{MachineTime, Recorder, RecorderError, SceneClock};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{FilmBox, FilmSize, SurfaceSize};
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::SurfaceFacts;
use demoreel_take::film::{FilmReader, develop};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, CreateGCAux, Gcontext, Rectangle, Window};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

const SIZE: (u32, u32) = (400, 300);
const RED: Colour = Colour::rgb(200, 30, 30);
const BLUE: Colour = Colour::rgb(20, 40, 220);

/// A private X server and a client that paints on its root window.
struct Easel {
    server: Child,
    display: String,
    connection: RustConnection,
    root: Window,
    brush: Gcontext,
}

impl Easel {
    fn new() -> Easel {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-screen",
                "0",
            ])
            .arg(format!("{}x{}x24", SIZE.0, SIZE.1))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let mut byte = [0];
        let mut said = server.stdout.take().unwrap();
        while said.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
            number.push(byte[0] as char);
        }
        let display = format!(":{number}");
        let (connection, screen) = RustConnection::connect(Some(&display)).unwrap();
        let root = connection.setup().roots[screen].root;
        let brush = connection.generate_id().unwrap();
        connection
            .create_gc(brush, root, &CreateGCAux::new())
            .unwrap();
        Easel {
            server,
            display,
            connection,
            root,
            brush,
        }
    }

    /// Paints without waiting for the server.
    fn paint(&self, (x, y, width, height): (i16, i16, u16, u16), colour: Colour) {
        let pixel = u32::from_be_bytes([0, colour.red, colour.green, colour.blue]);
        let aux = x11rb::protocol::xproto::ChangeGCAux::new().foreground(pixel);
        self.connection.change_gc(self.brush, &aux).unwrap();
        let area = Rectangle {
            x,
            y,
            width,
            height,
        };
        self.connection
            .poly_fill_rectangle(self.root, self.brush, &[area])
            .unwrap();
    }

    /// The server has done all that it was asked.
    fn done(&self) {
        self.connection.sync().unwrap();
    }
}

impl Drop for Easel {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn near(picture: &Picture, column: usize, row: usize, colour: Colour) -> bool {
    let wanted = [colour.red, colour.green, colour.blue];
    let got = picture.rgb_at(column, row);
    got.into_iter()
        .zip(wanted)
        .all(|(got, wanted)| got.abs_diff(wanted) <= 3)
}

fn facts() -> SurfaceFacts {
    SurfaceFacts {
        name: "app".to_owned(),
        logical: SurfaceSize::new(SIZE.0, SIZE.1),
        size: FilmSize::new(SIZE.0, SIZE.1),
        density: 1.0,
    }
}

#[test]
fn what_is_painted_is_seen_and_what_is_held_stays() {
    let easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    assert_eq!(recorder.size(), FilmSize::new(SIZE.0, SIZE.1));
    let before = recorder.look().unwrap();
    let start = MachineTime::now();
    easel.paint((100, 50, 20, 10), RED);
    easel.done();
    let after = recorder.look().unwrap();
    assert_eq!(after.change, before.change + 1);
    assert!(after.at >= start.plus(Nanos::from_millis(-2)) && after.at <= MachineTime::now());
    assert!(near(&after.picture, 110, 55, RED));
    assert!(near(&after.picture, 130, 55, Colour::rgb(0, 0, 0)));
    assert!(near(&before.picture, 110, 55, Colour::rgb(0, 0, 0)));
}

#[test]
fn what_looks_the_same_is_no_change_and_the_pointer_is_not_in_the_picture() {
    let easel = Easel::new();
    easel.paint((0, 0, 400, 300), BLUE);
    easel.done();
    let recorder = Recorder::start(&easel.display).unwrap();
    let before = recorder.look().unwrap();
    easel.paint((10, 10, 300, 200), BLUE);
    for place in [60, 90, 120] {
        let (root, none) = (easel.root, x11rb::NONE);
        easel
            .connection
            .warp_pointer(none, root, 0, 0, 0, 0, place, place)
            .unwrap();
        easel.done();
        let after = recorder.look().unwrap();
        assert_eq!(after.change, before.change);
        assert_eq!(after.picture, before.picture);
    }
}

#[test]
fn following_the_damage_leads_to_the_same_picture_as_a_fresh_look() {
    let easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    let mut state = 7_u32;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    for round in 0..40 {
        for _ in 0..=below(6) {
            let corner = (below(400) as i16 - 20, below(300) as i16 - 20);
            let colour = Colour::rgb(below(256) as u8, below(256) as u8, below(256) as u8);
            let (width, height) = (1 + below(150) as u16, 1 + below(90) as u16);
            easel.paint((corner.0, corner.1, width, height), colour);
        }
        easel.done();
        let followed = recorder.look().unwrap().picture;
        let fresh = Recorder::start(&easel.display)
            .unwrap()
            .latest()
            .unwrap()
            .picture;
        assert!(followed == fresh, "round {round}");
    }
}

#[test]
fn every_change_is_in_the_film_with_its_time_and_its_damage() {
    let easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (spool, path) = (
        folder.path().join("app.spool"),
        folder.path().join("app.mkv"),
    );
    easel.paint((0, 0, 400, 300), BLUE);
    easel.done();
    let clock = SceneClock::start();
    recorder.roll(&spool, clock.clone()).unwrap();
    let mut times = Vec::new();
    for step in 0..35 {
        let before = clock.now();
        easel.paint((step * 10, step * 8, 10, 6), RED);
        easel.done();
        recorder.look().unwrap();
        times.push((before, clock.now()));
    }
    let rolled = recorder.cut().unwrap();
    assert_eq!((rolled.pictures, rolled.missed), (36, 0));
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let film = develop(&spool, &rolled, &facts(), &path, &run).unwrap();
    assert_eq!(film.pictures[0].at, TakeTime::ZERO);
    let mut reader = FilmReader::open(&path, &film).unwrap();
    reader.check(&film).unwrap();
    let millisecond = Nanos::from_millis(1);
    for (number, (before, after)) in times.into_iter().enumerate() {
        let info = &film.pictures[number + 1];
        assert!(
            info.at >= before - millisecond && info.at <= after,
            "{number}"
        );
        let (x, y) = (number as i32 * 10, number as i32 * 8);
        let painted = FilmBox::new((x, y).into(), (x + 10, y + 6).into());
        assert_eq!(info.damage, [painted]);
        let picture = reader.picture(number as u64 + 1).unwrap();
        assert!(near(&picture, x as usize + 5, y as usize + 3, RED));
        assert!(near(&picture, x as usize + 15, y as usize + 11, BLUE));
    }
}

#[test]
fn a_painting_in_several_pieces_is_one_picture() {
    let easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // What a busy server paints with a pause in between is two pictures; it is not always busy.
    let mut pictures = Vec::new();
    while !pictures.contains(&2) {
        assert!(pictures.len() < 200, "{pictures:?}");
        let (upper, lower) = match pictures.len() % 2 {
            0 => (RED, BLUE),
            _ => (BLUE, RED),
        };
        let before = recorder.look().unwrap().change;
        recorder
            .roll(&folder.path().join("spool"), SceneClock::start())
            .unwrap();
        for column in 0..10 {
            easel.paint((column * 40, 20, 10, 10), upper);
            easel.paint((column * 40, 200, 10, 10), lower);
        }
        // All pieces leave in one message.
        easel.done();
        let seen = recorder.look().unwrap();
        for column in 0..10 {
            assert!(near(&seen.picture, column * 40 + 5, 25, upper));
            assert!(near(&seen.picture, column * 40 + 5, 205, lower));
        }
        let spooled = recorder.cut().unwrap().pictures;
        assert_eq!(spooled - 1, seen.change - before);
        pictures.push(spooled);
    }
}

#[test]
fn waiting_ends_with_the_change_and_stillness_is_known_for_each_area() {
    let easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    let first = recorder.look().unwrap();
    let nothing = recorder
        .wait_change(first.change, Nanos::from_millis(20))
        .unwrap();
    assert!(nothing.is_none());
    let begun = MachineTime::now();
    easel.paint((300, 200, 50, 50), RED);
    easel.done();
    let seen = recorder
        .wait_change(first.change, Nanos::from_secs(60))
        .unwrap()
        .unwrap();
    assert!(near(&seen.picture, 320, 220, RED));
    let area = |x: i32, y: i32| Some(FilmBox::new((x, y).into(), (x + 20, y + 20).into()));
    let margin = Nanos::from_millis(-2);
    assert!(recorder.still_since(area(310, 210)).unwrap() >= begun.plus(margin));
    assert!(recorder.still_since(area(0, 0)).unwrap() < begun);
    assert_eq!(recorder.still_since(None).unwrap(), seen.at);
    // A change that has been is not waited for.
    let again = recorder.wait_change(first.change, Nanos::ZERO).unwrap();
    assert_eq!(again.map(|seen| seen.change), Some(seen.change));
}

#[test]
fn a_display_that_goes_away_is_said_so_and_nothing_hangs() {
    let mut easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    let seen = recorder.look().unwrap();
    easel.server.kill().unwrap();
    easel.server.wait().unwrap();
    let waited = recorder.wait_change(seen.change, Nanos::from_secs(60));
    assert!(
        matches!(waited, Err(RecorderError::Lost { .. })),
        "{waited:?}"
    );
    for failed in [
        recorder.look().err(),
        recorder.cut().err(),
        recorder.latest().err(),
    ] {
        assert!(
            matches!(failed, Some(RecorderError::Lost { .. })),
            "{failed:?}"
        );
    }
    let none = Recorder::start(&easel.display).unwrap_err();
    assert!(matches!(none, RecorderError::Display { .. }), "{none}");
    assert_eq!(none.diagnostic().code, "E0620");
}

#[test]
fn cutting_needs_a_roll_and_a_spool_without_room_is_said_so() {
    let easel = Easel::new();
    let recorder = Recorder::start(&easel.display).unwrap();
    assert!(matches!(recorder.cut(), Err(RecorderError::NotRolling)));
    recorder
        .roll("/dev/full".as_ref(), SceneClock::start())
        .unwrap();
    let full = recorder.cut().unwrap_err();
    assert_eq!(full.diagnostic().code, "E0607", "{full}");
    // The display is still filmed.
    easel.paint((0, 0, 10, 10), RED);
    easel.done();
    assert!(near(&recorder.look().unwrap().picture, 5, 5, RED));
}
