//! Hands on an X display: enigo moves the pointer and strikes keys, by number. Which number gives
//! which letter is our own `Keyboard`'s business, because enigo gives a key to a capital in the
//! very moment in which it strikes it, and programs then read the wrong letter.

use demoreel_primitives::event::Button;
use demoreel_primitives::space::{FilmSize, SurfacePoint};
use enigo::{Axis, Coordinate, Direction, Enigo, Keyboard as _, Mouse as _, Settings};

use super::Hands;
use super::keyboard::Keyboard;
use super::keys::Symbol;
use crate::error::StageError;

const SHIFT: Symbol = Symbol(0xffe1);

/// Hands on a private display.
pub struct XHands {
    enigo: Enigo,
    keyboard: Keyboard,
    density: f64,
    size: FilmSize,
}

impl XHands {
    /// On a display such as `:7`, whose pixels are logical ones times the density.
    pub fn new(display: &str, size: FilmSize, density: f64) -> Result<XHands, StageError> {
        let settings = Settings {
            linux_delay: 0,
            x11_display: Some(display.to_owned()),
            ..Settings::default()
        };
        let enigo = Enigo::new(&settings).map_err(|error| StageError::Hands(error.to_string()))?;
        let keyboard = Keyboard::open(display).map_err(StageError::Hands)?;
        Ok(XHands {
            enigo,
            keyboard,
            density,
            size,
        })
    }

    fn key(&mut self, symbol: Symbol, direction: Direction) -> Result<(), StageError> {
        let no_key = || StageError::Hands(format!("no key gives the symbol {:#x}", symbol.0));
        let stroke = self.keyboard.stroke(symbol).ok_or_else(no_key)?;
        self.raw(stroke.key, direction)
    }

    fn raw(&mut self, key: u8, direction: Direction) -> Result<(), StageError> {
        self.enigo.raw(u16::from(key), direction).map_err(failed)
    }
}

impl Hands for XHands {
    fn point(&mut self, at: SurfacePoint) -> Result<(), StageError> {
        let pixel = |place: f64, side: u32| {
            let last = f64::from(side.saturating_sub(1));
            libm::floor(place * self.density + 0.5).clamp(0.0, last) as i32
        };
        let (x, y) = (pixel(at.x, self.size.width), pixel(at.y, self.size.height));
        self.enigo.move_mouse(x, y, Coordinate::Abs).map_err(failed)
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StageError> {
        let button = match button {
            Button::Left => enigo::Button::Left,
            Button::Middle => enigo::Button::Middle,
            Button::Right => enigo::Button::Right,
        };
        self.enigo.button(button, direction(down)).map_err(failed)
    }

    fn wheel(&mut self, right: i32, down: i32) -> Result<(), StageError> {
        for (notches, axis) in [(right, Axis::Horizontal), (down, Axis::Vertical)] {
            if notches != 0 {
                self.enigo.scroll(notches, axis).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn arrive(&self) -> Result<(), StageError> {
        // enigo waits for the server after each act. What that act led to leaves the server
        // together with the answer, in any order; before the next answer all of it has left.
        self.keyboard.sync().map_err(StageError::Hands)
    }

    fn prepare(&mut self, symbols: &[Symbol]) -> Result<(), StageError> {
        self.keyboard.prepare(symbols).map_err(StageError::Hands)
    }

    fn strike(&mut self, symbol: Symbol, down: bool) -> Result<(), StageError> {
        if self.keyboard.stroke(symbol).is_none() {
            self.prepare(&[symbol])?;
        }
        let shift = self
            .keyboard
            .stroke(symbol)
            .is_some_and(|stroke| stroke.shift);
        if shift && down {
            self.key(SHIFT, Direction::Press)?;
        }
        self.key(symbol, direction(down))?;
        if shift && !down {
            self.key(SHIFT, Direction::Release)?;
        }
        Ok(())
    }
}

fn direction(down: bool) -> Direction {
    match down {
        true => Direction::Press,
        false => Direction::Release,
    }
}

fn failed(error: enigo::InputError) -> StageError {
    StageError::Hands(error.to_string())
}
