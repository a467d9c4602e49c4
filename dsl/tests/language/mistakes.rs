//! Each mistake with the exact words that it is told in.

use crate::project::{Project, assert_script, assert_steps};

#[test]
fn an_empty_file() {
    let expected = "E0101 1:1-1 \n  the file has no content\n  hint: a script needs at least `surfaces:` and `scenes:`";
    assert_script("", expected);
    assert_script("# only a comment\n", expected);
}

#[test]
fn a_file_that_is_not_there() {
    let project = Project::new().with("skript.yaml", "");
    assert_eq!(
        project.complaints(),
        "E0102 \n  the script 'script.yaml' cannot be read: No such file or directory (os error 2)\n  hint: did you mean 'skript.yaml'?"
    );
}

#[test]
fn a_file_that_is_not_text() {
    let project = Project::new().with("script.yaml", b"demoreel: 1\ntitle: \xff\xfe\n");
    assert_eq!(
        project.complaints(),
        "E0103 1:1-1 \n  the file is not UTF-8 text: line 2 has the byte 0xff, which is 'ÿ' in Latin-1\n  hint: save it as UTF-8"
    );
    assert_script(
        "demoreel: 1\ntitle: a\0b\n",
        "E0103 1:1-1 \n  the file holds a NUL byte (line 2)\n  hint: save it as plain UTF-8 text",
    );
}

#[test]
fn a_file_that_is_not_yaml() {
    assert_script(
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\n c: d\nscenes:\n  - scene: one\n",
        "E0104 5:2-2 \n  this is not YAML: while parsing a block mapping, did not find expected key\n  hint: check the indentation here and one line above; put words with special signs into quotes",
    );
    assert_script(
        "Please make a video.\n",
        "E0116 1:1-1 \n  a script is a map, but this file holds 'Please make a video.'\n  hint: it begins with `demoreel: 1`, then `surfaces:` and `scenes:`",
    );
}

#[test]
fn a_composed_step_is_no_script() {
    assert_script(
        "primitive: a\nabout: b\nsteps: []\n",
        "E0116 1:1-1 \n  this file is a composed step, not a script\n  hint: name it under `use` in a script, and call it there",
    );
}

#[test]
fn two_documents() {
    let script = format!("{}      - wait: 1s\n---\na: b\n", crate::project::HEAD);
    assert_script(
        &script,
        "E0107 9:1-4 \n  the file holds more than one document\n  hint: one file is one script: take out the line `---`",
    );
}

#[test]
fn a_key_that_is_given_twice() {
    assert_steps(
        "      - click:\n          text: A\n          text: B\n",
        "E0106 10:11-15 /scenes/0/steps/0/click/text\n  `text` is given twice; the first is in line 9\n  given first: 9:11-15 /scenes/0/steps/0/click/text\n  hint: keep one of them; to do two steps, begin each with `- `",
    );
}

#[test]
fn an_unknown_step() {
    assert_steps(
        "      - mark_speedupp:\n          factor: 4\n      - bananas\n",
        r#"
E0202 8:9-22 /scenes/0/steps/0/mark_speedupp
  there is no step `mark_speedupp`
  hint: did you mean `mark_speedup`?
  fix: write `mark_speedup` [{"op":"move","from":"/scenes/0/steps/0/mark_speedupp","path":"/scenes/0/steps/0/mark_speedup"}]
E0202 10:9-16 /scenes/0/steps/1
  there is no step `bananas`
  hint: `demoreel primitives` lists the steps; a composed step's file is named under `use`"#
            .trim_start(),
    );
}

#[test]
fn missing_and_unknown_fields() {
    assert_steps(
        "      - drag:\n          from: A\n      - wait_for:\n          text: A\n          timout: 3s\n      - click\n      - click:\n          text: A\n          css: b\n",
        r#"
E0204 8:9-13 /scenes/0/steps/0/drag
  `drag` needs `to`
  hint: `to` takes a target: visible text, or a map such as `css: form`; for example:
- drag:
    from: Draft
    to: Published
E0203 12:11-17 /scenes/0/steps/1/wait_for/timout
  `wait_for` has no `timout`
  hint: did you mean `timeout`?
  fix: write `timeout` [{"op":"move","from":"/scenes/0/steps/1/wait_for/timout","path":"/scenes/0/steps/1/wait_for/timeout"}]
E0209 13:9-14 /scenes/0/steps/2
  `click` needs a target
  hint: write the visible text, or one of `text`, `matches`, `image`, `css`, `role`, `point`, `region`, `found` or `any`
E0209 14:9-14 /scenes/0/steps/3/click
  `click` has `text` and `css`, but takes one of them
  hint: write the visible text, or one of `text`, `matches`, `image`, `css`, `role`, `point`, `region`, `found` or `any`"#
            .trim_start(),
    );
}

#[test]
fn values_of_the_wrong_type() {
    assert_steps(
        "      - mark_speedup: fast\n      - mark_speedup: \"4\"\n      - mark_speedup: 1000\n      - click:\n          text:\n            a: b\n      - click:\n          point: [640, 400]\n      - zoom_to:\n          text: A\n          part: lin\n      - press: Ctrl+Entr\n",
        r#"
E0205 8:23-27 /scenes/0/steps/0/mark_speedup
  `mark_speedup` takes a number, not 'fast'
E0205 9:23-26 /scenes/0/steps/1/mark_speedup
  `mark_speedup` takes a number, not '4'
  hint: write 4 without quotes
  fix: write 4 without quotes [{"op":"replace","path":"/scenes/0/steps/1/mark_speedup","value":4}]
E0207 10:23-27 /scenes/0/steps/2/mark_speedup
  `mark_speedup` takes a number from 0.1 to 100, not '1000'
E0205 13:13-17 /scenes/0/steps/3/click/text
  `text` takes words, not a map
E0205 15:18-28 /scenes/0/steps/4/click/point
  `point` takes two numbers, such as '640, 400', not a list
  hint: write '640, 400'
  fix: write '640, 400' [{"op":"replace","path":"/scenes/0/steps/4/click/point","value":"640, 400"}]
E0208 18:17-20 /scenes/0/steps/5/zoom_to/part
  `part` takes `match`, `word`, `line` or `row`, not 'lin'
  hint: did you mean `line`?
  fix: write 'line' [{"op":"replace","path":"/scenes/0/steps/5/zoom_to/part","value":"line"}]
E0205 19:16-25 /scenes/0/steps/6/press
  'Entr' is no key in 'Ctrl+Entr'
  hint: a chord is `Ctrl`, `Alt`, `Shift` or `Meta` with `+` and one key: a character, `Enter`, `Tab`, `Escape`, `Space`, `Backspace`, `ArrowDown`, `F5` and the like; to type words, use `type_text`"#
            .trim_start(),
    );
}

#[test]
fn a_time_or_a_length_without_its_unit() {
    assert_steps(
        "      - wait: 2\n      - wait: 500\n      - scroll: 400\n      - wait: 2 seconds\n",
        r#"
E0206 8:15-16 /scenes/0/steps/0/wait
  `wait: 2` has no unit; a time needs its unit
  hint: `wait` takes a time with its unit, such as '500ms' or '2s'
  fix: write '2s' [{"op":"replace","path":"/scenes/0/steps/0/wait","value":"2s"}]
E0206 9:15-18 /scenes/0/steps/1/wait
  `wait: 500` has no unit; a time needs its unit
  hint: `wait` takes a time with its unit, such as '500ms' or '2s'
  fix: write '500ms' [{"op":"replace","path":"/scenes/0/steps/1/wait","value":"500ms"}]
E0206 10:17-20 /scenes/0/steps/2/scroll
  `scroll: 400` has no unit; a length needs its unit
  hint: `scroll` takes a distance in logical pixels, such as '400px'
  fix: write '400px' [{"op":"replace","path":"/scenes/0/steps/2/scroll","value":"400px"}]
E0205 11:15-24 /scenes/0/steps/3/wait
  `wait` takes a time with its unit, such as '500ms' or '2s', not '2 seconds'
  hint: write '2s'
  fix: write '2s' [{"op":"replace","path":"/scenes/0/steps/3/wait","value":"2s"}]"#
            .trim_start(),
    );
}

#[test]
fn template_pictures() {
    let step = |name: &str| format!("      - click:\n          image: {name}\n");
    let steps = [
        "save.pgn",
        "letter.png",
        "flat.png",
        "wide.png",
        "wide@4x.png",
    ]
    .map(step);
    let project = Project::steps(&steps.concat())
        .with("letter.png", "Dear Sir")
        .with_picture("save.png", (20, 20), |x, y| (x * y) as u8)
        .with_picture("flat.png", (20, 20), |_, _| 9)
        .with_picture("wide.png", (3000, 20), |x, y| (x + y) as u8)
        .with_picture("wide@4x.png", (3000, 20), |x, y| (x + y) as u8);
    assert_eq!(
        project.complaints(),
        "\
E0301 9:18-26 /scenes/0/steps/0/click/image
  there is no file or folder 'save.pgn'
  hint: did you mean 'save.png'?
E0302 11:18-28 /scenes/0/steps/1/click/image
  'letter.png' is not a PNG or JPEG picture: The image format could not be determined
  hint: cut the template out of a screenshot and save it as PNG
E0303 13:18-26 /scenes/0/steps/2/click/image
  the picture 'flat.png' is of one colour and fits anywhere
  hint: cut it so that an edge, an icon or words are in it
E0304 14:9-14 /scenes/0/steps/3/click
  the picture 'wide.png' has 3000x20 pixels and cannot be on 'app', which has 2880x1620
  hint: cut the template out of a picture of the surface, no larger than what it shows"
    );
}

#[test]
fn words_from_elsewhere_are_understood_with_a_warning() {
    let project = Project::steps(
        "      - hover: Save\n      - wait_for:\n          text: A\n          similarity: 0.8\n      - zoom_to:\n          text: A\n          duration: 2s\n",
    );
    assert_eq!(
        project.complaints(),
        r#"
E0210 warning 8:9-14 /scenes/0/steps/0/hover
  `hover` is called `move_to` here
  fix: write `move_to` [{"op":"move","from":"/scenes/0/steps/0/hover","path":"/scenes/0/steps/0/move_to"}]
E0210 warning 11:11-21 /scenes/0/steps/1/wait_for/similarity
  `similarity` is called `confidence` here
  fix: write `confidence` [{"op":"move","from":"/scenes/0/steps/1/wait_for/similarity","path":"/scenes/0/steps/1/wait_for/confidence"}]
E0210 warning 14:11-19 /scenes/0/steps/2/zoom_to/duration
  `duration` is called `for` here
  fix: write `for` [{"op":"move","from":"/scenes/0/steps/2/zoom_to/duration","path":"/scenes/0/steps/2/zoom_to/for"}]"#
            .trim_start()
    );
}

#[test]
fn what_is_to_come_is_told_as_such() {
    assert_script(
        "demoreel: 1\navatar:\n  heygen: Anna\nsurfaces:\n  shell: screen\noutputs:\n  tall: tiktok\nscenes:\n  - scene: one\n    steps:\n      - open_app: vlc\n      - click:\n          text: A\n          window: B\n",
        "\
E0211 3:3-9 /avatar/heygen
  `heygen` is not in this version yet
  hint: `avatar` takes `puppet`
E0211 5:10-16 /surfaces/shell
  `screen` is not in this version yet
  hint: `shell` takes `browser`, `terminal`, `desktop` or `footage`
E0211 11:9-17 /scenes/0/steps/0/open_app
  the step `open_app` is not in this version yet
  hint: `demoreel primitives` lists the steps that are
E0211 14:11-17 /scenes/0/steps/1/click/window
  `window` is not in this version yet
  hint: take it out for now",
    );
}

#[test]
fn the_head_is_checked_as_closely_as_the_steps() {
    assert_script(
        "titel: x\nsurfaces:\n  app:\n    browser: https://example.com\n    size: 800x600\n  two:\n    brwser: https://example.com\npadding: 5\nscenes:\n  - scene: one two\n    padding: 3%\n",
        r#"
E0203 1:1-6 /titel
  the script has no `titel`
  hint: did you mean `title`?
  fix: write `title` [{"op":"move","from":"/titel","path":"/title"}]
E0212 5:5-9 /surfaces/app/size
  `size` stands beside `browser`, not inside it
  hint: indent `size` under `browser:`
E0208 7:5-11 /surfaces/two/brwser
  `two` takes `browser`, `terminal`, `desktop` or `footage`, not 'brwser'
  hint: did you mean `browser`?
E0206 8:10-11 /padding
  `padding: 5` has no unit; a length needs its unit
  hint: `padding` takes a length such as '5%' or '54px'
  fix: write '5px' [{"op":"replace","path":"/padding","value":"5px"}]
E0205 10:12-19 /scenes/0/scene
  `scene` takes a name of letters, digits, '_' and '-', not 'one two'
  hint: write 'one_two'
  fix: write 'one_two' [{"op":"replace","path":"/scenes/0/scene","value":"one_two"}]"#
            .trim_start(),
    );
}

#[test]
fn the_version_of_the_language() {
    assert_script(
        "surfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n",
        r#"
E0204 1:1-9 
  the script needs `demoreel`
  hint: write `demoreel: 1`
  fix: write `demoreel: 1` [{"op":"add","path":"/demoreel","value":1}]"#
            .trim_start(),
    );
    assert_script(
        "demoreel: 7\nsurfaces:\n  app:\n    browser: https://example.com\nscenes:\n  - scene: one\n",
        "E0207 1:11-12 /demoreel\n  `demoreel` takes 1 in this version, not '7'",
    );
}

#[test]
fn surfaces_are_named_where_there_are_several() {
    assert_script(
        "demoreel: 1\nsurfaces:\n  left:\n    browser: https://example.com\n  right:\n    browser: https://example.com\nscenes:\n  - scene: one\n    steps:\n      - click: A\n      - click: B\n  - scene: two\n    surface: rigth\n  - scene: two\n    surface: right\n    steps:\n      - click:\n          text: A\n          surface: left\n      - say: Fine\n",
        "\
E0306 10:9-14 /scenes/0/steps/0/click
  `click` does not say on which surface
  hint: give the scene, or the step, a `surface`: `left` or `right`
E0305 13:14-19 /scenes/1/surface
  there is no surface `rigth`
  hint: did you mean `right`?
E0307 14:12-15 /scenes/2/scene
  two scenes are called `two`
  hint: give each its own name",
    );
}

#[test]
fn a_mark_has_no_length_of_its_own_and_an_end_needs_a_beginning() {
    assert_steps(
        "      - mark_cut:\n          for: 2s\n      - zoom_out\n      - zoom_to:\n          text: a\n          for: 2s\n          steps:\n            - clik: a\n",
        r#"
E0203 9:11-14 /scenes/0/steps/0/mark_cut/for
  `mark_cut` has no length of its own
  hint: put what it spans under `steps`, or end it with `mark_normal`
E0214 warning 10:9-17 /scenes/0/steps/1
  `zoom_out` ends nothing: no zoom is open here
  hint: effects with `for` or `steps` end by themselves, and none crosses a scene
E0213 11:9-16 /scenes/0/steps/2/zoom_to
  `zoom_to` has both `for` and `steps`
  hint: `for` holds everything that long, `steps` lasts as long as they do: keep one
E0202 15:15-19 /scenes/0/steps/2/zoom_to/steps/0/clik
  there is no step `clik`
  hint: did you mean `click`?
  fix: write `click` [{"op":"move","from":"/scenes/0/steps/2/zoom_to/steps/0/clik","path":"/scenes/0/steps/2/zoom_to/steps/0/click"}]"#
            .trim_start(),
    );
}

#[test]
fn served_folders_and_their_pages() {
    let script = "demoreel: 1\nsurfaces:\n  one:\n    browser:\n      serve: pagse\n  two:\n    browser:\n      serve: pages\n      page: indx.html\n  three:\n    browser:\n      serve: pages\n      url: https://example.com\nscenes:\n  - scene: one\n    surface: one\n";
    let project = Project::of(script).with("pages/index.html", "<h1>Hello</h1>");
    assert_eq!(
        project.complaints(),
        "\
E0301 5:14-19 /surfaces/one/browser/serve
  there is no file or folder 'pagse'
  hint: paths are relative to the file that names them: looked for pagse
E0209 11:5-12 /surfaces/three/browser
  `browser` has `serve` and `url`, but takes one of them
  hint: give exactly one of `url` or `serve`"
    );
    let script = script
        .replace("pagse", "pages")
        .replace("      url: https://example.com\n", "");
    let project = Project::of(&script).with("pages/index.html", "<h1>Hello</h1>");
    assert_eq!(
        project.complaints(),
        "\
E0301 9:13-22 /surfaces/two/browser/page
  the served folder has no page 'indx.html'
  hint: did you mean 'index.html'?"
    );
}

#[test]
fn a_project_is_no_folder_to_serve() {
    let script = "demoreel: 1\nsurfaces:\n  app:\n    browser:\n      serve: pages\nscenes:\n  - scene: one\n";
    let project = Project::of(script).with("pages/index.html", "");
    for n in 0..5000 {
        std::fs::write(project.path("pages").join(n.to_string()), "").unwrap();
    }
    assert_eq!(
        project.complaints(),
        "\
E0313 5:14-19 /surfaces/app/browser/serve
  the folder cannot be served: it holds more than 5000 files
  hint: `serve` takes a small folder of pages"
    );
}

#[test]
fn a_key_is_one_word() {
    assert_steps(
        "      - click:\n          [a, b]: c\n",
        "\
E0209 8:9-14 /scenes/0/steps/0/click
  `click` needs a target
  hint: write the visible text, or one of `text`, `matches`, `image`, `css`, `role`, `point`, `region`, `found` or `any`
E0109 9:11-17 /scenes/0/steps/0/click
  a list stands where a key is expected
  hint: a key is one word; quote a value that begins with [, {, * or &",
    );
}

#[test]
fn a_changed_page_is_a_changed_act() {
    let script = "demoreel: 1\nsurfaces:\n  app:\n    browser:\n      serve: pages\nscenes:\n  - scene: one\n";
    let project = Project::of(script).with("pages/index.html", "<h1>Hello</h1>");
    let before = project.plan().act;
    assert_eq!(before, project.plan().act);
    let project = project.with("pages/index.html", "<h1>Hallo</h1>");
    assert_ne!(before, project.plan().act);
}

#[test]
fn what_is_too_much_is_refused_in_bounded_time() {
    let bomb: String = (1..12)
        .map(|n| {
            format!(
                "a{n}: &a{n} [{}]\n",
                vec![format!("*a{}", n - 1); 9].join(", ")
            )
        })
        .collect();
    let script = format!("a0: &a0 [x, x, x, x, x, x, x, x, x]\n{bomb}");
    let complaints = Project::of(&script).complaints();
    assert!(
        complaints.starts_with("E0105 5:")
            && complaints.contains("the aliases in this file unfold to more"),
        "{}",
        &complaints[..complaints.len().min(2000)]
    );

    let deep = format!("a: {}\n", "[".repeat(10_000));
    let complaints = Project::of(&deep).complaints();
    assert!(complaints.starts_with("E0105 1:"), "{complaints}");

    let large = Project::of(&format!("a: {}\n", "x".repeat(5 << 20))).complaints();
    assert!(
        large.starts_with("E0105 1:1-1 \n  the file has 5242884 bytes"),
        "{large}"
    );
}
