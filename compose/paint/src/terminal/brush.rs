//! The brush: it holds a terminal's picture and turns it into the next by drawing the cells that
//! changed, and what reaches over their edges.

use std::sync::Arc;

use demoreel_primitives::picture::Picture;
use demoreel_primitives::space::FilmBox;
use demoreel_primitives::theme::TerminalTheme;
use demoreel_terminal::{Cell, CursorShape, Row, Screen, Span, Underline};

use super::colours::{Colours, Scheme};
use super::fonts::{Cut, Fonts};
use super::geometric::{self, Room};
use super::grid::Grid;
use super::letters::{Letter, Letters, Metrics, Shape};
use super::lines;
use super::strip::Strip;

/// How a terminal is drawn, apart from where its cells are.
#[derive(Clone)]
pub struct TerminalLook {
    /// Its colours.
    pub theme: TerminalTheme,
    /// Its letters.
    pub fonts: Arc<Fonts>,
    /// The cursor's shape where the program asks for the plain one.
    pub cursor: CursorShape,
}

/// Draws the screens of one terminal, one after another.
pub struct TerminalBrush {
    look: TerminalLook,
    grid: Grid,
    letters: Letters,
    metrics: Metrics,
    strip: Strip,
    picture: Arc<Picture>,
    shown: Option<Screen>,
}

impl TerminalBrush {
    /// A brush for pictures of a grid.
    pub fn new(look: TerminalLook, grid: Grid) -> TerminalBrush {
        let letters = Letters::new(Arc::clone(&look.fonts), grid.cell, grid.letters);
        let (width, height) = (grid.size.width as usize, grid.size.height as usize);
        TerminalBrush {
            look,
            grid,
            metrics: letters.metrics(),
            letters,
            strip: Strip::default(),
            picture: Arc::new(Picture::black(width, height)),
            shown: None,
        }
    }

    /// Where the cells are.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The picture of a screen. Only what differs from the one before is drawn.
    pub fn show(&mut self, screen: &Screen) -> Arc<Picture> {
        let areas = match &self.shown {
            Some(shown) => damage(&self.grid, shown, screen),
            None => vec![FilmBox::from_size(self.grid.size.cast())],
        };
        for area in areas {
            self.draw(screen, area);
        }
        self.shown = Some(screen.clone());
        Arc::clone(&self.picture)
    }

    /// Draws an area of a screen, grown to even pixels.
    fn draw(&mut self, screen: &Screen, area: FilmBox) {
        let area = self.picture.even(area);
        if area.is_empty() {
            return;
        }
        let look = self.look.clone();
        let scheme = Scheme::of(&look.theme, screen);
        self.strip.begin(area, scheme.background());
        let near = self.strip.area();
        let rows = self
            .grid
            .rows_near(area.min.y, area.max.y, screen.rows.len() as u16);
        let columns = self
            .grid
            .columns_near(near.min.x, near.max.x, screen.columns);
        for paint in [Self::behind, Self::text] {
            for row in rows.clone() {
                let cells = &screen.rows[usize::from(row)];
                for column in columns.clone() {
                    if let Some((at, colours)) = self.cell(cells, (column, row), &scheme) {
                        paint(self, &at, &colours);
                    }
                }
            }
        }
        self.cursor(screen, &scheme);
        self.strip.write(Arc::make_mut(&mut self.picture));
    }

    /// A cell with its place and its colours; none for the second half of a wide one.
    fn cell<'c>(
        &self,
        row: &'c Row,
        (column, number): (u16, u16),
        scheme: &Scheme<'_>,
    ) -> Option<(Place<'c>, Colours)> {
        let cell = row
            .cells
            .get(usize::from(column))
            .filter(|cell| cell.width > 0)?;
        let end = column + u16::from(cell.width);
        let area = self.grid.cells(number, column..end);
        let at = Place { cell, column, area };
        Some((at, scheme.cell(cell)))
    }

    fn behind(&mut self, at: &Place<'_>, colours: &Colours) {
        self.strip.fill(at.area, colours.behind);
    }

    fn text(&mut self, at: &Place<'_>, colours: &Colours) {
        let style = &at.cell.style;
        if style.hidden {
            return;
        }
        let corner = (at.area.min.x, at.area.min.y);
        let under = match style.underline {
            Underline::None if at.cell.link.is_some() => Underline::Single,
            under => under,
        };
        if let Some(line) = lines::underline(under, at.area, &self.metrics) {
            self.strip.cover(&line, corner, at.area, colours.line);
        }
        if !at.cell.text.is_blank() {
            self.letter(at, colours);
        }
        if style.strikeout {
            let line = lines::strikeout(at.area, &self.metrics);
            self.strip.cover(&line, corner, at.area, colours.text);
        }
    }

    fn letter(&mut self, at: &Place<'_>, colours: &Colours) {
        let text = at.cell.text.to_string();
        let style = &at.cell.style;
        let mut characters = text.chars();
        let size = (at.area.width(), at.area.height());
        if let (Some(character), None) = (characters.next(), characters.next())
            && geometric::is_geometric(character)
        {
            let room = Room::new(size.0 as usize, size.1 as usize, self.grid.cell.0);
            if let Some(shape) = geometric::shape(character, room) {
                let corner = (at.area.min.x, at.area.min.y);
                self.strip.cover(&shape, corner, at.area, colours.text);
            }
            return;
        }
        let (across, down) = self.grid.reach();
        let clip = at.area.inflate(across, down);
        let left = self.grid.origin.0 + f64::from(at.column) * self.grid.cell.0;
        let (place, pixel) = self.letters.place(left);
        let letter = Letter {
            text,
            cut: Cut {
                bold: style.bold,
                italic: style.italic,
            },
            cells: at.cell.width,
            place,
        };
        for shape in self.letters.shapes(letter).iter() {
            match shape {
                Shape::Mask(mask, (x, y)) => {
                    let corner = (pixel + x, at.area.min.y + y);
                    self.strip.cover(mask, corner, clip, colours.text);
                }
                Shape::Art(art, (x, y)) => {
                    self.strip.lay(art, (pixel + x, at.area.min.y + y), clip);
                }
            }
        }
    }

    /// The cursor is always solid: one that blinked would make the reel restless, and a frame of
    /// its own twice a second.
    fn cursor(&mut self, screen: &Screen, scheme: &Scheme<'_>) {
        let cursor = &screen.cursor;
        let row = screen.rows.get(usize::from(cursor.row));
        let Some(row) = row.filter(|_| cursor.visible) else {
            return;
        };
        let column = match row.cells.get(usize::from(cursor.column)) {
            Some(cell) if cell.width == 0 => cursor.column.saturating_sub(1),
            _ => cursor.column,
        };
        let Some((at, colours)) = self.cell(row, (column, cursor.row), scheme) else {
            return;
        };
        let shape = match cursor.shape {
            CursorShape::Block => self.look.cursor,
            asked => asked,
        };
        let area = at.area;
        if !area.intersects(&self.strip.area()) {
            return;
        }
        let thick = (libm::rint(self.grid.cell.0 * 0.14) as i32).max(1);
        match shape {
            CursorShape::Bar => {
                let right = area.min.x + thick;
                let bar = FilmBox::new(area.min, (right, area.max.y).into());
                self.strip.fill(bar, scheme.cursor());
            }
            CursorShape::Underline => {
                let top = area.max.y - thick;
                let line = FilmBox::new((area.min.x, top).into(), area.max);
                self.strip.fill(line, scheme.cursor());
            }
            CursorShape::Block => {
                self.strip.fill(area, scheme.cursor());
                let inside = Colours {
                    text: colours.behind,
                    behind: scheme.cursor(),
                    line: colours.behind,
                };
                self.text(&at, &inside);
            }
        }
    }
}

/// A cell and where it is.
struct Place<'c> {
    cell: &'c Cell,
    column: u16,
    area: FilmBox,
}

/// The pixels that differ between two screens: a few areas, whose cells are whole in them, with
/// all that can reach over their edges.
pub fn damage(grid: &Grid, older: &Screen, newer: &Screen) -> Vec<FilmBox> {
    let size = |screen: &Screen| (screen.columns, screen.rows.len());
    if newer.background != older.background || size(newer) != size(older) {
        return vec![FilmBox::from_size(grid.size.cast())];
    }
    let mut areas: Vec<FilmBox> = Vec::new();
    for span in joined(newer.damage_since(older)) {
        let Some(area) = grid.touched(&span) else {
            continue;
        };
        match areas.last_mut().filter(|last| continues(last, &area)) {
            Some(last) => *last = last.union(&area),
            None => areas.push(area),
        }
    }
    areas
}

/// Whether an area goes on below another as wide as it, nearly.
fn continues(above: &FilmBox, below: &FilmBox) -> bool {
    let apart = above.area() + below.area();
    let both = above.union(below).area();
    below.min.y <= above.max.y && both <= apart + apart / 4
}

/// The spans of a row that are near each other as one.
fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.row == span.row && last.columns.end + 4 >= span.columns.start => {
                last.columns.end = span.columns.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}
