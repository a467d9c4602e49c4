//! E06: take folders, films and recorders.

codes! {
    TAKE_INCOMPLETE "E0601" "A take or a scene of it is not whole." (
        "A file of it is missing or cut short, as after a copy that was interrupted."
        "`.demoreel/demo/take/main/app.mkv` is half as long as it was."
        "Film what is not whole: demoreel record demo.yaml"
    )
    TAKE_MISSING "E0602" "There is no take, or no such scene in it." (
        "`compose`, `locate` and `export` work on a take that is there."
        "demoreel compose demo.yaml, before anything was filmed."
        "demoreel render demo.yaml"
    )
    TAKE_VERSION "E0603" "The take was written in a format that this version does not know." (
        "A newer demoreel filmed it."
        "A folder `.demoreel` was copied from a machine with a newer version."
        "Use that version, or film again: demoreel record demo.yaml --no-cache"
    )
    TAKE_STALE "E0604" "The scene was filmed from another act than the script now describes." (
        "A step, a surface or a parameter that acts was changed after filming. Words, zooms and looks do not count."
        "A `click` became a `double_click`, then: demoreel compose demo.yaml"
        "Film what changed: demoreel render demo.yaml"
    )
    TAKE_DAMAGED "E0605" "What a take holds contradicts itself." (
        "A file of it was changed by something else than demoreel."
        "`.demoreel/demo/take/take.json` was edited by hand."
        "Film it again: demoreel record demo.yaml --no-cache"
    )
    TAKE_NOT_WRITABLE "E0606" "The take's folder cannot be written." (
        "`.demoreel` beside the script, or the folder of `--work`, is a file, read-only, or somebody else's."
        "demoreel record demo.yaml, in a folder that is mounted read-only."
        "Keep takes somewhere else: demoreel record demo.yaml --work /tmp/demo"
    )
    TAKE_DISK_FULL "E0607" "There is no room for the take, or a file of it may not grow further." (
        "The disk is full, or `ulimit -f` limits the size of files. A film of a busy page takes about 1 GB in ten minutes."
        "`demoreel record demo.yaml` on a disk with 20 MB left."
        "Free some space, or name another disk with `--work`, and run it again: whole scenes are kept."
    )
    TAKE_BUSY "E0608" "Another run is filming into the same take." (
        "Two runs of one script share its take, so the second does not begin."
        "Two shells run `demoreel render demo.yaml` at once."
        "Wait for the other, or keep the second one's take apart: demoreel render demo.yaml --work /tmp/second"
    )
    TAKE_UNREADABLE "E0609" "A file of the take cannot be read." (
        "It belongs to somebody else, is a folder, or its disk fails."
        "The take was made by root, in a container, and is composed by another user."
        "Give it to the user who composes (chown -R), or film it again."
    )
    FILM_CODEC "E0610" "FFmpeg could not write or read a film." (
        "The film was damaged inside, or this machine's FFmpeg lacks what films are written with."
        "Some bytes in the middle of `.demoreel/demo/take/main/app.mkv` were overwritten."
        "Film it again: demoreel record demo.yaml --no-cache. `demoreel doctor` says whether FFmpeg is whole."
    )
    FILM_CANCELLED "E0611" "The film was not made because the run was stopped." (
        "The run was stopped while the pictures of a scene were being written as a film."
        "Ctrl-C at the end of a scene."
        "Run the same command again: whole scenes are kept."
    )
    RECORDER_DISPLAY "E0620" "The recorder cannot film this display." (
        "It is not there, may not be used, or lacks what the recorder needs: shared memory, damage events, 24 bits of colour."
        "A display that was started as `Xvfb :7 -screen 0 800x600x16`."
        "Let it have 24 bits: Xvfb :7 -screen 0 800x600x24"
    )
    RECORDER_LOST "E0621" "The display went away while it was being filmed." (
        "Xvfb was killed or crashed in the middle of a scene."
        "Memory ran out, and the system ended Xvfb."
        "Run it again. With little memory, lower the surface's `density` or `size`."
    )
    RECORDER_NOT_ROLLING "E0622" "The recorder was asked to cut while it was not rolling." (
        "That is a mistake in demoreel: a scene was ended twice."
        "A program that uses the recorder calls `cut` before `roll`."
        "Report it, with the script."
    )
    CAST_UNREADABLE "E0630" "A terminal recording cannot be read or written." (
        "It was deleted or its rights were changed after the script was checked, or the disk fails."
        "`demo.cast` was moved while the script was played."
        "Put it back and run the same command."
    )
    CAST_VERSION "E0631" "A terminal recording is in a format that this version does not know." (
        "asciicast versions 2 and 3 are read."
        "A recording whose first line says `\"version\": 1`."
        "Convert it: asciinema convert old.cast new.cast"
    )
    CAST_DAMAGED "E0632" "A terminal recording has a line that cannot be, or ends too early." (
        "Each line after the first is one event: a time, a kind, and data. The message names the line."
        "A recording whose last line is `[2.5, \"o\", \"hel`, as the machine was switched off."
        "Delete that line, or record it again."
    )
}
