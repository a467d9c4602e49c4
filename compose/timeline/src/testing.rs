//! Scenes of a few events for the passes' tests: a film of 1600x1000 logical pixels at density 2
//! that shows one picture unless a test adds others, and an output of 1920x1080 at 60.

use demoreel_primitives::colour::Colour;
use demoreel_primitives::event::{Button, Event, Happening};
use demoreel_primitives::filmed::{Film, FilmedScene, PictureInfo};
use demoreel_primitives::motion::Spring;
use demoreel_primitives::plan::*;
use demoreel_primitives::sighting::Sighting;
use demoreel_primitives::sounds::{Noise, NoiseKind, Sounds};
use demoreel_primitives::space::*;
use demoreel_primitives::speech::{Audio, Speech, Word};
use demoreel_primitives::target::{Finder, Target};
use demoreel_primitives::time::{FrameRate, Nanos, TakeTime};
use demoreel_primitives::timeline::{Layer, ReelScene, Timeline};

use crate::TimelineError;
use crate::material::{Inputs, Material};

/// One scene that a test puts together, times in milliseconds.
pub struct Stage {
    pub name: &'static str,
    pub steps: Vec<(i64, i64)>,
    pub effects: Vec<(Moment, Extent, EffectKind)>,
    pub events: Vec<Event>,
    /// When the whole picture changes, besides at the beginning.
    pub changes: Vec<i64>,
    /// When a caret appears or disappears.
    pub blinks: Vec<i64>,
    pub length: i64,
    pub sightings: Vec<(usize, SurfaceRect, i64)>,
    /// Seconds of each `say`, in order.
    pub spoken: Vec<f64>,
    /// The number of a word that a speaker pauses before, and for how many seconds.
    pub pause: (usize, f64),
    pub output: Output,
}

/// A moment after so many steps and effects.
pub fn moment(after_steps: u32, after_effects: u32) -> Moment {
    Moment {
        at_time: None,
        after_steps,
        after_effects,
    }
}

/// An instant of the take.
pub fn ms(millis: i64) -> TakeTime {
    TakeTime::ZERO + Nanos::from_millis(millis)
}

/// A `say` that holds nothing.
pub fn say(from: Moment, text: &str) -> (Moment, Extent, EffectKind) {
    let text = Words::plain(text);
    (from, Extent::Words, EffectKind::Say { text })
}

/// A zoom of this extent, on whatever the test sights.
pub fn zoom(from: Moment, until: Extent, scale: ZoomScale) -> (Moment, Extent, EffectKind) {
    let text = "Deploy".to_owned();
    let target = Target::plain(Finder::Text { text });
    let timeout = Nanos::from_secs(1);
    let kind = EffectKind::Zoom {
        target,
        scale,
        timeout,
    };
    (from, until, kind)
}

/// The area around a point of the surface.
pub fn area(x: f64, y: f64, width: f64, height: f64) -> SurfaceRect {
    let corner = SurfacePoint::new(x - width / 2.0, y - height / 2.0);
    SurfaceRect::new(corner, euclid::Size2D::new(width, height))
}

/// The pointer is at a place.
pub fn pointer(millis: i64, x: f64, y: f64) -> Event {
    let at = SurfacePoint::new(x, y);
    let surface = "app".to_owned();
    Event {
        at: ms(millis),
        what: Happening::Pointer { surface, at },
    }
}

/// The left button goes down and up again 80 ms later.
pub fn click(millis: i64) -> [Event; 2] {
    let button = |at, down| Event {
        at: ms(at),
        what: Happening::Button {
            surface: "app".to_owned(),
            button: Button::Left,
            down,
        },
    };
    [button(millis, true), button(millis + 80, false)]
}

impl Stage {
    /// A scene of this length with steps that end at these times.
    pub fn new(length: i64, ends: &[i64]) -> Stage {
        let mut begin = 0;
        let steps = ends
            .iter()
            .map(|end| (std::mem::replace(&mut begin, *end), *end));
        Stage {
            name: "one",
            steps: steps.collect(),
            effects: Vec::new(),
            events: Vec::new(),
            changes: Vec::new(),
            blinks: Vec::new(),
            length,
            sightings: Vec::new(),
            spoken: Vec::new(),
            pause: (0, 0.0),
            output: output(),
        }
    }

    /// The whole timeline.
    pub fn try_build(&self) -> Result<Timeline, TimelineError> {
        let plan = self.plan();
        crate::build(
            &plan,
            &self.output,
            &[self.filmed()],
            &self.sighted(),
            sounds(&self.speech(), &noises()),
        )
    }

    /// As [`Stage::try_build`], where nothing is missing.
    pub fn build(&self) -> Timeline {
        self.try_build().expect("the test's scene is whole")
    }

    /// What the passes see of the scene.
    pub fn examine<T>(&self, look: impl FnOnce(&Material<'_>) -> T) -> T {
        let wait = |_| Action::Wait {
            length: Nanos::ZERO,
        };
        self.examine_doing(wait, look)
    }

    /// As [`Stage::examine`], with steps that do something, by their index.
    pub fn examine_doing<T>(
        &self,
        action: impl Fn(usize) -> Action,
        look: impl FnOnce(&Material<'_>) -> T,
    ) -> T {
        let mut plan = self.plan();
        for (index, step) in plan.act.scenes[0].steps.iter_mut().enumerate() {
            step.action = action(index);
        }
        let (speech, noises) = (self.speech(), noises());
        let inputs = Inputs {
            plan: &plan,
            output: &self.output,
            scenes: &[self.filmed()],
            sightings: &self.sighted(),
            sounds: sounds(&speech, &noises),
        };
        look(&inputs.material(0).expect("the test's scene is whole"))
    }

    pub fn plan(&self) -> Plan {
        let steps = (1..=self.steps.len()).map(|number| ActStep {
            id: StepId(format!("{}/{number}", self.name)),
            surface: "app".to_owned(),
            action: Action::Wait {
                length: Nanos::ZERO,
            },
            given: Vec::new(),
            optional: false,
        });
        let effects = self.effects.iter().enumerate();
        let effects = effects.map(|(index, (from, until, kind))| Effect {
            id: self.effect_id(index),
            surface: "app".to_owned(),
            from: *from,
            until: *until,
            kind: kind.clone(),
            given: Vec::new(),
            sooner: Vec::new(),
        });
        Plan {
            version: PLAN_VERSION,
            title: "Test".to_owned(),
            script: "test.yaml".to_owned(),
            home: "/".to_owned(),
            act: Act {
                surfaces: Vec::new(),
                services: Vec::new(),
                requires: Vec::new(),
                scenes: vec![ActScene {
                    name: self.name.to_owned(),
                    steps: steps.collect(),
                    surfaces: vec!["app".to_owned()],
                }],
            },
            look: Look {
                outputs: vec![self.output.clone()],
                scenes: vec![LookScene {
                    name: self.name.to_owned(),
                    effects: effects.collect(),
                    given: Vec::new(),
                }],
            },
            origins: Origins::default(),
        }
    }

    fn effect_id(&self, index: usize) -> EffectId {
        EffectId(format!("{}/look/{}", self.name, index + 1))
    }

    fn filmed(&self) -> FilmedScene {
        let mut events = self.events.clone();
        for (index, (begin, end)) in self.steps.iter().enumerate() {
            let step = StepId(format!("{}/{}", self.name, index + 1));
            let begins = Happening::StepBegin { step: step.clone() };
            events.push(Event {
                at: ms(*begin),
                what: begins,
            });
            let ends = Happening::StepEnd { step };
            events.push(Event {
                at: ms(*end),
                what: ends,
            });
        }
        events.sort_by_key(|event| event.at);
        FilmedScene {
            name: self.name.to_owned(),
            act_hash: String::new(),
            length: Nanos::from_millis(self.length),
            events,
            films: vec![self.film()],
            casts: Vec::new(),
        }
    }

    fn film(&self) -> Film {
        let size = FilmSize::new(3200, 2000);
        let whole = FilmBox::from_size(size.cast());
        let caret = FilmBox::from_origin_and_size((400, 600).into(), (4, 40).into());
        let changes = std::iter::once(&0)
            .chain(&self.changes)
            .map(|at| (*at, whole));
        let mut changes: Vec<_> = changes.collect();
        changes.extend(self.blinks.iter().map(|at| (*at, caret)));
        changes.sort_by_key(|change| change.0);
        let pictures = changes.into_iter().map(|(at, damage)| PictureInfo {
            at: ms(at),
            damage: vec![damage],
            digest: at.to_string(),
        });
        Film {
            surface: "app".to_owned(),
            logical: SurfaceSize::new(1600, 1000),
            size,
            density: 2.0,
            pictures: pictures.collect(),
            missed: 0,
        }
    }

    fn sighted(&self) -> Vec<Sighting> {
        let sightings = self.sightings.iter();
        sightings
            .map(|(effect, area, at)| Sighting {
                effect: self.effect_id(*effect),
                surface: "app".to_owned(),
                area: *area,
                text_height: None,
                at: ms(*at),
            })
            .collect()
    }

    pub fn speech(&self) -> Vec<Speech> {
        let says = self.effects.iter().enumerate();
        let says = says.filter_map(|(index, (_, _, kind))| match kind {
            EffectKind::Say { text } => Some((index, text)),
            _ => None,
        });
        says.zip(&self.spoken)
            .map(|((index, text), seconds)| {
                speech(
                    self.effect_id(index),
                    text.in_language("en"),
                    *seconds,
                    self.pause,
                )
            })
            .collect()
    }
}

/// Words of equal length that fill so many seconds, and a pause among them.
fn sounds<'a>(speech: &'a [Speech], noises: &'a [Noise]) -> Sounds<'a> {
    Sounds {
        speech,
        tunes: &[],
        noises,
    }
}

/// One noise of each kind, its file named after it.
fn noises() -> Vec<Noise> {
    use NoiseKind::{Down, Enter, Letter, Space, Up};
    let named = [
        (Letter, "letter"),
        (Space, "space"),
        (Enter, "enter"),
        (Down, "down"),
        (Up, "up"),
    ];
    named
        .map(|(kind, name)| Noise {
            kind,
            audio: Audio {
                path: name.to_owned(),
                digest: String::new(),
            },
            samples: 4800,
        })
        .into()
}

fn speech(effect: EffectId, text: &str, seconds: f64, pause: (usize, f64)) -> Speech {
    let samples = (seconds * 48_000.0) as u64;
    let paused = (pause.1 * 48_000.0) as u64;
    let texts: Vec<&str> = text.split_whitespace().collect();
    let each = samples / texts.len().max(1) as u64;
    let words = texts.iter().enumerate().map(|(index, text)| {
        let later = if index < pause.0 { 0 } else { paused };
        Word {
            text: (*text).to_owned(),
            from: index as u64 * each + later,
            to: (index as u64 + 1) * each + later,
        }
    });
    Speech {
        audio: Some(Audio {
            path: format!("{effect}.wav"),
            digest: "0".to_owned(),
        }),
        effect,
        samples: samples + paused,
        words: words.collect(),
        phonemes: Vec::new(),
    }
}

/// The timeline of scenes that follow one another in one stage.
pub fn in_a_row(stages: &[Stage]) -> Timeline {
    let mut plan = stages[0].plan();
    for later in &stages[1..] {
        let Plan { act, look, .. } = later.plan();
        plan.act.scenes.extend(act.scenes);
        plan.look.scenes.extend(look.scenes);
    }
    let filmed: Vec<_> = stages.iter().map(Stage::filmed).collect();
    let sighted: Vec<_> = stages.iter().flat_map(Stage::sighted).collect();
    let speech: Vec<_> = stages.iter().flat_map(Stage::speech).collect();
    let mut output = stages[0].output.clone();
    output.styles = stages
        .iter()
        .flat_map(|one| one.output.styles.clone())
        .collect();
    let timeline = crate::build(
        &plan,
        &output,
        &filmed,
        &sighted,
        sounds(&speech, &noises()),
    );
    timeline.expect("the test's scenes are whole")
}

/// 1920x1080 at 60 frames a second.
pub fn output() -> Output {
    Output {
        name: "wide".to_owned(),
        language: "en".to_owned(),
        size: CanvasSize::new(1920, 1080),
        rate: FrameRate::whole(60),
        format: Format::Mp4,
        file: None,
        quality: Quality::default(),
        timing: Timing::default(),
        length: LengthAim::ANY,
        styles: vec![Style {
            layout: Layout::Screen,
            presenter: Presenter::Puppet {
                look: PuppetLook::Nova,
                accent: Colour::rgb(90, 100, 250),
            },
            background: Background::Solid(Colour::rgb(20, 20, 40)),
            padding: 60.0,
            radius: 20.0,
            shadow: Shadow {
                opacity: 0.4,
                blur: 30.0,
                drop: 10.0,
            },
            window: None,
            pointer: PointerStyle {
                height: 40.0,
                ripple: Some(Colour::rgb(255, 255, 255)),
            },
            camera: CameraStyle {
                spring: Spring::BALANCED,
                max_scale: 2.2,
            },
            captions: CaptionStyle {
                spoken: true,
                dress: CaptionDress::Boxed,
                size: 44.0,
                colour: Colour::rgb(255, 255, 255),
                plate: Colour::rgb(0, 0, 0),
                highlight: Colour::rgb(90, 90, 240),
                place: Anchor::Bottom,
                margin: 60.0,
            },
            terminal: Default::default(),
            voice: Voice::Silent,
            sound: SoundStyle::default(),
            waiting: Waiting::Keep,
            fit: Fit::Hold,
            length: LengthAim::ANY,
        }],
    }
}

/// The only scene.
pub fn scene(timeline: &Timeline) -> &ReelScene {
    &timeline.scenes[0]
}

/// Where the card is in a frame of the only scene.
pub fn card_at(timeline: &Timeline, frame: u64) -> CanvasRect {
    card_in(scene(timeline), frame)
}

/// Where the card is in a frame of a scene.
pub fn card_in(scene: &ReelScene, frame: u64) -> CanvasRect {
    let cards = scene.layers.iter();
    let mut cards = cards.filter_map(|layer| match layer {
        Layer::Card(card) => Some(*card.place.at(frame)),
        _ => None,
    });
    cards.next().expect("a scene has a card")
}

/// The first frame at which a moment of the take, in milliseconds, is shown.
pub fn frame_showing(timeline: &Timeline, millis: i64) -> u64 {
    let scene = scene(timeline);
    let frame = (0..scene.frames).find(|frame| *scene.clock.at(*frame) >= ms(millis));
    frame.expect("the moment is shown")
}
