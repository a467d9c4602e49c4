//! A folder with a script in it, and what checking it gives, as text.

use std::fmt::Write;
use std::path::PathBuf;

use demoreel_dsl::{Checked, Disk, Options};
use demoreel_primitives::diagnostic::{Diagnostic, Place, Severity};
use demoreel_primitives::plan::Plan;

/// A script with one surface and one scene is complete after this.
pub const HEAD: &str = "\
demoreel: 1
surfaces:
  app:
    browser: https://example.com
scenes:
  - scene: one
    steps:
";

/// A folder that is gone when the test is done.
pub struct Project(tempfile::TempDir);

impl Project {
    pub fn new() -> Project {
        Project(tempfile::tempdir().unwrap())
    }

    /// A folder with one file `script.yaml`.
    pub fn of(script: &str) -> Project {
        Project::new().with("script.yaml", script)
    }

    /// A script of the usual head and these steps, which are indented by two levels.
    pub fn steps(steps: &str) -> Project {
        Project::of(&format!("{HEAD}{steps}"))
    }

    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Project {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// A picture whose pixels are given by their place.
    pub fn with_picture(self, name: &str, size: (u32, u32), pixel: fn(u32, u32) -> u8) -> Project {
        let picture = image::GrayImage::from_fn(size.0, size.1, |x, y| image::Luma([pixel(x, y)]));
        picture.save(self.path(name)).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn check_file(&self, name: &str) -> Checked {
        self.check_with(name, &Options::default())
    }

    pub fn check_with(&self, name: &str, options: &Options) -> Checked {
        demoreel_dsl::plan(&self.path(name), options, &Disk)
    }

    pub fn check(&self) -> Checked {
        self.check_file("script.yaml")
    }

    /// The plan of a script in which nothing is wrong.
    pub fn plan(&self) -> Plan {
        let checked = self.check();
        assert_eq!(self.told(&checked), "");
        checked.plan.unwrap()
    }

    /// All that is said about the script.
    pub fn complaints(&self) -> String {
        let checked = self.check();
        let errors = checked
            .diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error);
        assert_eq!(
            checked.plan.is_none(),
            errors,
            "a plan is made where nothing is wrong"
        );
        self.told(&checked)
    }

    pub fn told(&self, checked: &Checked) -> String {
        let all = checked.diagnostics.iter().map(|one| self.one(one));
        all.collect::<Vec<_>>().join("\n")
    }

    fn one(&self, diagnostic: &Diagnostic) -> String {
        let place = |place: &Place| {
            let file = self.short(&place.file);
            let file = if file == "script.yaml" {
                String::new()
            } else {
                format!("{file}:")
            };
            let (start, end) = (place.start, place.end);
            let end = match end.line == start.line {
                true => format!("{}", end.column),
                false => format!("{}:{}", end.line, end.column),
            };
            format!(
                "{file}{}:{}-{end} {}",
                start.line, start.column, place.pointer
            )
        };
        let mut text = format!("{} ", diagnostic.code);
        if diagnostic.severity == Severity::Warning {
            text.push_str("warning ");
        }
        text.push_str(&diagnostic.place.as_ref().map(place).unwrap_or_default());
        write!(text, "\n  {}", self.short(&diagnostic.message)).unwrap();
        for related in &diagnostic.related {
            write!(text, "\n  {}: {}", related.message, place(&related.place)).unwrap();
        }
        if let Some(hint) = &diagnostic.hint {
            write!(text, "\n  hint: {}", self.short(hint)).unwrap();
        }
        if let Some(fix) = &diagnostic.fix {
            let patch = serde_json::to_string(&fix.patch).unwrap();
            write!(text, "\n  fix: {} {patch}", fix.title).unwrap();
        }
        text
    }

    fn short(&self, text: &str) -> String {
        let folder = self.0.path().canonicalize().unwrap();
        let text = text.replace(&format!("{}/", folder.display()), "");
        text.replace(&format!("{}/", self.0.path().display()), "")
    }
}

/// Asserts what is said about a script of these steps.
pub fn assert_steps(steps: &str, expected: &str) {
    assert_eq!(Project::steps(steps).complaints(), expected.trim_end());
}

/// Asserts what is said about a script.
pub fn assert_script(script: &str, expected: &str) {
    assert_eq!(Project::of(script).complaints(), expected.trim_end());
}
