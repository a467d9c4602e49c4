//! Which key gives which letter. Letters that the layout has are struck as a person would, with
//! Shift where it is needed. For any other a spare key is given to it *before* it is struck, and
//! never taken away again while it may still be on its way: programs read the layout late.

use std::collections::BTreeMap;

use demoreel_primitives::time::Nanos;
use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::keys::Symbol;
use crate::clock;

/// How long programs get to read a layout that has changed.
const READ_TIME: Nanos = Nanos::from_millis(150);

/// A key, and whether Shift is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The key's number.
    pub key: u8,
    /// Whether Shift is held.
    pub shift: bool,
}

/// The layout of a display, and the keys of it that have no letter yet.
pub struct Keyboard {
    connection: RustConnection,
    strokes: BTreeMap<Symbol, Stroke>,
    spare: Vec<u8>,
    next_spare: usize,
    lent: BTreeMap<u8, Symbol>,
}

impl Keyboard {
    /// Reads the layout of a display.
    pub fn open(display: &str) -> Result<Keyboard, String> {
        let (connection, _) = x11rb::connect(Some(display)).map_err(|error| error.to_string())?;
        let layout = read_layout(&connection).map_err(|error| error.to_string())?;
        let mut strokes = BTreeMap::new();
        let mut spare = Vec::new();
        for (key, symbols) in &layout {
            if symbols.iter().all(|symbol| *symbol == 0) {
                spare.push(*key);
            }
            // The first two columns: without Shift, with Shift. The plainest way to a letter wins.
            for (shift, symbol) in [false, true].into_iter().zip(symbols) {
                let stroke = Stroke { key: *key, shift };
                let known = strokes.entry(Symbol(*symbol)).or_insert(stroke);
                if known.shift && !shift {
                    *known = stroke;
                }
            }
        }
        strokes.remove(&Symbol(0));
        Ok(Keyboard {
            connection,
            strokes,
            spare,
            next_spare: 0,
            lent: BTreeMap::new(),
        })
    }

    /// Asks the server something and waits for its answer.
    pub fn sync(&self) -> Result<(), String> {
        self.connection.sync().map_err(|error| error.to_string())
    }

    /// How a symbol is struck; none before it is prepared.
    pub fn stroke(&self, symbol: Symbol) -> Option<Stroke> {
        self.strokes.get(&symbol).copied()
    }

    /// Gives keys to the symbols that have none, and waits until programs know.
    pub fn prepare(&mut self, symbols: &[Symbol]) -> Result<(), String> {
        let wanted: Vec<Symbol> = symbols
            .iter()
            .copied()
            .filter(|symbol| !self.strokes.contains_key(symbol))
            .collect();
        if wanted.is_empty() {
            return Ok(());
        }
        // Whatever was struck before must have been read by its old layout.
        clock::sleep(READ_TIME);
        for symbol in wanted {
            self.lend(symbol).map_err(|error| error.to_string())?;
        }
        self.sync()?;
        clock::sleep(READ_TIME);
        Ok(())
    }

    fn lend(&mut self, symbol: Symbol) -> Result<(), ReplyError> {
        if self.strokes.contains_key(&symbol) || self.spare.is_empty() {
            return Ok(());
        }
        let key = self.spare[self.next_spare % self.spare.len()];
        self.next_spare += 1;
        if let Some(before) = self.lent.insert(key, symbol) {
            self.strokes.remove(&before);
        }
        // Two columns: with one alone the server would make up a capital.
        self.connection
            .change_keyboard_mapping(1, key, 2, &[symbol.0, symbol.0])?
            .check()?;
        self.strokes.insert(symbol, Stroke { key, shift: false });
        Ok(())
    }
}

/// Every key with its symbols.
fn read_layout(connection: &RustConnection) -> Result<Vec<(u8, Vec<u32>)>, ReplyError> {
    let setup = connection.setup();
    let (first, last) = (setup.min_keycode, setup.max_keycode);
    let mapping = connection
        .get_keyboard_mapping(first, last - first + 1)?
        .reply()?;
    let columns = usize::from(mapping.keysyms_per_keycode).max(1);
    let rows = mapping.keysyms.chunks(columns).map(<[u32]>::to_vec);
    // Key 8 is 0 for the kernel's numbering, which means "no key" to many programs.
    Ok((first..=last)
        .zip(rows)
        .filter(|(key, _)| *key > 8)
        .collect())
}
