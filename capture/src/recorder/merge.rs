//! Areas made fewer: what is asked of the server, and what is told to the painter, is a handful
//! of boxes.

use demoreel_primitives::space::FilmBox;

/// More boxes than this cost more than the pixels that they spare.
const MOST: usize = 16;

/// With more boxes than this, neighbours in reading order become one before anything is compared
/// with everything.
const ROUGH: usize = 64;

/// Makes boxes fewer until there are at most [`MOST`], none overlaps another, and none is so
/// near to another that both together would be hardly larger. The result covers all of them.
pub(super) fn merged(mut areas: Vec<FilmBox>) -> Vec<FilmBox> {
    areas.retain(|area| !area.is_empty());
    while areas.len() > ROUGH {
        areas.sort_by_key(|area| (area.min.y, area.min.x));
        let pair = |pair: &[FilmBox]| pair.iter().skip(1).fold(pair[0], |a, b| a.union(b));
        areas = areas.chunks(2).map(pair).collect();
    }
    join(&mut areas);
    while areas.len() > MOST {
        let (kept, gone) = cheapest(&areas);
        let gone = areas.swap_remove(gone);
        areas[kept] = areas[kept].union(&gone);
        join(&mut areas);
    }
    areas
}

/// Joins what belongs together until nothing does.
fn join(areas: &mut Vec<FilmBox>) {
    let mut index = 0;
    while index < areas.len() {
        let other =
            (0..areas.len()).find(|other| *other != index && belong(areas[index], areas[*other]));
        let Some(other) = other else {
            index += 1;
            continue;
        };
        // The union may belong to any of them, so it is looked at again.
        let gone = areas.remove(other);
        index -= usize::from(other < index);
        areas[index] = areas[index].union(&gone);
    }
}

/// Whether two boxes are better one: they overlap, or at most a fifth of the union is waste.
fn belong(a: FilmBox, b: FilmBox) -> bool {
    let union = size(a.union(&b));
    a.intersects(&b) || (union - size(a) - size(b)) * 5 <= union
}

/// The pair whose union wastes the least; the later one second.
fn cheapest(areas: &[FilmBox]) -> (usize, usize) {
    let pairs = (0..areas.len()).flat_map(|a| (a + 1..areas.len()).map(move |b| (a, b)));
    let waste = |(a, b): &(usize, usize)| {
        size(areas[*a].union(&areas[*b])) - size(areas[*a]) - size(areas[*b])
    };
    pairs.min_by_key(waste).unwrap_or((0, 0))
}

fn size(area: FilmBox) -> i64 {
    i64::from(area.width()) * i64::from(area.height())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: i32, top: i32, right: i32, bottom: i32) -> FilmBox {
        FilmBox::new((left, top).into(), (right, bottom).into())
    }

    #[test]
    fn neighbours_become_one_and_distant_areas_stay_apart() {
        let areas = vec![
            area(0, 0, 100, 10),
            area(0, 10, 100, 20),
            area(500, 500, 520, 520),
            area(5, 5, 5, 9),
        ];
        assert_eq!(
            merged(areas),
            [area(0, 0, 100, 20), area(500, 500, 520, 520)]
        );
    }

    #[test]
    fn many_areas_become_few_that_cover_them_all() {
        let many: Vec<_> = (0..200)
            .map(|n| {
                area(
                    n * 37 % 1900,
                    n * 91 % 1000,
                    n * 37 % 1900 + 6,
                    n * 91 % 1000 + 6,
                )
            })
            .collect();
        let few = merged(many.clone());
        assert!(few.len() <= MOST, "{}", few.len());
        for one in many {
            assert!(few.iter().any(|area| area.contains_box(&one)));
        }
        for (index, a) in few.iter().enumerate() {
            assert!(few[index + 1..].iter().all(|b| !a.intersects(b)));
        }
    }
}
