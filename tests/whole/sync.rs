//! What is seen in the reel is in step with what the take says: the ring of a click, and the
//! change of the page that it causes.

use std::process::Command;

use serde_json::Value;

use super::common::*;

const WIDTH: usize = 640;
const HEIGHT: usize = 360;

/// Grey, and white from the press of a button on.
const FLASH: &str = "<!doctype html><title>Page</title><style>body { margin: 0; background: #777; \
    height: 100vh; cursor: default; user-select: none } #go { position: absolute; left: 300px; top: 170px }</style>\
    <div id=go>Go</div><script>document.onmousedown = () => \
    document.body.style.background = '#fff'</script>";

/// The grey values of every frame of a reel.
fn frames(file: &std::path::Path) -> Vec<Vec<u8>> {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-i", file.to_str().unwrap()])
        .args(["-f", "rawvideo", "-pix_fmt", "gray", "-"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let frames = output.stdout.chunks_exact(WIDTH * HEIGHT);
    assert!(frames.remainder().is_empty());
    frames.map(<[u8]>::to_vec).collect()
}

/// The value of a track of the timeline at a frame.
fn at(track: &Value, frame: usize) -> &Value {
    let changes = track.as_array().unwrap();
    let before = |change: &&Value| change[0].as_u64().unwrap() as usize <= frame;
    &changes.iter().rfind(before).unwrap()[1]
}

fn layer<'a>(scene: &'a Value, name: &str) -> &'a Value {
    let layers = scene["layers"].as_array().unwrap();
    layers.iter().find_map(|layer| layer.get(name)).unwrap()
}

/// Lines of a file of the take, each a JSON object.
fn lines(desk: &Desk, name: &str) -> Vec<Value> {
    let path = desk.path(".demoreel/demo/take/main").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// When the button went down, and when the whole page changed after that: nanoseconds.
fn press_and_flash(desk: &Desk) -> (i64, i64) {
    let events = lines(desk, "events.jsonl");
    let is_press = |event: &&Value| event["event"] == "button" && event["down"] == true;
    let pressed = events.iter().find(is_press).unwrap()["t"].as_i64().unwrap();
    let pictures = lines(desk, "app.idx");
    let covers_all = |picture: &&Value| {
        let damage = picture["damage"].to_string();
        picture["t"].as_i64().is_some_and(|t| t > pressed) && damage == "[[0,0,640,360]]"
    };
    let flash = pictures.iter().find(covers_all).unwrap();
    (pressed, flash["t"].as_i64().unwrap())
}

/// How much a frame differs from the one before it, up and to the left of a place, where the
/// arrow never is.
fn stir(frames: &[Vec<u8>], frame: usize, (x, y): (usize, usize)) -> u8 {
    let reach = 24;
    let rows = y - reach..y;
    let places = rows.flat_map(|row| (x - reach..x).map(move |column| row * WIDTH + column));
    places
        .map(|place| frames[frame][place].abs_diff(frames[frame - 1][place]))
        .max()
        .unwrap()
}

#[test]
fn ring_and_change_are_seen_when_the_take_says_that_they_happened() {
    let desk = Desk::new();
    desk.write("pages/index.html", FLASH);
    let text = script("  - scene: main\n    steps:\n      - click: Go\n      - wait: 500ms\n");
    let style = "    fps: 60\n    pointer:\n      ripple_colour: \"#000000\"\n";
    desk.write("demo.yaml", text.replace("    fps: 30\n", style));
    let reel = desk.render(&[]).wrote().remove(0);
    let timeline = read_json(&desk.path(".demoreel/demo/timeline-small.json"));
    let scene = &timeline["scenes"][0];
    let count = scene["frames"].as_u64().unwrap() as usize;
    let frames = frames(&reel);
    assert_eq!(frames.len(), count);

    let (pressed, flashed) = press_and_flash(&desk);
    let first_at = |time: i64| {
        let shows = |frame: &usize| at(&scene["clock"], *frame).as_i64().unwrap() >= time;
        (0..count).find(shows).unwrap()
    };

    // The ring: in the timeline, and in the picture.
    let ring = &layer(scene, "ripple")["ring"];
    let first_ring = (0..count)
        .find(|frame| !at(ring, *frame).is_null())
        .unwrap();
    assert_eq!(first_ring, first_at(pressed));
    let place = &at(ring, first_ring)["at"];
    let coordinate = |index: usize| place[index].as_f64().unwrap() as usize;
    let place = (coordinate(0), coordinate(1));
    assert!(stir(&frames, first_ring, place) > 40);
    for frame in first_ring - 3..first_ring {
        assert!(
            stir(&frames, frame, place) < 12,
            "something moves before the ring"
        );
    }

    // The page: near the card's lower left corner, far from pointer and ring.
    let card = &at(&layer(scene, "card")["place"], first_ring)["origin"];
    let left = card[0].as_f64().unwrap() as usize + 30;
    let probe = (HEIGHT / 2) * WIDTH + left;
    let is_white = |frame: &usize| frames[*frame][probe] > 200;
    let first_white = (0..count).find(is_white).unwrap();
    let expected = first_at(flashed);
    assert!(
        first_white.abs_diff(expected) <= 1,
        "white in frame {first_white}, and the take's time is in {expected}"
    );
}
