//! How long a look takes, next to OpenCV's own full search on the same pictures in the same run:
//! `cargo run --release -p demoreel-eyes --example search_speed -- SHOT.png TEMPLATE.png [...]`.
//! Milliseconds, the median of several runs, one thread.

use std::path::Path;
use std::time::Instant;

use demoreel_eyes::FileSearch;
use demoreel_primitives::target::{Finder, ImageTemplate, Target};
use opencv::core::Mat;
use opencv::imgproc::{TM_CCOEFF_NORMED, match_template};
use opencv::prelude::MatTraitConst;

#[expect(clippy::print_stdout, reason = "an example reports to whoever runs it")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    opencv::core::set_num_threads(1)?;
    let mut paths = std::env::args().skip(1);
    let shot = paths.next().ok_or("name a screenshot and templates")?;
    let mut search = FileSearch::open(Path::new(&shot), 1.0)?;
    println!("template,eyes_ms,opencv_full_ms,eyes,opencv_full");
    for path in paths {
        let target = target(&path);
        let (ours, answer) = median(9, || search.one(&target));
        let (theirs, place) = median(3, || full_search(&shot, &path));
        let answer = match answer {
            Ok(found) => format!(
                "{:.0} {:.0} {:.3}",
                found.area.min_x(),
                found.area.min_y(),
                found.score
            ),
            Err(miss) => format!("{:?}", miss.why),
        };
        println!(
            "{path},{ours:.2},{:.2},{answer},{}",
            theirs.min(place.0),
            place.1
        );
    }
    Ok(())
}

fn target(path: &str) -> Target {
    Target::plain(Finder::Image(ImageTemplate {
        path: path.to_owned(),
        digest: String::new(),
        confidence: 0.9,
        density: None,
    }))
}

/// The median time of some runs and the last result.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> (f64, T) {
    let mut result = run();
    let mut times = Vec::new();
    for _ in 0..runs {
        let begun = Instant::now();
        result = run();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], result)
}

/// OpenCV's search of everything: its own time without reading files, and what it finds.
fn full_search(shot: &str, template: &str) -> (f64, String) {
    let (shot, template) = (grey(shot), grey(template));
    let begun = Instant::now();
    let mut scores = Mat::default();
    let none = Mat::default();
    let (mut best, mut place) = (0.0, opencv::core::Point::default());
    let done =
        match_template(&shot, &template, &mut scores, TM_CCOEFF_NORMED, &none).and_then(|()| {
            let mask = Mat::default();
            opencv::core::min_max_loc(
                &scores,
                None,
                Some(&mut best),
                None,
                Some(&mut place),
                &mask,
            )
        });
    let time = begun.elapsed().as_secs_f64() * 1e3;
    match done {
        Ok(()) => (time, format!("{} {} {best:.3}", place.x, place.y)),
        Err(error) => (time, error.to_string()),
    }
}

fn grey(path: &str) -> Mat {
    let picture = image::open(path)
        .map(|picture| picture.into_luma8())
        .unwrap_or_default();
    let (width, height) = picture.dimensions();
    let mat = Mat::new_rows_cols_with_bytes::<u8>(height as i32, width as i32, picture.as_raw());
    mat.and_then(|mat| mat.try_clone()).unwrap_or_default()
}
