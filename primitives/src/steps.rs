//! Every built-in step: its typed arguments, units, defaults, words and example. A step is a
//! struct; its JSON Schema is its table, and the validator, the script's schema and the list of
//! primitives read only tables. What never lives here: how a step is read, performed or painted.

mod camera;
mod explain;
mod flow;
mod keyboard;
mod keys;
mod kind;
mod library;
mod marks;
mod navigate;
mod phrase;
mod pointer;
mod pointing;
mod table;
mod terminal;
mod value;
mod waiting;
mod window;
mod words;

use serde::{Deserialize, Serialize};

pub use camera::{ZoomOut, ZoomTo};
pub use explain::listed;
pub use flow::{ConditionWords, EndScene, ForEach, SceneEnd, When};
pub use keyboard::{Paste, Press, TypeSecret, TypeText};
pub use keys::{Keys, parse_chord};
pub use kind::{Bounds, Kind};
pub use library::{BRANDS, KITS, KitFiles, LIBRARY, LibraryFile};
pub use marks::{MarkCut, MarkNormal, MarkSpeedup, Still};
pub use navigate::Open;
pub use phrase::{LANGUAGES, Phrase, is_language};
pub use pointer::{Click, DoubleClick, Drag, MoveTo, RightClick, Scroll};
pub use pointing::{FINDERS, NestedTarget, Seeking, TargetWords};
pub use table::{Family, Field, Table};
pub use terminal::{Clear, Resize, RunCommand};
pub use value::{
    Area, Duration, Gain, HexColour, Length, Magnification, NotOfThisKind, Pair, PixelSize, Pixels,
    Steps, Typed,
};
pub use waiting::{AssertVisible, Wait, WaitFor, WaitUntilGone, WaitUntilStill};
pub use window::{CloseWindow, FocusWindow, Launch, ResizeWindow};
pub use words::{Caption, Chapter, Say};

/// Declares the one list of built-in steps: the enum that holds any of them, and their tables.
macro_rules! registry {
    ($($name:literal $step:ident)*) => {
        /// Any built-in step with its arguments checked and its defaults filled in.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant is documented at its struct")]
        pub enum Step {
            $($step($step),)*
        }

        /// The tables of all built-in steps, family by family.
        pub fn tables() -> Vec<Table> {
            vec![$(Table::of::<$step>($name)),*]
        }
    };
}

registry! {
    "open" Open
    "click" Click
    "double_click" DoubleClick
    "right_click" RightClick
    "move_to" MoveTo
    "drag" Drag
    "scroll" Scroll
    "type_text" TypeText
    "type_secret" TypeSecret
    "press" Press
    "paste" Paste
    "run_command" RunCommand
    "clear" Clear
    "launch" Launch
    "focus_window" FocusWindow
    "resize_window" ResizeWindow
    "close_window" CloseWindow
    "resize" Resize
    "wait" Wait
    "wait_for" WaitFor
    "wait_until_gone" WaitUntilGone
    "wait_until_still" WaitUntilStill
    "assert_visible" AssertVisible
    "zoom_to" ZoomTo
    "zoom_out" ZoomOut
    "say" Say
    "caption" Caption
    "chapter" Chapter
    "mark_speedup" MarkSpeedup
    "mark_normal" MarkNormal
    "mark_cut" MarkCut
    "still" Still
    "when" When
    "for_each" ForEach
    "end_scene" EndScene
}
