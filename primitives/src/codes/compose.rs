//! E07: timeline, painting, encoding.

codes! {
    CANNOT_WRITE_REEL "E0701" "A reel could not be written."
}
