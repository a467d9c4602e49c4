//! What goes wrong with voices that need no service.

use super::*;

fn speaking(voice: &str, words: &str) -> String {
    let scene = format!("  - scene: main\n    say: {words}\n");
    terminal(&scene).replace("voice: silent", &format!("voice:\n  {voice}"))
}

#[test]
fn voices_that_fail_are_told() {
    let desk = Desk::new();
    let told = |voice: &str, words: &str| {
        desk.write("demo.yaml", speaking(voice, words));
        desk.told(&mut desk.command(&QUIET))
    };
    assert_told(
        "E0803",
        &told("command: echo no model >&2; exit 2", "Hello"),
    );
    assert_told("E0804", &told("command: echo done", "Hello"));
    assert_told("E0806", &told("local: slt", "\"...\""));
    desk.write("voices/other.wav", "a recording of another scene");
    assert_told("E0816", &told("file: voices", "Hello"));
    assert_told("E0802", &told("espeak: klingonese", "Hello"));
    desk.write("demo.yaml", speaking("local: slt", "Hello"));
    let mut cacheless = desk.command(&QUIET);
    cacheless.env("XDG_CACHE_HOME", desk.path("demo.yaml"));
    assert_told("E0805", &desk.told(&mut cacheless));
    let mut without = desk.with_bin_only(&QUIET);
    without.env("XDG_CACHE_HOME", desk.path("other"));
    assert_told("E0801", &desk.told(&mut without));
    desk.write("demo.yaml", speaking("elevenlabs: Rachel", "Hello"));
    let mut keyless = desk.command(&QUIET);
    keyless.env_remove("ELEVENLABS_API_KEY");
    keyless.env("XDG_CACHE_HOME", desk.path("other"));
    assert_told("E0807", &desk.told(&mut keyless));
}
