//! The act: surfaces, services, and the scenes' steps in the order in which they are performed.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::condition::Condition;
use super::desktop::Desktop;
use super::requirement::Required;
use super::terminal::Terminal;
use crate::event::Button;
use crate::space::{SurfaceRect, SurfaceSize};
use crate::target::Target;
use crate::time::Nanos;

/// What happens on the stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// In the order of the script; one or more.
    pub surfaces: Vec<Surface>,
    /// Programs without a picture, started in this order before the surfaces.
    pub services: Vec<Service>,
    /// Programs that must be there before anything is filmed; no part of what is filmed.
    #[serde(default)]
    pub requires: Vec<Required>,
    /// One or more, performed in this order on one stage.
    pub scenes: Vec<ActScene>,
}

/// Something that is driven and filmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    /// An identifier, unique in the script.
    pub name: String,
    /// In logical pixels.
    pub size: SurfaceSize,
    /// Film pixels for one logical pixel, 1.0 to 4.0.
    pub density: f64,
    /// What stands on it.
    pub kind: SurfaceKind,
}

/// The kinds of surface.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurfaceKind {
    /// Chromium on a private display.
    Browser(Browser),
    /// A grid of characters, kept as what was written to it.
    Terminal(Terminal),
    /// Programs on a private display.
    Desktop(Desktop),
    /// A recording that was made elsewhere and imported.
    Footage(Footage),
}

impl SurfaceKind {
    /// Names of environment variables that it may see besides the allow-list.
    pub fn env(&self) -> &[String] {
        match self {
            SurfaceKind::Browser(browser) => &browser.env,
            SurfaceKind::Terminal(terminal) => terminal.env(),
            SurfaceKind::Desktop(desktop) => &desktop.env,
            SurfaceKind::Footage(_) => &[],
        }
    }

    /// Whether it is given files of the user's home.
    pub fn keeps(&self) -> bool {
        match self {
            SurfaceKind::Browser(_) | SurfaceKind::Footage(_) => false,
            SurfaceKind::Terminal(terminal) => terminal.keeps(),
            SurfaceKind::Desktop(desktop) => !desktop.keep.is_empty(),
        }
    }
}

/// A browser and what it opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Browser {
    /// What is open when each scene that uses the surface first begins.
    pub home: BrowserHome,
    /// Names of environment variables that it may see besides the allow-list.
    pub env: Vec<String>,
}

/// Where a browser's pages come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BrowserHome {
    /// An address.
    Url {
        /// Absolute; `open: /x` is relative to it.
        url: String,
    },
    /// A folder that is served on loopback while the act is performed.
    Serve {
        /// Absolute.
        folder: String,
        /// The first page, such as `/index.html`.
        page: String,
        /// BLAKE3 over the folder's names and contents: a changed page is a changed act.
        digest: String,
    },
}

/// A recording that was made elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footage {
    /// The folder into which it was imported, absolute.
    pub folder: String,
    /// [`crate::footage::FootageFacts::digest`]: another recording is another act.
    pub digest: String,
    /// From its first picture to the end of its last.
    pub length: Nanos,
}

/// A program that the demo needs and that is not filmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// An identifier, unique in the script.
    pub name: String,
    /// Run by `sh -c` in the script's folder.
    pub run: String,
    /// When it counts as ready.
    pub ready: Ready,
    /// How long that may take.
    pub timeout: Nanos,
    /// Names of environment variables that it may see besides the allow-list.
    pub env: Vec<String>,
}

/// What says that a service is ready.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ready {
    /// Its start.
    Started,
    /// This address answers with a status below 500.
    Url(String),
    /// Its output holds these words.
    Text(String),
    /// Something listens on this port of loopback.
    Port(u16),
}

/// A scene's steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActScene {
    /// An identifier, unique in the script.
    pub name: String,
    /// In the order in which they are performed; may be empty.
    pub steps: Vec<ActStep>,
    /// The surfaces that are filmed in it; one or more. The first is the one that is shown.
    pub surfaces: Vec<String>,
}

/// A step's stable name: the scene's name, `/`, and its place among the scene's acting steps from
/// 1. Look steps do not count, so adding one renames nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub String);

/// One step of an act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActStep {
    /// Its stable name.
    pub id: StepId,
    /// Where it happens.
    pub surface: String,
    /// What happens.
    pub action: Action,
    /// It is performed only where all of these hold; empty where it always is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Condition>,
    /// Whether the act goes on without it where its target is not found.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

/// What a step does. Every time that a target is looked for, `timeout` limits the wait.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Opens an address and waits until the page has loaded.
    Open {
        /// Absolute, or a path relative to the surface's home.
        url: String,
        /// How long loading may take.
        timeout: Nanos,
    },
    /// Moves the pointer to a target and clicks.
    Click {
        /// What to click.
        target: Target,
        /// With which button.
        button: Button,
        /// 1 for a click, 2 for a double click.
        count: u8,
        /// How long to look for it.
        timeout: Nanos,
    },
    /// Moves the pointer to a target.
    MoveTo {
        /// Where to.
        target: Target,
        /// How long to look for it.
        timeout: Nanos,
    },
    /// Presses the left button at one place and lets go at another.
    Drag {
        /// Where it is pressed.
        from: Target,
        /// Where it is let go.
        to: Target,
        /// How long to look for each.
        timeout: Nanos,
    },
    /// Turns the wheel, smoothly.
    Scroll {
        /// How far, or until what.
        way: ScrollWay,
        /// Over what the pointer stands; the middle of the surface where nothing is named.
        over: Option<Target>,
        /// How long the scrolling takes.
        length: Nanos,
        /// How long to look for a target.
        timeout: Nanos,
    },
    /// Types text at a human pace.
    TypeText {
        /// What is typed.
        text: TypedText,
        /// Clicked first.
        into: Option<Target>,
        /// Mean time between two keys.
        pace: Nanos,
        /// How long to look for the field.
        timeout: Nanos,
    },
    /// Presses keys together, one chord after another.
    Press {
        /// Such as `Enter`, `Ctrl+K`.
        chords: Vec<Chord>,
        /// How long to rest after each; as a hand does where nothing is said.
        pace: Option<Nanos>,
    },
    /// Puts text in at once, as from a clipboard.
    Paste {
        /// What.
        text: TypedText,
        /// Clicked first.
        into: Option<Target>,
        /// How long to look for the field.
        timeout: Nanos,
    },
    /// Types a command at a shell's prompt, sends it, and waits until it has ended.
    RunCommand {
        /// One line for the shell, as it is typed.
        command: String,
        /// The exit status that is no failure.
        expect_status: u8,
        /// Mean time between two keys.
        pace: Nanos,
        /// How long it may take from the moment at which it is sent.
        timeout: Nanos,
    },
    /// Empties a terminal's screen; what stands at the prompt stays.
    Clear,
    /// Starts a program on a desktop and waits for its window.
    Launch {
        /// One line for `sh`, run in the script's folder.
        command: String,
        /// How long a new window may take.
        timeout: Nanos,
    },
    /// Brings a window to the front and gives it the keys.
    FocusWindow {
        /// A part of its title, in any case.
        title: String,
        /// How long to wait for it.
        timeout: Nanos,
    },
    /// Gives a window a size.
    ResizeWindow {
        /// A part of its title, in any case; the window in front where nothing is said.
        title: Option<String>,
        /// In logical pixels; the surface's where nothing is said.
        size: Option<SurfaceSize>,
        /// How long to wait for it.
        timeout: Nanos,
    },
    /// Closes a window and waits until it has gone.
    CloseWindow {
        /// A part of its title, in any case; the window in front where nothing is said.
        title: Option<String>,
        /// How long to wait for it, and for its end.
        timeout: Nanos,
    },
    /// Changes the size of a terminal's window.
    Resize {
        /// Cells in a row.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// Lets time pass.
    Wait {
        /// How much.
        length: Nanos,
    },
    /// Waits until a target can be seen.
    WaitFor {
        /// What.
        target: Target,
        /// How long.
        timeout: Nanos,
    },
    /// Waits until a target can no longer be seen.
    WaitUntilGone {
        /// What.
        target: Target,
        /// How long.
        timeout: Nanos,
    },
    /// Waits until the picture has not changed for a while.
    WaitUntilStill {
        /// Where; everywhere if not said.
        region: Option<SurfaceRect>,
        /// For how long it must be still.
        still: Nanos,
        /// How long this may take.
        timeout: Nanos,
    },
    /// Fails unless a target can be seen now.
    AssertVisible {
        /// What.
        target: Target,
    },
    /// Looks whether a target can be seen. What came of it is in the log, and what depends on it
    /// follows the log.
    Decide {
        /// What.
        target: Target,
        /// How long it has to appear.
        timeout: Nanos,
    },
    /// Ends the scene; the steps after it are not performed.
    EndScene {
        /// Whether the whole scene is left out of every reel.
        drop: bool,
    },
}

/// What scrolling aims at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScrollWay {
    /// So many logical pixels to the right and down.
    By {
        /// To the right; negative is left.
        right: f64,
        /// Down; negative is up.
        down: f64,
    },
    /// Until a target is in the middle part of the surface.
    To {
        /// What.
        target: Target,
    },
}

/// Words to type: plain, or a secret that is read from the environment at the moment of typing
/// and stands in no plan, take or log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedText {
    /// Anybody may read it.
    Plain(String),
    /// The name of an environment variable.
    SecretFromEnv(String),
}

/// Keys pressed together: modifiers, then one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chord {
    /// Held down first, in this order.
    pub modifiers: Vec<Modifier>,
    /// A single character, or a key's name such as `Enter`, `Tab`, `Escape`, `ArrowDown`, `F5`.
    pub key: String,
}

/// The keys that are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// Control.
    Ctrl,
    /// Alt, also known as Option.
    Alt,
    /// Shift.
    Shift,
    /// Super, Windows or Command.
    Meta,
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in &self.modifiers {
            write!(f, "{modifier:?}+")?;
        }
        f.write_str(&self.key)
    }
}

impl Act {
    /// The hash of all that decides how a scene is filmed: the surfaces and services, every scene
    /// before it (they leave the stage as it finds it) and its own steps. A take whose hash
    /// differs is stale. Files count by what is in them, not by where they are, so that a project
    /// that moves keeps its takes.
    pub fn scene_hash(&self, scene: usize) -> String {
        let upto = (&self.surfaces, &self.services, &self.scenes[..=scene]);
        let mut canonical = serde_json::to_value(upto).unwrap_or_default();
        forget_places(&mut canonical);
        blake3::hash(canonical.to_string().as_bytes())
            .to_hex()
            .to_string()
    }

    /// The surface of this name.
    pub fn surface(&self, name: &str) -> Option<&Surface> {
        self.surfaces.iter().find(|surface| surface.name == name)
    }
}

/// Drops the place of whatever has a digest of its contents.
fn forget_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("digest") {
                fields.retain(|name, _| name != "path" && name != "folder");
            }
            fields.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serving(folder: &str, digest: &str) -> Act {
        let home = BrowserHome::Serve {
            folder: folder.to_owned(),
            page: "/".to_owned(),
            digest: digest.to_owned(),
        };
        let surface = Surface {
            name: "app".to_owned(),
            size: SurfaceSize::new(640, 360),
            density: 1.0,
            kind: SurfaceKind::Browser(Browser {
                home,
                env: Vec::new(),
            }),
        };
        let scene = ActScene {
            name: "one".to_owned(),
            steps: Vec::new(),
            surfaces: vec!["app".to_owned()],
        };
        Act {
            surfaces: vec![surface],
            services: Vec::new(),
            requires: Vec::new(),
            scenes: vec![scene],
        }
    }

    #[test]
    fn a_project_that_moves_keeps_its_takes_and_a_changed_page_does_not() {
        let hash = |folder, digest| serving(folder, digest).scene_hash(0);
        assert_eq!(hash("/a", "1"), hash("/b", "1"));
        assert_ne!(hash("/a", "1"), hash("/a", "2"));
    }
}
