//! When effects begin and end.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{
    Condition, Effect, EffectId, EffectKind, Extent, Moment, Sooner, Surface, SurfaceKind,
};
use demoreel_primitives::steps::Duration;
use demoreel_primitives::time::Nanos;

use super::builder::{Builder, Frame, Places, places};
use crate::check::Call;
use crate::plan::deed::{self, Lasting, Opens};
use crate::plan::names::contradict;

impl Builder<'_> {
    pub(super) fn show(
        &mut self,
        kind: EffectKind,
        lasting: Lasting,
        surface: String,
        call: &Call,
        frame: &Frame,
    ) {
        let index = self.begin(kind, surface, &call.name, places(call, frame));
        match call.steps() {
            Some(inside) => {
                self.steps(inside, frame);
                self.hear_out(index);
                self.effects[index].until = Extent::Until(self.now());
            }
            None => self.last(index, lasting),
        }
    }

    /// Takes the moment of footage that a step names, or says what is wrong with it.
    pub(super) fn name_time(&mut self, call: &Call, on: &Surface) -> Option<Diagnostic> {
        let said = call.body.get("at_time")?.as_str()?;
        let at = said.parse::<Duration>().ok()?.0;
        let error = |message: String, hint: &str| {
            let error = Diagnostic::error(codes::NO_SUCH_TIME, message).at(call.key.span.place());
            Some(error.hint(hint))
        };
        let SurfaceKind::Footage(footage) = &on.kind else {
            let message = format!("`at_time` is for footage, and `{}` is none", on.name);
            return error(message, "steps follow one another here: leave it out");
        };
        if at >= footage.length {
            let length = footage.length.as_secs_f64();
            let message = format!("`{}` has only {length:.1}s", on.name);
            return error(message, "name an earlier moment");
        }
        if self.at_time.is_some_and(|before| at < before) {
            let message = format!("{said} is earlier than the step before");
            return error(message, "put the steps in order of time");
        }
        self.at_time = Some(at);
        None
    }

    /// In footage time goes on under an effect; elsewhere `for` holds everything.
    fn held(&self, index: usize, length: Nanos) -> Extent {
        let surface = self.head.surfaces.get(&self.effects[index].surface);
        let kind = surface.map(|surface| &surface.kind);
        match kind {
            Some(SurfaceKind::Footage(footage)) => {
                let end = self.at_time.unwrap_or_default() + length;
                Extent::Until(Moment {
                    at_time: Some(end.min(footage.length)),
                    ..self.now()
                })
            }
            _ => Extent::Hold(length),
        }
    }

    /// What shows its steps also shows them until the last words in them are spoken, as a scene
    /// does. Marks are about time itself, which words do not change.
    fn hear_out(&mut self, outer: usize) {
        let shows = matches!(
            self.effects[outer].kind,
            EffectKind::Zoom { .. } | EffectKind::Caption { .. }
        );
        let now = self.now();
        let mut inside = self.effects.iter_mut().skip(outer + 1).rev();
        let last = inside.find(|one| matches!(one.kind, EffectKind::Say { .. }));
        if let Some(last) = last
            && shows
            && last.until == Extent::Words
        {
            last.until = Extent::Until(now);
        }
    }

    /// Adds an effect that begins now; when it ends is not known yet.
    pub(super) fn begin(
        &mut self,
        kind: EffectKind,
        surface: String,
        word: &str,
        places: Places,
    ) -> usize {
        let from = self.now();
        let index = self.effects.len();
        // Only one caption is seen at a time.
        if matches!(kind, EffectKind::Caption { .. }) {
            self.close(|one| one == Opens::Caption);
        }
        let id = format!("{}/look/{}", self.name, index + 1);
        self.note(id.clone(), word, places);
        let until = Extent::Instant;
        self.effects.push(Effect {
            id: EffectId(id),
            surface,
            from,
            until,
            kind,
            given: self.given.clone(),
            sooner: Vec::new(),
        });
        index
    }

    /// Says how long the last effect lasts.
    pub(super) fn last(&mut self, index: usize, lasting: Lasting) {
        let extent = match lasting {
            Lasting::Hold(length) => self.held(index, length),
            Lasting::Words => Extent::Words,
            Lasting::Instant => Extent::Instant,
            Lasting::Open => {
                self.supersede(index);
                // Its end is set by what ends it.
                Extent::Until(self.effects[index].from)
            }
        };
        self.effects[index].until = extent;
    }

    /// An open effect takes the place of an open one of its own kind.
    pub(super) fn supersede(&mut self, index: usize) {
        let Some(opens) = deed::opens(&self.effects[index].kind) else {
            return;
        };
        let like = std::mem::discriminant(&self.effects[index].kind);
        let from = self.effects[index].from;
        self.end_open(from, |effect, _| {
            std::mem::discriminant(&effect.kind) == like
        });
        self.open.push((index, opens));
    }

    pub(super) fn end(&mut self, opens: Opens, call: &Call, frame: &Frame) {
        let any = self.close(|one| one == opens);
        if !any {
            let what = match opens {
                Opens::Zoom => "no zoom is open",
                _ => "no speedup or cut is open",
            };
            let message = format!("`{}` ends nothing: {what} here", call.key.text);
            let warning = Diagnostic::warning(codes::NOTHING_TO_END, message);
            let warning = warning.at(call.key.span.place());
            let hint = "effects with `for` or `steps` end by themselves, and none crosses a scene";
            self.checker.within(frame.scope).report(warning.hint(hint));
        }
    }

    /// Ends open effects now; tells whether there were any.
    pub(super) fn close(&mut self, which: impl Fn(Opens) -> bool) -> bool {
        self.end_open(self.now(), |_, opens| which(opens))
    }

    /// Ends open effects at a moment. In a branch they end there alone, and stay open for whatever
    /// comes where the branch is not taken.
    fn end_open(&mut self, at: Moment, which: impl Fn(&Effect, Opens) -> bool) -> bool {
        let (effects, given) = (&mut self.effects, &self.given);
        let mut any = false;
        self.open.retain(|(index, opens)| {
            let effect = &mut effects[*index];
            if !which(effect, *opens) || contradict(&effect.given, given) {
                return true;
            }
            let is_here = |one: &Condition| given.contains(one);
            let mut ends = effect.sooner.iter();
            if ends.any(|end| end.given.iter().all(is_here)) {
                return true;
            }
            any = true;
            if given.iter().all(|one| effect.given.contains(one)) {
                effect.until = Extent::Until(at);
                return false;
            }
            effect.sooner.push(Sooner {
                given: given.clone(),
                at,
            });
            true
        });
        any
    }
}
