//! What the grid has to say to the world: its title, its bell, and answers to the program.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use alacritty_terminal::event::{Event, EventListener, WindowSize};
use alacritty_terminal::vte::ansi::Rgb;
use demoreel_primitives::colour::Colour;

use super::{Palette, Size};

/// A program that asks without reading the answers gets no more than this at a time.
const LONGEST_REPLIES: usize = 64 * 1024;

/// The size that a cell is said to have, in pixels, for programs that ask. The painter decides.
const CELL: (u16, u16) = (10, 20);

/// Shared by the grid, which writes, and the terminal, which reads.
#[derive(Clone)]
pub(super) struct Outbox(Arc<Mutex<Inside>>);

struct Inside {
    title: Option<String>,
    replies: Vec<u8>,
    bells: u32,
    size: Size,
    palette: Palette,
}

impl Outbox {
    pub(super) fn new(size: Size, palette: Palette) -> Outbox {
        Outbox(Arc::new(Mutex::new(Inside {
            title: None,
            replies: Vec::new(),
            bells: 0,
            size,
            palette,
        })))
    }

    /// Answers and bells since the last time.
    pub(super) fn take(&self) -> (Vec<u8>, u32) {
        let mut inside = self.inside();
        let bells = std::mem::take(&mut inside.bells);
        (std::mem::take(&mut inside.replies), bells)
    }

    pub(super) fn title(&self) -> Option<String> {
        self.inside().title.clone()
    }

    pub(super) fn resize(&self, size: Size) {
        self.inside().size = size;
    }

    /// Nothing that runs under the lock can leave it half changed, so a poisoned one is as good.
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EventListener for Outbox {
    fn send_event(&self, event: Event) {
        let mut inside = self.inside();
        match event {
            Event::Title(title) => inside.title = Some(title),
            Event::ResetTitle => inside.title = None,
            Event::Bell => inside.bells = inside.bells.saturating_add(1),
            Event::PtyWrite(text) => inside.reply(&text),
            Event::ColorRequest(index, answer) => {
                let Colour {
                    red: r,
                    green: g,
                    blue: b,
                    ..
                } = inside.palette.colour(index);
                inside.reply(&answer(Rgb { r, g, b }));
            }
            Event::TextAreaSizeRequest(answer) => {
                let text = answer(inside.window());
                inside.reply(&text);
            }
            _ => {}
        }
    }
}

impl Inside {
    fn reply(&mut self, text: &str) {
        if self.replies.len() + text.len() <= LONGEST_REPLIES {
            self.replies.extend_from_slice(text.as_bytes());
        }
    }

    fn window(&self) -> WindowSize {
        WindowSize {
            num_lines: self.size.rows(),
            num_cols: self.size.columns(),
            cell_width: CELL.0,
            cell_height: CELL.1,
        }
    }
}

impl Palette {
    /// An indexed colour; 256, 257 and 258 are text, background and cursor.
    fn colour(&self, index: usize) -> Colour {
        match index {
            0..=15 => self.indexed[index],
            16..=231 => cube(index - 16),
            232..=255 => {
                let grey = (8 + 10 * (index - 232)) as u8;
                Colour::rgb(grey, grey, grey)
            }
            257 => self.background,
            258 => self.cursor,
            _ => self.foreground,
        }
    }
}

/// The 6 by 6 by 6 cube of xterm.
fn cube(index: usize) -> Colour {
    let step = |level: usize| match level % 6 {
        0 => 0,
        level => (55 + 40 * level) as u8,
    };
    Colour::rgb(step(index / 36), step(index / 6), step(index))
}

impl Default for Palette {
    /// Light text on near-black, and colours that are told apart on it.
    fn default() -> Palette {
        let hex = |value: u32| {
            let [_, red, green, blue] = value.to_be_bytes();
            Colour::rgb(red, green, blue)
        };
        Palette {
            foreground: hex(0xe6e6e6),
            background: hex(0x111318),
            cursor: hex(0xe6e6e6),
            indexed: [
                0x20242c, 0xe5534b, 0x57ab5a, 0xd4a72c, 0x539bf5, 0xb083f0, 0x39c5cf, 0xc9d1d9,
                0x636e7b, 0xff938a, 0x8ddb8c, 0xf2cc60, 0x96d0ff, 0xdcbdfb, 0x76e3ea, 0xffffff,
            ]
            .map(hex),
        }
    }
}
