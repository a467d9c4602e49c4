//! The plan of chunks: where each begins, and the name that says all that shapes it. The grid
//! starts anew in each scene and names know nothing of the scene's place in the reel, so a scene
//! that moves keeps its chunks, and the number of workers changes nothing.

use std::ops::Range;

use demoreel_encode::EncodeSettings;
use demoreel_paint::{FrameState, PAINTER_VERSION, PaintError};
use demoreel_primitives::filmed::FilmedScene;
use demoreel_primitives::timeline::{ReelScene, Timeline};

/// GOPs in a chunk: about ten seconds.
const GOPS: u64 = 5;

/// A stretch of one scene that is rendered at once.
pub struct Chunk<'a> {
    /// The scene.
    pub scene: &'a ReelScene,
    /// What was filmed of it.
    pub filmed: &'a FilmedScene,
    /// Its frames, counted from the scene's first one.
    pub frames: Range<u64>,
    /// Hash of all that shapes its bytes.
    pub name: String,
    /// How long it takes to render, compared to others.
    pub cost: u64,
}

/// All chunks of a reel in order. `filmed` has the same scenes as the timeline.
pub fn plan<'a>(
    timeline: &'a Timeline,
    filmed: &'a [FilmedScene],
    settings: &EncodeSettings,
) -> Result<Vec<Chunk<'a>>, PaintError> {
    let mut chunks = Vec::new();
    for (scene, filmed) in timeline.scenes.iter().zip(filmed) {
        for frames in grid(scene.frames, settings.gop()) {
            chunks.push(chunk(scene, filmed, frames, settings)?);
        }
    }
    Ok(chunks)
}

/// Stretches of whole GOPs; a rest that is shorter than a GOP goes with the stretch before it.
fn grid(frames: u64, gop: u64) -> Vec<Range<u64>> {
    let long = gop * GOPS;
    let mut starts: Vec<u64> = (0..frames).step_by(long as usize).collect();
    if starts.len() > 1 && frames - starts[starts.len() - 1] < gop {
        starts.pop();
    }
    let ends = starts.iter().skip(1).copied().chain([frames]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..end)
        .collect()
}

/// What a frame costs that equals the one before it, in parts of one that does not.
const COST_OF_SAME: u64 = 1;
const COST_OF_CHANGE: u64 = 3;

fn chunk<'a>(
    scene: &'a ReelScene,
    filmed: &'a FilmedScene,
    frames: Range<u64>,
    settings: &EncodeSettings,
) -> Result<Chunk<'a>, PaintError> {
    let mut hash = blake3::Hasher::new();
    hash.update(format!("painter {PAINTER_VERSION} {}\n", settings.fingerprint()).as_bytes());
    let mut cost = 0;
    let mut before: Option<FrameState<'_>> = None;
    for frame in frames.clone() {
        let state = FrameState::at(scene, filmed, frame)?;
        if before.as_ref() == Some(&state) {
            hash.update(b"=");
            cost += COST_OF_SAME;
            continue;
        }
        // Serialising plain data to memory cannot fail.
        let _ = serde_json::to_writer(&mut hash, &state);
        hash.update(b"\n");
        cost += COST_OF_CHANGE;
        before = Some(state);
    }
    let name = hash.finalize().to_hex()[..32].to_owned();
    Ok(Chunk {
        scene,
        filmed,
        frames,
        name,
        cost,
    })
}

#[cfg(test)]
mod tests {
    use super::grid;

    #[test]
    fn the_grid_is_whole_gops_without_a_tiny_rest() {
        for single in [1, 600, 650] {
            assert_eq!(grid(single, 120), vec![0..single; 1]);
        }
        assert_eq!(grid(720, 120), [0..600, 600..720]);
        assert_eq!(grid(1321, 120), [0..600, 600..1200, 1200..1321]);
    }

    #[test]
    fn a_longer_scene_keeps_all_chunks_but_its_last() {
        let (short, long) = (grid(1900, 120), grid(2500, 120));
        assert_eq!(short[..2], long[..2]);
    }
}
