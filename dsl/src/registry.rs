//! All steps that a script can call, built in and composed, by their names.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use demoreel_primitives::steps::{Family, Field, Kind, Table, TargetWords, tables};

use crate::tree::Node;

/// The steps by name.
pub(crate) struct Registry {
    entries: BTreeMap<String, Entry>,
    /// In the order in which they are listed.
    order: Vec<String>,
    /// What a target takes.
    pub target: Table,
    /// The folders of the kits that are in use, absolute.
    pub kits: Vec<PathBuf>,
}

/// One step.
pub(crate) struct Entry {
    pub table: Table,
    /// What it is made of, unless it is built in.
    pub composed: Option<Rc<Definition>>,
}

/// What a composed step is made of.
pub(crate) struct Definition {
    /// A list of steps, with `${...}` in it.
    pub steps: Node,
    /// Whether it is made of itself: then it is never unfolded.
    pub endless: bool,
}

impl Registry {
    /// The built-in steps alone.
    pub fn built_in() -> Registry {
        let mut registry = Registry {
            entries: BTreeMap::new(),
            order: Vec::new(),
            target: Table::of::<TargetWords>("target"),
            kits: Vec::new(),
        };
        for mut table in tables() {
            table.fields.push(surface_field());
            if shows(table.family) {
                table.fields.push(at_time_field());
            }
            registry.add(Entry {
                table,
                composed: None,
            });
        }
        registry
    }

    /// Adds a step; its name must be free.
    pub fn add(&mut self, entry: Entry) {
        self.order.push(entry.table.name.clone());
        self.entries.insert(entry.table.name.clone(), entry);
    }

    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.get(name)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Entry> {
        self.entries.get_mut(name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.order.iter().filter_map(|name| self.entries.get(name))
    }

    /// The tables in the order in which they are listed.
    pub fn into_tables(mut self) -> Vec<Table> {
        let order = std::mem::take(&mut self.order);
        let entries = order.iter().filter_map(|name| self.entries.remove(name));
        entries.map(|entry| entry.table).collect()
    }
}

/// Whether the steps of a family only show.
fn shows(family: Family) -> bool {
    matches!(family, Family::Camera | Family::Words | Family::Marks)
}

/// What steps that show take.
fn at_time_field() -> Field {
    Field {
        name: "at_time".to_owned(),
        kind: Kind::Duration,
        required: false,
        default: None,
        about: "When, in a surface that is footage.".to_owned(),
        example: None,
    }
}

/// What every step takes.
pub(crate) fn surface_field() -> Field {
    Field {
        name: "surface".to_owned(),
        kind: Kind::Identifier,
        required: false,
        default: None,
        about: "On which surface; the scene's if not given.".to_owned(),
        example: None,
    }
}
