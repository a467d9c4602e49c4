//! E01 reading, E02 steps and fields, E03 names and files.

codes! {
    EMPTY_SCRIPT "E0101" "The script has no content."
}
