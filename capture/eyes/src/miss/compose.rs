//! The words of a miss: one function for each way to fail.

use demoreel_primitives::page::Page;
use demoreel_primitives::target::{Finder, Side, Target};

use super::{Account, Miss, Spot, Why};
use crate::found::{Found, Sight};
use crate::ocr::{OcrFault, Reading};
use crate::picture::{TemplateFault, Templates};
use crate::text;

impl Miss {
    fn new(why: Why, message: String) -> Miss {
        Miss(Box::new(Account {
            why,
            message,
            best: None,
            others: Vec::new(),
            cause: None,
            hint: None,
            similar: Vec::new(),
            template: None,
        }))
    }

    /// Nothing fits.
    pub(crate) fn absent(sight: &Sight, target: &Target, within: Option<&Found>) -> Miss {
        let place = within
            .map(|found| format!(" inside {}", found.label))
            .unwrap_or_default();
        let mut miss = Miss::new(
            Why::Absent,
            format!("{} is not there{place}", target.describe()),
        );
        miss.compare(target, sight.page);
        miss
    }

    /// The words are not among those that could be read.
    pub(crate) fn unread(target: &Target, reading: &Reading) -> Miss {
        let mut miss = Miss::nowhere(target);
        miss.compare(target, Some(&reading.page));
        if reading.lines.is_empty() {
            miss.cause = Some("no text can be read there".to_owned());
        }
        miss
    }

    /// Text cannot be read at all.
    pub(crate) fn unreadable(target: &Target, fault: &OcrFault) -> Miss {
        let why = match fault {
            OcrFault::Missing | OcrFault::Language { .. } => Why::NoOcr,
            OcrFault::Failed { .. } => Why::OcrFailed,
        };
        let mut miss = Miss::new(why, format!("{} cannot be read", target.describe()));
        miss.cause = Some(fault.to_string());
        miss.hint = Some(fault.hint());
        miss
    }

    /// Names what is there instead of words that are not.
    fn compare(&mut self, target: &Target, page: Option<&Page>) {
        let words = match &target.finder {
            Finder::Text { text } => Some(text),
            Finder::Role { text, .. } => text.as_ref(),
            _ => None,
        };
        if let (Some(words), Some(page)) = (words, page) {
            self.similar = text::alike(page, words);
            self.cause = text::likely_cause(page, words, &self.similar);
        }
        self.hint = Some(match self.similar.first() {
            Some(nearest) => format!("did you mean '{nearest}'?"),
            None => "check that the step before leads here, or give it a longer 'timeout'".into(),
        });
    }

    /// Several fit equally well.
    pub(crate) fn ambiguous(target: &Target, spots: Vec<Spot>, templates: &mut Templates) -> Miss {
        let count = match spots.len() {
            2 => "twice".to_owned(),
            count => format!("{count} times"),
        };
        let shown = spots.iter().take(4);
        let places: Vec<_> = shown
            .map(|spot| format!("{} at {}", spot.label, spot.whereabouts()))
            .collect();
        let more = if spots.len() > 4 { ", ..." } else { "" };
        let message = format!("{} is there {count}", target.describe());
        let mut miss = Miss::new(Why::Ambiguous, message);
        miss.cause = Some(format!("they are {}{more}", places.join(" and ")));
        miss.hint = Some(
            "say which: 'nth: 1' for the first in reading order, 'near' or 'right_of' with something \
             beside it, or 'inside' with what holds it"
                .to_owned(),
        );
        if let Finder::Image(template) = &target.finder {
            miss.template = templates.get(template).ok();
        }
        let mut spots = spots.into_iter();
        miss.best = spots.next();
        miss.others = spots.collect();
        miss
    }

    /// No miss at all: places that were found, so that they can be drawn as those of a miss are.
    pub(super) fn found(target: &Target, found: &[Found]) -> Miss {
        let place = |found: &Found| Spot {
            score: found.score,
            scale: found.scale,
            ..Spot::certain(found.area, found.label.clone())
        };
        let mut spots = found.iter().map(place);
        let (why, count) = match found.len() {
            1 => (Why::Absent, "there".to_owned()),
            2 => (Why::Ambiguous, "there twice".to_owned()),
            count => (Why::Ambiguous, format!("there {count} times")),
        };
        let mut miss = Miss::new(why, format!("{} is {count}", target.describe()));
        miss.best = spots.next();
        miss.others = spots.collect();
        miss
    }

    /// It is there, but not on the side that was asked for.
    pub(crate) fn elsewhere(target: &Target, side: Side, found: &Found, spots: Vec<Spot>) -> Miss {
        let side = match side {
            Side::Above => "above",
            Side::Below => "below",
            Side::LeftOf => "to the left of",
            Side::RightOf => "to the right of",
        };
        let message = format!("{} is not {side} {}", target.describe(), found.label);
        let mut miss = Miss::new(Why::Absent, message);
        let mut spots = spots.into_iter();
        miss.best = spots.next();
        miss.others = spots.collect();
        if let Some(best) = &miss.best {
            let (there, here) = (best.whereabouts(), found.area.center());
            miss.cause = Some(format!(
                "it is at {there}, and {} is at {:.0}, {:.0}",
                found.label, here.x, here.y
            ));
        }
        miss.hint = Some(
            "what is beside something shares its rows, and what is above or below it its columns; \
             `near` takes the nearest in any direction"
                .to_owned(),
        );
        miss
    }

    /// `nth` asks for more than there are.
    pub(crate) fn too_few(target: &Target, count: usize) -> Miss {
        let wanted = target.nth.unwrap_or_default();
        let message = match wanted {
            0 => format!("'nth: 0' of {} is no place", target.describe()),
            _ => format!("'nth: {wanted}' of {} is not there", target.describe()),
        };
        let mut miss = Miss::new(Why::TooFew, message);
        miss.cause = Some(match count {
            1 => "it is there once".to_owned(),
            _ => format!("it is there {count} times"),
        });
        miss.hint = Some("'nth' counts from 1 in reading order; -1 is the last".to_owned());
        miss
    }

    /// None of the alternatives, or nothing at all, is there.
    pub(crate) fn nowhere(target: &Target) -> Miss {
        Miss::new(Why::Absent, format!("{} is not there", target.describe()))
    }

    /// The same for the target that this one was an alternative of.
    pub(crate) fn on_behalf_of(mut self, target: &Target) -> Miss {
        self.message = format!("{} is not there", target.describe());
        self
    }

    /// A selector or a text where there is no page.
    pub(crate) fn no_page(target: &Target) -> Miss {
        let message = format!(
            "{} needs a page, and the surface shows none",
            target.describe()
        );
        let mut miss = Miss::new(Why::NoPage, message);
        miss.hint = Some("wait until the page has loaded, or find it by 'image'".to_owned());
        miss
    }

    /// A selector or an expression that cannot be read.
    pub(crate) fn wrong_words(target: &Target, why: String) -> Miss {
        let mut miss = Miss::new(
            Why::WrongWords,
            format!("{} cannot be used", target.describe()),
        );
        miss.cause = Some(why);
        miss
    }

    /// A point or a region outside.
    pub(crate) fn off_surface(sight: &Sight, target: &Target) -> Miss {
        let message = format!("{} is not on the surface", target.describe());
        let mut miss = Miss::new(Why::OffSurface, message);
        let size = sight.size;
        miss.cause = Some(format!(
            "the surface is {}x{} logical pixels",
            size.width, size.height
        ));
        miss.hint = Some("points and regions count from the upper left corner".to_owned());
        miss
    }

    /// A template that cannot be used at all.
    pub(crate) fn bad_template(target: &Target, fault: &TemplateFault) -> Miss {
        let why = match fault {
            TemplateFault::Flat { .. } => Why::TemplateFlat,
            _ => Why::TemplateUnreadable,
        };
        let mut miss = Miss::new(why, format!("{} cannot be looked for", target.describe()));
        miss.cause = Some(fault.to_string());
        miss.hint = Some(fault.hint().to_owned());
        miss
    }

    /// The matcher failed.
    pub(crate) fn broken(target: &Target, why: String) -> Miss {
        let mut miss = Miss::new(
            Why::Broken,
            format!("{} could not be looked for", target.describe()),
        );
        miss.cause = Some(why);
        miss
    }
}
