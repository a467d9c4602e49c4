//! Programs without a picture that a demo needs: started in order, waited for, ended with the
//! stage. A folder that is served for a browser is here too.

mod probe;
mod serve;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use demoreel_primitives::cancel::Cancel;
use demoreel_primitives::plan::{Ready, Service};
use demoreel_primitives::time::Nanos;

use crate::clock::{self, MachineTime};
use crate::environment;
use crate::error::StageError;
use crate::process::{Household, Launch, Member, Parting, last_lines};
use crate::secrets::Secrets;

pub use serve::FolderServer;

/// Between two looks at whether a service is ready.
const LOOK_AGAIN: Nanos = Nanos::from_millis(50);
/// Lines of a service's output that an error shows.
const LAST_LINES: usize = 12;

/// A service that is ready. It ends with its household.
#[derive(Debug)]
pub struct Running {
    name: String,
    member: Member,
    log: PathBuf,
    secrets: Secrets,
}

/// Starts a service in the script's folder and waits until it is ready.
pub fn start(
    service: &Service,
    household: &Household,
    given: &BTreeMap<String, String>,
    home: &Path,
    cancel: &Cancel,
) -> Result<Running, StageError> {
    let runtime = household.runtime();
    let folder = runtime
        .subfolder(&format!("{}.service", service.name))
        .map_err(StageError::files("the folder", runtime.folder()))?;
    let scratch = runtime
        .scratch()
        .map_err(StageError::files("the folder", runtime.folder()))?;
    let log = folder.join("output.log");
    let secrets = Secrets::named(&service.env, given);
    let launch = Launch {
        name: format!("service {}", service.name),
        program: "/bin/sh".into(),
        arguments: vec!["-c".to_owned(), service.run.clone()],
        environment: environment::allowed(given, &service.env, &folder, scratch.as_deref())?,
        folder: home.to_owned(),
        log: log.clone(),
        pipes: false,
        parting: Parting::Terminate,
    };
    let member = household
        .start(launch)
        .map_err(StageError::files("the folder", home))?;
    let running = Running {
        name: service.name.clone(),
        member,
        log,
        secrets,
    };
    running.wait_until_ready(service, cancel)?;
    Ok(running)
}

impl Running {
    /// An error once it has ended. A service that only sets something up may end in peace.
    pub fn check(&self, service: &Service) -> Result<(), StageError> {
        match self.member.ended() {
            Some(how) if service.ready != Ready::Started && how != "ended with status 0" => {
                Err(self.ended(how))
            }
            _ => Ok(()),
        }
    }

    fn wait_until_ready(&self, service: &Service, cancel: &Cancel) -> Result<(), StageError> {
        let begun = MachineTime::now();
        loop {
            let missing = match probe::what_is_missing(&service.ready, &self.log) {
                None => return Ok(()),
                Some(missing) => missing,
            };
            if let Some(how) = self.member.ended() {
                return Err(self.ended(format!("{how} before it was ready")));
            }
            if cancel.is_cancelled() {
                return Err(StageError::Cancelled);
            }
            if MachineTime::now().since(begun) > service.timeout {
                return Err(StageError::ServiceNotReady {
                    name: self.name.clone(),
                    timeout: service.timeout,
                    wanted: missing,
                    output: self.output(),
                });
            }
            clock::sleep(LOOK_AGAIN);
        }
    }

    fn ended(&self, how: String) -> StageError {
        StageError::ServiceEnded {
            name: self.name.clone(),
            how,
            output: self.output(),
        }
    }

    fn output(&self) -> String {
        self.secrets.hide(&last_lines(&self.log, LAST_LINES))
    }
}
