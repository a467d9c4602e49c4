//! Words that people and programs write when they mean ours: misspelt, borrowed from other tools,
//! or of a later version.

/// The nearest of some words, if it is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase().replace('-', "_");
    let scored = known.into_iter().map(|one| (likeness(&folded, one), one));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.82).then_some(best.1)
}

/// Whether a near word is the only one that can be meant: so few slips away that a program may
/// write it, and nothing else as near.
pub(crate) fn is_certain<'a>(
    word: &str,
    near: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> bool {
    let folded = word.to_lowercase().replace('-', "_");
    let slips = strsim::osa_distance(&folded, near);
    let most = if folded.chars().count() <= 4 { 1 } else { 2 };
    let mut others = known.into_iter().filter(|other| *other != near);
    slips <= most && others.all(|other| strsim::osa_distance(&folded, other) > slips)
}

/// From 0 to 1. One slip of the finger is near even in a short word, where most letters differ.
fn likeness(word: &str, known: &str) -> f64 {
    let slip = word.len() > 2 && strsim::osa_distance(word, known) == 1;
    let alike = strsim::jaro_winkler(word, known);
    if slip { alike.max(0.9) } else { alike }
}

/// Our words for a key that means the same elsewhere, the likeliest first.
pub(crate) fn fields_meant_by(word: &str) -> &'static [&'static str] {
    match word {
        "similarity" | "threshold" | "min_similarity" | "score" => &["confidence"],
        "duration" | "length" | "seconds" | "time" | "hold" | "delay" => &["for", "pace"],
        "selector" | "query" | "locator" => &["css"],
        "index" | "occurrence" => &["nth"],
        "picture" | "img" | "template" | "file" => &["image"],
        "regex" | "regexp" | "pattern" => &["matches"],
        "content" | "message" | "words" | "string" | "value" | "label" | "title" => {
            &["text", "title"]
        }
        "name" => &["title", "scene", "name"],
        "id" => &["scene"],
        "zoom" | "level" => &["scale"],
        "speed" | "rate" | "multiplier" | "times" => &["factor", "speed", "pace"],
        "key" | "chord" | "hotkey" => &["keys"],
        "href" | "address" | "link" | "goto" => &["url"],
        "command" | "cmd" => &["run", "command"],
        "folder" | "dir" | "directory" => &["serve"],
        "resolution" | "dimensions" | "viewport" => &["size"],
        "framerate" | "frame_rate" => &["fps"],
        "dpr" | "device_scale_factor" | "pixel_ratio" => &["density"],
        "color" => &["colour"],
        "colors" => &["colours"],
        "bg" => &["background"],
        "corner_radius" | "border_radius" | "rounding" => &["radius"],
        "cursor" | "mouse" => &["pointer"],
        "subtitles" | "caption_style" => &["captions"],
        "within" | "container" | "parent" => &["inside"],
        "position" | "coordinates" | "xy" => &["point"],
        "box" | "rect" | "bounds" | "area" => &["region"],
        "field" | "target" | "element" => &["into"],
        "version" => &["demoreel"],
        "parameters" | "variables" | "vars" => &["params"],
        "import" | "imports" | "uses" => &["use"],
        "narration" | "narrate" | "speak" => &["say", "voice"],
        "description" | "help" => &["about"],
        "kind" => &["type"],
        "then" | "do" | "body" => &["steps"],
        "otherwise" | "unless" => &["else"],
        "if" | "condition" => &["when", "visible"],
        "each" | "over" | "list" => &["in"],
        "var" | "variable" | "item" => &["as"],
        "equals" | "eq" | "is_not" => &["is"],
        "save_as" | "store" | "register" => &["as"],
        "allow_missing" | "ignore_missing" | "if_present" => &["optional"],
        "choices" | "options" | "values" | "enum" | "items" => &["of"],
        "max_zoom" | "zoom_max" => &["max_scale"],
        _ => &[],
    }
}

/// Our word for a step that is called so elsewhere.
pub(crate) fn step_meant_by(word: &str) -> Option<&'static str> {
    Some(match word {
        "goto" | "go_to" | "navigate" | "visit" | "open_url" | "browse" => "open",
        "left_click" | "tap" | "press_button" => "click",
        "dblclick" | "doubleclick" => "double_click",
        "context_click" | "rightclick" => "right_click",
        "hover" | "move" | "mouse_move" | "move_mouse" => "move_to",
        "drag_and_drop" | "drag_to" => "drag",
        "scroll_to" | "scroll_down" | "swipe" | "wheel" => "scroll",
        "type" | "write" | "fill" | "enter_text" | "input" | "keys" => "type_text",
        "exec" | "run" | "sh" | "shell" | "command" | "execute" => "run_command",
        "secret" | "type_password" | "password" => "type_secret",
        "hotkey" | "key" | "press_key" | "send_keys" | "keyboard" => "press",
        "sleep" | "pause" | "delay" | "hold" => "wait",
        "wait_for_text" | "wait_for_selector" | "wait_visible" | "await" => "wait_for",
        "wait_vanish" | "wait_gone" | "wait_hidden" | "wait_for_gone" => "wait_until_gone",
        "wait_settled" | "wait_idle" | "wait_still" | "settle" => "wait_until_still",
        "expect" | "assert" | "assert_text" | "check" | "exists" | "verify" => "assert_visible",
        "narrate" | "speak" | "voiceover" | "narration" => "say",
        "subtitle" | "text" | "title" | "annotate" => "caption",
        "zoom" | "zoom_in" | "focus" | "camera" => "zoom_to",
        "camera_reset" | "zoom_reset" | "reset_zoom" | "unzoom" => "zoom_out",
        "speed_up" | "speedup" | "fast_forward" | "speed" => "mark_speedup",
        "normal_speed" | "mark_end" | "end_speedup" => "mark_normal",
        "cut" | "hide" | "trim" | "skip" => "mark_cut",
        "if" | "if_visible" | "when_visible" | "condition" => "when",
        "foreach" | "loop" | "repeat" | "for" | "with_items" => "for_each",
        "stop" | "end" | "exit" | "skip_scene" => "end_scene",
        "mark_chapter" | "section" => "chapter",
        "screenshot" | "capture" | "snapshot" => "still",
        _ => return None,
    })
}

/// Whether a key is a word of the language that this version cannot do yet.
pub(crate) fn is_field_to_come(word: &str) -> bool {
    const FIELDS: &[&str] = &[
        "redact",
        "frame",
        "transition",
        "place",
        "window",
        "state",
        "at_time",
        "recorder",
    ];
    FIELDS.contains(&word)
}

/// Whether a step is a word of the language that this version cannot do yet.
pub(crate) fn is_step_to_come(word: &str) -> bool {
    const STEPS: &[&str] = &[
        "highlight",
        "callout",
        "redact",
        "open_app",
        "arrow",
        "spotlight",
        "play",
        "layout",
        "show_keys",
        "avatar",
        "note",
        "blur",
    ];
    STEPS.contains(&word)
}

/// Whether a kind of surface, voice or output is a word of a later version.
pub(crate) fn is_kind_to_come(word: &str) -> bool {
    const KINDS: &[&str] = &[
        "screen",
        "camera",
        "shorts",
        "reels",
        "instagram",
        "gif",
        "poster",
        "youtube_4k",
        "heygen",
        "hedra",
        "split",
        "before_after",
    ];
    KINDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_may_write_is_near_and_alone() {
        let words = ["click", "wait", "mark_cut", "mark_normal", "left", "lift"];
        assert!(is_certain("clik", "click", words));
        assert!(is_certain("Mark-Nromal", "mark_normal", words));
        assert!(!is_certain("mark_norms_x", "mark_normal", words), "too far");
        assert!(!is_certain("wa", "wait", words), "half of a short word");
        assert!(!is_certain("lft", "left", words), "`lift` is as near");
    }

    #[test]
    fn a_slip_is_understood_and_another_word_is_not() {
        let words = ["click", "wait_for", "wait", "mark_speedup"];
        assert_eq!(nearest("clik", words), Some("click"));
        assert_eq!(nearest("mark_speedupp", words), Some("mark_speedup"));
        assert_eq!(nearest("wait-for", words), Some("wait_for"));
        assert_eq!(nearest("fro", ["for", "steps"]), Some("for"));
        assert_eq!(nearest("banana", words), None);
    }
}
