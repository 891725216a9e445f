//! The address of a program on this very computer. Nothing else is ever called, so nothing is looked up by name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Where the program listens: an address of this computer, a port, and the beginning of its paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loopback {
    at: SocketAddr,
    path: String,
}

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotLoopback {
    /// It is no address.
    Unreadable,
    /// It is one of another computer.
    Elsewhere,
    /// It is one that would be sealed on the way: a program on this computer needs none of that.
    NotHttp,
}

impl Loopback {
    /// Reads `http://127.0.0.1:11434/v1`, `localhost:8080` or `[::1]:8080`. A name other than `localhost` is not looked
    /// up: whoever answers for it could be anywhere.
    pub(crate) fn read(typed: &str) -> Result<Self, NotLoopback> {
        let typed = typed.trim();
        let rest = match typed.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => rest,
            Some(_) => return Err(NotLoopback::NotHttp),
            None => typed,
        };
        let (place, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        if place.contains('@') || path.contains(['?', '#', ' ', '\\']) || path.contains("..") {
            return Err(NotLoopback::Unreadable);
        }
        let (host, port) = match place.strip_prefix('[') {
            Some(inner) => {
                let (host, after) = inner.split_once(']').ok_or(NotLoopback::Unreadable)?;
                let port = match after {
                    "" => None,
                    after => Some(after.strip_prefix(':').ok_or(NotLoopback::Unreadable)?),
                };
                (host, port)
            }
            None => match place.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (place, None),
            },
        };
        let port: u16 = match port {
            Some(port) => port.parse().map_err(|_| NotLoopback::Unreadable)?,
            None => 80,
        };
        let ip = if host.eq_ignore_ascii_case("localhost") {
            IpAddr::V4(Ipv4Addr::LOCALHOST)
        } else if let Ok(ip) = host.parse::<Ipv4Addr>() {
            IpAddr::V4(ip)
        } else if let Ok(ip) = host.parse::<Ipv6Addr>() {
            IpAddr::V6(ip)
        } else if host.is_empty() {
            return Err(NotLoopback::Unreadable);
        } else {
            return Err(NotLoopback::Elsewhere);
        };
        if !ip.is_loopback() {
            return Err(NotLoopback::Elsewhere);
        }
        Ok(Self {
            at: SocketAddr::new(ip, port),
            path: path.trim_end_matches('/').to_owned(),
        })
    }

    /// The full address of a path below it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{}/{path}", self.at, self.path)
    }
}

impl std::fmt::Display for Loopback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "http://{}{}", self.at, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_ever_called() {
        for (typed, is) in [
            ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
            (" HTTP://localhost:8080/v1/ ", "http://127.0.0.1:8080/v1"),
            ("localhost:8080", "http://127.0.0.1:8080"),
            ("127.9.9.9:1", "http://127.9.9.9:1"),
            ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ] {
            assert_eq!(Loopback::read(typed).unwrap().to_string(), is, "{typed}");
        }
        for typed in [
            "http://192.168.0.7:11434/v1",
            "http://8.8.8.8",
            "http://example.org/v1",
            "http://localhost.example.org/v1",
            "http://[2001:db8::1]:80",
            "http://0.0.0.0:80",
            "http://[::ffff:8.8.8.8]:80",
            // a number that some programs take for an address
            "http://2130706433/v1",
            "http://0x7f000001/v1",
            "http://127.1/v1",
        ] {
            assert_eq!(
                Loopback::read(typed),
                Err(NotLoopback::Elsewhere),
                "{typed}"
            );
        }
        for typed in ["https://127.0.0.1/v1", "ftp://localhost/"] {
            assert_eq!(Loopback::read(typed), Err(NotLoopback::NotHttp), "{typed}");
        }
        for typed in [
            "",
            "http://",
            "http://127.0.0.1:99999",
            "http://127.0.0.1@8.8.8.8/",
            "http://127.0.0.1:80/v1?to=x",
            "http://[::1",
            "http://127.0.0.1/../x",
        ] {
            assert_eq!(
                Loopback::read(typed),
                Err(NotLoopback::Unreadable),
                "{typed}"
            );
        }
    }
}
