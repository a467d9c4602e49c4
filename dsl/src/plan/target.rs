//! Targets, resolved for the surface that they are looked for on.

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Condition, FoundBy, Surface, Words};
use demoreel_primitives::space::{SurfacePoint, SurfaceRect};
use demoreel_primitives::steps::{Phrase, TargetWords};
use demoreel_primitives::target::{Finder, ImageTemplate, Side, Target};

use super::languages::Languages;
use super::names::Names;
use crate::check::Checker;
use crate::tree::Key;

/// The least score that counts as found where the script gives none.
const CONFIDENCE: f64 = 0.9;

/// Makes targets for one step.
pub(super) struct Targets<'a> {
    pub checker: &'a Checker<'a>,
    /// None where the surface itself is wrong.
    pub surface: Option<&'a Surface>,
    pub key: &'a Key,
    pub languages: &'a Languages,
    /// What steps before this one have found.
    pub names: &'a Names,
    /// What this step depends on.
    pub given: &'a [Condition],
}

impl Targets<'_> {
    /// Words in every language of the script.
    pub fn words(&self, phrase: &Phrase) -> Words {
        let place = self.key.span.place();
        self.languages.words(self.checker, phrase, &place)
    }

    /// A checked target; `None` where its template cannot be on this surface.
    pub fn resolve(&self, words: TargetWords) -> Option<Target> {
        let nested = |words: Option<_>| match words {
            None => Some(None),
            Some(demoreel_primitives::steps::NestedTarget(words)) => {
                self.resolve(*words).map(|target| Some(Box::new(target)))
            }
        };
        let sides = [
            (Side::Above, words.above.clone()),
            (Side::Below, words.below.clone()),
            (Side::LeftOf, words.left_of.clone()),
            (Side::RightOf, words.right_of.clone()),
        ];
        let sides = sides
            .into_iter()
            .filter_map(|(side, words)| Some((side, words?)));
        let sides = sides.map(|(side, words)| Some((side, self.resolve(*words.0)?)));
        Some(Target {
            sides: sides.collect::<Option<_>>()?,
            nth: words.nth,
            inside: nested(words.inside.clone())?,
            near: nested(words.near.clone())?,
            offset: words.offset.map_or((0.0, 0.0), |by| (by.0, by.1)),
            part: words.part.unwrap_or_default(),
            finder: self.finder(words)?,
        })
    }

    fn finder(&self, words: TargetWords) -> Option<Finder> {
        if let Some(role) = words.role {
            return Some(Finder::Role {
                role,
                text: words.text,
            });
        }
        if let Some(path) = words.image {
            return self.image(path, words.confidence);
        }
        let text = words.text.map(|text| Finder::Text { text });
        let matches = words.matches.map(|pattern| Finder::Matches { pattern });
        let css = words.css.map(|selector| Finder::Css { selector });
        let point = words.point.map(|at| Finder::Point {
            point: SurfacePoint::new(at.0, at.1),
        });
        let region = words.region.map(|area| Finder::Region {
            region: SurfaceRect::new(
                SurfacePoint::new(area.corner.0, area.corner.1),
                euclid::Size2D::new(area.size.0, area.size.1),
            ),
        });
        if let Some(name) = &words.found {
            return self.found(name).map(Finder::Found);
        }
        let simple = text.or(matches).or(css).or(point).or(region);
        simple.or_else(|| {
            let all = words.any?.into_iter().map(|one| self.resolve(*one.0));
            Some(Finder::Any {
                targets: all.collect::<Option<_>>()?,
            })
        })
    }

    /// The steps that a name stands for; they are on this surface.
    fn found(&self, name: &str) -> Option<FoundBy> {
        let found = self.names.find(name, self.given);
        let place = || self.key.span.place();
        let found = match found {
            Ok(found) => found,
            Err(problem) => {
                self.checker.report(problem.at(place()));
                return None;
            }
        };
        let here = self.surface.map(|surface| surface.name.as_str());
        if let Some(here) = here.filter(|here| *here != found.surface) {
            let there = found.surface;
            let message = format!("`{name}` was found on '{there}', and this is about '{here}'");
            let error = Diagnostic::error(codes::PLACE_ELSEWHERE, message).at(place());
            let hint = format!("give the step `surface: {there}`");
            self.checker.report(error.hint(hint));
            return None;
        }
        Some(found.by)
    }

    /// What a still shows that has the name of something found; `None` inside where nothing has
    /// its name.
    pub fn still(&self, name: &str) -> Option<Option<FoundBy>> {
        if !self.names.knows(name) {
            return Some(None);
        }
        match self.names.find(name, self.given) {
            Ok(found) => Some(Some(found.by)),
            Err(problem) => {
                self.checker.report(problem.at(self.key.span.place()));
                None
            }
        }
    }

    fn image(&self, path: String, confidence: Option<f64>) -> Option<Finder> {
        let template = self.checker.files.template(path.as_ref()).ok()?;
        if let Some(surface) = self.surface {
            let density = template.density.unwrap_or(surface.density);
            let (width, height) = (
                f64::from(template.width) / density,
                f64::from(template.height) / density,
            );
            let room = surface.size.cast::<f64>();
            if width > room.width || height > room.height {
                let size = (template.width, template.height);
                self.checker
                    .report(too_large(&path, size, surface, density, self.key));
                return None;
            }
        }
        Some(Finder::Image(ImageTemplate {
            digest: template.digest,
            confidence: confidence.unwrap_or(CONFIDENCE),
            density: template.density,
            path,
        }))
    }
}

fn too_large(
    path: &str,
    (width, height): (u32, u32),
    surface: &Surface,
    density: f64,
    key: &Key,
) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let film = surface.size.cast::<f64>() * density;
    let message = format!(
        "the picture '{name}' has {width}x{height} pixels and cannot be on '{}', which has {}x{}",
        surface.name, film.width, film.height
    );
    Diagnostic::error(codes::TEMPLATE_TOO_LARGE, message)
        .at(key.span.place())
        .hint("cut the template out of a picture of the surface, no larger than what it shows")
}
