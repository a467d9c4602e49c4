//! Who may use a private display: a fresh cookie opens it once, and through that door all
//! programs of the same user are let in, so that none of them needs to know the cookie.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, Family, HostMode};
use x11rb::rust_connection::{DefaultStream, RustConnection};
use x11rb::wrapper::ConnectionExt as _;

const SCHEME: &[u8] = b"MIT-MAGIC-COOKIE-1";
/// In an authority file: this entry is for any host.
const FAMILY_WILD: u16 = 0xffff;

/// A secret that opens a display, in a file that only its user may read.
pub struct Cookie {
    secret: [u8; 16],
    file: PathBuf,
}

impl Cookie {
    /// Makes a new one and writes it in the format of an X authority file.
    pub fn make(file: &Path) -> io::Result<Cookie> {
        let mut secret = [0; 16];
        File::open("/dev/urandom")?.read_exact(&mut secret)?;
        let mut entry = FAMILY_WILD.to_be_bytes().to_vec();
        for field in [b"".as_slice(), b"", SCHEME, &secret] {
            entry.extend((field.len() as u16).to_be_bytes());
            entry.extend(field);
        }
        let mut options = File::options();
        options.write(true).create_new(true).mode(0o600);
        options.open(file)?.write_all(&entry)?;
        let file = file.to_owned();
        Ok(Cookie { secret, file })
    }

    /// Where it is written.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

/// Opens the display with its cookie and lets every program of this process's user in. The
/// connection must stay open for as long as that shall hold.
pub fn let_own_user_in(number: u32, cookie: &Cookie) -> Result<RustConnection, String> {
    let fail = |error: &dyn std::fmt::Display| format!("could not be opened: {error}");
    let socket = format!("/tmp/.X11-unix/X{number}");
    let stream = std::os::unix::net::UnixStream::connect(socket).map_err(|error| fail(&error))?;
    let (stream, _) = DefaultStream::from_unix_stream(stream).map_err(|error| fail(&error))?;
    let (scheme, secret) = (SCHEME.to_vec(), cookie.secret.to_vec());
    let door = RustConnection::connect_to_stream_with_auth_info(stream, 0, scheme, secret)
        .map_err(|error| fail(&error))?;
    let user = format!("localuser\0#{}", rustix::process::getuid().as_raw());
    door.change_hosts(
        HostMode::INSERT,
        Family::SERVER_INTERPRETED,
        user.as_bytes(),
    )
    .map_err(|error| fail(&error))?
    .check()
    .map_err(|error| fail(&error))?;
    door.sync().map_err(|error| fail(&error))?;
    door.flush().map_err(|error| fail(&error))?;
    Ok(door)
}
