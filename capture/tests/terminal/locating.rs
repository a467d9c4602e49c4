//! What look steps point at is found in the recording of a terminal, after it was filmed.

use demoreel_capture::locate::{LocateError, locate};
use demoreel_primitives::plan::{
    Effect, EffectId, EffectKind, Extent, Look, LookScene, Moment, ShellProgram, ZoomScale,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::target::{Part, Target};
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;

use crate::common::{Studio, grid, matches, run, text};

fn zoom(target: Target) -> Effect {
    Effect {
        id: EffectId("main/look/1".to_owned()),
        surface: "shell".to_owned(),
        from: Moment {
            after_steps: 1,
            after_effects: 0,
            at_time: None,
        },
        until: Extent::Hold(Nanos::from_secs(2)),
        kind: EffectKind::Zoom {
            target,
            scale: ZoomScale::Auto,
            timeout: Nanos::from_secs(2),
        },
        given: Vec::new(),
        sooner: Vec::new(),
    }
}

fn located(studio: &Studio, target: Target) -> Result<Vec<Sighting>, LocateError> {
    let take = Take::open(&studio.path("take")).unwrap();
    let look = Look {
        outputs: Vec::new(),
        scenes: vec![LookScene {
            name: "main".to_owned(),
            effects: vec![zoom(target)],
            given: Vec::new(),
        }],
    };
    let run = Run {
        observer: &Unobserved,
        cancel: &studio.cancel,
    };
    locate(&look, &take, &run)
}

#[test]
fn words_and_lines_have_their_cells() {
    let studio = Studio::new();
    let live = run("clear; printf 'Live at https://guestbook.ml.ink now\\n'");
    studio.play(ShellProgram::Bash, vec![live]);
    let word = matches("https://[a-z.]+");
    let area = located(&studio, word.clone()).unwrap()[0].area;
    assert_eq!(area, grid().area(0, 8..32));
    let line = Target {
        part: Part::Line,
        ..word
    };
    let area = located(&studio, line).unwrap()[0].area;
    assert_eq!(area, grid().area(0, 0..36));
    let error = located(&studio, text("nowhere")).unwrap_err();
    assert!(matches!(error, LocateError::Unseen(_)), "{error}");
}
