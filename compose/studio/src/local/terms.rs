//! How words of this trade are read to flite, which knows English but not software. Captions
//! keep what the script says.

/// Words that are respelled. Lower case; found without regard to case.
const RESPELLED: [(&str, &str); 45] = [
    ("&", "and"),
    ("+", "plus"),
    ("=", "equals"),
    ("@", "at"),
    ("→", "to"),
    ("->", "to"),
    ("=>", "to"),
    ("×", "times"),
    ("c++", "C plus plus"),
    ("c#", "C sharp"),
    (".net", "dot net"),
    ("async", "ay-sink"),
    ("claude.md", "Claude dot M D"),
    ("config", "con fig"),
    ("demoreel", "demo reel"),
    ("e.g", "for example"),
    ("eg", "for example"),
    ("etc", "et cetera"),
    ("ffmpeg", "F F em peg"),
    ("gitlab", "git lab"),
    ("graphql", "graph Q L"),
    ("i.e", "that is"),
    ("ios", "I O S"),
    ("jpeg", "jay peg"),
    ("json", "jason"),
    ("k8s", "kubernetes"),
    ("kubectl", "cube control"),
    ("linux", "linnux"),
    ("localhost", "local host"),
    ("macos", "mac O S"),
    ("mongodb", "mongo D B"),
    ("mysql", "my S Q L"),
    ("nginx", "engine X"),
    ("nodejs", "node J S"),
    ("npm", "N P M"),
    ("oauth", "oh auth"),
    ("postgres", "post gress"),
    ("postgresql", "post gress Q L"),
    ("readme", "reed me"),
    ("saas", "sass"),
    ("sqlite", "S Q light"),
    ("sudo", "pseudo"),
    ("vs", "versus"),
    ("wifi", "why fie"),
    ("yml", "yammel"),
];

/// Capital letters that are read as a word.
const WORDS: [&str; 19] = [
    "ACID", "AJAX", "ASAP", "BIOS", "CAD", "CRUD", "DOM", "FAQ", "GIF", "JSON", "LAMP", "LAN",
    "NASA", "RAM", "REST", "ROM", "SAML", "TODO", "YAML",
];

/// Units after a number.
const UNITS: [(&str, &str, &str); 24] = [
    ("%", "percent", "percent"),
    ("b", "byte", "bytes"),
    ("cm", "centimetre", "centimetres"),
    ("d", "day", "days"),
    ("db", "decibel", "decibels"),
    ("fps", "frame per second", "frames per second"),
    ("gb", "gigabyte", "gigabytes"),
    ("gib", "gigabyte", "gigabytes"),
    ("ghz", "gigahertz", "gigahertz"),
    ("h", "hour", "hours"),
    ("hz", "hertz", "hertz"),
    ("kb", "kilobyte", "kilobytes"),
    ("kg", "kilogram", "kilograms"),
    ("khz", "kilohertz", "kilohertz"),
    ("km", "kilometre", "kilometres"),
    ("mb", "megabyte", "megabytes"),
    ("mib", "megabyte", "megabytes"),
    ("mhz", "megahertz", "megahertz"),
    ("min", "minute", "minutes"),
    ("ms", "millisecond", "milliseconds"),
    ("px", "pixel", "pixels"),
    ("s", "second", "seconds"),
    ("tb", "terabyte", "terabytes"),
    ("x", "times", "times"),
];

/// Words before "live" that make it rhyme with five.
const BEFORE_LIVE: [&str; 14] = [
    "are", "be", "being", "go", "goes", "going", "gone", "is", "it's", "now", "stay", "stays",
    "was", "went",
];

/// A word as it should be spelled for flite, if that differs.
pub fn respelled(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let entry = RESPELLED.iter().find(|(written, _)| *written == lower);
    entry.map(|(_, spoken)| *spoken)
}

/// Whether capital letters are spelled out, as in API.
pub fn is_spelled(word: &str) -> bool {
    let letters = word.len();
    (2..=5).contains(&letters)
        && word.bytes().all(|letter| letter.is_ascii_uppercase())
        && !WORDS.contains(&word)
}

/// A unit's name for a number.
pub fn unit(number: &str, unit: &str) -> Option<&'static str> {
    let lower = unit.to_lowercase();
    let entry = UNITS.iter().find(|(short, _, _)| *short == lower);
    entry.map(|(_, one, many)| if number == "1" { *one } else { *many })
}

/// A word whose sound depends on the word before it: "go live", "12 s".
pub fn in_company(before: Option<&str>, word: &str) -> Option<&'static str> {
    let before = before?;
    let lower = before.to_lowercase();
    if word.eq_ignore_ascii_case("live") && BEFORE_LIVE.contains(&lower.as_str()) {
        return Some("lyve");
    }
    let number = before
        .bytes()
        .all(|digit| digit.is_ascii_digit() || digit == b'.');
    // One letter is a unit only if it is written as one.
    let is_unit = word.len() > 1 || ["s", "h", "x", "%"].contains(&word);
    unit(before, word).filter(|_| number && is_unit)
}
