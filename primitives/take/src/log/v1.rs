//! Format 1 of the event log.

use std::path::Path;

use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::filmed::FilmedCast;
use demoreel_primitives::time::{Nanos, TakeTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Log;
use crate::TakeError;

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    scene: String,
    act_hash: String,
    /// Nanoseconds.
    length: i64,
    surfaces: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    casts: Vec<FilmedCast>,
    /// How many lines follow.
    events: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    t: i64,
    #[serde(flatten)]
    what: &'a Happening,
}

/// The events that format 1 defines. Any other name is kept as it is.
const KNOWN: [&str; 15] = [
    "step_begin",
    "step_end",
    "pointer",
    "button",
    "key",
    "typing",
    "letter",
    "wheel",
    "found",
    "decided",
    "skipped",
    "cursor",
    "page",
    "missed",
    "command_end",
];

pub(super) fn to_text(log: &Log) -> serde_json::Result<String> {
    let head = Head {
        format: 1,
        scene: log.scene.clone(),
        act_hash: log.act_hash.clone(),
        length: log.length.0,
        surfaces: log.surfaces.clone(),
        casts: log.casts.clone(),
        events: log.events.len(),
    };
    let mut text = serde_json::to_string(&head)? + "\n";
    for event in &log.events {
        let line = Line {
            t: event.at.0,
            what: &event.what,
        };
        text += &serde_json::to_string(&line)?;
        text.push('\n');
    }
    Ok(text)
}

pub(super) fn from_text(path: &Path, text: &str) -> Result<Log, TakeError> {
    let (head, rest) = text
        .split_once('\n')
        .ok_or_else(|| TakeError::cut_short(path, "its first line has no end"))?;
    let head: Head = serde_json::from_str(head)
        .map_err(|error| TakeError::damaged(path, format!("line 1: {error}")))?;
    check_count(path, head.events, rest)?;
    let mut events = Vec::with_capacity(head.events);
    for (index, line) in rest.lines().enumerate() {
        let event = event(line)
            .map_err(|what| TakeError::damaged(path, format!("line {}: {what}", index + 2)))?;
        events.push(event);
    }
    if !events.is_sorted_by_key(|event: &Event| event.at) {
        return Err(TakeError::damaged(
            path,
            "its events are not in order of time",
        ));
    }
    Ok(Log {
        scene: head.scene,
        act_hash: head.act_hash,
        length: Nanos(head.length),
        surfaces: head.surfaces,
        casts: head.casts,
        events,
    })
}

/// A log that ends early has fewer whole lines than its head promises.
fn check_count(path: &Path, promised: usize, rest: &str) -> Result<(), TakeError> {
    let whole = rest.matches('\n').count();
    let ends_well = rest.is_empty() || rest.ends_with('\n');
    if whole < promised || !ends_well {
        let what = format!("{whole} of {promised} events");
        return Err(TakeError::cut_short(path, what));
    }
    if whole > promised {
        let what = format!("{whole} events where {promised} were written");
        return Err(TakeError::damaged(path, what));
    }
    Ok(())
}

fn event(line: &str) -> Result<Event, String> {
    let mut fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| error.to_string())?;
    let at = fields.shift_remove("t").and_then(|t| t.as_i64());
    let at = TakeTime(at.ok_or("an event has no time")?);
    let name = fields.get("event").and_then(Value::as_str).unwrap_or("");
    if !is_known(name) {
        let what = Happening::Unknown(fields);
        return Ok(Event { at, what });
    }
    let name = name.to_owned();
    match serde_json::from_value(Value::Object(fields)) {
        Ok(Happening::Unknown(_)) => Err(format!("an event '{name}' lacks what it must say")),
        Ok(what) => Ok(Event { at, what }),
        Err(error) => Err(error.to_string()),
    }
}

fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

#[cfg(test)]
mod tests {
    use demoreel_primitives::event::Button;
    use demoreel_primitives::page::Page;
    use demoreel_primitives::plan::{CellGrid, StepId};
    use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize};

    use super::*;

    /// One of each kind. A new kind does not compile here until its name is known above.
    fn one_of_each() -> Vec<Happening> {
        let (step, surface) = (StepId("a/1".to_owned()), "app".to_owned());
        let s = || surface.clone();
        let all = vec![
            Happening::StepBegin { step: step.clone() },
            Happening::StepEnd { step: step.clone() },
            Happening::Pointer {
                surface: s(),
                at: SurfacePoint::new(1.5, 2.0),
            },
            Happening::Button {
                surface: s(),
                button: Button::Right,
                down: true,
            },
            Happening::Key {
                surface: s(),
                keys: "Ctrl+K".to_owned(),
            },
            Happening::Letter { surface: s() },
            Happening::Typing {
                surface: s(),
                text: None,
            },
            Happening::Wheel {
                surface: s(),
                notches: (0.0, -1.0),
            },
            Happening::Found {
                step: step.clone(),
                surface: s(),
                area: SurfaceRect::zero(),
                score: 0.97,
                text_height: Some(15.0),
            },
            Happening::Decided {
                step: step.clone(),
                visible: false,
            },
            Happening::Skipped {
                step,
                target: "text 'Accept'".to_owned(),
            },
            Happening::Cursor {
                surface: s(),
                shape: "text".to_owned(),
            },
            Happening::Page {
                surface: s(),
                page: Page::default(),
            },
            Happening::Missed {
                surface: s(),
                pictures: 4,
            },
            Happening::CommandEnd {
                surface: s(),
                status: Some(0),
            },
        ];
        for what in &all {
            match what {
                Happening::StepBegin { .. }
                | Happening::StepEnd { .. }
                | Happening::Pointer { .. }
                | Happening::Button { .. }
                | Happening::Key { .. }
                | Happening::Typing { .. }
                | Happening::Letter { .. }
                | Happening::Wheel { .. }
                | Happening::Found { .. }
                | Happening::Decided { .. }
                | Happening::Skipped { .. }
                | Happening::Cursor { .. }
                | Happening::Page { .. }
                | Happening::Missed { .. }
                | Happening::CommandEnd { .. }
                | Happening::Unknown(_) => {}
            }
        }
        all
    }

    fn cast() -> FilmedCast {
        let grid = CellGrid {
            columns: 80,
            rows: 24,
            cell: SurfaceSize::new(14, 31),
            margin: SurfaceSize::new(28, 28),
            letters: 24.0,
        };
        FilmedCast {
            surface: "shell".to_owned(),
            logical: grid.surface_size(),
            grid,
            bytes: 120,
            digest: "d".to_owned(),
        }
    }

    #[test]
    fn every_kind_of_event_is_known_and_comes_back() {
        let events: Vec<_> = one_of_each()
            .into_iter()
            .map(|what| Event {
                at: TakeTime(3),
                what,
            })
            .collect();
        assert_eq!(events.len(), KNOWN.len());
        let log = Log {
            scene: "a".to_owned(),
            act_hash: "hash".to_owned(),
            length: Nanos(9),
            surfaces: vec!["app".to_owned()],
            casts: vec![cast()],
            events,
        };
        let text = to_text(&log).unwrap();
        for name in KNOWN {
            assert!(text.contains(&format!("\"event\":\"{name}\"")), "{name}");
        }
        assert_eq!(from_text(Path::new("log"), &text).unwrap(), log);
    }

    #[test]
    fn a_log_that_ends_between_two_lines_is_cut_short() {
        let text = "{\"format\":1,\"scene\":\"a\",\"act_hash\":\"h\",\"length\":9,\
            \"surfaces\":[],\"events\":2}\n{\"t\":1,\"event\":\"x\"}\n";
        let error = from_text(Path::new("log"), text).unwrap_err();
        assert!(error.to_string().contains("1 of 2 events"), "{error}");
    }
}
