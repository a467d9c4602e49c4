//! The sentences for what can be wrong with a value or a map, each with its fix where there is
//! one.

mod fields;
mod traps;
mod values;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, PatchOp};
use demoreel_primitives::steps::Kind;
use serde_json::Value as Json;

use crate::tree::{Key, Node};

pub(super) use fields::*;
pub(super) use traps::{comment_for_body, comment_for_value, comment_in_text, wrong_target};
pub(super) use values::*;

/// A key as a sentence names it; what has no key of its own is called by its name.
fn called(key: &Key) -> String {
    match key.text.contains(' ') {
        true => key.text.clone(),
        false => format!("`{}`", key.text),
    }
}

fn wrong(node: &Node, key: &Key, kind: &Kind) -> Diagnostic {
    let message = format!(
        "`{}` takes {}, not {}",
        key.text,
        kind.takes(),
        node.in_words()
    );
    Diagnostic::error(codes::WRONG_TYPE, message).at(node.span.place())
}

fn replace(node: &Node, value: impl Into<Json>) -> Vec<PatchOp> {
    let path = node.span.pointer.to_string();
    vec![PatchOp::Replace {
        path,
        value: value.into(),
    }]
}
