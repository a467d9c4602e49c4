//! The guide: short enough, complete, every block of it a script that is right, and the files that
//! are made from it as they would be made now.

use std::fs;
use std::path::Path;

use super::common::{demoreel, said};

/// Of text like this, English with YAML in it, no tokenizer in use makes more than one token of
/// 3.4 bytes on average; two that were tried make one of 3.5.
const BYTES_OF_A_TOKEN: f64 = 3.4;
const MOST_TOKENS: f64 = 6000.0;

fn guide() -> String {
    said(Path::new("."), &["guide"])
}

#[test]
fn the_guide_is_one_page_of_at_most_six_thousand_tokens() {
    let tokens = guide().len() as f64 / BYTES_OF_A_TOKEN;
    assert!(tokens <= MOST_TOKENS, "about {tokens:.0} tokens");
}

#[test]
fn the_guide_names_every_step_with_its_fields_and_every_key() {
    let guide = guide();
    let listed = said(Path::new("."), &["primitives", "--json"]);
    let tables: serde_json::Value = listed.parse().unwrap();
    let (_, steps) = guide.split_once("\n## Steps\n").unwrap();
    for table in tables.as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let line = steps
            .lines()
            .find(|line| line.starts_with("- `") && head(line).contains(&format!("`{name}`")));
        let line = line.unwrap_or_else(|| panic!("{name} is not in the guide"));
        let points = line.contains("a target*");
        for field in table["fields"].as_array().unwrap() {
            let field = field["name"].as_str().unwrap();
            let told = ["surface", "optional", "at_time"].contains(&field)
                || field == "timeout" && steps.contains("`timeout`, which is 10s");
            let known = told || points || line.contains(&format!("`{field}`"));
            assert!(known, "{name} without {field}: {line}");
        }
    }
    // These stand for scenes and are told in the rules.
    let rules = ["include", "for_each"];
    assert!(guide.contains("- include: ") && guide.contains("`for_each`"));
    let schema: serde_json::Value = said(Path::new("."), &["schema"]).parse().unwrap();
    let scene = &schema["definitions"]["scenes"]["items"]["properties"];
    for keys in [&schema["properties"], scene] {
        for key in keys.as_object().unwrap().keys() {
            assert!(
                guide.contains(&format!("- `{key}`")) || rules.contains(&key.as_str()),
                "{key} is not in the guide"
            );
        }
    }
}

/// The names that a line tells of.
fn head(line: &str) -> &str {
    line.split_once(": ").map_or(line, |(head, _)| head)
}

fn topics() -> Vec<String> {
    let listed = said(Path::new("."), &["guide", "--topic", "topics"]);
    let names = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_block_of_the_guide_and_its_topics_checks() {
    let mut pages = vec![guide()];
    for topic in topics() {
        pages.push(said(Path::new("."), &["guide", "--topic", &topic]));
    }
    let blocks: usize = pages.iter().map(|page| check_blocks(page)).sum();
    assert!(blocks >= 12, "only {blocks} blocks were checked");
}

/// Checks the blocks of one page: scripts, composed steps that they call, lists of steps.
fn check_blocks(page: &str) -> usize {
    let blocks = page.split("```yaml\n").skip(1);
    let blocks: Vec<_> = blocks
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/index.html"), "<p>a page").unwrap();
    for block in blocks
        .iter()
        .filter(|block| block.starts_with("primitive: "))
    {
        let name = block
            .lines()
            .next()
            .unwrap()
            .trim_start_matches("primitive: ");
        fs::write(folder.path().join(format!("{name}.yaml")), block).unwrap();
    }
    let scripts = blocks
        .iter()
        .filter(|block| !block.starts_with("primitive: "));
    for block in scripts {
        let script = match block.starts_with("- ") {
            true => around(block),
            false => (*block).to_owned(),
        };
        fs::write(folder.path().join("demo.yaml"), &script).unwrap();
        let ran = demoreel(folder.path(), &["check", "demo.yaml"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{script}");
        let ran = demoreel(folder.path(), &["fmt", "--check", "demo.yaml"]);
        assert_eq!(ran.status, 0, "not in canonical form:\n{script}");
    }
    blocks.len()
}

/// A script around a list of steps.
fn around(steps: &str) -> String {
    let steps: String = steps
        .lines()
        .map(|line| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("      {line}\n"),
        })
        .collect();
    format!(
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n    \
         steps:\n{steps}"
    )
}

#[test]
fn a_topic_says_all_about_its_steps_and_keys() {
    let here = Path::new(".");
    let camera = said(here, &["guide", "--topic", "camera"]);
    assert!(
        camera.contains("\n## zoom_to\n") && camera.contains("`max_scale`"),
        "{camera}"
    );
    assert!(!camera.contains("type_text"), "{camera}");
    let targets = said(here, &["guide", "--topic", "targets"]);
    for finder in demoreel_primitives::steps::FINDERS {
        assert!(targets.contains(&format!("- `{finder}`: ")), "{finder}");
    }
    let json: serde_json::Value = said(here, &["guide", "--topic", "marks", "--json"])
        .parse()
        .unwrap();
    assert_eq!(json["steps"][0]["family"], "marks");
    let ran = demoreel(here, &["guide", "--topic", "cameras"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("error[E0913]") && ran.err.contains("its topics are targets, time"));
}

#[test]
fn the_files_for_language_models_are_as_they_would_be_made_now() {
    for (format, file) in [("llms", "llms.txt"), ("skill", "SKILL.md")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let kept = fs::read_to_string(path).unwrap_or_default();
        let made = said(Path::new("."), &["guide", "--format", format]);
        assert!(
            kept == made,
            "{file} is stale: demoreel guide --format {format} > {file}"
        );
    }
}
