//! What performing is on a terminal: keys go to its pseudo-terminal, and what came of them is
//! read from its screen and from what the shell says of itself.

mod command;
mod mouse;
mod write;

use demoreel_eyes::{Miss, ScreenSight, Sight};
use demoreel_primitives::event::Button;
use demoreel_primitives::picture::Picture;
use demoreel_primitives::plan::{Action, Chord, ScrollWay, StepId};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::time::Nanos;
use demoreel_terminal::Screen;

use super::Performer;
use super::driven::{Driven, Explanation, Typing};
use super::failure::StepFailure;
use crate::error::StageError;
use crate::surface::SurfaceError;
use crate::terminal::TerminalSurface;

/// Between two looks where nothing was written.
const LOOK_AGAIN: Nanos = Nanos::from_millis(100);

/// A screen, and a number that tells when another look may see more.
pub struct ScreenView {
    screen: Screen,
    change: u64,
    /// A terminal has no picture before it is painted.
    nothing: Picture,
}

impl Driven for TerminalSurface {
    type View = ScreenView;

    fn name(&self) -> &str {
        TerminalSurface::name(self)
    }

    /// A shell may end during a pause: nobody needs it then.
    fn stands(&self) -> Result<(), StageError> {
        Ok(())
    }

    fn look(&self) -> Result<ScreenView, SurfaceError> {
        let (screen, change) = TerminalSurface::look(self);
        let nothing = Picture::black(2, 2);
        Ok(ScreenView {
            screen,
            change,
            nothing,
        })
    }

    fn sight<'v>(&'v self, view: &'v ScreenView, last_line: bool) -> Sight<'v> {
        Sight {
            picture: &view.nothing,
            density: 1.0,
            size: self.size(),
            page: None,
            screen: Some(ScreenSight {
                screen: &view.screen,
                grid: self.grid(),
                at_cursor: last_line,
            }),
            ocr: None,
        }
    }

    fn await_change(&self, view: &ScreenView) -> Result<(), SurfaceError> {
        self.check()?;
        self.wait_news(view.change, LOOK_AGAIN);
        Ok(())
    }

    fn plays(&self) -> bool {
        self.is_recording()
    }

    fn still_for(&self, area: Option<SurfaceRect>) -> Result<Nanos, SurfaceError> {
        Ok(TerminalSurface::still_for(self, area))
    }

    fn pointer(&self) -> SurfacePoint {
        TerminalSurface::pointer(self).0
    }

    fn point(&mut self, at: SurfacePoint, held: Option<Button>) -> Result<(), StageError> {
        self.point_and_tell(at, held)
    }

    fn button(&mut self, button: Button, down: bool) -> Result<(), StageError> {
        self.tell_button(button, down)
    }

    fn begin(&mut self, step: &StepId) {
        self.play();
        self.mark(&step.0);
    }

    fn act(by: &mut Performer<'_, Self>) -> Result<(), StepFailure> {
        let step = by.step;
        match &step.action {
            Action::Scroll {
                way: ScrollWay::By { down, .. },
                over,
                length,
                timeout,
            } => by.scroll(*down, over.as_ref(), *length, *timeout),
            Action::RunCommand {
                command,
                expect_status,
                pace,
                timeout,
            } => by.run_command(command, *expect_status, *pace, *timeout),
            Action::Clear => by.clear(),
            Action::Resize { columns, rows } => Ok(by.surface.resize(*columns, *rows)?),
            _ => Err(by.wrong_surface()),
        }
    }

    fn type_words(by: &mut Performer<'_, Self>, typing: Typing<'_>) -> Result<(), StepFailure> {
        by.type_guarded(typing)
    }

    fn paste_words(by: &mut Performer<'_, Self>, words: &str) -> Result<(), StepFailure> {
        by.paste_in_brackets(words)
    }

    fn press_chord(by: &mut Performer<'_, Self>, chord: &Chord) -> Result<(), StepFailure> {
        by.send_chord(chord)
    }

    fn explain(by: &Performer<'_, Self>, view: &ScreenView, miss: &mut Miss) -> Explanation {
        let shown = by.means.secrets.hide(&view.screen.text());
        let shown = format!("The screen shows:\n{shown}");
        miss.hint = Some(match miss.hint.take() {
            Some(hint) => format!("{hint}\n{shown}"),
            None => shown,
        });
        Explanation::default()
    }
}

impl Performer<'_, TerminalSurface> {
    /// What the screen shows, for messages.
    fn screen_text(&self) -> String {
        self.means.secrets.hide(&self.surface.look().0.text())
    }
}
