//! E06: take folders and films.

codes! {
    TAKE_INCOMPLETE "E0601" "A take or a scene of it is not whole."
}
