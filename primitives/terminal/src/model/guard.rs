//! Stands between the parser and the grid: passes everything on, except what would let a program
//! take unbounded memory, and adds the one text style that the grid has no name for.

use std::ops::RangeInclusive;
use std::time::Duration;

use alacritty_terminal::grid::Dimensions;
use alacritty_terminal::index::Point;
use alacritty_terminal::term::cell::Flags;
use alacritty_terminal::term::{Term, TermMode};
use alacritty_terminal::vte::ansi::{
    Attr, CharsetIndex, ClearMode, CursorShape, CursorStyle, Handler, Hyperlink, KeyboardModes,
    KeyboardModesApplyBehavior, LineClearMode, Mode, ModifyOtherKeys, NamedPrivateMode,
    PrivateMode, Rgb, ScpCharPath, ScpUpdateMode, StandardCharset, TabulationClearMode, Timeout,
};

use super::outbox::Outbox;
use super::snapshot;
use crate::screen::Screen;

/// Blinking text: the one bit that the grid's own flags leave free.
pub(super) const BLINK: Flags = Flags::from_bits_retain(0x8000);

/// The longest emoji sequences in use have ten characters.
const LONGEST_CLUSTER: usize = 16;

/// Ties two emoji to one.
const JOINER: char = '\u{200d}';
/// No joined emoji goes on with an earlier character.
const FIRST_SYMBOL: char = '\u{2190}';
/// The colours of skin.
const SKINS: RangeInclusive<char> = '\u{1f3fb}'..='\u{1f3ff}';
/// The letters that make flags, two at a time.
const FLAGS: RangeInclusive<char> = '\u{1f1e6}'..='\u{1f1ff}';

/// What other terminals take at most for the address of a link, in bytes.
const LONGEST_LINK: usize = 2083;

/// In characters.
const LONGEST_TITLE: usize = 1024;

/// The grid behind its guard.
pub(super) struct Guard {
    pub term: Term<Outbox>,
    /// The rows that scroll, from 1, as the program said it.
    pub region: Option<(usize, usize)>,
    /// What stood on the screen when a full-screen program took it.
    pub primary: Option<Screen>,
}

/// Whether a synchronised update is going on. How long it may is for [`super::Terminal`] to say,
/// which knows the time.
#[derive(Debug, Default)]
pub(super) struct Hold {
    held: bool,
    begun: u64,
}

impl Hold {
    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    /// How many updates have begun so far.
    pub(super) fn begun(&self) -> u64 {
        self.begun
    }
}

impl Timeout for Hold {
    fn set_timeout(&mut self, _: Duration) {
        self.held = true;
        self.begun += 1;
    }

    fn clear_timeout(&mut self) {
        self.held = false;
    }

    fn pending_timeout(&self) -> bool {
        self.held
    }
}

impl Guard {
    pub(super) fn new(term: Term<Outbox>) -> Guard {
        Guard {
            term,
            region: None,
            primary: None,
        }
    }

    /// The cell whose emoji goes on with a character: after a joiner, with the colour of a skin,
    /// with the second letter of a flag. The grid itself knows single characters only.
    fn joins(&self, character: char) -> Option<Point> {
        let cursor = &self.term.grid().cursor;
        let mut point = cursor.point;
        if !cursor.input_needs_wrap {
            point.column.0 = point.column.0.checked_sub(1)?;
        }
        let row = &self.term.grid()[point.line];
        if row[point.column].flags.contains(Flags::WIDE_CHAR_SPACER) {
            point.column.0 = point.column.0.checked_sub(1)?;
        }
        let cell = &row[point.column];
        let marks = cell.zerowidth().unwrap_or_default();
        let goes_on = match marks.last() {
            Some(&JOINER) => character >= FIRST_SYMBOL && cell.flags.contains(Flags::WIDE_CHAR),
            None if SKINS.contains(&character) => cell.flags.contains(Flags::WIDE_CHAR),
            None => {
                let room = !cursor.input_needs_wrap;
                FLAGS.contains(&character) && FLAGS.contains(&cell.c) && room
            }
            Some(_) => false,
        };
        (goes_on && marks.len() < LONGEST_CLUSTER).then_some(point)
    }

    /// Adds a character to a cell's emoji. A flag's second letter has a cell of its own, which the
    /// flag then covers too.
    fn join(&mut self, at: Point, character: char) {
        if FLAGS.contains(&character) {
            let next = self.term.grid().cursor.point;
            self.term.input(' ');
            let grid = self.term.grid_mut();
            grid[next.line][next.column]
                .flags
                .insert(Flags::WIDE_CHAR_SPACER);
            grid[at.line][at.column].flags.insert(Flags::WIDE_CHAR);
        }
        self.term.grid_mut()[at.line][at.column].push_zerowidth(character);
    }

    /// Whether a combining character that comes now would join a cell that has enough of them.
    /// ASCII never combines, so it is not held up.
    fn is_cluster_full(&self) -> bool {
        let grid = self.term.grid();
        let cursor = &grid.cursor;
        let back = usize::from(!cursor.input_needs_wrap);
        let last = self.term.columns() - 1;
        let row = &grid[cursor.point.line];
        let near = cursor.point.column.0.min(last);
        let reached = [near.saturating_sub(back), near.saturating_sub(back + 1)];
        reached.iter().any(|&column| {
            let marks = row[alacritty_terminal::index::Column(column)].zerowidth();
            marks.is_some_and(|marks| marks.len() >= LONGEST_CLUSTER)
        })
    }
}

/// Hands methods on to the grid as they are.
macro_rules! pass_on {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {
        $(fn $name(&mut self, $($argument: $kind),*) {
            Handler::$name(&mut self.term, $($argument),*);
        })*
    };
}

impl Handler for Guard {
    fn input(&mut self, character: char) {
        if character.is_ascii() {
            return self.term.input(character);
        }
        if let Some(cell) = self.joins(character) {
            return self.join(cell, character);
        }
        if !is_zero_width(character) || !self.is_cluster_full() {
            self.term.input(character);
        }
    }

    fn set_title(&mut self, title: Option<String>) {
        let short = title.map(|title| title.chars().take(LONGEST_TITLE).collect());
        self.term.set_title(short);
    }

    fn set_hyperlink(&mut self, link: Option<Hyperlink>) {
        let length = |link: &Hyperlink| link.uri.len() + link.id.as_ref().map_or(0, String::len);
        let bounded = link.filter(|link| length(link) <= LONGEST_LINK);
        self.term.set_hyperlink(bounded);
    }

    fn terminal_attribute(&mut self, attribute: Attr) {
        let flags = &mut self.term.grid_mut().cursor.template.flags;
        match attribute {
            Attr::BlinkSlow | Attr::BlinkFast => flags.insert(BLINK),
            Attr::CancelBlink => flags.remove(BLINK),
            _ => self.term.terminal_attribute(attribute),
        }
    }

    fn set_private_mode(&mut self, mode: PrivateMode) {
        let takes_screen =
            mode == PrivateMode::Named(NamedPrivateMode::SwapScreenAndSetRestoreCursor);
        if takes_screen && !self.term.mode().contains(TermMode::ALT_SCREEN) {
            self.primary = Some(snapshot::take(&self.term, None, None));
        }
        self.term.set_private_mode(mode);
    }

    fn set_scrolling_region(&mut self, top: usize, bottom: Option<usize>) {
        let rows = self.term.screen_lines();
        let bottom = bottom.unwrap_or(rows).min(rows);
        self.region = (top < bottom && (top > 1 || bottom < rows)).then_some((top, bottom));
        self.term.set_scrolling_region(top, Some(bottom));
    }

    fn reset_state(&mut self) {
        self.region = None;
        self.primary = None;
        self.term.reset_state();
    }

    // What a program puts into the clipboard, and wants to read from it, is no business of a film.
    fn clipboard_store(&mut self, _: u8, _: &[u8]) {}
    fn clipboard_load(&mut self, _: u8, _: &str) {}

    pass_on! {
        set_cursor_style(style: Option<CursorStyle>);
        set_cursor_shape(shape: CursorShape);
        goto(line: i32, column: usize);
        goto_line(line: i32);
        goto_col(column: usize);
        insert_blank(count: usize);
        move_up(count: usize);
        move_down(count: usize);
        identify_terminal(intermediate: Option<char>);
        device_status(kind: usize);
        move_forward(count: usize);
        move_backward(count: usize);
        move_down_and_cr(count: usize);
        move_up_and_cr(count: usize);
        put_tab(count: u16);
        backspace();
        carriage_return();
        linefeed();
        bell();
        substitute();
        newline();
        set_horizontal_tabstop();
        scroll_up(count: usize);
        scroll_down(count: usize);
        insert_blank_lines(count: usize);
        delete_lines(count: usize);
        erase_chars(count: usize);
        delete_chars(count: usize);
        move_backward_tabs(count: u16);
        move_forward_tabs(count: u16);
        save_cursor_position();
        restore_cursor_position();
        clear_line(mode: LineClearMode);
        clear_screen(mode: ClearMode);
        clear_tabs(mode: TabulationClearMode);
        set_tabs(interval: u16);
        reverse_index();
        set_mode(mode: Mode);
        unset_mode(mode: Mode);
        report_mode(mode: Mode);
        unset_private_mode(mode: PrivateMode);
        report_private_mode(mode: PrivateMode);
        set_keypad_application_mode();
        unset_keypad_application_mode();
        set_active_charset(index: CharsetIndex);
        configure_charset(index: CharsetIndex, charset: StandardCharset);
        set_color(index: usize, colour: Rgb);
        dynamic_color_sequence(prefix: String, index: usize, terminator: &str);
        reset_color(index: usize);
        decaln();
        push_title();
        pop_title();
        text_area_size_pixels();
        text_area_size_chars();
        report_keyboard_mode();
        push_keyboard_mode(mode: KeyboardModes);
        pop_keyboard_modes(count: u16);
        set_keyboard_mode(mode: KeyboardModes, behaviour: KeyboardModesApplyBehavior);
        set_modify_other_keys(mode: ModifyOtherKeys);
        report_modify_other_keys();
        set_scp(path: ScpCharPath, mode: ScpUpdateMode);
    }
}

/// Whether the grid would put a character into the cell before it.
fn is_zero_width(character: char) -> bool {
    unicode_width::UnicodeWidthChar::width(character) == Some(0)
}
