//! Whether a reel is as long as its script wants it. A reel that is not is made all the same.

use demoreel_primitives::codes::compose as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{LengthAim, Output, Plan};
use demoreel_primitives::time::Nanos;
use demoreel_primitives::timeline::Timeline;

/// A warning for the reel and for each scene of it that is too short or too long.
pub fn misses(plan: &Plan, output: &Output, timeline: &Timeline) -> Vec<Diagnostic> {
    let length = |frames| output.rate.time_of(frames);
    let longest = timeline.scenes.iter().max_by_key(|scene| scene.frames);
    let hint = longest.map(|scene| {
        let length = shown(length(scene.frames));
        format!(
            "its longest scene, `{}`, lasts {length}; `waiting: cut` leaves idle time out",
            scene.name
        )
    });
    let reel = miss(length(timeline.frames()), output.length).map(|missed| {
        let message = format!("the reel `{}` {missed}", output.name);
        let warning = Diagnostic::warning(codes::LENGTH_MISSED, message);
        match hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        }
    });
    let scenes = timeline.scenes.iter().zip(&output.styles);
    let scenes = scenes.filter_map(|(scene, style)| {
        let missed = miss(length(scene.frames), style.length)?;
        let message = format!("the scene `{}` of `{}` {missed}", scene.name, output.name);
        let warning = Diagnostic::warning(codes::LENGTH_MISSED, message);
        Some(
            plan.origins
                .locate(&format!("scene:{}", scene.name), warning),
        )
    });
    reel.into_iter().chain(scenes).collect()
}

fn miss(length: Nanos, aim: LengthAim) -> Option<String> {
    let length_shown = shown(length);
    if length > aim.most {
        return Some(format!("lasts {length_shown}, longer than {}", aim.most));
    }
    (length < aim.least).then(|| format!("lasts {length_shown}, shorter than {}", aim.least))
}

/// To a tenth of a second.
fn shown(length: Nanos) -> String {
    format!("{:.1}s", length.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::*;

    #[test]
    fn a_reel_and_a_scene_that_are_too_long_or_too_short_are_told() {
        let mut stage = Stage::new(5000, &[5000]);
        let timeline = stage.build();
        assert_eq!(misses(&stage.plan(), &stage.output, &timeline), []);
        stage.output.length.most = Nanos::from_secs(3);
        stage.output.styles[0].length.least = Nanos::from_secs(10);
        let told = misses(&stage.plan(), &stage.output, &timeline);
        let told: Vec<_> = told.iter().map(|one| one.message.as_str()).collect();
        let expected = [
            "the reel `wide` lasts 6.0s, longer than 3s",
            "the scene `one` of `wide` lasts 6.0s, shorter than 10s",
        ];
        assert_eq!(told, expected);
    }
}
