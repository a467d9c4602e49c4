//! E05: finding targets and acting on them.

codes! {
    NOT_FOUND_IN_TIME "E0501" "A target did not appear in time." (
        "It is spelt otherwise on the screen, needs longer than its `timeout`, is covered, or is on another surface. The message names what comes nearest, and a picture shows it."
        "- click: Deploy\n- assert_visible: Active\n"
        "- click: Deploy\n- wait_for:\n    text: Active\n    timeout: 60s\n"
    )
    AMBIGUOUS_TARGET "E0502" "A target fits several places equally well, so none of them is taken." (
        "To act on the wrong one would be worse than to stop. A refiner says which is meant: `nth`, `near`, `inside`, `above`, `below`, `left_of`, `right_of`."
        "- click: Delete\n"
        "- click:\n    text: Delete\n    right_of: guestbook\n"
    )
    TEMPLATE_UNREADABLE "E0503" "A template is missing, empty, not a picture, or far larger than any screen." (
        "Templates are PNG files of at most 16384 pixels a side with something to be seen in them. Scripts are checked for it, so that here the file changed after the check."
        "`button.png` was replaced by an empty file while the script was played."
        "Make it again from a picture of the screen, and run the same command."
    )
    TEMPLATE_FLAT "E0504" "A template has no features: it would fit everywhere." (
        "All of it has one colour, or its mask leaves nothing. Scripts are checked for it, so that here the file changed after the check."
        "`button.png` was replaced by a piece of empty background while the script was played."
        "Make it again so that letters, an icon or a corner are in it."
    )
    TEMPLATE_TOO_LARGE "E0505" "A template is larger than the picture it is looked for in." (
        "A template is a small piece of the screen. It was made on a larger one, or is looked for in a region that is too small for it."
        "A template of 1920x1080, looked for on a surface of 1440x810."
        "Cut what is to be found out of it: a button, an icon, some words."
    )
    SELECTOR_WRONG "E0506" "A CSS selector or a regular expression cannot be read, or needs what a film does not hold." (
        "On a film, which zooms are looked for in, selectors work as far as the page was noted: tags, ids, classes, attributes, `:nth-child` and the like. States such as `:hover` are not noted."
        "- zoom_to:\n    css: \"button:hover\"\n    for: 2s\n"
        "- zoom_to:\n    css: button.primary\n    for: 2s\n"
    )
    NO_PAGE "E0507" "A selector or a text is looked for on a surface that has no page." (
        "There is no page open yet, or what is looked in is a picture alone."
        "`demoreel record demo.yaml`, where the browser still shows nothing as a step looks for text."
        "Let the surface have a `url`, `serve` or `page`, or look for an `image`."
    )
    OFF_SURFACE "E0508" "A point or a region lies outside the surface." (
        "Points are in the surface's logical pixels, whatever its density: a surface of 1440x810 has points up to 1439, 809. An `offset` may also lead out of it."
        "surfaces:\n  app:\n    browser:\n      url: https://example.com\n      size: 800x600\nscenes:\n  - scene: one\n    steps:\n      - click:\n          point: 1200, 80\n"
        "surfaces:\n  app:\n    browser:\n      url: https://example.com\n      size: 800x600\nscenes:\n  - scene: one\n    steps:\n      - click:\n          point: 700, 80\n"
    )
    MATCHING_FAILED "E0509" "The picture matcher itself failed." (
        "A library refused to compare pictures, mostly because memory ran out."
        "Several large templates are looked for at once on a machine without free memory."
        "Free memory and run it again. If it stays, `demoreel doctor` says whether the libraries are whole."
    )
    LOOK_BEFORE_FILM "E0510" "The take holds nothing to look at for an effect: its scene, film or steps are missing." (
        "A zoom is looked for in the take, and the take lacks the film of its surface."
        "The film's name was taken out of `.demoreel/demo/take/take.json`."
        "Film it again: demoreel record demo.yaml --no-cache"
    )
    OCR_MISSING "E0511" "Text is looked for in a picture, and what reads it is not installed." (
        "The text of browsers and terminals is known; in all other pictures it is read by the program tesseract, in the languages that are installed for it."
        "`demoreel locate --text Save --in shot.png` on a bare machine."
        "Install it (apt-get install tesseract-ocr), or look for a picture: demoreel locate save.png --in shot.png"
    )
    OCR_FAILED "E0512" "The program that reads text in pictures failed." (
        "tesseract ended with an error; the message has its words. Mostly the files of a language are damaged or of another version."
        "The file eng.traineddata was half copied."
        "Install it anew: apt-get install --reinstall tesseract-ocr tesseract-ocr-eng"
    )
}
