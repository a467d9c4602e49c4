//! Whether a service is ready, by what can be seen from outside.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::time::Duration;

use demoreel_primitives::plan::Ready;

const PATIENCE: Duration = Duration::from_secs(2);

/// What is still missing, in words; none once the service is ready.
pub fn what_is_missing(ready: &Ready, log: &Path) -> Option<String> {
    match ready {
        Ready::Started => None,
        Ready::Port(port) => (!is_open(*port)).then(|| format!("port {port} is not open")),
        Ready::Text(text) => {
            let output = std::fs::read(log).unwrap_or_default();
            let said = String::from_utf8_lossy(&output).contains(text.as_str());
            (!said).then(|| format!("it has not printed '{text}'"))
        }
        Ready::Url(url) => answer(url).err().map(|why| format!("{url} {why}")),
    }
}

/// Programs listen on one of the two loopback addresses, or on both.
fn is_open(port: u16) -> bool {
    let places = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, port)),
    ];
    places
        .iter()
        .any(|place| TcpStream::connect_timeout(place, PATIENCE).is_ok())
}

/// Asks for an address. Of HTTPS only the open port is asked for: what it shows is seen anyway.
fn answer(url: &str) -> Result<(), String> {
    let address = Address::read(url).ok_or("is no address that can be asked")?;
    let mut stream = address.connect()?;
    if address.is_secret {
        return Ok(());
    }
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAccept: */*\r\n\r\n",
        address.path, address.host
    );
    let mut head = [0; 16];
    stream
        .write_all(request.as_bytes())
        .and_then(|()| stream.read_exact(&mut head))
        .map_err(|_| "does not answer".to_owned())?;
    let head = String::from_utf8_lossy(&head);
    let status: u32 = head
        .split(' ')
        .nth(1)
        .and_then(|word| word.get(..3)?.parse().ok())
        .ok_or("does not speak HTTP")?;
    match status {
        0..500 => Ok(()),
        _ => Err(format!("answers with status {status}")),
    }
}

/// The parts of an address that a request needs.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    is_secret: bool,
    /// With the port, as the address says it.
    host: String,
    path: String,
}

impl Address {
    fn read(url: &str) -> Option<Address> {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let path = path.split('#').next().unwrap_or_default();
        let path = match path.starts_with('/') {
            true => path.to_owned(),
            false => format!("/{path}"),
        };
        let is_secret = match scheme {
            "http" => false,
            "https" => true,
            _ => return None,
        };
        let host = host.rsplit('@').next()?.to_owned();
        (!host.is_empty()).then_some(Address {
            is_secret,
            host,
            path,
        })
    }

    fn connect(&self) -> Result<TcpStream, String> {
        let has_port = self.host.rsplit(':').next().is_some_and(|end| {
            !end.is_empty()
                && end.len() < self.host.len()
                && end.bytes().all(|b| b.is_ascii_digit())
        });
        let default = if self.is_secret { ":443" } else { ":80" };
        let place = match has_port {
            true => self.host.clone(),
            false => format!("{}{default}", self.host),
        };
        let places = place
            .to_socket_addrs()
            .map_err(|_| "has a host that is not known".to_owned())?;
        for place in places {
            if let Ok(stream) = TcpStream::connect_timeout(&place, PATIENCE) {
                let limits = (
                    stream.set_read_timeout(Some(PATIENCE)),
                    stream.set_nodelay(true),
                );
                if limits.0.is_ok() {
                    return Ok(stream);
                }
            }
        }
        Err("does not answer".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_apart_as_they_should() {
        let read = |url| Address::read(url).map(|address| (address.host, address.path));
        let both = |host: &str, path: &str| Some((host.to_owned(), path.to_owned()));
        assert_eq!(
            read("http://127.0.0.1:80/a?b#c"),
            both("127.0.0.1:80", "/a?b")
        );
        assert_eq!(read("http://host"), both("host", "/"));
        assert_eq!(read("http://host?q=1"), both("host", "/?q=1"));
        assert_eq!(read("http://user:word@host:8/"), both("host:8", "/"));
        assert_eq!(read("ftp://host/"), None);
        assert_eq!(read("host"), None);
    }
}
