//! Where everything stands when a scene begins and when it ends, as the log has it.

use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::ActScene;
use demoreel_primitives::space::SurfacePoint;
use demoreel_primitives::time::Nanos;

use super::rolling::filmed_surfaces;
use super::{Crew, Playing, RecordError};
use crate::browser::Extent;
use crate::perform::PageNotes;
use crate::stage::OnStage;

impl Crew<'_> {
    /// Where everything stands at the scene's first moment.
    pub(super) fn note_beginning(
        &self,
        playing: &Playing,
        scene: &ActScene,
        pages: &mut PageNotes,
    ) -> Result<(), RecordError> {
        for surface in filmed_surfaces(&playing.stage, scene) {
            match surface {
                OnStage::Browser(surface) => {
                    self.note_pointer(surface.name(), surface.pointer());
                    self.log.note(surface.cursor().now());
                }
                OnStage::Desktop(surface) => {
                    self.note_pointer(surface.name(), surface.pointer());
                    self.log.note(surface.cursor().now());
                }
                // A terminal has a pointer once somebody has moved it.
                OnStage::Terminal(surface) => {
                    if let (at, true) = surface.pointer() {
                        self.note_pointer(surface.name(), at);
                    }
                }
            }
        }
        self.note_pages(playing, scene, pages)
    }

    /// The pages of now, those that have changed since they were last noted.
    pub(super) fn note_pages(
        &self,
        playing: &Playing,
        scene: &ActScene,
        pages: &mut PageNotes,
    ) -> Result<(), RecordError> {
        for surface in filmed_surfaces(&playing.stage, scene) {
            if let OnStage::Browser(surface) = surface {
                let page = surface.browser().snapshot(Extent::Visible)?;
                let (log, secrets) = (&self.log, &self.secrets);
                pages.note(surface.name(), &page, Nanos::ZERO, log, secrets);
            }
        }
        Ok(())
    }

    fn note_pointer(&self, surface: &str, at: SurfacePoint) {
        let surface = surface.to_owned();
        self.log.note(Happening::Pointer { surface, at });
    }
}
