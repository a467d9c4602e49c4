//! `demoreel guide`: one page that is enough to write any script, and a page for each topic. The
//! vocabulary is made from the tables; rules and scripts are written by hand, and tests check
//! every block of them.

mod topics;
mod vocabulary;

use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::Table;
use serde_json::json;

use super::{Ending, answer_with, print_json};
use crate::cli::{GuideArgs, GuideFormat};

const RULES: &str = include_str!("guide/rules.md");
const SCRIPTS: &str = include_str!("guide/scripts.md");
const LLMS: &str = include_str!("guide/llms.md");
const SKILL: &str = include_str!("guide/skill.md");

/// Prints the guide, or the page of one topic.
pub fn guide(args: &GuideArgs) -> Ending {
    let tables = demoreel_dsl::primitives();
    if let Some(topic) = &args.topic {
        return on(topic, &tables, args.json);
    }
    let page = match args.format {
        GuideFormat::Page => page(&tables),
        GuideFormat::Llms => format!("{LLMS}\n{}", page(&tables)),
        GuideFormat::Skill => format!("{SKILL}\n{}", page(&tables)),
    };
    match args.json {
        true => print_json(&json!({ "guide": page })),
        false => anstream::print!("{page}"),
    }
    Ending::Done
}

/// The topics that the guide has a page on.
pub fn topics() -> Vec<String> {
    let all = topics::all(&demoreel_dsl::primitives()).into_iter();
    all.map(|topic| topic.name)
        .chain(["topics".to_owned()])
        .collect()
}

/// The whole page.
fn page(tables: &[Table]) -> String {
    let keys = vocabulary::keys(&demoreel_dsl::keys());
    let steps = vocabulary::steps(tables);
    format!("{RULES}\n{keys}\n{steps}\n{SCRIPTS}")
}

fn on(name: &str, tables: &[Table], json: bool) -> Ending {
    let topics = topics::all(tables);
    if name == "topics" {
        for topic in &topics {
            anstream::println!("{:10} {}", topic.name, topic.about);
        }
        return Ending::Done;
    }
    let named = topics.iter().find(|topic| topic.name == name);
    let Some(topic) = named.or_else(|| topics.iter().find(|topic| topic.tells(name))) else {
        let names: Vec<_> = topics.iter().map(|topic| topic.name.as_str()).collect();
        let error = Diagnostic::error(
            command::NO_SUCH_TOPIC,
            format!("the guide has no topic '{name}'"),
        );
        answer_with(
            &[error.hint(format!("its topics are {}", names.join(", ")))],
            json,
        );
        return Ending::Wrong;
    };
    let [script, ..] = demoreel_dsl::keys();
    match json {
        true => print_json(&topic.as_json(&script)),
        false => anstream::print!("{}", topic.page(&script)),
    }
    Ending::Done
}
