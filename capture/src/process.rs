//! Programs that a stage starts, and the promise that none of them outlives it: every program has
//! a process group of its own, dies with the thread that keeps it, carries the stage's mark in
//! its environment, and is written down so that the next run can end what a killed one left.
//! What the programs are for is not known here.

mod company;
mod household;
mod janitor;
mod launch;
mod procfs;
mod runtime;

pub use company::Company;
pub use household::{Household, Member, last_lines};
pub use janitor::sweep;
pub use launch::{Launch, Parting};
pub use procfs::sleeps;
pub use runtime::Runtime;

/// The variable whose value, the runtime folder, marks every process of a stage.
pub const MARK: &str = "DEMOREEL_STAGE";
