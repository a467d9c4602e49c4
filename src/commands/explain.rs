//! `demoreel explain`: what a code means, what brings it about, and the same mended.

use demoreel_primitives::codes::{self, Code, command};
use demoreel_primitives::diagnostic::Diagnostic;
use serde_json::{Value, json};

use super::{Ending, answer_with, print_json};
use crate::cli::ExplainArgs;

/// Explains one code, or lists them all.
pub fn explain(args: &ExplainArgs) -> Ending {
    let Some(id) = &args.code else {
        list(args.json);
        return Ending::Done;
    };
    let Some(code) = codes::named(id) else {
        let message = format!("there is no code '{id}'");
        let error = Diagnostic::error(command::NO_SUCH_CODE, message);
        let error = error.hint("`demoreel explain` lists them all; one looks like E0110");
        answer_with(&[error], args.json);
        return Ending::Wrong;
    };
    match args.json {
        true => print_json(&as_json(code)),
        false => print(code),
    }
    Ending::Done
}

fn list(json: bool) {
    if json {
        let all: Vec<_> = codes::all().map(as_json).collect();
        print_json(&json!({ "codes": all }));
        return;
    }
    for code in codes::all() {
        anstream::println!("{}  {}", code.id, code.about);
    }
}

fn as_json(code: Code) -> Value {
    let lesson = code.lesson;
    let beside = lesson.beside.iter().copied();
    let beside: Vec<_> = beside
        .map(|(file, content)| json!({ "file": file, "content": content }))
        .collect();
    json!({
        "code": code.id,
        "about": code.about,
        "cause": lesson.cause,
        "example": lesson.wrong,
        "fix": lesson.right,
        "beside": beside,
    })
}

fn print(code: Code) {
    let lesson = code.lesson;
    anstream::println!("{}  {}", code.id, code.about);
    anstream::println!("\n{}", lesson.cause);
    anstream::println!("\nExample:\n\n{}", indented(lesson.wrong));
    anstream::println!("\nFix:\n\n{}", indented(lesson.right));
    for (file, content) in lesson.beside {
        anstream::println!("\n{file}:\n\n{}", indented(content));
    }
}

/// A text as it can be shown: a NUL byte in it would be cut off or hidden.
fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}"));
    let all: Vec<_> = lines.collect();
    all.join("\n").replace('\0', "\\0").replace('\t', "<tab>")
}
