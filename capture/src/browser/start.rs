//! From nothing to a Chromium whose page fills its display.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use demoreel_primitives::plan::Surface;
use demoreel_primitives::time::Nanos;
use serde_json::{Value, json};

use super::cdp::{Cdp, Unanswered};
use super::watch::Watch;
use super::{Browser, flags, fonts};
use crate::cursor;
use crate::display::Display;
use crate::error::StageError;
use crate::process::{Household, Launch, Member, Parting, last_lines};
use crate::programs;

const START_LIMIT: Nanos = Nanos::from_secs(30);

/// The pipes arrive as input and output; Chromium wants them as numbers 3 and 4.
const ONTO_3_AND_4: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >&2"#;

/// Told to every page before its own scripts: a caret that does not blink, so that a picture at
/// rest is at rest, and links that open in this window.
const BEFORE_EVERY_PAGE: &str = r"
(() => {
  const calm = new CSSStyleSheet();
  calm.replaceSync(':root { caret-animation: manual; }');
  document.adoptedStyleSheets.push(calm);
})();
";

/// What a browser needs to start.
pub struct BrowserLaunch<'a> {
    /// Its name, size and density.
    pub surface: &'a Surface,
    /// What it sees of the environment, without `DISPLAY`.
    pub environment: Vec<(String, String)>,
    /// The user's `PATH`, to find it.
    pub path: &'a str,
}

impl Browser {
    /// Starts Chromium on a display and waits until its empty page fills it.
    pub fn start(
        household: &Household,
        display: &Display,
        launch: BrowserLaunch<'_>,
    ) -> Result<Browser, StageError> {
        let program = programs::chromium(launch.path)?;
        let runtime = household.runtime();
        let folder = runtime
            .subfolder(&format!("{}.browser", launch.surface.name))
            .map_err(StageError::files("the folder", runtime.folder()))?;
        let log = folder.join("chromium.log");
        let process = process(&program, &folder, &log, display, &launch)
            .map_err(StageError::files("the folder", &folder))?;
        let failed = |what: String| StageError::BrowserStart {
            what,
            output: last_lines(&log, 8),
        };
        let mut member = household
            .start(process)
            .map_err(|error| failed(format!("did not start: {error}")))?;
        let (cdp, watch) = connect(&mut member).ok_or_else(|| failed("has no pipes".to_owned()))?;
        let attached = attach(&cdp, &watch).map_err(|why| {
            // The pipe breaks a moment before the process is seen to end.
            std::thread::sleep(Duration::from_millis(100));
            failed(member.ended().unwrap_or_else(|| match why {
                Unanswered::Slow(limit) => format!("did not answer within {limit}"),
                Unanswered::Refused(message) => format!("refused to be driven: {message}"),
                Unanswered::Gone => "closed its pipe".to_owned(),
            }))
        })?;
        let (session, version) = attached;
        Ok(Browser {
            cdp,
            watch,
            session,
            surface: launch.surface.name.clone(),
            version,
            member,
        })
    }
}

fn process(
    program: &Path,
    folder: &Path,
    log: &Path,
    display: &Display,
    launch: &BrowserLaunch<'_>,
) -> std::io::Result<Launch> {
    let mut environment = launch.environment.clone();
    let fontconfig = fonts::install(folder)?.display().to_string();
    environment.push(("FONTCONFIG_FILE".to_owned(), fontconfig));
    cursor::install_theme(&folder.join("cursors"))?;
    let cursors = folder.join("cursors").display().to_string();
    environment.push(("XCURSOR_PATH".to_owned(), cursors));
    environment.push(("DISPLAY".to_owned(), display.name().to_owned()));
    environment.push(("XDG_CONFIG_HOME".to_owned(), folder.display().to_string()));
    environment.push(("XDG_CACHE_HOME".to_owned(), folder.display().to_string()));
    // Without a session bus Chromium would look for one, and write about it.
    environment.push((
        "DBUS_SESSION_BUS_ADDRESS".to_owned(),
        "disabled:".to_owned(),
    ));
    let shell = [ONTO_3_AND_4.to_owned(), program.display().to_string()];
    let surface = launch.surface;
    let flags = flags::arguments(&folder.join("profile"), surface.size, surface.density);
    let arguments = ["-c".to_owned()].into_iter().chain(shell).chain(flags);
    Ok(Launch {
        name: format!("Chromium of {}", surface.name),
        program: "/bin/sh".into(),
        arguments: arguments.collect(),
        environment,
        folder: folder.to_owned(),
        log: log.to_owned(),
        pipes: true,
        parting: Parting::Kill,
    })
}

fn connect(member: &mut Member) -> Option<(Arc<Cdp>, Arc<Watch>)> {
    let (out, input) = (member.input.take()?, member.output.take()?);
    let watch = Arc::new(Watch::default());
    let listener = Arc::clone(&watch);
    let cdp = Cdp::open(out, input, move |event| listener.on_event(&event));
    Some((Arc::new(cdp), watch))
}

/// Finds the one page and switches on what is needed; gives its session and the version.
fn attach(cdp: &Arc<Cdp>, watch: &Watch) -> Result<(String, String), Unanswered> {
    let about = cdp.call(None, "Browser.getVersion", json!({}), START_LIMIT)?;
    let target = first_page(cdp)?;
    let params = json!({"targetId": target, "flatten": true});
    let attached = cdp.call(None, "Target.attachToTarget", params, START_LIMIT)?;
    let session = text(&attached["sessionId"]);
    watch.attach(cdp, &session, &target);
    for (method, params) in [
        ("Page.enable", json!({})),
        ("Page.setLifecycleEventsEnabled", json!({"enabled": true})),
        ("Network.enable", json!({"maxTotalBufferSize": 0})),
        ("Inspector.enable", json!({})),
        ("Runtime.enable", json!({})),
        (
            "Emulation.setFocusEmulationEnabled",
            json!({"enabled": true}),
        ),
        (
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": BEFORE_EVERY_PAGE}),
        ),
    ] {
        cdp.call(Some(&session), method, params, START_LIMIT)?;
    }
    let discover = json!({"discover": true});
    cdp.call(None, "Target.setDiscoverTargets", discover, START_LIMIT)?;
    Ok((session, text(&about["product"])))
}

/// The window may take a moment longer than the pipe.
fn first_page(cdp: &Cdp) -> Result<String, Unanswered> {
    for _ in 0..200 {
        let targets = cdp.call(None, "Target.getTargets", json!({}), START_LIMIT)?;
        let all = targets["targetInfos"].as_array();
        let page = all.and_then(|all| all.iter().find(|target| target["type"] == "page"));
        if let Some(page) = page {
            return Ok(text(&page["targetId"]));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(Unanswered::Slow(START_LIMIT))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
