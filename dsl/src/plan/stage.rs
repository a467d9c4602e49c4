//! Surfaces and services, resolved.

mod desktop;
mod footage;
mod home;
mod terminal;

use std::collections::BTreeMap;
use std::path::Path;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Browser, BrowserHome, Ready, Service, Surface, SurfaceKind};
use demoreel_primitives::space::{CanvasSize, SurfaceSize};

use crate::check::Checker;
use crate::tree::Node;
use crate::written::{BrowserWords, ReadyWords, ServiceWords, SurfaceWords};

/// The most that the sides of a surface have whose script does not give its size: a laptop's
/// window, so that words stay large enough to read in the reel.
const LONG_SIDE: f64 = 1440.0;
const SHORT_SIDE: f64 = 810.0;
/// A display of this many pixels is the most that filming keeps up with.
const MOST_FILM_SIDE: f64 = 8192.0;
const LEAST_SIDE: u32 = 200;

/// The script's surfaces in its order; `None` for those that are wrong.
pub(super) struct Surfaces(Vec<(String, Option<Surface>)>);

impl Surfaces {
    /// The names alone, where the script's head is wrong.
    pub fn unknown(root: &Node) -> Surfaces {
        Surfaces(names(root).map(|name| (name.to_owned(), None)).collect())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    pub fn get(&self, name: &str) -> Option<&Surface> {
        let mut all = self.0.iter();
        all.find(|(one, _)| one == name)?.1.as_ref()
    }

    /// All of them; `None` unless each is right.
    pub fn whole(self) -> Option<Vec<Surface>> {
        self.0.into_iter().map(|(_, surface)| surface).collect()
    }
}

fn names(root: &Node) -> impl Iterator<Item = &str> {
    let mapping = root.get("surfaces").and_then(Node::as_mapping);
    mapping
        .into_iter()
        .flat_map(|all| &all.entries)
        .map(|entry| entry.key.text.as_str())
}

/// Resolves surfaces; the shape that the main output has for them is theirs where they have no
/// size.
pub(super) fn surfaces(
    checker: &Checker,
    root: &Node,
    mut words: BTreeMap<String, SurfaceWords>,
    main: Option<CanvasSize>,
) -> Surfaces {
    let default = default_size(main);
    let all = names(root).map(|name| {
        let node = root
            .get("surfaces")
            .and_then(|all| all.get(name))
            .unwrap_or(root);
        let at = At {
            checker,
            node,
            name,
        };
        let surface = match words.remove(name) {
            Some(SurfaceWords {
                browser: Some(words),
                ..
            }) => surface(&at, words, default),
            Some(SurfaceWords {
                terminal: Some(words),
                ..
            }) => terminal::surface(&at, words, default),
            Some(SurfaceWords {
                desktop: Some(words),
                ..
            }) => desktop::surface(&at, words, default),
            Some(SurfaceWords {
                footage: Some(words),
                ..
            }) => footage::surface(&at, &words),
            _ => None,
        };
        (name.to_owned(), surface)
    });
    Surfaces(all.collect())
}

/// A surface where it is written.
struct At<'a> {
    checker: &'a Checker<'a>,
    node: &'a Node,
    name: &'a str,
}

/// The shape of the main output's screen at a laptop's size.
fn default_size(main: Option<CanvasSize>) -> SurfaceSize {
    let (width, height) = main.map_or((16.0, 9.0), |size| {
        (f64::from(size.width), f64::from(size.height))
    });
    let scale = f64::min(
        LONG_SIDE / width.max(height),
        SHORT_SIDE / width.min(height),
    );
    let even = |side: f64| ((side * scale / 2.0).round() as u32).max(1) * 2;
    SurfaceSize::new(even(width), even(height))
}

fn surface(at: &At, words: BrowserWords, default: SurfaceSize) -> Option<Surface> {
    let size = words
        .size
        .map_or(default, |size| SurfaceSize::new(size.width, size.height));
    at.can_be_filmed(size, words.density)?;
    let home = home(at.checker, at.node, &words)?;
    Some(Surface {
        name: at.name.to_owned(),
        size,
        density: words.density,
        kind: SurfaceKind::Browser(Browser {
            home,
            env: words.env.unwrap_or_default(),
        }),
    })
}

impl At<'_> {
    fn can_be_filmed(&self, size: SurfaceSize, density: f64) -> Option<()> {
        let longest = f64::from(size.width.max(size.height)) * density;
        if longest <= MOST_FILM_SIDE && size.width.min(size.height) >= LEAST_SIDE {
            return Some(());
        }
        let message = format!(
            "a surface of {}x{} at density {density} cannot be filmed",
            size.width, size.height
        );
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(self.node.span.place());
        let hint = "each side has 200 pixels or more, and 8192 or less on film";
        self.checker.report(error.hint(hint));
        None
    }
}

fn home(checker: &Checker, node: &Node, words: &BrowserWords) -> Option<BrowserHome> {
    let Some(folder) = &words.serve else {
        return words.url.clone().map(|url| BrowserHome::Url { url });
    };
    let body = node.get("browser").unwrap_or(node);
    let path = Path::new(folder);
    let digest = match checker.files.folder_digest(path) {
        Ok(digest) => digest,
        Err(error) => {
            let message = format!("the folder cannot be served: {error}");
            let code = match error.kind() {
                std::io::ErrorKind::FileTooLarge => codes::FOLDER_TOO_LARGE,
                _ => codes::FILE_MISSING,
            };
            let place = body.get("serve").unwrap_or(body).span.place();
            let error = Diagnostic::error(code, message).at(place);
            checker.report(error.hint("`serve` takes a small folder of pages"));
            return None;
        }
    };
    let page = words
        .page
        .as_deref()
        .unwrap_or("index.html")
        .trim_start_matches('/');
    let file = page.split(['?', '#']).next().unwrap_or(page);
    if !file.is_empty() && !checker.files.exists(&path.join(file)) {
        checker.report(no_page(checker, body, path, file));
        return None;
    }
    Some(BrowserHome::Serve {
        folder: folder.clone(),
        page: format!("/{page}"),
        digest,
    })
}

fn no_page(checker: &Checker, body: &Node, folder: &Path, file: &str) -> Diagnostic {
    let message = format!("the served folder has no page '{file}'");
    let place = body
        .get("page")
        .or(body.get("serve"))
        .unwrap_or(body)
        .span
        .place();
    let error = Diagnostic::error(codes::FILE_MISSING, message).at(place);
    match checker.files.near(&folder.join(file)) {
        Some(near) => error.hint(format!("did you mean '{near}'?")),
        None => error.hint("give the first page as `page`"),
    }
}

/// Services in the script's order, which is the order in which they are started.
pub(super) fn services(mut words: BTreeMap<String, ServiceWords>, root: &Node) -> Vec<Service> {
    let mapping = root.get("services").and_then(Node::as_mapping);
    let names = mapping
        .into_iter()
        .flat_map(|all| &all.entries)
        .map(|entry| &entry.key.text);
    let service = |name: &String| {
        let words = words.remove(name)?;
        Some(Service {
            name: name.clone(),
            run: words.run,
            ready: words.ready.map_or(Ready::Started, ready),
            timeout: words.timeout.0,
            env: words.env.unwrap_or_default(),
        })
    };
    names.filter_map(service).collect()
}

fn ready(words: ReadyWords) -> Ready {
    match words {
        ReadyWords { url: Some(url), .. } => Ready::Url(url),
        ReadyWords {
            text: Some(text), ..
        } => Ready::Text(text),
        ReadyWords {
            port: Some(port), ..
        } => Ready::Port(port),
        _ => Ready::Started,
    }
}
