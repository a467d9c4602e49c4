//! E08: voices and presenters.

codes! {
    VOICE_MISSING "E0801" "The program of a voice is not installed."
    VOICE_UNKNOWN "E0802" "A voice's program or service does not know a voice or model of this name."
    VOICE_FAILED "E0803" "A voice's program failed."
    VOICE_ANSWER_WRONG "E0804" "A voice's program or service gave something that is not speech."
    VOICE_CACHE "E0805" "Spoken words could not be stored or read back."
    NOTHING_TO_SAY "E0806" "A sentence holds no word that can be spoken."
    VOICE_KEY_MISSING "E0807" "The key of a paid voice is not in the environment."
    VOICE_KEY_REFUSED "E0808" "A paid voice's service refuses the key, or the key may not do this."
    VOICE_NO_CREDITS "E0809" "The account of a paid voice has too few credits, or its plan does not allow this."
    VOICE_REQUEST_REFUSED "E0810" "A paid voice's service finds something wrong with what it was asked."
    VOICE_SERVICE_BUSY "E0811" "A paid voice's service is overloaded or broken, also after several tries."
    VOICE_SERVICE_UNREACHABLE "E0812" "A paid voice's service cannot be reached, or cannot prove who it is."
    VOICE_CALL_UNSETTLED "E0813" "A call that may have been paid for never brought its answer."
    VOICE_OVER_BUDGET "E0814" "What is to be spoken would cost more than the budget allows."
    VOICE_LANGUAGE "E0815" "A voice does not speak the language of the words."
    VOICE_RECORDING_MISSING "E0816" "A scene has no recording, or its recording cannot be read."
}
