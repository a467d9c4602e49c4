//! Where the card stands when the camera is at rest, and the card as a layer.

use demoreel_primitives::space::{CanvasPoint, CanvasRect, SurfacePoint, SurfaceRect};
use demoreel_primitives::timeline::{Card, Track};
use euclid::{Point2D, Rect, Size2D};

use crate::material::Material;
use crate::retime::Retimed;

/// The card at rest: as large as the padding allows, in the surface's own proportions, centred,
/// its edges on whole pixels.
pub fn rest(material: &Material<'_>) -> CanvasRect {
    let canvas = material.output.size.to_f64();
    let surface = material.film.logical.to_f64();
    let padding = material.style.padding.max(0.0);
    let room = |side: f64| (side - 2.0 * padding).max(side * 0.1);
    let scale = f64::min(
        room(canvas.width) / surface.width,
        room(canvas.height) / surface.height,
    );
    let whole = |side: f64| 2.0 * libm::round(side * scale / 2.0).max(1.0);
    let size = Size2D::new(whole(surface.width), whole(surface.height));
    let margin = |canvas: f64, card: f64| libm::round((canvas - card) / 2.0);
    let origin = Point2D::new(
        margin(canvas.width, size.width),
        margin(canvas.height, size.height),
    );
    Rect::new(origin, size)
}

/// The film on its card.
pub fn card(
    material: &Material<'_>,
    retimed: &Retimed,
    rest: &CanvasRect,
    place: Track<CanvasRect>,
) -> Card {
    let style = material.style;
    let terminal = material.filmed.cast(&material.film.surface);
    Card {
        surface: material.film.surface.clone(),
        pictures: Track::sample(retimed.frames, |frame| {
            material.film.picture_at(retimed.take_at(frame))
        }),
        place,
        radius: on_grid(style.radius / rest.size.width * 1024.0) / 1024.0,
        shadow: style.shadow,
        rest_width: rest.size.width,
        terminal: terminal.map(|_| style.terminal.clone()),
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
