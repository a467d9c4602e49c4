//! `demoreel doctor`: whether this machine has what a render needs, and which package to install
//! where it has not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use super::{Ending, print_json};
use crate::cli::DoctorArgs;

/// A program that a render starts.
struct Program {
    name: &'static str,
    package: &'static str,
    needed_for: &'static str,
    /// Without it a plain render fails.
    required: bool,
}

const PROGRAMS: [Program; 3] = [
    Program {
        name: "Xvfb",
        package: "xvfb",
        needed_for: "the private display",
        required: true,
    },
    Program {
        name: "chromium",
        package: "chromium",
        needed_for: "browsers",
        required: true,
    },
    Program {
        name: "flite",
        package: "flite",
        needed_for: "the local voice",
        required: false,
    },
];

/// What was found of one thing.
#[derive(Serialize)]
struct Finding {
    what: &'static str,
    needed_for: &'static str,
    required: bool,
    found: Option<PathBuf>,
    /// What is wrong and what to do, where something is.
    advice: Option<String>,
}

/// Looks for everything and says what is missing.
pub fn doctor(args: &DoctorArgs) -> Ending {
    let mut findings = vec![engine(&crate::engine::path())];
    findings.extend(PROGRAMS.iter().map(program));
    let healthy = findings
        .iter()
        .all(|finding| !finding.required || finding.advice.is_none());
    if args.json {
        print_json(&serde_json::json!({ "ok": healthy, "findings": findings }));
    } else {
        findings.iter().for_each(print);
    }
    if healthy {
        Ending::Done
    } else {
        Ending::Failed
    }
}

fn program(program: &Program) -> Finding {
    let found = find(program.name);
    let advice = found.is_none().then(|| install(program.package));
    let Program {
        name: what,
        needed_for,
        required,
        ..
    } = *program;
    Finding {
        what,
        needed_for,
        required,
        found,
        advice,
    }
}

fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn install(package: &str) -> String {
    format!("apt-get install {package}")
}

/// The engine is there and its libraries are.
fn engine(path: &Path) -> Finding {
    let output = Command::new(path)
        .arg("--version")
        .stdin(Stdio::null())
        .output();
    let advice = match output {
        Err(_) => Some("build it: cargo build --release".to_owned()),
        Ok(output) if !output.status.success() => {
            Some(missing_library(&String::from_utf8_lossy(&output.stderr)))
        }
        Ok(_) => None,
    };
    Finding {
        what: "demoreel-engine",
        needed_for: "filming, painting and encoding",
        required: true,
        found: path.is_file().then(|| path.to_owned()),
        advice,
    }
}

/// The dynamic linker's words name the library; Debian's package follows from it.
fn missing_library(words: &str) -> String {
    let library = words
        .split(": ")
        .find(|word| word.starts_with("lib"))
        .unwrap_or("a library");
    let package = match library.split('.').next().unwrap_or_default() {
        "libopencv_core" | "libopencv_imgproc" => "libopencv-dev",
        "libavcodec" | "libavformat" | "libavutil" | "libswresample" | "libswscale" => "ffmpeg",
        _ => return format!("the library {library} is missing; install the package that has it"),
    };
    install(package)
}

fn print(finding: &Finding) {
    let mark = match (&finding.advice, finding.required) {
        (None, _) => "ok     ",
        (Some(_), true) => "MISSING",
        (Some(_), false) => "missing",
    };
    let place = finding
        .found
        .as_ref()
        .map(|path| path.display().to_string())
        .unwrap_or_default();
    anstream::println!(
        "{mark}  {:16} for {:31} {place}",
        finding.what,
        finding.needed_for
    );
    if let Some(advice) = &finding.advice {
        anstream::println!("         {advice}");
    }
}

#[cfg(test)]
mod tests {
    use super::missing_library;

    #[test]
    fn a_library_that_the_linker_misses_leads_to_its_package() {
        let words = "demoreel-engine: error while loading shared libraries: libopencv_core.so.406: \
                     cannot open shared object file: No such file or directory";
        assert_eq!(missing_library(words), "apt-get install libopencv-dev");
    }
}
