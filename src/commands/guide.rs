//! `demoreel guide`: one page that is enough to write any script. Its vocabulary is made from the
//! tables; its rules and scripts are written by hand, and tests check every block of it.

mod vocabulary;

use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::steps::Table;
use serde_json::json;

use super::{Ending, answer_with, primitives, print_json};
use crate::cli::GuideArgs;

const RULES: &str = include_str!("guide/rules.md");
const SCRIPTS: &str = include_str!("guide/scripts.md");

/// Prints the guide, or all about one family of steps.
pub fn guide(args: &GuideArgs) -> Ending {
    let tables = demoreel_dsl::primitives();
    let Some(topic) = &args.topic else {
        let page = page(&tables);
        match args.json {
            true => print_json(&json!({ "guide": page })),
            false => anstream::print!("{page}"),
        }
        return Ending::Done;
    };
    let family: Vec<_> = tables
        .iter()
        .filter(|table| vocabulary::family(table) == *topic)
        .collect();
    if family.is_empty() {
        answer_with(&[unknown(topic, &tables)], args.json);
        return Ending::Wrong;
    }
    if args.json {
        print_json(&family);
        return Ending::Done;
    }
    for table in family {
        primitives::explain(table);
        anstream::println!();
    }
    Ending::Done
}

/// The whole page.
fn page(tables: &[Table]) -> String {
    let keys = vocabulary::keys(&demoreel_dsl::keys());
    let steps = vocabulary::steps(tables);
    format!("{RULES}\n{keys}\n{steps}\n{SCRIPTS}")
}

fn unknown(topic: &str, tables: &[Table]) -> Diagnostic {
    let mut families: Vec<_> = tables.iter().map(vocabulary::family).collect();
    families.dedup();
    let message = format!("the guide has no topic '{topic}'");
    let error = Diagnostic::error(command::NO_SUCH_TOPIC, message);
    error.hint(format!("its topics are {}", families.join(", ")))
}

/// The topics that the guide has a page on.
pub fn topics() -> Vec<String> {
    let mut families: Vec<_> = demoreel_dsl::primitives()
        .iter()
        .map(vocabulary::family)
        .collect();
    families.dedup();
    families
}
