//! `demoreel voice`: the stage of voices alone, and a table of what it spoke.

use std::path::absolute;
use std::time::{SystemTime, UNIX_EPOCH};

use demoreel::job::{SpokenLine, Task};

use super::Ending;
use super::run::{purse, run};
use crate::cli::VoiceArgs;

/// Speaks every sentence of a script.
pub fn voice(args: &VoiceArgs) -> Ending {
    run(&args.run, |_| {
        let listen = args.listen.as_ref();
        let listen = listen.map(|file| absolute(file).unwrap_or_else(|_| file.clone()));
        let purse = purse(&args.pay);
        Ok(Task::Voice { listen, purse })
    })
}

/// Letters of a sentence that a line of the table shows.
const SHOWN: usize = 40;

/// Prints what was spoken.
pub fn table(spoken: &[SpokenLine]) {
    let Some(first) = spoken.first() else {
        return;
    };
    let several = spoken.iter().any(|line| line.output != first.output);
    let mut shown = None;
    for line in spoken {
        if several && shown != Some(&line.output) {
            anstream::println!("output {}", line.output);
            shown = Some(&line.output);
        }
        let words = line.text.split_whitespace().count();
        anstream::println!(
            "{:16} {:42} {words:>4} words {:>6.1} s  {:24} {}",
            line.scene,
            shortened(&line.text),
            line.seconds,
            line.voice,
            origin(line.credits)
        );
    }
    let seconds: f64 = spoken.iter().map(|line| line.seconds).sum();
    let credits: f64 = spoken.iter().filter_map(|line| line.credits).sum();
    let count = spoken.len();
    anstream::println!("{count} sentences, {seconds:.1} s, {credits:.0} credits");
}

fn origin(credits: Option<f64>) -> String {
    match credits {
        None => "cached".to_owned(),
        Some(0.0) => "new".to_owned(),
        Some(credits) => format!("paid, {credits:.0} credits"),
    }
}

/// The beginning of a sentence that is too long for its column.
pub fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= SHOWN {
        return text;
    }
    let start: String = text.chars().take(SHOWN - 1).collect();
    format!("{}…", start.trim_end())
}

/// The day as the ledger has it, such as 2026-11-20.
#[expect(
    clippy::disallowed_methods,
    reason = "the ledger says when something was paid; no reel depends on it"
)]
pub fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    day(since.map_or(0, |since| since.as_secs() / 86_400))
}

/// The date so many days after the first of 1970. Years are counted from March, so that the day
/// that leap years add comes last.
fn day(days: u64) -> String {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + later)
}

#[cfg(test)]
mod tests {
    use super::{day, shortened};

    #[test]
    fn days_are_dates() {
        let cases = [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (20_777, "2026-11-20"),
        ];
        for (days, date) in cases {
            assert_eq!(day(days), date);
        }
    }

    #[test]
    fn a_long_sentence_is_cut_between_letters() {
        assert_eq!(shortened("Short  enough."), "Short enough.");
        let long = "größer ".repeat(20);
        assert_eq!(shortened(&long).chars().count(), 40);
    }
}
