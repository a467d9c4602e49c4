//! Whether the programs are there that a script requires, before anything is filmed.

use demoreel_primitives::plan::{Act, ProgramFolder, Required, SurfaceKind, TerminalSource};
use demoreel_programs::on_path;

use crate::error::StageError;
use crate::record::RecordError;

/// Fails with all that are not installed, at the place of the first.
pub fn check(act: &Act, path: &str) -> Result<(), RecordError> {
    let missing = act.requires.iter();
    let missing: Vec<&Required> = missing
        .filter(|required| {
            let path = path_for(act, required, path);
            on_path(&required.requirement.program, path.as_ref()).is_none()
        })
        .collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let place = format!("requires:{}", first.requirement.program);
    let programs = missing.iter().map(|required| required.requirement.clone());
    let error = StageError::NotInstalled {
        programs: programs.collect(),
    };
    Err(RecordError::at(place, error))
}

/// Where a program is looked for: what its terminal puts first, then the machine's path. What is
/// required of no surface in particular may be on any.
fn path_for(act: &Act, required: &Required, path: &str) -> String {
    let meant = |name: &str| required.surface.as_deref().is_none_or(|own| own == name);
    let surfaces = act.surfaces.iter().filter(|surface| meant(&surface.name));
    let folders = surfaces.flat_map(|surface| match &surface.kind {
        SurfaceKind::Terminal(terminal) => match &terminal.source {
            TerminalSource::Shell(shell) => shell.path.as_slice(),
            TerminalSource::Cast { .. } => &[],
        },
        SurfaceKind::Browser(_) | SurfaceKind::Desktop(_) | SurfaceKind::Footage(_) => &[],
    });
    let folders = folders.map(|ProgramFolder { folder, .. }| folder.as_str());
    let all: Vec<&str> = folders.chain([path]).collect();
    all.join(":")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use demoreel_primitives::plan::{
        CellGrid, Requirement, Shell, ShellProgram, Surface, Terminal,
    };
    use demoreel_primitives::space::SurfaceSize;

    use super::*;

    fn act(folder: &Path, programs: &[&str]) -> Act {
        let shell = Shell {
            program: ShellProgram::Bash,
            folder: None,
            env: Vec::new(),
            keep: Vec::new(),
            path: vec![ProgramFolder {
                folder: folder.display().to_string(),
                digest: String::new(),
            }],
            variables: Default::default(),
            prompt: None,
            rhythm: Default::default(),
            real_time: false,
        };
        let grid = CellGrid {
            columns: 80,
            rows: 24,
            cell: SurfaceSize::new(10, 20),
            margin: SurfaceSize::new(0, 0),
            letters: 16.0,
        };
        let source = TerminalSource::Shell(shell);
        let requires = programs.iter().map(|program| Required {
            requirement: Requirement {
                program: (*program).to_owned(),
                get: Some(format!("apt-get install {program}")),
            },
            surface: Some("shell".to_owned()),
        });
        Act {
            surfaces: vec![Surface {
                name: "shell".to_owned(),
                size: grid.surface_size(),
                density: 1.0,
                kind: SurfaceKind::Terminal(Terminal { source, grid }),
            }],
            services: Vec::new(),
            requires: requires.collect(),
            scenes: Vec::new(),
        }
    }

    #[test]
    fn stand_ins_on_the_path_of_a_terminal_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("claude");
        std::fs::write(&program, "#!/bin/sh\n").unwrap();
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        assert!(check(&act(folder.path(), &["claude"]), "/nowhere").is_ok());
    }

    #[test]
    fn all_that_is_missing_is_told_with_the_way_to_get_it() {
        let folder = tempfile::tempdir().unwrap();
        let error = check(&act(folder.path(), &["gum", "glow"]), "/nowhere").unwrap_err();
        assert_eq!(error.place(), Some("requires:gum"));
        let told = error.diagnostic();
        assert_eq!(told.code, "E0440");
        assert!(told.message.contains("gum, glow"), "{}", told.message);
        let hint = told.hint.unwrap();
        assert!(
            hint.contains("Get glow with: apt-get install glow"),
            "{hint}"
        );
    }
}
