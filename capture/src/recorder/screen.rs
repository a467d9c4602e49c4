//! The connection to the X server: reports of damage, and pixels over shared memory.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;

use demoreel_primitives::space::{FilmBox, FilmSize};
use demoreel_primitives::time::Nanos;
use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{self, ConnectionExt as _, ReportLevel};
use x11rb::protocol::shm::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, ImageOrder, Window};
use x11rb::rust_connection::RustConnection;

use super::RecorderError;
use super::mapping::Mapping;
use crate::clock::MachineTime;

/// All of a pixel's bits.
const ALL_PLANES: u32 = !0;

/// A display that is looked at.
#[derive(Debug)]
pub(super) struct Screen {
    connection: RustConnection,
    root: Window,
    size: FilmSize,
    segment: shm::Seg,
    memory: Mapping,
    alarm: Arc<Alarm>,
}

/// Wakes whoever waits in [`Screen::wait`].
#[derive(Debug)]
pub(super) struct Alarm(OwnedFd);

/// An area that was painted on, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report {
    pub area: FilmBox,
    pub at: MachineTime,
}

impl Alarm {
    /// Never fails in a way that matters: a counter that is full rings all the same.
    pub(super) fn ring(&self) {
        let _ = rustix::io::write(&self.0, &1_u64.to_ne_bytes());
    }

    fn silence(&self) {
        let _ = rustix::io::read(&self.0, &mut [0; 8]);
    }
}

impl Screen {
    /// Opens a display and asks for reports of damage.
    pub(super) fn open(display: &str) -> Result<Screen, RecorderError> {
        let cannot = |what: String| RecorderError::display(display, what);
        let (connection, index) =
            RustConnection::connect(Some(display)).map_err(|error| cannot(error.to_string()))?;
        let setup = connection.setup();
        let screen = &setup.roots[index];
        let size = FilmSize::new(
            screen.width_in_pixels.into(),
            screen.height_in_pixels.into(),
        );
        let deep = setup.pixmap_formats.iter();
        let deep = deep.filter(|format| format.depth == screen.root_depth);
        if !deep.clone().any(|format| format.bits_per_pixel == 32)
            || screen.root_depth != 24
            || setup.image_byte_order != ImageOrder::LSB_FIRST
        {
            return Err(cannot("its pixels are not 24 bits in 4 bytes".to_owned()));
        }
        if size.width % 2 == 1 || size.height % 2 == 1 {
            return Err(cannot("its sides are not even".to_owned()));
        }
        let root = screen.root;
        let set_up = attach(&connection, root, size);
        let (segment, memory) = set_up.map_err(|error| cannot(error.to_string()))?;
        let alarm = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
            .map_err(|error| cannot(error.to_string()))?;
        Ok(Screen {
            connection,
            root,
            size,
            segment,
            memory,
            alarm: Arc::new(Alarm(alarm)),
        })
    }

    /// The display's size.
    pub(super) fn size(&self) -> FilmSize {
        self.size
    }

    /// What wakes [`Screen::wait`].
    pub(super) fn alarm(&self) -> Arc<Alarm> {
        self.alarm.clone()
    }

    /// Waits until the server has said something, somebody has rung, or the time is over.
    pub(super) fn wait(&self, limit: Option<Nanos>) -> Result<(), RecorderError> {
        let limit = limit.map(|limit| Timespec {
            tv_sec: limit.0.max(0) / 1_000_000_000,
            tv_nsec: limit.0.max(0) % 1_000_000_000,
        });
        let mut sources = [
            PollFd::from_borrowed_fd(self.connection.stream().as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.alarm.0.as_fd(), PollFlags::IN),
        ];
        match poll(&mut sources, limit.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {
                self.alarm.silence();
                Ok(())
            }
            Err(error) => Err(RecorderError::lost(error)),
        }
    }

    /// The next report of damage that has come.
    pub(super) fn report(&self) -> Result<Option<Report>, RecorderError> {
        while let Some(event) = self.connection.poll_for_event().map_err(lost)? {
            match event {
                Event::DamageNotify(event) => return Ok(Some(self.understand(&event))),
                Event::Error(error) => return Err(RecorderError::lost(format!("{error:?}"))),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Returns when all that the server was asked before has been done, and what it reported
    /// until then can be read.
    pub(super) fn sync(&self) -> Result<(), RecorderError> {
        let reply = self.connection.get_input_focus().map_err(lost)?;
        reply.reply().map(drop).map_err(lost)
    }

    /// Fetches areas that do not overlap, and hands each one's pixels to `take`.
    pub(super) fn grab(
        &mut self,
        areas: &[FilmBox],
        mut take: impl FnMut(FilmBox, &[u8]),
    ) -> Result<(), RecorderError> {
        let mut offset = 0;
        let mut asked = Vec::with_capacity(areas.len());
        for area in areas {
            let cookie = self
                .connection
                .shm_get_image(
                    self.root,
                    area.min.x as i16,
                    area.min.y as i16,
                    area.width() as u16,
                    area.height() as u16,
                    ALL_PLANES,
                    ImageFormat::Z_PIXMAP.into(),
                    self.segment,
                    offset as u32,
                )
                .map_err(lost)?;
            let length = area.area() as usize * 4;
            asked.push((*area, offset..offset + length, cookie));
            offset += length;
        }
        // The server copies one area while the one before it is converted.
        self.connection.flush().map_err(lost)?;
        for (area, place, cookie) in asked {
            cookie.reply().map_err(lost)?;
            take(area, &self.memory.bytes()[place]);
        }
        Ok(())
    }

    /// The server's stamp is exact to a millisecond, our own is late by what we were busy with:
    /// the truth is the later of our reading and the stamp's end.
    fn understand(&self, event: &damage::NotifyEvent) -> Report {
        let now = MachineTime::now();
        let stamp = MachineTime::of_server(event.timestamp, now);
        let area = event.area;
        let corner = |x: i32, y: i32| (x, y).into();
        let (left, top) = (i32::from(area.x), i32::from(area.y));
        let (right, bottom) = (left + i32::from(area.width), top + i32::from(area.height));
        let even = FilmBox::new(
            corner(left & !1, top & !1),
            corner(right + (right & 1), bottom + (bottom & 1)),
        );
        let whole = FilmBox::from_size(self.size.cast());
        Report {
            area: even.intersection(&whole).unwrap_or_default(),
            at: now.min(stamp.plus(Nanos::from_millis(1))).max(stamp),
        }
    }
}

type Failure = Box<dyn std::error::Error>;

/// Sets up shared memory for one picture, and reports of all damage to the root window, which
/// holds everything that is seen.
fn attach(
    connection: &RustConnection,
    root: Window,
    size: FilmSize,
) -> Result<(shm::Seg, Mapping), Failure> {
    connection.damage_query_version(1, 1)?.reply()?;
    let version = connection.shm_query_version()?.reply()?;
    if (version.major_version, version.minor_version) < (1, 2) {
        return Err("its MIT-SHM is older than 1.2".into());
    }
    let length = size.width as usize * size.height as usize * 4;
    let (memory, file) = Mapping::shared(length)?;
    let segment = connection.generate_id()?;
    connection.shm_attach_fd(segment, file, false)?.check()?;
    let damage = connection.generate_id()?;
    connection
        .damage_create(damage, root, ReportLevel::RAW_RECTANGLES)?
        .check()?;
    Ok((segment, memory))
}

fn lost(error: impl std::fmt::Display) -> RecorderError {
    RecorderError::lost(error)
}
