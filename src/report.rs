//! Prints diagnostics, for people or as JSON: the one place that does. Parsing, planning and
//! running only make them.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use demoreel_primitives::diagnostic::{Diagnostic, Place, Position, Severity};

/// Prints diagnostics and knows the texts that they point into.
#[derive(Default)]
pub struct Report {
    sources: BTreeMap<String, String>,
}

impl Report {
    /// Prints one diagnostic on standard error.
    pub fn print(&mut self, diagnostic: &Diagnostic) {
        let rendered = self.render(diagnostic, &Renderer::styled());
        anstream::eprintln!("{rendered}\n");
    }

    /// The diagnostic as text; without colours where the renderer has none.
    pub fn render(&mut self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        for place in diagnostic
            .place
            .iter()
            .chain(diagnostic.related.iter().map(|r| &r.place))
        {
            self.load(&place.file);
        }
        renderer.render(&[self.group(diagnostic)])
    }

    /// An argument is its own text; a file that can no longer be read is shown without its lines.
    fn load(&mut self, file: &str) {
        if !self.sources.contains_key(file) {
            let text = match file.starts_with("--set ") {
                true => file.to_owned(),
                false => std::fs::read_to_string(file).unwrap_or_default(),
            };
            self.sources.insert(file.to_owned(), text);
        }
    }

    fn group<'a>(&'a self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(
            level
                .primary_title(diagnostic.message.as_str())
                .id(diagnostic.code.as_str()),
        );
        if let Some(place) = &diagnostic.place {
            group = group.element(self.snippet(place, None));
        }
        for related in &diagnostic.related {
            group = group.element(self.snippet(&related.place, Some(&related.message)));
        }
        if let Some(state) = &diagnostic.state {
            group = group.element(Level::NOTE.with_name("now").message(state.as_str()));
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        if let Some(fix) = &diagnostic.fix {
            group = group.element(Level::HELP.with_name("fix").message(fix.title.as_str()));
        }
        for file in &diagnostic.attachments {
            group = group.element(Level::INFO.with_name("see").message(file.as_str()));
        }
        group
    }

    fn snippet<'a>(
        &'a self,
        place: &'a Place,
        label: Option<&'a str>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let text = self.sources.get(&place.file).map_or("", String::as_str);
        let kind = if label.is_some() {
            AnnotationKind::Context
        } else {
            AnnotationKind::Primary
        };
        let annotation = kind.span(span(text, place)).label(label);
        Snippet::source(text)
            .path(place.file.as_str())
            .annotation(annotation)
    }
}

/// The bytes of a place; empty at the end of the text where the text is shorter.
fn span(text: &str, place: &Place) -> Range<usize> {
    let start = offset(text, place.start);
    start..offset(text, place.end).max(start)
}

fn offset(text: &str, position: Position) -> usize {
    let mut line_start = 0;
    for _ in 1..position.line {
        match text[line_start..].find('\n') {
            Some(length) => line_start += length + 1,
            None => return text.len(),
        }
    }
    let column = position.column.saturating_sub(1) as usize;
    let line = text[line_start..].split('\n').next().unwrap_or_default();
    line_start
        + line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use demoreel_primitives::codes;

    use super::*;

    #[test]
    fn a_diagnostic_shows_its_line_its_state_and_what_to_do() {
        let place = Place {
            file: "hello.yaml".to_owned(),
            start: Position { line: 2, column: 3 },
            end: Position { line: 2, column: 8 },
            pointer: "/scenes".to_owned(),
        };
        let diagnostic = Diagnostic::error(codes::language::EMPTY_SCRIPT, "nothing happens")
            .at(place)
            .state("nothing was filmed")
            .hint("write a scene");
        let sources = BTreeMap::from([("hello.yaml".to_owned(), "a: 1\nb: ééé\n".to_owned())]);
        let text = Report { sources }.render(&diagnostic, &Renderer::plain());
        for part in [
            "error[E0101]: nothing happens",
            "hello.yaml:2:3",
            "b: ééé",
            "now: nothing was filmed",
            "help: write a scene",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }
}
