//! Take -> timeline: what every frame of one output shows, decided scene by scene in an ordered
//! list of pure passes: retiming, layout, camera, pointer, captions, then marks and sound.
//! What never lives here: pixels, files, clocks, text shaping.

mod aim;
mod bar;
mod camera;
mod captions;
mod error;
mod layout;
mod marks;
mod material;
mod pace;
mod pointer;
mod presenter;
mod retime;
mod ripple;
mod sound;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::plan::{Output, Plan};
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::sounds::Sounds;
use demoreel_primitives::timeline::{Layer, ReelScene, Soundtrack, Timeline};

pub use aim::misses;
pub use error::TimelineError;
use material::{Inputs, Material};
use retime::Retimed;

/// The timeline of one output, along the branches that were filmed. `scenes` holds every scene of
/// the plan in any order; `sightings` one for each zoom that is shown.
pub fn build(
    plan: &Plan,
    output: &Output,
    scenes: &[FilmedScene],
    sightings: &[Sighting],
    sounds: Sounds<'_>,
) -> Result<Timeline, TimelineError> {
    let name = &output.name;
    let mut plan = plan.clone();
    plan.look.outputs = vec![output.clone()];
    let plan = &plan.as_played(scenes, Some(name));
    let Some(output) = plan
        .look
        .outputs
        .first()
        .filter(|_| !plan.act.scenes.is_empty())
    else {
        return Err(TimelineError::NothingLeft(name.clone()));
    };
    let inputs = Inputs {
        plan,
        output,
        scenes,
        sightings,
        sounds,
    };
    let mut timeline = Timeline {
        output: output.name.clone(),
        canvas: output.size,
        rate: output.rate,
        scenes: Vec::new(),
        sound: Soundtrack::default(),
        cues: Vec::new(),
        chapters: Vec::new(),
        stills: Vec::new(),
    };
    for index in 0..plan.act.scenes.len() {
        let material = inputs.material(index)?;
        let retimed = retime::retime(&material)?;
        let first = timeline.frames();
        timeline
            .sound
            .clips
            .extend(sound::clips(&material, &retimed, first));
        timeline
            .cues
            .extend(captions::cues(&material, &retimed, first));
        timeline
            .chapters
            .extend(marks::chapters(&material, &retimed, first));
        timeline
            .stills
            .extend(marks::stills(&material, &retimed, first));
        timeline
            .scenes
            .push(reel_scene(&material, &retimed, first)?);
    }
    let styles = output.styles.iter();
    let musics: Vec<_> = styles.map(|style| style.sound.music.as_ref()).collect();
    timeline.sound.music = sound::under(output, &timeline.scenes, &musics, sounds.tunes);
    Ok(timeline)
}

/// The passes that decide what is seen. Each reads what the ones before it made.
fn reel_scene(
    material: &Material<'_>,
    retimed: &Retimed,
    first: u64,
) -> Result<ReelScene, TimelineError> {
    let stand = layout::stand(material);
    let place = camera::place(material, retimed, &stand)?;
    let card = layout::card(material, retimed, &stand, place);
    let presenter = presenter::layer(material, retimed, &stand, &card);
    let ripple = ripple::layer(material, retimed, &card).filter(|_| stand.screen);
    let pointer = pointer::layer(material, retimed, &card).filter(|_| stand.screen);
    let scenery = captions::Scenery {
        stand: &stand,
        card: &card,
        presenter: presenter.as_ref(),
    };
    let captions = captions::layer(material, retimed, &scenery);
    let mut layers = Vec::new();
    layers.extend(stand.screen.then_some(Layer::Card(card)));
    layers.extend(ripple.map(Layer::Ripple));
    layers.extend(pointer.map(Layer::Pointer));
    layers.extend(presenter.map(Layer::Presenter));
    layers.extend(captions.map(Layer::Caption));
    Ok(ReelScene {
        name: material.act.name.clone(),
        first,
        frames: retimed.frames,
        clock: retimed.clock_track(),
        background: material.style.background.clone(),
        layers,
    })
}
