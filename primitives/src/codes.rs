//! The catalogue of diagnostics, one file a stage. A code is never given a second meaning and
//! never used again once it is gone.

/// One kind of mistake or failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Such as `E0103`; the first two digits name the stage.
    pub id: &'static str,
    /// What it means, for whoever looks the code up.
    pub about: &'static str,
}

/// Declares the codes of one stage, in ascending order, and `ALL` of them.
macro_rules! codes {
    ($($name:ident $id:literal $about:literal)*) => {
        use super::Code;
        $(#[doc = $about] pub const $name: Code = Code { id: $id, about: $about };)*
        /// Every code of this stage, in order.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

pub mod command;
pub mod compose;
pub mod eyes;
pub mod language;
pub mod stage;
pub mod take;
pub mod voice;

/// Every code, in order.
pub fn all() -> impl Iterator<Item = Code> {
    let stages = [
        language::ALL,
        stage::ALL,
        eyes::ALL,
        take::ALL,
        compose::ALL,
        voice::ALL,
        command::ALL,
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
