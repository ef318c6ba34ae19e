//! Articles of laws: `art. 7:669 lid 3, aanhef en onder g, BW`, `artikelen 3:40 en 3:41 BW`,
//! `BW 6:162`, `Article 6(1)(f) GDPR`.
//!
//! A recogniser by hand over tokens: a list of articles, each with its leden and onderdelen,
//! then the law that all of them belong to. Articles without a law are no references: they may
//! be of a contract.

mod detail;
mod name;
mod reader;
mod title;

use super::{
    Article, Found, ReferenceKind, Target,
    law::LawNames,
    lexer::Kind,
    scan::{ARTICLE, Mask},
};
use name::Law;
use reader::Reader;

/// The most articles of one list; what follows is read as a new text.
const MAX_ITEMS: usize = 40;
/// Words that announce an article.
const TRIGGERS: &[&str] = &["art", "artt", "artikel", "artikelen", "artikels", "article", "articles", "arts"];

/// One article of a list, as far as it is read.
#[derive(Clone, Debug, Default)]
pub struct Item {
    number: String,
    book: Option<String>,
    lids: Vec<String>,
    /// Paths of onderdelen; several where several are named.
    parts: Vec<Vec<String>>,
    lead: bool,
    start: usize,
    end: usize,
}

/// The articles that a reference beginning at byte `at` names, and where it ends; `floor` is
/// where the reference before it ended.
pub fn at(text: &str, at: usize, floor: usize, mask: Mask, names: &LawNames) -> Option<(Vec<Found>, usize)> {
    let mut reader = Reader::new(text, at, names);
    let named = mask & ARTICLE != 0;
    let first = reader.peek()?;
    if named {
        reader.trigger()?;
    } else if first.kind != Kind::Number || text.get(..at).is_some_and(|before| before.ends_with(':')) {
        // what follows a colon without a space is the end of another number: `ECLI:NL:HR:2021:77`
        return None;
    }
    // without a word before it, a number with a colon is an article; and so are "81 RO" and "287 Sr"
    let bare = !named && !first.text.contains(':');
    let shouted = named && first.text.len() > 3 && first.text.bytes().all(|b| b.is_ascii_uppercase());
    let found = reader
        .attempt(|r| if named { r.listed(at, floor) } else { None })
        .or_else(|| reader.attempt(|r| r.list(at, !shouted)))
        .or_else(|| reader.after_law(at, floor))?;
    let cited = |found: &Found| ["ro:", "sr:", "sv:"].iter().any(|law| found.canonical.starts_with(law));
    (!bare || found.iter().all(cited)).then(|| (found, reader.end()))
}

impl Reader<'_> {
    fn trigger(&mut self) -> Option<()> {
        self.take(TRIGGERS).then(|| {
            self.take_mark(".");
        })
    }

    /// One article whose law stands before it.
    fn after_law(&mut self, at: usize, floor: usize) -> Option<Vec<Found>> {
        let mut item = self.item()?;
        let (law, start) = name::before(self.text, floor, at, self.names)?;
        item.start = start;
        self.details(&mut item);
        // "de Awb, artikel 5 van de Overeenkomst" is of the contract
        let other = self.peek_word().is_some_and(|word| matches!(word, "van" | "uit" | "der"));
        if other
            && self.ahead(1).is_some_and(|next| matches!(next.text, "de" | "het" | "deze" | "dit" | "die"))
        {
            return None;
        }
        Some(found(&[item], &law))
    }

    /// Articles under the name of their law: `Wet op de rechterlijke organisatie: de artikelen 46a en 100`.
    fn listed(&mut self, start: usize, floor: usize) -> Option<Vec<Found>> {
        let law = name::heading(self.text, floor, start, self.names)?;
        let mut items: Vec<Item> = Vec::new();
        while items.is_empty() || (items.len() < MAX_ITEMS && self.attempt(Self::separator).is_some()) {
            self.article(&mut items)?;
        }
        if let Some(first) = items.first_mut() {
            first.start = start;
        }
        // "de Awb: artikel 5 van de Overeenkomst" is of the contract
        let other = self.peek_word().is_some_and(|word| matches!(word, "van" | "uit" | "der"));
        (!other).then(|| found(&shared(items), &law))
    }

    /// Lists of articles, each up to the law they belong to: `artt. 55 en 284 Sr, 350 en 359 Sv`.
    fn list(&mut self, start: usize, generic: bool) -> Option<Vec<Found>> {
        let (mut items, law) = self.run(generic)?;
        if let Some(first) = items.first_mut() {
            first.start = start;
        }
        let mut out = self.finish(items, &law);
        while let Some((items, law)) = self.attempt(|r| {
            r.separator()?;
            r.run(generic)
        }) {
            out.extend(self.finish(items, &law));
        }
        Some(out)
    }

    /// Articles up to the law they belong to.
    fn run(&mut self, generic: bool) -> Option<(Vec<Item>, Law)> {
        let mut items = Vec::new();
        loop {
            self.article(&mut items)?;
            while self.attempt(Self::division).is_some() {
                items.last_mut().into_iter().for_each(|item| self.details(item));
            }
            if let Some(law) = self.attempt(|r| r.law(generic)) {
                return Some((shared(items), law));
            }
            let more = items.len() < MAX_ITEMS && self.attempt(Self::separator).is_some();
            if !more {
                // "artikel 239 van Boek 3": only the Civil Code is cited by its books alone
                let book = items.last()?.book.is_some();
                return book.then(|| (shared(items), Law { key: "bw".to_owned(), book: None }));
            }
        }
    }

    /// One article with its leden and onderdelen.
    fn article(&mut self, items: &mut Vec<Item>) -> Option<()> {
        let mut item = self.item()?;
        self.details(&mut item);
        while items.len() < MAX_ITEMS
            && let Some(again) = self.attempt(|r| r.again(&item))
        {
            items.push(std::mem::replace(&mut item, again));
        }
        items.push(item);
        Some(())
    }

    /// A division of the law that is named with its articles, and is no article: `artikel 232 en titel 4,
    /// afdeling 5, van Boek 7`.
    fn division(&mut self) -> Option<()> {
        self.take_mark(",");
        self.take(&["en", "of", "alsmede"]);
        self.take(&["de", "het"]);
        self.take(&["titel", "hoofdstuk", "afdeling", "onderafdeling"]).then_some(())?;
        self.item().map(drop)
    }

    /// What may follow the law: the lid (`6:162 BW lid 1`).
    fn finish(&mut self, mut items: Vec<Item>, law: &Law) -> Vec<Found> {
        if let Some(last) = items.last_mut() {
            last.end = self.end();
            if last.lids.is_empty() && last.parts.is_empty() {
                self.details(last);
            }
        }
        found(&items, law)
    }

    /// What stands between two articles of a list, with `art.` if it is repeated.
    fn separator(&mut self) -> Option<()> {
        let from = self.place();
        while self.place() < from + 6 {
            let mark = [",", "/", "&", "-", "–", ";"].iter().any(|mark| self.take_mark(mark));
            let word = self.take(&[
                "en",
                "of",
                "jo",
                "juncto",
                "dan",
                "wel",
                "t",
                "m",
                "tot",
                "met",
                "alsmede",
                "alsook",
                "and",
                "or",
                "zowel",
                "als",
                "in",
                "verbinding",
                "respectievelijk",
                "onderscheidenlijk",
                "danwel",
                "benevens",
                "evenals",
                "resp",
            ]);
            if !mark && !word {
                break;
            }
            self.take_mark(".");
        }
        self.attempt(Self::trigger);
        (self.place() > from && self.peek_number().is_some()).then_some(())
    }

    /// An article's number; `8: 29` is `8:29`, and a Roman one is one.
    fn item(&mut self) -> Option<Item> {
        let first = self.peek()?;
        let roman = first.kind == Kind::Word
            && first.text.len() <= 6
            && first.text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
        if !roman && (first.kind != Kind::Number || first.text.len() > 16) {
            return None;
        }
        self.skip(1);
        let mut number = first.text.to_lowercase();
        let split = self.attempt(|r| {
            let after = r.take_mark(":").then(|| r.peek()).flatten()?;
            let close =
                after.kind == Kind::Number && after.start <= first.end + 2 && !after.text.contains(':');
            r.skip(1);
            close.then_some(after.text)
        });
        if let Some(rest) = split.filter(|_| !first.text.contains([':', '.'])) {
            number = format!("{number}:{}", rest.to_lowercase());
        }
        // "artikel 1.1. van de wet": no sentence ends where the next word is small
        self.attempt(|r| {
            let close = r.peek()?.start == r.end();
            let small = r.ahead(1)?.text.starts_with(char::is_lowercase);
            (close && small && r.take_mark(".")).then_some(())
        });
        Some(Item { number, start: first.start, end: self.end(), ..Item::default() })
    }
}

/// `artikelen 280 en 281 van Boek 1 en 252 van Boek 3`: the book is that of all articles before it.
fn shared(mut items: Vec<Item>) -> Vec<Item> {
    let mut book = None;
    for item in items.iter_mut().rev() {
        match &item.book {
            Some(own) => book = Some(own.clone()),
            None => item.book.clone_from(&book),
        }
    }
    items
}

/// The references that a list of articles of one law makes, one for each paragraph and part.
fn found(items: &[Item], law: &Law) -> Vec<Found> {
    let mut out = Vec::new();
    for item in items {
        let number = number(item, law);
        let lids: Vec<Option<String>> =
            if item.lids.is_empty() { vec![None] } else { item.lids.iter().cloned().map(Some).collect() };
        let none = [Vec::new()];
        let paths: &[Vec<String>] = if item.parts.is_empty() { &none } else { &item.parts };
        for lid in lids {
            for parts in paths {
                let article = Article {
                    law: law.key.clone(),
                    number: number.clone(),
                    lid: lid.clone(),
                    parts: parts.clone(),
                    lead: item.lead,
                    on: None,
                };
                let mut wider = article.keys();
                let canonical = wider.remove(0);
                out.push(Found {
                    kind: ReferenceKind::Article,
                    canonical,
                    wider,
                    start: item.start,
                    end: item.end,
                    target: Target::Article(article),
                });
            }
        }
    }
    out
}

/// `6:162`, whether the book stands before the number or apart.
fn number(item: &Item, law: &Law) -> String {
    let number = item.number.trim_end_matches('.');
    match item.book.as_ref().or(law.book.as_ref()) {
        Some(book) if !number.contains(':') => format!("{book}:{number}"),
        _ if law.key == "bw" && number.matches('.').count() == 1 => number.replace('.', ":"),
        _ => number.to_owned(),
    }
}
