//! What happens while a script only waits is in the take: effects find it there.

use super::common::*;
use demoreel_capture::locate;
use demoreel_primitives::plan::{
    Action, Effect, EffectId, EffectKind, Extent, Look, LookScene, Moment, StepId, ZoomScale,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::target::Target;
use demoreel_primitives::time::Nanos;

/// A button, and a badge that comes a while after it was clicked.
const LATE: &str = r#"<body style="margin:0;font:20px sans-serif">
    <button style="position:absolute;left:40px;top:40px" onclick="setTimeout(show, 400)">Deploy</button>
    <script>
    const show = () => {
      const badge = document.createElement('b');
      badge.id = 'live';
      badge.textContent = 'Live';
      badge.style.cssText = 'position:absolute;left:300px;top:200px;width:80px;height:30px';
      document.body.append(badge);
    };
    </script>"#;

fn moment(after_steps: u32) -> Moment {
    Moment {
        at_time: None,
        after_steps,
        after_effects: 0,
    }
}

/// Where a zoom that lasts one step sees its target.
fn sighted(studio: &Studio, target: Target, step: u32) -> Sighting {
    let zoom = Effect {
        id: EffectId("main/look/1".to_owned()),
        surface: "app".to_owned(),
        from: moment(step - 1),
        until: Extent::Until(moment(step)),
        kind: EffectKind::Zoom {
            target,
            scale: ZoomScale::Auto,
            timeout: PATIENT,
        },
        given: Vec::new(),
        sooner: Vec::new(),
    };
    let look = Look {
        outputs: Vec::new(),
        scenes: vec![LookScene {
            name: "main".to_owned(),
            effects: vec![zoom],
            given: Vec::new(),
        }],
    };
    let run = Run {
        observer: &Unobserved,
        cancel: &studio.cancel,
    };
    let sightings = locate(&look, &studio.take(), &run);
    sightings
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostics()))
        .remove(0)
}

#[test]
fn a_zoom_that_lasts_a_wait_finds_what_comes_during_it() {
    let studio = Studio::new(&[("index.html", LATE)]);
    let length = Nanos::from_secs(4);
    let actions = vec![click(text("Deploy")), Action::Wait { length }];
    let act = studio.act(studio.surface(640, 360, 1.0), actions);
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    let sighting = sighted(&studio, css("#live"), 2);
    assert_eq!(sighting.area.origin, euclid::point2(300.0, 200.0));
    let scene = studio.take().scene("main").unwrap();
    let (begin, end) = scene.step_times(&StepId("main/2".to_owned())).unwrap();
    assert!(sighting.at > begin && sighting.at < end, "{sighting:?}");
    assert!(end - begin >= length);
}
