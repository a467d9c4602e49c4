//! Digests of pictures. Each tile has its own hash, so that a new picture costs only the tiles
//! that changed; equal pictures have equal digests whatever came before them.

use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::{FilmBox, FilmSize};

use crate::tile::{Tile, TileGrid};

/// Large enough for the hash to use its wide instructions, small enough that a blinking caret
/// does not cost a whole picture.
const TILE: FilmSize = FilmSize::new(256, 64);

/// Follows the pictures of one film.
#[derive(Clone, Debug)]
pub struct Digester {
    grid: TileGrid,
    size: FilmSize,
    tiles: Vec<[u8; 16]>,
    samples: Vec<u8>,
}

impl Digester {
    /// For pictures of this size. The first picture's damage must be all of it.
    pub fn new(size: FilmSize) -> Digester {
        let grid = TileGrid::new(size, TILE);
        Digester {
            grid,
            size,
            tiles: vec![[0; 16]; grid.count()],
            samples: Vec::new(),
        }
    }

    /// The digest of a picture that differs from the one before in `damage` only: 32 hex digits.
    pub fn digest(&mut self, picture: &Picture, damage: &[FilmBox]) -> String {
        let mut stale = vec![false; self.grid.count()];
        let grid = self.grid;
        for tile in damage.iter().flat_map(|area| grid.touched(*area)) {
            if !std::mem::replace(&mut stale[tile.index], true) {
                self.tiles[tile.index] = self.hash(picture, tile);
            }
        }
        let mut all = blake3::Hasher::new();
        all.update(&self.size.width.to_le_bytes());
        all.update(&self.size.height.to_le_bytes());
        all.update(self.tiles.as_flattened());
        let hex = all.finalize().to_hex();
        hex[..32].to_owned()
    }

    /// The digest of a single picture.
    pub fn once(picture: &Picture) -> String {
        Digester::new(picture.size()).digest(picture, &[picture.bounds()])
    }

    fn hash(&mut self, picture: &Picture, tile: Tile) -> [u8; 16] {
        self.samples.clear();
        for plane in Plane::ALL {
            for row in picture.rows(plane, tile.area) {
                self.samples.extend_from_slice(&picture.plane(plane)[row]);
            }
        }
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(&self.samples).as_bytes()[..16]);
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_depends_on_the_pixels_and_not_on_the_way_to_them() {
        let blank = Picture::black(600, 200);
        let mut dotted = blank.clone();
        dotted.plane_mut(Plane::V)[75 * 300 + 299] = 7;
        let dot = FilmBox::new((598, 150).into(), (600, 152).into());
        let mut digester = Digester::new(blank.size());
        let first = digester.digest(&blank, &[blank.bounds()]);
        let second = digester.digest(&dotted, &[dot]);
        let third = digester.digest(&blank, &[dot]);
        assert_eq!(first, third);
        assert_ne!(first, second);
        assert_eq!(second, Digester::once(&dotted));
        assert_ne!(first, Digester::once(&Picture::black(200, 600)));
    }
}
