//! What the browser tells by itself: loads, answers of servers, crashes, dialogs, new windows.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use serde_json::{Value, json};

use super::cdp::{Cdp, CdpEvent};

/// The page as far as its events tell. Shared by the listening thread and whoever waits.
#[derive(Default)]
pub struct Watch {
    state: Mutex<Watched>,
    changed: Condvar,
    line: OnceLock<Line>,
}

/// What is known now.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// The page's own process is gone.
    pub crashed: bool,
    /// Loaders whose page has fired its load event.
    pub loaded: Vec<String>,
    /// The HTTP status with which each document was answered, by its loader.
    pub statuses: BTreeMap<String, u64>,
}

struct Line {
    cdp: Weak<Cdp>,
    session: String,
    target: String,
}

impl Watch {
    /// From now on dialogs are accepted and new windows open in the attached page instead.
    pub fn attach(&self, cdp: &Arc<Cdp>, session: &str, target: &str) {
        // A watch is attached once; a second page is never its business.
        let _ = self.line.set(Line {
            cdp: Arc::downgrade(cdp),
            session: session.to_owned(),
            target: target.to_owned(),
        });
    }

    /// What is known now.
    pub fn now(&self) -> Watched {
        self.lock().clone()
    }

    /// Waits until something has happened, or a twentieth of a second.
    pub fn pause(&self) {
        let guard = self.lock();
        let short = std::time::Duration::from_millis(50);
        drop(self.changed.wait_timeout(guard, short));
    }

    /// Takes an event in.
    pub fn on_event(&self, event: &CdpEvent) {
        let params = &event.params;
        match event.method.as_str() {
            "Inspector.targetCrashed" | "Target.targetCrashed" => self.lock().crashed = true,
            "Page.lifecycleEvent" if params["name"] == "load" => {
                self.lock().loaded.push(text(&params["loaderId"]));
            }
            "Network.responseReceived" if params["type"] == "Document" => {
                let status = params["response"]["status"].as_u64().unwrap_or(0);
                self.lock()
                    .statuses
                    .insert(text(&params["loaderId"]), status);
            }
            "Page.javascriptDialogOpening" => self.accept_dialog(),
            "Target.targetCreated" | "Target.targetInfoChanged" => {
                self.bring_home(&params["targetInfo"]);
            }
            _ => return,
        }
        self.changed.notify_all();
    }

    /// A native dialog would stop the page and lie outside of what can be clicked reliably.
    fn accept_dialog(&self) {
        self.post("Page.handleJavaScriptDialog", json!({"accept": true}));
    }

    /// A second window would cover the first without a frame; its page opens in the first.
    fn bring_home(&self, target: &Value) {
        let url = text(&target["url"]);
        let Some(line) = self.line.get() else { return };
        let is_new_page = target["type"] == "page" && target["targetId"] != line.target.as_str();
        if is_new_page && !url.is_empty() && url != "about:blank" {
            if let Some(cdp) = line.cdp.upgrade() {
                let id = json!({"targetId": target["targetId"]});
                // If it has closed by itself, so much the better.
                let _ = cdp.post(None, "Target.closeTarget", id);
            }
            self.post("Page.navigate", json!({"url": url}));
        }
    }

    fn post(&self, method: &str, params: Value) {
        if let Some(line) = self.line.get()
            && let Some(cdp) = line.cdp.upgrade()
        {
            // A browser that has gone is noticed by whoever waits for it.
            let _ = cdp.post(Some(&line.session), method, params);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Watched> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
