//! `demoreel new`: a project that can be rendered at once. Its files are templates of ours; what
//! never lives here: anything that a network would be needed for.

use std::io;
use std::path::Path;

use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;

use super::{Ending, show};
use crate::cli::{NewArgs, Template};
use crate::files;

const README: &str = include_str!("new/README.md");
const PAGE: &str = include_str!("new/page.html");

/// Makes the project's folder and everything in it.
pub fn new(args: &NewArgs) -> Ending {
    let made = name(&args.name)
        .and_then(|name| Ok((name, folder(&args.name)?)))
        .and_then(|(name, ())| {
            let files = project(args.template, name);
            let written = files
                .iter()
                .try_for_each(|(file, text)| write(args, file, text));
            written.map(|()| name)
        });
    match made {
        Ok(name) => {
            let folder = args.name.display();
            anstream::println!(
                "{folder} is ready:\n\n  cd {folder}\n  demoreel render {name}.yaml"
            );
            Ending::Done
        }
        Err(error) => {
            show(&[*error]);
            Ending::Wrong
        }
    }
}

type Made<T> = Result<T, Box<Diagnostic>>;

/// The project's name: the folder's own.
fn name(folder: &Path) -> Made<&str> {
    let name = folder.file_name().and_then(|name| name.to_str());
    let plain = |name: &&str| {
        let letter = name.starts_with(|first: char| first.is_ascii_alphanumeric());
        letter
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    name.filter(plain).ok_or_else(|| {
        let message = format!("'{}' cannot be a project's name", folder.display());
        let error = Diagnostic::error(command::FILE_IN_THE_WAY, message);
        Box::new(error.hint("use letters, digits, '-' and '_'"))
    })
}

/// Makes the folder; one that is there must be empty.
fn folder(folder: &Path) -> Made<()> {
    let refuse = |why: String| {
        let error = Diagnostic::error(command::FILE_IN_THE_WAY, why);
        Box::new(
            error
                .state("nothing was written")
                .hint("choose another name"),
        )
    };
    let made = std::fs::create_dir_all(folder).and_then(|()| std::fs::read_dir(folder));
    let mut inside = made.map_err(|error| {
        refuse(format!(
            "the folder '{}' cannot be made: {error}",
            folder.display()
        ))
    })?;
    match inside.next() {
        None => Ok(()),
        Some(_) => Err(refuse(format!(
            "the folder '{}' is not empty",
            folder.display()
        ))),
    }
}

fn write(args: &NewArgs, file: &str, text: &str) -> Made<()> {
    let path = args.name.join(file);
    let folder = path.parent().unwrap_or(&args.name);
    let put = || -> io::Result<()> {
        std::fs::create_dir_all(folder)?;
        files::create(&path, text)
    };
    put().map_err(|error| {
        let message = format!("'{}' cannot be written: {error}", path.display());
        Box::new(Diagnostic::error(command::FILE_IN_THE_WAY, message))
    })
}

/// Every file of a project with its text.
fn project(template: Template, name: &str) -> Vec<(String, String)> {
    let (script, has_page) = match template {
        Template::Browser => (include_str!("new/browser.yaml"), true),
        Template::Terminal => (include_str!("new/terminal.yaml"), false),
        Template::Tiktok => (include_str!("new/tiktok.yaml"), true),
        Template::Changelog => (include_str!("new/changelog.yaml"), true),
    };
    let page_row = "| `pages/` | the page that is filmed |\n";
    let readme = README
        .replace("{{name}}", name)
        .replace("{{files}}", if has_page { page_row } else { "" });
    let schema = demoreel_dsl::schema(&demoreel_dsl::primitives());
    let schema = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
    let mut files = vec![
        (format!("{name}.yaml"), script.to_owned()),
        ("README.md".to_owned(), readme),
        (".gitignore".to_owned(), ".demoreel/\nout/\n".to_owned()),
        ("demoreel.schema.json".to_owned(), schema),
    ];
    if has_page {
        files.push(("pages/index.html".to_owned(), PAGE.to_owned()));
    }
    files
}
