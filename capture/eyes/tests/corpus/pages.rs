//! The pages of the corpus: one desk full of things to click, in several states.

/// How a page is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scene {
    pub name: &'static str,
    pub dark: bool,
    /// Device pixels for one CSS pixel.
    pub density: f64,
    /// Everything stands so much further to the right and down, in CSS pixels.
    pub shift: f64,
    pub state: State,
}

/// What became of the things on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// All are there.
    Normal,
    /// All are there and disabled.
    Disabled,
    /// All are replaced by what looks much like them.
    LookAlikes,
    /// All are there, and half of each is behind a panel.
    Covered,
    /// None is there.
    Absent,
    /// All are there twice.
    Twice,
    /// A pointer stands on each of them: a shade darker.
    Hovered,
    /// All are there, and look-alikes stand before them in reading order.
    BesideLookAlikes,
}

/// A thing: its name, the look-alike that takes its place, its box without the shift.
pub struct Thing {
    pub name: &'static str,
    pub words: &'static str,
    pub alike: &'static str,
    pub class: &'static str,
    pub at: (f64, f64, f64, f64),
}

const fn thing(
    name: &'static str,
    words: &'static str,
    alike: &'static str,
    class: &'static str,
    at: (f64, f64, f64, f64),
) -> Thing {
    Thing {
        name,
        words,
        alike,
        class,
        at,
    }
}

pub const THINGS: &[Thing] = &[
    thing("save", "Save", "Safe", "primary", (260.0, 60.0, 96.0, 36.0)),
    thing("send", "Send", "Sent", "primary", (420.0, 60.0, 96.0, 36.0)),
    thing(
        "deploy",
        "Deploy",
        "Delays",
        "primary",
        (580.0, 60.0, 120.0, 40.0),
    ),
    thing(
        "cancel",
        "Cancel",
        "Conceal",
        "ghost",
        (740.0, 60.0, 110.0, 36.0),
    ),
    thing(
        "new",
        "+ New service",
        "+ New server",
        "ghost",
        (900.0, 60.0, 160.0, 40.0),
    ),
    thing(
        "delete",
        "Delete",
        "Detach",
        "danger",
        (260.0, 130.0, 100.0, 36.0),
    ),
    thing("small", "edit", "exit", "small", (420.0, 134.0, 44.0, 22.0)),
    thing(
        "plus",
        "<svg width=20 height=20><path d='M10 2v16M2 10h16' stroke='currentColor' stroke-width=3 /></svg>",
        "<svg width=20 height=20><path d='M4 4l12 12M16 4L4 16' stroke='currentColor' stroke-width=3 /></svg>",
        "icon",
        (580.0, 130.0, 36.0, 36.0),
    ),
    thing(
        "gear",
        "<svg width=20 height=20><circle cx=10 cy=10 r=4 /><circle cx=10 cy=10 r=8 fill='none' stroke='currentColor' stroke-width=3 stroke-dasharray='3 3.28'/></svg>",
        "<svg width=20 height=20><circle cx=10 cy=10 r=8 /></svg>",
        "icon",
        (660.0, 130.0, 36.0, 36.0),
    ),
    thing(
        "card",
        "<b>guestbook</b><br><small>eu-west-1 &middot; 38 ms</small>",
        "<b>scrapbook</b><br><small>us-east-2 &middot; 91 ms</small>",
        "card",
        (740.0, 130.0, 200.0, 72.0),
    ),
    thing(
        "badge",
        "Active",
        "Inactive",
        "badge",
        (980.0, 134.0, 72.0, 24.0),
    ),
    thing(
        "wide",
        "Continue to step 2",
        "Continue to step 3",
        "primary",
        (260.0, 210.0, 300.0, 36.0),
    ),
    thing(
        "price",
        "$19.00 a month",
        "$10.00 a month",
        "ghost",
        (600.0, 210.0, 150.0, 36.0),
    ),
    thing(
        "count",
        "Inbox 3",
        "Inbox 8",
        "ghost",
        (790.0, 210.0, 100.0, 32.0),
    ),
    thing(
        "region",
        "eu-west-1",
        "eu-west-2",
        "small",
        (930.0, 212.0, 80.0, 24.0),
    ),
    thing(
        "toggle",
        "<i style='width:18px;height:18px;border-radius:9px;background:#fff;margin-left:18px'></i>",
        "<i style='width:18px;height:18px;border-radius:9px;background:#fff;margin-right:18px'></i>",
        "primary",
        (1050.0, 212.0, 44.0, 24.0),
    ),
    thing(
        "check",
        "<svg width=16 height=16><path d='M2 8l4 5 8-10' stroke='currentColor' fill='none' stroke-width=2 /></svg>",
        "<svg width=16 height=16></svg>",
        "small",
        (1130.0, 212.0, 22.0, 22.0),
    ),
    thing(
        "link",
        "View logs",
        "View jobs",
        "link",
        (1100.0, 64.0, 90.0, 28.0),
    ),
];

impl Scene {
    /// Where a thing is, in CSS pixels.
    pub fn place(&self, thing: &Thing) -> (f64, f64, f64, f64) {
        let (x, y, width, height) = thing.at;
        let down = if self.state == State::BesideLookAlikes {
            DOWN
        } else {
            0.0
        };
        (x + self.shift, y + self.shift + down, width, height)
    }

    /// The scene's part of a page.
    fn html(&self) -> String {
        let theme = if self.dark { "dark" } else { "light" };
        format!(
            "<section class={theme}>{}{}</section>",
            backdrop(),
            self.things()
        )
    }

    fn things(&self) -> String {
        THINGS.iter().map(|thing| self.thing(thing)).collect()
    }

    fn thing(&self, thing: &Thing) -> String {
        let (x, y, width, height) = thing.at;
        let (x, y) = (x + self.shift, y + self.shift);
        let one = |words: &str, extra: &str, down: f64| {
            format!(
                "<div class='t {} {extra}' style='left:{x}px;top:{}px;width:{width}px;height:{height}px'>\
                 {words}</div>",
                thing.class,
                y + down
            )
        };
        match self.state {
            State::Normal => one(thing.words, "", 0.0),
            State::Disabled => one(thing.words, "dis", 0.0),
            State::Hovered => one(thing.words, "hov", 0.0),
            State::LookAlikes => one(thing.alike, "", 0.0),
            State::Absent => String::new(),
            State::Twice => one(thing.words, "", 0.0) + &one(thing.words, "", DOWN),
            State::BesideLookAlikes => one(thing.alike, "", 0.0) + &one(thing.words, "", DOWN),
            State::Covered => {
                let veil = format!(
                    "<div class=veil style='left:{}px;top:{}px;width:{width}px;height:{height}px'></div>",
                    x + width * 0.5,
                    y - height * 0.2
                );
                one(thing.words, "", 0.0) + &veil
            }
        }
    }
}

/// Scenes below each other.
pub fn html(font: &str, scenes: &[&Scene], window: (u32, u32)) -> String {
    let (width, height) = window;
    let scenes: String = scenes.iter().map(|scene| scene.html()).collect();
    format!(
        "<!doctype html><meta charset=utf-8><style>\
         @font-face{{font-family:Inter;src:url('file://{font}')}}\
         section{{position:relative;width:{width}px;height:{height}px;overflow:hidden}}\
         {STYLE}</style>{scenes}"
    )
}

const STYLE: &str = "
    * { box-sizing: border-box }
    body { margin: 0; font: 14px Inter }
    .light { --back: #ffffff; --ink: #0f172a; --card: #f8fafc }
    .dark { --back: #0f172a; --ink: #e2e8f0; --card: #1e293b }
    section { background: var(--back); color: var(--ink) }
    .t { position: absolute; border-radius: 8px; border: 0; font: 14px Inter; display: flex;
         align-items: center; justify-content: center; padding: 0 }
    .primary { background: #2563eb; color: #fff }
    .danger { background: #dc2626; color: #fff }
    .ghost { background: var(--card); border: 1px solid #94a3b8 }
    .small { font-size: 11px; background: var(--card); border: 1px solid #94a3b8; border-radius: 4px }
    .icon { background: var(--card); border: 1px solid #94a3b855 }
    .card { display: block; padding: 14px; background: var(--card); border: 1px solid #94a3b855 }
    .badge { background: #dcfce7; color: #166534; font-size: 12px; border-radius: 12px }
    .link { color: #2563eb; text-decoration: underline }
    .dis { opacity: .45 }
    .hov { filter: brightness(.93) }
    nav { position: absolute; left: 0; top: 0; width: 210px; height: 700px; background: var(--card); padding: 24px }
    nav a { display: block; padding: 9px 12px }
    table { position: absolute; left: 260px; top: 470px; width: 900px; border-collapse: collapse }
    td { padding: 7px 12px; border-bottom: 1px solid #94a3b855 }
    .veil { position: absolute; background: var(--card); border: 1px solid #94a3b8; border-radius: 8px }
";

/// Where the second of two things stands, below the first.
pub const DOWN: f64 = 200.0;

/// What stands on every page and is none of the things.
fn backdrop() -> String {
    let rows: String = (0..7)
        .map(|row| {
            let state = ["Building", "Queued", "Failed"][row % 3];
            format!(
                "<tr><td>service-{row}<td>{state}<td>eu-west-{}<td>{} ms</tr>",
                row % 4,
                row * 37 % 60
            )
        })
        .collect();
    let links = ["Overview", "Services", "Databases", "Domains", "Settings"];
    let links: String = links.map(|link| format!("<a>{link}</a>")).concat();
    format!("<nav><b>Ink</b>{links}</nav><table>{rows}</table>")
}
