//! What performing is on a browser: its page is looked at and noted, and it is waited for until
//! it has taken in what hands did.

use demoreel_eyes::{Miss, Sight};
use demoreel_primitives::event::Button;
use demoreel_primitives::page::{Page, PageNodeKind};
use demoreel_primitives::plan::{Action, Chord};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect, film_from_surface};
use demoreel_primitives::time::Nanos;

use super::driven::{Driven, Explanation, Handed, Typing};
use super::failure::StepFailure;
use super::{Performer, resolve};
use crate::browser::{Extent, PendingPage};
use crate::clock::{self, MachineTime};
use crate::error::StageError;
use crate::hands::Hands;
use crate::recorder::Seen;
use crate::surface::{BrowserSurface, SurfaceError};

/// The least time between two looks, so that looking does not take the time that filming needs.
const LOOK_AGAIN: Nanos = Nanos::from_millis(60);
/// A page can change without its picture: after this long it is looked at anyway.
const LOOK_ANYWAY: Nanos = Nanos::from_millis(250);
/// How often the page is noted while the script waits and the picture changes.
const LINGER_LOOK: Nanos = Nanos::from_millis(300);
/// How often it is asked then whether an answer has come.
const LINGER_TICK: Nanos = Nanos::from_millis(20);
/// Texts that an error shows.
const READABLE: usize = 12;

/// A page, and a picture that is not older than it.
pub struct PageView {
    /// The page.
    pub page: Page,
    /// The picture.
    pub seen: Seen,
}

impl Driven for BrowserSurface {
    type View = PageView;

    fn name(&self) -> &str {
        BrowserSurface::name(self)
    }

    fn stands(&self) -> Result<(), StageError> {
        self.check()
    }

    fn look(&self) -> Result<PageView, SurfaceError> {
        let (page, seen) = self.look_at(Extent::Visible)?;
        Ok(PageView { page, seen })
    }

    fn sight<'v>(&'v self, view: &'v PageView, _: bool) -> Sight<'v> {
        Sight {
            picture: &view.seen.picture,
            density: self.density(),
            size: self.size(),
            page: Some(&view.page),
            screen: None,
            ocr: None,
        }
    }

    fn await_change(&self, view: &PageView) -> Result<(), SurfaceError> {
        clock::sleep(LOOK_AGAIN);
        self.check()?;
        let after = view.seen.change;
        let changed = self.recorder().wait_change(after, LOOK_ANYWAY - LOOK_AGAIN);
        Ok(changed.map(drop)?)
    }

    fn still_for(&self, area: Option<SurfaceRect>) -> Result<Nanos, SurfaceError> {
        let area = area.map(|area| film_from_surface(area, self.density()));
        let since = self.recorder().still_since(area)?;
        Ok(MachineTime::now().since(since))
    }

    fn pointer(&self) -> SurfacePoint {
        BrowserSurface::pointer(self)
    }

    fn point(&mut self, at: SurfacePoint, _: Option<Button>) -> Result<(), StageError> {
        BrowserSurface::point(self, at)
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StageError> {
        self.hands().button(button, down)
    }

    fn act(by: &mut Performer<'_, Self>) -> Result<(), StepFailure> {
        let step = by.step;
        match &step.action {
            Action::Open { url, timeout } => by.open(url, *timeout),
            Action::Scroll {
                way,
                over,
                length,
                timeout,
            } => by.scroll(way, over.as_ref(), *length, *timeout),
            _ => Err(by.wrong_surface()),
        }
    }

    fn type_words(by: &mut Performer<'_, Self>, typing: Typing<'_>) -> Result<(), StepFailure> {
        by.strike_words(typing)
    }

    fn paste_words(by: &mut Performer<'_, Self>, words: &str) -> Result<(), StepFailure> {
        Ok(by.surface.browser().insert(words)?)
    }

    fn press_chord(by: &mut Performer<'_, Self>, chord: &Chord) -> Result<(), StepFailure> {
        by.strike_chord(chord)
    }

    fn linger(by: &mut Performer<'_, Self>, length: Nanos) -> Result<(), StepFailure> {
        match by.is_filmed() {
            true => by.linger(MachineTime::now().plus(length)),
            false => by.pass(length),
        }
    }

    fn note_view(by: &mut Performer<'_, Self>, view: &PageView, apart: Nanos) {
        by.note_page(&view.page, apart);
    }

    fn take_in(&self) -> Result<(), StageError> {
        self.await_input()
    }

    fn look_around(by: &mut Performer<'_, Self>) -> Result<(), StepFailure> {
        if by.is_filmed() {
            let page = by.surface.browser().snapshot(Extent::Visible)?;
            by.note_page(&page, Nanos::ZERO);
        }
        Ok(())
    }

    fn explain(by: &Performer<'_, Self>, view: &PageView, miss: &mut Miss) -> Explanation {
        Explanation {
            texts: by.readable(&view.page),
            picture: by.drawn(view, miss),
        }
    }
}

impl Handed for BrowserSurface {
    fn hands(&mut self) -> &mut dyn Hands {
        BrowserSurface::hands(self)
    }
}

impl Performer<'_, BrowserSurface> {
    fn open(&mut self, url: &str, timeout: Nanos) -> Result<(), StepFailure> {
        let address = resolve(self.surface.home(), url);
        let cancel = self.means.run.cancel;
        Ok(self.surface.browser().open(&address, timeout, cancel)?)
    }

    /// Lets time pass and notes the page while its picture changes. The end is kept exactly: an
    /// answer that comes later is not waited for.
    fn linger(&mut self, until: MachineTime) -> Result<(), StepFailure> {
        let mut asked: Option<PendingPage> = None;
        let mut known = None;
        let mut due = MachineTime::now();
        while until.since(MachineTime::now()) > LINGER_TICK {
            let answer = asked.as_ref().and_then(PendingPage::answer);
            if let Some(answer) = answer {
                asked = None;
                // A page on its way out does not answer; the next one is asked in time.
                if let Ok(page) = answer {
                    self.note_page(&page, Nanos::ZERO);
                }
            }
            let change = self.surface.recorder().latest()?.change;
            let is_due = due.since(MachineTime::now()) <= Nanos::ZERO;
            if asked.is_none() && is_due && known != Some(change) {
                asked = Some(self.surface.browser().ask_snapshot(Extent::Visible)?);
                known = Some(change);
                due = MachineTime::now().plus(LINGER_LOOK);
            }
            self.pass(LINGER_TICK)?;
        }
        self.pass_until(until)
    }

    /// Notes a page if it differs from the last one noted and that was long enough ago.
    fn note_page(&mut self, page: &Page, apart: Nanos) {
        let (surface, means) = (self.surface.name(), self.means);
        self.trail
            .pages
            .note(surface, page, apart, means.log, means.secrets);
    }

    /// The first texts of a page, for whoever wonders what is there instead.
    fn readable(&self, page: &Page) -> Vec<String> {
        let texts = page.nodes.iter().filter_map(|node| match &node.kind {
            PageNodeKind::Text { text, .. } if !node.area.is_empty() => Some(text),
            _ => None,
        });
        let mut readable: Vec<String> = Vec::new();
        for text in texts {
            let short: String = text.chars().take(40).collect();
            let quoted = format!("'{}'", self.means.secrets.hide(&short));
            if readable.len() < READABLE && !readable.contains(&quoted) {
                readable.push(quoted);
            }
        }
        readable
    }
}
