//! `demoreel schema`: the JSON Schema of scripts, for editors and validators.

use super::{Ending, print_json};
use crate::cli::SchemaArgs;

/// Prints the schema, with a script's own composed steps where one is named.
pub fn schema(args: &SchemaArgs) -> Ending {
    let tables = match super::primitives::tables(args.script.as_deref(), false) {
        Ok(tables) => tables,
        Err(ending) => return ending,
    };
    print_json(&demoreel_dsl::schema(&tables));
    Ending::Done
}
