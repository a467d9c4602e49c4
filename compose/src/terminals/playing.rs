//! Which screens of a recording are pictures: not each of a program's writes, but what stands
//! when a burst of them is over. A program that redraws in ten writes is never seen half drawn.

use demoreel_primitives::time::Nanos;
use demoreel_terminal::cast::{Cast, EventKind};
use demoreel_terminal::{Playback, Screen};

/// Writes that follow one another within this time are one change: shorter than a frame of the
/// fastest reel.
const BURST: Nanos = Nanos::from_millis(8);

/// A program that begins an update of the screen and does not finish it is shown after this.
const UNFINISHED: Nanos = Nanos::from_millis(151);

/// One picture of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// When it begins to be seen.
    pub from: Nanos,
    /// The moment whose screen it is: a little later, when its burst of writes is over.
    pub whole: Nanos,
}

/// The screens of a recording in order of time, the first at its beginning. Equal ones may follow
/// one another.
pub fn shown_screens(cast: &Cast) -> impl Iterator<Item = (Shown, Screen)> {
    let mut playback = Playback::new(cast);
    moments(cast).into_iter().map(move |moment| {
        let screen = playback.screen_at(moment.whole);
        (moment, screen)
    })
}

fn moments(cast: &Cast) -> Vec<Shown> {
    let burst = |from: Nanos| Shown {
        from,
        whole: from + BURST,
    };
    let times = cast
        .events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::Output(_) | EventKind::Resize(_)));
    let mut moments = vec![burst(Nanos::ZERO)];
    for at in times.map(|event| event.at) {
        let last = moments[moments.len() - 1];
        if at <= last.whole {
            continue;
        }
        if at > last.whole + UNFINISHED {
            moments.push(settled(last));
        }
        moments.push(burst(at));
    }
    moments.push(settled(moments[moments.len() - 1]));
    moments
}

/// When a burst that was not finished is shown all the same.
fn settled(burst: Shown) -> Shown {
    let at = burst.whole + UNFINISHED;
    Shown {
        from: at,
        whole: at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demoreel_terminal::Size;
    use demoreel_terminal::cast::{CastEvent, Header};

    fn cast(writes: &[(i64, &str)]) -> Cast {
        let event = |(at, text): &(i64, &str)| CastEvent {
            at: Nanos::from_millis(*at),
            kind: EventKind::Output((*text).to_owned()),
        };
        Cast {
            header: Header::new(Size::new(20, 2)),
            events: writes.iter().map(event).collect(),
        }
    }

    fn texts(cast: &Cast) -> Vec<(i64, String)> {
        let mut last = None;
        let screens = shown_screens(cast).filter_map(|(shown, screen)| {
            let text = screen.text();
            let new = last.replace(text.clone()) != Some(text.clone());
            new.then_some((shown.from.0 / 1_000_000, text))
        });
        screens.collect()
    }

    #[test]
    fn a_burst_of_writes_is_one_picture_and_begins_with_the_first() {
        let cast = cast(&[(100, "\x1b[2J"), (102, "ready"), (107, "!"), (300, "?")]);
        let wanted = [(0, ""), (100, "ready!"), (300, "ready!?")];
        assert_eq!(texts(&cast), wanted.map(|(at, text)| (at, text.to_owned())));
    }

    #[test]
    fn an_update_that_is_never_finished_is_shown_before_the_next_write() {
        let cast = cast(&[(100, "\x1b[?2026hdone"), (900, " now")]);
        let texts = texts(&cast);
        assert_eq!(texts[1].1, "done");
        assert!((250..300).contains(&texts[1].0), "{texts:?}");
        assert_eq!(texts[2], (900, "done now".to_owned()));
    }

    #[test]
    fn a_flood_is_no_more_pictures_than_a_fast_reel_has_frames() {
        let writes: Vec<(i64, String)> = (0..2000).map(|at| (at, format!("{at}\r\n"))).collect();
        let writes: Vec<(i64, &str)> = writes.iter().map(|(at, text)| (*at, &**text)).collect();
        let count = shown_screens(&cast(&writes)).count();
        assert!((200..300).contains(&count), "{count}");
    }
}
