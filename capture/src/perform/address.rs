//! Addresses relative to a surface's home.

/// The absolute address of what `open` says.
pub fn resolve(home: &str, address: &str) -> String {
    if has_scheme(address) {
        return address.to_owned();
    }
    let origin_end = home
        .find("://")
        .map(|scheme| scheme + 3)
        .and_then(|host| home[host..].find(['/', '?', '#']).map(|end| host + end))
        .unwrap_or(home.len());
    let (origin, path) = home.split_at(origin_end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    match address.chars().next() {
        Some('/') => format!("{origin}{address}"),
        Some('?' | '#') => format!(
            "{origin}{}{address}",
            if path.is_empty() { "/" } else { path }
        ),
        _ => {
            let folder = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
            let folder = if folder.is_empty() { "/" } else { folder };
            format!("{origin}{folder}{address}")
        }
    }
}

/// Such as `https:` or `about:`; a colon after a slash is part of a path.
fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_resolve_as_a_browser_would() {
        let home = "http://127.0.0.1:80/app/index.html?x=1#top";
        for (address, wanted) in [
            ("https://else.where/", "https://else.where/"),
            ("about:blank", "about:blank"),
            ("/docs", "http://127.0.0.1:80/docs"),
            ("docs", "http://127.0.0.1:80/app/docs"),
            ("#deploy", "http://127.0.0.1:80/app/index.html#deploy"),
            ("?tab=2", "http://127.0.0.1:80/app/index.html?tab=2"),
        ] {
            assert_eq!(resolve(home, address), wanted);
        }
        assert_eq!(resolve("http://host", "a"), "http://host/a");
        assert_eq!(resolve("http://host", "#a"), "http://host/#a");
    }
}
