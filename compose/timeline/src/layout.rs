//! How the frame is divided between the screen and the presenter, where the card stands when the
//! camera is at rest, and the card as a layer.

use demoreel_primitives::space::{CanvasPoint, CanvasRect, SurfacePoint, SurfaceRect};
use demoreel_primitives::timeline::{Card, Track};
use euclid::{Point2D, Rect, Size2D};

use crate::bar;
use crate::material::Material;
use crate::retime::Retimed;

/// How a scene's frame is divided.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// The card when the camera is at rest.
    pub rest: CanvasRect,
    /// What the camera looks at things in: the canvas, or the card's window.
    pub within: CanvasRect,
    /// Least distance of the card's edges from those of `within`.
    pub padding: f64,
    /// What is seen of the card, where it is a window.
    pub window: Option<CanvasRect>,
    /// Where the presenter stands, where it has a part of the frame to itself.
    pub presenter: Option<CanvasRect>,
    /// Whether there is a card at all.
    pub screen: bool,
}

/// How the style divides the frame.
pub fn stand(material: &Material<'_>) -> Stand {
    let canvas = material.output.size;
    let whole = CanvasRect::new(Point2D::zero(), canvas.to_f64());
    let parts = material.style.layout.parts(canvas);
    match (parts.screen, parts.presenter) {
        (Some(screen), Some(presenter)) => windowed(material, screen, presenter),
        (screen, presenter) => Stand {
            presenter,
            screen: screen.is_some(),
            ..framed(material, whole)
        },
    }
}

/// The card at rest as large as the padding allows, in the surface's own proportions, centred
/// together with its window's bar, its edges on whole pixels.
fn framed(material: &Material<'_>, within: CanvasRect) -> Stand {
    let surface = material.film.logical.to_f64();
    let padding = material.style.padding.max(0.0);
    let bar = bar::height(material);
    let room = |side: f64| (side - 2.0 * padding).max(side * 0.1);
    let scale = f64::min(
        room(within.width()) / surface.width,
        (room(within.height()) - bar).max(within.height() * 0.1) / surface.height,
    );
    let whole = |side: f64| 2.0 * libm::round(side * scale / 2.0).max(1.0);
    let size = Size2D::new(whole(surface.width), whole(surface.height));
    let margin = |canvas: f64, card: f64| libm::round((canvas - card) / 2.0);
    let origin = Point2D::new(
        within.min_x() + margin(within.width(), size.width),
        within.min_y() + margin(within.height(), size.height + bar) + bar,
    );
    Stand {
        rest: Rect::new(origin, size),
        within,
        padding,
        window: None,
        presenter: None,
        screen: true,
    }
}

/// A window as large as the padding allows in its part of the frame, filled by the card: a screen
/// that is wider than its window is seen in part, at a size that can be read.
fn windowed(material: &Material<'_>, part: CanvasRect, presenter: CanvasRect) -> Stand {
    let padding = material.style.padding.max(0.0);
    let mut window = area_on_pixels(part.inflate(-padding, -padding));
    let bar = bar::height(material).min(window.height() / 2.0);
    window.origin.y += bar;
    window.size.height -= bar;
    let surface = material.film.logical.to_f64();
    let scale = f64::max(
        window.width() / surface.width,
        window.height() / surface.height,
    );
    let size = surface.cast_unit() * scale;
    let origin = window.center() - size.to_vector() / 2.0;
    Stand {
        rest: Rect::new(origin, size),
        within: window,
        padding: 0.0,
        window: Some(window),
        presenter: Some(presenter),
        screen: true,
    }
}

fn area_on_pixels(area: CanvasRect) -> CanvasRect {
    let whole = |at: CanvasPoint| CanvasPoint::new(libm::round(at.x), libm::round(at.y));
    let (from, to) = (whole(area.min()), whole(area.max()));
    let side = |from: f64, to: f64| (to - from).max(2.0);
    Rect::new(from, Size2D::new(side(from.x, to.x), side(from.y, to.y)))
}

impl Stand {
    /// How many times larger the card at rest is than one that is seen whole.
    pub fn closeness(&self) -> f64 {
        let fits = f64::min(
            self.within.width() / self.rest.width(),
            self.within.height() / self.rest.height(),
        );
        match self.window {
            Some(_) => (1.0 / fits).max(1.0),
            None => 1.0,
        }
    }
}

/// The film on its card.
pub fn card(
    material: &Material<'_>,
    retimed: &Retimed,
    stand: &Stand,
    place: Track<CanvasRect>,
) -> Card {
    let style = material.style;
    let terminal = material.filmed.cast(&material.film.surface);
    let edge = stand.window.unwrap_or(stand.rest);
    let bar = bar::of(material, retimed, &edge, &place);
    Card {
        surface: material.film.surface.clone(),
        pictures: Track::sample(retimed.frames, |frame| {
            material.film.picture_at(retimed.take_at(frame))
        }),
        place,
        window: stand.window,
        radius: on_grid(style.radius / edge.size.width * 1024.0) / 1024.0,
        shadow: style.shadow,
        rest_width: stand.rest.size.width,
        terminal: terminal.map(|_| style.terminal.clone()),
        bar: bar.map(Box::new),
    }
}

/// Places and sizes on the grid of 1/1024 pixel on which the timeline keeps them: far finer than
/// anything that is painted, and the same after being written and read.
pub fn on_grid(value: f64) -> f64 {
    libm::round(value * 1024.0) / 1024.0
}

/// A place on the grid.
pub fn point_on_grid(at: CanvasPoint) -> CanvasPoint {
    CanvasPoint::new(on_grid(at.x), on_grid(at.y))
}

/// An area with all its edges on the grid, so that none is off by more than half of its step.
pub fn area_on_grid(area: CanvasRect) -> CanvasRect {
    let (from, to) = (point_on_grid(area.min()), point_on_grid(area.max()));
    Rect::new(from, Size2D::new(to.x - from.x, to.y - from.y))
}

/// Where a point of the surface is when its card stands at `card`.
pub fn canvas_from_surface(
    material: &Material<'_>,
    card: &CanvasRect,
    at: SurfacePoint,
) -> CanvasPoint {
    let surface = material.film.logical.to_f64();
    CanvasPoint::new(
        card.origin.x + at.x / surface.width * card.size.width,
        card.origin.y + at.y / surface.height * card.size.height,
    )
}

/// Where an area of the surface is when its card stands at `card`.
pub fn canvas_area(material: &Material<'_>, card: &CanvasRect, area: &SurfaceRect) -> CanvasRect {
    let from = canvas_from_surface(material, card, area.origin);
    let to = canvas_from_surface(material, card, area.max());
    Rect::new(from, Size2D::new(to.x - from.x, to.y - from.y))
}
