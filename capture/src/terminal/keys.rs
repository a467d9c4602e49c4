//! Keys and the mouse as a terminal sends them. Programs ask for other forms of them; whoever
//! types for a user must obey.

use demoreel_primitives::event::Button;
use demoreel_primitives::plan::{Chord, Modifier};
use demoreel_terminal::{Modes, Mouse};

use crate::error::StageError;

/// What a letter sends when it is typed.
pub fn letter(letter: char) -> Vec<u8> {
    match letter {
        '\n' => b"\r".to_vec(),
        other => other.to_string().into_bytes(),
    }
}

/// What pasting sends. Where the program asked for it, it is told that this was not typed.
pub fn paste(text: &str, modes: Modes) -> Vec<u8> {
    let lines = text.replace("\r\n", "\n").replace('\n', "\r");
    // A text must not be able to end its own paste.
    let plain = lines.replace('\x1b', "");
    match modes.bracketed_paste {
        true => format!("\x1b[200~{plain}\x1b[201~").into_bytes(),
        false => plain.into_bytes(),
    }
}

/// What a chord sends.
pub fn chord(chord: &Chord, modes: Modes) -> Result<Vec<u8>, StageError> {
    let held = Held::of(&chord.modifiers);
    let mut letters = chord.key.chars();
    if let (Some(one), None) = (letters.next(), letters.next()) {
        return Ok(character(one, &held));
    }
    named(&chord.key, &held, modes).ok_or_else(|| StageError::NoKey(chord.key.clone()))
}

/// The modifiers that are held.
#[derive(Default)]
struct Held {
    shift: bool,
    alt: bool,
    ctrl: bool,
    meta: bool,
}

impl Held {
    fn of(modifiers: &[Modifier]) -> Held {
        let has = |one| modifiers.contains(&one);
        Held {
            shift: has(Modifier::Shift),
            alt: has(Modifier::Alt),
            ctrl: has(Modifier::Ctrl),
            meta: has(Modifier::Meta),
        }
    }

    /// As xterm counts them: 1 is none.
    fn number(&self) -> u8 {
        let bits = [self.shift, self.alt, self.ctrl, self.meta];
        let weighted = bits.iter().zip([1, 2, 4, 8]);
        1 + weighted.map(|(on, bit)| u8::from(*on) * bit).sum::<u8>()
    }
}

fn character(letter: char, held: &Held) -> Vec<u8> {
    let shifted = match held.shift {
        true => letter.to_uppercase().collect(),
        false => letter.to_string(),
    };
    let mut bytes = match (held.ctrl, letter) {
        (true, 'a'..='z' | 'A'..='Z' | '@'..='_') => vec![letter.to_ascii_uppercase() as u8 & 0x1f],
        (true, ' ' | '2') => vec![0],
        (true, '?') => vec![0x7f],
        (true, '/') => vec![0x1f],
        _ => shifted.into_bytes(),
    };
    if held.alt || held.meta {
        bytes.insert(0, 0x1b);
    }
    bytes
}

fn named(key: &str, held: &Held, modes: Modes) -> Option<Vec<u8>> {
    let plain = match key {
        "Enter" => b"\r".to_vec(),
        "Tab" if held.shift => b"\x1b[Z".to_vec(),
        "Tab" => b"\t".to_vec(),
        "Escape" => b"\x1b".to_vec(),
        "Space" => return Some(character(' ', held)),
        "Backspace" if held.ctrl => b"\x08".to_vec(),
        "Backspace" => b"\x7f".to_vec(),
        _ => return sequence(key, held, modes),
    };
    Some(match held.alt || held.meta {
        true => [b"\x1b".as_slice(), &plain].concat(),
        false => plain,
    })
}

/// Keys that send a sequence, with the held modifiers in it.
fn sequence(key: &str, held: &Held, modes: Modes) -> Option<Vec<u8>> {
    let number = held.number();
    let lettered = |letter: char, own: bool| match (number, own) {
        (1, true) => format!("\x1bO{letter}"),
        (1, false) => format!("\x1b[{letter}"),
        _ => format!("\x1b[1;{number}{letter}"),
    };
    let numbered = |code: u8| match number {
        1 => format!("\x1b[{code}~"),
        _ => format!("\x1b[{code};{number}~"),
    };
    let application = modes.application_cursor;
    let text = match key {
        "ArrowUp" => lettered('A', application),
        "ArrowDown" => lettered('B', application),
        "ArrowRight" => lettered('C', application),
        "ArrowLeft" => lettered('D', application),
        "Home" => lettered('H', application),
        "End" => lettered('F', application),
        "F1" => lettered('P', true),
        "F2" => lettered('Q', true),
        "F3" => lettered('R', true),
        "F4" => lettered('S', true),
        "Insert" => numbered(2),
        "Delete" => numbered(3),
        "PageUp" => numbered(5),
        "PageDown" => numbered(6),
        "F5" => numbered(15),
        "F6" => numbered(17),
        "F7" => numbered(18),
        "F8" => numbered(19),
        "F9" => numbered(20),
        "F10" => numbered(21),
        "F11" => numbered(23),
        "F12" => numbered(24),
        _ => return None,
    };
    Some(text.into_bytes())
}

/// What the mouse does at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAct {
    /// A button goes down.
    Press(Button),
    /// A button goes up.
    Release(Button),
    /// It moves, with no button or this one down.
    Move(Option<Button>),
    /// The wheel turns one notch, up or down.
    Wheel {
        /// Away from the user.
        up: bool,
    },
}

/// What the program is told of it; nothing where it did not ask. Row and column count from 0.
pub fn mouse(act: MouseAct, (row, column): (u16, u16), modes: Modes) -> Option<Vec<u8>> {
    let wanted = match act {
        MouseAct::Move(None) => modes.mouse == Mouse::Motion,
        MouseAct::Move(Some(_)) => matches!(modes.mouse, Mouse::Motion | Mouse::Drags),
        _ => modes.mouse != Mouse::Off,
    };
    if !wanted {
        return None;
    }
    let button = |button: Button| match button {
        Button::Left => 0,
        Button::Middle => 1,
        Button::Right => 2,
    };
    let (code, released) = match act {
        MouseAct::Press(one) => (button(one), false),
        MouseAct::Release(one) => (button(one), true),
        MouseAct::Move(one) => (32 + one.map_or(3, button), false),
        MouseAct::Wheel { up } => (if up { 64 } else { 65 }, false),
    };
    let (row, column) = (row + 1, column + 1);
    if modes.sgr_mouse {
        let end = if released { 'm' } else { 'M' };
        return Some(format!("\x1b[<{code};{column};{row}{end}").into_bytes());
    }
    // The old form has one byte for each, and no name for the button that was let go.
    let byte = |number: u16| (32 + number).min(255) as u8;
    let code = if released { 3 } else { code };
    Some(vec![0x1b, b'[', b'M', 32 + code, byte(column), byte(row)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, modes: Modes) -> String {
        let read = demoreel_primitives::steps::parse_chord(text).unwrap();
        String::from_utf8(chord(&read, modes).unwrap()).unwrap()
    }

    #[test]
    fn chords_send_what_xterm_sends() {
        let plain = Modes::default();
        for (chord, bytes) in [
            ("Ctrl+C", "\x03"),
            ("Ctrl+[", "\x1b"),
            ("Alt+B", "\x1bb"),
            ("Shift+Tab", "\x1b[Z"),
            ("ArrowUp", "\x1b[A"),
            ("Ctrl+ArrowRight", "\x1b[1;5C"),
            ("F5", "\x1b[15~"),
            ("Shift+F5", "\x1b[15;2~"),
            ("F1", "\x1bOP"),
            ("Backspace", "\x7f"),
            ("Ctrl+Space", "\0"),
            ("é", "é"),
        ] {
            assert_eq!(sent(chord, plain), bytes, "{chord}");
        }
        let application = Modes {
            application_cursor: true,
            ..plain
        };
        assert_eq!(sent("ArrowUp", application), "\x1bOA");
    }

    #[test]
    fn a_paste_cannot_end_itself() {
        let modes = Modes {
            bracketed_paste: true,
            ..Modes::default()
        };
        let sent = paste("a\n\x1b[201~rm -rf x\n", modes);
        assert_eq!(sent, b"\x1b[200~a\r[201~rm -rf x\r\x1b[201~");
    }

    #[test]
    fn the_mouse_is_told_only_where_it_was_asked_for() {
        let click = MouseAct::Press(Button::Left);
        assert_eq!(mouse(click, (4, 9), Modes::default()), None);
        let modes = Modes {
            mouse: Mouse::Clicks,
            sgr_mouse: true,
            ..Modes::default()
        };
        assert_eq!(mouse(click, (4, 9), modes), Some(b"\x1b[<0;10;5M".to_vec()));
        assert_eq!(mouse(MouseAct::Move(None), (4, 9), modes), None);
    }
}
