//! `new`: projects that are right as they are.

use std::fs;

use super::common::{demoreel, said};

const TEMPLATES: [&str; 4] = ["browser", "terminal", "tiktok", "changelog"];

#[test]
fn every_template_is_a_project_without_mistakes() {
    for template in TEMPLATES {
        let folder = tempfile::tempdir().unwrap();
        said(folder.path(), &["new", "hello", "--template", template]);
        let project = folder.path().join("hello");
        let ran = demoreel(&project, &["check", "hello.yaml"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{template}");
        let readme = fs::read_to_string(project.join("README.md")).unwrap();
        assert!(
            readme.starts_with("# hello\n") && !readme.contains("{{"),
            "{readme}"
        );
        assert!(readme.lines().count() <= 20, "{readme}");
        let script = fs::read_to_string(project.join("hello.yaml")).unwrap();
        assert!(script.starts_with("# yaml-language-server: $schema=demoreel.schema.json\n"));
        let ignored = fs::read_to_string(project.join(".gitignore")).unwrap();
        assert_eq!(ignored, ".demoreel/\nout/\n");
        let schema = fs::read_to_string(project.join("demoreel.schema.json")).unwrap();
        assert_eq!(schema, said(&project, &["schema"]));
        let far = |text: &str| text.contains("http://") || text.contains("https://");
        assert!(!far(&script), "{template} needs a network");
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    said(folder.path(), &["new", "empty"]);
    let kept = folder.path().join("kept");
    fs::create_dir(&kept).unwrap();
    fs::write(kept.join("notes.txt"), "mine").unwrap();
    let ran = demoreel(folder.path(), &["new", "kept"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("error[E0915]: the folder 'kept' is not empty"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_dir(&kept).unwrap().count(), 1);
    let ran = demoreel(folder.path(), &["new", "no good"]);
    assert!(ran.status == 2 && ran.err.contains("E0915"), "{}", ran.err);
    assert!(!folder.path().join("no good").exists());
}
