//! How terminals are drawn.

use serde::{Deserialize, Serialize};

use crate::theme::TerminalTheme;

/// The look of every terminal of a scene.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalStyle {
    /// Its colours.
    pub theme: TerminalTheme,
    /// The family of its letters.
    pub font: String,
    /// The cursor where a program asks for none in particular.
    pub cursor: TerminalCursor,
}

/// How the cursor of a terminal is drawn. A program that asks for another one gets it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TerminalCursor {
    /// The whole cell.
    #[default]
    Block,
    /// A line before the character.
    Bar,
    /// A line below the character.
    Underline,
}

/// The font that holds where a script names none; it comes with demoreel.
pub const TERMINAL_FONT: &str = "JetBrains Mono";

impl Default for TerminalStyle {
    fn default() -> TerminalStyle {
        TerminalStyle {
            theme: TerminalTheme::default(),
            font: TERMINAL_FONT.to_owned(),
            cursor: TerminalCursor::default(),
        }
    }
}
