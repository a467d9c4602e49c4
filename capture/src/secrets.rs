//! Values that must stand in no take, log or error.

use std::collections::BTreeMap;

use demoreel_primitives::page::{Page, PageNodeKind};
use demoreel_primitives::plan::{Act, Action, TypedText};

use crate::error::StageError;

const HIDDEN: &str = "•••";
/// Shorter values are hidden only where they stand alone: they are in half of all words.
const SHORTEST: usize = 4;

/// Values to hide, the longest first.
#[derive(Clone, Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// The values of these variables, as far as they are set.
    pub fn named(names: &[String], given: &BTreeMap<String, String>) -> Secrets {
        let mut values: Vec<String> = names
            .iter()
            .filter_map(|name| given.get(name))
            .filter(|value| !value.is_empty())
            .cloned()
            .collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        values.dedup();
        Secrets(values)
    }

    /// Every value that an act reads from the environment; an error where one is not set.
    pub fn of_act(act: &Act, given: &BTreeMap<String, String>) -> Result<Secrets, StageError> {
        let mut names: Vec<String> = Vec::new();
        for step in act.scenes.iter().flat_map(|scene| &scene.steps) {
            if let Action::TypeText {
                text: TypedText::SecretFromEnv(name),
                ..
            }
            | Action::Paste {
                text: TypedText::SecretFromEnv(name),
                ..
            } = &step.action
            {
                names.push(name.clone());
            }
        }
        names.extend(
            act.services
                .iter()
                .flat_map(|service| service.env.iter().cloned()),
        );
        for surface in &act.surfaces {
            names.extend(surface.kind.env().iter().cloned());
        }
        if let Some(name) = names.iter().find(|name| !given.contains_key(*name)) {
            return Err(StageError::NoVariable { name: name.clone() });
        }
        Ok(Secrets::named(&names, given))
    }

    /// The values themselves, for whoever must recognise them in pieces.
    pub fn values(&self) -> &[String] {
        &self.0
    }

    /// The text without them.
    pub fn hide(&self, text: &str) -> String {
        let hide = |text: String, secret: &String| match secret.len() < SHORTEST {
            true if text.trim() == secret => HIDDEN.to_owned(),
            true => text,
            false => text.replace(secret.as_str(), HIDDEN),
        };
        self.0.iter().fold(text.to_owned(), hide)
    }

    /// The page without them.
    pub fn hide_in_page(&self, page: &mut Page) {
        if self.0.is_empty() {
            return;
        }
        page.url = self.hide(&page.url);
        for node in &mut page.nodes {
            match &mut node.kind {
                PageNodeKind::Text { text, .. } => *text = self.hide(text),
                PageNodeKind::Element {
                    attributes, name, ..
                } => {
                    *name = name.as_deref().map(|name| self.hide(name));
                    for (_, value) in attributes {
                        *value = self.hide(value);
                    }
                }
            }
        }
    }
}

impl std::fmt::Debug for Secrets {
    /// Says how many there are, and no more.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_hidden_the_longest_first_and_not_shown_by_debug() {
        let given = BTreeMap::from([
            ("A".to_owned(), "token".to_owned()),
            ("B".to_owned(), "token-long".to_owned()),
            ("C".to_owned(), "abc".to_owned()),
        ]);
        let names = ["A", "B", "C", "D"].map(str::to_owned);
        let secrets = Secrets::named(&names, &given);
        assert_eq!(secrets.hide("token-long, token, abc"), "•••, •••, abc");
        assert_eq!(secrets.hide(" abc "), "•••");
        assert!(!format!("{secrets:?}").contains("token"));
    }
}
