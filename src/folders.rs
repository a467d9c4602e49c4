//! Where a script's work and its reels go. The only code that reads the current folder.

use std::path::{Path, PathBuf, absolute};

use demoreel::job::Folders;
use demoreel_primitives::codes::command;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{Format, Plan};

/// The folders of a script: everything that can be made again lives in `.demoreel` beside it, so
/// that it is found from wherever the command is called.
pub fn of_script(script: &Path, work: Option<&Path>) -> std::io::Result<Folders> {
    let script = absolute(script)?;
    let stem = script.file_stem().unwrap_or_default();
    let work = match work {
        Some(work) => absolute(work)?.join(stem),
        None => script.with_file_name(".demoreel").join(stem),
    };
    Ok(Folders {
        work,
        runtime: runtime(),
        shared: shared(),
    })
}

/// What is shared by all projects of the user: the cache folder of the system's convention.
pub fn shared() -> PathBuf {
    let absolute = |name: &str| {
        let path = std::env::var_os(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    let cache = absolute("XDG_CACHE_HOME");
    let cache = cache.or_else(|| absolute("HOME").map(|home| home.join(".cache")));
    cache.map_or_else(runtime, |cache| cache.join("demoreel"))
}

/// Private to the user, and gone after a restart.
fn runtime() -> PathBuf {
    let user = rustix::process::getuid().as_raw();
    match std::env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .filter(|dir| dir.is_dir())
    {
        Some(dir) => dir.join("demoreel"),
        None => std::env::temp_dir().join(format!("demoreel-{user}")),
    }
}

/// Where reels go where neither the command line nor the script says.
const FOLDER: &str = "out";

/// The file of each output, in the plan's order. The command line is asked first, then the script.
pub fn reels(plan: &Plan, said: Option<&Path>) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut files = named(plan, said.unwrap_or(Path::new(FOLDER)))?;
    if said.is_none() {
        for (file, output) in files.iter_mut().zip(&plan.look.outputs) {
            if let Some(own) = &output.file {
                *file = Path::new(&plan.home).join(own);
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    match files.iter().find(|file| !seen.insert(*file)) {
        Some(twice) => Err(Box::new(one_file_for_two(twice))),
        None => Ok(files),
    }
}

/// The file of each output below a folder, or the one that is named.
fn named(plan: &Plan, output: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let output = absolute(output).map_err(|error| Box::new(no_place(output, &error)))?;
    let outputs = &plan.look.outputs;
    if Format::of_file(&output).is_some() {
        return match outputs.len() {
            1 => Ok(vec![output]),
            several => Err(Box::new(one_file_for_many(&output, several))),
        };
    }
    let stem = Path::new(&plan.script)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    Ok(match outputs.as_slice() {
        [one] => vec![output.join(one.format.file_name(&stem))],
        several => several
            .iter()
            .map(|one| {
                let stem = format!("{stem}-{}", one.name);
                output.join(one.format.file_name(&stem))
            })
            .collect(),
    })
}

fn no_place(output: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!(
        "the output path {} cannot be used: {error}",
        output.display()
    );
    Diagnostic::error(command::OUTPUT_NAME, message).hint("name a folder with -o")
}

fn one_file_for_many(output: &Path, several: usize) -> Diagnostic {
    let message = format!(
        "{} is one file, but the script has {several} outputs",
        output.display()
    );
    Diagnostic::error(command::OUTPUT_NAME, message)
        .state("nothing was done")
        .hint("name a folder with -o; each output gets a file of its own in it")
}

fn one_file_for_two(file: &Path) -> Diagnostic {
    let message = format!("two outputs would both be {}", file.display());
    Diagnostic::error(command::OUTPUT_NAME, message)
        .state("nothing was done")
        .hint("give each output a `file` of its own")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_stands_beside_the_script_and_has_its_name() {
        let folders = of_script(Path::new("/films/hello.yaml"), None).unwrap();
        assert_eq!(folders.take(), Path::new("/films/.demoreel/hello/take"));
        let folders = of_script(Path::new("/films/hello.yaml"), Some(Path::new("/w"))).unwrap();
        assert_eq!(folders.work, Path::new("/w/hello"));
    }
}
