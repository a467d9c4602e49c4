//! Format 1 of the film index: JSON lines.

use std::path::Path;

use demoreel_primitives::filmed::{Film, PictureInfo};
use demoreel_primitives::space::FilmBox;
use demoreel_primitives::time::TakeTime;
use serde::{Deserialize, Serialize};

use super::Index;
use crate::TakeError;

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    surface: String,
    logical: [u32; 2],
    size: [u32; 2],
    density: f64,
    /// How many lines follow.
    pictures: usize,
    missed: u64,
    film_bytes: u64,
}

#[derive(Serialize, Deserialize)]
struct Line {
    t: i64,
    digest: String,
    /// Left, top, right, bottom.
    damage: Vec<[i32; 4]>,
}

pub(super) fn to_text(index: &Index) -> serde_json::Result<String> {
    let film = &index.film;
    let head = Head {
        format: 1,
        surface: film.surface.clone(),
        logical: film.logical.to_array(),
        size: film.size.to_array(),
        density: film.density,
        pictures: film.pictures.len(),
        missed: film.missed,
        film_bytes: index.film_bytes,
    };
    let mut text = serde_json::to_string(&head)? + "\n";
    for picture in &film.pictures {
        text += &serde_json::to_string(&line(picture))?;
        text.push('\n');
    }
    Ok(text)
}

fn line(picture: &PictureInfo) -> Line {
    let corners = |area: &FilmBox| [area.min.x, area.min.y, area.max.x, area.max.y];
    Line {
        t: picture.at.0,
        digest: picture.digest.clone(),
        damage: picture.damage.iter().map(corners).collect(),
    }
}

pub(super) fn from_text(path: &Path, text: &str) -> Result<Index, TakeError> {
    let (head, rest) = text
        .split_once('\n')
        .ok_or_else(|| TakeError::cut_short(path, "its first line has no end"))?;
    let head: Head = serde_json::from_str(head)
        .map_err(|error| TakeError::damaged(path, format!("line 1: {error}")))?;
    check_count(path, head.pictures, rest)?;
    let mut pictures = Vec::with_capacity(head.pictures);
    for (index, line) in rest.lines().enumerate() {
        let line: Line = serde_json::from_str(line)
            .map_err(|error| TakeError::damaged(path, format!("line {}: {error}", index + 2)))?;
        pictures.push(picture(line));
    }
    let film = Film {
        surface: head.surface,
        logical: head.logical.into(),
        size: head.size.into(),
        density: head.density,
        pictures,
        missed: head.missed,
    };
    check_film(path, &film)?;
    Ok(Index {
        film,
        film_bytes: head.film_bytes,
    })
}

fn picture(line: Line) -> PictureInfo {
    let area = |[left, top, right, bottom]: [i32; 4]| {
        FilmBox::new((left, top).into(), (right, bottom).into())
    };
    PictureInfo {
        at: TakeTime(line.t),
        damage: line.damage.into_iter().map(area).collect(),
        digest: line.digest,
    }
}

fn check_count(path: &Path, promised: usize, rest: &str) -> Result<(), TakeError> {
    let whole = rest.matches('\n').count();
    if whole < promised || !(rest.is_empty() || rest.ends_with('\n')) {
        let what = format!("{whole} of {promised} pictures");
        return Err(TakeError::cut_short(path, what));
    }
    if whole > promised {
        let what = format!("{whole} pictures where {promised} were written");
        return Err(TakeError::damaged(path, what));
    }
    Ok(())
}

/// What [`Film`] promises about its pictures.
fn check_film(path: &Path, film: &Film) -> Result<(), TakeError> {
    let Some(first) = film.pictures.first() else {
        return Err(TakeError::damaged(path, "the film has no picture"));
    };
    if first.at > TakeTime::ZERO {
        let what = "the first picture is later than the scene's first moment";
        return Err(TakeError::damaged(path, what));
    }
    if !film.pictures.is_sorted_by_key(|picture| picture.at) {
        return Err(TakeError::damaged(
            path,
            "its pictures are not in order of time",
        ));
    }
    let [width, height] = film.size.to_array();
    if width == 0 || height == 0 || width % 2 == 1 || height % 2 == 1 {
        return Err(TakeError::damaged(path, "the film's sides are not even"));
    }
    Ok(())
}
