//! The look's layers, brands, languages, and what scripts share: kits and included scenes.

use demoreel_dsl::{DiskWithLibrary, Options};
use demoreel_primitives::colour::Colour;
use demoreel_primitives::plan::{
    Background, Corner, Format, Layout, LengthAim, Output, Plan, Presenter, PuppetLook, Quality,
    Style, Timing, Voice, Waiting, WindowButtons, WindowKind, WindowTone,
};
use demoreel_primitives::space::SurfaceSize;
use demoreel_primitives::time::Nanos;

use crate::project::Project;

/// Two scenes under these keys of a script.
fn script(keys: &str, of_first_scene: &str) -> String {
    format!(
        "demoreel: 1\nsurfaces:\n  app:\n    browser: https://example.com\n{keys}scenes:\n  \
         - scene: one\n{of_first_scene}  - scene: two\n"
    )
}

fn plan(keys: &str, of_first_scene: &str) -> Plan {
    Project::of(&script(keys, of_first_scene)).plan()
}

fn complaints(keys: &str, of_first_scene: &str) -> String {
    Project::of(&script(keys, of_first_scene)).complaints()
}

fn first(plan: &Plan) -> &Style {
    &plan.look.outputs[0].styles[0]
}

#[test]
fn what_stands_further_inside_holds_at_each_step_of_the_order() {
    // Each layer is one the test adds to the layers below it; 1080 is the short side.
    let preset = "outputs:\n  wide: readme\n";
    let of_preset = plan(preset, "");
    assert_eq!(first(&of_preset).padding, 25.2);
    let brand = format!("brand: ours\n{preset}");
    let with_brand = |keys: &str, scene: &str| {
        let project = Project::of(&script(keys, scene));
        let brand = "brand: ours\nabout: Ours.\npadding: 1%\ncaptions:\n  margin: 9%\n";
        let plan = project.with("brands/ours.yaml", brand).plan();
        (
            first(&plan).padding / 7.2,
            plan.look.outputs[0].styles[1].padding / 7.2,
        )
    };
    assert_eq!(with_brand(&brand, ""), (1.0, 1.0));
    let script = format!("padding: 2%\n{brand}");
    assert_eq!(with_brand(&script, ""), (2.0, 2.0));
    let output = script.replace("wide: readme", "wide:\n    preset: readme\n    padding: 3%");
    assert_eq!(with_brand(&output, ""), (3.0, 3.0));
    let scene = "    padding: 4%\n";
    assert_eq!(with_brand(&output, scene), (4.0, 3.0));
    let own = output.replace(
        "padding: 3%",
        "padding: 3%\n    scenes:\n      one:\n        padding: 5%",
    );
    assert_eq!(with_brand(&own, scene), (5.0, 3.0));
}

#[test]
fn a_group_of_keys_is_joined_key_by_key_and_a_choice_as_a_whole() {
    let keys = "captions:\n  size: 4%\n  margin: 9%\nbackground: \"#102030\"\n";
    let plan = plan(keys, "    captions:\n      size: 5%\n    voice: silent\n");
    let [one, two] = plan.look.outputs[0].styles.as_slice() else {
        panic!("two scenes")
    };
    assert_eq!((one.captions.size, one.captions.margin), (54.0, 97.2));
    assert_eq!((two.captions.size, two.captions.margin), (43.2, 97.2));
    assert_eq!(one.voice, Voice::Silent);
    assert!(matches!(two.voice, Voice::Local { .. }));
    assert!(matches!(one.background, Background::Solid(_)));
}

#[test]
fn an_outputs_file_says_its_format_and_stays_in_the_project() {
    let outputs = "outputs:\n  small:\n    file: docs/../docs/demo.gif\n  wide:\n";
    let plan = plan(outputs, "");
    let [small, wide] = plan.look.outputs.as_slice() else {
        panic!("two outputs")
    };
    assert_eq!(small.file.as_deref(), Some("docs/demo.gif"));
    assert_eq!((small.format, wide.format), (Format::Gif, Format::Mp4));
    assert_eq!(wide.file, None);
    let told = complaints("outputs:\n  wide:\n    file: ../../../../../../x.mp4\n", "");
    assert!(told.contains("is outside of the project"), "{told}");
}

#[test]
fn a_window_is_a_word_or_a_group_whose_keys_have_layers_of_their_own() {
    let bare = plan("window: macos\n", "");
    let window = first(&bare).window.clone().unwrap();
    assert_eq!(window.kind, WindowKind::Macos);
    assert_eq!((window.height, window.title.as_str()), (36.72, ""));
    let keys = "window:\n  style: terminal\n  title: ~/shop\n  height: 4%\n";
    let scene = "    window:\n      buttons: rings\n      tone: dark\n";
    let layered = plan(keys, scene);
    let [one, two] = layered.look.outputs[0].styles.as_slice() else {
        panic!("two scenes")
    };
    let (one, two) = (one.window.clone().unwrap(), two.window.clone().unwrap());
    assert_eq!((one.kind, one.height), (WindowKind::Terminal, 43.2));
    assert_eq!(
        (one.buttons, one.tone),
        (WindowButtons::Rings, WindowTone::Dark)
    );
    assert_eq!(
        (two.buttons, two.tone),
        (WindowButtons::Colourful, WindowTone::Auto)
    );
    assert_eq!(two.title, "~/shop");
    let without = plan("window: browser\n", "    window: none\n");
    assert_eq!(first(&without).window, None);
    assert_eq!(first(&plan("", "")).window, None);
}

#[test]
fn presets_have_the_sizes_and_limits_of_their_places() {
    let names = "youtube x linkedin tiktok square readme app_store";
    let keys: String = names
        .split(' ')
        .map(|name| format!("  {name}:\n"))
        .collect();
    let plan = plan(&format!("outputs:\n{keys}"), "");
    let size = |output: &Output| (output.size.width, output.size.height, output.rate.num);
    let sizes: Vec<_> = plan.look.outputs.iter().map(size).collect();
    let wide = (1920, 1080, 30);
    let expected = [
        (1920, 1080, 60),
        wide,
        wide,
        (1080, 1920, 60),
        (1080, 1080, 30),
        (1280, 720, 30),
        wide,
    ];
    assert_eq!(sizes, expected);
    let store = plan.look.outputs[6].length;
    assert_eq!(
        store,
        LengthAim {
            least: Nanos::from_secs(15),
            most: Nanos::from_secs(30)
        }
    );
    assert_eq!(plan.look.outputs[0].length, LengthAim::ANY);
}

#[test]
fn an_output_says_how_good_it_is_and_how_it_keeps_what_does_not_change() {
    let keys = "outputs:\n  plain: readme\n  cut:\n    preset: readme\n    quality: master\n    \
                timing: every_frame\n  lean:\n    timing: variable\n";
    let of = |output: &Output| (output.quality, output.timing);
    let plan = plan(keys, "");
    let chosen: Vec<_> = plan.look.outputs.iter().map(of).collect();
    let wanted = [
        (Quality::Standard, Timing::Constant),
        (Quality::Master, Timing::EveryFrame),
        (Quality::Standard, Timing::Variable),
    ];
    assert_eq!(chosen, wanted);
    let wrong = complaints("outputs:\n  cut:\n    timing: every_frames\n", "");
    assert!(wrong.contains("did you mean `every_frame`?"), "{wrong}");
}

#[test]
fn who_presents_and_where_in_every_form() {
    let look = |keys: &str, scene: &str| {
        let plan = plan(keys, scene);
        (first(&plan).layout, first(&plan).presenter)
    };
    let puppet = |look, accent| Presenter::Puppet { look, accent };
    let own = Colour::rgb(0x5b, 0x6c, 0xff);
    assert_eq!(
        look("", ""),
        (Layout::Screen, puppet(PuppetLook::Nova, own))
    );
    // A presenter without a layout is in the corner of a picture whose short side is 1080.
    let corner = Layout::Pip {
        corner: Corner::BottomRight,
        size: 0.26 * 1080.0,
        round: 0.5,
    };
    let sol = "avatar:\n  puppet: sol\n";
    assert_eq!(look(sol, ""), (corner, puppet(PuppetLook::Sol, own)));
    assert_eq!(
        look("avatar: puppet\n", "    layout: screen\n").0,
        Layout::Screen
    );
    let red = "avatar:\n  puppet:\n    look: bit\n    accent: \"#ff0000\"\n";
    let bit = puppet(PuppetLook::Bit, Colour::rgb(255, 0, 0));
    assert_eq!(look(red, "").1, bit);
    let beside = "    layout:\n      side_by_side:\n        avatar: left\n        share: 0.4\n";
    let left = Layout::SideBySide {
        share: 0.4,
        left: true,
    };
    assert_eq!(look(sol, beside).0, left);
    let rounded = "    layout:\n      pip:\n        corner: top_left\n        size: 108px\n        shape: rounded\n";
    let rounded_corner = Layout::Pip {
        corner: Corner::TopLeft,
        size: 108.0,
        round: 0.2,
    };
    assert_eq!(look(sol, rounded).0, rounded_corner);
}

#[test]
fn a_presenter_wears_the_brands_accent() {
    let Presenter::Puppet { accent, .. } =
        first(&plan("brand: ink\navatar: puppet\n", "")).presenter;
    let ripple = first(&plan("brand: ink\n", "")).pointer.ripple;
    assert_eq!(Some(accent), ripple);
}

#[test]
fn a_surface_without_a_size_has_the_shape_of_its_room() {
    let size = |keys: &str| plan(keys, "").act.surfaces[0].size;
    assert_eq!(size(""), SurfaceSize::new(1440, 810));
    assert_eq!(
        size("outputs:\n  tall: tiktok\n"),
        SurfaceSize::new(810, 1440)
    );
    let stacked = size("outputs:\n  tall: tiktok\nlayout: screen_over_avatar\n");
    assert!(stacked.width.min(stacked.height) == 810, "{stacked:?}");
    let shape = f64::from(stacked.width) / f64::from(stacked.height);
    assert!((0.95..1.1).contains(&shape), "{stacked:?}");
}

#[test]
fn waiting_and_length_are_planned_for_the_reel_and_for_a_scene() {
    let keys = "waiting:\n  over: 3s\n  do: speedup\nlength: 60s\n";
    let plan = plan(keys, "    waiting: cut\n    length:\n      least: 5s\n");
    let output = &plan.look.outputs[0];
    let over = Nanos::from_secs(3);
    assert_eq!(output.styles[0].waiting, Waiting::Cut { over });
    assert_eq!(
        output.styles[1].waiting,
        Waiting::Speedup { over, factor: 4.0 }
    );
    assert_eq!(output.length.most, Nanos::from_secs(60));
    assert_eq!(output.styles[0].length.least, Nanos::from_secs(5));
    assert_eq!(output.styles[1].length, LengthAim::ANY);
}

#[test]
fn a_scene_and_a_brand_that_are_not_there() {
    let keys = "brand: inc\noutputs:\n  wide:\n    scenes:\n      tow:\n        padding: 2%\n";
    assert_eq!(
        complaints(keys, ""),
        "\
E0355 5:8-11 /brand
  there is no brand `inc`
  hint: did you mean `ink`?
E0350 9:7-10 /outputs/wide/scenes/tow
  there is no scene `tow`
  hint: did you mean `two`?"
    );
}

#[test]
fn the_brands_that_ship_are_whole_and_differ() {
    let of = |name: &str| plan(&format!("brand: {name}\n"), "");
    let (ink, neutral) = (of("ink"), of("neutral"));
    assert_ne!(first(&ink).background, first(&neutral).background);
    assert_eq!(
        first(&ink)
            .pointer
            .ripple
            .map(|one| one.to_hex())
            .as_deref(),
        Some("#ff8a5b")
    );
}

#[test]
fn a_reel_is_made_in_each_language() {
    let keys = "languages: [en, de]\ntranslations:\n  de: words/de.yaml\nvoice: silent\n\
                outputs:\n  wide: youtube\n";
    let scene = "    chapter: Hello\n    caption:\n      en: Look\n      de: Schau\n";
    let project = Project::of(&script(keys, scene)).with("words/de.yaml", "Hello: Hallo\n");
    let plan = project.plan();
    let reels = plan.look.outputs.iter();
    let reels: Vec<_> = reels
        .map(|one| (one.name.as_str(), one.language.as_str()))
        .collect();
    assert_eq!(reels, [("wide-en", "en"), ("wide-de", "de")]);
    let words = plan.look.scenes[0].effects.iter();
    let words = words.filter_map(|effect| effect.kind.words());
    let german: Vec<_> = words.map(|words| words.in_language("de")).collect();
    assert_eq!(german, ["Hallo", "Schau"]);
}

#[test]
fn what_is_not_translated_or_cannot_be_spoken_is_told() {
    let keys = "languages:\n  - en\n  - de\n";
    let scene = "    say:\n      en: Hello\n      fr: Salut\n    caption: Look\n";
    assert_eq!(
        complaints(keys, scene),
        "\
E0354 7:5-7 /languages/1
  the voice `local` does not speak `de`
  hint: write `voice: espeak`, which speaks many languages, or `voice: silent`, whose words pace the reel and are shown as captions
E0351 11:7-12:16 /scenes/0/say
  the script is not made in `fr`
  hint: its `languages` are `en` or `de`
E0352 11:7-12:16 /scenes/0/say
  'Hello' has no words in `de`
  hint: give words for `en` or `de`
E0352 13:14-18 /scenes/0/caption
  'Look' has no words in `de`
  hint: give words for `en` or `de`"
    );
}

const GREET: &str =
    "primitive: greet\nabout: Greet.\nsteps:\n  - click:\n      image: ../images/hi.png\n";

#[test]
fn a_kit_brings_its_steps_with_their_images_and_its_brands() {
    let keys = "brand: acme\nuse:\n  - acme\n";
    let project = Project::of(&script(keys, "    steps:\n      - greet\n"))
        .with(
            "kits/acme/kit.yaml",
            "kit: acme\nabout: Ours.\nversion: 1.2\n",
        )
        .with("kits/acme/steps/greet.yaml", GREET)
        .with("kits/acme/brands/acme.yaml", "brand: acme\npadding: 7%\n")
        .with("kits/acme/images/.keep", "")
        .with_picture("kits/acme/images/hi.png", (20, 20), |x, y| (x * y) as u8);
    let plan = project.plan();
    assert_eq!(plan.act.scenes[0].steps.len(), 1);
    assert_eq!(first(&plan).padding, 75.6);
}

#[test]
fn kits_are_found_in_the_users_library_and_among_those_that_ship() {
    let library = Project::new()
        .with("kits/mine/kit.yaml", "kit: mine\nabout: Mine.\n")
        .with(
            "kits/mine/steps/hi.yaml",
            "primitive: hi\nabout: Hi.\nsteps:\n  - say: Hi\n",
        );
    let steps =
        "    steps:\n      - hi\n      - search_for:\n          words: A\n          result: B\n";
    let project = Project::of(&script("use:\n  - mine\n  - web\n", steps));
    let library = library.path("");
    let world = DiskWithLibrary { library };
    let checked = demoreel_dsl::plan(&project.path("script.yaml"), &Options::default(), &world);
    assert_eq!(project.told(&checked), "");
    let without = project.complaints();
    assert!(
        without.contains("E0357 6:5-9 /use/0\n  there is no kit `mine`"),
        "{without}"
    );
}

#[test]
fn two_kits_with_one_step_name_both_places() {
    let step = "primitive: hi\nabout: Hi.\nsteps:\n  - say: Hi\n";
    let project = Project::of(&script("use:\n  - a\n  - b\n", ""))
        .with("kits/a/kit.yaml", "kit: a\nabout: A.\n")
        .with("kits/a/steps/hi.yaml", step)
        .with("kits/b/kit.yaml", "kit: b\nabout: B.\n")
        .with("kits/b/steps/hi.yaml", step);
    let told = project.complaints();
    assert!(
        told.contains("E0312") && told.contains("a/steps/hi.yaml"),
        "{told}"
    );
    assert!(
        told.contains("b/steps/hi.yaml:1:12-14 /primitive"),
        "{told}"
    );
}

fn including(file: &str) -> Project {
    let scenes = format!("scenes:\n  - scene: one\n  - include: {file}\n  - scene: last\n");
    let head = "demoreel: 1\nparams:\n  word:\n    type: text\n    default: Hi\nsurfaces:\n  app:\n    browser: https://example.com\n";
    Project::of(&format!("{head}{scenes}"))
}

#[test]
fn scenes_of_another_file_stand_where_they_are_included() {
    let more = "about: More.\nscenes:\n  - scene: mid\n    say: ${word}\n    steps:\n      - click:\n          image: b.png\n";
    let project = including("more/a.yaml")
        .with("more/a.yaml", more)
        .with_picture("more/b.png", (20, 20), |x, y| (x * y) as u8);
    let plan = project.plan();
    let names: Vec<_> = plan
        .act
        .scenes
        .iter()
        .map(|scene| scene.name.as_str())
        .collect();
    assert_eq!(names, ["one", "mid", "last"]);
    assert!(plan.origins.0["mid/1"].place.file.ends_with("more/a.yaml"));
}

#[test]
fn a_circle_of_includes_is_named_and_nothing_outside_is_taken_in() {
    let project = including("a.yaml")
        .with("a.yaml", "scenes:\n  - include: b.yaml\n")
        .with("b.yaml", "scenes:\n  - include: a.yaml\n");
    let told = project.complaints();
    assert!(
        told.contains("E0370 b.yaml:2:14-20 /scenes/0/include"),
        "{told}"
    );
    assert!(told.contains("a.yaml → b.yaml → a.yaml"), "{told}");

    let outside = Project::new().with("far.yaml", "scenes:\n  - scene: far\n");
    let project = including("far.yaml");
    std::os::unix::fs::symlink(outside.path("far.yaml"), project.path("far.yaml")).unwrap();
    let told = project.complaints();
    assert!(
        told.starts_with("E0359 11:14-22 /scenes/1/include"),
        "{told}"
    );
}
