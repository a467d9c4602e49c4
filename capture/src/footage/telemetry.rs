//! What a hand did while another program recorded: a JSON object a line, with `t` in seconds from
//! the film's first picture and one thing that happened. Places are in pixels of the film.
//!
//! ```json
//! {"t": 0.5, "move": [640, 360]}
//! {"t": 1.25, "down": "left"}
//! {"t": 1.31, "up": "left"}
//! {"t": 2, "key": "Ctrl+K"}
//! {"t": 2.4, "cursor": "hand"}
//! {"t": 3, "wheel": [0, 1]}
//! ```

use std::path::Path;

use demoreel_primitives::event::{Button, Event, Happening};
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::time::{Nanos, TakeTime};
use serde::Deserialize;

use super::error::FootageError;

/// One line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    t: f64,
    #[serde(rename = "move")]
    place: Option<[f64; 2]>,
    down: Option<Button>,
    up: Option<Button>,
    key: Option<String>,
    cursor: Option<Shape>,
    wheel: Option<[f64; 2]>,
}

/// The cursors that we draw, by the names that people use.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Arrow,
    Hand,
    Text,
}

/// What had to be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Events that are earlier than the one before them.
    pub backwards: u64,
    /// Events before the film's first picture or after its end.
    pub outside: u64,
}

/// Reads the events of a film of this length, in order of time.
pub fn read(
    path: &Path,
    surface: &str,
    length: Nanos,
) -> Result<(Vec<Event>, Mended), FootageError> {
    let text = std::fs::read_to_string(path).map_err(|source| FootageError::NoEvents {
        path: path.to_owned(),
        source,
    })?;
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let events = lines.map(|(index, line)| {
        event(line, surface).map_err(|what| FootageError::Event {
            path: path.to_owned(),
            line: index + 1,
            what,
        })
    });
    let all: Vec<Event> = events.collect::<Result<_, _>>()?;
    Ok(ordered(all, length))
}

/// In order of time, and none outside of the film.
fn ordered(mut events: Vec<Event>, length: Nanos) -> (Vec<Event>, Mended) {
    let back = |pair: &&[Event]| pair[1].at < pair[0].at;
    let backwards = events.windows(2).filter(back).count() as u64;
    let before = events.len();
    let end = TakeTime::ZERO + length;
    events.retain(|event| event.at >= TakeTime::ZERO && event.at <= end);
    let outside = (before - events.len()) as u64;
    events.sort_by_key(|event| event.at);
    let mended = Mended { backwards, outside };
    (events, mended)
}

fn event(text: &str, surface: &str) -> Result<Event, String> {
    let line: Line = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if !line.t.is_finite() || line.t.abs() > 1e9 {
        return Err("`t` is no time in seconds".to_owned());
    }
    let at = TakeTime(libm::round(line.t * 1e9) as i64);
    let what = happening(line, surface)?;
    Ok(Event { at, what })
}

/// The one thing that a line says.
fn happening(line: Line, surface: &str) -> Result<Happening, String> {
    let surface = || surface.to_owned();
    let press = |button, down| Happening::Button {
        surface: surface(),
        button,
        down,
    };
    let told = [
        line.place.map(|[x, y]| Happening::Pointer {
            surface: surface(),
            at: SurfacePoint::new(x, y),
        }),
        line.down.map(|button| press(button, true)),
        line.up.map(|button| press(button, false)),
        line.key.map(|keys| Happening::Key {
            surface: surface(),
            keys,
        }),
        line.cursor.map(|shape| Happening::Cursor {
            surface: surface(),
            shape: x11_name(shape).to_owned(),
        }),
        line.wheel.map(|[right, down]| Happening::Wheel {
            surface: surface(),
            notches: (right, down),
        }),
    ];
    let mut told = told.into_iter().flatten();
    match (told.next(), told.next()) {
        (Some(what), None) => Ok(what),
        (None, _) => Err("it says nothing that happened".to_owned()),
        _ => Err("it says more than one thing; give each a line of its own".to_owned()),
    }
}

fn x11_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Arrow => "left_ptr",
        Shape::Hand => "hand2",
        Shape::Text => "text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<(Vec<Event>, Mended), FootageError> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("it can be written");
        read(file.path(), "clip", Nanos::from_secs(10))
    }

    #[test]
    fn what_happened_is_read_in_order_of_time() {
        let text = "{\"t\": 2, \"down\": \"left\"}\n\n{\"t\": 1.5, \"move\": [4, 5.5]}\n\
                    {\"t\": -1, \"key\": \"a\"}\n{\"t\": 11, \"wheel\": [0, 1]}\n";
        let (events, mended) = read_text(text).expect("each line is an event");
        let at: Vec<i64> = events.iter().map(|event| event.at.0).collect();
        assert_eq!(at, [1_500_000_000, 2_000_000_000]);
        let wanted = Mended {
            backwards: 2,
            outside: 2,
        };
        assert_eq!(mended, wanted);
        let pointer = Happening::Pointer {
            surface: "clip".to_owned(),
            at: SurfacePoint::new(4.0, 5.5),
        };
        assert_eq!(events[0].what, pointer);
    }

    #[test]
    fn a_line_that_is_no_event_is_named() {
        let wrong = [
            ("{\"t\": 1, \"mvoe\": [1, 2]}", "mvoe"),
            ("{\"t\": 1}", "nothing"),
            (
                "{\"t\": 1, \"key\": \"a\", \"up\": \"left\"}",
                "more than one",
            ),
            ("{\"t\": 1e300, \"key\": \"a\"}", "no time"),
            ("not json", "line 2"),
        ];
        for (line, part) in wrong {
            let text = format!("{{\"t\": 0, \"key\": \"a\"}}\n{line}\n");
            let told = read_text(&text).expect_err(line).to_string();
            assert!(told.contains(part) && told.contains("line 2"), "{told}");
        }
    }
}
