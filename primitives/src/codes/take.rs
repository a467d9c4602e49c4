//! E06: take folders, films and recorders.

codes! {
    TAKE_INCOMPLETE "E0601" "A take or a scene of it is not whole."
    TAKE_MISSING "E0602" "There is no take, or no such scene in it."
    TAKE_VERSION "E0603" "The take was written in a format that this version does not know."
    TAKE_STALE "E0604" "The scene was filmed from another act than the script now describes."
    TAKE_DAMAGED "E0605" "What a take holds contradicts itself."
    TAKE_NOT_WRITABLE "E0606" "The take's folder cannot be written."
    TAKE_DISK_FULL "E0607" "There is no room for the take, or a file of it may not grow further."
    TAKE_BUSY "E0608" "Another run is filming into the same take."
    TAKE_UNREADABLE "E0609" "A file of the take cannot be read."
    FILM_CODEC "E0610" "FFmpeg could not write or read a film."
    FILM_CANCELLED "E0611" "The film was not made because the run was stopped."
    RECORDER_DISPLAY "E0620" "The recorder cannot film this display."
    RECORDER_LOST "E0621" "The display went away while it was being filmed."
    RECORDER_NOT_ROLLING "E0622" "The recorder was asked to cut while it was not rolling."
    CAST_UNREADABLE "E0630" "A terminal recording cannot be read or written."
    CAST_VERSION "E0631" "A terminal recording is in a format that this version does not know."
    CAST_DAMAGED "E0632" "A terminal recording has a line that cannot be, or ends too early."
}
