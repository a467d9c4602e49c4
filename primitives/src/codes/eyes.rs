//! E05: finding targets and acting on them.

codes! {
    NOT_FOUND_IN_TIME "E0501" "A target did not appear in time."
}
