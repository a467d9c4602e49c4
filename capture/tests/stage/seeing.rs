//! What is seen is what is there: the page fills the film, boxes are the page's own.

use super::common::*;
use demoreel_primitives::event::Happening;
use demoreel_primitives::page::{PageNode, PageNodeKind};
use demoreel_primitives::plan::{Action, ScrollWay};
use demoreel_primitives::time::Nanos;

const CORNERS: &str = r#"<!doctype html><style>
  html, body { margin: 0; height: 100%; background: #fff; overflow: hidden }
  i { position: fixed; width: 12px; height: 12px; background: #00f }
</style>
<i style="left:0;top:0"></i><i style="right:0;top:0"></i>
<i style="left:0;bottom:0"></i><i style="right:0;bottom:0"></i>"#;

fn corners_at(density: f64) {
    let studio = Studio::new(&[("index.html", CORNERS)]);
    let act = studio.act(studio.surface(640, 400, density), vec![]);
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    let take = studio.take();
    let scene = take.scene("main").unwrap();
    let film = scene.film("app").unwrap();
    let (width, height) = (film.size.width as usize, film.size.height as usize);
    assert_eq!(
        (width, height),
        ((640.0 * density) as usize, (400.0 * density) as usize)
    );
    let last = film.pictures.len() as u64 - 1;
    let picture = take
        .open_film(&scene, "app")
        .unwrap()
        .picture(last)
        .unwrap();
    let edge = (12.0 * density) as usize;
    for (x, y) in [
        (0, 0),
        (width - 1, 0),
        (0, height - 1),
        (width - 1, height - 1),
    ] {
        let [red, green, blue] = picture.rgb_at(x, y);
        assert!(
            red < 8 && green < 8 && blue > 247,
            "corner {x}, {y} at {density}"
        );
    }
    for (x, y) in [(edge + 2, 0), (0, edge + 2), (width - edge - 3, height - 1)] {
        assert_eq!(
            picture.rgb_at(x, y),
            [255, 255, 255],
            "beside the corner {x}, {y}"
        );
    }
}

#[test]
fn the_page_fills_the_film_exactly() {
    corners_at(1.0);
}

#[test]
fn the_page_fills_the_film_exactly_at_density_2() {
    corners_at(2.0);
}

#[test]
fn the_page_fills_the_film_exactly_at_density_one_and_a_half() {
    corners_at(1.5);
}

const SIGHTS: &str = r#"<!doctype html><meta charset="utf-8"><style>
  body { margin: 20px; font: 15px/1.5 system-ui }
  #scroller { height: 80px; overflow: auto } #scroller p { margin: 0; height: 30px }
  #cover { position: absolute; left: 500px; top: 300px; width: 200px; height: 60px; background: #eee }
  #under { position: absolute; left: 510px; top: 310px }
  #turned { transform: scale(1.25); transform-origin: 0 0; width: 100px }
</style>
<h1 id="head" style="text-transform: uppercase">Services</h1>
<p id="long" style="width: 180px">A sentence that is certainly longer than one line is wide.</p>
<div id="scroller"><p id="row1">first row</p><p id="row2">second row</p><p id="row3">third row</p>
<p id="row4">fourth row</p></div>
<button id="turned" aria-label="Turn it">…</button>
<button id="under">covered</button><div id="cover"></div>
<form><label>Mail <input id="mail" value="a@b.c"></label>
<input id="pass" type="password" value="hunter2-secret" aria-label="Password">
<input id="empty" placeholder="Type here"></form>
<div id="host"></div>
<iframe id="frame" srcdoc="<style>body{margin:8px}</style><b id='inner'>in the frame</b>" width="200" height="50"></iframe>
<span style="display:none" id="gone">not shown</span><span style="visibility:hidden">hidden too</span>
<pre id="boxes" style="position:absolute;left:500px;top:20px;font-size:9px"></pre>
<script>
  host.attachShadow({mode: 'open'}).innerHTML = '<em id="deep">in the shadow</em>';
  const boxes = {};
  for (const id of ['head', 'long', 'turned', 'mail', 'frame']) {
    const r = document.getElementById(id).getBoundingClientRect();
    boxes[id] = [r.x, r.y, r.width, r.height].map((v) => +v.toFixed(2));
  }
  document.getElementById('boxes').textContent = JSON.stringify(boxes);
</script>"#;

#[test]
fn a_snapshot_holds_what_can_be_seen_with_the_pages_own_boxes() {
    let studio = Studio::new(&[("index.html", SIGHTS)]);
    let act = studio.act(studio.surface(900, 640, 1.0), vec![wait_for(text("Mail"))]);
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    let page = last_page(&studio.events("main"));
    let all = words(&page);

    let boxes = all.split(" | ").find(|text| text.starts_with('{')).unwrap();
    let boxes: serde_json::Value = serde_json::from_str(boxes).unwrap();
    for (id, wanted) in boxes.as_object().unwrap() {
        let area = by_id(&page, id).unwrap().area;
        let got = [
            area.origin.x,
            area.origin.y,
            area.size.width,
            area.size.height,
        ];
        for (got, wanted) in got.iter().zip(wanted.as_array().unwrap()) {
            assert!(
                (got - wanted.as_f64().unwrap()).abs() < 0.02,
                "{id}: {got} for {wanted}"
            );
        }
    }
    // Cut to what is seen: the scroller shows 80 of its 120 pixels.
    assert_eq!(by_id(&page, "row3").unwrap().area.size.height, 20.0);
    for seen in [
        "SERVICES",
        "in the frame",
        "in the shadow",
        "a@b.c",
        "Type here",
        "third row",
    ] {
        assert!(all.contains(seen), "{seen} in {all}");
    }
    for unseen in [
        "covered",
        "not shown",
        "hidden too",
        "fourth row",
        "hunter2",
    ] {
        assert!(!all.contains(unseen), "{unseen} in {all}");
    }
    assert!(!format!("{page:?}").contains("hunter2"));
    let lines = page
        .nodes
        .iter()
        .filter(|node| is_line_of(node, "certainly longer line wide"));
    assert!(lines.count() >= 2, "{all}");
    let inner = by_id(&page, "inner").unwrap().area;
    let frame = by_id(&page, "frame").unwrap().area;
    assert_eq!(inner.origin - frame.origin, euclid::vec2(10.0, 10.0));
    assert_eq!(
        role_and_name(by_id(&page, "turned").unwrap()),
        ("button", "Turn it")
    );
    assert_eq!(
        role_and_name(by_id(&page, "mail").unwrap()),
        ("textbox", "Mail")
    );
    assert_eq!(
        role_and_name(by_id(&page, "head").unwrap()),
        ("heading", "SERVICES")
    );
}

fn is_line_of(node: &PageNode, some_words: &str) -> bool {
    match &node.kind {
        PageNodeKind::Text { text, font_size } => {
            *font_size == 15.0 && some_words.split(' ').any(|word| text.contains(word))
        }
        PageNodeKind::Element { .. } => false,
    }
}

fn role_and_name(node: &PageNode) -> (&str, &str) {
    match &node.kind {
        PageNodeKind::Element { role, name, .. } => {
            (role.as_deref().unwrap_or(""), name.as_deref().unwrap_or(""))
        }
        PageNodeKind::Text { .. } => ("", ""),
    }
}

#[test]
fn the_cursors_shape_follows_what_it_is_over() {
    let page = r#"<body style="margin:0"><a href="/x" style="position:absolute;left:40px;top:40px">a link</a>
        <input style="position:absolute;left:40px;top:120px;width:300px">"#;
    // Nobody tells when a program has chosen its cursor, so a slow machine gets longer pauses.
    let way = ["left_ptr", "hand2", "left_ptr", "text", "left_ptr"].map(str::to_owned);
    let mut shapes = Vec::new();
    for pause in [300, 1500, 5000].map(Nanos::from_millis) {
        shapes = cursors(page, pause);
        if shapes.ends_with(&way) {
            return;
        }
    }
    panic!("{shapes:?}");
}

/// The cursor's shapes on a way over a page with rests on it.
fn cursors(page: &str, pause: Nanos) -> Vec<String> {
    let studio = Studio::new(&[("index.html", page)]);
    // None of the last ways leads over anything else.
    let (aside, below) = (point(500.0, 50.0), point(500.0, 300.0));
    let stops = [aside.clone(), text("a link"), aside, css("input"), below];
    let actions = stops.into_iter().flat_map(|target| {
        let timeout = PATIENT;
        [
            Action::MoveTo { target, timeout },
            Action::Wait { length: pause },
        ]
    });
    let act = studio.act(studio.surface(600, 400, 1.0), actions.collect());
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    let events = studio.events("main").into_iter();
    let shapes = events.filter_map(|event| match event.what {
        Happening::Cursor { shape, .. } => Some(shape),
        _ => None,
    });
    shapes.collect()
}

#[test]
fn scrolling_follows_its_curve_and_arrives_to_the_pixel() {
    let page = r#"<body style="margin:0;height:4000px;background:linear-gradient(#fff,#00f)">
        <p id="out" style="position:fixed;top:0"></p><script>
        let last = 0, back = 0, moves = 0;
        const look = () => {
          if (scrollY < last) back += 1;
          if (scrollY !== last) { moves += 1; last = scrollY }
          out.textContent = `at ${scrollY} back ${back} enough ${moves > 2}`;
          requestAnimationFrame(look);
        };
        look();
        </script>"#;
    let studio = Studio::new(&[("index.html", page)]);
    let scroll = |down: f64| Action::Scroll {
        way: ScrollWay::By { right: 0.0, down },
        over: None,
        length: Nanos::from_millis(900),
        timeout: PATIENT,
    };
    let act = studio.act(
        studio.surface(900, 600, 2.0),
        vec![
            scroll(1234.0),
            wait_for(text("at 1234 back 0 enough true")),
            scroll(99_999.0),
            wait_for(text("at 3400 back 0 enough true")),
        ],
    );
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    let wheels = studio
        .events("main")
        .into_iter()
        .filter_map(|event| match event.what {
            Happening::Wheel { notches, .. } => Some(notches.1 * 100.0),
            _ => None,
        });
    let sum: f64 = wheels.sum();
    assert!((sum - 3400.0).abs() < 1e-6, "{sum}");
}

#[test]
fn the_pointers_way_is_noted_finely_and_without_jumps() {
    let studio = Studio::new(&[("index.html", "<body style=\"margin:0\">still")]);
    let go = |x, y| Action::MoveTo {
        target: point(x, y),
        timeout: PATIENT,
    };
    let act = studio.act(
        studio.surface(900, 600, 1.0),
        vec![go(40.0, 40.0), go(860.0, 500.0)],
    );
    studio
        .record(&act)
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostic()));
    let events = studio.events("main");
    let (begin, end) = studio
        .take()
        .scene("main")
        .unwrap()
        .step_times(&act.scenes[0].steps[1].id)
        .unwrap();
    let way: Vec<_> = events
        .iter()
        .filter(|event| event.at >= begin && event.at <= end)
        .filter_map(|event| match &event.what {
            Happening::Pointer { at, .. } => Some((event.at, *at)),
            _ => None,
        })
        .collect();
    assert_eq!(way.last().unwrap().1, euclid::point2(860.0, 500.0));
    // Where the pointer is said to be, it was at that very time: places follow one smooth curve
    // even when the machine was too busy for some of them.
    let length = (way.last().unwrap().0 - way[0].0).as_secs_f64();
    let whole = (way.last().unwrap().1 - way[0].1).length();
    for pair in way.windows(2) {
        let seconds = (pair[1].0 - pair[0].0).as_secs_f64();
        let moved = (pair[1].1 - pair[0].1).length();
        assert!(
            moved <= 2.2 * whole / length * seconds + 12.0,
            "{moved} in {seconds}"
        );
    }
}
