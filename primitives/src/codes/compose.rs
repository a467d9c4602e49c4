//! E07: timeline, painting, encoding.

codes! {
    CANNOT_WRITE_REEL "E0701" "A reel could not be written."
    SCENE_NOT_IN_TAKE "E0710" "The take lacks a scene of the plan."
    STEP_NOT_IN_TAKE "E0711" "The take does not say when a step ended."
    FILM_MISSING "E0712" "The surface that a scene shows was not filmed."
    EFFECT_NOT_PREPARED "E0713" "A zoom's target was not looked for, or a sentence not spoken."
}
