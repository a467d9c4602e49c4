//! The programs of one stage, from the first start to the last end.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{JoinHandle, sleep};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::company::Company;
use super::janitor::end_all;
use super::launch::{Launch, Parting};
use super::runtime::Runtime;

/// How long a program that is asked to end may take, in steps of [`PATIENCE_STEP`].
const PATIENCE_STEPS: u32 = 100;
const PATIENCE_STEP: Duration = Duration::from_millis(20);

/// Keeps the programs of one stage and ends them all, the last started first, when dropped.
///
/// Children are started by a thread of its own, because the kernel ends a child together with the
/// *thread* that started it, and nobody knows how long the caller's thread lives.
#[derive(Debug)]
pub struct Household {
    orders: Option<Sender<Order>>,
    keeper: Option<JoinHandle<()>>,
    members: Mutex<Vec<Arc<Keeping>>>,
    runtime: Runtime,
}

/// A program that was started. It goes on when this is dropped, until its household ends.
#[derive(Debug)]
pub struct Member {
    keeping: Arc<Keeping>,
    /// Where its input is written to, if it was started with pipes.
    pub input: Option<ChildStdin>,
    /// Where its output is read from, if it was started with pipes.
    pub output: Option<ChildStdout>,
}

#[derive(Debug)]
struct Keeping {
    child: Mutex<Child>,
    group: Option<Pid>,
    parting: Parting,
}

#[derive(Debug)]
struct Order {
    launch: Launch,
    /// The terminal that it is to have, if it is to have one.
    terminal: Option<OwnedFd>,
    answer: Sender<io::Result<Child>>,
}

impl Household {
    /// An empty household whose folder this is.
    pub fn new(runtime: Runtime) -> io::Result<Household> {
        let (orders, inbox) = channel();
        let keeper = std::thread::Builder::new()
            .name("household".to_owned())
            .spawn(move || keep(&inbox))?;
        Ok(Household {
            orders: Some(orders),
            keeper: Some(keeper),
            members: Mutex::new(Vec::new()),
            runtime,
        })
    }

    /// The stage's private folder.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The programs that are started up to now, and a way to see whether there are others.
    pub fn company(&self) -> Company {
        let members = lock(&self.members);
        let known = members.iter().map(|member| lock(&member.child).id());
        let mark = self.runtime.folder().display().to_string();
        Company::of(mark, known.collect())
    }

    /// Starts a program, marked as one of this household.
    pub fn start(&self, launch: Launch) -> io::Result<Member> {
        self.begin(launch, None)
    }

    /// Starts a program whose terminal this is, for input and all output.
    pub fn start_on(&self, launch: Launch, terminal: OwnedFd) -> io::Result<Member> {
        self.begin(launch, Some(terminal))
    }

    fn begin(&self, mut launch: Launch, terminal: Option<OwnedFd>) -> io::Result<Member> {
        let mark = self.runtime.folder().display().to_string();
        launch.environment.push((super::MARK.to_owned(), mark));
        let (parting, name) = (launch.parting, launch.name.clone());
        let mut child = self.order(launch, terminal)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let pid = child.id();
        let keeping = Arc::new(Keeping {
            child: Mutex::new(child),
            group: i32::try_from(pid).ok().and_then(Pid::from_raw),
            parting,
        });
        lock(&self.members).push(Arc::clone(&keeping));
        self.runtime.write_down(pid, &name)?;
        Ok(Member {
            keeping,
            input,
            output,
        })
    }

    fn order(&self, launch: Launch, terminal: Option<OwnedFd>) -> io::Result<Child> {
        let gone = || io::Error::other("the thread that starts programs has ended");
        let (answer, inbox) = channel();
        let order = Order {
            launch,
            terminal,
            answer,
        };
        let orders = self.orders.as_ref().ok_or_else(gone)?;
        orders.send(order).map_err(|_| gone())?;
        inbox.recv().map_err(|_| gone())?
    }
}

impl Member {
    /// Its number.
    pub fn pid(&self) -> u32 {
        lock(&self.keeping.child).id()
    }

    /// How it ended, such as `ended with status 1`; none while it runs.
    pub fn ended(&self) -> Option<String> {
        self.keeping.ended()
    }
}

impl Keeping {
    fn signal(&self, signal: Signal) {
        if let Some(group) = self.group {
            // The group may be empty already.
            let _ = kill_process_group(group, signal);
        }
    }

    /// Looks without reaping: as long as nobody reaps the leader, its number names this group.
    fn ended(&self) -> Option<String> {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let status = waitid(WaitId::Pid(self.group?), options).ok()??;
        let how = match (status.exit_status(), status.terminating_signal()) {
            (Some(code), _) => format!("ended with status {code}"),
            (None, Some(signal)) => format!("was ended by signal {signal}"),
            (None, None) => "ended".to_owned(),
        };
        Some(how)
    }

    /// Asks, waits a little, then ends the whole group.
    fn part(&self) {
        if self.ended().is_none() {
            self.signal(self.parting.signal());
        }
        for _ in 0..PATIENCE_STEPS {
            if self.ended().is_some() {
                break;
            }
            sleep(PATIENCE_STEP);
        }
        self.signal(Signal::KILL);
        let _ = lock(&self.child).wait();
    }
}

impl Drop for Household {
    fn drop(&mut self) {
        for member in lock(&self.members).drain(..).rev() {
            member.part();
        }
        end_all(self.runtime.folder());
        self.orders = None;
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.join();
        }
    }
}

fn keep(inbox: &Receiver<Order>) {
    for order in inbox {
        let child = match order.terminal {
            Some(terminal) => order.launch.spawn_on(&terminal),
            None => order.launch.spawn(),
        };
        // Whoever gave the order may have gone; the child then ends with the household.
        let _ = order.answer.send(child);
    }
}

/// A thread that panicked with the lock in its hand leaves whole values here all the same.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The last lines of a program's log, for messages.
pub fn last_lines(log: &Path, count: usize) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
