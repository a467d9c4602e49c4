//! E08: voices and presenters.

codes! {
    VOICE_MISSING "E0801" "The program of a voice is not installed."
    VOICE_UNKNOWN "E0802" "A voice's program does not know a voice of this name."
    VOICE_FAILED "E0803" "A voice's program failed."
    VOICE_ANSWER_WRONG "E0804" "A voice's program gave something that is not speech."
    VOICE_CACHE "E0805" "Spoken words could not be stored or read back."
    NOTHING_TO_SAY "E0806" "A sentence holds no word that can be spoken."
}
