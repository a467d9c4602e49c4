//! What can go wrong with a call, by what can be done about it.

use std::time::Duration;

use serde_json::Value;

use super::SERVICE;
use crate::error::{Refusal, VoiceError};

/// A call that brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The service said no.
    Refused(No),
    /// Nothing reached the service.
    Unreachable(String),
    /// Whoever answers cannot prove to be the service.
    Untrusted(String),
    /// The call was made, and its answer did not come whole: it may have been paid.
    Lost {
        /// The service's name for the call, if it came.
        request: Option<String>,
        /// How.
        why: String,
    },
    /// The run was stopped before the call was made.
    Cancelled,
}

/// A refusal as the service words it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct No {
    /// Of HTTP.
    pub status: u16,
    /// The service's own word for it; empty where it has none.
    pub code: String,
    /// For people.
    pub message: String,
    /// How long it asks to wait.
    pub wait: Option<Duration>,
}

impl Trouble {
    /// Whether the same call may succeed a little later. What may have been paid is not made
    /// again; questions cost nothing.
    pub fn may_pass(&self, paid: bool) -> bool {
        match self {
            Trouble::Refused(no) => no.may_pass(),
            Trouble::Unreachable(_) => true,
            Trouble::Lost { .. } => !paid,
            Trouble::Untrusted(_) | Trouble::Cancelled => false,
        }
    }

    /// How long the service asks to wait.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Trouble::Refused(no) => no.wait,
            _ => None,
        }
    }

    /// Whether too many calls were made at once.
    pub fn is_crowded(&self) -> bool {
        matches!(self, Trouble::Refused(no) if no.is_crowded())
    }
}

impl No {
    /// Reads a refusal. What the service sends under `detail` is a map, a list of complaints about
    /// fields, or a sentence; what a gateway in between sends is anything.
    pub fn read(status: u16, body: &[u8], wait: Option<Duration>) -> No {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (code, message) = match &body["detail"] {
            Value::Object(detail) => {
                let code = detail.get("code").or(detail.get("status"));
                let message = word(detail.get("message").unwrap_or(&Value::Null));
                let message = match detail.get("param").and_then(Value::as_str) {
                    Some(field) => format!("{message} (field `{field}`)"),
                    None => message,
                };
                (code.map(word).unwrap_or_default(), message)
            }
            Value::Array(complaints) => (String::new(), complaints_in_words(complaints)),
            Value::String(sentence) => (String::new(), sentence.clone()),
            _ => (String::new(), String::new()),
        };
        let message = match (message.is_empty(), code.is_empty()) {
            (false, _) => message,
            (true, false) => code.replace('_', " "),
            (true, true) => format!("status {status}"),
        };
        No {
            status,
            code,
            message,
            wait,
        }
    }

    fn is_crowded(&self) -> bool {
        let codes = ["concurrent_limit_exceeded", "too_many_concurrent_requests"];
        codes.contains(&self.code.as_str())
    }

    fn is_about_credits(&self) -> bool {
        let codes = ["quota_exceeded", "paid_plan_required", "payment_required"];
        self.status == 402 || codes.contains(&self.code.as_str())
    }

    fn may_pass(&self) -> bool {
        let later = matches!(self.status, 408 | 409 | 429) || self.status >= 500;
        (later || self.code == "system_busy") && !self.is_about_credits()
    }

    fn kind(&self) -> Refusal {
        match self.status {
            _ if self.is_about_credits() => Refusal::Credits,
            _ if self.may_pass() => Refusal::Busy,
            401 | 403 => Refusal::Key,
            _ if self.code == "invalid_api_key" || self.code == "missing_permissions" => {
                Refusal::Key
            }
            _ => Refusal::Request,
        }
    }
}

/// Complaints about fields, as the service's own checks word them.
fn complaints_in_words(complaints: &[Value]) -> String {
    let one = |complaint: &Value| {
        let path = complaint["loc"].as_array().into_iter().flatten();
        let path = path.filter_map(|part| match part {
            Value::String(name) if name != "body" => Some(name.clone()),
            Value::Number(index) => Some(index.to_string()),
            _ => None,
        });
        let path = path.collect::<Vec<_>>().join(".");
        let message = complaint["msg"].as_str().unwrap_or("it is wrong");
        format!("`{path}`: {message}")
    };
    complaints.iter().map(one).collect::<Vec<_>>().join("; ")
}

impl From<Trouble> for VoiceError {
    fn from(trouble: Trouble) -> VoiceError {
        let service = SERVICE;
        match trouble {
            Trouble::Refused(no) => VoiceError::Refused {
                service,
                kind: no.kind(),
                message: no.message,
            },
            Trouble::Unreachable(why) => VoiceError::Unreachable { service, why },
            Trouble::Untrusted(why) => VoiceError::Unreachable {
                service,
                why: format!("whoever answers cannot prove to be it: {why}"),
            },
            Trouble::Lost { why, .. } => VoiceError::Unreachable { service, why },
            Trouble::Cancelled => VoiceError::Cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no(status: u16, body: &str) -> No {
        No::read(status, body.as_bytes(), None)
    }

    #[test]
    fn every_shape_of_a_refusal_is_understood() {
        let new = r#"{"detail":{"type":"payment_required","code":"paid_plan_required","message":"Not for free users.","status":"payment_required"}}"#;
        assert_eq!(no(402, new).kind(), Refusal::Credits);
        let old = r#"{"detail":{"status":"quota_exceeded","message":"Too few."}}"#;
        assert_eq!(
            (no(401, old).kind(), no(401, old).may_pass()),
            (Refusal::Credits, false)
        );
        let field =
            r#"{"detail":[{"loc":["body","voice_settings","speed"],"msg":"too fast","type":"x"}]}"#;
        assert_eq!(no(422, field).message, "`voice_settings.speed`: too fast");
        assert_eq!(
            no(401, r#"{"detail":"Invalid API key"}"#).kind(),
            Refusal::Key
        );
        let param = r#"{"detail":{"code":"invalid_parameters","message":"Bad.","param":"seed"}}"#;
        assert_eq!(no(400, param).message, "Bad. (field `seed`)");
        assert_eq!(no(502, "<html>").message, "status 502");
        assert!(no(502, "<html>").may_pass());
    }

    #[test]
    fn both_kinds_of_too_many_are_told_apart() {
        let crowded = r#"{"detail":{"code":"concurrent_limit_exceeded","message":"m"}}"#;
        let fast = r#"{"detail":{"code":"rate_limit_exceeded","message":"m"}}"#;
        assert!(no(429, crowded).is_crowded() && no(429, crowded).may_pass());
        assert!(!no(429, fast).is_crowded() && no(429, fast).may_pass());
    }

    #[test]
    fn what_may_have_been_paid_is_not_asked_for_again() {
        let lost = Trouble::Lost {
            request: None,
            why: String::new(),
        };
        assert!(lost.may_pass(false) && !lost.may_pass(true));
        assert!(!Trouble::Untrusted(String::new()).may_pass(false));
    }
}
