//! JSON Patch on data. What never lives here: text.

use demoreel_primitives::diagnostic::PatchOp;
use serde_json::Value as Json;

/// Does the operations in order; none where one of them does not fit the data.
pub(super) fn apply(data: &mut Json, patch: &[PatchOp]) -> Option<()> {
    patch.iter().try_for_each(|op| match op {
        PatchOp::Add { path, value } => add(data, path, value.clone()),
        PatchOp::Remove { path } => remove(data, path).map(drop),
        PatchOp::Replace { path, value } => {
            *data.pointer_mut(path)? = value.clone();
            Some(())
        }
        PatchOp::Move { from, path } => {
            let value = remove(data, from)?;
            add(data, path, value)
        }
    })
}

/// A pointer's last part, as the key that it is.
pub(super) fn last(path: &str) -> Option<String> {
    let (_, key) = path.rsplit_once('/')?;
    Some(key.replace("~1", "/").replace("~0", "~"))
}

fn add(data: &mut Json, path: &str, value: Json) -> Option<()> {
    let (parent, key) = (path.rsplit_once('/')?.0, last(path)?);
    match data.pointer_mut(parent)? {
        Json::Object(map) if !map.contains_key(&key) => {
            map.insert(key, value);
            Some(())
        }
        Json::Array(list) => {
            let at: usize = key.parse().ok().filter(|at| *at <= list.len())?;
            list.insert(at, value);
            Some(())
        }
        _ => None,
    }
}

fn remove(data: &mut Json, path: &str) -> Option<Json> {
    let (parent, key) = (path.rsplit_once('/')?.0, last(path)?);
    match data.pointer_mut(parent)? {
        Json::Object(map) => map.shift_remove(&key),
        Json::Array(list) => {
            let at: usize = key.parse().ok().filter(|at| *at < list.len())?;
            Some(list.remove(at))
        }
        _ => None,
    }
}
