//! Buying: an intent before the call, the answer on disk before anything is made of it, a line in
//! the ledger. What may have been paid for without an answer is not bought again unasked.

use std::sync::Mutex;

use demoreel_primitives::cancel::Cancel;
use demoreel_store::{Intent, Payment, Store};

use crate::elevenlabs::{Answer, Trouble};
use crate::error::VoiceError;
use crate::job::VoiceJob;

/// What a run has to spend and what it bought.
pub struct Till<'a> {
    store: &'a Store,
    job: &'a VoiceJob,
    spent: Mutex<f64>,
}

/// What is to be bought.
pub struct Item<'a> {
    /// The hash of all that shapes it.
    pub key: &'a str,
    /// From whom.
    pub provider: &'a str,
    /// Which voice.
    pub voice: &'a str,
    /// Which model.
    pub model: &'a str,
    /// The words.
    pub text: &'a str,
    /// What it should cost.
    pub credits: f64,
}

/// What was bought.
pub struct Bought {
    /// The answer as it came.
    pub body: Vec<u8>,
    /// What it cost in this run; 0 where an earlier one paid.
    pub credits: f64,
}

impl<'a> Till<'a> {
    /// A till that nothing was taken from.
    pub fn new(store: &'a Store, job: &'a VoiceJob) -> Till<'a> {
        let spent = Mutex::new(0.0);
        Till { store, job, spent }
    }

    /// Whether so many credits more stay within the budget.
    pub fn allows(&self, credits: f64) -> Result<(), VoiceError> {
        let Some(budget) = self.job.budget else {
            return Ok(());
        };
        let needs = *self.spent.lock().unwrap_or_else(|it| it.into_inner()) + credits;
        if needs > budget {
            return Err(VoiceError::OverBudget { needs, budget });
        }
        Ok(())
    }

    /// Buys something by `call`, unless its answer is there already.
    pub fn buy(
        &self,
        item: &Item<'_>,
        cancel: &Cancel,
        call: impl FnOnce() -> Result<Answer, Trouble>,
    ) -> Result<Bought, VoiceError> {
        let lock = self.store.lock_purchase(item.key, cancel)?;
        let _lock = lock.ok_or(VoiceError::Cancelled)?;
        if let Some(body) = self.store.answer(item.key) {
            let credits = 0.0;
            return Ok(Bought { body, credits });
        }
        if let Some(lost) = self.store.open_intent(item.key)
            && !self.job.pay_again
        {
            return Err(unsettled(item, lost.request));
        }
        self.allows(item.credits)?;
        let mut intent = Intent {
            provider: item.provider.to_owned(),
            text: item.text.to_owned(),
            request: None,
        };
        self.store.intend(item.key, &intent)?;
        match call() {
            Ok(answer) => self.settle(item, answer),
            Err(Trouble::Lost { request, why }) => {
                intent.request = request.clone();
                self.store.intend(item.key, &intent)?;
                Err(VoiceError::Lost {
                    why,
                    request,
                    key: item.key.to_owned(),
                })
            }
            Err(trouble) => {
                self.store.withdraw(item.key)?;
                Err(trouble.into())
            }
        }
    }

    fn settle(&self, item: &Item<'_>, answer: Answer) -> Result<Bought, VoiceError> {
        self.store.keep_answer(item.key, &answer.body)?;
        let credits = answer.credits.unwrap_or(item.credits);
        *self.spent.lock().unwrap_or_else(|it| it.into_inner()) += credits;
        self.store.pay(&Payment {
            day: self.job.day.clone(),
            provider: item.provider.to_owned(),
            voice: item.voice.to_owned(),
            model: item.model.to_owned(),
            characters: item.text.chars().count() as u64,
            credits,
            request: answer.request,
            key: item.key.to_owned(),
        })?;
        let body = answer.body;
        Ok(Bought { body, credits })
    }
}

fn unsettled(item: &Item<'_>, request: Option<String>) -> VoiceError {
    VoiceError::Unsettled {
        request,
        key: item.key.to_owned(),
    }
}
