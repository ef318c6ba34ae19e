//! What stands inside an article: leden and onderdelen.

use super::{Item, reader::Reader};
use crate::reference::{law, lexer::Kind};

/// The most tokens of one article's leden and onderdelen.
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

/// Words that name an onderdeel.
const PARTS: &[&str] =
    &["onder", "sub", "onderdeel", "subonderdeel", "onderdelen", "letter", "letters", "point", "points"];

/// Words for what is smaller than a lid and has no number of its own.
const SENTENCES: &[&str] = &["volzin", "zin", "zinsnede", "alinea", "gedachtestreepje"];
/// The most words of a remark between brackets.
const MAX_REMARK: usize = 10;

enum Bracket {
    Lid(String),
    Part(String),
    Other,
}

impl Reader<'_> {
    /// Reads the leden and onderdelen that follow.
    pub fn details(&mut self, item: &mut Item) {
        let from = self.place();
        while self.place() < from + MAX_DETAILS {
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

    /// The same article once more, for another lid with its own onderdelen: `7, eerste lid, onder a, en derde
    /// lid`.
    pub fn again(&mut self, before: &Item) -> Option<Item> {
        self.between()?;
        let start = self.peek()?.start;
        let mut item = Item { number: before.number.clone(), start, ..Item::default() };
        let lids = self.attempt(Self::ordinals).filter(|lids| !lids.is_empty())?;
        item.lids = lids;
        self.details(&mut item);
        Some(item)
    }

    fn detail(&mut self, item: &mut Item) -> Option<()> {
        if self.take(&["lid", "leden", "paragraph", "paragraaf", "par"]) {
            self.take_mark(".");
            item.lids.push(self.plain_number()?);
            while let Some(next) = self.attempt(Self::further_lid) {
                item.lids.push(next);
            }
            return Some(());
        }
        // behind onderdelen another lid begins anew
        let whole = item.parts.is_empty();
        if let Some(lids) = self.attempt(|r| r.ordinals().filter(|lids| whole || lids.is_empty())) {
            item.lids.extend(lids);
            return Some(());
        }
        if self.take(&["laatste"]) {
            return self.take(SENTENCES).then_some(());
        }
        if self.take(&["aanhef", "slot"]) {
            item.lead = true;
            return Some(());
        }
        if self.take(PARTS) {
            self.parts(item);
            return Some(());
        }
        if let Some(inner) = self.attempt(Self::bracket) {
            match inner {
                Bracket::Lid(lid) if item.lids.is_empty() => item.lids.push(lid),
                Bracket::Part(part) if item.parts.is_empty() => item.parts.push(vec![part]),
                _ => {}
            }
            return Some(());
        }
        let book = self.attempt(|r| {
            r.take(&["van"]);
            r.book()
        });
        if let Some(book) = book {
            item.book = Some(book);
            return Some(());
        }
        // "aanhef en onder g", "eerste lid en onder b"
        (self.take(&["en"])
            && self.peek_word().is_some_and(|word| PARTS.iter().any(|p| word.eq_ignore_ascii_case(p))))
        .then_some(())
    }

    fn further_lid(&mut self) -> Option<String> {
        self.between()?;
        // "leden 1, tweede zin, 2 en 3"
        self.attempt(|r| {
            r.ordinals().filter(Vec::is_empty)?;
            r.between()
        });
        self.take(&["lid"]);
        self.plain_number().filter(|number| number.len() <= 2)
    }

    /// `g`; `a en b`, two of them; after `onder a`, `onder 2°` goes into each.
    fn parts(&mut self, item: &mut Item) {
        let Some(first) = self.attempt(Self::part) else { return };
        let number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        let kind = number(&first);
        let mut parts = vec![first];
        // letters are beside letters and numbers beside numbers; "onder a, sub 3" goes deeper
        while let Some(next) = self.attempt(|r| {
            r.between()?;
            r.take(&["onder", "sub", "onderdeel"]);
            r.part().filter(|part| part.chars().count() == 1 && number(part) == kind)
        }) {
            parts.push(next);
        }
        let outer = if item.parts.is_empty() { vec![Vec::new()] } else { std::mem::take(&mut item.parts) };
        let inside = |path: Vec<String>| {
            parts.iter().map(move |part| [path.as_slice(), std::slice::from_ref(part)].concat())
        };
        item.parts = outer.into_iter().flat_map(inside).collect();
    }

    fn between(&mut self) -> Option<()> {
        let mark = self.take_mark(",") || self.take_mark("-") || self.take_mark("–");
        let word = self.take(&["en", "of", "and", "or", "dan"]);
        if word {
            self.take(&["wel"]);
        }
        let range = !word && self.take(&["t"]) && self.take_mark("/") && self.take(&["m"]);
        let range = range || (!word && self.take(&["tot"]) && self.take(&["en"]) && self.take(&["met"]));
        (mark || word || range).then_some(())
    }

    /// `eerste lid`, `eerste en tweede lid`; a sentence (`tweede volzin`) is passed over.
    fn ordinals(&mut self) -> Option<Vec<String>> {
        self.take(&["het", "de"]);
        let mut lids = Vec::new();
        loop {
            let word = self.peek_word()?;
            let (_, number) = ORDINALS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
            self.skip(1);
            lids.push((*number).to_owned());
            if self.take(&["lid", "leden"]) {
                return Some(lids);
            }
            if self.take(SENTENCES) {
                return Some(Vec::new());
            }
            if lids.len() > 12 {
                return None;
            }
            self.between()?;
            self.take(&["het", "de"]);
        }
    }

    /// `g`, `1°`, `f)`.
    fn part(&mut self) -> Option<String> {
        let token = self.peek()?;
        let lower = token.text.to_lowercase();
        let letter = token.kind == Kind::Word
            && lower.chars().count() <= 2
            && !matches!(
                lower.as_str(),
                "en" | "of" | "jo" | "de" | "te" | "in" | "is" | "op" | "or" | "to" | "om"
            );
        let number = token.kind == Kind::Number && lower.len() <= 2;
        if (!letter && !number) || law::is_name(&lower) {
            return None;
        }
        self.skip(1);
        self.take_mark("°");
        self.take_mark("º");
        self.take_mark(")");
        if self.peek().is_some_and(|t| t.text == "." && t.start == self.end()) && number {
            self.skip(1);
        }
        Some(lower)
    }

    fn bracket(&mut self) -> Option<Bracket> {
        if !self.take_mark("(") {
            return None;
        }
        let inner = if self.take(&["oud", "nieuw", "thans", "voorheen", "tekst"]) {
            let from = self.place();
            while self.place() < from + MAX_REMARK && self.peek().is_some_and(|token| token.text != ")") {
                self.skip(1);
            }
            Bracket::Other
        } else if self.take(&["lid"]) {
            Bracket::Lid(self.plain_number()?)
        } else if let Some(lid) = self.plain_number() {
            Bracket::Lid(lid)
        } else {
            let letter = self.peek_word().filter(|word| word.chars().count() == 1)?;
            self.skip(1);
            Bracket::Part(letter.to_lowercase())
        };
        self.take_mark(")").then_some(inner)
    }

    /// `Boek 6`, `boek 7A`.
    pub fn book(&mut self) -> Option<String> {
        if !self.take(&["boek", "book"]) {
            return None;
        }
        let number = self.plain_number()?;
        let end = self.end();
        let capital = self.peek().is_some_and(|token| token.text == "A" && token.start == end);
        self.skip(usize::from(capital));
        Some(if capital { format!("{number}a") } else { number })
    }
}
