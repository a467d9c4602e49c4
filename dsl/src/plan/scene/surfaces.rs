//! On which surface each step is.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::{Diagnostic, Place};
use demoreel_primitives::steps::{Step, listed};
use serde_json::Value as Json;

use super::builder::{Builder, Frame};
use crate::check::Call;
use crate::guess;
use crate::tree::{Key, Node};

impl Builder<'_> {
    pub(super) fn scene_surface(&mut self, node: &Node, name: Option<&str>) {
        let Some(name) = name else { return };
        if self.head.surfaces.names().any(|one| one == name) {
            self.surface = Some(name.to_owned());
            self.surfaces.push(name.to_owned());
        } else {
            let place = node
                .get("surface")
                .map_or(&node.span, |it| &it.span)
                .place();
            self.checker.report(self.unknown_surface(name, place));
        }
    }

    /// On which surface a step is; `None` where that is wrong or not said.
    pub(super) fn surface_of(
        &mut self,
        call: &Call,
        frame: &Frame,
        needed: bool,
    ) -> Option<String> {
        let checker = self.checker.within(frame.scope);
        if let Some(name) = call.body.get("surface").and_then(Json::as_str) {
            let known = self.head.surfaces.names().any(|one| one == name);
            if !known {
                checker.report(self.unknown_surface(name, call.key.span.place()));
            }
            return known.then(|| name.to_owned());
        }
        if let Some(name) = &frame.surface {
            return Some(name.clone());
        }
        let several = self.head.surfaces.names().nth(1).is_some();
        if several && needed {
            if !self.asked_for_surface {
                checker.report(self.which_surface(&call.key));
            }
            self.asked_for_surface = true;
            return None;
        }
        self.first_surface()
    }

    pub(super) fn first_surface(&self) -> Option<String> {
        self.head.surfaces.names().next().map(str::to_owned)
    }

    pub(super) fn unknown_surface(&self, name: &str, place: Place) -> Diagnostic {
        let message = format!("there is no surface `{name}`");
        let error = Diagnostic::error(codes::UNKNOWN_SURFACE, message).at(place);
        match guess::nearest(name, self.head.surfaces.names()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!(
                "the script has {}",
                listed(self.head.surfaces.names())
            )),
        }
    }

    pub(super) fn which_surface(&self, key: &Key) -> Diagnostic {
        let message = format!("`{}` does not say on which surface", key.text);
        let names = listed(self.head.surfaces.names());
        Diagnostic::error(codes::SURFACE_NOT_SAID, message)
            .at(key.span.place())
            .hint(format!("give the scene, or the step, a `surface`: {names}"))
    }
}

/// Whether a step is about one surface and no other.
pub(super) fn needs_surface(step: &Step) -> bool {
    !matches!(
        step,
        Step::Wait(_)
            | Step::Say(_)
            | Step::Caption(_)
            | Step::Chapter(_)
            | Step::Still(_)
            | Step::ZoomOut(_)
            | Step::MarkSpeedup(_)
            | Step::MarkNormal(_)
            | Step::MarkCut(_)
            | Step::EndScene(_)
    )
}
