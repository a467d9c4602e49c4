//! What a private home holds.

use std::path::Path;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};

use super::At;
use crate::tree::Node;
use crate::written::HomeWords;

impl At<'_> {
    /// The paths that are copied into it; `None` where one leads out of it.
    pub(super) fn kept(&self, home: Option<HomeWords>) -> Option<Vec<String>> {
        let keep = home.map(|home| home.keep).unwrap_or_default();
        let Some(path) = keep.iter().find(|path| leads_out(path)) else {
            return Some(keep);
        };
        let message = format!("`keep` takes paths inside the home folder, not '{path}'");
        let error = Diagnostic::error(codes::OUT_OF_RANGE, message).at(self.keep_place());
        let hint = "name it relative to the home folder, such as `.config/tool.json`";
        self.checker.report(error.hint(hint));
        None
    }

    fn keep_place(&self) -> Place {
        let kind = |word| self.node.get(word).and_then(|body: &Node| body.get("home"));
        let home = kind("terminal").or(kind("desktop"));
        let keep = home.and_then(|home| home.get("keep"));
        keep.or(home).unwrap_or(self.node).span.place()
    }
}

/// Whether a path is not one below the folder that it is joined to.
fn leads_out(path: &str) -> bool {
    use std::path::Component::{CurDir, Normal};
    let mut parts = Path::new(path).components();
    path.is_empty() || !parts.all(|part| matches!(part, Normal(_) | CurDir))
}
