//! Terminals, resolved: what writes to them and where their cells are.

use std::path::Path;

use demoreel_primitives::codes::language as codes;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::plan::{
    CellGrid, ProgramFolder, Shell, Surface, SurfaceKind, Terminal, TerminalSource,
};
use demoreel_primitives::space::SurfaceSize;
use demoreel_terminal::cast::{Cast, CastError, EventKind};

use super::At;
use crate::tree::Node;
use crate::written::TerminalWords;

/// More than any recording of a demo.
const MOST_CAST_BYTES: u64 = 64 << 20;
/// Width of a letter of the bundled face, as a part of its size.
const ADVANCE: f64 = 0.6;
/// Film pixels for one logical pixel, as far as anybody asks: a terminal is drawn at any size.
const DENSITY: f64 = 2.0;

/// A terminal; `None` where something of it is wrong.
pub(super) fn surface(at: &At, words: TerminalWords, default: SurfaceSize) -> Option<Surface> {
    let played = match &words.cast {
        Some(path) => Some(played(at, path)?),
        None => None,
    };
    let cells = played.as_ref().map(|played| played.cells);
    let (size, grid) = layout(&words, cells, default);
    at.can_be_filmed(size, DENSITY)?;
    let source = match played {
        Some(played) => played.source,
        None => TerminalSource::Shell(shell(at, words)?),
    };
    Some(Surface {
        name: at.name.to_owned(),
        size,
        density: DENSITY,
        kind: SurfaceKind::Terminal(Terminal { source, grid }),
    })
}

fn shell(at: &At, words: TerminalWords) -> Option<Shell> {
    let keep = at.kept(words.home)?;
    let home = &at.node.span.file.folder;
    Some(Shell {
        program: words.shell,
        folder: words.folder.map(|folder| within(home, Path::new(&folder))),
        env: words.env.unwrap_or_default(),
        keep,
        path: program_folders(at, words.path.unwrap_or_default())?,
        variables: words.variables.unwrap_or_default(),
        prompt: words.prompt,
        rhythm: words.rhythm,
        real_time: words.real_time,
    })
}

/// Folders with the programs that stand in them; `None` where one cannot be read.
fn program_folders(at: &At, folders: Vec<String>) -> Option<Vec<ProgramFolder>> {
    let digest = |folder: &String| at.checker.files.folder_digest(Path::new(folder));
    let read = folders.into_iter().map(|folder| match digest(&folder) {
        Ok(digest) => Some(ProgramFolder { folder, digest }),
        Err(error) => {
            let message = format!("the folder of programs cannot be read: {error}");
            let place = body(at).get("path").unwrap_or(at.node).span.place();
            let error = Diagnostic::error(codes::FOLDER_TOO_LARGE, message).at(place);
            let hint = "`path` takes small folders of scripts and programs";
            at.checker.report(error.hint(hint));
            None
        }
    });
    read.collect()
}

fn body<'a>(at: &At<'a>) -> &'a Node {
    at.node.get("terminal").unwrap_or(at.node)
}

/// Relative to the script's folder where it is inside it, so that a project that moves keeps its
/// takes.
fn within(home: &Path, folder: &Path) -> String {
    let folder: std::path::PathBuf = folder.components().collect();
    let inside = folder.strip_prefix(home).unwrap_or(&folder);
    match inside.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => inside.display().to_string(),
    }
}

/// A recording that can be played, and the cells that it needs.
struct Played {
    source: TerminalSource,
    cells: (u16, u16),
}

fn played(at: &At, path: &str) -> Option<Played> {
    let place = body(at).get("cast").unwrap_or(at.node).span.place();
    let refuse = |error: Diagnostic| {
        at.checker.report(error.at(place.clone()));
        None
    };
    let bytes = match at.checker.files.world.read(path.as_ref(), MOST_CAST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the recording cannot be read: {error}");
            return refuse(Diagnostic::error(codes::NOT_A_CAST, message));
        }
    };
    let cast = match Cast::read(bytes.as_slice()) {
        Ok(cast) => cast,
        Err(error) => return refuse(not_a_cast(path, &error)),
    };
    if let Some(warning) = unknown_events(&cast) {
        at.checker.report(warning.at(place.clone()));
    }
    let size = cast.largest_size();
    Some(Played {
        source: TerminalSource::Cast {
            path: path.to_owned(),
            digest: blake3::hash(&bytes).to_hex().to_string(),
        },
        cells: (size.columns(), size.rows()),
    })
}

fn not_a_cast(path: &str, error: &CastError) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let told = error.diagnostic();
    let message = format!("'{name}' cannot be played: {}", told.message);
    Diagnostic {
        code: codes::NOT_A_CAST.id.into(),
        message,
        ..told
    }
}

fn unknown_events(cast: &Cast) -> Option<Diagnostic> {
    let mut kinds: Vec<&str> = Vec::new();
    let mut count = 0_usize;
    for event in &cast.events {
        if let EventKind::Other { code, .. } = &event.kind {
            count += 1;
            if !kinds.contains(&code.as_str()) {
                kinds.push(code);
            }
        }
    }
    (count > 0).then(|| {
        let kinds = demoreel_primitives::steps::listed(kinds);
        let message = format!("{count} events of the recording are not known: {kinds}");
        let warning = Diagnostic::warning(codes::UNKNOWN_CAST_EVENTS, message);
        warning.hint("they are left out; everything else is played")
    })
}

/// The surface's size and its cells. What is given in cells decides; the rest has the shape of
/// `default`.
fn layout(
    words: &TerminalWords,
    played: Option<(u16, u16)>,
    default: SurfaceSize,
) -> (SurfaceSize, CellGrid) {
    let letters = words.font_size.0.clamp(6.0, 200.0);
    let whole = |length: f64| (length.round() as u32).max(1);
    let advance = letters * ADVANCE + words.letter_spacing.0;
    let cell = SurfaceSize::new(whole(advance), whole(letters * words.line_height));
    let padding = whole(words.padding.0.clamp(0.0, 400.0));
    let given = words
        .size
        .map(|size| SurfaceSize::new(size.width, size.height));
    let columns = words.columns.or(played.map(|cells| cells.0));
    let rows = words.rows.or(played.map(|cells| cells.1));
    let side = |cells: u16, cell: u32| u32::from(cells) * cell + 2 * padding;
    let width = columns.map(|columns| side(columns, cell.width));
    let height = rows.map(|rows| side(rows, cell.height));
    let size = given.unwrap_or_else(|| shaped(width, height, default));
    let fit = |side: u32, cell: u32, most: u32| {
        (side.saturating_sub(2 * padding) / cell).clamp(2, most) as u16
    };
    let columns = columns.unwrap_or_else(|| fit(size.width, cell.width, 400));
    let rows = rows.unwrap_or_else(|| fit(size.height, cell.height, 200));
    let margin =
        |side: u32, count: u16, cell: u32| side.saturating_sub(u32::from(count) * cell) / 2;
    let grid = CellGrid {
        columns,
        rows,
        cell,
        margin: SurfaceSize::new(
            margin(size.width, columns, cell.width),
            margin(size.height, rows, cell.height),
        ),
        letters,
    };
    (grid_size(size, &grid), grid)
}

/// Both sides, the one that is not known in the shape of `default`.
fn shaped(width: Option<u32>, height: Option<u32>, default: SurfaceSize) -> SurfaceSize {
    let (wide, high) = (f64::from(default.width), f64::from(default.height));
    match (width, height) {
        (Some(width), Some(height)) => SurfaceSize::new(width, height),
        (Some(width), None) => {
            SurfaceSize::new(width, (f64::from(width) * high / wide).round() as u32)
        }
        (None, Some(height)) => {
            SurfaceSize::new((f64::from(height) * wide / high).round() as u32, height)
        }
        (None, None) => default,
    }
}

/// A size that was given is grown where the cells that were given need more.
fn grid_size(size: SurfaceSize, grid: &CellGrid) -> SurfaceSize {
    size.max(grid.surface_size())
}
