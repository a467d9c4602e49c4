//! What speaking needs of the machine and of its user. All of it is handed in: nothing here reads
//! the environment.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// What speaking needs.
#[derive(Clone, Debug)]
pub struct VoiceJob {
    /// Where spoken words are kept, and files that are needed for a moment; made if it is not
    /// there.
    pub cache: PathBuf,
    /// Where programs are looked for, as in `PATH`.
    pub path: OsString,
    /// The script's folder, in which commands run.
    pub home: PathBuf,
    /// The environment variables that the voices name, as far as they are set.
    pub variables: BTreeMap<String, Secret>,
    /// The address of a proxy for https, if there is one.
    pub proxy: Option<String>,
    /// The most credits that this run may spend; none for no limit.
    pub budget: Option<f64>,
    /// Buys again what an earlier run may have paid for without getting it.
    pub pay_again: bool,
    /// The day, for the ledger.
    pub day: String,
    /// How long services are waited for.
    pub patience: Patience,
}

/// Words that nobody may see: they are in no debug form.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// How long services are waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For the beginning of an answer.
    pub answer: Duration,
    /// For the next bytes of an answer that has begun.
    pub stall: Duration,
    /// After a stop, for the answer to a call that is paid anyway.
    pub grace: Duration,
    /// How often a call is made at most.
    pub tries: u32,
    /// Before the second try; twice as long before each further one.
    pub pause: Duration,
    /// The longest pause, also where the service asks for a longer one.
    pub longest_pause: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            connect: Duration::from_secs(15),
            answer: Duration::from_secs(300),
            stall: Duration::from_secs(45),
            grace: Duration::from_secs(8),
            tries: 6,
            pause: Duration::from_millis(800),
            longest_pause: Duration::from_secs(60),
        }
    }
}

impl Secret {
    /// Takes words in.
    pub fn new(words: impl Into<String>) -> Secret {
        Secret(words.into())
    }

    /// The words themselves, for the one place that needs them.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Takes the words out of a sentence that somebody else wrote.
    pub(crate) fn strike(&self, sentence: &str) -> String {
        if self.0.is_empty() {
            return sentence.to_owned();
        }
        sentence.replace(&self.0, "(the key)")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}
