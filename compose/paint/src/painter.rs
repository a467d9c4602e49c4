//! The painter: it holds one frame and turns it into the next by painting what differs. Painting
//! everything is the same with everything as the difference.

use std::sync::Arc;

use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::{Background, Shadow};
use demoreel_primitives::space::{CanvasSize, FilmSize};

use crate::area::Area;
use crate::card::{Bars, CardBrush, Placement, Placements, Pose};
use crate::damage::{self, Damage};
use crate::error::PaintError;
use crate::films::Films;
use crate::ground::{self, Bell, Brush, Ground, Noise};
use crate::resample::Kernel;
use crate::sprites::Sprites;
use crate::state::{CardState, FrameState, LayerState};

/// Changed whenever the same state would give other bytes.
pub const PAINTER_VERSION: u32 = 2;

/// Paints frames of one canvas, one after the other or in any order.
pub struct Painter<'a> {
    kernel: Kernel,
    canvas: Area,
    frame: Picture,
    shown: Option<FrameState<'a>>,
    ground: Option<(&'a Background, Ground)>,
    noise: Noise,
    bell: Bell,
    placements: Placements,
    cards: CardBrush,
    bars: Bars,
    sprites: Sprites,
}

impl<'a> Painter<'a> {
    /// A painter with the fastest kernel of this machine. Both of the canvas' sides are even.
    pub fn new(canvas: CanvasSize) -> Painter<'a> {
        Painter::with_kernel(canvas, Kernel::best())
    }

    /// A painter with a certain kernel, which changes its speed and nothing else.
    pub fn with_kernel(canvas: CanvasSize, kernel: Kernel) -> Painter<'a> {
        let (width, height) = (canvas.width as usize, canvas.height as usize);
        Painter {
            kernel,
            canvas: Area::whole(width, height),
            frame: Picture::black(width, height),
            shown: None,
            ground: None,
            noise: Noise::new(width),
            bell: Bell::new(),
            placements: Placements::default(),
            cards: CardBrush::new(kernel),
            bars: Bars::default(),
            sprites: Sprites::new(canvas),
        }
    }

    /// The frame that was painted last.
    pub fn frame(&self) -> &Picture {
        &self.frame
    }

    /// Forgets what was painted, so that the next frame is painted whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Paints a frame and says what differs from the one before; nothing where they are equal.
    /// After an error the next frame is painted whole.
    pub fn paint(
        &mut self,
        state: &FrameState<'a>,
        films: &mut dyn Films,
    ) -> Result<Damage, PaintError> {
        let damage = match self.shown.take() {
            Some(shown) if shown == *state => Damage::default(),
            Some(shown) => {
                self.sprites.prepare(&shown)?;
                self.sprites.prepare(state)?;
                damage::between(&shown, state, self.canvas, &mut self.sprites)
            }
            None => Damage::whole(self.canvas),
        };
        self.sprites.prepare(state)?;
        for area in damage.areas() {
            self.paint_area(state, *area, films)?;
        }
        self.shown = Some(state.clone());
        Ok(damage)
    }

    /// Paints all layers of one area: this is the only way in which anything is painted.
    fn paint_area(
        &mut self,
        state: &FrameState<'a>,
        area: Area,
        films: &mut dyn Films,
    ) -> Result<(), PaintError> {
        let lowest = match state.layers.first() {
            Some(LayerState::Card(card)) => Some(self.placement(card)),
            _ => None,
        };
        self.paint_ground(state.background, lowest.as_deref(), area);
        for (index, layer) in state.layers.iter().enumerate() {
            match layer {
                LayerState::Card(card) => {
                    let placement = self.placement(card);
                    if index > 0 {
                        self.darken(&placement, area);
                    }
                    self.paint_card(card, &placement, area, films)?;
                }
                sprite => self.sprites.paint(sprite, area, &mut self.frame),
            }
        }
        Ok(())
    }

    fn placement(&mut self, card: &CardState<'_>) -> Arc<Placement> {
        let pose = Pose {
            film: card.size,
            place: card.place,
            card: card.card(),
            until: f64::INFINITY,
            radius: card.radius,
            shadow: card.shadow,
        };
        self.placements.get(pose, self.canvas, &self.bell)
    }

    /// Paints a window's bar over the card's upper end. The film below it is painted already, also
    /// in the row that both share.
    fn paint_bar(&mut self, card: &CardState<'_>, area: Area) -> Result<(), PaintError> {
        let (Some(bar), Some(place)) = (&card.bar, card.bar_place()) else {
            return Ok(());
        };
        let bar = self.bars.picture(bar)?;
        let pose = Pose {
            film: FilmSize::new(bar.width() as u32, bar.height() as u32),
            place,
            card: card.card(),
            until: place.max_y(),
            radius: card.radius,
            shadow: Shadow {
                opacity: 0.0,
                ..card.shadow
            },
        };
        let placement = self.placements.get(pose, self.canvas, &self.bell);
        self.cards.paint(&placement, &bar, area, &mut self.frame);
        Ok(())
    }

    /// Paints the background with the lowest card's shadow, except where that card will cover it.
    fn paint_ground(&mut self, background: &'a Background, card: Option<&Placement>, area: Area) {
        let (width, height) = (self.frame.width(), self.frame.height());
        if self
            .ground
            .as_ref()
            .is_none_or(|(known, _)| *known != background)
        {
            self.ground = Some((background, Ground::new(background, width, height)));
        }
        let Some((_, ground)) = &self.ground else {
            return;
        };
        let shadow = card.and_then(|card| card.shadow.as_ref());
        for plane in Plane::ALL {
            let brush = Brush {
                kernel: self.kernel,
                plane,
                shadow,
                noise: &self.noise,
            };
            let (area, stride) = (area.of_plane(plane), self.frame.plane_size(plane).0);
            let samples = self.frame.plane_mut(plane);
            for row in area.rows() {
                let columns = area.columns();
                let hole = card.map_or(0..0, |card| card.outline.hole(row, plane));
                let hole = hole.start.clamp(columns.start, columns.end)
                    ..hole.end.clamp(columns.start, columns.end);
                let spans = if hole.is_empty() {
                    [columns, 0..0]
                } else {
                    [columns.start..hole.start, hole.end..columns.end]
                };
                for span in spans.into_iter().filter(|span| !span.is_empty()) {
                    let begin = row as usize * stride;
                    let out = begin + span.start as usize..begin + span.end as usize;
                    ground.row(&brush, row, span, &mut samples[out]);
                }
            }
        }
    }

    /// Lays a card's shadow over what is under it.
    fn darken(&mut self, placement: &Placement, area: Area) {
        if placement.shadow.is_none() {
            return;
        }
        for plane in Plane::ALL {
            let stride = self.frame.plane_size(plane).0;
            let shadow = placement.shadow.as_ref();
            let brush = Brush {
                kernel: self.kernel,
                plane,
                shadow,
                noise: &self.noise,
            };
            ground::darken(
                &brush,
                area.of_plane(plane),
                stride,
                self.frame.plane_mut(plane),
            );
        }
    }

    fn paint_card(
        &mut self,
        card: &CardState<'_>,
        placement: &Placement,
        area: Area,
        films: &mut dyn Films,
    ) -> Result<(), PaintError> {
        // A chroma sample sees one luma column beside its own two.
        if Area::around(card.card().inflate(2.0, 2.0))
            .meet(area)
            .is_none()
        {
            return Ok(());
        }
        let surface = &card.film.surface;
        let film = films
            .picture(surface, card.picture)
            .map_err(|source| PaintError::Film {
                surface: surface.clone(),
                picture: card.picture,
                source,
            })?;
        self.cards.paint(placement, &film, area, &mut self.frame);
        self.paint_bar(card, area)
    }
}
