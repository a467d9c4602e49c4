//! What a frame shows, as values: all tracks looked up at one frame. Two frames with equal states
//! have equal bytes. A film's picture is known by the digest of its pixels, so states can be
//! compared, hashed and written down without any pixels.

use demoreel_primitives::filmed::{Film, FilmedScene};
use demoreel_primitives::plan::{Background, Shadow};
use demoreel_primitives::space::{CanvasPoint, CanvasRect, FilmSize};
use demoreel_primitives::timeline::{
    BarLook, CaptionLayer, CaptionLook, CaptionText, Card, CursorShape, Layer, PointerPose,
    PresenterLayer, ReelScene, Ring,
};
use serde::Serialize;

use crate::error::PaintError;
use crate::sprite::puppet::Figure;
use demoreel_primitives::colour::Colour;

/// All that shapes one frame, apart from the canvas' size.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameState<'a> {
    /// What is behind everything.
    pub background: &'a Background,
    /// From the bottom to the top; as many for each frame of a scene.
    pub layers: Vec<LayerState<'a>>,
}

/// One layer of a frame.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerState<'a> {
    /// A film's picture on a card.
    Card(CardState<'a>),
    /// The pointer, if it is seen.
    Pointer(Option<(CursorShape, PointerPose)>),
    /// A ring, if there is one.
    Ripple(Option<(Colour, Ring)>),
    /// The presenter and the place of its picture, if it is seen.
    Presenter(Option<(Figure, CanvasRect)>),
    /// A caption, if there is one.
    Caption(Option<CaptionState<'a>>),
}

/// A card in one frame.
#[derive(Clone, Debug, Serialize)]
pub struct CardState<'a> {
    /// The film, for what changed between two of its pictures.
    #[serde(skip)]
    pub film: &'a Film,
    /// The picture's number in it.
    #[serde(skip)]
    pub picture: u64,
    /// What the picture looks like.
    pub digest: &'a str,
    /// Its size.
    pub size: FilmSize,
    /// Where it goes.
    pub place: CanvasRect,
    /// What is seen of it; the same as `place` where all is.
    pub window: CanvasRect,
    /// Radius of the corners, canvas pixels.
    pub radius: f64,
    /// The shadow, canvas pixels.
    pub shadow: Shadow,
    /// The window's bar above the film, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar: Option<BarState<'a>>,
}

/// A window's bar in one frame.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BarState<'a> {
    /// What it looks like.
    pub look: &'a BarLook,
    /// What it says.
    pub says: &'a str,
    /// The largest width of its card in the scene, canvas pixels.
    pub largest: f64,
}

impl PartialEq for CardState<'_> {
    /// Equal pixels at equal places, whatever their numbers.
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest && self.same_pose(other)
    }
}

impl CardState<'_> {
    /// Whether both stand at the same place and look the same but for the picture.
    pub fn same_pose(&self, other: &Self) -> bool {
        let pose = |card: &Self| {
            let edge = (card.window, card.radius, card.shadow);
            (card.size, card.place, edge)
        };
        pose(self) == pose(other) && self.bar == other.bar
    }

    /// Where the bar above the film is, if there is one.
    pub fn bar_place(&self) -> Option<CanvasRect> {
        let high = self.bar.as_ref()?.look.height * self.window.width();
        let corner = CanvasPoint::new(self.window.min_x(), self.window.min_y() - high);
        let size = euclid::size2(self.window.width(), high);
        Some(CanvasRect::new(corner, size))
    }

    /// The whole card.
    pub fn card(&self) -> CanvasRect {
        self.bar_place().map_or(self.window, |bar| {
            let high = bar.height() + self.window.height();
            CanvasRect::new(bar.origin, euclid::size2(bar.width(), high))
        })
    }
}

/// A caption in one frame.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaptionState<'a> {
    /// Its words and its place.
    pub text: &'a CaptionText,
    /// How they are set.
    pub look: &'a CaptionLook,
    /// The word that is heard.
    pub word: Option<u32>,
    /// 1 is its own size.
    pub scale: f64,
    /// 0 is clear, 1 is solid.
    pub opacity: f64,
}

impl<'a> FrameState<'a> {
    /// Looks all tracks of a scene up. `frame` counts from the scene's own first one.
    pub fn at(
        scene: &'a ReelScene,
        filmed: &'a FilmedScene,
        frame: u64,
    ) -> Result<FrameState<'a>, PaintError> {
        let layers = scene.layers.iter().map(|layer| match layer {
            Layer::Card(card) => card_at(card, filmed, frame).map(LayerState::Card),
            Layer::Pointer(pointer) => {
                let pose = pointer.pose.at(frame).filter(|pose| pose.opacity > 0.0);
                let pose = pose.filter(|pose| pose.height > 0.0);
                Ok(LayerState::Pointer(
                    pose.map(|pose| (*pointer.shape.at(frame), pose)),
                ))
            }
            Layer::Ripple(ripple) => {
                let ring = ripple.ring.at(frame).filter(|ring| ring.opacity > 0.0);
                Ok(LayerState::Ripple(ring.map(|ring| (ripple.colour, ring))))
            }
            Layer::Presenter(presenter) => Ok(LayerState::Presenter(figure_at(presenter, frame))),
            Layer::Caption(caption) => Ok(LayerState::Caption(caption_at(caption, frame))),
        });
        let layers = layers.collect::<Result<_, _>>()?;
        Ok(FrameState {
            background: &scene.background,
            layers,
        })
    }
}

fn card_at<'a>(
    card: &'a Card,
    filmed: &'a FilmedScene,
    frame: u64,
) -> Result<CardState<'a>, PaintError> {
    let missing = || PaintError::NoFilm {
        scene: filmed.name.clone(),
        surface: card.surface.clone(),
    };
    let film = filmed.film(&card.surface).ok_or_else(missing)?;
    let picture = *card.pictures.at(frame);
    let info = film.pictures.get(picture as usize).ok_or_else(missing)?;
    let place = *card.place.at(frame);
    // Beyond the film nothing can be seen.
    let window = card.window.map_or(place, |window| {
        let seen = window.intersection(&place);
        seen.unwrap_or(CanvasRect::new(place.origin, Default::default()))
    });
    let grown = if card.rest_width > 0.0 && card.window.is_none() {
        place.width() / card.rest_width
    } else {
        1.0
    };
    Ok(CardState {
        film,
        picture,
        digest: &info.digest,
        size: film.size,
        place,
        window,
        radius: card.radius * window.width(),
        shadow: Shadow {
            opacity: card.shadow.opacity,
            blur: card.shadow.blur * grown,
            drop: card.shadow.drop * grown,
        },
        bar: card.bar.as_ref().map(|bar| BarState {
            look: &bar.look,
            says: bar
                .texts
                .get(*bar.says.at(frame) as usize)
                .map_or("", String::as_str),
            largest: bar.largest,
        }),
    })
}

fn figure_at(layer: &PresenterLayer, frame: u64) -> Option<(Figure, CanvasRect)> {
    let place = layer.place.at(frame).filter(|place| !place.is_empty())?;
    let figure = Figure {
        look: layer.look,
        accent: layer.accent,
        cut: layer.cut,
        pose: *layer.pose.at(frame),
    };
    Some((figure, place))
}

fn caption_at(layer: &CaptionLayer, frame: u64) -> Option<CaptionState<'_>> {
    let pose = layer.shown.at(frame).filter(|pose| pose.opacity > 0.0)?;
    Some(CaptionState {
        text: layer.texts.get(pose.text as usize)?,
        look: &layer.look,
        word: pose.word,
        scale: pose.scale,
        opacity: pose.opacity,
    })
}
