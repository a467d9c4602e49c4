//! Turns the grid into a [`Screen`], the only place that knows both.

use std::sync::Arc;

use alacritty_terminal::event::EventListener;
use alacritty_terminal::grid::Dimensions;
use alacritty_terminal::index::{Column, Line};
use alacritty_terminal::term::cell::{Cell as GridCell, Flags};
use alacritty_terminal::term::color::Colors;
use alacritty_terminal::term::{Term, TermMode};
use alacritty_terminal::vte::ansi::{Color, CursorShape as GridShape, NamedColor, Rgb};
use demoreel_primitives::colour::Colour;

use super::guard::BLINK;
use crate::screen::{
    Cell, Cluster, Cursor, CursorShape, Ink, Modes, Mouse, Row, Screen, Style, Underline,
};

/// The visible part of the grid. Rows equal to those of `last` are the same allocation.
pub(super) fn take<L: EventListener>(
    term: &Term<L>,
    title: Option<String>,
    last: Option<&Screen>,
) -> Screen {
    let colours = term.colors();
    let rows = (0..term.screen_lines()).map(|line| {
        let row = row(term, line, colours);
        let before = last.and_then(|last| last.rows.get(line));
        match before {
            Some(before) if **before == row => Arc::clone(before),
            _ => Arc::new(row),
        }
    });
    Screen {
        columns: term.columns() as u16,
        rows: rows.collect(),
        cursor: cursor(term),
        modes: modes(*term.mode()),
        title,
        background: colours[NamedColor::Background].map(exact),
    }
}

/// How the next character would be set.
pub(super) fn pen<L: EventListener>(term: &Term<L>) -> Cell {
    cell(&term.grid().cursor.template, term.colors(), None)
}

fn row<L: EventListener>(term: &Term<L>, line: usize, colours: &Colors) -> Row {
    let source = &term.grid()[Line(line as i32)];
    let mut cells: Vec<Cell> = Vec::with_capacity(term.columns());
    for column in 0..term.columns() {
        let converted = cell(&source[Column(column)], colours, cells.last());
        cells.push(converted);
    }
    let end = source[Column(term.columns() - 1)].flags;
    let wrapped = end.contains(Flags::WRAPLINE);
    Row {
        cells,
        wrapped,
        padded: wrapped && end.contains(Flags::LEADING_WIDE_CHAR_SPACER),
    }
}

fn cell(source: &GridCell, colours: &Colors, before: Option<&Cell>) -> Cell {
    let flags = source.flags;
    let spacer = flags.contains(Flags::WIDE_CHAR_SPACER);
    Cell {
        text: if spacer {
            Cluster::Single(' ')
        } else {
            cluster(source)
        },
        width: match (spacer, flags.contains(Flags::WIDE_CHAR)) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => 1,
        },
        foreground: ink(source.fg, colours),
        background: ink(source.bg, colours),
        style: style(source, colours),
        link: link(source, before),
    }
}

fn cluster(source: &GridCell) -> Cluster {
    // A tab leaves its mark in the grid, so that a selection can copy it; to see, it is blank.
    let base = if source.c == '\t' { ' ' } else { source.c };
    match source.zerowidth() {
        None | Some([]) => Cluster::Single(base),
        Some(marks) => {
            let all: String = std::iter::once(base).chain(marks.iter().copied()).collect();
            Cluster::Joined(all.into())
        }
    }
}

/// The cells of one link share its address.
fn link(source: &GridCell, before: Option<&Cell>) -> Option<Arc<str>> {
    let link = source.hyperlink()?;
    let shared = before.and_then(|cell| cell.link.as_ref());
    match shared {
        Some(address) if **address == *link.uri() => Some(Arc::clone(address)),
        _ => Some(link.uri().into()),
    }
}

fn style(source: &GridCell, colours: &Colors) -> Style {
    let has = |flag| source.flags.contains(flag);
    let lines = [
        (Flags::UNDERLINE, Underline::Single),
        (Flags::DOUBLE_UNDERLINE, Underline::Double),
        (Flags::UNDERCURL, Underline::Curly),
        (Flags::DOTTED_UNDERLINE, Underline::Dotted),
        (Flags::DASHED_UNDERLINE, Underline::Dashed),
    ];
    let line = lines.into_iter().find(|(flag, _)| has(*flag));
    Style {
        bold: has(Flags::BOLD),
        dim: has(Flags::DIM),
        italic: has(Flags::ITALIC),
        blink: has(BLINK),
        inverse: has(Flags::INVERSE),
        hidden: has(Flags::HIDDEN),
        strikeout: has(Flags::STRIKEOUT),
        underline: line.map_or(Underline::None, |(_, line)| line),
        underline_ink: source.underline_color().map(|colour| ink(colour, colours)),
    }
}

/// A program may have replaced any colour of the theme; then the cell has that one.
fn ink(colour: Color, replaced: &Colors) -> Ink {
    let index = match colour {
        Color::Spec(rgb) => return Ink::Exact(exact(rgb)),
        Color::Indexed(index) => index as usize,
        Color::Named(name) => name as usize,
    };
    match replaced[index] {
        Some(rgb) => Ink::Exact(exact(rgb)),
        None if index < 256 => Ink::Indexed(index as u8),
        None => Ink::Default,
    }
}

fn exact(rgb: Rgb) -> Colour {
    Colour::rgb(rgb.r, rgb.g, rgb.b)
}

fn cursor<L: EventListener>(term: &Term<L>) -> Cursor {
    let point = term.grid().cursor.point;
    let style = term.cursor_style();
    let shown = term.mode().contains(TermMode::SHOW_CURSOR);
    Cursor {
        row: point.line.0.max(0) as u16,
        column: point.column.0 as u16,
        shape: match style.shape {
            GridShape::Underline => CursorShape::Underline,
            GridShape::Beam => CursorShape::Bar,
            GridShape::Block | GridShape::HollowBlock | GridShape::Hidden => CursorShape::Block,
        },
        visible: shown && style.shape != GridShape::Hidden,
        blinking: style.blinking,
        colour: term.colors()[NamedColor::Cursor].map(exact),
    }
}

fn modes(mode: TermMode) -> Modes {
    let mouse = [
        (TermMode::MOUSE_MOTION, Mouse::Motion),
        (TermMode::MOUSE_DRAG, Mouse::Drags),
        (TermMode::MOUSE_REPORT_CLICK, Mouse::Clicks),
    ];
    let wanted = mouse.into_iter().find(|(flag, _)| mode.contains(*flag));
    Modes {
        alternate: mode.contains(TermMode::ALT_SCREEN),
        bracketed_paste: mode.contains(TermMode::BRACKETED_PASTE),
        application_cursor: mode.contains(TermMode::APP_CURSOR),
        application_keypad: mode.contains(TermMode::APP_KEYPAD),
        focus_events: mode.contains(TermMode::FOCUS_IN_OUT),
        mouse: wanted.map_or(Mouse::Off, |(_, mouse)| mouse),
        sgr_mouse: mode.contains(TermMode::SGR_MOUSE),
    }
}
