//! How many cells a tape's terminal has. vhs draws with xterm.js in a page of its own, and a tape
//! whose lines wrap elsewhere is another tape, so that the page's arithmetic is done here.

/// What decides it, in pixels of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    pub width: f64,
    pub height: f64,
    pub margin: f64,
    pub padding: f64,
    /// Of the window's bar; 0 without one.
    pub bar: f64,
    pub font_size: f64,
    pub letter_spacing: f64,
    pub line_height: f64,
}

/// Cells and their size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cells {
    pub columns: u16,
    pub rows: u16,
    /// In pixels of the picture.
    pub width: f64,
    pub height: f64,
}

/// The page keeps this much free around the terminal.
const FRAME: f64 = 5.0;
/// And this much at its right, where a scroll bar would be.
const SCROLL_BAR: f64 = 15.0;
/// What the letters of JetBrains Mono measure, in parts of their size.
pub(super) const ADVANCE: f64 = 0.6;
const ASCENT: f64 = 1.02;
const DESCENT: f64 = 0.3;

/// The least that a terminal is of use with.
const LEAST: (f64, f64) = (10.0, 2.0);
const MOST: (f64, f64) = (1000.0, 500.0);

/// The cells that fit; none where there is no room for a terminal.
pub(super) fn cells(measures: &Measures) -> Option<Cells> {
    let around = 2.0 * (measures.margin + measures.padding + FRAME);
    // A page measures ascent and descent in whole pixels each, and cells are whole pixels.
    let glyph = (measures.font_size * ASCENT).round() + (measures.font_size * DESCENT).round();
    let height = (glyph * measures.line_height).floor().max(1.0);
    let advance = (measures.font_size * ADVANCE).floor().max(1.0);
    let width = (advance + measures.letter_spacing.round()).max(1.0);
    let columns = ((measures.width - around - SCROLL_BAR) / width).floor();
    let rows = ((measures.height - around - measures.bar) / height).floor();
    let enough = columns >= LEAST.0 && rows >= LEAST.1;
    enough.then_some(Cells {
        columns: columns.min(MOST.0) as u16,
        rows: rows.min(MOST.1) as u16,
        width,
        height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: Measures = Measures {
        width: 1200.0,
        height: 600.0,
        margin: 0.0,
        padding: 60.0,
        bar: 0.0,
        font_size: 22.0,
        letter_spacing: 1.0,
        line_height: 1.0,
    };

    /// Rows as the golden files have them that vhs wrote for these sizes (its padding was 72).
    #[test]
    fn rows_are_those_of_golden_files() {
        let rows = |width, height, font_size| {
            let measures = Measures {
                width,
                height,
                font_size,
                padding: 72.0,
                ..DEFAULT
            };
            cells(&measures).map(|cells| cells.rows)
        };
        assert_eq!(rows(1000.0, 1050.0, 22.0), Some(30));
        assert_eq!(rows(1600.0, 1040.0, 22.0), Some(30));
        assert_eq!(rows(2200.0, 500.0, 32.0), Some(8));
    }

    #[test]
    fn margin_and_bar_are_taken_off() {
        let plain = cells(&DEFAULT).unwrap();
        assert_eq!((plain.columns, plain.rows), (75, 16));
        let framed = Measures {
            margin: 20.0,
            bar: 30.0,
            ..DEFAULT
        };
        let framed = cells(&framed).unwrap();
        assert_eq!((framed.columns, framed.rows), (72, 13));
        let small = Measures {
            width: 200.0,
            ..DEFAULT
        };
        assert_eq!(cells(&small), None);
    }
}
