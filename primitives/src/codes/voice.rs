//! E08: voices and presenters.

codes! {
    VOICE_MISSING "E0801" "The program of a voice is not installed." (
        "The voice `local` speaks with flite, `espeak` with espeak-ng, `command` with a program of your own."
        "voice: local\nscenes:\n  - scene: one\n    say: Hello\n"
        "Install it (apt-get install flite), or write `voice: silent` for a reel without a voice."
    )
    VOICE_UNKNOWN "E0802" "A voice's program or service does not know a voice or model of this name." (
        "The name is misspelt, or the voice is not in your account. The message lists those that are."
        "voice:\n  elevenlabs: Rachell\nscenes:\n  - scene: one\n    say: Hello\n"
        "voice:\n  elevenlabs: Rachel\nscenes:\n  - scene: one\n    say: Hello\n"
    )
    VOICE_FAILED "E0803" "A voice's program failed." (
        "It could not be started, ended with an error, or took longer than its `timeout`. The message has what it complained of."
        "voice:\n  command: piper --model nowhere.onnx\nscenes:\n  - scene: one\n    say: Hello\n"
        "Try it in a shell until it works: echo Hello | piper --model voice.onnx > hello.wav"
    )
    VOICE_ANSWER_WRONG "E0804" "A voice's program or service gave something that is not speech." (
        "A `command` reads words on its standard input and writes a WAV file to its standard output, with nothing else in it."
        "voice:\n  command: echo done\nscenes:\n  - scene: one\n    say: Hello\n"
        "voice:\n  command: espeak-ng --stdin --stdout\nscenes:\n  - scene: one\n    say: Hello\n"
    )
    VOICE_CACHE "E0805" "Spoken words could not be stored or read back." (
        "They are kept in the user's cache folder, which is full, read-only, or not a folder."
        "`~/.cache/demoreel` belongs to root after a run with sudo."
        "Free some space, take it back (chown -R), or name another cache folder: XDG_CACHE_HOME=/tmp/cache"
    )
    NOTHING_TO_SAY "E0806" "A sentence holds no word that can be spoken." (
        "It has no letter and no digit, as when a value left it empty."
        "- say: \"...\"\n"
        "- caption: \"...\"\n"
    )
    VOICE_KEY_MISSING "E0807" "The key of a paid voice is not in the environment." (
        "Keys are never in scripts. `elevenlabs` reads ELEVENLABS_API_KEY, or the variable that its `key` names."
        "voice:\n  elevenlabs: Rachel\nscenes:\n  - scene: one\n    say: Hello\n"
        "Set it: ELEVENLABS_API_KEY=... demoreel render demo.yaml. Meanwhile `voice: local` needs none."
    )
    VOICE_KEY_REFUSED "E0808" "A paid voice's service refuses the key, or the key may not do this." (
        "The key is wrong, was withdrawn, or lacks a permission; the message has the service's own words."
        "A key that may speak but not list voices."
        "Make a key with the permissions for speech, voices and models, and set it."
    )
    VOICE_NO_CREDITS "E0809" "The account of a paid voice has too few credits, or its plan does not allow this." (
        "Nothing was spoken for the sentence at which it ended; those before it are kept."
        "A script of 12,000 letters on an account with 2,000 credits left."
        "Buy credits and run it again: only what is missing is bought. `demoreel plan` says what a script costs."
    )
    VOICE_REQUEST_REFUSED "E0810" "A paid voice's service finds something wrong with what it was asked." (
        "A setting has a value that the chosen model does not take; the message names it."
        "voice:\n  elevenlabs:\n    voice: Rachel\n    model: eleven_v3\n    settings:\n      stability: 0.3\nscenes:\n  - scene: one\n    say: Hello\n"
        "voice:\n  elevenlabs:\n    voice: Rachel\n    model: eleven_v3\n    settings:\n      stability: 0.5\nscenes:\n  - scene: one\n    say: Hello\n"
    )
    VOICE_SERVICE_BUSY "E0811" "A paid voice's service is overloaded or broken, also after several tries." (
        "It answered each time that it is busy. What was spoken before is kept."
        "The service has an outage."
        "Run it again in a while: only what is missing is asked for."
    )
    VOICE_SERVICE_UNREACHABLE "E0812" "A paid voice's service cannot be reached, or cannot prove who it is." (
        "There is no network, a proxy stands between, `base_url` is wrong, or a certificate is not trusted."
        "A CI job without a network, with words that were never spoken before."
        "Keep the cache folder between runs: what is spoken already needs no network."
    )
    VOICE_CALL_UNSETTLED "E0813" "A call that may have been paid for never brought its answer." (
        "The connection or the program ended between asking and getting. It is not bought a second time unasked."
        "The power went away while a sentence was being spoken."
        "Look the call up in your account's history, then run it again: demoreel render demo.yaml --pay-again"
    )
    VOICE_OVER_BUDGET "E0814" "What is to be spoken would cost more than the budget allows." (
        "The sum is made before the first call, of all sentences that are not kept yet."
        "demoreel voice demo.yaml --budget 100"
        "demoreel voice demo.yaml --budget 5000"
    )
    VOICE_LANGUAGE "E0815" "A voice does not speak the language of the words." (
        "The program or model knows other languages only; the message names the one that is missing."
        "languages: [ja]\nvoice:\n  elevenlabs:\n    voice: Rachel\n    model: eleven_flash_v1\nscenes:\n  - scene: one\n    say: こんにちは\n"
        "languages: [ja]\nvoice:\n  elevenlabs: Rachel\nscenes:\n  - scene: one\n    say: こんにちは\n"
    )
    VOICE_RECORDING_MISSING "E0816" "A scene has no recording, or its recording cannot be read." (
        "`file` speaks with one recording for each scene that has words, named after the scene."
        "voice:\n  file: voices\nscenes:\n  - scene: intro\n    say: Hello\n"
        "Put a recording of the scene beside the others: voices/intro.wav"
        "voices/outro.wav": "(a recording)"
    )
    SOUND_UNUSABLE "E0817" "A file of music cannot be read or is no sound, or a sound cannot be written." (
        "FFmpeg could not turn the file into sound, or the cache folder took no more."
        "music: cover.png\nscenes:\n  - scene: one\n    steps:\n      - wait: 2s\n"
        "Name a file that FFmpeg can play: ffprobe music.mp3 says whether it has an audio stream."
        "cover.png": "(a picture)"
    )
}
