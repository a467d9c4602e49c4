//! What no script and no machine brings about, but another version, a changed file or a broken
//! library: something stands between the front and the engine, or before the engine's libraries.

use super::*;

/// A picture that has something in it: 20 pixels square.
fn button(path: &Path) {
    picture(path, 20, |x, y| if x * y % 7 < 3 { 0 } else { 255 });
}

fn picture(path: &Path, width: u32, grey: impl Fn(u32, u32) -> u8) {
    let pixel = |x, y| image::Luma([grey(x, y)]);
    image::GrayImage::from_fn(width, 20, pixel)
        .save(path)
        .unwrap();
}

#[test]
fn templates_that_change_after_the_check_are_told() {
    let desk = Desk::of_page(
        "  - scene: main\n    steps:\n      - click:\n          image: button.png\n          \
         timeout: 300ms\n",
    );
    button(&desk.path("button.png"));
    picture(&desk.path("flat.png"), 20, |_, _| 9);
    picture(&desk.path("large.png"), 2000, |x, y| (x * y % 251) as u8);
    desk.write("empty.png", "");
    for (file, code) in [("flat", "E0504"), ("large", "E0505"), ("empty", "E0503")] {
        let swap = format!("cp {file}.png button.png; exec ENGINE");
        let mut record = desk.meddled(&swap, &RECORD);
        assert_told(code, &desk.told(&mut record));
        button(&desk.path("button.png"));
    }
    let source = "#include <stdexcept>\nnamespace cv { class _InputArray; class _OutputArray;\n\
        void matchTemplate(const _InputArray&, const _InputArray&, const _OutputArray&, int,\n\
        const _InputArray&) { throw std::runtime_error(\"no memory\"); } }\n";
    let library = desk.library("broken.cpp", source);
    let engine = format!("LD_PRELOAD={} exec ENGINE", library.display());
    assert_told("E0509", &desk.told(&mut desk.meddled(&engine, &RECORD)));
}

#[test]
fn plans_of_other_versions_are_told() {
    let scenes =
        "  - scene: main\n    steps:\n      - run_command: echo hello\n      - press: Enter\n";
    let desk = Desk::of_terminal(scenes);
    let edited = |edit: &str| {
        // The engine's input stays open: a closed one means that the front is gone.
        let engine = format!(
            "read -r line; mkfifo job; exec 3<>job; rm job\nprintf '%s\\n' \"$line\" | \
             sed '{edit}' >&3\nexec ENGINE <&3"
        );
        desk.told(&mut desk.meddled(&engine, &RECORD))
    };
    assert_told("E0414", &edited("s/\"Enter\"/\"Hyper\"/g"));
    assert_told("E0910", &edited("s/{\"perform\"/{\"preform\"/"));
}

#[test]
fn libraries_that_lack_something_are_told() {
    let desk = Desk::of_terminal(GREETING);
    assert_eq!(desk.run(&RECORD).status, Some(0));
    let with = |name: &str, source: &str| {
        let library = desk.library(name, source);
        let engine = format!("LD_PRELOAD={} exec ENGINE", library.display());
        desk.told(&mut desk.meddled(&engine, &COMPOSE))
    };
    let none = "void *avcodec_find_encoder_by_name(const char *name) { return 0; }";
    assert_told("E0703", &with("none.c", none));
    let refusing = "int avcodec_send_frame(void *context, const void *frame) { return -22; }";
    assert_told("E0704", &with("refusing.c", refusing));
}

#[test]
fn text_that_cannot_be_read_is_told() {
    let desk = Desk::new();
    button(&desk.path("shot.png"));
    fs::create_dir(desk.path("bin")).unwrap();
    let words = ["locate", "--text", "Save", "--in", "shot.png"];
    let told = || desk.told(&mut desk.with_bin_only(&words));
    assert_told("E0511", &told());
    desk.program(
        "tesseract",
        "cat > /dev/null; echo broken files >&2; exit 1",
    );
    desk.link("cat", "/bin/cat");
    assert_told("E0512", &told());
}
