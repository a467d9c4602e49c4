//! What goes wrong on terminals, around them, and in the flow of steps.

use super::*;

/// Films these scenes of a terminal and compares what is told.
fn assert_filming(code: &str, scenes: &str) {
    let desk = Desk::of_terminal(scenes);
    assert_told(code, &desk.told(&mut desk.command(&RECORD)));
}

fn steps(steps: &str) -> String {
    format!("  - scene: main\n    steps:\n{steps}")
}

#[test]
fn steps_that_fail_on_a_terminal_are_told() {
    assert_filming(
        "E0424",
        &steps("      - run_command:\n          command: sleep 600\n          timeout: 300ms\n"),
    );
    assert_filming("E0425", &steps("      - run_command: cat nowhere.txt\n"));
    assert_filming("E0423", &steps("      - run_command: exit\n"));
    assert_filming(
        "E0417",
        &steps(
            "      - run_command: echo Building\n      - wait_until_gone:\n          \
             text: Building\n          timeout: 200ms\n",
        ),
    );
    assert_filming(
        "E0502",
        &steps(
            "      - run_command: echo up, up\n      - assert_visible: up\n      - move_to: up\n",
        ),
    );
}

#[test]
fn steps_and_scenes_that_are_left_out_are_told() {
    assert_filming(
        "E0431",
        &steps(
            "      - run_command: echo hello\n      - wait_for:\n          text: Welcome\n          \
             optional: true\n          timeout: 100ms\n",
        ),
    );
    let two = format!("{GREETING}  - scene: second\n    steps:\n      - end_scene: drop\n");
    assert_filming("E0432", &two);
    let desk = Desk::of_terminal(&steps("      - end_scene: drop\n"));
    assert_told("E0717", &desk.told(&mut desk.command(&QUIET)));
}

#[test]
fn what_a_stage_lacks_is_told() {
    let desk = Desk::of_terminal(GREETING);
    let with = |key: &str| {
        let text = terminal(GREETING).replace("columns: 60", &format!("{key}\n      columns: 60"));
        desk.write("demo.yaml", text);
    };
    with("shell: fish");
    assert_told("E0422", &desk.told(&mut desk.with_bin_only(&RECORD)));
    with("env: [DEMO_TOKEN]");
    assert_told("E0412", &desk.told(&mut desk.command(&RECORD)));
    with("home: [.nothing.json]");
    let mut record = desk.command(&RECORD);
    assert_told("E0426", &desk.told(record.env("HOME", desk.path("run"))));
    let text = terminal(GREETING).replace("surfaces:", "requires:\n  - no-such-program\nsurfaces:");
    desk.write("demo.yaml", text);
    assert_told("E0440", &desk.told(&mut desk.command(&RECORD)));
    let service = |lines: &str| {
        let services = format!("services:\n  site:\n{lines}surfaces:");
        desk.write(
            "demo.yaml",
            terminal(GREETING).replace("surfaces:", &services),
        );
    };
    service("    run: echo no such port; exit 3\n    ready:\n      port: 9\n");
    assert_told("E0410", &desk.told(&mut desk.command(&RECORD)));
    service("    run: sleep 600\n    timeout: 300ms\n    ready:\n      port: 9\n");
    assert_told("E0411", &desk.told(&mut desk.command(&RECORD)));
    let scene = steps("      - type_secret: DEMO_PASSWORD\n");
    desk.write("demo.yaml", terminal(&scene));
    assert_told("E0905", &desk.told(&mut desk.command(&RECORD)));
}

#[test]
fn folders_and_names_that_do_not_fit_are_told() {
    let desk = Desk::of_terminal(GREETING);
    desk.write("run/demoreel", "a file where a folder should be");
    assert_told("E0415", &desk.told(&mut desk.command(&RECORD)));
    fs::remove_file(desk.path("run/demoreel")).unwrap();
    desk.write(".demoreel", "a file where the work should be");
    assert_told("E0606", &desk.told(&mut desk.command(&RECORD)));
    desk.write("out", "a file where a folder should be");
    assert_told("E0906", &desk.told(&mut desk.command(&QUIET)));
    let wide = ["still", "demo.yaml", "--at", "1s", "--of", "wyde"];
    assert_told("E0908", &desk.told(&mut desk.command(&wide)));
    let two = terminal(GREETING).replace("outputs:", "outputs:\n  wide: youtube");
    desk.write("demo.yaml", two);
    let one_file = ["render", "demo.yaml", "-o", "demo.mp4"];
    assert_told("E0904", &desk.told(&mut desk.command(&one_file)));
    let hello = ["new", "hello"];
    assert_eq!(desk.run(&hello).status, Some(0));
    assert_told("E0915", &desk.told(&mut desk.command(&hello)));
    // The script is gone as soon as it is open, so that nothing can take its place.
    let gone = "exec 3<demo.yaml; rm demo.yaml; exec \"$0\" fmt /proc/self/fd/3";
    let mut shell = Command::new("sh");
    desk.write("demo.yaml", format!("{}\n\n\n", terminal(GREETING)));
    desk.at_home(shell.args(["-c", gone, FRONT]));
    assert_told("E0912", &desk.told(&mut shell));
}
