//! The sprites of a canvas, made when they are first seen and kept while they are likely to be
//! seen again.

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::CanvasSize;

use crate::area::Area;
use crate::damage::Covered;
use crate::error::PaintError;
use crate::sprite::caption::{Caption, Letters};
use crate::sprite::cursor::Cursors;
use crate::sprite::puppet::{Figure, Puppets};
use crate::sprite::{Sprite, ring};
use crate::state::{CaptionState, FrameState, LayerState};

/// How many sprites are kept. Moving ones are seen once, so few are worth keeping.
const KEPT: usize = 12;

/// Makes and keeps sprites.
pub struct Sprites {
    canvas: CanvasSize,
    letters: Option<Letters>,
    cursors: Cursors,
    puppets: Puppets,
    kept: Vec<(Key, Sprite)>,
}

/// All that a sprite depends on but its opacity.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Pointer(demoreel_primitives::timeline::CursorShape, [f64; 3]),
    Ring(demoreel_primitives::colour::Colour, [f64; 4]),
    Presenter(Figure, [f64; 4]),
    Caption(Box<Caption>),
}

impl Sprites {
    /// Sprites of a canvas.
    pub fn new(canvas: CanvasSize) -> Sprites {
        Sprites {
            canvas,
            letters: None,
            cursors: Cursors::default(),
            puppets: Puppets::default(),
            kept: Vec::new(),
        }
    }

    /// Makes all sprites of a state that are missing.
    pub fn prepare(&mut self, state: &FrameState<'_>) -> Result<(), PaintError> {
        for layer in &state.layers {
            let Some((key, _)) = key(layer) else { continue };
            match self.kept.iter().position(|(known, _)| *known == key) {
                Some(index) => {
                    let sprite = self.kept.remove(index);
                    self.kept.push(sprite);
                }
                None => {
                    let sprite = self.make(layer)?;
                    if self.kept.len() == KEPT {
                        self.kept.remove(0);
                    }
                    self.kept.extend(sprite.map(|sprite| (key, sprite)));
                }
            }
        }
        Ok(())
    }

    /// Lays a layer's sprite over an area of the frame. It was prepared before.
    pub fn paint(&self, layer: &LayerState<'_>, area: Area, frame: &mut Picture) {
        if let Some((sprite, opacity)) = self.find(layer) {
            sprite.paint(area, (opacity.clamp(0.0, 1.0) * 256.0 + 0.5) as u32, frame);
        }
    }

    fn find(&self, layer: &LayerState<'_>) -> Option<(&Sprite, f64)> {
        let (key, opacity) = key(layer)?;
        let (_, sprite) = self.kept.iter().find(|(known, _)| *known == key)?;
        Some((sprite, opacity))
    }

    fn make(&mut self, layer: &LayerState<'_>) -> Result<Option<Sprite>, PaintError> {
        Ok(match layer {
            LayerState::Pointer(Some((shape, pose))) => {
                Some(self.cursors.sprite(*shape, pose.at, pose.height)?)
            }
            LayerState::Ripple(Some((colour, ring))) => Some(ring::sprite(*colour, ring)),
            LayerState::Presenter(Some((figure, place))) => {
                Some(self.puppets.sprite(figure, *place)?)
            }
            LayerState::Caption(Some(state)) => {
                let letters = self.letters.get_or_insert_with(Letters::new);
                Some(letters.caption(&caption(state), self.canvas))
            }
            _ => None,
        })
    }
}

impl Covered for Sprites {
    fn covered(&mut self, layer: &LayerState<'_>) -> Option<Area> {
        self.find(layer).map(|(sprite, _)| sprite.area())
    }
}

/// What a layer's sprite depends on, and its opacity.
fn key(layer: &LayerState<'_>) -> Option<(Key, f64)> {
    match layer {
        LayerState::Pointer(Some((shape, pose))) => {
            let key = Key::Pointer(*shape, [pose.at.x, pose.at.y, pose.height]);
            Some((key, pose.opacity))
        }
        LayerState::Ripple(Some((colour, ring))) => {
            let key = Key::Ring(*colour, [ring.at.x, ring.at.y, ring.radius, ring.stroke]);
            Some((key, ring.opacity))
        }
        LayerState::Presenter(Some((figure, place))) => {
            let at = [place.min_x(), place.min_y(), place.width(), place.height()];
            Some((Key::Presenter(*figure, at), 1.0))
        }
        LayerState::Caption(Some(state)) => {
            let key = Key::Caption(Box::new(caption(state)));
            Some((key, state.opacity))
        }
        _ => None,
    }
}

fn caption(state: &CaptionState<'_>) -> Caption {
    Caption {
        lines: state.text.lines.clone(),
        look: state.look.clone(),
        anchor: state.text.anchor,
        at: state.text.at,
        word: state.word,
        scale: state.scale,
    }
}
