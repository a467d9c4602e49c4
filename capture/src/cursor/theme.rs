//! A cursor theme of our own, in which every shape is a plate of its own colour. Programs load
//! cursors from the theme and hand the server only pixels, without a name; by its colour a shape
//! can be told all the same. Nobody ever sees these cursors: the film is without them.

use std::fs;
use std::io;
use std::path::Path;

/// A shape's name in the log, and all names under which programs ask for it.
const SHAPES: &[(&str, &[&str])] = &[
    (
        "left_ptr",
        &["left_ptr", "default", "arrow", "top_left_arrow", "X_cursor"],
    ),
    (
        "hand2",
        &["hand2", "pointer", "hand", "hand1", "pointing_hand"],
    ),
    ("text", &["text", "xterm", "ibeam"]),
    ("vertical-text", &["vertical-text"]),
    ("openhand", &["openhand", "grab"]),
    (
        "closedhand",
        &["closedhand", "grabbing", "dnd-move", "dnd-none"],
    ),
    ("crosshair", &["crosshair", "cross"]),
    ("fleur", &["fleur", "move", "all-scroll", "size_all"]),
    ("watch", &["watch", "wait"]),
    (
        "left_ptr_watch",
        &["left_ptr_watch", "progress", "half-busy"],
    ),
    ("question_arrow", &["question_arrow", "help", "whats_this"]),
    (
        "crossed_circle",
        &[
            "crossed_circle",
            "not-allowed",
            "forbidden",
            "no-drop",
            "dnd-no-drop",
        ],
    ),
    (
        "sb_h_double_arrow",
        &[
            "sb_h_double_arrow",
            "ew-resize",
            "e-resize",
            "w-resize",
            "col-resize",
            "size_hor",
            "right_side",
            "left_side",
            "h_double_arrow",
            "split_h",
        ],
    ),
    (
        "sb_v_double_arrow",
        &[
            "sb_v_double_arrow",
            "ns-resize",
            "n-resize",
            "s-resize",
            "row-resize",
            "size_ver",
            "top_side",
            "bottom_side",
            "v_double_arrow",
            "split_v",
        ],
    ),
    (
        "bd_double_arrow",
        &[
            "bd_double_arrow",
            "nwse-resize",
            "nw-resize",
            "se-resize",
            "size_fdiag",
            "top_left_corner",
            "bottom_right_corner",
        ],
    ),
    (
        "fd_double_arrow",
        &[
            "fd_double_arrow",
            "nesw-resize",
            "ne-resize",
            "sw-resize",
            "size_bdiag",
            "top_right_corner",
            "bottom_left_corner",
        ],
    ),
    ("zoom-in", &["zoom-in", "zoom_in"]),
    ("zoom-out", &["zoom-out", "zoom_out"]),
    ("copy", &["copy", "dnd-copy"]),
    ("alias", &["alias", "link", "dnd-link"]),
    ("context-menu", &["context-menu"]),
    ("cell", &["cell", "plus"]),
];

/// The theme that programs take where nothing else is set; a new display has nothing set.
const NAME: &str = "default";
/// Sides of the plates: programs choose the nearest, and take it as it is.
const SIDES: [u32; 4] = [24, 32, 48, 96];

/// Writes the theme into `folder`, for the variable `XCURSOR_PATH`.
pub fn install(folder: &Path) -> io::Result<()> {
    let cursors = folder.join(NAME).join("cursors");
    fs::create_dir_all(&cursors)?;
    fs::write(
        folder.join(NAME).join("index.theme"),
        "[Icon Theme]\nName=default\n",
    )?;
    for (index, (_, names)) in SHAPES.iter().enumerate() {
        let file = cursor_file(colour_of(index));
        for name in *names {
            fs::write(cursors.join(name), &file)?;
        }
    }
    Ok(())
}

/// The shape whose plate has this colour (alpha, red, green, blue); none if it is not ours.
pub fn shape_of(colour: u32) -> Option<&'static str> {
    let index = SHAPES
        .iter()
        .enumerate()
        .position(|(index, _)| colour_of(index) == colour)?;
    Some(SHAPES[index].0)
}

/// Solid, and such that no two are near each other.
fn colour_of(index: usize) -> u32 {
    0xff5a_0000 | (index as u32 * 8 + 16) << 8 | (255 - index as u32 * 8)
}

/// The Xcursor format: a table of contents, then a picture for each size.
fn cursor_file(colour: u32) -> Vec<u8> {
    const HEADER: u32 = 16;
    const ENTRY: u32 = 12;
    const PICTURE: u32 = 36;
    const PICTURE_TYPE: u32 = 0xfffd_0002;
    let count = SIDES.len() as u32;
    let mut words: Vec<u32> = vec![u32::from_le_bytes(*b"Xcur"), HEADER, 0x1_0000, count];
    let mut at = HEADER + count * ENTRY;
    for side in SIDES {
        words.extend([PICTURE_TYPE, side, at]);
        at += PICTURE + side * side * 4;
    }
    for side in SIDES {
        words.extend([PICTURE, PICTURE_TYPE, side, 1, side, side, 1, 1, 0]);
        words.extend(std::iter::repeat_n(colour, (side * side) as usize));
    }
    words.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_has_a_colour_of_its_own_and_every_name_one_shape() {
        for (index, (shape, _)) in SHAPES.iter().enumerate() {
            assert_eq!(shape_of(colour_of(index)), Some(*shape));
        }
        assert_eq!(shape_of(0xff00_0000), None);
        let mut names: Vec<&str> = SHAPES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn the_file_is_as_long_as_its_table_says() {
        let file = cursor_file(1);
        let pixels: usize = SIDES.iter().map(|side| (side * side * 4) as usize).sum();
        assert_eq!(file.len(), 16 + SIDES.len() * (12 + 36) + pixels);
    }
}
