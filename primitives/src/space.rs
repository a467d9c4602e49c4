//! The spaces that a point can be in, as types. Conversions are named `to_from`
//! (`film_from_surface`); none happens by itself.

/// Logical pixels of a surface: what a script, a page and a pointer speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SurfaceSpace;

/// Pixels of a film: a surface's logical pixels times its density.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FilmSpace;

/// Pixels of one output's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CanvasSpace;

/// A place on a surface.
pub type SurfacePoint = euclid::Point2D<f64, SurfaceSpace>;
/// An area of a surface.
pub type SurfaceRect = euclid::Rect<f64, SurfaceSpace>;
/// A surface's size; each side 1 or more.
pub type SurfaceSize = euclid::Size2D<u32, SurfaceSpace>;
/// An area of a film, half open, in whole pixels.
pub type FilmBox = euclid::Box2D<i32, FilmSpace>;
/// A film's size; both sides even, because its chroma is halved.
pub type FilmSize = euclid::Size2D<u32, FilmSpace>;
/// A place in a frame.
pub type CanvasPoint = euclid::Point2D<f64, CanvasSpace>;
/// An area of a frame.
pub type CanvasRect = euclid::Rect<f64, CanvasSpace>;
/// A frame's size; both sides even.
pub type CanvasSize = euclid::Size2D<u32, CanvasSpace>;

/// An area of a surface as its film's pixels, grown to whole ones.
pub fn film_from_surface(area: SurfaceRect, density: f64) -> FilmBox {
    area.scale(density, density)
        .cast_unit::<FilmSpace>()
        .to_box2d()
        .round_out()
        .cast::<i32>()
}

/// The area of a surface that some of its film's pixels show.
pub fn surface_from_film(area: FilmBox, density: f64) -> SurfaceRect {
    let scale = 1.0 / density;
    area.to_rect()
        .cast::<f64>()
        .scale(scale, scale)
        .cast_unit::<SurfaceSpace>()
}

/// The film's size of a surface at a density, grown to even sides.
pub fn film_size(surface: SurfaceSize, density: f64) -> FilmSize {
    let even = |side: u32| (libm::ceil(side as f64 * density) as u32).next_multiple_of(2);
    FilmSize::new(even(surface.width), even(surface.height))
}
