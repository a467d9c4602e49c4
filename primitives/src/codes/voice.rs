//! E08: voices and presenters.

codes! {
    VOICE_MISSING "E0801" "The program of a voice is not installed."
}
