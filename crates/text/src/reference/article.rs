//! Articles of laws: `art. 7:669 lid 3, aanhef en onder g, BW`, `artikelen 3:40 en 3:41 BW`,
//! `BW 6:162`, `Article 6(1)(f) GDPR`.
//!
//! A recogniser by hand over tokens: a list of articles, each with its paragraph (lid) and
//! part (onder), then the law that all of them belong to. Articles without a law are no
//! references: they may be of a contract.

use super::{
    Found, ReferenceKind, law,
    lexer::{self, Kind, Token},
};

/// The most articles of one list; what follows is read as a new text.
const MAX_ITEMS: usize = 40;
/// The most tokens of one article's paragraphs and parts.
const MAX_DETAILS: usize = 40;

const ORDINALS: &[(&str, &str)] = &[
    ("eerste", "1"),
    ("tweede", "2"),
    ("derde", "3"),
    ("vierde", "4"),
    ("vijfde", "5"),
    ("zesde", "6"),
    ("zevende", "7"),
    ("achtste", "8"),
    ("negende", "9"),
    ("tiende", "10"),
    ("elfde", "11"),
    ("twaalfde", "12"),
    ("dertiende", "13"),
    ("veertiende", "14"),
    ("vijftiende", "15"),
    ("zestiende", "16"),
    ("zeventiende", "17"),
    ("achttiende", "18"),
    ("negentiende", "19"),
    ("twintigste", "20"),
];

/// One article of a list, as far as it is read.
#[derive(Clone, Debug, Default)]
struct Item {
    number: String,
    book: Option<String>,
    lids: Vec<String>,
    onder: Option<String>,
    start: usize,
    end: usize,
}

/// The articles in a text.
pub fn find(text: &str) -> Vec<Found> {
    let tokens = lexer::tokens(text);
    let mut out = Vec::new();
    let mut at = 0_usize;
    while at < tokens.len() {
        let mut reader = Reader { tokens: &tokens, at };
        at = match reader.reference() {
            Some(found) => {
                out.extend(found);
                reader.at.max(at + 1)
            }
            None => at + 1,
        };
    }
    out
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    fn word(&self) -> Option<String> {
        self.peek().filter(|t| t.kind == Kind::Word).map(|t| t.text.to_lowercase())
    }

    /// Takes the next token if it is one of these words.
    fn take(&mut self, words: &[&str]) -> bool {
        let found = self.word().is_some_and(|word| words.contains(&word.as_str()));
        self.at += usize::from(found);
        found
    }

    fn take_mark(&mut self, mark: &str) -> bool {
        let found = self.peek().is_some_and(|t| t.kind == Kind::Mark && t.text == mark);
        self.at += usize::from(found);
        found
    }

    /// Runs `step`; if it finds nothing, nothing was read.
    fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let saved = self.at;
        let found = step(self);
        if found.is_none() {
            self.at = saved;
        }
        found
    }

    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |t| t.end)
    }

    /// A reference that begins here.
    fn reference(&mut self) -> Option<Vec<Found>> {
        let first = self.peek()?;
        match first.kind {
            Kind::Number if first.text.contains(':') => self.list(first.start, None, true),
            Kind::Word => {
                let word = first.text.to_lowercase();
                if self.attempt(Self::trigger).is_some() {
                    let shouted = first.text.len() > 3 && first.text.chars().all(char::is_uppercase);
                    return self.list(first.start, None, !shouted);
                }
                if word == "boek" || law::may_begin(&word) { self.law_first(first.start) } else { None }
            }
            _ => None,
        }
    }

    fn trigger(&mut self) -> Option<()> {
        let found =
            self.take(&["art", "artt", "artikel", "artikelen", "artikels", "article", "articles", "arts"]);
        found.then(|| {
            self.take_mark(".");
        })
    }

    /// `BW 6:162`, `Rv, art. 23`, `Boek 6 BW, artikel 162`.
    fn law_first(&mut self, start: usize) -> Option<Vec<Found>> {
        let mut book = self.attempt(Self::book);
        if book.is_some() {
            self.take(&["van"]);
            self.take(&["het", "de"]);
        }
        let law = self.law_name()?;
        self.take_mark(",");
        book = book.or_else(|| self.attempt(Self::book));
        self.take_mark(",");
        let named = self.attempt(Self::trigger).is_some();
        let number = self.peek().filter(|t| t.kind == Kind::Number)?;
        if !named && !number.text.contains(':') {
            return None;
        }
        let mut item = self.item()?;
        item.start = start;
        item.book = item.book.or(book);
        self.details(&mut item);
        Some(found(&[item], &law))
    }

    /// A list of articles up to the law they belong to.
    fn list(&mut self, start: usize, outer: Option<&str>, generic: bool) -> Option<Vec<Found>> {
        let mut items = Vec::new();
        loop {
            let mut item = self.item()?;
            if items.is_empty() {
                item.start = start;
            }
            self.details(&mut item);
            items.push(item);
            if let Some(law) = self.attempt(|r| r.law(generic)) {
                return Some(self.finish(items, &law, generic));
            }
            let more = items.len() < MAX_ITEMS && self.attempt(Self::separator).is_some();
            if !more {
                return outer.map(|law| found(&items, law));
            }
        }
    }

    /// What may follow the law: the paragraph (`6:162 BW lid 1`) and further articles with a
    /// law of their own (`287 Fw jo. 285 Fw`).
    fn finish(&mut self, mut items: Vec<Item>, law: &str, generic: bool) -> Vec<Found> {
        if let Some(last) = items.last_mut() {
            last.end = self.end();
            if last.lids.is_empty() && last.onder.is_none() {
                self.details(last);
            }
        }
        let mut out = found(&items, law);
        let more = self.attempt(|r| {
            r.separator()?;
            let start = r.peek().filter(|t| t.kind == Kind::Number)?.start;
            let mut item = r.item()?;
            item.start = start;
            r.details(&mut item);
            let law = r.law(generic)?;
            item.end = r.end();
            Some(found(&[item], &law))
        });
        out.extend(more.into_iter().flatten());
        out
    }

    /// What stands between two articles of a list, with `art.` if it is repeated.
    fn separator(&mut self) -> Option<()> {
        let from = self.at;
        while self.at < from + 6 {
            let mark = self.take_mark(",")
                || self.take_mark("/")
                || self.take_mark("&")
                || self.take_mark("-")
                || self.take_mark("–")
                || self.take_mark(";");
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
            ]);
            if !mark && !word {
                break;
            }
            self.take_mark(".");
        }
        self.attempt(Self::trigger);
        (self.at > from && self.peek().is_some_and(|t| t.kind == Kind::Number)).then_some(())
    }

    /// An article's number; `8: 29` is `8:29`.
    fn item(&mut self) -> Option<Item> {
        let first = self.peek().filter(|t| t.kind == Kind::Number && t.text.len() <= 16)?;
        self.at += 1;
        let mut number = first.text.to_lowercase();
        let split = self.attempt(|r| {
            let after = r.take_mark(":").then(|| r.peek()).flatten()?;
            let close =
                after.kind == Kind::Number && after.start <= first.end + 2 && !after.text.contains(':');
            r.at += 1;
            close.then_some(after.text)
        });
        if let Some(rest) = split.filter(|_| !first.text.contains([':', '.'])) {
            number = format!("{number}:{}", rest.to_lowercase());
        }
        Some(Item { number, start: first.start, end: self.end(), ..Item::default() })
    }

    fn details(&mut self, item: &mut Item) {
        let from = self.at;
        while self.at < from + MAX_DETAILS {
            let found = self.attempt(|r| {
                r.take_mark(",");
                r.detail(item)
            });
            if found.is_none() {
                break;
            }
        }
        item.end = self.end();
    }

    fn detail(&mut self, item: &mut Item) -> Option<()> {
        if self.take(&["lid", "leden", "paragraph", "paragraaf", "par"]) {
            self.take_mark(".");
            item.lids.push(self.plain_number()?);
            while let Some(next) = self.attempt(|r| {
                (r.between().is_some()).then(|| r.plain_number()).flatten().filter(|n| n.len() <= 2)
            }) {
                item.lids.push(next);
            }
            return Some(());
        }
        if let Some(lids) = self.attempt(Self::ordinals) {
            item.lids.extend(lids);
            return Some(());
        }
        if self.take(&["onder", "sub", "onderdeel", "onderdelen", "letter", "point", "aanhef", "slot"]) {
            let part = self.attempt(Self::part);
            item.onder = item.onder.take().or(part);
            return Some(());
        }
        if let Some(inner) = self.attempt(Self::bracket) {
            match inner {
                Bracket::Lid(lid) if item.lids.is_empty() => item.lids.push(lid),
                Bracket::Part(part) if item.onder.is_none() => item.onder = Some(part),
                _ => {}
            }
            return Some(());
        }
        if let Some(book) = self.attempt(|r| {
            r.take(&["van"]);
            r.book()
        }) {
            item.book = Some(book);
            return Some(());
        }
        if self.take(&["en"]) {
            // "aanhef en onder g"
            let onder =
                self.word().is_some_and(|w| matches!(w.as_str(), "onder" | "sub" | "onderdeel" | "letter"));
            return onder.then_some(());
        }
        None
    }

    fn between(&mut self) -> Option<()> {
        let mark = self.take_mark(",") || self.take_mark("-") || self.take_mark("–");
        let word = self.take(&["en", "of", "and", "or"]);
        let range = !word && self.take(&["t"]) && self.take_mark("/") && self.take(&["m"]);
        let range = range || (!word && self.take(&["tot"]) && self.take(&["en"]) && self.take(&["met"]));
        (mark || word || range).then_some(())
    }

    fn plain_number(&mut self) -> Option<String> {
        let token = self
            .peek()
            .filter(|t| t.kind == Kind::Number && t.text.len() <= 3 && !t.text.contains([':', '.']))?;
        self.at += 1;
        Some(token.text.to_lowercase())
    }

    /// `eerste lid`, `eerste en tweede lid`; a sentence (`tweede volzin`) is passed over.
    fn ordinals(&mut self) -> Option<Vec<String>> {
        self.take(&["het", "de"]);
        let mut lids = Vec::new();
        loop {
            let word = self.word()?;
            let (_, number) = ORDINALS.iter().find(|(name, _)| *name == word)?;
            self.at += 1;
            lids.push((*number).to_owned());
            if self.take(&["lid", "leden"]) {
                return Some(lids);
            }
            if self.take(&["volzin", "zin", "alinea", "gedachtestreepje"]) {
                return Some(Vec::new());
            }
            if lids.len() > 12 {
                return None;
            }
            self.between()?;
        }
    }

    /// `g`, `1°`, `f)`.
    fn part(&mut self) -> Option<String> {
        let token = self.peek()?;
        let letter = token.kind == Kind::Word
            && token.text.chars().count() <= 2
            && !matches!(
                token.text.to_lowercase().as_str(),
                "en" | "of" | "jo" | "de" | "te" | "in" | "is" | "op" | "or" | "to"
            );
        let number = token.kind == Kind::Number && token.text.len() <= 2;
        if !letter && !number {
            return None;
        }
        self.at += 1;
        self.take_mark("°");
        self.take_mark(")");
        (!law::is_name(&token.text.to_lowercase())).then(|| token.text.to_lowercase())
    }

    fn bracket(&mut self) -> Option<Bracket> {
        if !self.take_mark("(") {
            return None;
        }
        let inner = if self.take(&["oud", "nieuw"]) {
            Bracket::Other
        } else if self.take(&["lid"]) {
            Bracket::Lid(self.plain_number()?)
        } else if let Some(lid) = self.plain_number() {
            Bracket::Lid(lid)
        } else {
            let letter = self.word().filter(|w| w.chars().count() == 1)?;
            self.at += 1;
            Bracket::Part(letter)
        };
        self.take_mark(")").then_some(inner)
    }

    fn book(&mut self) -> Option<String> {
        if !self.take(&["boek", "book"]) {
            return None;
        }
        self.plain_number().map(|number| {
            let capital = self.peek().filter(|t| t.text == "A" && t.start == self.end()).is_some();
            self.at += usize::from(capital);
            if capital { format!("{number}a") } else { number }
        })
    }

    /// The law after the articles: `BW`, `van het Burgerlijk Wetboek`, `of the GDPR`.
    fn law(&mut self, generic: bool) -> Option<String> {
        self.take_mark(",");
        self.take(&["van", "uit", "der", "of", "in"]);
        self.take(&["de", "het", "the", "genoemde"]);
        self.take_mark("(");
        self.law_name().or_else(|| if generic { self.unknown_law() } else { None })
    }

    /// The longest known name that begins here.
    fn law_name(&mut self) -> Option<String> {
        let first = self.word().filter(|word| law::may_begin(word))?;
        let mut name = String::with_capacity(first.len());
        let mut best = None;
        let mut words = 0_usize;
        for (ahead, token) in self.tokens.get(self.at..)?.iter().enumerate() {
            if token.kind == Kind::Mark {
                if matches!(token.text, "." | "-") && words > 0 { continue } else { break }
            }
            if words == law::MAX_WORDS {
                break;
            }
            if words > 0 {
                name.push(' ');
            }
            name.push_str(&token.text.to_lowercase());
            words += 1;
            if let Some(key) = law::by_name(&name) {
                best = Some((key, self.at + ahead + 1));
            }
        }
        let (key, end) = best?;
        self.at = end;
        Some(key.to_owned())
    }

    /// A short name in capitals that is not in the list: `APV`, `WvSr`.
    fn unknown_law(&mut self) -> Option<String> {
        const NO_LAW: &[&str] = &[
            "EN", "OF", "VAN", "DE", "HET", "LID", "JO", "SUB", "EU", "EG", "NJ", "LJN", "ECLI", "IN", "EUR",
            "BTW", "NV", "BV", "HR", "MR", "NR",
        ];
        let token = self.peek().filter(|t| t.kind == Kind::Word)?;
        let capitals = token.text.chars().filter(|c| c.is_uppercase()).count();
        let length = token.text.chars().count();
        let fits = capitals >= 2 && length <= if capitals == length { 4 } else { 7 };
        if !fits || NO_LAW.contains(&token.text) {
            return None;
        }
        self.at += 1;
        Some(token.text.to_lowercase())
    }
}

enum Bracket {
    Lid(String),
    Part(String),
    Other,
}

/// The references that a list of articles of one law makes, one for each paragraph.
fn found(items: &[Item], law: &str) -> Vec<Found> {
    let mut out = Vec::new();
    for item in items {
        let article = article_key(item, law);
        let lids: Vec<Option<&String>> =
            if item.lids.is_empty() { vec![None] } else { item.lids.iter().map(Some).collect() };
        for lid in lids {
            let mut keys = vec![article.clone()];
            if let Some(lid) = lid {
                keys.push(format!("{article}:{lid}"));
            }
            if let Some(onder) = &item.onder {
                keys.push(format!("{article}:{}:{onder}", lid.map_or("-", String::as_str)));
            }
            let canonical = keys.pop().unwrap_or_default();
            keys.reverse();
            out.push(Found {
                kind: ReferenceKind::Article,
                canonical,
                wider: keys,
                start: item.start,
                end: item.end,
            });
        }
    }
    out
}

/// `bw:6:162`, whether the book stands before the number or apart.
fn article_key(item: &Item, law: &str) -> String {
    let number = item.number.trim_end_matches('.');
    match &item.book {
        Some(book) if !number.contains(':') => format!("{law}:{book}:{number}"),
        _ if law == "bw" && number.matches('.').count() == 1 => format!("{law}:{}", number.replace('.', ":")),
        _ => format!("{law}:{number}"),
    }
}
