//! Chromium that fills a private display, and the page in it: opening addresses, reading what can
//! be seen, turning the wheel. Clicks and keys are not here: they come from real hands.

mod cdp;
mod flags;
mod fonts;
mod load;
mod snapshot;
mod start;
mod watch;

use std::sync::Arc;

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::page::Page;
use demoreel_primitives::space::{SurfacePoint, SurfaceSize};
use demoreel_primitives::time::Nanos;
use serde_json::{Value, json};

use crate::clock;
use crate::error::StageError;
use crate::process::Member;

pub use cdp::Pending;
pub use fonts::install as install_fonts;
pub use snapshot::Extent;
pub use start::BrowserLaunch;

use cdp::{Cdp, Unanswered};
use watch::Watch;

/// A snapshot that is still to come.
pub struct PendingPage(Pending);

/// How long the page may take over a question about itself.
const ANSWER_LIMIT: Nanos = Nanos::from_secs(30);
/// How often a page that refuses to answer is asked again: it may be on its way out.
const BETWEEN_PAGES: u32 = 40;

/// So often the browser is asked something before its page is: it looks at its display between
/// two answers.
const INPUT_READ: u32 = 2;
/// How long a page may take over input before it is looked at all the same.
const INPUT_LIMIT: Nanos = Nanos::from_secs(3);

/// The protocol's name for asking a page something.
const EVALUATE: &str = "Runtime.evaluate";

/// A running Chromium with one page. It ends with its household.
pub struct Browser {
    cdp: Arc<Cdp>,
    watch: Arc<Watch>,
    session: String,
    surface: String,
    version: String,
    member: Member,
}

impl Browser {
    /// Such as `Chrome/156.0.8078.79`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// An error once Chromium or its page has gone.
    pub fn check(&self) -> Result<(), StageError> {
        if let Some(what) = self.member.ended() {
            return Err(StageError::BrowserGone { what });
        }
        if self.watch.now().crashed {
            let surface = self.surface.clone();
            return Err(StageError::PageCrashed { surface });
        }
        Ok(())
    }

    /// Opens an address and waits until its page has loaded, fonts included, and has been painted.
    pub fn open(&self, url: &str, limit: Nanos, cancel: &Cancel) -> Result<(), StageError> {
        load::open(self, url, limit, cancel)
    }

    /// The value of an expression in the page; promises are waited for.
    pub fn evaluate(&self, expression: &str, limit: Nanos) -> Result<Value, StageError> {
        let params = json!({
            "expression": expression,
            "returnByValue": true,
            "awaitPromise": true,
        });
        let mut answer = self.call(EVALUATE, params, limit)?;
        match answer["exceptionDetails"]["exception"]["description"].as_str() {
            Some(message) => Err(StageError::Refused {
                method: EVALUATE.to_owned(),
                message: message.to_owned(),
            }),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// The elements and texts of the page and their boxes.
    pub fn snapshot(&self, extent: Extent) -> Result<Page, StageError> {
        let value = self.evaluate_across_loads(&snapshot::expression(extent))?;
        read_snapshot(&value)
    }

    /// The value of an expression. A page that goes away while it is asked is not a failure: the
    /// next one is asked.
    pub fn evaluate_across_loads(&self, expression: &str) -> Result<Value, StageError> {
        for _ in 0..BETWEEN_PAGES {
            match self.evaluate(expression, ANSWER_LIMIT) {
                Err(StageError::Refused { .. }) => clock::sleep(Nanos::from_millis(25)),
                other => return other,
            }
        }
        self.evaluate(expression, ANSWER_LIMIT)
    }

    /// The page's visible size in logical pixels and its density, as the page itself sees them.
    pub fn geometry(&self) -> Result<(SurfaceSize, f64), StageError> {
        let value = self.evaluate("[innerWidth, innerHeight, devicePixelRatio]", ANSWER_LIMIT)?;
        let number = |index: usize| value[index].as_f64().unwrap_or_default();
        let size = SurfaceSize::new(number(0) as u32, number(1) as u32);
        Ok((size, number(2)))
    }

    /// Turns the wheel by logical pixels to the right and down, at a place. Chromium moves its
    /// page by exactly that much in its next frame; the answer comes when it has.
    pub fn wheel(&self, at: SurfacePoint, right: f64, down: f64) -> Result<Pending, StageError> {
        let params = json!({
            "type": "mouseWheel",
            "x": at.x, "y": at.y,
            "deltaX": right, "deltaY": down,
        });
        let method = "Input.dispatchMouseEvent";
        self.cdp
            .post(Some(&self.session), method, params)
            .map_err(|why| self.explain(method, why))
    }

    /// Returns when the page has handled all input that the display has handed on. The pointer
    /// stays where it is: what is sent is a movement to the same place, which takes its turn
    /// behind everything before it and is answered when the page has seen it.
    pub fn await_input(&self, pointer: SurfacePoint) -> Result<(), StageError> {
        for _ in 0..INPUT_READ {
            let asked = self
                .cdp
                .call(None, "Browser.getVersion", json!({}), ANSWER_LIMIT);
            asked.map_err(|why| self.explain("Browser.getVersion", why))?;
        }
        let params = json!({"type": "mouseMoved", "x": pointer.x, "y": pointer.y});
        match self.call("Input.dispatchMouseEvent", params, INPUT_LIMIT) {
            // A page that is busy, or on its way out, has got what was before it.
            Err(StageError::PageBusy { .. } | StageError::Refused { .. }) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Asks for a snapshot and leaves.
    pub fn ask_snapshot(&self, extent: Extent) -> Result<PendingPage, StageError> {
        let expression = snapshot::expression(extent);
        let params = json!({"expression": expression, "returnByValue": true});
        self.cdp
            .post(Some(&self.session), EVALUATE, params)
            .map(PendingPage)
            .map_err(|why| self.explain(EVALUATE, why))
    }

    /// Puts text in at the caret at once.
    pub fn insert(&self, text: &str) -> Result<(), StageError> {
        let params = json!({ "text": text });
        self.call("Input.insertText", params, ANSWER_LIMIT)
            .map(drop)
    }

    fn call(&self, method: &str, params: Value, limit: Nanos) -> Result<Value, StageError> {
        self.cdp
            .call(Some(&self.session), method, params, limit)
            .map_err(|why| self.explain(method, why))
    }

    /// A crash looks like a busy page or a broken line at first; the browser's state says which.
    fn explain(&self, method: &str, why: Unanswered) -> StageError {
        if matches!(why, Unanswered::Gone) {
            self.wait_for_end();
        }
        self.check().err().unwrap_or_else(|| why.of(method))
    }

    /// The pipe breaks a moment before the process can be seen to have ended.
    fn wait_for_end(&self) {
        for _ in 0..50 {
            if self.member.ended().is_some() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
}

impl PendingPage {
    /// The page, or why it did not answer; none while it has not.
    pub fn answer(&self) -> Option<Result<Page, StageError>> {
        let answer = self.0.answer()?;
        Some(match answer {
            Ok(answer) => read_snapshot(&answer["result"]["value"]),
            Err(why) => Err(why.of(EVALUATE)),
        })
    }
}

fn read_snapshot(value: &Value) -> Result<Page, StageError> {
    snapshot::read(value.as_str().unwrap_or_default()).map_err(|error| StageError::Refused {
        method: "the page's snapshot".to_owned(),
        message: error.to_string(),
    })
}
