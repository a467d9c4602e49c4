//! What a pass may look at: one scene's act, look and film, and what was prepared for it.

use demoreel_primitives::event::{Event, Happening};
use demoreel_primitives::filmed::{Film, FilmedScene};
use demoreel_primitives::plan::{
    ActScene, Effect, EffectId, LookScene, Output, Plan, Style, Words,
};
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::sounds::{Noise, Sounds};
use demoreel_primitives::speech::Speech;
use demoreel_primitives::time::TakeTime;

use crate::error::TimelineError;

/// All that a timeline is made of.
pub struct Inputs<'a> {
    pub plan: &'a Plan,
    pub output: &'a Output,
    pub scenes: &'a [FilmedScene],
    pub sightings: &'a [Sighting],
    pub sounds: Sounds<'a>,
}

/// One scene's share of it.
pub struct Material<'a> {
    pub act: &'a ActScene,
    pub look: &'a LookScene,
    pub filmed: &'a FilmedScene,
    /// The film that is shown; it has a picture.
    pub film: &'a Film,
    pub output: &'a Output,
    /// How the scene looks in this output.
    pub style: &'a Style,
    /// Our own small sounds.
    pub noises: &'a [Noise],
    sightings: &'a [Sighting],
    speech: &'a [Speech],
}

impl<'a> Inputs<'a> {
    pub fn material(&self, index: usize) -> Result<Material<'a>, TimelineError> {
        let act = &self.plan.act.scenes[index];
        let look = &self.plan.look.scenes[index];
        let filmed = self
            .scenes
            .iter()
            .find(|scene| scene.name == act.name)
            .ok_or_else(|| TimelineError::SceneNotInTake(act.name.clone()))?;
        let surface = act.surfaces.first().cloned().unwrap_or_default();
        let film = filmed
            .film(&surface)
            .filter(|film| !film.pictures.is_empty())
            .ok_or_else(|| TimelineError::FilmMissing {
                scene: act.name.clone(),
                surface,
            })?;
        Ok(Material {
            act,
            look,
            filmed,
            film,
            output: self.output,
            style: &self.output.styles[index],
            sightings: self.sightings,
            noises: self.sounds.noises,
            speech: self.sounds.speech,
        })
    }
}

impl<'a> Material<'a> {
    /// Where an effect's target is in the take.
    pub fn sighting(&self, effect: &EffectId) -> Option<&'a Sighting> {
        self.sightings
            .iter()
            .find(|sighting| sighting.effect == *effect)
    }

    /// Words in the output's language.
    pub fn words<'w>(&self, words: &'w Words) -> &'w str {
        words.in_language(&self.output.language)
    }

    /// An effect's words as sound.
    pub fn speech(&self, effect: &Effect) -> Result<&'a Speech, TimelineError> {
        self.spoken(&effect.id)
            .ok_or_else(|| TimelineError::NotSpoken(effect.id.clone()))
    }

    /// As [`Material::speech`], for an effect that is known to have been spoken.
    pub fn spoken(&self, effect: &EffectId) -> Option<&'a Speech> {
        self.speech.iter().find(|speech| speech.effect == *effect)
    }

    /// The scene's last moment in the take.
    pub fn end(&self) -> TakeTime {
        TakeTime::ZERO + self.filmed.length
    }

    /// The events of the hand on the surface that is shown.
    pub fn inputs(&self) -> impl Iterator<Item = &'a Event> {
        let shown = self.film.surface.as_str();
        self.filmed
            .events
            .iter()
            .filter(move |event| input_surface(&event.what) == Some(shown))
    }
}

/// The surface that an event of the hand is about; none for other events.
fn input_surface(what: &Happening) -> Option<&str> {
    match what {
        Happening::Pointer { surface, .. }
        | Happening::Button { surface, .. }
        | Happening::Key { surface, .. }
        | Happening::Typing { surface, .. }
        | Happening::Letter { surface }
        | Happening::Wheel { surface, .. } => Some(surface),
        _ => None,
    }
}
