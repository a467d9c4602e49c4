//! The words of a reel as files that players read beside it: SubRip, WebVTT and Advanced
//! SubStation. Only text here, no files.

use serde::{Deserialize, Serialize};

use crate::time::{FrameRate, Nanos};
use crate::timeline::{Cue, Timeline};

/// The kinds of side file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subtitles {
    /// SubRip.
    Srt,
    /// WebVTT.
    Vtt,
    /// Advanced SubStation.
    Ass,
}

impl Subtitles {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Subtitles::Srt => "srt",
            Subtitles::Vtt => "vtt",
            Subtitles::Ass => "ass",
        }
    }

    /// The words of a reel.
    pub fn of(self, timeline: &Timeline) -> String {
        let (cues, rate) = (&timeline.cues, timeline.rate);
        match self {
            Subtitles::Srt => srt(cues, rate),
            Subtitles::Vtt => vtt(cues, rate),
            Subtitles::Ass => ass(timeline),
        }
    }
}

fn srt(cues: &[Cue], rate: FrameRate) -> String {
    let cue = |(index, cue): (usize, &Cue)| {
        let (from, to) = (clock(rate, cue.from, ','), clock(rate, cue.to, ','));
        format!(
            "{}\n{from} --> {to}\n{}\n\n",
            index + 1,
            cue.lines.join("\n")
        )
    };
    cues.iter().enumerate().map(cue).collect()
}

fn vtt(cues: &[Cue], rate: FrameRate) -> String {
    // What looks like markup would be taken for it.
    let plain = |line: &String| {
        line.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let cue = |cue: &Cue| {
        let (from, to) = (clock(rate, cue.from, '.'), clock(rate, cue.to, '.'));
        let lines: Vec<String> = cue.lines.iter().map(plain).collect();
        format!("{from} --> {to}\n{}\n\n", lines.join("\n"))
    };
    let cues: String = cues.iter().map(cue).collect();
    format!("WEBVTT\n\n{cues}")
}

fn ass(timeline: &Timeline) -> String {
    let (width, height) = (timeline.canvas.width, timeline.canvas.height);
    let (size, margin) = (height.min(width) / 22, height.min(width) / 13);
    let head = format!(
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {width}\nPlayResY: {height}\n\
         WrapStyle: 2\nScaledBorderAndShadow: yes\n\n[V4+ Styles]\n\
         Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, \
         BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n\
         Style: Default,Inter,{size},&H00FFFFFF,&H00000000,&H80000000,-1,1,2,0,2,40,40,{margin},1\n\n\
         [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    );
    // Braces would begin commands.
    let plain = |line: &String| line.replace('{', "(").replace('}', ")");
    let event = |cue: &Cue| {
        let (from, to) = (
            hundredths(timeline.rate, cue.from),
            hundredths(timeline.rate, cue.to),
        );
        let lines: Vec<String> = cue.lines.iter().map(plain).collect();
        format!(
            "Dialogue: 0,{from},{to},Default,,0,0,0,,{}\n",
            lines.join("\\N")
        )
    };
    head + &timeline.cues.iter().map(event).collect::<String>()
}

/// A frame's time as hours, minutes, seconds and thousandths.
fn clock(rate: FrameRate, frame: u64, point: char) -> String {
    let millis = millis(rate.time_of(frame));
    let (seconds, rest) = (millis / 1000, millis % 1000);
    let (minutes, hours) = (seconds / 60 % 60, seconds / 3600);
    format!(
        "{hours:02}:{minutes:02}:{:02}{point}{rest:03}",
        seconds % 60
    )
}

fn hundredths(rate: FrameRate, frame: u64) -> String {
    let all = (millis(rate.time_of(frame)) + 5) / 10;
    let (seconds, rest) = (all / 100, all % 100);
    let (minutes, hours) = (seconds / 60 % 60, seconds / 3600);
    format!("{hours}:{minutes:02}:{:02}.{rest:02}", seconds % 60)
}

fn millis(time: Nanos) -> i64 {
    (time.0 + 500_000) / 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::CanvasSize;

    fn timeline() -> Timeline {
        let cue = |from, to, lines: &[&str]| Cue {
            from,
            to,
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        Timeline {
            output: "wide".to_owned(),
            canvas: CanvasSize::new(1920, 1080),
            rate: FrameRate {
                num: 30_000,
                den: 1001,
            },
            scenes: Vec::new(),
            sound: Default::default(),
            cues: vec![
                cue(15, 90, &["One command,", "a <b> & {c}."]),
                cue(108_000, 108_030, &["An hour later."]),
            ],
            chapters: Vec::new(),
            stills: Vec::new(),
        }
    }

    #[test]
    fn subrip_has_numbers_commas_and_lines_as_they_are() {
        let text = Subtitles::Srt.of(&timeline());
        let wanted =
            "1\n00:00:00,501 --> 00:00:03,003\nOne command,\na <b> & {c}.\n\n2\n01:00:03,600 -->";
        assert!(text.starts_with(wanted), "{text}");
    }

    #[test]
    fn webvtt_takes_no_word_for_markup() {
        let text = Subtitles::Vtt.of(&timeline());
        assert!(
            text.starts_with("WEBVTT\n\n00:00:00.501 --> 00:00:03.003\n"),
            "{text}"
        );
        assert!(text.contains("a &lt;b&gt; &amp; {c}.\n\n"), "{text}");
    }

    #[test]
    fn substation_takes_no_word_for_a_command() {
        let text = Subtitles::Ass.of(&timeline());
        let wanted =
            "Dialogue: 0,0:00:00.50,0:00:03.00,Default,,0,0,0,,One command,\\Na <b> & (c).\n";
        assert!(text.contains(wanted), "{text}");
        assert!(text.contains("PlayResX: 1920\n"), "{text}");
    }
}
