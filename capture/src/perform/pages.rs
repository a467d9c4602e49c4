//! The pages of browsers as they stand in the log, so that only changes are noted.

use std::collections::BTreeMap;

use demoreel_primitives::event::Happening;
use demoreel_primitives::page::Page;
use demoreel_primitives::time::Nanos;

use crate::clock::MachineTime;
use crate::log::EventLog;
use crate::secrets::Secrets;

/// The last page that was noted of each surface, and when.
#[derive(Debug, Default)]
pub struct PageNotes(BTreeMap<String, (Page, MachineTime)>);

impl PageNotes {
    /// Notes a page if it differs from the last one and that was long enough ago.
    pub fn note(
        &mut self,
        surface: &str,
        page: &Page,
        apart: Nanos,
        log: &EventLog,
        secrets: &Secrets,
    ) {
        let now = MachineTime::now();
        let mut page = page.clone();
        secrets.hide_in_page(&mut page);
        if let Some((last, at)) = self.0.get(surface)
            && (now.since(*at) < apart || *last == page)
        {
            return;
        }
        log.note_at(
            now,
            Happening::Page {
                surface: surface.to_owned(),
                page: page.clone(),
            },
        );
        self.0.insert(surface.to_owned(), (page, now));
    }
}
