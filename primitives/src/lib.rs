//! The words that every stage shares. What lives here: values of time, space and colour, the
//! diagnostic, the plan, the take's events, the timeline, and every built-in step with its table.
//! What never does: input, output, clocks, threads, native libraries.

pub mod cancel;
pub mod codes;
pub mod colour;
pub mod diagnostic;
pub mod event;
pub mod filmed;
pub mod footage;
pub mod motion;
pub mod page;
pub mod picture;
pub mod plan;
pub mod progress;
pub mod sighting;
pub mod sounds;
pub mod space;
pub mod speech;
pub mod steps;
pub mod subtitles;
pub mod target;
pub mod theme;
pub mod time;
pub mod timeline;
pub mod wav;
