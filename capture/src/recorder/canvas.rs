//! The picture that is seen now. New pixels are converted band by band and compared with it tile
//! by tile, so that what is reported as damaged shrinks to what really changed.

use std::sync::Arc;

use demoreel_primitives::picture::{Picture, Plane};
use demoreel_primitives::space::{FilmBox, FilmSize};
use demoreel_take::TileGrid;

use super::convert::{Converter, RowPair};
use super::merge::merged;
use crate::clock::MachineTime;

/// The unit in which changes are looked for. Low, because text and scrolling make wide changes.
const TILE: FilmSize = FilmSize::new(64, 16);

/// The picture, and when each part of it changed.
#[derive(Debug)]
pub(super) struct Canvas {
    picture: Arc<Picture>,
    grid: TileGrid,
    /// When each tile began to look as it does.
    tile_times: Vec<MachineTime>,
    changes: u64,
    changed_at: MachineTime,
    converter: Converter,
    /// A band of new samples, each plane on its own, before they are compared.
    band: [Vec<u8>; 3],
}

/// Where a band of new samples belongs: its rows stand without gaps in the band's planes.
struct Band {
    area: FilmBox,
}

impl Canvas {
    /// A black picture that has been there for ever.
    pub(super) fn new(size: FilmSize) -> Canvas {
        let grid = TileGrid::new(size, TILE);
        Canvas {
            picture: Arc::new(Picture::black(size.width as usize, size.height as usize)),
            grid,
            tile_times: vec![MachineTime::default(); grid.count()],
            changes: 0,
            changed_at: MachineTime::default(),
            converter: Converter::best(),
            band: Default::default(),
        }
    }

    /// The picture. Whoever holds it keeps it: the canvas goes on with a copy.
    pub(super) fn picture(&self) -> Arc<Picture> {
        self.picture.clone()
    }

    /// How often it has changed.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// When it began to look as it does.
    pub(super) fn changed_at(&self) -> MachineTime {
        self.changed_at
    }

    /// Since when an area, or everything, looks as it does.
    pub(super) fn still_since(&self, area: Option<FilmBox>) -> MachineTime {
        let area = area.unwrap_or(self.picture.bounds());
        let times = self
            .grid
            .touched(area)
            .map(|tile| self.tile_times[tile.index]);
        times.max().unwrap_or_default()
    }

    /// Counts a change, after its areas were updated.
    pub(super) fn seen(&mut self, at: MachineTime) {
        self.changes += 1;
        self.changed_at = at;
    }

    /// Takes in an area's pixels, four bytes each, row by row without gaps, and says where they
    /// differ from what was there: few boxes of even sides. The area's sides are even.
    pub(super) fn update(&mut self, area: FilmBox, pixels: &[u8], at: MachineTime) -> Vec<FilmBox> {
        let (_, rows) = self.grid.span(area);
        let stride = area.width() as usize * 4;
        let mut stripes = Stripes::default();
        for row in rows {
            let tiles = self.grid.tile(0, row).area;
            let (top, bottom) = (tiles.min.y.max(area.min.y), tiles.max.y.min(area.max.y));
            let band = FilmBox::new((area.min.x, top).into(), (area.max.x, bottom).into());
            let first = (top - area.min.y) as usize * stride;
            let last = (bottom - area.min.y) as usize * stride;
            self.convert(&band, &pixels[first..last]);
            stripes.add(self.compare(&Band { area: band }, row, at));
        }
        stripes.finish()
    }

    /// Converts a band's pixels into the band's planes.
    fn convert(&mut self, area: &FilmBox, pixels: &[u8]) {
        let (width, height) = (area.width() as usize, area.height() as usize);
        let [luma, blue, red] = &mut self.band;
        luma.resize(width * height, 0);
        blue.resize(width * height / 4, 0);
        red.resize(width * height / 4, 0);
        let chroma = blue
            .chunks_exact_mut(width / 2)
            .zip(red.chunks_exact_mut(width / 2));
        let pairs = pixels
            .chunks_exact(width * 8)
            .zip(luma.chunks_exact_mut(width * 2));
        for ((pixels, luma), (blue, red)) in pairs.zip(chroma) {
            let (upper, lower) = luma.split_at_mut(width);
            let (above, below) = pixels.split_at(width * 4);
            self.converter.convert(&mut RowPair {
                pixels: [above, below],
                luma: [upper, lower],
                blue,
                red,
            });
        }
    }

    /// Compares a band with the picture, copies what differs, and gives the differing areas from
    /// left to right.
    fn compare(&mut self, band: &Band, row: usize, at: MachineTime) -> Vec<FilmBox> {
        let mut changed: Vec<FilmBox> = Vec::new();
        let (columns, _) = self.grid.span(band.area);
        for column in columns {
            let tile = self.grid.tile(column, row);
            let Some(part) = tile.area.intersection(&band.area) else {
                continue;
            };
            let Some(tight) = band.difference(&self.band, &self.picture, part) else {
                continue;
            };
            // Only a picture that somebody holds is copied, and only when it changes.
            band.copy(&self.band, Arc::make_mut(&mut self.picture), tight);
            self.tile_times[tile.index] = at;
            match changed.last_mut() {
                Some(last) if last.max.x + TILE.width as i32 / 2 >= tight.min.x => {
                    *last = last.union(&tight);
                }
                _ => changed.push(tight),
            }
        }
        changed
    }
}

impl Band {
    /// Where a part of the band differs from a picture, as an even box; `None` where it does not.
    fn difference(
        &self,
        samples: &[Vec<u8>; 3],
        picture: &Picture,
        part: FilmBox,
    ) -> Option<FilmBox> {
        let mut differing = Extent::default();
        for plane in Plane::ALL {
            let samples = &samples[plane as usize];
            let scale = if plane == Plane::Y { 1 } else { 2 };
            for (row, old) in picture.rows(plane, part).enumerate() {
                let new = &samples[self.row(plane, part, row)];
                let old = &picture.plane(plane)[old];
                if new != old {
                    differing.add(row * scale, new, old, scale);
                }
            }
        }
        differing.even_box(part)
    }

    /// Copies a part of the band into a picture.
    fn copy(&self, samples: &[Vec<u8>; 3], picture: &mut Picture, part: FilmBox) {
        for plane in Plane::ALL {
            for (row, place) in picture.rows(plane, part).enumerate() {
                let new = &samples[plane as usize][self.row(plane, part, row)];
                picture.plane_mut(plane)[place].copy_from_slice(new);
            }
        }
    }

    /// Where a row of a part stands in a plane of the band.
    fn row(&self, plane: Plane, part: FilmBox, row: usize) -> std::ops::Range<usize> {
        let half = usize::from(plane != Plane::Y);
        let side = |value: i32| value as usize >> half;
        let above = side(part.min.y - self.area.min.y) + row;
        let start = above * side(self.area.width()) + side(part.min.x - self.area.min.x);
        start..start + side(part.width())
    }
}

/// Rows and columns in which samples differ, inside a part, in luma samples.
#[derive(Debug, Default)]
struct Extent {
    rows: Option<(usize, usize)>,
    left: usize,
    right: usize,
}

impl Extent {
    /// Adds a row that differs somewhere. `scale`: luma samples for one of these.
    fn add(&mut self, row: usize, new: &[u8], old: &[u8], scale: usize) {
        let differ = |(new, old): (&u8, &u8)| new != old;
        let left = new.iter().zip(old).position(differ).unwrap_or(0) * scale;
        let right = (new.iter().zip(old).rposition(differ).unwrap_or(0) + 1) * scale;
        match &mut self.rows {
            Some((first, last)) => {
                *first = (*first).min(row);
                *last = (*last).max(row);
                self.left = self.left.min(left);
                self.right = self.right.max(right);
            }
            None => {
                self.rows = Some((row, row));
                (self.left, self.right) = (left, right);
            }
        }
    }

    fn even_box(&self, part: FilmBox) -> Option<FilmBox> {
        let (first, last) = self.rows?;
        let corner = |x: usize, y: usize| (part.min.x + x as i32, part.min.y + y as i32).into();
        let up = |value: usize| value.next_multiple_of(2);
        Some(FilmBox::new(
            corner(self.left & !1, first & !1),
            corner(up(self.right), up(last + 1)),
        ))
    }
}

/// Puts the differing areas of one band after another together.
#[derive(Debug, Default)]
struct Stripes {
    done: Vec<FilmBox>,
    /// Areas that reach down to the band that was added last.
    open: Vec<FilmBox>,
}

impl Stripes {
    fn add(&mut self, areas: Vec<FilmBox>) {
        let mut open: Vec<FilmBox> = Vec::new();
        for area in areas {
            let above = self.open.iter().position(|above| alike(*above, area));
            open.push(match above {
                Some(index) => self.open.swap_remove(index).union(&area),
                None => area,
            });
        }
        self.done.append(&mut self.open);
        self.open = open;
    }

    fn finish(mut self) -> Vec<FilmBox> {
        self.done.append(&mut self.open);
        merged(self.done)
    }
}

/// Whether two areas, one above the other, begin and end at about the same column.
fn alike(a: FilmBox, b: FilmBox) -> bool {
    let near = |a: i32, b: i32| (a - b).abs() <= TILE.width as i32;
    near(a.min.x, b.min.x) && near(a.max.x, b.max.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: i32, top: i32, right: i32, bottom: i32) -> FilmBox {
        FilmBox::new((left, top).into(), (right, bottom).into())
    }

    fn grey(area: FilmBox, value: u8) -> Vec<u8> {
        vec![value; area.area() as usize * 4]
    }

    #[test]
    fn one_changed_pixel_is_the_whole_damage() {
        let whole = area(0, 0, 200, 100);
        let mut canvas = Canvas::new(FilmSize::new(200, 100));
        let mut pixels = grey(whole, 90);
        let first = MachineTime(5);
        assert_eq!(canvas.update(whole, &pixels, first), [whole]);
        assert_eq!(canvas.update(whole, &pixels, MachineTime(6)), []);
        pixels[(57 * 200 + 131) * 4] = 255;
        let damage = canvas.update(whole, &pixels, MachineTime(9));
        assert_eq!(damage, [area(130, 56, 132, 58)]);
        assert_eq!(canvas.still_since(Some(area(0, 0, 128, 100))), first);
        assert_eq!(
            canvas.still_since(Some(area(128, 48, 130, 50))),
            MachineTime(9)
        );
    }

    #[test]
    fn an_area_across_tiles_is_one_box_and_lands_in_its_place() {
        let mut canvas = Canvas::new(FilmSize::new(300, 200));
        let inner = area(30, 10, 250, 170);
        assert_eq!(
            canvas.update(inner, &grey(inner, 255), MachineTime(1)),
            [inner]
        );
        let picture = canvas.picture();
        for (x, y, wanted) in [(30, 10, 255), (249, 169, 255), (28, 10, 0), (250, 100, 0)] {
            assert_eq!(picture.rgb_at(x, y), [wanted; 3], "{x} {y}");
        }
        // Parts of it, and of what is around it, that do not change are no damage.
        let part = area(20, 0, 100, 60);
        let mut pixels = grey(part, 0);
        for row in 10..60 {
            pixels[(row * 80 + 10) * 4..(row * 80 + 80) * 4].fill(255);
        }
        assert_eq!(canvas.update(part, &pixels, MachineTime(2)), []);
    }
}
