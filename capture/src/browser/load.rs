//! Opening an address, and saying in plain words why it did not open.

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::time::Nanos;
use serde_json::{Value, json};

use super::Browser;
use crate::clock::MachineTime;
use crate::error::StageError;

/// Fonts are there, and what they changed has been painted.
const SETTLED: &str = "document.fonts.ready.then(() => new Promise((done) => \
    requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))";

pub(super) fn open(
    browser: &Browser,
    url: &str,
    limit: Nanos,
    cancel: &Cancel,
) -> Result<(), StageError> {
    let fail = |why: String| StageError::PageNotLoaded {
        url: url.to_owned(),
        why,
    };
    let slow = || fail(format!("it was not done after {limit}"));
    let begun = MachineTime::now();
    let answer = match browser.call("Page.navigate", json!({"url": url}), limit) {
        Err(StageError::PageBusy { .. }) => return Err(slow()),
        other => other?,
    };
    if let Some(error) = answer["errorText"].as_str() {
        let status = status_of(browser, &answer["loaderId"]);
        return Err(fail(status.unwrap_or_else(|| plain_words(error))));
    }
    // A jump inside the page has no loader: there is nothing to wait for.
    if let Some(loader) = answer["loaderId"].as_str() {
        loop {
            if let Some(status) = status_of(browser, &answer["loaderId"]) {
                return Err(fail(status));
            }
            if browser
                .watch
                .now()
                .loaded
                .iter()
                .any(|loaded| loaded == loader)
            {
                break;
            }
            browser.check()?;
            if cancel.is_cancelled() {
                return Err(StageError::Cancelled);
            }
            if MachineTime::now().since(begun) > limit {
                return Err(slow());
            }
            browser.watch.pause();
        }
    }
    browser.evaluate(SETTLED, limit)?;
    Ok(())
}

/// The status of a server that did not want to give a page, in words.
fn status_of(browser: &Browser, loader: &Value) -> Option<String> {
    let known = browser.watch.now();
    let status = known
        .statuses
        .get(loader.as_str()?)
        .filter(|status| **status >= 400)?;
    Some(format!("the server answered with status {status}"))
}

/// Chromium's name of a network error in words.
fn plain_words(error: &str) -> String {
    let name = error.strip_prefix("net::").unwrap_or(error);
    let words = match name {
        "ERR_NAME_NOT_RESOLVED" => "there is no host of that name",
        "ERR_CONNECTION_REFUSED" => "nothing listens there",
        "ERR_CONNECTION_TIMED_OUT" | "ERR_TIMED_OUT" => "the server does not answer",
        "ERR_CONNECTION_RESET" | "ERR_CONNECTION_CLOSED" => "the server closed the connection",
        "ERR_EMPTY_RESPONSE" => "the server sent nothing",
        "ERR_INTERNET_DISCONNECTED" | "ERR_ADDRESS_UNREACHABLE" => "the network is not there",
        "ERR_TOO_MANY_REDIRECTS" => "it redirects in a circle",
        "ERR_FILE_NOT_FOUND" => "there is no such file",
        "ERR_INVALID_URL" => "that is no address",
        "ERR_HTTP_RESPONSE_CODE_FAILURE" => "the server answered with an error and no page",
        "ERR_ABORTED" => "the address starts a download or has no page",
        name if name.starts_with("ERR_CERT") => "its certificate is not trusted",
        name if name.starts_with("ERR_SSL") => "it does not speak HTTPS",
        _ => return error.to_owned(),
    };
    format!("{words} ({name})")
}
