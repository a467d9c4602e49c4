//! Ids, moments and extents: when everything is.

use demoreel_primitives::plan::{EffectKind, Extent, Moment, Plan};
use demoreel_primitives::time::Nanos;

use crate::project::{HEAD, Project};

fn plan(steps: &str) -> Plan {
    Project::of(&format!("{HEAD}{steps}")).plan()
}

/// Each effect as `word from..until`.
fn effects(plan: &Plan) -> Vec<String> {
    let moment = |at: Moment| format!("{}/{}", at.after_steps, at.after_effects);
    let effects = plan.look.effects().map(|(_, effect)| {
        let word = match &effect.kind {
            EffectKind::Say { .. } => "say",
            EffectKind::Caption { .. } => "caption",
            EffectKind::Zoom { .. } => "zoom",
            EffectKind::Speed { .. } => "speed",
            EffectKind::Cut => "cut",
            EffectKind::Chapter { .. } => "chapter",
            EffectKind::Still { .. } => "still",
        };
        let until = match effect.until {
            Extent::Hold(length) => format!("for {length}"),
            Extent::Until(at) => format!("until {}", moment(at)),
            Extent::Words => "words".to_owned(),
            Extent::Instant => "instant".to_owned(),
        };
        format!("{word} {} {until}", moment(effect.from))
    });
    effects.collect()
}

#[test]
fn an_open_effect_ends_at_its_undo() {
    let plan = plan(
        "
      - zoom_to: Form
      - click: A
      - mark_speedup: 3
      - click: B
      - mark_normal
      - click: C
      - zoom_out
      - click: D
",
    );
    assert_eq!(
        effects(&plan),
        ["zoom 0/0 until 3/2", "speed 1/1 until 2/2"]
    );
}

#[test]
fn an_open_effect_without_an_undo_ends_with_its_scene() {
    let plan = plan("      - zoom_to: Form\n      - click: A\n      - caption: Hello\n");
    assert_eq!(
        effects(&plan),
        ["zoom 0/0 until 1/2", "caption 1/1 until 1/2"]
    );
}

#[test]
fn an_effect_with_steps_lasts_exactly_as_long_as_they_do() {
    let plan = plan(
        "
      - click: A
      - say:
          text: Both at once
          steps:
            - zoom_to:
                css: form
                steps:
                  - click: B
                  - click: C
            - click: D
      - click: E
",
    );
    assert_eq!(effects(&plan), ["say 1/0 until 4/2", "zoom 1/1 until 3/2"]);
    let ids: Vec<_> = plan.act.scenes[0]
        .steps
        .iter()
        .map(|step| step.id.0.as_str())
        .collect();
    assert_eq!(ids, ["one/1", "one/2", "one/3", "one/4", "one/5"]);
}

#[test]
fn the_three_forms_and_the_moments() {
    let plan = plan(
        "
      - zoom_to:
          text: A
          for: 1500ms
      - say: Words
      - say:
          text: Slow
          for: 4s
      - chapter: Two
      - still: shot
",
    );
    let expected = [
        "zoom 0/0 for 1.5s",
        "say 0/1 words",
        "say 0/2 for 4s",
        "chapter 0/3 instant",
        "still 0/4 instant",
    ];
    assert_eq!(effects(&plan), expected);
}

#[test]
fn a_new_zoom_or_caption_takes_the_place_of_an_open_one() {
    let plan = plan(
        "
      - caption: First
      - zoom_to: A
      - click: A
      - zoom_to: B
      - caption:
          text: Second
          for: 2s
      - click: B
",
    );
    let expected = [
        "caption 0/0 until 1/3",
        "zoom 0/1 until 1/2",
        "zoom 1/2 until 2/4",
        "caption 1/3 for 2s",
    ];
    assert_eq!(effects(&plan), expected);
}

#[test]
fn a_scenes_own_words_are_its_first_steps() {
    let script = HEAD.replace(
        "    steps:\n",
        "    chapter: Start\n    say: Hello\n    caption: No account\n    steps:\n",
    );
    let plan = Project::of(&format!("{script}      - click: A\n")).plan();
    assert_eq!(
        effects(&plan),
        [
            "chapter 0/0 instant",
            "caption 0/1 until 1/3",
            "say 0/2 words"
        ]
    );
}

#[test]
fn look_steps_do_not_touch_the_act() {
    let bare = plan("      - click: A\n      - click: B\n");
    let rich = plan(
        "
      - say: Hello
      - zoom_to:
          text: A
          steps:
            - click: A
      - caption: Words
      - mark_speedup
      - click: B
      - still: end
",
    );
    assert_eq!(bare.act, rich.act);
    assert_eq!(bare.act.scene_hash(0), rich.act.scene_hash(0));
    assert_ne!(bare.look, rich.look);
}

#[test]
fn moving_a_line_changes_neither_half() {
    let plain = plan("      - click: A\n");
    let moved = plan("\n      # a comment\n\n      - click: A\n");
    assert_eq!((plain.act, plain.look), (moved.act, moved.look));
    assert_ne!(plain.origins, moved.origins);
}

#[test]
fn a_changed_picture_is_a_changed_act() {
    let project = Project::steps("      - click:\n          image: a.png\n").with_picture(
        "a.png",
        (20, 20),
        |x, y| (x * y) as u8,
    );
    let before = project.plan().act.scene_hash(0);
    let project = project.with_picture("a.png", (20, 20), |x, y| (x * 9 + y) as u8);
    assert_ne!(project.plan().act.scene_hash(0), before);
}

#[test]
fn a_length_is_of_the_outputs_short_side() {
    let script = HEAD.replace(
        "scenes:",
        "padding: 10%\nradius: 54px\noutputs:\n  wide: youtube\n  small:\n    size: 640x360\n    \
         fps: 29.97\n    padding: 0px\nscenes:",
    );
    let plan = Project::of(&format!("{script}      - click: A\n")).plan();
    let [wide, small] = plan.look.outputs.as_slice() else {
        panic!("two outputs");
    };
    assert_eq!(
        (wide.styles[0].padding, wide.styles[0].radius),
        (108.0, 54.0)
    );
    assert_eq!(
        (small.styles[0].padding, small.styles[0].radius),
        (0.0, 18.0)
    );
    assert_eq!((small.rate.num, small.rate.den), (30_000, 1001));
    assert_eq!(plan.act.surfaces[0].size, euclid::Size2D::new(1440, 810));
}

#[test]
fn times_are_read_with_their_units() {
    let plan = plan("      - wait: 1.5s\n      - wait: 250ms\n");
    let lengths: Vec<_> = plan.act.scenes[0]
        .steps
        .iter()
        .filter_map(|step| match step.action {
            demoreel_primitives::plan::Action::Wait { length } => Some(length),
            _ => None,
        })
        .collect();
    assert_eq!(lengths, [Nanos::from_millis(1500), Nanos::from_millis(250)]);
}
