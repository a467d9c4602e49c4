//! What is tried with bytes that anybody may have written: it must end, soon and with an answer.
//! The fuzz targets call it with whatever they think of, the tests with the corpus that was kept.

use std::io;
use std::path::{Path, PathBuf};

use demoreel_dsl::{Options, World};
use serde_json::Value;

/// Reads bytes as a script and formats it: the form must mean the same, and be its own form.
pub fn read(bytes: &[u8]) {
    let said = demoreel_dsl::data(bytes);
    let Ok(formatted) = demoreel_dsl::format("script.yaml", bytes, None) else {
        return;
    };
    let again = demoreel_dsl::format("script.yaml", formatted.text.as_bytes(), None);
    match again {
        Ok(again) => assert_eq!(again.text, formatted.text, "formatting twice differs"),
        Err(wrong) => panic!("a formatted text is refused: {wrong:?}\n{}", formatted.text),
    }
    let says_now = demoreel_dsl::data(formatted.text.as_bytes());
    assert_eq!(says_now.map(canonical), said.map(canonical));
}

/// The same data where a bare word stands for a map of it and nothing, as formatting writes it.
fn canonical(data: Value) -> Value {
    let item = |item: Value| match item.as_object().and_then(|map| map.iter().next()) {
        Some((name, Value::Null)) if item.as_object().is_some_and(|map| map.len() == 1) => {
            Value::String(name.clone())
        }
        _ => canonical(item),
    };
    match data {
        Value::Array(items) => items.into_iter().map(item).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            Value::Object(
                fields
                    .map(|(name, value)| (name, canonical(value)))
                    .collect(),
            )
        }
        other => other,
    }
}

/// Checks, expands and mends a small project. Lines of `===` part the bytes into the script, two
/// composed steps `a.yaml` and `b.yaml`, and a file of values.
pub fn expand(bytes: &[u8]) {
    let project = Project::of(bytes);
    let script = Path::new("/project/script.yaml");
    let options = Options {
        values: project
            .files
            .get(3)
            .map(|_| PathBuf::from("/project/values.yaml"))
            .into_iter()
            .collect(),
        set: Vec::new(),
    };
    let checked = demoreel_dsl::plan(script, &options, &project);
    assert!(
        checked.plan.is_some() || !checked.diagnostics.is_empty(),
        "no plan and no reason"
    );
    demoreel_dsl::primitives_for(script, &project);
    // Each fix checks the script again.
    if bytes.len() < 1000 {
        demoreel_dsl::mend(script, &options, &project);
    }
}

/// Files that are nowhere but here.
struct Project<'a> {
    files: Vec<&'a [u8]>,
}

const NAMES: [&str; 4] = ["script.yaml", "a.yaml", "b.yaml", "values.yaml"];

impl Project<'_> {
    fn of(bytes: &[u8]) -> Project<'_> {
        let mut files = Vec::new();
        let mut rest = bytes;
        let mark = b"\n===\n";
        while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
            files.push(&rest[..at + 1]);
            rest = &rest[at + mark.len()..];
        }
        files.push(rest);
        files.truncate(NAMES.len());
        Project { files }
    }

    fn find(&self, path: &Path) -> io::Result<&[u8]> {
        let name = path.file_name().and_then(|name| name.to_str());
        let index = NAMES.iter().position(|one| Some(*one) == name);
        let file = index.and_then(|index| self.files.get(index));
        file.copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl World for Project<'_> {
    fn read(&self, path: &Path, _: u64) -> io::Result<Vec<u8>> {
        self.find(path).map(<[u8]>::to_vec)
    }

    fn list(&self, _: &Path, _: usize) -> io::Result<Vec<PathBuf>> {
        Ok(NAMES.iter().map(PathBuf::from).collect())
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        self.find(path)?;
        Ok(Path::new("/project").join(path.file_name().unwrap_or_default()))
    }
}
