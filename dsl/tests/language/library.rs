//! The composed steps that ship with us, played by a real shell with the stand-ins on its path:
//! the commands are those that the clients document, and so are the files that they leave.

use std::path::{Path, PathBuf};
use std::process::Command;

use demoreel_primitives::plan::{Action, TypedText};
use demoreel_primitives::steps::LIBRARY;
use serde_json::{Value, json};

use crate::project::Project;

const URL: &str = "https://mcp.ml.ink/mcp";

fn stand_ins() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../scripts/stand-ins")
        .canonicalize()
        .unwrap()
}

fn script(step: &str) -> Project {
    Project::of(&format!(
        "demoreel: 1\nsurfaces:\n  shell: terminal\nscenes:\n  - scene: one\n    steps:\n{step}"
    ))
}

fn add(client: &str) -> Project {
    script(&format!(
        "      - add_mcp_server_{client}:\n          name: ink\n          url: {URL}\n"
    ))
}

/// What a step types into its shell, line by line.
fn commands(project: &Project) -> Vec<String> {
    let plan = project.plan();
    let steps = plan.act.scenes[0].steps.iter();
    let typed = steps.filter_map(|step| match &step.action {
        Action::RunCommand { command, .. } => Some(command.clone()),
        Action::Paste {
            text: TypedText::Plain(text),
            ..
        } => Some(text.clone()),
        _ => None,
    });
    typed.collect()
}

/// A home in which the step was played, and what was printed.
fn played(client: &str) -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let mut printed = String::new();
    for command in commands(&add(client)) {
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-c", &command])
            .current_dir(home.path())
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", format!("{}:/usr/bin:/bin", stand_ins().display()))
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{command}: {error}");
        printed.push_str(&String::from_utf8(output.stdout).unwrap());
    }
    (home, printed)
}

fn json_of(home: &tempfile::TempDir, file: &str) -> Value {
    let text = std::fs::read_to_string(home.path().join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn clients_with_a_command_are_called_as_they_document() {
    let expected = [
        ("claude_code", "claude mcp add --transport http ink"),
        ("codex", "codex mcp add ink --url"),
        (
            "gemini_cli",
            "gemini mcp add --transport http --scope user ink",
        ),
        ("opencode", "opencode mcp add ink --url"),
    ];
    for (client, command) in expected {
        assert_eq!(commands(&add(client)), [format!("{command} {URL}")]);
        let plan = add(client).plan();
        let [required] = plan.act.requires.as_slice() else {
            panic!("{client}: {:?}", plan.act.requires);
        };
        assert_eq!(
            Some(required.requirement.program.as_str()),
            command.split(' ').next()
        );
        assert!(required.requirement.get.is_some());
    }
}

#[test]
fn claude_code_keeps_the_server_for_the_folder() {
    let (home, printed) = played("claude_code");
    let folder = home.path().display().to_string();
    let server = json!({ "ink": { "type": "http", "url": URL } });
    assert_eq!(
        json_of(&home, ".claude.json")["projects"][&folder]["mcpServers"],
        server
    );
    assert!(
        printed.starts_with("Added HTTP MCP server ink with URL: "),
        "{printed}"
    );
}

#[test]
fn codex_gemini_and_opencode_keep_it_for_the_user() {
    let (home, printed) = played("codex");
    let config = std::fs::read_to_string(home.path().join(".codex/config.toml")).unwrap();
    assert_eq!(config, format!("[mcp_servers.ink]\nurl = \"{URL}\"\n"));
    assert_eq!(printed, "Added global MCP server 'ink'.\n");

    let (home, printed) = played("gemini_cli");
    let server = json!({ "ink": { "type": "http", "url": URL } });
    assert_eq!(
        json_of(&home, ".gemini/settings.json")["mcpServers"],
        server
    );
    assert_eq!(
        printed,
        "MCP server \"ink\" added to user settings. (http)\n"
    );

    let (home, _) = played("opencode");
    let server = json!({ "ink": { "type": "remote", "url": URL } });
    assert_eq!(
        json_of(&home, ".config/opencode/opencode.jsonc")["mcp"],
        server
    );
}

#[test]
fn editors_get_the_files_that_they_document() {
    let at = json!({ "ink": { "url": URL } });
    let expected = [
        ("cursor", ".cursor/mcp.json", "mcpServers", at.clone()),
        (
            "vscode",
            ".vscode/mcp.json",
            "servers",
            json!({ "ink": { "type": "http", "url": URL } }),
        ),
        (
            "windsurf",
            ".codeium/windsurf/mcp_config.json",
            "mcpServers",
            json!({ "ink": { "serverUrl": URL } }),
        ),
        (
            "claude_desktop",
            "Library/Application Support/Claude/claude_desktop_config.json",
            "mcpServers",
            json!({ "ink": { "command": "npx", "args": ["-y", "mcp-remote", URL] } }),
        ),
        ("zed", ".config/zed/settings.json", "context_servers", at),
    ];
    for (client, file, key, servers) in expected {
        let (home, printed) = played(client);
        assert_eq!(json_of(&home, file), json!({ key: servers }), "{client}");
        let text = std::fs::read_to_string(home.path().join(file)).unwrap();
        assert_eq!(printed, text, "{client} is shown as it was written");
    }
}

#[test]
fn a_name_cannot_break_out_of_a_command() {
    let told = script(&format!(
        "      - add_mcp_server_codex:\n          name: \"ink; rm -rf /\"\n          url: {URL}\n"
    ))
    .complaints();
    assert!(told.starts_with("E0205"), "{told}");
}

#[test]
fn each_file_of_the_library_says_what_it_is_about_and_is_called_as_its_file() {
    for file in LIBRARY {
        let head = file.text.lines().find(|line| !line.starts_with('#'));
        assert_eq!(head, Some(format!("primitive: {}", file.name).as_str()));
    }
}

#[test]
fn the_demo_of_connecting_plans_offline() {
    let script = stand_ins().join("../connect-ink.yaml");
    let checked = demoreel_dsl::plan(&script, &Default::default(), &demoreel_dsl::Disk);
    assert_eq!(checked.diagnostics, []);
    let plan = checked.plan.unwrap();
    assert_eq!(plan.act.requires.len(), 1, "{:?}", plan.act.requires);
    assert_eq!(plan.act.scenes.len(), 2);
}
