//! Mouths: any shape between those of speech, as a small drawing.

use demoreel_primitives::timeline::Mouth;

/// What kind of mouth a puppet has.
pub struct Features {
    /// Height of its middle in the drawing.
    at: f32,
    /// Of the lips, or of the lamp.
    colour: &'static str,
    lips: bool,
}

/// Half the width of a mouth that is neither spread nor rounded.
const HALF: f32 = 19.0;
/// How far a wide-open mouth is open.
const OPEN: f32 = 31.0;

impl Features {
    /// A mouth with lips, teeth and a tongue.
    pub const fn lips(at: f32, colour: &'static str) -> Features {
        Features {
            at,
            colour,
            lips: true,
        }
    }

    /// A mouth of light on a dark glass.
    pub const fn lamp(at: f32, colour: &'static str) -> Features {
        Features {
            at,
            colour,
            lips: false,
        }
    }

    /// The drawing of a mouth.
    pub fn svg(&self, mouth: &Mouth) -> String {
        let shape = Shape::new(mouth, self.at);
        let inner = match (shape.is_shut(), self.lips) {
            (true, lips) => shape.line(self.colour, if lips { 4.6 } else { 6.5 }),
            (false, true) => shape.lips(self.colour),
            (false, false) => shape.lamp(self.colour),
        };
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><g id="mouth">{inner}</g></svg>"##
        )
    }
}

/// A mouth in units of the drawing.
struct Shape {
    /// Height of the corners.
    at: f32,
    /// Half its width.
    half: f32,
    /// How far the lips are apart.
    open: f32,
    /// How far the corners are above the middle of the closed mouth.
    lift: f32,
    teeth: f32,
    tongue: f32,
    bite: f32,
}

impl Shape {
    fn new(mouth: &Mouth, at: f32) -> Shape {
        let of = |value: i8| f32::from(value) / 32.0;
        Shape {
            at,
            half: HALF + 8.5 * of(mouth.wide),
            open: OPEN * of(mouth.open).max(0.0),
            lift: 6.5 * of(mouth.smile),
            teeth: of(mouth.teeth).max(0.0),
            tongue: of(mouth.tongue).max(0.0),
            bite: of(mouth.bite).max(0.0),
        }
    }

    fn is_shut(&self) -> bool {
        self.open < 2.0
    }

    /// Closed lips: one line.
    fn line(&self, colour: &str, stroke: f32) -> String {
        let (left, right) = (200.0 - self.half, 200.0 + self.half);
        let (ends, middle) = (self.at - self.lift / 2.0, self.at + self.lift);
        format!(
            r##"<path fill="none" stroke="{colour}" stroke-width="{stroke}" stroke-linecap="round" d="M{left} {ends} Q200 {middle} {right} {ends}"/>"##
        )
    }

    /// The outline of an open mouth: the upper lip rises a little, the lower one falls.
    fn outline(&self) -> String {
        let (half, at) = (self.half, self.at - self.lift / 3.0);
        let (left, right) = (200.0 - half, 200.0 + half);
        let upper = at - self.open * 0.36;
        let lower = at + self.open * 1.0;
        let (a, b) = (200.0 - half * 0.62, 200.0 + half * 0.62);
        format!(
            "M{left} {at} C{a} {upper} {b} {upper} {right} {at} C{right_in} {lower} {left_in} {lower} {left} {at} Z",
            right_in = 200.0 + half * 0.72,
            left_in = 200.0 - half * 0.72,
        )
    }

    fn lips(&self, colour: &str) -> String {
        let outline = self.outline();
        let top = self.at - self.lift / 3.0 - self.open * 0.27;
        let bottom = self.at - self.lift / 3.0 + self.open * 0.75;
        let teeth = (self.open * 0.30).min(7.5) * self.teeth + 1.5 * self.bite;
        let teeth_x = 200.0 - self.half * 0.82;
        let teeth_width = self.half * 1.64;
        let teeth_height = teeth + 2.0;
        let teeth_top = top - 2.0;
        let radius = (teeth_height / 2.0).min(4.0);
        let opacity = if teeth > 0.6 { 1.0 } else { 0.0 };
        let tongue_rise = self.open * (0.20 + 0.34 * self.tongue);
        let tongue_half = self.half * 0.66;
        let tongue_at = bottom + 2.0;
        // The lower lip over the teeth's edge, as for F and V.
        let rim = 4.2 + 1.2 * self.bite;
        format!(
            r##"<clipPath id="inside"><path d="{outline}"/></clipPath><path fill="#54161f" d="{outline}"/><g clip-path="url(#inside)"><ellipse cx="200" cy="{tongue_at}" rx="{tongue_half}" ry="{tongue_rise}" fill="#d7606b"/><rect x="{teeth_x}" y="{teeth_top}" width="{teeth_width}" height="{teeth_height}" rx="{radius}" fill="#fffaf4" opacity="{opacity}"/></g><path fill="none" stroke="{colour}" stroke-width="{rim}" stroke-linejoin="round" d="{outline}"/>"##
        )
    }

    fn lamp(&self, colour: &str) -> String {
        let outline = self.outline();
        format!(
            r##"<path fill="{colour}" stroke="{colour}" stroke-width="6" stroke-linejoin="round" d="{outline}"/>"##
        )
    }
}
