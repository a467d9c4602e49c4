//! E07: timeline, painting, encoding.

codes! {
    CANNOT_WRITE_REEL "E0701" "A reel could not be written."
    CANNOT_READ_CHUNK "E0702" "A finished chunk could not be read."
    ENCODER_MISSING "E0703" "FFmpeg's libraries lack an encoder."
    ENCODER_FAILED "E0704" "An encoder refused its input."
    CHUNK_DAMAGED "E0705" "A finished chunk is not what its name says."
    SCENE_NOT_IN_TAKE "E0710" "The take lacks a scene of the plan."
    STEP_NOT_IN_TAKE "E0711" "The take does not say when a step ended."
    FILM_MISSING "E0712" "The surface that a scene shows was not filmed."
    EFFECT_NOT_PREPARED "E0713" "A zoom's target was not looked for, or a sentence not spoken."
    FONT_MISSING "E0714" "A font that a terminal asks for is not on this machine."
    GLYPH_MISSING "E0715" "No font on this machine has a character that a terminal shows."
    LENGTH_MISSED "E0716" "A reel or a scene is shorter or longer than its script wants it."
    NOTHING_LEFT "E0717" "Every scene was dropped, or is for other outputs."
    PICTURE_UNREADABLE "E0720" "A picture of a film could not be read while painting."
    FRAME_NOT_IN_REEL "E0722" "A frame was asked for that the reel does not have."
    ASSET_BROKEN "E0723" "One of demoreel's own drawings could not be drawn."
}
