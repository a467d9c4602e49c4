//! The ledger: one line of JSON for each call that was paid, in the order in which the answers
//! came. It is only ever added to.

use std::fs::{self, File};
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::{Store, StoreError};

/// A call that was paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// When the run began that paid, as the front wrote it.
    pub day: String,
    /// Who was paid, such as `elevenlabs`.
    pub provider: String,
    /// Who spoke, such as `Rachel`.
    pub voice: String,
    /// The model.
    pub model: String,
    /// Characters that were sent.
    pub characters: u64,
    /// What the provider says that it cost; our estimate where it does not say.
    pub credits: f64,
    /// The provider's name for the call.
    pub request: Option<String>,
    /// What was bought.
    pub key: String,
}

const NAME: &str = "ledger.jsonl";

impl Store {
    /// Writes a payment down.
    pub fn pay(&self, payment: &Payment) -> Result<(), StoreError> {
        let path = self.folder.join(NAME);
        let add = || -> io::Result<()> {
            let mut line = serde_json::to_vec(payment)?;
            line.push(b'\n');
            let mut file = File::options().create(true).append(true).open(&path)?;
            // One write of a whole line: two runs at once do not mix their lines.
            file.write_all(&line)?;
            file.sync_all()
        };
        add().map_err(|error| StoreError::new("write", &path, error))
    }

    /// Every payment; a line that cannot be read is left out.
    pub fn payments(&self) -> Vec<Payment> {
        let text = fs::read_to_string(self.folder.join(NAME)).unwrap_or_default();
        let lines = text.lines();
        lines
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }
}
