//! The films of one scene, opened when they are first needed. Each worker has its own. Those of
//! terminals are drawn, the others decoded.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use demoreel_paint::Films;
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::picture::Picture;
use demoreel_take::Take;
use demoreel_take::film::FilmReader;

use crate::terminals::{TerminalFilm, Terminals};

/// Readers for a scene's films.
pub struct SceneFilms<'a> {
    take: &'a Take,
    scene: &'a FilmedScene,
    terminals: &'a Terminals,
    readers: BTreeMap<String, FilmReader>,
    drawn: BTreeMap<String, TerminalFilm<'a>>,
}

impl<'a> SceneFilms<'a> {
    /// Opens nothing yet.
    pub fn new(take: &'a Take, scene: &'a FilmedScene, terminals: &'a Terminals) -> SceneFilms<'a> {
        SceneFilms {
            take,
            scene,
            terminals,
            readers: BTreeMap::new(),
            drawn: BTreeMap::new(),
        }
    }

    /// Whether these are the films of that scene.
    pub fn are_of(&self, scene: &FilmedScene) -> bool {
        self.scene.name == scene.name
    }
}

impl Films for SceneFilms<'_> {
    fn picture(
        &mut self,
        surface: &str,
        number: u64,
    ) -> Result<Arc<Picture>, Box<dyn Error + Send + Sync>> {
        if let Some(film) = self.drawn.get_mut(surface) {
            return film
                .picture(number)
                .ok_or_else(|| "it has no such picture".into());
        }
        if let Some(film) = self.terminals.film(&self.scene.name, surface) {
            self.drawn.insert(surface.to_owned(), film);
            return self.picture(surface, number);
        }
        if !self.readers.contains_key(surface) {
            let reader = self.take.open_film(self.scene, surface)?;
            self.readers.insert(surface.to_owned(), reader);
        }
        match self.readers.get_mut(surface) {
            Some(reader) => Ok(reader.picture(number)?),
            None => Err("the film is not open".into()),
        }
    }
}
