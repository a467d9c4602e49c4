//! E035 to E037 what scripts share and how they look: brands, kits, includes, languages, outputs.

codes! {
    UNKNOWN_SCENE "E0350" "The script has no scene of this name." (
        "An output says under `scenes` how single scenes look in it, and names one that is not there."
        "outputs:\n  wide:\n    preset: youtube\n    scenes:\n      onne:\n        padding: 8%\nscenes:\n  - scene: one\n"
        "outputs:\n  wide:\n    preset: youtube\n    scenes:\n      one:\n        padding: 8%\nscenes:\n  - scene: one\n"
    )
    UNKNOWN_THEME "E0360" "There is no terminal theme of this name." (
        "A theme is named, or is a file beside the script whose name ends with .yaml, .json or .itermcolors."
        "terminal: drakula\nscenes:\n  - scene: one\n"
        "terminal: dracula\nscenes:\n  - scene: one\n"
    )
    NOT_A_THEME "E0361" "A file is no terminal theme that can be read." (
        "base16 schemes in YAML, themes of Windows Terminal in JSON, and .itermcolors are read. Each needs all of its sixteen colours."
        "terminal:\n  theme: mine.yaml\nscenes:\n  - scene: one\n"
        "terminal:\n  theme: nord\nscenes:\n  - scene: one\n"
        "mine.yaml": "scheme: Mine\nauthor: Me\n"
    )
}
