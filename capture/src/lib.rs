//! From act to take: the private stage with its displays and browsers, the hands that act on
//! them, the services beside them, and the recorders. What lives here decides what happens and
//! when; how it looks in the reel is never decided here.

mod browser;
mod clock;
mod cursor;
mod desktop;
mod display;
mod environment;
mod error;
pub mod footage;
mod glance;
mod hands;
mod job;
pub mod locate;
mod log;
mod perform;
mod process;
mod programs;
mod record;
mod recorder;
mod requirements;
mod secrets;
mod services;
mod stage;
mod surface;
mod tempo;
mod terminal;

pub use clock::{MachineTime, SceneClock, StageClock};
pub use error::StageError;
pub use glance::{Glance, glance};
pub use job::{Pause, RecordJob, TakeSummary};
pub use locate::{LocateError, locate};
pub use process::sweep;
pub use record::{RecordError, record};
pub use recorder::{Recorder, RecorderError, Seen};
