//! The composed steps that ship with demoreel, as their files' text.

/// One file of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LibraryFile {
    /// The composed step's name; also the file's name.
    pub name: &'static str,
    /// The file's text.
    pub text: &'static str,
}

macro_rules! library {
    ($($name:literal)*) => {
        /// Every file of the library, in order of names.
        pub const LIBRARY: &[LibraryFile] = &[$(LibraryFile {
            name: $name,
            text: include_str!(concat!("../../library/", $name, ".yaml")),
        }),*];
    };
}

library! {
    "fill_field"
}
