//! What a mail says, in Dutch and English: numbers, and addresses of the product.

use legalmind_core::{
    account::Language,
    mail::{MailKind, MailSort},
};

use super::waiting::Item;

/// How many, and of these how many are past their day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    all: usize,
    over: usize,
}

/// How many of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts([Count; MailKind::ALL.len()]);

impl Counts {
    pub(super) fn of(items: &[&Item]) -> Self {
        let count = |kind: &MailKind| {
            let of = || items.iter().filter(|it| it.kind == *kind);
            Count { all: of().count(), over: of().filter(|it| it.over).count() }
        };
        let mut counts = Self::default();
        for (into, kind) in counts.0.iter_mut().zip(MailKind::ALL) {
            *into = count(kind);
        }
        counts
    }

    fn whole(&self) -> Count {
        let sum = |of: fn(&Count) -> usize| self.0.iter().map(of).sum();
        Count { all: sum(|it| it.all), over: sum(|it| it.over) }
    }
}

/// One thing and several, in a language.
const fn nouns(kind: MailKind, language: Language) -> [&'static str; 2] {
    match (kind, language) {
        (MailKind::Deadlines, Language::Nl) => ["termijn", "termijnen"],
        (MailKind::Deadlines, Language::En) => ["deadline", "deadlines"],
        (MailKind::Tasks, Language::Nl) => ["taak uit de registers", "taken uit de registers"],
        (MailKind::Tasks, Language::En) => ["task from the registers", "tasks from the registers"],
        (MailKind::Escalations, Language::Nl) => {
            ["taak die bleef liggen en u is gemeld", "taken die bleven liggen en u zijn gemeld"]
        }
        (MailKind::Escalations, Language::En) => {
            ["task left undone that was escalated to you", "tasks left undone that were escalated to you"]
        }
        (MailKind::Reports, Language::Nl) => {
            ["kwartaalverslag dat op u wacht", "kwartaalverslagen die op u wachten"]
        }
        (MailKind::Reports, Language::En) => {
            ["quarterly report that waits for you", "quarterly reports that wait for you"]
        }
        (MailKind::Clocks, Language::Nl) => ["klok die in uren telt", "klokken die in uren tellen"],
        (MailKind::Clocks, Language::En) => ["clock that counts hours", "clocks that count hours"],
    }
}

fn late(count: Count, language: Language) -> String {
    match (count.over, language) {
        (0, _) => String::new(),
        (_, Language::Nl) if count.all == 1 => ", over tijd".to_owned(),
        (_, Language::En) if count.all == 1 => ", overdue".to_owned(),
        (over, Language::Nl) => format!(", waarvan {over} over tijd"),
        (over, Language::En) => format!(", {over} of them overdue"),
    }
}

fn counted(count: Count, [one, several]: [&str; 2], language: Language) -> String {
    let noun = if count.all == 1 { one } else { several };
    format!("{} {noun}{}", count.all, late(count, language))
}

/// Where one says what one wants to be mailed about.
pub(super) fn settings(url: &str) -> String {
    format!("{url}/account")
}

/// Subject and text.
pub(super) fn written(sort: MailSort, counts: Counts, language: Language, url: &str) -> (String, String) {
    let whole = counts.whole();
    let late = late(whole, language);
    let matters = match (language, whole.all) {
        (Language::Nl, 1) => "1 zaak".to_owned(),
        (Language::Nl, all) => format!("{all} zaken"),
        (Language::En, 1) => "1 matter".to_owned(),
        (Language::En, all) => format!("{all} matters"),
    };
    let (stands, waits) = if whole.all == 1 { ("staat", "waits") } else { ("staan", "wait") };
    let (head, often) = match (sort, language) {
        (MailSort::Daily, Language::Nl) => (
            format!("Er {stands} {matters} voor u klaar{late}."),
            "U krijgt dit bericht hooguit één keer per dag.",
        ),
        (MailSort::Daily, Language::En) => {
            (format!("{matters} {waits} for you{late}."), "You get this message at most once a day.")
        }
        (MailSort::Clock, Language::Nl) => (
            "Er loopt een klok die in uren telt. Kijk nu.".to_owned(),
            "Dit bericht gaat meteen uit, ook 's avonds en 's nachts, één keer per gebeurtenis.",
        ),
        (MailSort::Clock, Language::En) => (
            "A clock that counts hours is running. Look now.".to_owned(),
            "This message goes at once, in the evening and at night too, once for each event.",
        ),
    };
    let lines = counts.0.iter().zip(MailKind::ALL).filter(|(count, _)| count.all > 0);
    let lines: String = lines
        .map(|(count, kind)| format!("- {}\n", counted(*count, nouns(*kind, language), language)))
        .collect();
    let settings = settings(url);
    let (open, choose) = match language {
        Language::Nl => ("Openen", "Wat u per mail krijgt, kiest u zelf"),
        Language::En => ("Open", "You choose yourself what you are mailed about"),
    };
    let subject = match (sort, language) {
        (MailSort::Daily, _) => format!("Legal Mind: {matters}{late}"),
        (MailSort::Clock, Language::Nl) => "Legal Mind: er loopt een klok in uren".to_owned(),
        (MailSort::Clock, Language::En) => "Legal Mind: a clock in hours is running".to_owned(),
    };
    (subject, format!("{head}\n\n{lines}\n{open}: {url}/\n\n{often}\n{choose}: {settings}\n"))
}
