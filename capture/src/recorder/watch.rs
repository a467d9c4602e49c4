//! The thread that watches a display. It collects the reports of one painting, fetches what was
//! painted, and hands what changed to the spool.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError};

use demoreel_primitives::space::FilmBox;
use demoreel_primitives::time::{Nanos, TakeTime};
use demoreel_take::film::Spooled;
use demoreel_take::spool::Change;

use super::merge::merged;
use super::pending::Pending;
use super::screen::Screen;
use super::spooling::{Refused, Spooling};
use super::{RecorderError, Shared};
use crate::clock::{MachineTime, SceneClock};

/// How long after its first report a painting counts as complete.
const COMPLETE: Nanos = Nanos::from_millis(2);

/// What others may ask of the thread. Every answer comes after a look at the display.
#[derive(Debug)]
pub(super) enum Order {
    Look {
        answer: SyncSender<Result<(), RecorderError>>,
    },
    Roll {
        spool: PathBuf,
        clock: SceneClock,
        answer: SyncSender<Result<(), RecorderError>>,
    },
    Cut {
        answer: SyncSender<Result<Spooled, RecorderError>>,
    },
    End,
}

/// The thread's own state.
#[derive(Debug)]
pub(super) struct Watch {
    screen: Screen,
    shared: Arc<Shared>,
    inbox: Receiver<Order>,
    pending: Pending,
    roll: Option<Roll>,
}

/// A scene that is being spooled.
#[derive(Debug)]
struct Roll {
    spooling: Spooling,
    clock: SceneClock,
    /// Damage of pictures for which there was no room.
    owed: Vec<FilmBox>,
    /// When the last of those was seen.
    owed_at: TakeTime,
    missed: u64,
}

impl Watch {
    pub(super) fn new(screen: Screen, shared: Arc<Shared>, inbox: Receiver<Order>) -> Watch {
        Watch {
            screen,
            shared,
            inbox,
            pending: Pending::default(),
            roll: None,
        }
    }

    /// Watches until it is told to end or the display is lost.
    pub(super) fn run(&mut self) {
        if let Err(failure) = self.watch() {
            self.shared.fail(failure);
        }
    }

    fn watch(&mut self) -> Result<(), RecorderError> {
        loop {
            self.listen()?;
            match self.inbox.try_recv() {
                Ok(Order::End) | Err(TryRecvError::Disconnected) => return Ok(()),
                Ok(order) => {
                    self.obey(order)?;
                    continue;
                }
                Err(TryRecvError::Empty) => {}
            }
            let due = self.pending.began().map(|began| began.plus(COMPLETE));
            let left = due.map(|due| due.since(MachineTime::now()));
            match left {
                Some(left) if left <= Nanos::ZERO => self.capture()?,
                left => self.screen.wait(left)?,
            }
        }
    }

    /// Takes in all reports that have come.
    fn listen(&mut self) -> Result<(), RecorderError> {
        while let Some(report) = self.screen.report()? {
            self.pending.add(report.area, report.at);
        }
        Ok(())
    }

    /// Looks at everything that was painted before now.
    fn look(&mut self) -> Result<(), RecorderError> {
        self.screen.sync()?;
        self.listen()?;
        self.capture()
    }

    /// A failure of the display is the thread's end; whoever asked learns it from the state.
    fn obey(&mut self, order: Order) -> Result<(), RecorderError> {
        self.look()?;
        // Nobody minds an answer that nobody waits for.
        match order {
            Order::Look { answer } => drop(answer.send(Ok(()))),
            Order::Roll {
                spool,
                clock,
                answer,
            } => drop(answer.send(self.roll(&spool, clock))),
            Order::Cut { answer } => drop(answer.send(self.cut())),
            Order::End => {}
        }
        Ok(())
    }

    fn roll(&mut self, spool: &std::path::Path, clock: SceneClock) -> Result<(), RecorderError> {
        let spooling = Spooling::start(spool)?;
        let picture = self.shared.lock().canvas.picture();
        let mut roll = Roll {
            spooling,
            clock,
            owed: Vec::new(),
            owed_at: TakeTime::ZERO,
            missed: 0,
        };
        let whole = vec![picture.bounds()];
        roll.keep(TakeTime::ZERO, whole, &picture);
        self.roll = Some(roll);
        Ok(())
    }

    fn cut(&mut self) -> Result<Spooled, RecorderError> {
        let roll = self.roll.take().ok_or(RecorderError::NotRolling)?;
        let picture = self.shared.lock().canvas.picture();
        roll.finish(&picture)
    }

    /// Fetches what was painted and takes it in.
    fn capture(&mut self) -> Result<(), RecorderError> {
        let (Some(at), paintings) = (self.pending.began(), self.pending.pictures()) else {
            return Ok(());
        };
        let areas = self.pending.take();
        let mut damage = Vec::new();
        let shared = &self.shared;
        self.screen.grab(&areas, |area, pixels| {
            damage.append(&mut shared.lock().canvas.update(area, pixels, at));
        })?;
        if damage.is_empty() {
            return Ok(());
        }
        shared.lock().canvas.seen(at);
        shared.changed.notify_all();
        self.spool(at, merged(damage), paintings - 1)
    }

    fn spool(
        &mut self,
        at: MachineTime,
        damage: Vec<FilmBox>,
        merged_before: u64,
    ) -> Result<(), RecorderError> {
        let Some(roll) = &mut self.roll else {
            return Ok(());
        };
        roll.missed += merged_before;
        let picture = self.shared.lock().canvas.picture();
        let at = roll.clock.at(at).max(TakeTime::ZERO);
        if roll.keep(at, damage, &picture) {
            return Ok(());
        }
        // The spool cannot be written: the scene is lost, the eyes need not go on.
        let Some(roll) = self.roll.take() else {
            return Ok(());
        };
        let why = roll.spooling.finish();
        why.and(Err(RecorderError::lost("the spool ended too early")))
    }
}

impl Roll {
    /// Hands a picture to the spool, or owes it where there is no room. False when the spool has
    /// ended.
    fn keep(
        &mut self,
        at: TakeTime,
        damage: Vec<FilmBox>,
        picture: &demoreel_primitives::picture::Picture,
    ) -> bool {
        let mut all = std::mem::take(&mut self.owed);
        all.extend(damage);
        let change = Change {
            at,
            damage: merged(all),
        };
        let bytes: i32 = change.damage.iter().map(|area| area.area() * 3 / 2).sum();
        let offered = if self.spooling.has_room(bytes as usize) {
            self.spooling.offer(change, picture)
        } else {
            Err(Refused::Full(change))
        };
        match offered {
            Ok(()) => true,
            Err(Refused::Full(change)) => {
                self.missed += 1;
                (self.owed, self.owed_at) = (change.damage, change.at);
                true
            }
            Err(Refused::Gone) => false,
        }
    }

    /// Pays what is owed and ends the spool.
    fn finish(
        mut self,
        picture: &demoreel_primitives::picture::Picture,
    ) -> Result<Spooled, RecorderError> {
        while !self.owed.is_empty() {
            crate::clock::sleep(Nanos::from_millis(2));
            let missed = self.missed;
            if !self.keep(self.owed_at, Vec::new(), picture) {
                break;
            }
            // The last picture is late, not missed.
            self.missed = missed - u64::from(self.owed.is_empty());
        }
        let pictures = self.spooling.finish()?;
        Ok(Spooled {
            pictures,
            missed: self.missed,
        })
    }
}
