//! E10 tapes: scripts of the tool vhs, which are played as they are. Each code has its cause, a
//! tape as an example of it, and the same tape mended.

codes! {
    UNKNOWN_COMMAND "E1001" "A tape has a command that there is none of." (
        "The word is misspelt, or words to type lack their quotes. Commands begin with a capital: `Type`, `Enter`, `Sleep`, `Wait`, `Hide`, `Show`, `Set` and so on."
        "Typ \"ls\"\nEnter\n"
        "Type \"ls\"\nEnter\n"
    )
    ARGUMENT "E1002" "A command of a tape lacks what it takes, or takes something else." (
        "`Type` and `Copy` take words in quotes, `Sleep` a length of time, `Output` and `Screenshot` a file. Words with any sign but `.`, `-`, `_`, `/` and `%` need quotes."
        "Type\nEnter\n"
        "Type \"ls\"\nEnter\n"
    )
    UNKNOWN_SETTING "E1003" "A tape sets something that there is none of." (
        "The word after `Set` is misspelt."
        "Set FontSise 20\nType \"ls\"\n"
        "Set FontSize 20\nType \"ls\"\n"
    )
    VALUE "E1004" "A setting of a tape does not take this value." (
        "Sizes are numbers without a unit, times have `ms` or `s`, colours are in quotes."
        "Set FontSize big\nType \"ls\"\n"
        "Set FontSize 32\nType \"ls\"\n"
    )
    KEYS "E1005" "Keys that a tape holds together are no keys." (
        "`Ctrl`, `Alt` and `Shift` are followed by `+` and one key: a character, or a key with a name."
        "Ctrl+Entre\n"
        "Ctrl+Enter\n"
    )
    PATTERN "E1006" "The pattern that a tape waits for cannot be read." (
        "Between the slashes stands a regular expression. A bracket that is meant as one has a backslash before it."
        "Type \"ls\"\nEnter\nWait /(done/\n"
        "Type \"ls\"\nEnter\nWait /\\(done/\n"
    )
    SOURCE "E1007" "A tape that another one plays is not there, or plays itself." (
        "`Source` takes the path of a tape, relative to the tape that names it or to the current folder."
        "Source setup.tape\nType \"ls\"\n"
        "Type \"ls\"\n"
    )
    LATE_SETTING "E1008" "A setting comes after the first command of a tape and has no effect." (
        "The terminal is made before the first command, so that settings stand at the top, as do programs that are required. Only `TypingSpeed` can change later. vhs ignores them as well."
        "Type \"ls\"\nSet FontSize 20\n"
        "Set FontSize 20\nType \"ls\"\n"
    )
    DIFFERS "E1009" "Something in a tape is shown or done otherwise than by vhs." (
        "The tape plays all the same, and the message says what differs."
        "Set FontFamily \"Monoflow\"\nType \"ls\"\n"
        "Type \"ls\"\n"
    )
    UNCLOSED "E1010" "A quote or a slash in a tape is not closed on its line." (
        "All to the end of the line is taken as meant, as vhs does. There are no escapes: words with `\"` in them stand in `'` or in backticks."
        "Type \"ls\nEnter\n"
        "Type \"ls\"\nEnter\n"
    )
    TOO_SMALL "E1011" "The size that a tape sets leaves no room for a terminal." (
        "Width and height are those of the whole picture: the margin, the padding and the window's bar are taken off them. Ten columns and two rows are the least."
        "Set Width 400\nSet Height 400\nSet Padding 180\nType \"ls\"\n"
        "Set Width 600\nSet Height 300\nSet Padding 50\nType \"ls\"\n"
    )
    SHELL "E1012" "A tape asks for a shell that is not played here." (
        "bash, zsh and fish are."
        "Set Shell nu\nType \"ls\"\n"
        "Set Shell bash\nType \"ls\"\n"
    )
    NOTHING_COPIED "E1013" "A tape pastes, but nothing was copied before." (
        "The clipboard of a take is its own and begins empty, so that a tape shows the same everywhere. `Copy` puts words into it."
        "Paste\n"
        "Copy \"ls\"\nPaste\n"
    )
    OUTPUT "E1014" "A tape names an output of a kind that is not made." (
        "Files end with .gif, .mp4, .webm, .txt or .ascii; a folder, which ends with a slash, is filled with PNG pictures."
        "Output demo.avi\nType \"ls\"\n"
        "Output demo.mp4\nType \"ls\"\n"
    )
    THEME "E1015" "A tape asks for a theme that is not known here, or that is not a theme." (
        "Themes are known by their names, or are written in braces with their colours."
        "Set Theme \"Dracola\"\nType \"ls\"\n"
        "Set Theme \"Dracula\"\nType \"ls\"\n"
    )
}
