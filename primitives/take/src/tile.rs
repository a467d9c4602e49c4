//! A picture cut into tiles: the unit in which changes are looked for and hashed.

use std::ops::Range;

use demoreel_primitives::space::{FilmBox, FilmSize};

/// How a picture is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileGrid {
    picture: FilmSize,
    tile: FilmSize,
}

/// One tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Its place in the order of rows, from 0.
    pub index: usize,
    /// What it covers; smaller at the picture's right and lower edge.
    pub area: FilmBox,
}

impl TileGrid {
    /// Cuts a picture into tiles of this size; both sides of both even and 2 or more.
    pub fn new(picture: FilmSize, tile: FilmSize) -> TileGrid {
        TileGrid { picture, tile }
    }

    /// Tiles in a row.
    pub fn columns(&self) -> usize {
        self.picture.width.div_ceil(self.tile.width) as usize
    }

    /// Rows of tiles.
    pub fn rows(&self) -> usize {
        self.picture.height.div_ceil(self.tile.height) as usize
    }

    /// All tiles.
    pub fn count(&self) -> usize {
        self.columns() * self.rows()
    }

    /// The tile at a place in the grid.
    pub fn tile(&self, column: usize, row: usize) -> Tile {
        let corner = |column: usize, row: usize| {
            let x = (column as u32 * self.tile.width).min(self.picture.width);
            let y = (row as u32 * self.tile.height).min(self.picture.height);
            (x as i32, y as i32).into()
        };
        Tile {
            index: row * self.columns() + column,
            area: FilmBox::new(corner(column, row), corner(column + 1, row + 1)),
        }
    }

    /// Columns and rows of the tiles that an area touches.
    pub fn span(&self, area: FilmBox) -> (Range<usize>, Range<usize>) {
        let span = |min: i32, max: i32, tile: u32, count: usize| {
            let first = min.max(0) as usize / tile as usize;
            let last = (max.max(0) as usize).div_ceil(tile as usize).min(count);
            first.min(last)..last
        };
        if area.is_empty() {
            return (0..0, 0..0);
        }
        (
            span(area.min.x, area.max.x, self.tile.width, self.columns()),
            span(area.min.y, area.max.y, self.tile.height, self.rows()),
        )
    }

    /// The tiles that an area touches, row by row.
    pub fn touched(&self, area: FilmBox) -> impl Iterator<Item = Tile> + use<> {
        let grid = *self;
        let (columns, rows) = self.span(area);
        rows.flat_map(move |row| columns.clone().map(move |column| grid.tile(column, row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_the_picture_once_and_an_area_touches_only_its_own() {
        let grid = TileGrid::new(FilmSize::new(100, 50), FilmSize::new(64, 16));
        let all: Vec<_> = grid.touched(FilmBox::from_size((100, 50).into())).collect();
        assert_eq!((all.len(), grid.count()), (8, 8));
        let covered: i32 = all.iter().map(|tile| tile.area.area()).sum();
        assert_eq!(covered, 100 * 50);
        let corner = FilmBox::new((99, 49).into(), (200, 200).into());
        assert_eq!(
            grid.touched(corner).map(|t| t.index).collect::<Vec<_>>(),
            [7]
        );
        let edge = FilmBox::new((0, 0).into(), (64, 16).into());
        assert_eq!(grid.touched(edge).map(|t| t.index).collect::<Vec<_>>(), [0]);
        assert_eq!(grid.touched(FilmBox::zero()).count(), 0);
    }
}
