//! What other programs say about a reel.

use std::path::Path;
use std::process::Command;

use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::Anchor;
use demoreel_primitives::timeline::{
    CaptionPose, CaptionText, Layer, Part, SoundClip, Timeline, Track,
};
use demoreel_primitives::wav::Wav;

fn output(program: &str, words: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(words).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {words:?}: {complaint}");
    output.stdout
}

/// All that ffprobe says.
pub fn facts(reel: &Path) -> String {
    let words = [
        "-v",
        "error",
        "-show_streams",
        "-show_format",
        "-show_chapters",
        reel.to_str().unwrap(),
    ];
    String::from_utf8(output("ffprobe", &words)).unwrap()
}

/// The time stamps of the pictures in ticks of their track.
pub fn frame_times(reel: &Path) -> Vec<i64> {
    let words = [
        "-v",
        "error",
        "-select_streams",
        "v:0",
        "-show_entries",
        "packet=pts",
        "-of",
        "csv=p=0",
    ];
    let text = String::from_utf8(output(
        "ffprobe",
        &[&words[..], &[reel.to_str().unwrap()]].concat(),
    ))
    .unwrap();
    text.lines()
        .map(|line| line.trim_matches(',').parse().unwrap())
        .collect()
}

/// Fails at the slightest complaint of the decoder.
pub fn decodes_cleanly(reel: &Path) {
    let words = [
        "-v",
        "error",
        "-xerror",
        "-err_detect",
        "explode",
        "-i",
        reel.to_str().unwrap(),
        "-f",
        "null",
        "-",
    ];
    let output = Command::new("ffmpeg").args(words).output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A frame as a player decodes it.
pub fn frame(reel: &Path, number: u64, like: &Picture) -> Picture {
    let filter = format!("select=eq(n\\,{number})");
    let words = [
        "-v",
        "error",
        "-i",
        reel.to_str().unwrap(),
        "-vf",
        &filter,
        "-frames:v",
        "1",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "yuv420p",
        "-",
    ];
    let bytes = output("ffmpeg", &words);
    let mut picture = Picture::black(like.width(), like.height());
    let mut rest = &bytes[..];
    for plane in picture.planes_mut() {
        let (now, later) = rest.split_at(plane.len());
        plane.copy_from_slice(now);
        rest = later;
    }
    picture
}

/// Peak signal to noise of luma, in decibels.
pub fn likeness(one: &Picture, other: &Picture) -> f64 {
    let pairs = one.plane(Plane::Y).iter().zip(other.plane(Plane::Y));
    let errors: f64 = pairs.map(|(a, b)| square(*a as f64 - *b as f64)).sum();
    let mean = errors / one.plane(Plane::Y).len() as f64;
    10.0 * libm::log10(255.0 * 255.0 / mean.max(1e-9))
}

fn square(value: f64) -> f64 {
    value * value
}

/// Makes the whole canvas white from a frame of the first scene on, for ten frames.
pub fn flash_at(timeline: &mut Timeline, frame: u64) {
    let scene = &mut timeline.scenes[0];
    for layer in &mut scene.layers {
        if let Layer::Caption(caption) = layer {
            // A plate without words, larger than any canvas but for what every caption leaves free.
            caption.look.size = 2000.0;
            caption.look.plate = Colour::rgb(255, 255, 255);
            caption.texts = vec![CaptionText {
                lines: vec![vec![" ".to_owned()]],
                anchor: Anchor::Center,
                at: euclid::point2(160.0, 90.0),
            }];
            caption.shown = Track::sample(scene.frames, |at| {
                (frame..frame + 10).contains(&at).then_some(CaptionPose {
                    text: 0,
                    word: None,
                    scale: 1.0,
                    opacity: 1.0,
                })
            });
        }
    }
}

/// When the picture becomes white.
pub fn flash_seconds(reel: &Path) -> f64 {
    let words = [
        "-v",
        "error",
        "-i",
        reel.to_str().unwrap(),
        "-vf",
        "scale=1:1,format=gray",
        "-f",
        "rawvideo",
        "-",
    ];
    let means = output("ffmpeg", &words);
    let rate = 30.0;
    means.iter().position(|mean| *mean > 230).unwrap() as f64 / rate
}

/// When the sound begins.
pub fn beep_seconds(reel: &Path) -> f64 {
    let words = [
        "-v",
        "error",
        "-i",
        reel.to_str().unwrap(),
        "-map",
        "0:a",
        "-f",
        "s16le",
        "-ac",
        "1",
        "-ar",
        "48000",
        "-",
    ];
    let bytes = output("ffmpeg", &words);
    let samples = bytes
        .chunks_exact(2)
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
    samples
        .into_iter()
        .position(|sample| sample.unsigned_abs() > 6000)
        .unwrap() as f64
        / 48000.0
}

/// Writes a beep of 50 ms, heard from a sample on.
pub fn beep(folder: &Path, at: u64) -> SoundClip {
    let path = folder.join("beep.wav");
    let wave = |sample: usize| {
        if (sample / 24).is_multiple_of(2) {
            0.5
        } else {
            -0.5
        }
    };
    let samples: Vec<f32> = (0..2400).map(wave).collect();
    let wav = Wav {
        rate: 48_000,
        channels: 1,
        samples,
    };
    std::fs::write(&path, wav.encode()).unwrap();
    SoundClip {
        part: Part::Speech,
        audio: path.display().to_string(),
        digest: String::new(),
        at,
        samples: 2400,
        gain: 1.0,
    }
}
