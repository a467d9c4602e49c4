//! E07: timeline, painting, encoding.

codes! {
    CANNOT_WRITE_REEL "E0701" "A reel could not be written." (
        "The disk is full, a limit on file sizes was reached, or the folder may not be written."
        "`demoreel render demo.yaml` on a disk with 2 MB left."
        "Free some space, or name another folder with `-o`; then run the same command again. Finished chunks are not painted again."
    )
    CANNOT_READ_CHUNK "E0702" "A finished chunk could not be read." (
        "Between being painted and being joined, a file under `.demoreel` was deleted, or its disk went away."
        "Another program empties `.demoreel/demo/chunks` while `demoreel render demo.yaml` runs."
        "Run the same command again: the chunk is painted anew."
    )
    ENCODER_MISSING "E0703" "FFmpeg's libraries lack an encoder." (
        "Some builds of FFmpeg come without x264, libvpx or Opus."
        "FFmpeg was built without `--enable-libx264`, and the output is an mp4."
        "Install a whole build: apt-get install libavcodec-extra"
    )
    ENCODER_FAILED "E0704" "An encoder refused its input." (
        "The encoder of this machine's FFmpeg does not do what its settings ask for, or a thread of it could not be made."
        "A build of x264 that writes a stream of another kind than asked for."
        "Run it once more with `--workers 1`. If it stays, install Debian's build: apt-get install libavcodec-extra"
    )
    CHUNK_DAMAGED "E0705" "A finished chunk is not what its name says." (
        "The file was cut short or changed on the disk. It has been removed."
        "A file of `.demoreel/demo/chunks` was half copied from another machine."
        "Run the same command again: the chunk is painted anew."
    )
    SCENE_NOT_IN_TAKE "E0710" "The take lacks a scene of the plan." (
        "The take was made before the scene was written."
        "A scene was added, then: demoreel compose demo.yaml"
        "Film what is missing: demoreel render demo.yaml"
    )
    STEP_NOT_IN_TAKE "E0711" "The take does not say when a step ended." (
        "The log of the scene lacks a line, as when it was edited by hand."
        "Lines were deleted from `.demoreel/demo/take/main/events.jsonl`."
        "Film it again: demoreel record demo.yaml --no-cache"
    )
    FILM_MISSING "E0712" "The surface that a scene shows was not filmed." (
        "The take's index names no film of it, or the film has no picture."
        "The list of films in `.demoreel/demo/take/take.json` was edited."
        "Film it again: demoreel record demo.yaml --no-cache"
    )
    EFFECT_NOT_PREPARED "E0713" "A zoom's target was not looked for, or a sentence not spoken." (
        "A timeline was built from stages that do not belong together."
        "A program calls the timeline with sightings of an older script."
        "Run every stage that is out of date: demoreel render demo.yaml"
    )
    FONT_MISSING "E0714" "A font that a terminal asks for is not on this machine." (
        "The terminal is drawn in JetBrains Mono instead, which ships with demoreel."
        "terminal:\n  font: Fira Code\nscenes:\n  - scene: one\n"
        "Install the font, or leave `font` out. `fc-list : family` lists what there is."
    )
    GLYPH_MISSING "E0715" "No font on this machine has a character that a terminal or a caption shows." (
        "JetBrains Mono lacks it, and so do the machine's own fonts. A box is drawn in its place."
        "A program writes Chinese on a machine without a Chinese font."
        "Install the package that the message names, such as fonts-noto-cjk, and compose again; nothing is filmed again."
    )
    LENGTH_MISSED "E0716" "A reel or a scene is shorter or longer than its script wants it." (
        "`length` says what is wanted; it cuts nothing and stretches nothing."
        "length: 10s\nscenes:\n  - scene: one\n    steps:\n      - wait: 20s\n"
        "length: 10s\nwaiting: cut\nscenes:\n  - scene: one\n    steps:\n      - mark_speedup:\n          factor: 4\n          steps:\n            - wait: 20s\n"
    )
    NOTHING_LEFT "E0717" "Every scene was dropped, or is for other outputs." (
        "What a `when` on a scene asks for was not so, or the scene dropped itself with `end_scene: drop`."
        "scenes:\n  - scene: one\n    when:\n      visible: Welcome\n"
        "scenes:\n  - scene: one\n    when:\n      visible: Welcome\n  - scene: two\n"
    )
    PICTURE_UNREADABLE "E0720" "A picture of a film could not be read while painting." (
        "A film under `.demoreel` was changed after it was made, or its disk fails."
        "A tool that shrinks videos went over the project's folder."
        "Film it again: demoreel record demo.yaml --no-cache"
    )
    FRAME_NOT_IN_REEL "E0722" "A frame was asked for that the reel does not have." (
        "The moment lies after the end of the video; the message says how many frames there are."
        "demoreel still demo.yaml --at 10m"
        "demoreel still demo.yaml --at 5s"
    )
    ASSET_BROKEN "E0723" "One of demoreel's own drawings could not be drawn." (
        "A cursor or a shape that is built into the program is broken, which is a mistake in demoreel."
        "A build of demoreel with a changed drawing in `assets/`."
        "Use a build of unchanged sources, and report it."
    )
}
