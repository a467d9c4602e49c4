//! E035 to E037 what scripts share and how they look: brands, kits, includes, languages, outputs.

codes! {
    UNKNOWN_SCENE "E0350" "The script has no scene of this name." (
        "An output says under `scenes` how single scenes look in it, and names one that is not there."
        "outputs:\n  wide:\n    preset: youtube\n    scenes:\n      onne:\n        padding: 8%\nscenes:\n  - scene: one\n"
        "outputs:\n  wide:\n    preset: youtube\n    scenes:\n      one:\n        padding: 8%\nscenes:\n  - scene: one\n"
    )
}
