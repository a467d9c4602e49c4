//! Tapes of vhs: what they plan to, that importing them changes nothing, and what is said about
//! mistakes in them. The plans beside the tapes were read line by line; `BLESS=1` writes them anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use demoreel_dsl::{Disk, Options, import};
use demoreel_primitives::codes::tape;
use demoreel_primitives::diagnostic::Severity;
use demoreel_primitives::plan::{
    ActScene, Action, EffectKind, Extent, LookScene, Plan, Shell, Surface, SurfaceKind,
    TerminalSource, TypedText,
};
use demoreel_primitives::target::Part;

use crate::project::Project;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/tapes")
}

fn tapes() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut tapes: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "tape"))
        .collect();
    tapes.sort();
    tapes
}

fn planned(script: &Path) -> (Plan, String) {
    let checked = demoreel_dsl::plan(script, &Options::default(), &Disk);
    let mut told = String::new();
    for one in &checked.diagnostics {
        let line = one.place.as_ref().map_or(0, |place| place.start.line);
        writeln!(told, "{} line {line}: {}", one.code, one.message).unwrap();
        assert_eq!(
            one.severity,
            Severity::Warning,
            "{}: {told}",
            script.display()
        );
    }
    (checked.plan.unwrap(), told)
}

/// A plan as a reader of the tape would say it.
fn in_words(plan: &Plan, told: &str) -> String {
    let mut text = String::new();
    for surface in &plan.act.surfaces {
        text.push_str(&surface_in_words(surface));
    }
    for required in &plan.act.requires {
        writeln!(text, "requires {}", required.requirement.program).unwrap();
    }
    for output in &plan.look.outputs {
        let rate = output.rate.num / output.rate.den;
        let style = &output.styles[0];
        writeln!(
            text,
            "output {} {}x{} at {rate}, padding {:.1}, radius {:.1}, {:?}",
            output.name,
            output.size.width,
            output.size.height,
            style.padding,
            style.radius,
            style.background
        )
        .unwrap();
    }
    scene_in_words(&mut text, &plan.act.scenes[0], &plan.look.scenes[0]);
    text.push_str(told);
    text
}

fn surface_in_words(surface: &Surface) -> String {
    let SurfaceKind::Terminal(terminal) = &surface.kind else {
        panic!("{surface:?}");
    };
    let TerminalSource::Shell(shell) = &terminal.source else {
        panic!("{terminal:?}");
    };
    let Shell {
        program,
        variables,
        prompt,
        rhythm,
        folder,
        ..
    } = shell;
    let grid = &terminal.grid;
    format!(
        "{} {}x{} {}x{} cells of {}x{}, letters {}, prompt {prompt:?}, {rhythm:?}, in {folder:?}, {variables:?}\n",
        program.name(),
        surface.size.width,
        surface.size.height,
        grid.columns,
        grid.rows,
        grid.cell.width,
        grid.cell.height,
        grid.letters
    )
}

fn scene_in_words(text: &mut String, act: &ActScene, look: &LookScene) {
    writeln!(text, "scene {}", act.name).unwrap();
    for effect in &look.effects {
        let kind = match &effect.kind {
            EffectKind::Cut => "cut".to_owned(),
            EffectKind::Speed { factor } => format!("speed {factor}"),
            EffectKind::Still { name, .. } => format!("still {name}"),
            other => panic!("{other:?}"),
        };
        let until = match effect.until {
            Extent::Until(moment) => format!(" until step {}", moment.after_steps),
            _ => String::new(),
        };
        writeln!(text, "{kind} after step {}{until}", effect.from.after_steps).unwrap();
    }
    for step in &act.steps {
        let deed = match &step.action {
            Action::TypeText {
                text: TypedText::Plain(words),
                pace,
                ..
            } => format!("types {words:?} every {pace}"),
            Action::Press { chords, pace } => {
                let keys: Vec<_> = chords.iter().map(ToString::to_string).collect();
                format!("presses {} each {}", keys.join(" "), pace.unwrap())
            }
            Action::Wait { length } => format!("waits {length}"),
            Action::WaitFor { target, timeout } => {
                let place = match target.part {
                    Part::Line => "Line",
                    _ => "Screen",
                };
                format!("waits for {:?} on the {place}, {timeout}", target.finder)
            }
            other => panic!("{other:?}"),
        };
        writeln!(text, "  {deed}").unwrap();
    }
}

#[test]
fn tapes_plan_to_what_they_say() {
    let bless = std::env::var_os("BLESS").is_some();
    for tape in tapes() {
        let (plan, told) = planned(&tape);
        let words = in_words(&plan, &told);
        let golden = tape.with_extension("plan");
        if bless {
            std::fs::write(&golden, &words).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(words, expected, "{}", tape.display());
    }
}

/// A script of the same name in the same folder is in every way the tape.
#[test]
fn an_imported_tape_plans_to_the_same_act_and_look() {
    for tape in tapes() {
        let imported = import(&tape, &Disk);
        let text = imported.text.unwrap();
        let braces = text.lines().find(|line| line.trim_end().ends_with('{'));
        assert_eq!(braces, None, "block form:\n{text}");
        let stem = tape.file_stem().unwrap().to_str().unwrap();
        let project = Project::new().with(&format!("{stem}.yaml"), &text);
        let project = project.with(
            &format!("{stem}.tape"),
            std::fs::read_to_string(&tape).unwrap(),
        );
        let parts = std::fs::read_to_string(folder().join("parts/setup.tape")).unwrap();
        let project = project.with("parts/setup.tape", parts);
        let (of_tape, _) = planned(&project.path(&format!("{stem}.tape")));
        let (of_script, told) = planned(&project.path(&format!("{stem}.yaml")));
        assert_eq!(told, "", "{text}");
        assert_eq!(of_script.act, of_tape.act, "{text}");
        assert_eq!(of_script.look, of_tape.look, "{text}");
        assert_eq!(of_script.title, of_tape.title);
    }
}

/// What is said about a tape.
fn complaints(tape: &str) -> String {
    let project = Project::new().with("demo.tape", tape);
    let checked = project.check_file("demo.tape");
    let errors = checked.diagnostics.iter();
    let mut errors = errors.filter(|one| one.severity == Severity::Error);
    assert_eq!(checked.plan.is_none(), errors.next().is_some());
    project.told(&checked)
}

#[test]
fn all_mistakes_of_a_tape_are_told_at_once_with_their_places() {
    let tape = "\
Set FontSise 20
Set FontSize twenty
Typ \"ls\"
Type
Sleep soon
Ctrl+Entre
Wait /(a/
Output demo.avi
Type \"open
";
    let told = complaints(tape);
    let places: Vec<_> = told
        .lines()
        .filter(|line| line.starts_with('E'))
        .map(|line| line.trim_end())
        .collect();
    assert_eq!(
        places,
        [
            "E1003 demo.tape:1:5-13",
            "E1004 demo.tape:2:14-20",
            "E1001 demo.tape:3:1-4",
            "E1002 demo.tape:4:1-5",
            "E1002 demo.tape:5:7-11",
            "E1005 demo.tape:6:6-11",
            "E1006 demo.tape:7:6-10",
            "E1014 demo.tape:8:8-16",
            "E1010 warning demo.tape:9:6-11",
        ],
        "{told}"
    );
    for hint in [
        "did you mean `FontSize`?",
        "did you mean `Type`?",
        "did you mean `Enter`?",
    ] {
        assert!(told.contains(hint), "{told}");
    }
}

#[test]
fn what_the_planner_says_points_into_the_tape() {
    let told = complaints("Set Width 20000\nType \"ls\"\n");
    assert!(told.starts_with("E1004 demo.tape:1:11-16"), "{told}");
    let told =
        complaints("Set Width 199\nSet Height 150\nSet Padding 0\nSet FontSize 8\nType \"ls\"\n");
    assert!(told.starts_with("E0207 demo.tape:"), "{told}");
}

/// The codes that are told of an example.
fn codes(example: &str) -> Vec<String> {
    let project = Project::new().with("demo.tape", example);
    let checked = project.check_file("demo.tape");
    checked
        .diagnostics
        .into_iter()
        .map(|one| one.code)
        .collect()
}

#[test]
fn every_code_of_tapes_is_shown_and_mended() {
    for code in tape::ALL {
        let lesson = code.lesson;
        let wrong = codes(lesson.wrong);
        let only_it = !wrong.is_empty() && wrong.iter().all(|one| one == code.id);
        assert!(only_it, "{}: {wrong:?}", code.id);
        let right = codes(lesson.right);
        assert!(right.is_empty(), "{} mended: {right:?}", code.id);
    }
}

#[test]
fn a_tape_that_plays_itself_is_refused() {
    let project = Project::new()
        .with("a.tape", "Type \"a\"\nSource b.tape\n")
        .with("b.tape", "Source a.tape\n");
    let told = project.told(&project.check_file("a.tape"));
    assert!(told.starts_with("E1007 b.tape:1:8-14"), "{told}");
    assert!(told.contains("'a.tape' plays itself"), "{told}");
}

#[test]
fn mistakes_in_a_played_tape_are_told_in_it() {
    let project = Project::new()
        .with("a.tape", "Source parts/b.tape\nType \"a\"\n")
        .with("parts/b.tape", "\n  Sleap 1\n");
    let told = project.told(&project.check_file("a.tape"));
    assert!(told.starts_with("E1001 parts/b.tape:2:3-8"), "{told}");
}

#[test]
fn nothing_makes_the_reader_of_tapes_panic() {
    let bits = [
        "Type", "\"", "'", "`", "/", "{", "}", "Ctrl", "+", "@", "-", "%", " ", "\n", "\r\n", "9",
        ".", "é", "日", "Set", "Theme", "Wait", "Screen", "\\", "#", "Source", "\u{0}", "$", "${",
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..400 {
        let mut tape = String::new();
        for _ in 0..40 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            tape.push_str(bits[(seed % bits.len() as u64) as usize]);
        }
        codes(&tape);
    }
}
