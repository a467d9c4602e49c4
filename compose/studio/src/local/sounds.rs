//! How alike two sounds of speech are.

const VOWELS: [&str; 17] = [
    "aa", "ae", "ah", "ao", "aw", "ax", "axr", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy",
    "uh", "uw",
];

/// What it costs to take one sound for another: 0 for the same, 1.5 for what never happens.
pub fn unlike(one: &str, other: &str) -> f64 {
    let vowel = |sound: &str| VOWELS.contains(&sound);
    match (vowel(one), vowel(other)) {
        _ if one == other => 0.0,
        (true, true) => 0.5,
        (false, false) => 0.9,
        _ => 1.5,
    }
}
