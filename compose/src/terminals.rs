//! Terminals as films: a recording becomes a list of pictures that nobody has drawn, and each is
//! drawn when a frame asks for it, as large as the closest shot of its scene needs. What never
//! lives here: how letters and boxes are drawn.

mod playing;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use demoreel_paint::{Fonts, Grid, ScreenDigester, TerminalBrush, TerminalLook, terminal_damage};
use demoreel_primitives::codes::compose as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::filmed::{Film, FilmedCast, FilmedScene, PictureInfo};
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{TerminalCursor, TerminalStyle};
use demoreel_primitives::progress::Run;
use demoreel_primitives::space::{FilmBox, FilmSize};
use demoreel_primitives::time::TakeTime;
use demoreel_primitives::timeline::{Layer, ReelScene, Timeline};
use demoreel_take::Take;
use demoreel_terminal::cast::Cast;
use demoreel_terminal::{CursorShape, Playback, Screen};

use crate::error::ComposeError;
use crate::glyphs;
use playing::{Shown, shown_screens};

/// The widest film: what a shot of a very large scale is drawn at instead.
const WIDEST: f64 = 8192.0;

/// A filmed scene with a film for each of its terminals, as large as its surface: enough to plan
/// with, too little to be painted.
pub fn with_films(take: &Take, mut scene: FilmedScene) -> Result<FilmedScene, ComposeError> {
    for filmed in scene.casts.clone() {
        let cast = open(take, &scene.name, &filmed)?;
        let size = even_size(&filmed, 1.0);
        let grid = grid(&filmed, size);
        let name = |_: &_| String::new();
        let (film, _) = film(&cast, &filmed, &grid, name);
        scene.films.push(film);
    }
    Ok(scene)
}

/// The terminals of a reel, ready to be drawn by any number of threads.
pub struct Terminals {
    known: BTreeMap<(String, String), Inked>,
}

/// One terminal of one scene.
struct Inked {
    cast: Cast,
    look: TerminalLook,
    grid: Grid,
    /// When each picture's screen is complete.
    shown: Vec<Shown>,
}

/// Draws the pictures of one terminal, for one thread.
pub struct TerminalFilm<'a> {
    inked: &'a Inked,
    playback: Playback<'a>,
    brush: TerminalBrush,
    held: Option<(u64, Arc<Picture>)>,
}

impl Terminals {
    /// Reads the recordings that a timeline shows, and gives the scenes their films. Warns of
    /// characters that no font has, and of a font that is not there.
    pub fn develop(
        timeline: &Timeline,
        take: &Take,
        filmed: &mut [FilmedScene],
        run: &Run<'_>,
    ) -> Result<Terminals, ComposeError> {
        let mut shelf = Shelf::default();
        let mut known = BTreeMap::new();
        for (scene, filmed) in timeline.scenes.iter().zip(filmed) {
            for cast in filmed.casts.clone() {
                let Some((style, scale)) = shot(scene, &cast) else {
                    continue;
                };
                let look = shelf.look(&style, run);
                let size = even_size(&cast, scale);
                let grid = grid(&cast, size);
                let recording = open(take, &scene.name, &cast)?;
                let mut digester = ScreenDigester::new(look.clone(), &grid);
                let (film, shown) =
                    film(&recording, &cast, &grid, |screen| digester.digest(screen));
                filmed.films.retain(|film| film.surface != cast.surface);
                filmed.films.push(film);
                let inked = Inked {
                    cast: recording,
                    look,
                    grid,
                    shown,
                };
                known.insert((scene.name.clone(), cast.surface.clone()), inked);
            }
        }
        shelf.tell(run);
        Ok(Terminals { known })
    }

    /// The film of a scene's surface, if that is a terminal.
    pub fn film(&self, scene: &str, surface: &str) -> Option<TerminalFilm<'_>> {
        let inked = self.known.get(&(scene.to_owned(), surface.to_owned()))?;
        Some(TerminalFilm {
            inked,
            playback: Playback::new(&inked.cast),
            brush: TerminalBrush::new(inked.look.clone(), inked.grid),
            held: None,
        })
    }
}

impl TerminalFilm<'_> {
    /// A picture by its number; nothing where there is no such picture.
    pub fn picture(&mut self, number: u64) -> Option<Arc<Picture>> {
        if let Some((held, picture)) = &self.held
            && *held == number
        {
            return Some(Arc::clone(picture));
        }
        // Nobody may hold the last picture while the next one is made of it.
        self.held = None;
        let screen = self.screen(number)?;
        let picture = self.brush.show(&screen);
        self.held = Some((number, Arc::clone(&picture)));
        Some(picture)
    }

    /// The screen of a picture; nothing where there is no such picture.
    pub fn screen(&mut self, number: u64) -> Option<Screen> {
        let shown = self.inked.shown.get(number as usize)?;
        Some(self.playback.screen_at(shown.whole))
    }
}

/// The looks of a reel, each font opened once.
#[derive(Default)]
struct Shelf {
    fonts: BTreeMap<String, Arc<Fonts>>,
}

impl Shelf {
    fn look(&mut self, style: &TerminalStyle, run: &Run<'_>) -> TerminalLook {
        let fonts = match self.fonts.get(&style.font) {
            Some(known) => Arc::clone(known),
            None => {
                let fonts = Arc::new(Fonts::of_family(&style.font).unwrap_or_else(|| {
                    run.warn(no_such_font(&style.font));
                    Fonts::bundled()
                }));
                self.fonts.insert(style.font.clone(), Arc::clone(&fonts));
                fonts
            }
        };
        TerminalLook {
            theme: style.theme.clone(),
            fonts,
            cursor: match style.cursor {
                TerminalCursor::Block => CursorShape::Block,
                TerminalCursor::Bar => CursorShape::Bar,
                TerminalCursor::Underline => CursorShape::Underline,
            },
        }
    }

    /// Tells once of every character that no font has.
    fn tell(&self, run: &Run<'_>) {
        let mut missing: Vec<char> = self
            .fonts
            .values()
            .flat_map(|fonts| fonts.missing())
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            run.warn(glyphs::missing(&missing));
        }
    }
}

fn no_such_font(family: &str) -> Diagnostic {
    let message = format!("the font '{family}' is not on this machine");
    Diagnostic::warning(codes::FONT_MISSING, message)
        .state("terminals are drawn in JetBrains Mono")
        .hint("install it below /usr/share/fonts, or name another as the `font` of `terminal`")
}

/// How a scene shows a terminal: its style, and its largest scale in canvas pixels for each
/// logical one.
fn shot(scene: &ReelScene, cast: &FilmedCast) -> Option<(TerminalStyle, f64)> {
    let cards = scene.layers.iter().filter_map(|layer| match layer {
        Layer::Card(card) if card.surface == cast.surface => Some(card),
        _ => None,
    });
    let mut shot: Option<(TerminalStyle, f64)> = None;
    for card in cards {
        let places = card.place.changes().iter();
        let widths = places.map(|(_, place)| place.size.width);
        let widest = widths.fold(1.0, f64::max) / f64::from(cast.logical.width);
        let style = card.terminal.clone().unwrap_or_default();
        shot = Some(match shot {
            Some((style, scale)) => (style, scale.max(widest)),
            None => (style, widest),
        });
    }
    shot
}

fn open(take: &Take, scene: &str, filmed: &FilmedCast) -> Result<Cast, ComposeError> {
    let path = take.cast_path(scene, &filmed.surface);
    let failed = |source| ComposeError::Cast {
        path: path.clone(),
        source,
    };
    let file = File::open(&path).map_err(|error| failed(error.into()))?;
    Cast::read(BufReader::new(file)).map_err(failed)
}

/// The size of a film whose surface is shown this large: even, and as near as that allows.
fn even_size(cast: &FilmedCast, scale: f64) -> FilmSize {
    let logical = cast.logical.to_f64();
    let scale = scale
        .min(WIDEST / logical.width.max(logical.height))
        .max(0.05);
    let even = |side: f64| (2.0 * libm::rint(side * scale / 2.0)).max(2.0) as u32;
    FilmSize::new(even(logical.width), even(logical.height))
}

fn grid(cast: &FilmedCast, size: FilmSize) -> Grid {
    let across = f64::from(size.width) / f64::from(cast.logical.width);
    let down = f64::from(size.height) / f64::from(cast.logical.height);
    let cells = &cast.grid;
    Grid {
        size,
        cell: (
            f64::from(cells.cell.width) * across,
            f64::from(cells.cell.height) * down,
        ),
        origin: (
            f64::from(cells.margin.width) * across,
            f64::from(cells.margin.height) * down,
        ),
        letters: cells.letters * down,
    }
}

/// A recording as a film: one picture for each change that can be seen.
fn film(
    cast: &Cast,
    filmed: &FilmedCast,
    grid: &Grid,
    mut name: impl FnMut(&Screen) -> String,
) -> (Film, Vec<Shown>) {
    let mut pictures = Vec::new();
    let mut shown = Vec::new();
    let mut last = None;
    for (moment, screen) in shown_screens(cast) {
        let damage = match &last {
            Some(last) => terminal_damage(grid, last, &screen),
            None => vec![FilmBox::from_size(grid.size.cast())],
        };
        if damage.is_empty() {
            continue;
        }
        pictures.push(PictureInfo {
            at: TakeTime::ZERO + moment.from,
            damage,
            digest: name(&screen),
        });
        shown.push(moment);
        last = Some(screen);
    }
    let film = Film {
        surface: filmed.surface.clone(),
        logical: filmed.logical,
        size: grid.size,
        density: f64::from(grid.size.width) / f64::from(filmed.logical.width),
        pictures,
        missed: 0,
    };
    (film, shown)
}
