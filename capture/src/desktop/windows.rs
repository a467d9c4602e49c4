//! The windows of a display that a window manager keeps, asked and told by the rules that all
//! managers follow (EWMH). Which window is meant is decided elsewhere.

use demoreel_primitives::time::Nanos;
use x11rb::atom_manager;
use x11rb::connection::Connection;
use x11rb::errors::{ConnectionError, ReplyError};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask,
    Window,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::clock::{self, MachineTime};
use crate::error::StageError;

/// How long a program may take to say that it has read its input.
const ANSWER_LIMIT: Nanos = Nanos::from_secs(3);
/// More than any title and any list of windows has, in words of 32 bits.
const LONG: u32 = 4096;
/// In a request: it comes from a person's tool and not from a program.
const FROM_A_TOOL: u32 = 2;

atom_manager! {
    /// The names that the rules give to things.
    Names: NamesCookie {
        _NET_ACTIVE_WINDOW,
        _NET_CLIENT_LIST,
        _NET_CLOSE_WINDOW,
        _NET_MOVERESIZE_WINDOW,
        _NET_SUPPORTING_WM_CHECK,
        _NET_WM_NAME,
        _NET_WM_PING,
        _NET_WM_STATE,
        _NET_WM_STATE_MAXIMIZED_HORZ,
        _NET_WM_STATE_MAXIMIZED_VERT,
        UTF8_STRING,
        WM_PROTOCOLS,
    }
}

/// The windows of one display.
pub struct Windows {
    connection: RustConnection,
    root: Window,
    names: Names,
}

/// A place on a display, in its own pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the left edge.
    pub x: i32,
    /// From the upper edge.
    pub y: i32,
    /// To the right.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Windows {
    /// Of a display such as `:7`.
    pub fn open(display: &str) -> Result<Windows, StageError> {
        let (connection, screen) = x11rb::connect(Some(display)).map_err(failed)?;
        let root = connection.setup().roots[screen].root;
        let names = Names::new(&connection).map_err(failed)?;
        let names = names.reply().map_err(failed)?;
        let windows = Windows {
            connection,
            root,
            names,
        };
        windows.listen().map_err(failed)?;
        Ok(windows)
    }

    /// Answers of programs are sent to the root window.
    fn listen(&self) -> Result<(), ReplyError> {
        let heard = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        let listening = self
            .connection
            .change_window_attributes(self.root, &heard)?;
        listening.check()
    }

    /// Whether a window manager is at work.
    pub fn are_managed(&self) -> Result<bool, StageError> {
        let check = self.words(self.root, self.names._NET_SUPPORTING_WM_CHECK);
        Ok(!check.map_err(failed)?.is_empty())
    }

    /// All of them, the oldest first.
    pub fn all(&self) -> Result<Vec<Window>, StageError> {
        self.words(self.root, self.names._NET_CLIENT_LIST)
            .map_err(failed)
    }

    /// The one that has the keys.
    pub fn in_front(&self) -> Result<Option<Window>, StageError> {
        let active = self.words(self.root, self.names._NET_ACTIVE_WINDOW);
        let active = active.map_err(failed)?;
        Ok(active.first().copied().filter(|window| *window != 0))
    }

    /// Its title; empty where it has none, or has gone.
    pub fn title(&self, window: Window) -> Result<String, StageError> {
        let names = [
            (self.names._NET_WM_NAME, self.names.UTF8_STRING),
            (AtomEnum::WM_NAME.into(), AtomEnum::ANY.into()),
        ];
        for (name, kind) in names {
            match self.bytes(window, name, kind) {
                Ok(bytes) if !bytes.is_empty() => {
                    return Ok(String::from_utf8_lossy(&bytes).into_owned());
                }
                Ok(_) | Err(ReplyError::X11Error(_)) => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(String::new())
    }

    /// Asks that a window come to the front and have the keys.
    pub fn activate(&self, window: Window) -> Result<(), StageError> {
        let front = self.names._NET_ACTIVE_WINDOW;
        self.ask(window, front, [FROM_A_TOOL, 0, 0, 0, 0])
    }

    /// Asks a window's program to close it.
    pub fn close(&self, window: Window) -> Result<(), StageError> {
        let close = self.names._NET_CLOSE_WINDOW;
        self.ask(window, close, [0, FROM_A_TOOL, 0, 0, 0])
    }

    /// Asks that a window fill the display, or that it no longer does.
    pub fn fill(&self, window: Window, fills: bool) -> Result<(), StageError> {
        let (wide, high) = (
            self.names._NET_WM_STATE_MAXIMIZED_HORZ,
            self.names._NET_WM_STATE_MAXIMIZED_VERT,
        );
        let state = self.names._NET_WM_STATE;
        self.ask(
            window,
            state,
            [u32::from(fills), wide, high, FROM_A_TOOL, 0],
        )
    }

    /// Asks that a window be there.
    pub fn place(&self, window: Window, place: Place) -> Result<(), StageError> {
        // Static gravity; x, y, width and height are given; from a tool.
        let flags = 10 | 0b1111 << 8 | FROM_A_TOOL << 12;
        let Place {
            x,
            y,
            width,
            height,
        } = place;
        let asked = [flags, x as u32, y as u32, width, height];
        self.ask(window, self.names._NET_MOVERESIZE_WINDOW, asked)
    }

    /// Where a window is; none where it has gone.
    pub fn place_of(&self, window: Window) -> Result<Option<Place>, StageError> {
        match self.geometry(window) {
            Ok(place) => Ok(Some(place)),
            Err(ReplyError::X11Error(_)) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    fn geometry(&self, window: Window) -> Result<Place, ReplyError> {
        let shape = self.connection.get_geometry(window)?.reply()?;
        let corner = self
            .connection
            .translate_coordinates(window, self.root, 0, 0)?;
        let corner = corner.reply()?;
        Ok(Place {
            x: corner.dst_x.into(),
            y: corner.dst_y.into(),
            width: shape.width.into(),
            height: shape.height.into(),
        })
    }

    /// Returns when the program in front has read everything that the display told it before. One
    /// that does not know the question is not waited for, nor one that is busy for too long.
    pub fn await_answer(&self) -> Result<(), StageError> {
        let Some(window) = self.in_front()? else {
            return Ok(());
        };
        let asked = match self.ping(window) {
            Ok(asked) => asked,
            // A window that has gone has nothing to read.
            Err(ReplyError::X11Error(_)) => false,
            Err(error) => return Err(failed(error)),
        };
        let begun = MachineTime::now();
        while asked && MachineTime::now().since(begun) < ANSWER_LIMIT {
            if self.has_answered(window).map_err(failed)? {
                return Ok(());
            }
            clock::sleep(Nanos::from_millis(2));
        }
        Ok(())
    }

    /// Asks a window's program whether it is there; says whether it knows that question.
    fn ping(&self, window: Window) -> Result<bool, ReplyError> {
        let known: Vec<Atom> = self.words(window, self.names.WM_PROTOCOLS)?;
        let ping = self.names._NET_WM_PING;
        if !known.contains(&ping) {
            return Ok(false);
        }
        let data = [ping, x11rb::CURRENT_TIME, window, 0, 0];
        let message = ClientMessageEvent::new(32, window, self.names.WM_PROTOCOLS, data);
        let sent = self
            .connection
            .send_event(false, window, EventMask::NO_EVENT, message)?;
        sent.check()?;
        Ok(true)
    }

    fn has_answered(&self, window: Window) -> Result<bool, ConnectionError> {
        let mut answered = false;
        while let Some(event) = self.connection.poll_for_event()? {
            if let Event::ClientMessage(message) = event {
                let data = message.data.as_data32();
                answered |= data[0] == self.names._NET_WM_PING && data[2] == window;
            }
        }
        Ok(answered)
    }

    fn ask(&self, window: Window, what: Atom, data: [u32; 5]) -> Result<(), StageError> {
        let message = ClientMessageEvent::new(32, window, what, data);
        let to_manager = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        let sent = self
            .connection
            .send_event(false, self.root, to_manager, message);
        sent.map_err(failed)?.check().map_err(failed)?;
        self.connection.sync().map_err(failed)
    }

    fn words(&self, window: Window, name: Atom) -> Result<Vec<u32>, ReplyError> {
        let kind = AtomEnum::ANY;
        let asked = self
            .connection
            .get_property(false, window, name, kind, 0, LONG)?;
        let reply = asked.reply()?;
        Ok(reply.value32().map(Iterator::collect).unwrap_or_default())
    }

    fn bytes(&self, window: Window, name: Atom, kind: Atom) -> Result<Vec<u8>, ReplyError> {
        let asked = self
            .connection
            .get_property(false, window, name, kind, 0, LONG)?;
        Ok(asked.reply()?.value)
    }
}

fn failed(error: impl std::fmt::Display) -> StageError {
    StageError::Hands(format!("the windows cannot be reached: {error}"))
}
