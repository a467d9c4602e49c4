//! One cell of a screen: what stands in it and how. Colours stay as the program gave them, since
//! only a theme knows what "red" is.

use std::sync::Arc;

use demoreel_primitives::colour::Colour;

/// One place of a terminal's grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it; a space where nothing does.
    pub text: Cluster,
    /// Cells that it takes: 1, or 2, or 0 for the right half of a wide character.
    pub width: u8,
    /// The colour of the text, before `inverse`.
    pub foreground: Ink,
    /// The colour behind it, before `inverse`.
    pub background: Ink,
    /// How the text is set.
    pub style: Style,
    /// The address that it links to (OSC 8).
    pub link: Option<Arc<str>>,
}

/// A character with all that combines with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cluster {
    /// One character, as nearly all are.
    Single(char),
    /// A character and its combining characters, variation selectors or joiners.
    Joined(Arc<str>),
}

/// A colour as a program named it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The theme's own text or background.
    #[default]
    Default,
    /// 0 to 15 are the theme's, 16 to 231 a cube of colours, 232 to 255 greys.
    Indexed(u8),
    /// Exactly this.
    Exact(Colour),
}

/// How text is set (SGR). Overline is not among them: the model's parser does not know it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// SGR 1.
    pub bold: bool,
    /// SGR 2.
    pub dim: bool,
    /// SGR 3.
    pub italic: bool,
    /// SGR 5 and 6.
    pub blink: bool,
    /// SGR 7: foreground and background change places.
    pub inverse: bool,
    /// SGR 8: nothing is drawn, and nothing is found.
    pub hidden: bool,
    /// SGR 9.
    pub strikeout: bool,
    /// SGR 4 and 21.
    pub underline: Underline,
    /// SGR 58; the text's own colour where none was given.
    pub underline_ink: Option<Ink>,
}

/// The lines below text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Underline {
    /// None.
    #[default]
    None,
    /// SGR 4.
    Single,
    /// SGR 21 or 4:2.
    Double,
    /// SGR 4:3.
    Curly,
    /// SGR 4:4.
    Dotted,
    /// SGR 4:5.
    Dashed,
}

impl Cluster {
    /// Adds it to the end of a text.
    pub fn push_to(&self, text: &mut String) {
        match self {
            Cluster::Single(character) => text.push(*character),
            Cluster::Joined(cluster) => text.push_str(cluster),
        }
    }

    /// Whether there is nothing to see in it.
    pub fn is_blank(&self) -> bool {
        *self == Cluster::Single(' ')
    }
}

impl std::fmt::Display for Cluster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cluster::Single(character) => write!(f, "{character}"),
            Cluster::Joined(cluster) => f.write_str(cluster),
        }
    }
}
