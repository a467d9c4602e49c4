//! Maps against their tables.

use std::borrow::Cow;

use demoreel_primitives::steps::{FINDERS, Field, Kind, Table, is_language};

use super::{Body, Checker, mistakes};
use crate::guess;
use crate::scope::Resolved;
use crate::tree::{Entry, Key, Mapping, Node, Value};

impl Checker<'_> {
    /// What stands behind a key that takes a map with fields: the map, its main field alone, or
    /// nothing at all.
    pub fn body(&self, node: &Node, table: &Table, key: &Key) -> Option<Body> {
        let kind = table
            .main_field()
            .map_or(Kind::Anything, |main| main.kind.clone());
        match self.scope.resolve(node, &kind, self.findings) {
            Resolved::Node(Cow::Borrowed(node)) => self.written(node, table, key),
            Resolved::Node(Cow::Owned(node)) => self.as_it_is(|checker| match &node.value {
                Value::Mapping(_) if stands_alone(&kind) => checker.main(&node, table, key),
                _ => checker.written(&node, table, key),
            }),
            Resolved::Unknown => None,
        }
    }

    fn written(&self, node: &Node, table: &Table, key: &Key) -> Option<Body> {
        match &node.value {
            Value::Mapping(mapping) if by_language(mapping, table) => self.main(node, table, key),
            Value::Mapping(mapping) => self.fields(node, mapping, table, key),
            Value::Null if node.swallowed.is_some() => {
                self.report(mistakes::comment_for_body(node, table, key));
                None
            }
            Value::Null => self.complete(Body::new(), &[], table, key),
            Value::Scalar(_) | Value::Sequence(_) => self.main(node, table, key),
        }
    }

    fn main(&self, node: &Node, table: &Table, key: &Key) -> Option<Body> {
        let text = node.as_scalar().map_or("", |scalar| scalar.text.as_str());
        let Some(field) = table.field_for(text) else {
            self.report(mistakes::takes_a_map(node, table, key));
            return None;
        };
        if points(table) && node.as_scalar().is_none() {
            self.report(mistakes::wrong_target(node, key));
            return None;
        }
        let value = self.value(node, key, &field.kind)?;
        let body = Body::from_iter([(field.name.clone(), value)]);
        self.complete(body, &[field.name.as_str()], table, key)
    }

    fn fields(&self, node: &Node, mapping: &Mapping, table: &Table, key: &Key) -> Option<Body> {
        let mut body = Body::new();
        let mut given = Vec::new();
        let mut whole = true;
        for entry in &mapping.entries {
            let Some(field) = self.field(node, mapping, entry, table, key) else {
                whole = false;
                continue;
            };
            given.push(field.name.as_str());
            match self.field_value(entry, field) {
                Some(value) => _ = body.insert(field.name.clone(), value),
                None => whole = false,
            }
        }
        // After an unknown key, a missing one is most likely the same mistake.
        let all_known = given.len() == mapping.entries.len();
        if !all_known {
            return None;
        }
        let body = self.complete(body, &given, table, key)?;
        whole.then_some(body)
    }

    /// What stands behind a key, as its field takes it.
    pub fn field_value(&self, entry: &Entry, field: &Field) -> Option<serde_json::Value> {
        let node = &entry.value;
        let nothing = node.is_null() && !matches!(field.kind, Kind::Body(_) | Kind::Names { .. });
        if nothing {
            self.report(match node.swallowed {
                Some(_) => mistakes::comment_for_value(node, &entry.key),
                None => mistakes::no_value(&entry.key, &field.kind),
            });
            return None;
        }
        self.value(node, &entry.key, &field.kind)
    }

    /// The field that a key means.
    fn field<'t>(
        &self,
        node: &Node,
        mapping: &Mapping,
        entry: &Entry,
        table: &'t Table,
        key: &Key,
    ) -> Option<&'t Field> {
        let word = entry.key.text.as_str();
        if let Some(field) = table.field(word) {
            return Some(field);
        }
        let free = |name: &&str| mapping.get(name).is_none();
        let meant = guess::fields_meant_by(word).iter().copied();
        let guessed = meant.filter(free).find_map(|name| table.field(name));
        self.report(match guessed {
            Some(field) => mistakes::guessed_field(&entry.key, &field.name),
            None => mistakes::unknown_field(node, mapping, entry, table, key),
        });
        guessed
    }

    /// Whether all is there that must be, and no more than may be.
    fn complete(&self, body: Body, given: &[&str], table: &Table, key: &Key) -> Option<Body> {
        let mut whole = true;
        for field in table.fields.iter().filter(|field| field.required) {
            if !given.contains(&field.name.as_str()) {
                self.report(mistakes::missing_field(table, field, key));
                whole = false;
            }
        }
        let is_role = given.contains(&"role");
        let counts = |name: &&&str| !(is_role && **name == "text");
        let one_of = |name: &&&str| table.one_of.iter().any(|one| one == **name);
        let given_of: Vec<&str> = given
            .iter()
            .filter(one_of)
            .filter(counts)
            .copied()
            .collect();
        if !table.one_of.is_empty() && given_of.len() != 1 {
            self.report(mistakes::not_one_of(table, &given_of, key));
            whole = false;
        }
        if given.contains(&"for") && given.contains(&"steps") {
            self.report(mistakes::for_and_steps(key));
            whole = false;
        }
        if body.get("nth").is_some_and(|nth| *nth == 0) {
            self.report(mistakes::nth_is_zero(key));
            whole = false;
        }
        whole.then_some(body)
    }
}

/// Whether a map is the main field's words by language, and no map of fields.
fn by_language(mapping: &Mapping, table: &Table) -> bool {
    let takes = table
        .main_field()
        .is_some_and(|main| main.kind == Kind::Phrase);
    let keys = || mapping.entries.iter().map(|entry| entry.key.text.as_str());
    takes && keys().any(is_language) && keys().all(|key| table.field(key).is_none())
}

/// Whether a parameter's map is the main field itself and not the whole body.
fn stands_alone(main: &Kind) -> bool {
    matches!(main, Kind::Target | Kind::Typed | Kind::Secret)
}

/// Whether a map is one that points at something.
pub(super) fn points(table: &Table) -> bool {
    table.one_of.len() == FINDERS.len()
}
