//! What a program on a stage sees of the environment: an allow-list, and what the script names.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::StageError;

/// Names that may pass as they are.
const PASSED: [&str; 2] = ["PATH", "TZ"];

/// The environment of a program with a private home and a private place for temporary files.
/// `given` is the user's whole environment, `named` what the script asks for by name.
pub fn allowed(
    given: &BTreeMap<String, String>,
    named: &[String],
    home: &Path,
    scratch: Option<&Path>,
) -> Result<Vec<(String, String)>, StageError> {
    let home = home.display().to_string();
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for name in PASSED {
        if let Some(value) = given.get(name) {
            all.insert(name.to_owned(), value.clone());
        }
    }
    all.insert("LANG".to_owned(), "C.UTF-8".to_owned());
    all.insert("LANGUAGE".to_owned(), "en_US".to_owned());
    all.insert("HOME".to_owned(), home);
    if let Some(scratch) = scratch {
        all.insert("TMPDIR".to_owned(), scratch.display().to_string());
    }
    for name in named {
        let value = given
            .get(name)
            .ok_or_else(|| StageError::NoVariable { name: name.clone() })?;
        all.insert(name.clone(), value.clone());
    }
    Ok(all.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_or_named_passes() {
        let given = [
            ("PATH", "/bin"),
            ("API_KEY", "k"),
            ("TOKEN", "t"),
            ("HOME", "/root"),
        ];
        let given = given.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let given = BTreeMap::from(given);
        let all = allowed(&given, &["TOKEN".to_owned()], Path::new("/stage"), None).unwrap();
        let all: BTreeMap<String, String> = all.into_iter().collect();
        assert_eq!(all["PATH"], "/bin");
        assert_eq!(all["TOKEN"], "t");
        assert_eq!(all["HOME"], "/stage");
        assert!(!all.contains_key("API_KEY"));
    }

    #[test]
    fn a_named_variable_must_be_set() {
        let missing = allowed(
            &BTreeMap::new(),
            &["TOKEN".to_owned()],
            Path::new("/"),
            None,
        );
        assert!(matches!(missing, Err(StageError::NoVariable { name }) if name == "TOKEN"));
    }
}
