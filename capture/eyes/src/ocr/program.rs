//! The program tesseract: a grey picture in, words with their boxes out. It is a program and not
//! a library, so that whoever looks for no text needs none of it, and a crash of it is an error.

use std::io::{ErrorKind, Write};
use std::process::{Command, Output, Stdio};
use std::thread;

use super::OcrFault;

/// A grey picture: black letters on white, one line under the other.
pub(super) struct Paper {
    /// Samples a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row.
    pub samples: Vec<u8>,
}

/// A word on paper.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Its letters.
    pub text: String,
    /// Its box: left, top, width, height.
    pub place: [i32; 4],
    /// 0 to 1.
    pub confidence: f64,
}

/// How it is started.
#[derive(Clone, Debug)]
pub(super) struct Tesseract {
    path: String,
    languages: String,
}

impl Tesseract {
    pub fn new(path: &str, languages: &str) -> Tesseract {
        Tesseract {
            path: path.to_owned(),
            languages: languages.to_owned(),
        }
    }

    /// The words on paper.
    pub fn read(&self, paper: &Paper) -> Result<Vec<Word>, OcrFault> {
        let output = self.run(paper).map_err(|error| match error.kind() {
            ErrorKind::NotFound => OcrFault::Missing,
            _ => OcrFault::Failed {
                why: error.to_string(),
            },
        })?;
        if !output.status.success() {
            return Err(self.refused(&String::from_utf8_lossy(&output.stderr)));
        }
        let table = String::from_utf8_lossy(&output.stdout);
        Ok(table.lines().skip(1).filter_map(word).collect())
    }

    /// One block of lines (6), whose letters are as large as in print at 150 dots an inch. Its own
    /// threads only wait for each other on so small a picture.
    fn run(&self, paper: &Paper) -> std::io::Result<Output> {
        let mut child = Command::new("tesseract")
            .args(["stdin", "stdout", "--psm", "6", "--dpi", "150"])
            .args(["-l", &self.languages, "tsv"])
            .env_clear()
            .env("PATH", &self.path)
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let head = format!("P5 {} {} 255\n", paper.width, paper.height);
        let stdin = child.stdin.take();
        thread::scope(|scope| {
            // One that has ended already says why itself.
            scope.spawn(move || {
                stdin.map(|mut stdin| {
                    stdin
                        .write_all(head.as_bytes())
                        .and_then(|()| stdin.write_all(&paper.samples))
                })
            });
            child.wait_with_output()
        })
    }

    fn refused(&self, said: &str) -> OcrFault {
        let known = |language: &&str| !said.contains(&format!("{language}.traineddata"));
        match self.languages.split('+').find(|language| !known(language)) {
            Some(language) => OcrFault::Language {
                language: language.to_owned(),
            },
            None => OcrFault::Failed {
                why: said
                    .trim()
                    .lines()
                    .last()
                    .unwrap_or("it said nothing")
                    .to_owned(),
            },
        }
    }
}

/// A line of the table: level, page, block, paragraph, line, word, left, top, width, height,
/// confidence, text.
fn word(line: &str) -> Option<Word> {
    let cells: Vec<&str> = line.split('\t').collect();
    let text = cells.get(11)?.trim();
    if text.is_empty() {
        return None;
    }
    let number = |index: usize| cells.get(index)?.parse::<i32>().ok();
    let confidence: f64 = cells.get(10)?.parse().ok()?;
    Some(Word {
        text: text.to_owned(),
        place: [number(6)?, number(7)?, number(8)?, number(9)?],
        confidence: (confidence / 100.0).clamp(0.0, 1.0),
    })
}
