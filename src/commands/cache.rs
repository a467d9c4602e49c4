//! `demoreel cache`: the spoken words that are kept for all projects, and what they cost.

use demoreel_primitives::codes::voice::VOICE_CACHE;
use demoreel_primitives::diagnostic::Diagnostic;
use demoreel_primitives::time::SAMPLE_RATE;
use demoreel_store::{Kept, Store, StoreError};

use super::voice::shortened;
use super::{Ending, answer_with, print_json};
use crate::cli::{CacheArgs, CacheCommand, CacheForm, CacheRemoval};
use crate::folders;

/// Looks through the store.
pub fn cache(args: &CacheArgs) -> Ending {
    let store = Store::at(&folders::shared().join("speech"));
    match &args.command {
        CacheCommand::Ls(form) => list(&store, form),
        CacheCommand::Rm(removal) => remove(&store, removal),
        CacheCommand::Verify(form) => verify(&store, form),
    }
}

fn list(store: &Store, form: &CacheForm) -> Ending {
    let (entries, payments) = (store.entries(), store.payments());
    if form.json {
        let folder = store.folder();
        print_json(&serde_json::json!({
            "folder": folder, "entries": entries, "payments": payments
        }));
        return Ending::Done;
    }
    for kept in &entries {
        anstream::println!("{}", line(kept));
    }
    let bytes: u64 = entries.iter().map(|kept| kept.bytes).sum();
    let paid: f64 = payments.iter().map(|payment| payment.credits).sum();
    anstream::println!(
        "{} entries, {:.1} MB in {}; {paid:.0} credits paid since the first",
        entries.len(),
        bytes as f64 / 1e6,
        store.folder().display()
    );
    Ending::Done
}

fn line(kept: &Kept) -> String {
    let seconds = kept.samples as f64 / f64::from(SAMPLE_RATE);
    let cost = match kept.about.credits {
        0.0 => "free".to_owned(),
        credits => format!("{credits:.0} credits"),
    };
    let damaged = if kept.whole { "" } else { "  damaged" };
    format!(
        "{}  {:24} {seconds:>6.1} s  {cost:14} {}{damaged}",
        &kept.key[..12],
        kept.about.voice,
        shortened(&kept.about.text)
    )
}

fn remove(store: &Store, removal: &CacheRemoval) -> Ending {
    let entries = store.entries();
    let mut chosen: Vec<String> = Vec::new();
    for kept in &entries {
        let free = removal.free && kept.about.credits == 0.0;
        if removal.all || free || (removal.damaged && !kept.whole) {
            chosen.push(kept.key.clone());
        }
    }
    let mut others = store.unsettled();
    others.extend(store.answers());
    for name in &removal.names {
        let known = entries.iter().map(|kept| &kept.key).chain(&others);
        let known: Vec<&String> = known.filter(|key| key.starts_with(name.as_str())).collect();
        if name.len() < 8 || known.is_empty() {
            let message = format!("nothing that is kept has a name that begins with '{name}'");
            let error = Diagnostic::error(VOICE_CACHE, message).state("nothing was removed");
            answer_with(&[error.hint("`demoreel cache ls` lists the names")], false);
            return Ending::Wrong;
        }
        chosen.extend(known.into_iter().cloned());
    }
    chosen.sort();
    chosen.dedup();
    let removed = chosen.iter().try_for_each(|key| store.remove(key));
    match removed {
        Ok(()) => {
            anstream::println!("{} removed", chosen.len());
            Ending::Done
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &StoreError) -> Ending {
    answer_with(&[error.diagnostic()], false);
    Ending::Failed
}

fn verify(store: &Store, form: &CacheForm) -> Ending {
    let entries = store.entries();
    let damaged: Vec<&Kept> = entries.iter().filter(|kept| !kept.whole).collect();
    let unsettled = store.unsettled();
    let sound = damaged.is_empty() && unsettled.is_empty();
    if form.json {
        print_json(&serde_json::json!({
            "ok": sound, "entries": entries.len(), "damaged": damaged, "unsettled": unsettled
        }));
    } else {
        for kept in &damaged {
            anstream::println!("damaged    {}", line(kept));
        }
        for key in &unsettled {
            let call = store.open_intent(key);
            let text = call.map(|call| shortened(&call.text)).unwrap_or_default();
            anstream::println!("unsettled  {}  {text}", &key[..12]);
        }
        let (count, bad) = (entries.len(), damaged.len());
        anstream::println!(
            "{count} entries, {bad} damaged, {} unsettled",
            unsettled.len()
        );
    }
    if sound { Ending::Done } else { Ending::Failed }
}
