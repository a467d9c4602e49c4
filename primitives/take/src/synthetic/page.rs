//! The drawn page: how it looks at a moment, as a list of patches.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, SurfaceSize};
use demoreel_primitives::time::{Nanos, TakeTime};

use super::draw::Patch;
use super::{Act, KEY_PACE, Scene};

const HEADER: f64 = 56.0;
const SIDE_BAR: f64 = 120.0;
const CARD: (f64, f64) = (300.0, 150.0);
const GAP: f64 = 16.0;

const INK: Colour = Colour::rgb(0x1f, 0x24, 0x37);
const PAPER: Colour = Colour::rgb(0xf6, 0xf7, 0xfb);
const WHITE: Colour = Colour::rgb(255, 255, 255);
/// Not quite white, so that a flash can be told from it.
const CARD_FACE: Colour = Colour::rgb(0xfb, 0xfc, 0xfe);
const LINE: Colour = Colour::rgb(0xdd, 0xe1, 0xec);
const ACCENT: Colour = Colour::rgb(0x4f, 0x6b, 0xf5);
const GREEN: Colour = Colour::rgb(0x2f, 0xa8, 0x6a);

/// All that decides how the page looks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PageState {
    /// Logical pixels, in whole film pixels, so that two places never look the same.
    scroll: f64,
    panel: bool,
    typed: String,
    flash: bool,
    /// Which of the spinner's twelve places is lit.
    spinner: Option<u32>,
}

pub(super) fn button(logical: SurfaceSize) -> SurfaceRect {
    rect(logical.width as f64 - 112.0, 12.0, 96.0, 32.0)
}

pub(super) fn field() -> SurfaceRect {
    rect(SIDE_BAR + GAP, HEADER + GAP, 240.0, 32.0)
}

pub(super) fn flash(logical: SurfaceSize) -> SurfaceRect {
    let (width, height) = (logical.width as f64, logical.height as f64);
    rect(width * 0.25, height * 0.25, width * 0.5, height * 0.5)
}

/// The page at a moment.
pub(super) fn state(scene: &Scene, now: TakeTime) -> PageState {
    let mut state = PageState {
        scroll: 0.0,
        panel: false,
        typed: String::new(),
        flash: false,
        spinner: None,
    };
    for beat in scene.beats.iter().filter(|beat| beat.at <= now) {
        play(scene, &mut state, &beat.what, now - beat.at);
    }
    state.scroll = libm::round(state.scroll * scene.density) / scene.density;
    state
}

fn play(scene: &Scene, state: &mut PageState, what: &Act, since: Nanos) {
    match what {
        Act::Click { on } => state.panel ^= button(scene.logical).contains(*on),
        Act::Type { text } => {
            let letters = since.0 / KEY_PACE.0 + 1;
            state.typed.extend(text.chars().take(letters as usize));
        }
        Act::Scroll { down, length } => {
            let part = since.as_secs_f64() / length.as_secs_f64().max(1e-9);
            state.scroll += down * part.min(1.0);
        }
        Act::Flash { length } => state.flash |= since < *length,
        Act::Spin { length } if since < *length => {
            state.spinner = Some((since.as_millis() * 60 / 1000 % 12) as u32);
        }
        Act::Spin { .. } => {}
    }
}

/// The page as patches, the lowest first.
pub(super) fn patches(scene: &Scene, state: &PageState) -> Vec<Patch> {
    let (width, height) = (scene.logical.width as f64, scene.logical.height as f64);
    let mut patches = Vec::new();
    patch(&mut patches, rect(0.0, 0.0, width, height), PAPER);
    cards(scene, state.scroll, &mut patches);
    input(state, &mut patches);
    side_bar(scene, &mut patches);
    header(scene, state, &mut patches);
    if state.panel {
        panel(scene, &mut patches);
    }
    if state.flash {
        patch(&mut patches, flash(scene.logical), WHITE);
    }
    patches
}

fn cards(scene: &Scene, scroll: f64, patches: &mut Vec<Patch>) {
    let (width, height) = (scene.logical.width as f64, scene.logical.height as f64);
    let left = SIDE_BAR + GAP;
    let top = HEADER + 64.0 - scroll;
    let columns = ((width - left) / (CARD.0 + GAP)).floor().max(1.0) as i64;
    for row in 0..40 {
        let y = top + row as f64 * (CARD.1 + GAP);
        if y > height || y + CARD.1 < HEADER {
            continue;
        }
        for column in 0..columns {
            let x = left + column as f64 * (CARD.0 + GAP);
            card(scene.seed, row * columns + column, (x, y), patches);
        }
    }
}

fn card(seed: u64, number: i64, (x, y): (f64, f64), patches: &mut Vec<Patch>) {
    let mut dice = Dice(seed ^ (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    patch(patches, rect(x, y, CARD.0, CARD.1), LINE);
    patch(
        patches,
        rect(x + 1.0, y + 1.0, CARD.0 - 2.0, CARD.1 - 2.0),
        CARD_FACE,
    );
    let [red, green, blue, ..] = dice.roll().to_le_bytes();
    let badge = Colour::rgb(red | 0x40, green | 0x40, blue | 0x40);
    patch(patches, rect(x + 16.0, y + 16.0, 28.0, 28.0), badge);
    let title = words(&mut dice, 14);
    text(patches, (x + 56.0, y + 20.0), 16.0, &title, INK);
    for line in 0..4 {
        let line_text = words(&mut dice, 34);
        let baseline = y + 58.0 + line as f64 * 20.0;
        text(
            patches,
            (x + 16.0, baseline),
            11.0,
            &line_text,
            Colour::rgb(0x5b, 0x62, 0x78),
        );
    }
}

fn input(state: &PageState, patches: &mut Vec<Patch>) {
    let area = field();
    patch(patches, area, LINE);
    patch(patches, area.inflate(-1.0, -1.0), WHITE);
    let start = (area.min_x() + 10.0, area.min_y() + 9.0);
    text(patches, start, 14.0, &state.typed, INK);
}

fn side_bar(scene: &Scene, patches: &mut Vec<Patch>) {
    let height = scene.logical.height as f64;
    patch(patches, rect(0.0, HEADER, SIDE_BAR, height - HEADER), WHITE);
    patch(
        patches,
        rect(SIDE_BAR - 1.0, HEADER, 1.0, height - HEADER),
        LINE,
    );
    for (row, word) in ["Services", "Deploys", "Domains", "Settings"]
        .iter()
        .enumerate()
    {
        let y = HEADER + 20.0 + row as f64 * 32.0;
        text(patches, (20.0, y), 12.0, word, INK);
    }
}

fn header(scene: &Scene, state: &PageState, patches: &mut Vec<Patch>) {
    let width = scene.logical.width as f64;
    patch(patches, rect(0.0, 0.0, width, HEADER), INK);
    text(patches, (20.0, 20.0), 18.0, "Guestbook", WHITE);
    let area = button(scene.logical);
    patch(patches, area, ACCENT);
    text(
        patches,
        (area.min_x() + 22.0, area.min_y() + 9.0),
        14.0,
        "Deploy",
        WHITE,
    );
    for place in 0..12 {
        let lit = state.spinner == Some(place);
        let left = area.min_x() - 160.0 + place as f64 * 12.0;
        if state.spinner.is_some() {
            let colour = if lit {
                WHITE
            } else {
                Colour::rgb(0x55, 0x5c, 0x75)
            };
            patch(patches, rect(left, 24.0, 8.0, 8.0), colour);
        }
    }
}

fn panel(scene: &Scene, patches: &mut Vec<Patch>) {
    let width = scene.logical.width as f64;
    let area = rect(width - 240.0, HEADER + GAP, 224.0, 140.0);
    patch(patches, area, GREEN);
    text(
        patches,
        (area.min_x() + 20.0, area.min_y() + 20.0),
        20.0,
        "Active",
        WHITE,
    );
    text(
        patches,
        (area.min_x() + 20.0, area.min_y() + 60.0),
        12.0,
        "live since now",
        WHITE,
    );
}

/// Letters of 5 x 7 dots, each always the same, none that anyone has ever seen.
fn text(patches: &mut Vec<Patch>, (x, y): (f64, f64), size: f64, text: &str, colour: Colour) {
    let dot = size / 8.0;
    for (index, letter) in text.chars().enumerate().filter(|(_, c)| *c != ' ') {
        let shape = Dice(letter as u64).roll();
        for row in 0..7 {
            for (start, length) in runs((shape >> (row * 5)) as u8 & 31) {
                let left = x + (index as f64 * 6.0 + start as f64) * dot;
                let top = y + row as f64 * dot;
                patch(patches, rect(left, top, length as f64 * dot, dot), colour);
            }
        }
    }
}

/// Where dots of a row stand side by side: first dot and how many.
fn runs(row: u8) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for column in (0..5).filter(|column| row >> column & 1 == 1) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == column => *length += 1,
            _ => runs.push((column, 1)),
        }
    }
    runs
}

fn words(dice: &mut Dice, letters: usize) -> String {
    (0..letters)
        .map(|_| match dice.roll() % 32 {
            letter @ 0..26 => (b'a' + letter as u8) as char,
            _ => ' ',
        })
        .collect()
}

fn patch(patches: &mut Vec<Patch>, area: SurfaceRect, colour: Colour) {
    patches.push(Patch { area, colour });
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> SurfaceRect {
    SurfaceRect::new(SurfacePoint::new(x, y), (width, height).into())
}

/// A sequence of numbers that depends on its seed alone (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
