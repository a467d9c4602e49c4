//! What fuzzing found worth keeping goes through the reader, the formatter and the expander.

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;

/// Calls a target with each file of its corpus; says how many there were.
fn each(target: &str, of: fn(&[u8])) -> usize {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let files = fs::read_dir(corpus.join(target)).unwrap();
    let files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
    files.map(|bytes| of(&bytes)).count()
}

#[test]
fn the_kept_corpus_is_read_and_formatted() {
    assert!(each("reader", fuzz::read) >= 50);
}

#[test]
fn the_kept_corpus_is_checked_expanded_and_mended() {
    assert!(each("expander", fuzz::expand) >= 50);
}
