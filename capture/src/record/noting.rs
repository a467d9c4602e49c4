//! Where everything stands when a scene begins and when it ends, as the log has it.

use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::ActScene;
use demoreel_primitives::time::Nanos;

use super::rolling::filmed_surfaces;
use super::{Crew, Playing, RecordError};
use crate::browser::Extent;
use crate::perform::PageNotes;
use crate::stage::OnStage;
use crate::terminal::TerminalSurface;

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
                    self.log.note(Happening::Pointer {
                        surface: surface.name().to_owned(),
                        at: surface.pointer(),
                    });
                    self.log.note(surface.cursor().now());
                }
                OnStage::Terminal(surface) => self.note_pointer(surface),
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

    /// A terminal has a pointer once somebody has moved it.
    fn note_pointer(&self, surface: &TerminalSurface) {
        if let (at, true) = surface.pointer() {
            let surface = surface.name().to_owned();
            self.log.note(Happening::Pointer { surface, at });
        }
    }
}
