//! The puppet's parts are where the pose says, and nothing of it is outside its place.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::plan::PuppetLook;
use demoreel_primitives::timeline::{Mouth, PresenterCut, PuppetPose};
use euclid::{point2, size2};

use super::*;
use crate::area::Area;

const LOOKS: [PuppetLook; 3] = [PuppetLook::Nova, PuppetLook::Sol, PuppetLook::Bit];
const GREY: u8 = 120;

fn painted(look: PuppetLook, cut: PresenterCut, pose: PuppetPose) -> Picture {
    let figure = Figure {
        look,
        accent: Colour::rgb(0x5b, 0x6c, 0xff),
        cut,
        pose,
    };
    let place = CanvasRect::new(point2(40.0, 40.0), size2(400.0, 400.0));
    let sprite = Puppets::default().sprite(&figure, place).unwrap();
    let mut frame = Picture::black(480, 480);
    for plane in Plane::ALL {
        frame.plane_mut(plane).fill(GREY);
    }
    sprite.paint(Area::whole(480, 480), 256, &mut frame);
    frame
}

/// How many luma samples of an area of the drawing differ between two pictures.
fn differ(
    one: &Picture,
    other: &Picture,
    (left, top, right, bottom): (usize, usize, usize, usize),
) -> usize {
    let stride = one.plane_size(Plane::Y).0;
    let rows = top + 40..bottom + 40;
    rows.flat_map(|row| (left + 40..right + 40).map(move |column| row * stride + column))
        .filter(|at| one.plane(Plane::Y)[*at].abs_diff(other.plane(Plane::Y)[*at]) > 8)
        .count()
}

const WHOLE: (usize, usize, usize, usize) = (0, 0, 400, 400);
const MOUTH: (usize, usize, usize, usize) = (160, 188, 240, 250);

fn open() -> PuppetPose {
    PuppetPose {
        mouth: Mouth {
            open: 32,
            teeth: 16,
            tongue: 12,
            ..Mouth::default()
        },
        ..PuppetPose::default()
    }
}

#[test]
fn speaking_changes_the_mouth_and_nothing_else() {
    for look in LOOKS {
        let shut = painted(look, PresenterCut::Figure, PuppetPose::default());
        let open = painted(look, PresenterCut::Figure, open());
        let mouth = differ(&shut, &open, MOUTH);
        assert!(mouth > 200, "{look:?} {mouth}");
        assert_eq!(mouth, differ(&shut, &open, WHOLE), "{look:?}");
    }
}

#[test]
fn a_blink_shuts_the_eyes_and_moves_nothing_else() {
    for look in LOOKS {
        let rest = painted(look, PresenterCut::Figure, PuppetPose::default());
        let blink = PuppetPose {
            lids: 16,
            ..PuppetPose::default()
        };
        let blink = painted(look, PresenterCut::Figure, blink);
        let eyes = differ(&rest, &blink, (140, 130, 260, 190));
        assert!(eyes > 100, "{look:?} {eyes}");
        assert_eq!(eyes, differ(&rest, &blink, WHOLE), "{look:?}");
    }
}

#[test]
fn a_head_that_leans_leaves_the_body_where_it_is() {
    for look in LOOKS {
        let rest = painted(look, PresenterCut::Figure, PuppetPose::default());
        let leaning = PuppetPose {
            tilt: 24,
            ..PuppetPose::default()
        };
        let leaning = painted(look, PresenterCut::Figure, leaning);
        assert!(
            differ(&rest, &leaning, (90, 40, 310, 240)) > 500,
            "{look:?}"
        );
        assert_eq!(differ(&rest, &leaning, (0, 345, 400, 400)), 0, "{look:?}");
    }
}

#[test]
fn a_plate_is_round_and_whatever_the_pose_nothing_is_beyond_it() {
    let mut pose = open();
    pose.head = (60, -60);
    let plate = PresenterCut::Plate { corner: 0.5 };
    for look in LOOKS {
        let frame = painted(look, plate, pose);
        let stride = frame.plane_size(Plane::Y).0;
        for row in 0..480 {
            for column in 0..480 {
                let (x, y) = (column as f64 - 239.5, row as f64 - 239.5);
                let distance = (x * x + y * y).sqrt();
                let sample = frame.plane(Plane::Y)[row * stride + column];
                if distance > 201.0 {
                    assert_eq!(sample, GREY, "{look:?} at {column},{row}");
                } else if (196.0..198.0).contains(&distance) {
                    assert!(sample > 228, "{look:?} the rim at {column},{row}: {sample}");
                }
            }
        }
    }
}
