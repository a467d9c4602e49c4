//! Themes by name and from the three kinds of file.

use super::*;

/// How far apart two colours' brightness is, by the formula of web accessibility.
fn contrast(one: Colour, other: Colour) -> f64 {
    let light = |colour: Colour| {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                libm::pow((value + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue) + 0.05
    };
    let (one, other) = (light(one), light(other));
    f64::max(one, other) / f64::min(one, other)
}

#[test]
fn names_are_found_however_they_are_written_and_each_means_one_theme() {
    let wanted = TerminalTheme::named("tokyo-night").unwrap();
    for name in ["TokyoNight", "tokyo_night", "Tokyo Night"] {
        assert_eq!(TerminalTheme::named(name), Some(wanted.clone()), "{name}");
    }
    assert_eq!(TerminalTheme::named("tokyo"), None);
    let mut plain: Vec<String> = TerminalTheme::names().map(plain).collect();
    let all = plain.len();
    plain.sort();
    plain.dedup();
    assert_eq!(plain.len(), all);
    assert_eq!(
        TerminalTheme::named(DEFAULT_THEME),
        Some(TerminalTheme::default())
    );
}

#[test]
fn our_own_themes_can_be_read_in_every_colour_but_black() {
    for name in ["midnight", "daylight", "ink-dark", "ink-light"] {
        let theme = TerminalTheme::named(name).unwrap();
        assert!(
            contrast(theme.foreground, theme.background) > 10.0,
            "{name}"
        );
        for (index, colour) in theme.indexed.iter().enumerate().skip(1) {
            let apart = contrast(*colour, theme.background);
            let least = if index > 6 { 2.5 } else { 4.5 };
            assert!(apart > least, "{name} {index}: {apart}");
        }
        assert_eq!(theme.is_light(), name.ends_with("light"), "{name}");
    }
}

#[test]
fn a_base16_scheme_is_read_in_both_of_its_forms() {
    let bases: String = (0..16)
        .map(|base| format!("  base{base:02X}: \"{base:02x}{base:02x}00\" # a note\n"))
        .collect();
    let old = format!(
        "scheme: \"One\"\nauthor: \"Someone\"\n{}",
        bases.replace("  ", "")
    );
    let new = format!(
        "system: base16\nname: One\npalette:\n{}",
        bases.replace(": \"", ": \"#")
    );
    let theme = TerminalTheme::parse(&old).unwrap();
    assert_eq!(theme, TerminalTheme::parse(&new).unwrap());
    assert_eq!(theme.background, Colour::rgb(0, 0, 0));
    assert_eq!(theme.foreground, Colour::rgb(5, 5, 0));
    assert_eq!(theme.indexed[1], Colour::rgb(8, 8, 0));
    assert_eq!(theme.indexed[9], Colour::rgb(8, 8, 0));
    assert_eq!(theme.indexed[8], Colour::rgb(3, 3, 0));
    let short = old.replace("base0D", "other");
    assert_eq!(
        TerminalTheme::parse(&short),
        Err(ThemeError::Missing("base0D".into()))
    );
}

#[test]
fn windows_terminals_words_and_those_of_tapes_are_read() {
    let keys = [
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "purple",
        "cyan",
        "white",
        "brightBlack",
        "brightRed",
        "brightGreen",
        "brightYellow",
        "brightBlue",
        "brightPurple",
        "brightCyan",
        "brightWhite",
        "background",
        "foreground",
        "cursorColor",
    ];
    let fields = keys.iter().enumerate();
    let fields: Vec<String> = fields
        .map(|(index, key)| format!("\"{key}\": \"#0000{index:02x}\""))
        .collect();
    let text = format!("{{\"name\": \"Mine\", {}}}", fields.join(", "));
    let theme = TerminalTheme::parse(&text).unwrap();
    assert_eq!(theme.indexed[13], Colour::rgb(0, 0, 13));
    assert_eq!(theme.cursor, Colour::rgb(0, 0, 18));
    let tape = text
        .replace("purple", "magenta")
        .replace("Purple", "Magenta");
    let tape = tape.replace("cursorColor", "cursor");
    assert_eq!(TerminalTheme::parse(&tape), Ok(theme));
    let wrong = text.replace("#000003", "yellowish");
    assert!(
        matches!(TerminalTheme::parse(&wrong), Err(ThemeError::NoColour { key, .. }) if key == "yellow")
    );
}

#[test]
fn iterm_colours_are_read_from_a_property_list() {
    let one = |name: &str, red: f64| {
        format!(
            "<key>{name}</key>\n<dict>\n<key>Color Space</key><string>sRGB</string>\n\
             <key>Blue Component</key><real>0.0</real><key>Green Component</key><real>1</real>\n\
             <key>Red Component</key><real>{red}</real></dict>\n"
        )
    };
    let mut body: String = (0..16)
        .map(|index| one(&format!("Ansi {index} Color"), f64::from(index) / 255.0))
        .collect();
    body += &one("Background Color", 0.2);
    body += &one("Foreground Color", 0.8);
    let text = format!("<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>{body}</dict></plist>");
    let theme = TerminalTheme::parse(&text).unwrap();
    assert_eq!(theme.indexed[7], Colour::rgb(7, 255, 0));
    assert_eq!(theme.background, Colour::rgb(51, 255, 0));
    assert_eq!(theme.cursor, theme.foreground);
    let short = text.replace("Ansi 3 Color", "Other");
    assert_eq!(
        TerminalTheme::parse(&short),
        Err(ThemeError::Missing("Ansi 3 Color".into()))
    );
}

#[test]
fn what_is_no_theme_is_refused() {
    for text in ["", "hello", "{}", "[1]", "{\"a\"", "<svg/>", "name: One\n"] {
        assert_eq!(
            TerminalTheme::parse(text),
            Err(ThemeError::Unknown),
            "{text}"
        );
    }
}
