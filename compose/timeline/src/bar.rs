//! The window around the film: how high its bar is, what it says and when.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::event::Happening;
use demoreel_primitives::plan::{WindowAddress, WindowKind, WindowStyle, WindowTone};
use demoreel_primitives::space::CanvasRect;
use demoreel_primitives::time::TakeTime;
use demoreel_primitives::timeline::{Bar, BarLook, Track};

use crate::layout::on_grid;
use crate::material::Material;
use crate::retime::Retimed;

/// Height of the bar at rest, canvas pixels; even, so that the film stays on whole ones.
pub fn height(material: &Material<'_>) -> f64 {
    let style = material.style.window.as_ref();
    style.map_or(0.0, |style| 2.0 * libm::round(style.height / 2.0).max(1.0))
}

/// The bar of a film that is shown at these places. At rest the card, or what is seen of it, is at
/// `edge`.
pub fn of(
    material: &Material<'_>,
    retimed: &Retimed,
    edge: &CanvasRect,
    place: &Track<CanvasRect>,
) -> Option<Bar> {
    let style = material.style.window.as_ref()?;
    let rest = material.style.layout.parts(material.output.size);
    // A card that is seen through a window of its own does not grow.
    let still = rest.screen.is_some() && rest.presenter.is_some();
    let places = place.changes().iter().filter(|_| !still);
    let widths = places.map(|(_, place)| place.size.width);
    let (texts, says) = words(material, retimed, style);
    Some(Bar {
        look: look(material, style, edge),
        texts,
        says,
        largest: on_grid(widths.fold(edge.size.width, f64::max)),
    })
}

fn look(material: &Material<'_>, style: &WindowStyle, edge: &CanvasRect) -> BarLook {
    let theme = &material.style.terminal.theme;
    let terminal = material.filmed.cast(&material.film.surface).is_some();
    let own = (style.kind == WindowKind::Terminal && style.tone == WindowTone::Auto)
        .then_some((theme.background, theme.foreground));
    BarLook {
        kind: style.kind,
        dark: match style.tone {
            WindowTone::Dark => true,
            WindowTone::Light => false,
            WindowTone::Auto => terminal && is_dark(theme.background),
        },
        own,
        buttons: style.buttons,
        side: style.side,
        height: height(material) / edge.size.width,
    }
}

/// Whether white words stand out on it.
fn is_dark(colour: Colour) -> bool {
    let luma = 0.2126 * f64::from(colour.red)
        + 0.7152 * f64::from(colour.green)
        + 0.0722 * f64::from(colour.blue);
    luma < 128.0
}

/// All that the bar says, and which of it when.
fn words(
    material: &Material<'_>,
    retimed: &Retimed,
    style: &WindowStyle,
) -> (Vec<String>, Track<u32>) {
    let fixed = match (style.kind, &style.address) {
        (WindowKind::Browser, WindowAddress::OfThePage) if style.title.is_empty() => None,
        (WindowKind::Browser, WindowAddress::Words(address)) => Some(address.clone()),
        _ => Some(style.title.clone()),
    };
    if let Some(words) = fixed {
        return (vec![words], Track::constant(0));
    }
    let mut texts = vec![String::new()];
    let mut pages: Vec<(TakeTime, u32)> = Vec::new();
    for event in &material.filmed.events {
        if let Happening::Page { surface, page } = &event.what
            && *surface == material.film.surface
        {
            let shown = shown(&page.url);
            let known = texts.iter().position(|text| *text == shown);
            let index = known.unwrap_or_else(|| {
                texts.push(shown);
                texts.len() - 1
            });
            pages.push((event.at, index as u32));
        }
    }
    let first = pages.first().map_or(0, |(_, index)| *index);
    let says = Track::sample(retimed.frames, |frame| {
        let at = retimed.take_at(frame);
        let before = pages.iter().rev().find(|(when, _)| *when <= at);
        before.map_or(first, |(_, index)| *index)
    });
    (texts, says)
}

/// An address as browsers show it. The number of a local port is nobody's business.
fn shown(url: &str) -> String {
    let plain = url.split_once("://").map_or(url, |(_, rest)| rest);
    let plain = plain.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = plain.split_once('/').unwrap_or((plain, ""));
    let name = host.split(':').next().unwrap_or_default();
    let host = match name {
        "127.0.0.1" | "localhost" => "localhost",
        _ => host.strip_prefix("www.").unwrap_or(host),
    };
    match path {
        "" => host.to_owned(),
        path => format!("{host}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn an_address_is_shown_without_what_nobody_reads() {
        assert_eq!(shown("https://www.example.com/"), "example.com");
        assert_eq!(shown("https://ml.ink/docs?x=1#top"), "ml.ink/docs");
        assert_eq!(shown("http://127.0.0.1:41731/a.html"), "localhost/a.html");
        assert_eq!(shown("about:blank"), "about:blank");
    }
}
