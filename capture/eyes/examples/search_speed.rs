//! How long a look takes, next to OpenCV's own full search on the same pictures in the same run:
//! `cargo run --release -p demoreel-eyes --example search_speed -- SHOT.png TEMPLATE.png [...]`.
//! Milliseconds on one thread, the median of several runs and the fastest; files are read before.

use std::path::Path;
use std::time::Instant;

use demoreel_eyes::FileSearch;
use demoreel_primitives::target::{Finder, ImageTemplate, Target};
use opencv::core::{Mat, Point, min_max_loc};
use opencv::imgproc::{TM_CCOEFF_NORMED, match_template};

type Failure = Box<dyn std::error::Error>;

#[expect(clippy::print_stdout, reason = "an example reports to whoever runs it")]
fn main() -> Result<(), Failure> {
    opencv::core::set_num_threads(1)?;
    let mut paths = std::env::args().skip(1);
    let shot = paths.next().ok_or("name a screenshot and templates")?;
    let mut search = FileSearch::open(Path::new(&shot), 1.0)?;
    let (screen, width) = grey(&shot)?;
    println!("template,eyes_ms,eyes_fastest_ms,opencv_ms,opencv_fastest_ms,eyes,opencv");
    for path in paths {
        let target = target(&path);
        let (ours, answer) = timed(9, || search.one(&target));
        let (template, template_width) = grey(&path)?;
        let (theirs, place) = timed(3, || {
            full_search((&screen, width), (&template, template_width))
        });
        let answer = match answer {
            Ok(found) => {
                let corner = found.area.origin;
                format!("{:.0} {:.0} {:.3}", corner.x, corner.y, found.score)
            }
            Err(miss) => format!("{:?}", miss.why),
        };
        println!("{path},{ours},{theirs},{answer},{}", place?);
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

/// The median time of some runs and the fastest, and the last result.
fn timed<T>(runs: usize, mut run: impl FnMut() -> T) -> (String, T) {
    let mut result = run();
    let mut times = Vec::new();
    for _ in 0..runs {
        let begun = Instant::now();
        result = run();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (
        format!("{:.2},{:.2}", times[times.len() / 2], times[0]),
        result,
    )
}

/// OpenCV's search of everything: where it finds the template, and its score.
fn full_search(screen: (&[u8], usize), template: (&[u8], usize)) -> Result<String, Failure> {
    let mat = |(samples, width): (_, usize)| {
        let samples: &[u8] = samples;
        let height = samples.len() / width;
        Mat::new_rows_cols_with_bytes::<u8>(height as i32, width as i32, samples)
    };
    let (screen, template) = (mat(screen)?, mat(template)?);
    let (mut scores, none) = (Mat::default(), Mat::default());
    match_template(&screen, &template, &mut scores, TM_CCOEFF_NORMED, &none)?;
    let (mut best, mut place) = (0.0, Point::default());
    min_max_loc(
        &scores,
        None,
        Some(&mut best),
        None,
        Some(&mut place),
        &none,
    )?;
    Ok(format!("{} {} {best:.3}", place.x, place.y))
}

/// A picture's grey samples and its width.
fn grey(path: &str) -> Result<(Vec<u8>, usize), Failure> {
    let picture = image::open(path)?.into_luma8();
    let width = picture.width() as usize;
    Ok((picture.into_raw(), width))
}
