//! `demoreel doctor`: whether this machine has what a render needs, and which package to install
//! where it has not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use demoreel_programs::Program;
use serde::Serialize;

use super::{Ending, print_json};
use crate::cli::DoctorArgs;

/// A font for characters that the bundled ones lack.
struct Font {
    /// How its file's name begins.
    file: &'static str,
    package: &'static str,
    needed_for: &'static str,
}

const FONTS: [Font; 3] = [
    Font {
        file: "NotoColorEmoji",
        package: "fonts-noto-color-emoji",
        needed_for: "emoji",
    },
    Font {
        file: "NotoSansCJK",
        package: "fonts-noto-cjk",
        needed_for: "Chinese, Japanese and Korean",
    },
    Font {
        file: "NotoSansArabic",
        package: "fonts-noto-core",
        needed_for: "Arabic, Hebrew, Hindi, Thai",
    },
];

/// Where fonts are looked for; the same as where terminals' letters come from.
const FONT_FOLDERS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];

/// What was found of one thing.
#[derive(Serialize)]
struct Finding {
    what: &'static str,
    needed_for: &'static str,
    required: bool,
    found: Option<PathBuf>,
    version: Option<String>,
    /// What is wrong and what to do, where something is.
    advice: Option<String>,
}

/// Looks for everything and says what is missing.
pub fn doctor(args: &DoctorArgs) -> Ending {
    let mut findings = vec![engine(&crate::engine::path())];
    findings.extend(demoreel_programs::ALL.iter().map(program));
    findings.extend(demoreel_programs::SHELLS.iter().map(program));
    findings.push(shared_memory());
    findings.extend(FONTS.iter().map(font));
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
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = program.find(&path);
    let Program {
        name,
        package,
        needed_for,
        required,
        ..
    } = *program;
    Finding {
        what: name,
        needed_for,
        required,
        version: found
            .as_deref()
            .and_then(|file| version(file, program.version)),
        advice: found.is_none().then(|| install(package)),
        found,
    }
}

/// The first line of what a program says about itself that has a digit in it.
fn version(program: &Path, argument: &str) -> Option<String> {
    let mut command = Command::new(program);
    command
        .arg(argument)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null());
    let output = command.output().ok()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let mut lines = text.lines();
    let line = lines.find(|line| line.chars().any(|letter| letter.is_ascii_digit()))?;
    Some(line.trim().to_owned())
}

/// Pictures are taken from a display over shared memory.
fn shared_memory() -> Finding {
    let place = Path::new("/dev/shm");
    let size = rustix::fs::statvfs(place).ok();
    let size = size.map(|about| (about.f_bavail * about.f_frsize) >> 20);
    Finding {
        what: "shared memory",
        needed_for: "pictures of a display",
        required: true,
        found: size.is_some().then(|| place.to_owned()),
        version: size.map(|size| format!("{size} MB free")),
        advice: size
            .is_none()
            .then(|| "mount a tmpfs on /dev/shm".to_owned()),
    }
}

/// A font that is missing is no failure: only its characters are.
fn font(font: &Font) -> Finding {
    let folders = FONT_FOLDERS.iter().map(Path::new);
    let mut found = folders.filter_map(|folder| file_below(folder, font.file));
    let found = found.next();
    let advice = found.is_none().then(|| install(font.package));
    Finding {
        what: font.file,
        needed_for: font.needed_for,
        required: false,
        found,
        version: None,
        advice,
    }
}

/// A file in a folder or in those below it whose name begins so.
fn file_below(folder: &Path, start: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let mut folders = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            folders.push(path);
        } else if name.starts_with(start) {
            return Some(path);
        }
    }
    folders.iter().find_map(|folder| file_below(folder, start))
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
        version: None,
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
    if let Some(version) = &finding.version {
        anstream::println!("         {version}");
    }
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
