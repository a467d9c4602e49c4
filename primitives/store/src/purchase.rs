//! Paid calls. An intent is written before a call is made, the answer as it came before anything
//! is done with it. An intent without an answer means that a call may have been paid for nothing.

use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use crate::{Store, StoreError};

/// A call that is about to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// Who is called, such as `elevenlabs`.
    pub provider: String,
    /// The words.
    pub text: String,
    /// The provider's name for the call, once it is known.
    pub request: Option<String>,
}

impl Store {
    /// Says that a call is about to be made, or what is known of one that was.
    pub fn intend(&self, key: &str, intent: &Intent) -> Result<(), StoreError> {
        let path = self.file(key, "intent");
        let bytes = serde_json::to_vec(intent)
            .map_err(|error| StoreError::new("write", &path, io::Error::other(error)))?;
        self.write(&path, &bytes)
    }

    /// A call that was begun and whose answer is not there.
    pub fn open_intent(&self, key: &str) -> Option<Intent> {
        let intent = fs::read(self.file(key, "intent")).ok()?;
        serde_json::from_slice(&intent).ok()
    }

    /// Says that a call came to nothing: it was not made, or refused, and cost nothing.
    pub fn withdraw(&self, key: &str) -> Result<(), StoreError> {
        self.drop_file(key, "intent")
    }

    /// Keeps a call's answer as it came; its intent is fulfilled by that.
    pub fn keep_answer(&self, key: &str, answer: &[u8]) -> Result<(), StoreError> {
        self.write(&self.file(key, "answer"), answer)?;
        self.withdraw(key)
    }

    /// A call's answer that nothing was made of yet.
    pub fn answer(&self, key: &str) -> Option<Vec<u8>> {
        fs::read(self.file(key, "answer")).ok()
    }

    /// Says that what an answer held is now kept as an entry.
    pub fn use_up(&self, key: &str) -> Result<(), StoreError> {
        self.drop_file(key, "answer")
    }

    /// Calls that were begun and never answered.
    pub fn unsettled(&self) -> Vec<String> {
        self.keys("intent")
    }

    /// Answers that are kept as they came.
    pub fn answers(&self) -> Vec<String> {
        self.keys("answer")
    }

    fn drop_file(&self, key: &str, ending: &str) -> Result<(), StoreError> {
        let path = self.file(key, ending);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::new("remove", &path, error))
            }
            _ => Ok(()),
        }
    }
}
