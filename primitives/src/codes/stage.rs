//! E04: displays, browsers, services, pages.

codes! {
    XVFB_MISSING "E0401" "The program Xvfb is not installed."
}
