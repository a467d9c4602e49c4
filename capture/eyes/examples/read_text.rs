//! Prints the lines that are read in a picture, with their places and the certainty of the least
//! certain word: `cargo run --release -p demoreel-eyes --example read_text -- SHOT.png [DENSITY]`.

use std::path::Path;
use std::time::Instant;

use demoreel_eyes::{FileSearch, Ocr};

#[expect(clippy::print_stdout, reason = "an example reports to whoever runs it")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let shot = words.first().ok_or("name a screenshot")?;
    let density = words.get(1).map_or(Ok(1.0), |word| word.parse())?;
    let search = FileSearch::open(Path::new(shot), density)?;
    let sight = search.sight();
    let ocr = Ocr::new(&std::env::var("PATH")?, "eng");
    let begun = Instant::now();
    let reading = ocr.read(sight.picture, density, sight.picture.bounds())?;
    for line in &reading.lines {
        let least = line.words.iter().map(|word| word.confidence);
        let least = least.fold(1.0, f64::min);
        let corner = line.area.origin;
        println!(
            "{:5.0} {:5.0}  {least:.2}  {}",
            corner.x,
            corner.y,
            line.text()
        );
    }
    println!(
        "{} lines, {:.2} s",
        reading.lines.len(),
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}
