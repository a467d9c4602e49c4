//! The catalogue of diagnostics, one file a stage. A code is never given a second meaning and
//! never used again once it is gone.

/// One kind of mistake or failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Such as `E0103`; the first two digits name the stage.
    pub id: &'static str,
    /// What it means, for whoever looks the code up.
    pub about: &'static str,
    /// How it comes about and how it is mended.
    pub lesson: &'static Lesson,
}

/// A mistake or a failure as an example. What a script brings about is shown as a script or a
/// command line; what a machine brings about is told in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// What lies behind it, in a sentence or two.
    pub cause: &'static str,
    /// What brings it about: steps, keys of a script, a whole file, a command line, or words.
    pub wrong: &'static str,
    /// The same, mended; or, in words, what to do.
    pub right: &'static str,
    /// Files beside the script, with their content or a remark about it in parentheses.
    pub beside: &'static [(&'static str, &'static str)],
}

impl Lesson {
    /// Whether an example is a script or a part of one: steps, or keys at the margin.
    pub fn is_script(example: &str) -> bool {
        let first = example.lines().next().unwrap_or_default();
        let key = first.split_once(':').map_or("", |(key, _)| key);
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase());
        first.starts_with("- ") || is_key
    }
}

/// Declares the codes of one stage, in ascending order, and `ALL` of them. In parentheses after a
/// sentence: the cause, the wrong and the right example, and the files beside them.
macro_rules! codes {
    ($($name:ident $id:literal $about:literal (
        $cause:literal $wrong:literal $right:literal $($file:literal: $content:literal)*
    ))*) => {
        use super::Code;
        $(#[doc = $about]
        pub const $name: Code = Code {
            id: $id,
            about: $about,
            lesson: &super::Lesson {
                cause: $cause,
                wrong: $wrong,
                right: $right,
                beside: &[$(($file, $content)),*],
            },
        };)*
        /// Every code of this stage, in order.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

pub mod command;
pub mod compose;
pub mod eyes;
pub mod footage;
pub mod language;
pub mod look;
pub mod stage;
pub mod take;
pub mod tape;
pub mod voice;

/// The code with this id, in capitals or not.
pub fn named(id: &str) -> Option<Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(id))
}

/// Every code, in order.
pub fn all() -> impl Iterator<Item = Code> {
    let stages = [
        language::ALL,
        look::ALL,
        stage::ALL,
        eyes::ALL,
        take::ALL,
        compose::ALL,
        voice::ALL,
        command::ALL,
        tape::ALL,
        footage::ALL,
    ];
    stages.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_unique_and_in_order() {
        let ids: Vec<_> = super::all().map(|code| code.id).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
    }
}
