//! E11: recordings of other programs, which are imported.

codes! {
    UNREADABLE "E1101" "A recording that is to be imported cannot be read." (
        "The file is no film, or its program was killed before it had written the end, without which an MP4 cannot be read."
        "A recorder crashed, and its `clip.mp4` is half a file."
        "Record it again, as MKV, which can be read as far as it goes."
    )
    NO_PICTURES "E1102" "A recording that is to be imported has no picture." (
        "It holds sound alone, or nothing of it could be decoded."
        "The file named is the microphone's."
        "Name the file that has the film."
    )
    HIGH_DYNAMIC_RANGE "E1103" "A recording has colours that only HDR screens show." (
        "Telephones record in HLG or PQ, which look grey and flat where they are taken for ordinary colours."
        "A clip was recorded with HDR switched on."
        "Switch HDR off and record again, or convert the clip with a program that maps tones."
    )
    SIZE "E1104" "A recording's pictures are too small or too large." (
        "Each side has 16 pixels or more, and 8192 or less."
        "A clip of a whole wall of screens is 11520 pixels wide."
        "Record one screen, or scale the clip down."
    )
    EVENTS_UNREADABLE "E1105" "A file of events cannot be read." (
        "Each line is one JSON object with `t` in seconds and one thing that happened."
        "A line says `move` and `down` at once."
        "Give each a line of its own; `demoreel import --help` shows them."
    )
    FLAWED "E1106" "Parts of a recording were broken and left out." (
        "Bytes in the middle were lost, or pictures have no time of their own. The picture before is shown where one is missing."
        "A clip was copied from a disk that fails."
        "Copy it again; where it plays well enough as it is, go on."
    )
    EVENTS_FLAWED "E1107" "Some events of a recording were put in order or left out." (
        "Their times go back, or lie before or after the film: `t` counts seconds from its first picture."
        "The events were counted from the recorder's start, the film began later."
        "Take the difference off every `t`."
    )
}
