//! A terminal on the stage: what writes to it, and where its cells are. What never lives here:
//! colours, fonts and cursors, which are the look's.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::space::{SurfacePoint, SurfaceRect, SurfaceSize};

/// A grid of characters. Its surface is as large as the grid with a margin around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terminal {
    /// What writes to it.
    pub source: TerminalSource,
    /// Where its cells are.
    pub grid: CellGrid,
}

/// What writes to a terminal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerminalSource {
    /// A shell, to which commands are typed.
    Shell(Shell),
    /// A recording in the asciicast format, played while the act is performed.
    Cast {
        /// Absolute.
        path: String,
        /// BLAKE3 of its bytes: a changed recording is a changed act.
        digest: String,
    },
}

/// A shell on a pseudo-terminal, with settings of its own and none of the user's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shell {
    /// Which.
    pub program: ShellProgram,
    /// Where it starts; its private home where nothing is said. Relative to the script's folder
    /// where it is inside it, absolute otherwise.
    pub folder: Option<String>,
    /// Names of environment variables that it may see besides the allow-list. Their values are
    /// secrets.
    pub env: Vec<String>,
    /// Files and folders of the user's home that are copied into the private one, relative to
    /// both. Nothing is ever written back.
    pub keep: Vec<String>,
    /// Folders whose programs come before those of the machine's path.
    pub path: Vec<ProgramFolder>,
    /// Variables with values that anybody may read.
    pub variables: BTreeMap<String, String>,
    /// The prompt, as plain text; the one that is made for film where nothing is said.
    pub prompt: Option<String>,
    /// How keys follow one another.
    pub rhythm: Rhythm,
    /// Whether pauses are waited for also where the shell could do nothing in them: something that
    /// nobody sees may need the time.
    pub real_time: bool,
}

/// A folder of programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramFolder {
    /// Absolute.
    pub folder: String,
    /// BLAKE3 over what is in it: a changed program is a changed act.
    pub digest: String,
}

/// How keys follow one another on a terminal.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// As a hand types: around the pace, with pauses between words.
    #[default]
    Human,
    /// After each key exactly the pace, also after the last one, and no other pause anywhere.
    Even,
}

/// The shells that say when a command has ended.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ShellProgram {
    /// The shell that nearly every machine has.
    #[default]
    Bash,
    /// The one of macOS.
    Zsh,
    /// The one with suggestions.
    Fish,
}

/// Cells and where they are on a surface, in whole logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellGrid {
    /// Cells in a row; 2 to 1000.
    pub columns: u16,
    /// Rows; 1 to 500.
    pub rows: u16,
    /// One cell; each side 1 or more.
    pub cell: SurfaceSize,
    /// From the surface's upper left corner to the first cell. Right of and below the last one it
    /// is the same, or one pixel more.
    pub margin: SurfaceSize,
    /// Size of the letters (of an em), in logical pixels.
    pub letters: f64,
}

impl Terminal {
    /// Names of environment variables that its shell may see besides the allow-list.
    pub fn env(&self) -> &[String] {
        match &self.source {
            TerminalSource::Shell(shell) => &shell.env,
            TerminalSource::Cast { .. } => &[],
        }
    }

    /// Whether every pause on it is waited for.
    pub fn is_real_time(&self) -> bool {
        matches!(&self.source, TerminalSource::Shell(shell) if shell.real_time)
    }

    /// Whether its shell is given files of the user's home.
    pub fn keeps(&self) -> bool {
        matches!(&self.source, TerminalSource::Shell(shell) if !shell.keep.is_empty())
    }
}

impl ShellProgram {
    /// The program's name, which is that of its Debian package too.
    pub fn name(self) -> &'static str {
        match self {
            ShellProgram::Bash => "bash",
            ShellProgram::Zsh => "zsh",
            ShellProgram::Fish => "fish",
        }
    }
}

impl CellGrid {
    /// The surface that holds the cells with this margin on all four sides.
    pub fn surface_size(&self) -> SurfaceSize {
        let side = |count: u16, cell: u32, margin: u32| u32::from(count) * cell + 2 * margin;
        SurfaceSize::new(
            side(self.columns, self.cell.width, self.margin.width),
            side(self.rows, self.cell.height, self.margin.height),
        )
    }

    /// What some cells of a row cover. Rows and columns count from 0.
    pub fn area(&self, row: u16, columns: Range<u16>) -> SurfaceRect {
        let (cell, margin) = (self.cell.cast::<f64>(), self.margin.cast::<f64>());
        SurfaceRect::new(
            SurfacePoint::new(
                margin.width + f64::from(columns.start) * cell.width,
                margin.height + f64::from(row) * cell.height,
            ),
            euclid::size2(
                f64::from(columns.end.saturating_sub(columns.start)) * cell.width,
                cell.height,
            ),
        )
    }

    /// The cell at a place, as row and column; the nearest one where the place is in the margin.
    pub fn cell_at(&self, point: SurfacePoint) -> (u16, u16) {
        let index = |at: f64, margin: u32, cell: u32, count: u16| {
            let cells = libm::floor((at - f64::from(margin)) / f64::from(cell));
            cells.clamp(0.0, f64::from(count.max(1) - 1)) as u16
        };
        (
            index(point.y, self.margin.height, self.cell.height, self.rows),
            index(point.x, self.margin.width, self.cell.width, self.columns),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_places_agree() {
        let grid = CellGrid {
            columns: 80,
            rows: 24,
            cell: SurfaceSize::new(12, 26),
            margin: SurfaceSize::new(24, 20),
            letters: 20.0,
        };
        assert_eq!(
            grid.surface_size(),
            SurfaceSize::new(80 * 12 + 48, 24 * 26 + 40)
        );
        let last = grid.area(23, 79..80);
        assert_eq!((last.max_x(), last.max_y()), (984.0, 644.0));
        assert_eq!(grid.cell_at(last.center()), (23, 79));
        assert_eq!(grid.cell_at(SurfacePoint::new(-5.0, 1e9)), (23, 0));
    }
}
