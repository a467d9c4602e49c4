//! A text as it is read aloud: sentences of written words, each with the tokens that flite is
//! given for it. Addresses, abbreviations and symbols are put into words here; numbers, prices
//! and times of day are left to flite, which reads them well.

use super::terms;

/// The longest sentence that is spoken in one breath, in words.
const LONGEST: usize = 60;

/// A sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub words: Vec<Reading>,
    /// Whether it ends with a question mark.
    asks: bool,
}

/// A written word and how it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// As written, with the punctuation that follows.
    pub text: String,
    /// What flite is given; one or more.
    pub spoken: Vec<String>,
    pause: Pause,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pause {
    None,
    Short,
    Sentence,
}

impl Sentence {
    /// What flite is given for the whole of it.
    pub fn script(&self) -> String {
        let last = self.words.len() - 1;
        let mut script = String::new();
        for (index, word) in self.words.iter().enumerate() {
            script.push_str(&word.spoken.join(" "));
            script.push_str(match word.pause {
                _ if index == last => "",
                Pause::Short => ", ",
                _ => " ",
            });
        }
        script.push(if self.asks { '?' } else { '.' });
        script
    }

    /// All tokens in order.
    pub fn tokens(&self) -> Vec<&str> {
        let words = self.words.iter();
        words
            .flat_map(|word| word.spoken.iter().map(String::as_str))
            .collect()
    }
}

/// The sentences of a text; none where there is nothing to say.
pub fn read(text: &str) -> Vec<Sentence> {
    let readings = readings(text);
    let mut sentences = Vec::new();
    let mut words: Vec<Reading> = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let next = readings.get(index + 1);
        let ends = reading.pause == Pause::Sentence && next.is_none_or(begins_sentence);
        let long = words.len() + 1 >= LONGEST && reading.pause != Pause::None;
        let much_too_long = words.len() + 1 >= LONGEST * 3 / 2;
        words.push(reading.clone());
        if ends || long || much_too_long || next.is_none() {
            let asks = bare_end(&reading.text).ends_with('?');
            let words = std::mem::take(&mut words);
            sentences.push(Sentence { words, asks });
        }
    }
    sentences
}

/// Whether a word can begin a sentence: after "approx." comes no new one.
fn begins_sentence(next: &Reading) -> bool {
    let letter = next.text.chars().find(|letter| letter.is_alphanumeric());
    letter.is_some_and(|letter| !letter.is_lowercase())
}

fn readings(text: &str) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for written in text.split_whitespace() {
        let before = readings.last().filter(|last| last.pause == Pause::None);
        let before = before.map(|last| last.text.clone());
        let spoken = spoken(before.as_deref(), written);
        let pause = pause(written);
        if !spoken.is_empty() {
            readings.push(Reading {
                text: written.to_owned(),
                spoken,
                pause,
            });
        } else if let Some(last) = readings.last_mut() {
            // A dash or an emoji by itself is shown with the word before it.
            last.text = format!("{} {written}", last.text);
            if last.pause == Pause::None && pause != Pause::None {
                last.pause = Pause::Short;
            }
        }
    }
    readings
}

/// A word's end without closing quotes and brackets.
fn bare_end(word: &str) -> &str {
    word.trim_end_matches(['"', '\'', ')', ']', '}', '”', '’', '»', '*', '_', '`'])
}

fn pause(written: &str) -> Pause {
    match bare_end(written).chars().last() {
        Some('.' | '!' | '?' | '…') => Pause::Sentence,
        Some(',' | ';' | ':' | '—' | '–') => Pause::Short,
        Some('-') if written.chars().all(|letter| letter == '-') => Pause::Short,
        _ if written.ends_with(')') => Pause::Short,
        _ => Pause::None,
    }
}

/// The tokens for a written word; none where it holds nothing that is read.
fn spoken(before: Option<&str>, written: &str) -> Vec<String> {
    let plain = fold(written);
    let edge = |letter: char| !letter.is_ascii_alphanumeric();
    let core = plain.trim_end_matches(|letter| edge(letter) && !"+#%".contains(letter));
    let core = core.trim_start_matches(|letter| edge(letter) && !"#$.@+-~".contains(letter));
    if let Some(symbol) = terms::respelled(plain.trim_matches(['"', '(', ')'])) {
        return split(symbol);
    }
    if !core.bytes().any(|letter| letter.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    if let Some(company) = terms::in_company(before, core) {
        return split(company);
    }
    word(core)
}

fn split(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

/// One word without its punctuation.
fn word(core: &str) -> Vec<String> {
    if let Some(known) = terms::respelled(core) {
        return split(known);
    }
    let singular = core
        .strip_suffix('s')
        .unwrap_or(core)
        .trim_end_matches('\'');
    if terms::is_spelled(singular) {
        let mut letters: Vec<String> = singular.chars().map(String::from).collect();
        if let Some(last) = letters.last_mut().filter(|_| singular != core) {
            last.push_str("'s");
        }
        return letters;
    }
    if let Some(number) = core.strip_prefix('#') {
        let name = if is_number(number) { "number" } else { "hash" };
        return [vec![name.to_owned()], word(number)].concat();
    }
    if is_number(core) {
        return vec![core.to_owned()];
    }
    if let Some(measure) = measure(core) {
        return measure;
    }
    if core
        .bytes()
        .all(|letter| letter.is_ascii_alphabetic() || letter == b'\'')
    {
        return camel(core);
    }
    parts(core)
}

/// A number, price, percentage or time that flite reads by itself; not a version or an address.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix(['$', '-', '+']).unwrap_or(word);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    digits.starts_with(|digit: char| digit.is_ascii_digit())
        && digits.ends_with(|digit: char| digit.is_ascii_digit())
        && digits
            .bytes()
            .all(|digit| digit.is_ascii_digit() || b".,:-".contains(&digit))
        && digits.matches('.').count() <= 1
}

/// A number and its unit, such as 500ms, 4x, 1st or 9am.
fn measure(word: &str) -> Option<Vec<String>> {
    let at = word.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (number, unit) = word.split_at(at);
    if !is_number(number) {
        return None;
    }
    if ["st", "nd", "rd", "th"].contains(&unit) {
        return Some(vec![word.to_owned()]);
    }
    let name = terms::unit(number, unit)?;
    Some([vec![number.to_owned()], split(name)].concat())
}

/// A name such as GitHub or dashboardView as its words.
fn camel(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut words = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let rises = at >= 2 && letter.is_ascii_uppercase() && letters[at - 1].is_ascii_lowercase();
        let enough = letters.len() - at >= 2;
        if rises && enough {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut() {
            last.push(*letter);
        }
    }
    if words.len() == 1 {
        return words;
    }
    words.iter().flat_map(|part| self::word(part)).collect()
}

/// Addresses, paths, file names and other words that hold signs.
fn parts(core: &str) -> Vec<String> {
    let core = core.strip_prefix("https://").unwrap_or(core);
    let core = core.strip_prefix("http://").unwrap_or(core);
    let mut tokens = Vec::new();
    let mut part = String::new();
    let mut letters = core.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = letters.peek().is_some() && !(part.is_empty() && tokens.is_empty());
        if letter.is_ascii_alphanumeric() || letter == '\'' {
            part.push(letter);
            continue;
        }
        finish(&mut part, &mut tokens);
        if inside || letter == '.' {
            tokens.extend(sign(letter, &tokens).map(str::to_owned));
        }
    }
    finish(&mut part, &mut tokens);
    tokens
}

fn finish(part: &mut String, tokens: &mut Vec<String>) {
    let part = std::mem::take(part);
    if part.is_empty() {
        return;
    }
    // Letters and digits that are run together, such as v2, are told apart.
    match part.find(|letter: char| letter.is_ascii_digit()) {
        Some(at) if at > 0 && part[at..].bytes().all(|digit| digit.is_ascii_digit()) => {
            tokens.extend(word(&part[..at]));
            tokens.push(part[at..].to_owned());
        }
        _ if part.bytes().all(|letter| letter.is_ascii_alphanumeric()) && !is_word(&part) => {
            tokens.push(part);
        }
        _ => tokens.extend(word(&part)),
    }
}

/// Whether a part holds letters and apostrophes only, or is a number or a measure.
fn is_word(part: &str) -> bool {
    let letters = part
        .bytes()
        .all(|letter| letter.is_ascii_alphabetic() || letter == b'\'');
    letters || is_number(part) || measure(part).is_some()
}

/// How a sign between letters is read.
fn sign(letter: char, before: &[String]) -> Option<&'static str> {
    let after_number = before.last().is_some_and(|last| is_number(last));
    match letter {
        '.' if after_number => Some("point"),
        '.' => Some("dot"),
        '/' => Some("slash"),
        '@' => Some("at"),
        '&' => Some("and"),
        '+' => Some("plus"),
        '=' => Some("equals"),
        '~' => Some("about"),
        '%' => Some("percent"),
        _ => None,
    }
}

/// Plain letters for accented ones and for typographic marks, so that flite reads them.
fn fold(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            '’' | '‘' | '`' => "'".to_owned(),
            '“' | '”' | '«' | '»' => "\"".to_owned(),
            'à' | 'á' | 'â' | 'ã' | 'å' => "a".to_owned(),
            'ä' | 'æ' => "ae".to_owned(),
            'ç' => "c".to_owned(),
            'è' | 'é' | 'ê' | 'ë' => "e".to_owned(),
            'ì' | 'í' | 'î' | 'ï' => "i".to_owned(),
            'ñ' => "n".to_owned(),
            'ò' | 'ó' | 'ô' | 'õ' => "o".to_owned(),
            'ö' | 'ø' => "oe".to_owned(),
            'ù' | 'ú' | 'û' => "u".to_owned(),
            'ü' => "ue".to_owned(),
            'ß' => "ss".to_owned(),
            '€' => " euro ".to_owned(),
            '£' => " pound ".to_owned(),
            letter => letter.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
