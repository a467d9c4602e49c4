//! A window's bar: drawn once as a picture, as large as its scene shows it, and painted like a
//! film from there.

use std::fmt::Write;
use std::sync::Arc;

use demoreel_primitives::colour::Colour;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{WindowButtons, WindowKind, WindowSide};
use demoreel_primitives::timeline::BarLook;
use resvg::{tiny_skia, usvg};

use crate::area::Area;
use crate::error::PaintError;
use crate::sprite::Sprite;
use crate::sprite::raster::Raster;
use crate::state::BarState;

/// How many bars are kept.
const KEPT: usize = 4;
/// The widest bar; what is shown larger is drawn at this width.
const WIDEST: f64 = 8192.0;
/// Pixels beside the bar, which the colour samples at its edges see.
const BESIDE: u32 = 2;
/// A letter's mean width, in ems.
const LETTER: f64 = 0.57;

/// Draws bars, and keeps those that it drew last.
#[derive(Default)]
pub struct Bars {
    fonts: Option<Arc<usvg::fontdb::Database>>,
    kept: Vec<(BarLook, String, f64, Arc<Picture>)>,
}

impl Bars {
    /// The picture of a bar.
    pub fn picture(&mut self, window: &BarState<'_>) -> Result<Arc<Picture>, PaintError> {
        let known = self.kept.iter().find(|(look, says, largest, _)| {
            look == window.look && says == window.says && *largest == window.largest
        });
        if let Some((.., picture)) = known {
            return Ok(Arc::clone(picture));
        }
        let picture = Arc::new(self.draw(window)?);
        self.kept.truncate(KEPT - 1);
        let key = (window.look.clone(), window.says.to_owned(), window.largest);
        self.kept
            .insert(0, (key.0, key.1, key.2, Arc::clone(&picture)));
        Ok(picture)
    }

    fn draw(&mut self, window: &BarState<'_>) -> Result<Picture, PaintError> {
        let even = |side: f64| (2.0 * libm::rint(side / 2.0)).max(2.0) as u32;
        let wide = window.largest.min(WIDEST);
        let (width, height) = (even(wide), even(wide * window.look.height));
        let bar = Drawing::new(window.look, f64::from(width) / f64::from(height));
        let raster = self.rasterise(&bar.svg(window.says), width, height)?;
        let mut picture = Picture::black(width as usize, height as usize);
        let whole = Area::whole(width as usize, height as usize);
        Sprite::new(&raster, -(BESIDE as i32), 0).paint(whole, 256, &mut picture);
        Ok(picture)
    }

    fn rasterise(&mut self, svg: &str, width: u32, height: u32) -> Result<Raster, PaintError> {
        let broken = |what: String| PaintError::Asset { what };
        let fonts = self.fonts.get_or_insert_with(|| Arc::new(fonts()));
        let options = usvg::Options {
            fontdb: Arc::clone(fonts),
            font_family: "Inter".to_owned(),
            ..usvg::Options::default()
        };
        let tree = usvg::Tree::from_str(svg, &options)
            .map_err(|error| broken(format!("a window's drawing: {error}")))?;
        let mut pixmap = tiny_skia::Pixmap::new(width + 2 * BESIDE, height)
            .ok_or_else(|| broken("a window's bar has no size".to_owned()))?;
        let scale = height as f32 / tree.size().height();
        let place =
            tiny_skia::Transform::from_scale(scale, scale).post_translate(BESIDE as f32, 0.0);
        resvg::render(&tree, place, &mut pixmap.as_mut());
        let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
        Ok(Raster::from_rgba(width, height, pixmap.data()))
    }
}

fn fonts() -> usvg::fontdb::Database {
    let mut fonts = usvg::fontdb::Database::new();
    let medium = include_bytes!("../../../../assets/fonts/Inter-Medium.otf");
    let bold = include_bytes!("../../../../assets/fonts/Inter-SemiBold.otf");
    fonts.load_font_data(medium.to_vec());
    fonts.load_font_data(bold.to_vec());
    fonts
}

/// The colours of a bar, as SVG writes them.
struct Inks {
    bar: String,
    /// The line between the bar and what is below it.
    line: String,
    text: String,
    /// Of what is drawn with lines: arrows, buttons.
    drawn: String,
    /// The field of an address, and its edge.
    field: &'static str,
    edge: &'static str,
    /// Buttons without a colour.
    grey: &'static str,
}

/// A bar while it is drawn. Its units are those of the systems whose windows it looks like.
struct Drawing<'a> {
    look: &'a BarLook,
    inks: Inks,
    width: f64,
    height: f64,
    svg: String,
}

impl Drawing<'_> {
    fn new(look: &BarLook, aspect: f64) -> Drawing<'_> {
        let height = match look.kind {
            WindowKind::Browser => 44.0,
            WindowKind::Windows => 32.0,
            WindowKind::Macos | WindowKind::Terminal => 30.0,
        };
        Drawing {
            look,
            inks: inks(look),
            width: height * aspect,
            height,
            svg: String::new(),
        }
    }

    fn svg(mut self, says: &str) -> String {
        self.ground();
        match self.look.kind {
            WindowKind::Macos | WindowKind::Terminal => {
                self.lights();
                self.title(says);
            }
            WindowKind::Windows => self.windows(says),
            WindowKind::Browser => {
                self.lights();
                self.browser(says);
            }
        }
        let (width, height) = (self.width, self.height);
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' \
             width='{width}' height='{height}'>{}</svg>",
            self.svg
        )
    }

    fn add(&mut self, part: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.svg.write_fmt(part);
    }

    /// The bar itself, wider than it is, for those who look at pixels beside it.
    fn ground(&mut self) {
        let (width, height) = (self.width + 8.0, self.height);
        let (bar, line) = (self.inks.bar.clone(), self.inks.line.clone());
        self.add(format_args!(
            "<rect x='-4' width='{width}' height='{height}' fill='{bar}'/>"
        ));
        let top = height - 1.0;
        self.add(format_args!(
            "<rect x='-4' y='{top}' width='{width}' height='1' fill='{line}'/>"
        ));
    }

    fn lights(&mut self) {
        let middle = self.middle();
        let edge = if self.height > 40.0 { 22.0 } else { 19.0 };
        let colours = [
            ("#ff5f57", "#e0443e"),
            ("#febc2e", "#dea123"),
            ("#28c840", "#1aab29"),
        ];
        for (index, (fill, rim)) in colours.into_iter().enumerate() {
            let along = edge + 20.0 * index as f64;
            let x = match self.look.side {
                WindowSide::Left => along,
                WindowSide::Right => self.width - (edge + 40.0) + 20.0 * index as f64,
            };
            let grey = self.inks.grey;
            match self.look.buttons {
                WindowButtons::Colourful => self.add(format_args!(
                    "<circle cx='{x}' cy='{middle}' r='6' fill='{rim}'/>\
                     <circle cx='{x}' cy='{middle}' r='5.5' fill='{fill}'/>"
                )),
                WindowButtons::Rings => self.add(format_args!(
                    "<circle cx='{x}' cy='{middle}' r='5.2' fill='none' stroke='{fill}' \
                     stroke-width='1.6'/>"
                )),
                WindowButtons::Grey => self.add(format_args!(
                    "<circle cx='{x}' cy='{middle}' r='6' fill='{grey}'/>"
                )),
                WindowButtons::None => {}
            }
        }
    }

    fn middle(&self) -> f64 {
        (self.height - 1.0) / 2.0
    }

    fn title(&mut self, says: &str) {
        let room = self.width - 2.0 * 92.0;
        let place = (self.width / 2.0, self.middle());
        self.words(says, place, Set { room, ..TITLE });
    }

    fn windows(&mut self, says: &str) {
        let room = self.width - 3.0 * 46.0 - 32.0;
        let set = Set {
            size: 12.0,
            weight: 500,
            anchor: "start",
            room,
        };
        self.words(says, (16.0, self.middle()), set);
        if self.look.buttons == WindowButtons::None {
            return;
        }
        let (y, ink) = (self.middle(), self.inks.drawn.clone());
        let at = |place: f64| self.width - 46.0 * place + 23.0;
        let (least, most, close) = (at(3.0), at(2.0), at(1.0));
        self.add(format_args!(
            "<g fill='none' stroke='{ink}' stroke-width='1'>\
             <path d='M{} {y}h10'/>\
             <rect x='{}' y='{}' width='9' height='9' rx='1.6'/>\
             <path d='M{} {}l9 9m0 -9l-9 9'/></g>",
            least - 5.0,
            most - 4.5,
            y - 4.5,
            close - 4.5,
            y - 4.5,
        ));
    }

    fn browser(&mut self, says: &str) {
        let (y, ink) = (self.middle(), self.inks.drawn.clone());
        let left = match (self.look.side, self.look.buttons) {
            (
                WindowSide::Left,
                WindowButtons::Colourful | WindowButtons::Rings | WindowButtons::Grey,
            ) => 98.0,
            _ => 24.0,
        };
        let (top, bottom) = (y - 5.0, y + 5.0);
        let forward = left + 28.0;
        self.add(format_args!(
            "<g fill='none' stroke='{ink}' stroke-width='1.5' stroke-linecap='round' \
             stroke-linejoin='round'>\
             <path d='M{} {top}L{} {y}L{} {bottom}'/>\
             <path d='M{} {top}L{} {y}L{} {bottom}' opacity='0.4'/></g>",
            left + 2.5,
            left - 2.5,
            left + 2.5,
            forward - 2.5,
            forward + 2.5,
            forward - 2.5,
        ));
        let wide = (self.width * 0.46).clamp(160.0, 640.0);
        let (x, field, edge) = ((self.width - wide) / 2.0, self.inks.field, self.inks.edge);
        self.add(format_args!(
            "<rect x='{x}' y='{}' width='{wide}' height='28' rx='7' fill='{field}' \
             stroke='{edge}' stroke-width='0.8'/>",
            y - 14.0
        ));
        let set = Set {
            room: wide - 56.0,
            weight: 500,
            ..TITLE
        };
        self.words(says, (self.width / 2.0, y), set);
    }

    /// Words with their middle at a height; shortened where they do not fit.
    fn words(&mut self, says: &str, (x, y): (f64, f64), set: Set) {
        if says.is_empty() {
            return;
        }
        let fits = (set.room / (set.size * LETTER)).max(1.0) as usize;
        let shown = match says.chars().count() > fits {
            true => says
                .chars()
                .take(fits.saturating_sub(1))
                .chain(['…'])
                .collect(),
            false => says.to_owned(),
        };
        let shown = shown
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        // The letters' own middle is a little over a third of their size above the line.
        let (line, ink) = (y + set.size * 0.36, self.inks.text.clone());
        let Set {
            size,
            weight,
            anchor,
            ..
        } = set;
        self.add(format_args!(
            "<text x='{x}' y='{line}' font-family='Inter' font-size='{size}' \
             font-weight='{weight}' text-anchor='{anchor}' fill='{ink}' xml:space='preserve'>\
             {shown}</text>"
        ));
    }
}

/// How words are set.
struct Set {
    size: f64,
    weight: u32,
    anchor: &'static str,
    /// How wide they may be.
    room: f64,
}

const TITLE: Set = Set {
    size: 13.0,
    weight: 600,
    anchor: "middle",
    room: 0.0,
};

fn inks(look: &BarLook) -> Inks {
    let (bar, line, text, drawn) = match (look.kind, look.dark) {
        (WindowKind::Windows, false) => ("#f3f3f3", "#e5e5e5", "#1b1b1b", "#1b1b1b"),
        (WindowKind::Windows, true) => ("#202020", "#191919", "#ffffff", "#ffffff"),
        (_, false) => ("#f6f6f7", "#dcdcde", "#4b4b4f", "#6e6e73"),
        (_, true) => ("#2c2c2e", "#1c1c1e", "#d6d6d8", "#a9a9ae"),
    };
    let mut inks = Inks {
        bar: bar.to_owned(),
        line: line.to_owned(),
        text: text.to_owned(),
        drawn: drawn.to_owned(),
        field: if look.dark { "#1c1c1e" } else { "#ffffff" },
        edge: if look.dark { "#3a3a3c" } else { "#e2e2e5" },
        grey: if look.dark { "#56565a" } else { "#cfcfd3" },
    };
    if let Some((bar, text)) = look.own {
        // A terminal's bar is its own ground: nothing lies between them.
        inks.bar = hex(bar);
        inks.line = hex(bar);
        inks.text = hex(mix(bar, text, 0.62));
    }
    inks
}

fn mix(from: Colour, to: Colour, part: f64) -> Colour {
    let one = |from: u8, to: u8| {
        libm::rint(f64::from(from) + (f64::from(to) - f64::from(from)) * part) as u8
    };
    Colour::rgb(
        one(from.red, to.red),
        one(from.green, to.green),
        one(from.blue, to.blue),
    )
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}
