//! What painted frames must look like, by probes that mean something.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

#[path = "painting/stage.rs"]
mod stage;

mod differences {
    use super::stage::*;
    use demoreel_paint::resample::Kernel;

    #[test]
    fn painting_differences_equals_painting_everything() {
        by_damage_equals_whole(1..=250);
    }

    #[test]
    #[ignore = "takes minutes; `make soak` runs it"]
    fn painting_differences_equals_painting_everything_ten_thousand_times() {
        by_damage_equals_whole(1_000..=11_000);
    }

    fn by_damage_equals_whole(seeds: std::ops::RangeInclusive<u64>) {
        for seed in seeds {
            let (filmed, pictures, scene) = random_scene(seed);
            let mut films = MemoryFilms(&pictures);
            let mut by_damage = painter(scene, Kernel::best());
            for frame in 0..scene.frames {
                paint(&mut by_damage, scene, filmed, frame, &mut films);
                let mut whole = painter(scene, Kernel::best());
                paint(&mut whole, scene, filmed, frame, &mut films);
                if by_damage.frame() != whole.frame() {
                    panic!(
                        "seed {seed}, frame {frame}: {}",
                        first_difference(by_damage.frame(), whole.frame())
                    );
                }
            }
        }
    }

    #[test]
    fn the_portable_kernel_paints_the_same_bytes() {
        for seed in 1..=40 {
            let (filmed, pictures, scene) = random_scene(seed);
            let mut films = MemoryFilms(&pictures);
            let mut fast = painter(scene, Kernel::best());
            let mut plain = painter(scene, Kernel::Portable);
            for frame in 0..scene.frames {
                paint(&mut fast, scene, filmed, frame, &mut films);
                paint(&mut plain, scene, filmed, frame, &mut films);
                assert!(fast.frame() == plain.frame(), "seed {seed}, frame {frame}");
            }
        }
    }

    #[test]
    fn a_frame_that_shows_the_same_is_no_work_at_all() {
        let (filmed, pictures, scene) = random_scene(3);
        let mut films = MemoryFilms(&pictures);
        let mut painter = painter(scene, Kernel::best());
        assert!(!paint(&mut painter, scene, filmed, 2, &mut films).is_empty());
        assert!(paint(&mut painter, scene, filmed, 2, &mut films).is_empty());
    }
}

mod look {
    use super::stage::*;
    use demoreel_paint::resample::Kernel;
    use demoreel_primitives::colour::Colour;
    use demoreel_primitives::picture::{Picture, Plane};
    use demoreel_primitives::plan::{Background, Shadow, WindowButtons, WindowKind, WindowSide};
    use demoreel_primitives::space::{CanvasRect, CanvasSize};
    use demoreel_primitives::timeline::{Bar, BarLook, Layer, Track};

    const NO_SHADOW: Shadow = Shadow {
        opacity: 0.0,
        blur: 1.0,
        drop: 0.0,
    };

    fn rect(left: f64, top: f64, width: f64, height: f64) -> CanvasRect {
        CanvasRect::new(euclid::point2(left, top), euclid::size2(width, height))
    }

    fn solid(red: u8, green: u8, blue: u8) -> Background {
        Background::Solid(Colour::rgb(red, green, blue))
    }

    #[test]
    fn the_corner_is_background_and_the_middle_is_the_film() {
        let film = flat(64, 40, Colour::rgb(250, 250, 250));
        let card = one_card(
            &film,
            solid(20, 40, 90),
            rect(30.0, 20.0, 128.0, 80.0),
            12.0,
            NO_SHADOW,
        );
        let frame = card.frame(Kernel::best());
        assert_close(frame.rgb_at(2, 2), [20, 40, 90]);
        assert_close(frame.rgb_at(31, 21), [20, 40, 90]);
        assert_close(frame.rgb_at(94, 60), [250, 250, 250]);
        assert_close(frame.rgb_at(34 + 60, 21), [250, 250, 250]);
    }

    #[test]
    fn the_smallest_and_the_largest_canvas_are_painted() {
        let film = flat(64, 40, Colour::rgb(250, 250, 250));
        for (width, height) in [(2, 2), (2, 4320), (7680, 4320)] {
            let (wide, high) = (f64::from(width), f64::from(height));
            // So large that the chroma of the smallest canvas sees nothing beside it.
            let place = rect(-wide, -high, 3.0 * wide, 3.0 * high);
            let shadow = Shadow {
                opacity: 0.5,
                blur: 0.1 * high,
                drop: 0.0,
            };
            let card = one_card(&film, solid(20, 40, 90), place, 0.1 * wide, shadow);
            let frame = card.frame_of(CanvasSize::new(width, height), Kernel::best());
            let middle = frame.rgb_at(frame.width() / 2, frame.height() / 2);
            assert_close(middle, [250, 250, 250]);
        }
    }

    #[test]
    fn an_edge_has_neither_a_dark_nor_a_light_fringe() {
        let film = flat(80, 60, Colour::rgb(240, 240, 240));
        for step in 0..16 {
            let by = step as f64 / 16.0;
            let place = rect(20.0 + by, 18.0 + by, 120.0, 90.0);
            let card = one_card(&film, solid(60, 60, 60), place, 10.0, NO_SHADOW);
            let frame = card.frame(Kernel::best());
            let (dark, light) = (
                Colour::rgb(60, 60, 60).to_yuv().y,
                Colour::rgb(240, 240, 240).to_yuv().y,
            );
            for sample in frame.plane(Plane::Y) {
                let sample = *sample as f64;
                assert!(
                    sample >= dark - 1.0 && sample <= light + 1.0,
                    "{sample} at {by}"
                );
            }
        }
    }

    fn window(kind: WindowKind, own: Option<(Colour, Colour)>, buttons: WindowButtons) -> Bar {
        Bar {
            look: BarLook {
                kind,
                dark: false,
                own,
                buttons,
                side: WindowSide::Left,
                height: 0.1,
            },
            texts: vec![String::new()],
            says: Track::constant(0),
            largest: 200.0,
        }
    }

    fn give(card: &mut OneCard, bar: Bar) {
        if let Layer::Card(card) = &mut card.scene.layers[0] {
            card.bar = Some(Box::new(bar));
        }
    }

    #[test]
    fn a_windows_bar_stands_on_its_film_and_has_the_cards_corners() {
        let film = flat(100, 50, Colour::rgb(10, 60, 10));
        let place = rect(40.0, 60.0, 200.0, 100.0);
        let mut card = one_card(&film, solid(20, 40, 90), place, 8.0, NO_SHADOW);
        give(
            &mut card,
            window(WindowKind::Macos, None, WindowButtons::Colourful),
        );
        let frame = card.frame(Kernel::best());
        assert_close(frame.rgb_at(41, 41), [20, 40, 90]);
        assert_close(frame.rgb_at(140, 38), [20, 40, 90]);
        assert_close(frame.rgb_at(140, 48), [246, 246, 247]);
        assert_close(frame.rgb_at(140, 61), [10, 60, 10]);
        // The first button's middle is 19 of the bar's 30 units from its edge.
        let [red, green, _] = frame.rgb_at(40 + 12, 50);
        assert!(red > 220 && green < 130, "{red} {green}");
    }

    #[test]
    fn nothing_is_seen_between_a_bar_and_a_film_of_one_colour() {
        let ground = Colour::rgb(240, 240, 240);
        let film = flat(80, 60, ground);
        for step in 0..16 {
            let by = step as f64 / 16.0;
            let place = rect(20.0 + by, 48.0 + by, 120.0, 90.0);
            let mut card = one_card(&film, solid(60, 60, 60), place, 10.0, NO_SHADOW);
            let own = Some((ground, ground));
            give(
                &mut card,
                window(WindowKind::Terminal, own, WindowButtons::None),
            );
            let frame = card.frame(Kernel::best());
            let light = ground.to_yuv().y;
            for row in 40..130 {
                let sample = f64::from(frame.plane(Plane::Y)[row * frame.width() + 80]);
                assert!(
                    (sample - light).abs() <= 1.0,
                    "{sample} in row {row} at {by}"
                );
            }
        }
    }

    #[test]
    fn a_shadow_is_dark_under_the_card_and_gone_far_away() {
        let film = flat(64, 40, Colour::rgb(250, 250, 250));
        let shadow = Shadow {
            opacity: 0.5,
            blur: 6.0,
            drop: 5.0,
        };
        let card = one_card(
            &film,
            solid(200, 200, 200),
            rect(60.0, 40.0, 128.0, 80.0),
            8.0,
            shadow,
        );
        let frame = card.frame(Kernel::best());
        let brightness = |x, y| frame.rgb_at(x, y)[0];
        assert!(brightness(124, 122) < 140, "{}", brightness(124, 122));
        assert!(brightness(124, 38) > brightness(124, 122), "it falls down");
        assert_eq!(brightness(4, 4), 200);
        let below: Vec<u8> = (121..160).map(|y| brightness(124, y)).collect();
        assert!(
            below
                .windows(2)
                .all(|pair| pair[1] as i32 >= pair[0] as i32 - 2),
            "{below:?}"
        );
    }

    #[test]
    fn a_dark_gradient_has_no_step_wider_than_its_dither_hides() {
        let colours = vec![Colour::rgb(10, 10, 16), Colour::rgb(26, 24, 40)];
        let background = Background::Linear {
            angle: 0.0,
            colours,
        };
        let film = flat(16, 16, Colour::rgb(0, 0, 0));
        let card = one_card(
            &film,
            background,
            rect(-90.0, -90.0, 16.0, 16.0),
            0.0,
            NO_SHADOW,
        );
        let frame = card.frame(Kernel::best());
        // Averages over a few columns must follow the true line: a band would stand off by half a
        // step.
        let (width, height) = (frame.width(), frame.height());
        let mean = |from: usize| {
            let columns = (0..height).flat_map(|y| (from..from + 8).map(move |x| y * width + x));
            let samples: Vec<f64> = columns.map(|at| frame.plane(Plane::Y)[at] as f64).collect();
            samples.iter().sum::<f64>() / samples.len() as f64
        };
        let (first, last) = (
            Colour::rgb(10, 10, 16).to_yuv().y,
            Colour::rgb(26, 24, 40).to_yuv().y,
        );
        for from in (0..width - 8).step_by(5) {
            let way = (from as f64 + 4.0) / width as f64;
            let wanted = first + (last - first) * way;
            assert!(
                (mean(from) - wanted).abs() < 0.12,
                "{} for {wanted} at {from}",
                mean(from)
            );
        }
    }

    #[test]
    fn a_slow_creep_moves_by_the_same_way_in_every_frame() {
        let film = step(160, 40);
        for scale in [0.6, 1.0, 1.7] {
            let centres: Vec<f64> = (0..60)
                .map(|frame| {
                    let left = -20.0 + frame as f64 * 0.3;
                    let place = rect(left, -10.0, 160.0 * scale, 200.0);
                    let card = one_card(&film, solid(0, 0, 0), place, 0.0, NO_SHADOW);
                    bright_until(&card.frame(Kernel::best()), 60)
                })
                .collect();
            for three in centres.windows(3) {
                let jitter = (three[2] - 2.0 * three[1] + three[0]).abs();
                assert!(jitter <= 0.02, "{jitter} at scale {scale}");
                assert!(three[1] > three[0], "a backward step at scale {scale}");
            }
        }
    }

    #[test]
    fn the_edge_of_a_creeping_card_creeps_with_it() {
        let film = flat(60, 40, Colour::rgb(255, 255, 255));
        let edges: Vec<f64> = (0..30)
            .map(|frame| {
                let place = rect(20.0 + frame as f64 * 0.1, 12.0, 120.0, 80.0);
                let frame =
                    one_card(&film, solid(0, 0, 0), place, 8.0, NO_SHADOW).frame(Kernel::best());
                let row = &frame.plane(Plane::Y)[50 * frame.width()..][..60];
                60.0 - row
                    .iter()
                    .map(|sample| (*sample as f64 - 16.0) / 219.0)
                    .sum::<f64>()
            })
            .collect();
        for pair in edges.windows(2) {
            assert!((pair[1] - pair[0] - 0.1).abs() < 0.01, "{edges:?}");
        }
    }

    #[test]
    fn colour_stays_on_its_shape() {
        // A red half beside a white half: after any move, colour and brightness change at the
        // same place, to a quarter of a pixel.
        let mut film = flat(80, 40, Colour::rgb(255, 255, 255));
        paint_right_half(&mut film, Colour::rgb(255, 0, 0));
        for step in 0..8 {
            let place = rect(20.0 + step as f64 * 0.25, 10.0, 160.0, 80.0);
            let frame =
                one_card(&film, solid(255, 255, 255), place, 0.0, NO_SHADOW).frame(Kernel::best());
            // The film's own samples cross at 40 in luma and, drawn as lines, at 39.83 in chroma.
            let by = 20.0 + step as f64 * 0.25;
            let (luma, chroma) = (
                crossing(&frame, Plane::Y, 50),
                crossing(&frame, Plane::V, 25),
            );
            assert!(
                (luma - (2.0 * 40.0 + by)).abs() < 0.15,
                "luma at {luma}, moved by {by}"
            );
            assert!(
                (chroma - (2.0 * 39.83 + by)).abs() < 0.3,
                "chroma at {chroma}, moved by {by}"
            );
        }
    }

    /// Where a row's samples cross the middle between its ends, in luma pixels.
    fn crossing(frame: &Picture, plane: Plane, row: usize) -> f64 {
        let (width, _) = frame.plane_size(plane);
        let line = &frame.plane(plane)[row * width..(row + 1) * width];
        let (from, to) = match plane {
            Plane::Y => (40, 140),
            _ => (20, 70),
        };
        let middle = (line[from] as f64 + line[to] as f64) / 2.0;
        let side = |at: usize| line[at] as f64 - middle;
        let before = (from..to)
            .rev()
            .find(|at| side(*at) * side(from) > 0.0)
            .unwrap();
        let part = side(before) / (side(before) - side(before + 1));
        match plane {
            Plane::Y => before as f64 + part + 0.5,
            _ => 2.0 * (before as f64 + part) + 0.5,
        }
    }

    #[test]
    fn a_pointer_and_a_caption_are_where_they_should_be() {
        use demoreel_primitives::plan::{Anchor, CaptionDress};
        use demoreel_primitives::timeline::*;
        let film = flat(64, 40, Colour::rgb(128, 128, 128));
        let mut card = one_card(
            &film,
            solid(128, 128, 128),
            rect(0.0, 0.0, 320.0, 200.0),
            0.0,
            NO_SHADOW,
        );
        let pose = PointerPose {
            at: euclid::point2(100.0, 50.0),
            height: 32.0,
            opacity: 1.0,
        };
        card.scene.layers.push(Layer::Pointer(PointerLayer {
            shape: Track::constant(CursorShape::Arrow),
            pose: Track::constant(Some(pose)),
        }));
        card.scene.layers.push(Layer::Caption(CaptionLayer {
            look: CaptionLook {
                dress: CaptionDress::Boxed,
                size: 16.0,
                colour: Colour::rgb(255, 255, 255),
                plate: Colour::rgb(0, 0, 0),
                highlight: Colour::rgb(255, 0, 0),
                language: "en".to_owned(),
            },
            texts: vec![CaptionText {
                lines: vec![vec!["Hello".to_owned(), "there".to_owned()]],
                anchor: Anchor::Bottom,
                at: euclid::point2(160.0, 190.0),
            }],
            shown: Track::constant(Some(CaptionPose {
                text: 0,
                word: None,
                scale: 1.0,
                opacity: 1.0,
            })),
        }));
        let frame = card.frame(Kernel::best());
        assert!(
            frame.rgb_at(104, 60)[0] < 30,
            "inside the arrow it is black"
        );
        let rim = (94..104).map(|x| frame.rgb_at(x, 62)[0]).max();
        assert!(rim > Some(220), "its rim is white: {rim:?}");
        assert_close(frame.rgb_at(60, 50), [128, 128, 128]);
        let plate: Vec<u8> = (100..220).map(|x| frame.rgb_at(x, 178)[0]).collect();
        assert!(plate.iter().any(|value| *value > 200), "letters");
        assert!(
            plate.iter().filter(|value| **value < 20).count() > 30,
            "plate"
        );
        assert_close(frame.rgb_at(160, 195), [128, 128, 128]);
    }
}
