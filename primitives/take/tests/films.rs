//! Films give back every sample, in any order, and notice when they are not what was filmed.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first surprise, also in what its tests share"
)]

use std::path::Path;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::filmed::Film;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{FilmBox, FilmSize, SurfaceSize};
use demoreel_primitives::time::TakeTime;
use demoreel_take::film::{FilmReader, FilmWriter, KEY_EVERY, Spooled, develop};
use demoreel_take::spool::{Change, SpoolWriter};
use demoreel_take::{SurfaceFacts, TakeError};

const SIZE: (usize, usize) = (198, 106);

fn facts() -> SurfaceFacts {
    SurfaceFacts {
        name: "app".to_owned(),
        logical: SurfaceSize::new(99, 53),
        size: FilmSize::new(SIZE.0 as u32, SIZE.1 as u32),
        density: 2.0,
    }
}

/// Numbers without a pattern, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Pictures of which each differs from the one before in one to three random boxes of noise.
fn pictures(count: usize, seed: u64) -> Vec<(Vec<FilmBox>, Picture)> {
    let mut dice = Dice(seed);
    let mut picture = Picture::black(SIZE.0, SIZE.1);
    let mut damage = vec![picture.bounds()];
    let mut all = Vec::new();
    for _ in 0..count {
        for area in &damage {
            for plane in Plane::ALL {
                for row in picture.rows(plane, *area) {
                    let samples = &mut picture.plane_mut(plane)[row];
                    // Every value of a byte, also those outside the limited range.
                    samples.fill_with(|| dice.below(256) as u8);
                }
            }
        }
        all.push((damage, picture.clone()));
        damage = (0..1 + dice.below(3))
            .map(|_| {
                let (left, top) = (dice.below(98) * 2, dice.below(52) * 2);
                let (width, height) = (2 + dice.below(60) * 2, 2 + dice.below(40) * 2);
                let corner = |x: usize, y: usize| (x.min(SIZE.0) as i32, y.min(SIZE.1) as i32);
                FilmBox::new(
                    corner(left, top).into(),
                    corner(left + width, top + height).into(),
                )
            })
            .collect();
    }
    all
}

fn at(number: usize) -> TakeTime {
    TakeTime(number as i64 * 16_666_667)
}

fn write(path: &Path, pictures: &[(Vec<FilmBox>, Picture)]) -> Film {
    let mut writer = FilmWriter::create(path, &facts()).unwrap();
    for (number, (damage, picture)) in pictures.iter().enumerate() {
        writer.push(at(number), damage.clone(), picture).unwrap();
    }
    writer.finish(3).unwrap()
}

#[test]
fn every_sample_comes_back_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app.mkv");
    let pictures = pictures(100, 5);
    let film = write(&path, &pictures);
    assert_eq!((film.pictures.len(), film.missed), (100, 3));
    let mut reader = FilmReader::open(&path, &film).unwrap();
    reader.check(&film).unwrap();
    let mut dice = Dice(11);
    let key = KEY_EVERY as usize;
    let edges = [
        99,
        0,
        key - 1,
        key,
        key + 1,
        key - 1,
        98,
        99,
        99,
        3 * key,
        2 * key - 1,
    ];
    let jumps: Vec<usize> = (0..60).map(|_| dice.below(100)).collect();
    for number in edges.into_iter().chain(jumps).chain(0..100) {
        let picture = reader.picture(number as u64).unwrap();
        assert!(*picture == pictures[number].1, "picture {number}");
    }
    // A picture that somebody holds is not painted over.
    let held = reader.picture(7).unwrap();
    reader.picture(8).unwrap();
    assert!(*held == pictures[7].1);
    let beyond = reader.picture(100).unwrap_err();
    assert!(matches!(beyond, TakeError::Damaged { .. }), "{beyond}");
}

#[test]
fn a_film_of_one_picture_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app.mkv");
    let pictures = pictures(1, 1);
    let film = write(&path, &pictures);
    let mut reader = FilmReader::open(&path, &film).unwrap();
    assert!(*reader.picture(0).unwrap() == pictures[0].1);
}

#[test]
fn a_spool_is_developed_into_the_same_film_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let (spool, path) = (
        folder.path().join("app.spool"),
        folder.path().join("app.mkv"),
    );
    let pictures = pictures(70, 8);
    let mut writer = SpoolWriter::create(&spool).unwrap();
    for (number, (damage, picture)) in pictures.iter().enumerate() {
        let mut samples = Vec::new();
        for area in damage {
            picture.copy_area(*area, &mut samples);
        }
        let change = Change {
            at: at(number),
            damage: damage.clone(),
        };
        writer.push(&change, &samples).unwrap();
    }
    let spooled = Spooled {
        pictures: writer.finish().unwrap(),
        missed: 3,
    };
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let film = develop(&spool, &spooled, &facts(), &path, &run).unwrap();
    assert!(!spool.exists());
    let direct = write(&folder.path().join("direct.mkv"), &pictures);
    assert_eq!(film, direct);
    let mut reader = FilmReader::open(&path, &film).unwrap();
    reader.check(&film).unwrap();
}

#[test]
fn a_spool_that_is_cut_short_or_a_run_that_is_stopped_makes_no_film() {
    let folder = tempfile::tempdir().unwrap();
    let spool = folder.path().join("app.spool");
    let path = folder.path().join("app.mkv");
    let (damage, picture) = pictures(1, 2).remove(0);
    let mut samples = Vec::new();
    picture.copy_area(damage[0], &mut samples);
    let mut writer = SpoolWriter::create(&spool).unwrap();
    writer
        .push(&Change { at: at(0), damage }, &samples)
        .unwrap();
    writer.finish().unwrap();
    let cancel = Cancel::new();
    let run = Run {
        observer: &Unobserved,
        cancel: &cancel,
    };
    let more = Spooled {
        pictures: 2,
        missed: 0,
    };
    let short = develop(&spool, &more, &facts(), &path, &run).unwrap_err();
    assert!(matches!(short, TakeError::CutShort { .. }), "{short}");
    cancel.cancel();
    let all = Spooled {
        pictures: 1,
        missed: 0,
    };
    let stopped = develop(&spool, &all, &facts(), &path, &run).unwrap_err();
    assert!(matches!(stopped, TakeError::Cancelled { .. }), "{stopped}");
}

#[test]
fn another_film_under_the_same_name_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app.mkv");
    let film = write(&path, &pictures(5, 1));
    write(&path, &pictures(5, 2));
    let error = FilmReader::open(&path, &film)
        .err()
        .expect("it is another film");
    assert!(matches!(error, TakeError::Damaged { .. }), "{error}");
    std::fs::write(&path, b"not a film").unwrap();
    let error = FilmReader::open(&path, &film).err().expect("it is no film");
    assert!(matches!(error, TakeError::Damaged { .. }), "{error}");
}

#[test]
fn a_film_with_fewer_pictures_than_its_index_is_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app.mkv");
    let film = write(&path, &pictures(40, 4));
    write(&path, &pictures(35, 4));
    let mut reader = FilmReader::open(&path, &film).unwrap();
    reader.picture(34).unwrap();
    let error = reader.picture(38).unwrap_err();
    assert!(matches!(error, TakeError::CutShort { .. }), "{error}");
    reader.picture(3).unwrap();
}

#[test]
fn players_are_told_the_colours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("app.mkv");
    write(&path, &pictures(3, 4));
    let said = std::process::Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-of",
            "default=nw=1:nk=1",
            "-select_streams",
            "v:0",
        ])
        .args([
            "-show_entries",
            "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries",
        ])
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        ["yuv420p", "tv", "bt709", "bt709", "bt709"]
    );
}
