//! Draws the miss of a template in a screenshot, to see how it explains itself:
//! `cargo run -p demoreel-eyes --example draw_miss -- SHOT.png TEMPLATE.png OUT.png`.

use std::path::Path;

use demoreel_eyes::FileSearch;
use demoreel_primitives::target::{Finder, ImageTemplate, Target};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [shot, path, out] = paths.as_slice() else {
        return Err("name a screenshot, a template and where to write".into());
    };
    let mut search = FileSearch::open(Path::new(shot), 1.0)?;
    let template = ImageTemplate {
        path: path.clone(),
        digest: String::new(),
        confidence: 0.9,
        density: None,
    };
    match search.one(&Target::plain(Finder::Image(template))) {
        Ok(found) => Err(format!("it is there, at {:?}", found.area).into()),
        Err(miss) => Ok(miss.write_png(&search.sight(), Path::new(out))?),
    }
}
