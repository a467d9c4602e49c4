//! What the tests of filming share: small acts over small pages, and what is left behind.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use demoreel_capture::{RecordError, RecordJob, TakeSummary, record};
use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::event::{Button, Event, Happening};
use demoreel_primitives::page::{Page, PageNode, PageNodeKind};
use demoreel_primitives::plan::{
    Act, ActScene, ActStep, Action, Browser, BrowserHome, StepId, Surface, SurfaceKind, TypedText,
};
use demoreel_primitives::progress::{Run, Unobserved};
use demoreel_primitives::space::{SurfacePoint, SurfaceSize};
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::Nanos;
use demoreel_take::Take;

/// How long targets are looked for where they should be found.
pub const PATIENT: Nanos = Nanos::from_secs(20);

/// A folder with a site, a take and everything else that a recording needs.
pub struct Studio {
    pub folder: tempfile::TempDir,
    pub cancel: Cancel,
    pub environment: BTreeMap<String, String>,
}

impl Studio {
    /// With these files in its site.
    pub fn new(site: &[(&str, &str)]) -> Studio {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("site")).unwrap();
        for (name, content) in site {
            std::fs::write(folder.path().join("site").join(name), content).unwrap();
        }
        let path = std::env::var("PATH").unwrap();
        Studio {
            folder,
            cancel: Cancel::new(),
            environment: BTreeMap::from([("PATH".to_owned(), path)]),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn job(&self) -> RecordJob<'static> {
        RecordJob {
            take: self.path("take"),
            from: None,
            fresh: false,
            real_time: false,
            seed: 1,
            home: self.folder.path().to_owned(),
            explain: self.path("explain"),
            runtime: self.path("runtime"),
            environment: self.environment.clone(),
            pause_on_failure: None,
        }
    }

    pub fn record(&self, act: &Act) -> Result<TakeSummary, RecordError> {
        self.record_job(act, &self.job())
    }

    pub fn record_job(&self, act: &Act, job: &RecordJob<'_>) -> Result<TakeSummary, RecordError> {
        let run = Run {
            observer: &Unobserved,
            cancel: &self.cancel,
        };
        record(act, job, &run)
    }

    pub fn take(&self) -> Take {
        Take::open(&self.path("take")).unwrap()
    }

    pub fn events(&self, scene: &str) -> Vec<Event> {
        self.take().scene(scene).unwrap().events
    }

    /// A surface that serves the site.
    pub fn surface(&self, width: u32, height: u32, density: f64) -> Surface {
        self.surface_at(
            width,
            height,
            density,
            BrowserHome::Serve {
                folder: self.path("site").display().to_string(),
                page: "/index.html".to_owned(),
                digest: "test".to_owned(),
            },
        )
    }

    pub fn surface_at(&self, width: u32, height: u32, density: f64, home: BrowserHome) -> Surface {
        Surface {
            name: "app".to_owned(),
            size: SurfaceSize::new(width, height),
            density,
            kind: SurfaceKind::Browser(Browser {
                home,
                env: Vec::new(),
            }),
        }
    }

    /// One scene `main` on one surface.
    pub fn act(&self, surface: Surface, actions: Vec<Action>) -> Act {
        Act {
            surfaces: vec![surface],
            services: Vec::new(),
            requires: Vec::new(),
            scenes: vec![scene("main", actions)],
        }
    }
}

/// A scene on the surface `app`.
pub fn scene(name: &str, actions: Vec<Action>) -> ActScene {
    let step = |(index, action)| ActStep {
        id: StepId(format!("{name}/{}", index + 1)),
        surface: "app".to_owned(),
        action,
        given: Vec::new(),
        optional: false,
    };
    ActScene {
        name: name.to_owned(),
        steps: actions.into_iter().enumerate().map(step).collect(),
        surfaces: vec!["app".to_owned()],
    }
}

pub fn text(text: &str) -> Target {
    Target::plain(Finder::Text {
        text: text.to_owned(),
    })
}

pub fn css(selector: &str) -> Target {
    Target::plain(Finder::Css {
        selector: selector.to_owned(),
    })
}

pub fn point(x: f64, y: f64) -> Target {
    Target::plain(Finder::Point {
        point: SurfacePoint::new(x, y),
    })
}

pub fn click(target: Target) -> Action {
    Action::Click {
        target,
        button: Button::Left,
        count: 1,
        timeout: PATIENT,
    }
}

pub fn wait_for(target: Target) -> Action {
    Action::WaitFor {
        target,
        timeout: PATIENT,
    }
}

pub fn type_text(words: &str, into: Target) -> Action {
    Action::TypeText {
        text: TypedText::Plain(words.to_owned()),
        into: Some(into),
        pace: Nanos::from_millis(25),
        timeout: PATIENT,
    }
}

/// The last page that is in a log.
pub fn last_page(events: &[Event]) -> Page {
    let pages = events.iter().rev().filter_map(|event| match &event.what {
        Happening::Page { page, .. } => Some(page.clone()),
        _ => None,
    });
    pages.into_iter().next().unwrap()
}

/// The texts of a page, joined.
pub fn words(page: &Page) -> String {
    let texts = page.nodes.iter().filter_map(|node| match &node.kind {
        PageNodeKind::Text { text, .. } => Some(text.as_str()),
        PageNodeKind::Element { .. } => None,
    });
    texts.collect::<Vec<_>>().join(" | ")
}

/// The element with an id.
pub fn by_id<'a>(page: &'a Page, id: &str) -> Option<&'a PageNode> {
    page.nodes.iter().find(|node| match &node.kind {
        PageNodeKind::Element { attributes, .. } => attributes
            .iter()
            .any(|(name, value)| name == "id" && value == id),
        PageNodeKind::Text { .. } => false,
    })
}

/// The pids of all processes whose environment names a folder.
pub fn processes_of(folder: &Path) -> Vec<u32> {
    let needle = folder.display().to_string();
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_marked = |pid: &u32| {
        let read = |what: &str| std::fs::read(format!("/proc/{pid}/{what}")).unwrap_or_default();
        let all = [read("environ"), read("cmdline")].concat();
        *pid != std::process::id() && String::from_utf8_lossy(&all).contains(&needle)
    };
    pids.filter(is_marked).collect()
}
