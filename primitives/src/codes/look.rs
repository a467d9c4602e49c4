//! E035 to E037 what scripts share and how they look: brands, kits, includes, languages, outputs.

codes! {
    UNKNOWN_SCENE "E0350" "The script has no scene of this name." (
        "An output says under `scenes` how single scenes look in it, and names one that is not there."
        "outputs:\n  wide:\n    preset: youtube\n    scenes:\n      onne:\n        padding: 8%\nscenes:\n  - scene: one\n"
        "outputs:\n  wide:\n    preset: youtube\n    scenes:\n      one:\n        padding: 8%\nscenes:\n  - scene: one\n"
    )
    UNKNOWN_LANGUAGE "E0351" "The script is not made in this language." (
        "Words are given in a language that `languages` does not name, or under a word that is no language."
        "languages: [en]\nscenes:\n  - scene: one\n    caption:\n      en: Hello\n      de: Hallo\n"
        "languages: [en, de]\nscenes:\n  - scene: one\n    caption:\n      en: Hello\n      de: Hallo\n"
    )
    NOT_TRANSLATED "E0352" "Words are missing in one of the script's languages." (
        "Every word that is heard or shown is given in each language: in a map from languages to words, or in a file of translations."
        "languages: [en, de]\nscenes:\n  - scene: one\n    caption: Hello\n"
        "languages: [en, de]\ntranslations:\n  de: de.yaml\nscenes:\n  - scene: one\n    caption: Hello\n"
        "de.yaml": "Hello: Hallo\n"
    )
    NOT_A_TRANSLATION "E0353" "A file of translations cannot be read as one." (
        "It is a map: words of the first language, a colon, and the same words in the other."
        "languages: [en, de]\ntranslations:\n  de: list.yaml\n"
        "languages: [en, de]\ntranslations:\n  de: de.yaml\n"
        "list.yaml": "- Hallo\n"
        "de.yaml": "Hello: Hallo\n"
    )
    VOICE_LACKS_LANGUAGE "E0354" "The voice does not speak a language that it is given." (
        "The voice `local` speaks English alone. `silent` works in every language: words pace the reel and make captions."
        "languages: [de]\nscenes:\n  - scene: one\n    say: Hallo\n"
        "languages: [de]\nvoice: silent\nscenes:\n  - scene: one\n    say: Hallo\n"
    )
    UNKNOWN_BRAND "E0355" "There is no brand of this name." (
        "A brand is a file `brands/NAME.yaml` of the project, of a kit in use or of your own library, or one that ships with demoreel."
        "brand: inc\n"
        "brand: ink\n"
    )
    NOT_A_BRAND "E0356" "A file is no brand." (
        "Such a file begins with `brand:` and the brand's name."
        "brand: acme\n"
        "brand: good\n"
        "brands/acme.yaml": "padding: 4%\n"
        "brands/good.yaml": "brand: good\nabout: Ours.\npadding: 4%\n"
    )
    UNKNOWN_KIT "E0357" "There is no kit of this name." (
        "A kit is a folder with a `kit.yaml`: under `kits` beside the script, in your own library, or one that ships with demoreel."
        "use:\n  - wep\n"
        "use:\n  - web\n"
    )
    NOT_A_KIT "E0358" "A folder is no kit." (
        "A kit has a file `kit.yaml` that begins with `kit:` and its name; its steps are in the folder `steps`."
        "use:\n  - ./kits/bad\n"
        "use:\n  - ./kits/good\n"
        "kits/bad/kit.yaml": "title: Bad\n"
        "kits/good/kit.yaml": "kit: good\nabout: Ours.\n"
    )
    OUTSIDE_PROJECT "E0359" "A file is outside of the project." (
        "What a script takes in lies in its project: the nearest folder above it that has a `.git`, else its own folder. Links are followed before that is decided."
        "use:\n  - linked.yaml\n"
        "use:\n  - greet.yaml\n"
        "linked.yaml": "(a link to /etc/hosts)"
        "greet.yaml": "primitive: greet\nabout: Say hello.\nsteps:\n  - say: Hello\n"
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
    INCLUDES_ITSELF "E0370" "A file of scenes includes itself." (
        "It does so perhaps through others, and the script would never end."
        "scenes:\n  - scene: first\n  - include: a.yaml\n"
        "scenes:\n  - scene: first\n  - include: b.yaml\n"
        "a.yaml": "scenes:\n  - include: a.yaml\n"
        "b.yaml": "scenes:\n  - scene: one\n"
    )
    NOT_SCENES "E0371" "A file that is included has no scenes." (
        "Such a file is a map with `scenes`. It sees the parameters and surfaces of the script that includes it, and has none of its own."
        "scenes:\n  - scene: first\n  - include: a.yaml\n"
        "scenes:\n  - scene: first\n  - include: b.yaml\n"
        "a.yaml": "- scene: one\n"
        "b.yaml": "scenes:\n  - scene: one\n"
    )
}
