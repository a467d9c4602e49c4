//! The puppet: a vector drawing whose parts move. Each pose is rasterised at the size at which it
//! is seen, so that it is sharp on a phone and in a corner.

mod mouth;
mod plate;

use demoreel_primitives::colour::Colour;
use demoreel_primitives::plan::PuppetLook;
use demoreel_primitives::space::CanvasRect;
use demoreel_primitives::timeline::{PresenterCut, PuppetPose};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::Sprite;
use crate::error::PaintError;

/// Side of a drawing, in its own units.
const SIDE: f32 = 400.0;
/// What a plate shows of a drawing: left, top and side.
const BUST: (f32, f32, f32) = (44.0, 26.0, 312.0);
/// The head leans and turns around this point, at the top of the neck.
const NECK: (f32, f32) = (200.0, 258.0);
/// Steps of a pose in a unit or a degree.
const FINE: f32 = 8.0;
/// The accent and its shade as the drawings have them.
const ACCENT: (&str, &str) = ("#5b6cff", "#4050d8");

/// A figure with its cut and pose: all that its picture depends on but its place.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Figure {
    /// Who it is.
    pub look: PuppetLook,
    /// Colour of the clothes, and of the plate.
    pub accent: Colour,
    /// How it is cut out.
    pub cut: PresenterCut,
    /// How it holds itself.
    pub pose: PuppetPose,
}

/// What differs between the drawings besides the drawings.
struct Features {
    svg: &'static str,
    mouth: mouth::Features,
    /// Height of the eyes' middle.
    eyes: f32,
}

fn features(look: PuppetLook) -> Features {
    match look {
        PuppetLook::Nova => Features {
            svg: include_str!("../../../../assets/presenters/nova.svg"),
            mouth: mouth::Features::lips(216.0, "#a8454a"),
            eyes: 168.0,
        },
        PuppetLook::Sol => Features {
            svg: include_str!("../../../../assets/presenters/sol.svg"),
            mouth: mouth::Features::lips(216.0, "#5e2a22"),
            eyes: 163.0,
        },
        PuppetLook::Bit => Features {
            svg: include_str!("../../../../assets/presenters/bit.svg"),
            mouth: mouth::Features::lamp(201.0, "#7ef0e0"),
            eyes: 158.0,
        },
    }
}

/// The drawings that were read.
#[derive(Default)]
pub struct Puppets {
    drawn: Vec<((PuppetLook, Colour), Tree)>,
}

impl Puppets {
    /// A figure in its place.
    pub fn sprite(&mut self, figure: &Figure, place: CanvasRect) -> Result<Sprite, PaintError> {
        let (left, top) = (libm::floor(place.min_x()), libm::floor(place.min_y()));
        let width = libm::ceil(place.max_x()) - left;
        let height = libm::ceil(place.max_y()) - top;
        let broken = || PaintError::Asset {
            what: "a presenter without a size".to_owned(),
        };
        let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or_else(broken)?;
        let inside = place.translate(euclid::vec2(-left, -top));
        let view = view(figure.cut, inside);
        self.figure(figure, view, &mut pixmap)?;
        if let PresenterCut::Plate { corner } = figure.cut {
            plate::put_under(&mut pixmap, inside, corner, figure.accent);
        }
        Ok(Sprite::of_bytes(
            pixmap.data(),
            width as usize,
            (left as i32, top as i32),
        ))
    }

    fn figure(
        &mut self,
        figure: &Figure,
        view: Transform,
        pixmap: &mut Pixmap,
    ) -> Result<(), PaintError> {
        let features = features(figure.look);
        let pose = Posed::new(&figure.pose, features.eyes);
        let tree = self.tree(figure.look, figure.accent, features.svg)?;
        draw(tree, "behind", view.pre_concat(pose.head), pixmap);
        draw(tree, "body", view.pre_concat(pose.body), pixmap);
        draw(tree, "head", view.pre_concat(pose.head), pixmap);
        let mouth = read(&features.mouth.svg(&figure.pose.mouth))?;
        draw(&mouth, "mouth", view.pre_concat(pose.face), pixmap);
        draw(tree, "eyes", view.pre_concat(pose.eyes), pixmap);
        draw(tree, "lids", view.pre_concat(pose.face), pixmap);
        draw(tree, "brows", view.pre_concat(pose.brows), pixmap);
        Ok(())
    }

    fn tree(&mut self, look: PuppetLook, accent: Colour, svg: &str) -> Result<&Tree, PaintError> {
        let key = (look, accent);
        let index = match self.drawn.iter().position(|(known, _)| *known == key) {
            Some(index) => index,
            None => {
                let solid = Colour {
                    alpha: 255,
                    ..accent
                };
                let shade = plate::mixed(solid, Colour::rgb(0x10, 0x10, 0x30), 0.22);
                let svg = svg
                    .replace(ACCENT.0, &solid.to_hex())
                    .replace(ACCENT.1, &shade.to_hex());
                self.drawn.push((key, read(&svg)?));
                self.drawn.len() - 1
            }
        };
        Ok(&self.drawn[index].1)
    }
}

/// Where the parts are in a pose.
struct Posed {
    body: Transform,
    head: Transform,
    face: Transform,
    eyes: Transform,
    brows: Transform,
}

impl Posed {
    fn new(pose: &PuppetPose, eyes_at: f32) -> Posed {
        let part = |value: i16| f32::from(value) / FINE;
        let small = |value: i8| f32::from(value) / FINE;
        let (x, y) = (part(pose.head.0), part(pose.head.1));
        let head = Transform::from_translate(x, y).pre_concat(Transform::from_rotate_at(
            part(pose.tilt),
            NECK.0,
            NECK.1,
        ));
        let face = head.pre_translate(small(pose.turn), 0.0);
        let open = (1.0 - f32::from(pose.lids.min(16)) / 16.0).max(0.09);
        let gaze = face.pre_translate(small(pose.gaze.0), small(pose.gaze.1));
        let eyes = gaze
            .pre_translate(0.0, eyes_at + 3.0 * (1.0 - open))
            .pre_scale(1.0, open)
            .pre_translate(0.0, -eyes_at);
        Posed {
            body: Transform::from_translate(part(pose.body.0), part(pose.body.1)),
            head,
            face,
            eyes,
            brows: face.pre_translate(0.0, -small(pose.brows)),
        }
    }
}

/// From a drawing's units to pixels of its picture.
fn view(cut: PresenterCut, inside: CanvasRect) -> Transform {
    let (width, height) = (inside.width() as f32, inside.height() as f32);
    let (x, y) = (inside.min_x() as f32, inside.min_y() as f32);
    match cut {
        PresenterCut::Figure => {
            let scale = width.min(height) / SIDE;
            let left = x + (width - SIDE * scale) / 2.0;
            Transform::from_row(scale, 0.0, 0.0, scale, left, y + height - SIDE * scale)
        }
        PresenterCut::Plate { .. } => {
            let (left, top, side) = BUST;
            let scale = width.max(height) / side;
            let across = (width - side * scale) / 2.0 - left * scale;
            Transform::from_row(scale, 0.0, 0.0, scale, x + across, y - top * scale)
        }
    }
}

/// Draws a part of a drawing; a part that it does not have is none.
fn draw(tree: &Tree, part: &str, at: Transform, pixmap: &mut Pixmap) {
    let Some(node) = tree.node_by_id(part) else {
        return;
    };
    // The renderer moves a single part to the origin: it goes back to its own place.
    if let Some(bounds) = node.abs_layer_bounding_box() {
        let at = at.pre_translate(bounds.x(), bounds.y());
        resvg::render_node(node, at, &mut pixmap.as_mut());
    }
}

fn read(svg: &str) -> Result<Tree, PaintError> {
    Tree::from_str(svg, &Options::default()).map_err(|error| PaintError::Asset {
        what: format!("a presenter's drawing: {error}"),
    })
}

#[cfg(test)]
mod tests;
