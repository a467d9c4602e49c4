//! E05: finding targets and acting on them.

codes! {
    NOT_FOUND_IN_TIME "E0501" "A target did not appear in time."
    AMBIGUOUS_TARGET "E0502" "A target fits several places equally well, so none of them is taken."
    TEMPLATE_UNREADABLE "E0503" "A template is missing, empty, not a picture, or far larger than any screen."
    TEMPLATE_FLAT "E0504" "A template has no features: it would fit everywhere."
    TEMPLATE_TOO_LARGE "E0505" "A template is larger than the picture it is looked for in."
    SELECTOR_WRONG "E0506" "A CSS selector or a regular expression cannot be read, or needs what a film does not hold."
    NO_PAGE "E0507" "A selector or a text is looked for on a surface that has no page."
    OFF_SURFACE "E0508" "A point or a region lies outside the surface."
    MATCHING_FAILED "E0509" "The picture matcher itself failed."
    LOOK_BEFORE_FILM "E0510" "The take holds nothing to look at for an effect: its scene, film or steps are missing."
}
