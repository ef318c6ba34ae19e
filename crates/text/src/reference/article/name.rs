//! The law that articles belong to, after them or before them.

use super::reader::Reader;
use crate::reference::{
    code,
    law::{self, LawNames},
    lexer::{self, Kind, Token},
};

/// A law as it was found, with the book where its number is of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    pub key: String,
    pub book: Option<String>,
}

impl Law {
    fn named(key: &str) -> Self {
        Self { key: key.to_owned(), book: None }
    }

    /// By its BWB number, in lower case.
    fn numbered(number: &str) -> Self {
        match law::by_number(number) {
            Some((key, book)) => {
                Self { key: key.to_owned(), book: (!book.is_empty()).then(|| book.to_owned()) }
            }
            None => Self::named(number),
        }
    }
}

/// Marks inside the name of a law.
const JOINTS: &[&str] = &[".", "-", "‑", "–", "'", "’"];

/// Short names in capitals that are no laws.
const NO_LAW: &[&str] = &[
    "EN", "OF", "VAN", "DE", "HET", "LID", "JO", "SUB", "EU", "EG", "NJ", "LJN", "ECLI", "IN", "EUR", "BTW",
    "NV", "BV", "HR", "MR", "NR", "OM", "ABRvS", "CRvB", "CBb", "RvS", "UWV", "AFM", "DNB", "ACM", "Stb",
    "Stcrt", "Trb",
];

impl Reader<'_> {
    /// The law after the articles: `BW`, `van het Burgerlijk Wetboek`, `of the GDPR`.
    pub fn law(&mut self, generic: bool) -> Option<Law> {
        self.take_mark(",");
        self.take(&["van", "uit", "der", "of", "in"]);
        self.take(&["de", "het", "the", "genoemde"]);
        self.take_mark("(");
        self.take(&["oud", "oude"]);
        self.law_name()
            .or_else(|| self.law_number())
            .or_else(|| self.law_act())
            .or_else(|| if generic { self.unknown_law().or_else(|| self.titled()) } else { None })
    }

    /// `richtlijn (EU) 2019/1`: the act's CELEX number is its name.
    fn law_act(&mut self) -> Option<Law> {
        let word = self.peek()?;
        let known = ["verordening", "richtlijn", "regulation", "directive"];
        if !known.iter().any(|known| word.text.eq_ignore_ascii_case(known)) {
            return None;
        }
        let (celex, end) = code::act_at(self.text, word.start)?;
        while self.peek().is_some_and(|token| token.start < end) {
            self.skip(1);
        }
        Some(Law::named(&law::key_of(&celex)))
    }

    /// The longest known name that begins here.
    pub fn law_name(&mut self) -> Option<Law> {
        let names = self.names;
        let first = self.peek_word()?;
        // one letter is a law only as a capital: "art. 292 F"
        let letter = first.len() == 1 && !first.bytes().all(|b| b.is_ascii_uppercase());
        if letter || first.len() > 40 || !names.may_begin(&first.to_lowercase()) {
            return None;
        }
        let mut name = String::new();
        let mut best = None;
        let (mut words, mut ahead) = (0_usize, 0_usize);
        while let Some(token) = self.ahead(ahead) {
            ahead += 1;
            if token.kind == Kind::Mark {
                if JOINTS.contains(&token.text) && words > 0 { continue } else { break }
            }
            if words == law::MAX_WORDS {
                break;
            }
            if words > 0 {
                name.push(' ');
            }
            name.push_str(&token.text.to_lowercase());
            words += 1;
            if let Some(key) = names.by_name(&name) {
                best = Some((Law::named(key), ahead));
            }
        }
        let (law, taken) = best?;
        // an EG-richtlijn is not the treaty
        let more = taken == 1 && law.key == "eg" && self.ahead(1).is_some_and(|token| token.text == "-");
        if more {
            return None;
        }
        self.skip(taken);
        Some(law)
    }

    /// `BWBR0005290`.
    fn law_number(&mut self) -> Option<Law> {
        let word = self.peek_word().filter(|word| is_bwb(word))?;
        let digits = self.ahead(1)?;
        let adjacent = self.peek().is_some_and(|token| token.end == digits.start);
        let number = format!("{word}{}", digits.text).to_lowercase();
        (adjacent && number.len() == 11).then(|| {
            self.skip(2);
            Law::numbered(&number)
        })
    }

    /// A law that is not in the list: a short name in capitals (`APV`, `WvSr`) or without a vowel
    /// (`Bmw`, `Gwd`), or a name that says it is one (`Landbouwkwaliteitswet`).
    fn unknown_law(&mut self) -> Option<Law> {
        let word = self.peek_word()?;
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let length = word.chars().count();
        let first = word.starts_with(char::is_uppercase);
        let shouted = capitals >= 2 && length <= if capitals == length { 5 } else { 8 };
        let vowels = word.chars().skip(1).any(|c| "aeiouyáéëïóö".contains(c.to_ascii_lowercase()));
        let mute = first && capitals == 1 && (3..=5).contains(&length) && !vowels;
        let named =
            first && length >= 8 && ["wet", "wetboek", "sbesluit"].iter().any(|end| word.ends_with(end));
        if !(shouted || mute || named) || NO_LAW.contains(&word) {
            return None;
        }
        let mut key = word.to_lowercase();
        self.skip(1);
        // "NIB-richtlijn" is one name
        if let Some(act) = self.attempt(|r| {
            r.take_mark("-").then_some(())?;
            ["richtlijn", "verordening"].into_iter().find(|act| r.take(&[act]))
        }) {
            key = format!("{key}-{act}");
        }
        Some(Law::named(&key))
    }
}

fn is_bwb(word: &str) -> bool {
    ["bwbr", "bwbv", "bwbw"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// How many bytes before an article are read for its law.
const BEFORE: usize = 130;

/// The law right before byte `at`, not before byte `floor`, with where it begins: `BW 6:162`,
/// `Rv, art. 23`, `Boek 6 BW, artikel 162`, `BWBR0005290 art 653`.
pub fn before(text: &str, floor: usize, at: usize, names: &LawNames) -> Option<(Law, usize)> {
    let mut from = at.saturating_sub(BEFORE).max(floor);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(..at)?;
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut next = from;
    while let Some(token) = lexer::next(head, next) {
        next = token.end;
        tokens.push(token);
    }
    // a word that the window cuts through is none
    if from > floor && tokens.first().is_some_and(|token| token.start == from) {
        tokens.remove(0);
    }
    let mut end = tokens.len();
    let mark = |at: usize, mark: &str| {
        at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.text == mark)
    };
    end -= usize::from(mark(end, ","));
    let mut book = book_before(&tokens, &mut end);
    end -= usize::from(book.is_some() && mark(end, ","));
    let (mut law, begin) = name_before(&tokens, end, names)?;
    let mut begin_at = begin;
    if book.is_none() {
        let mut outer = begin;
        let words = |at: usize, list: &[&str]| {
            at.checked_sub(1)
                .and_then(|at| tokens.get(at))
                .is_some_and(|t| list.iter().any(|w| t.text.eq_ignore_ascii_case(w)))
        };
        outer -= usize::from(words(outer, &["het", "de"]));
        outer -= usize::from(words(outer, &["van"]));
        book = book_before(&tokens, &mut outer);
        if book.is_some() {
            begin_at = outer;
        }
    }
    law.book = book.or(law.book);
    Some((law, tokens.get(begin_at)?.start))
}

/// The law under whose name a list of its articles stands, with a colon right before byte `at`:
/// `Verordening (EU) 2017/1129 van 14 juni 2017: de artikelen 20 en 23`.
pub fn heading(text: &str, floor: usize, at: usize, names: &LawNames) -> Option<Law> {
    let head = text.get(..at)?.trim_end();
    let head = ["de", "het"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    let head = head.trim_end().strip_suffix(':')?;
    let line = head.rfind('\n').map_or(0, |end| end + 1);
    let act = code::act_at(head, line).map(|(celex, _)| Law::named(&law::key_of(&celex)));
    act.or_else(|| before(text, floor, head.len(), names).map(|(law, _)| law))
}

/// `Boek 6` right before token `end`.
fn book_before(tokens: &[Token<'_>], end: &mut usize) -> Option<String> {
    let number = tokens.get(end.checked_sub(1)?).filter(|t| t.kind == Kind::Number && t.text.len() <= 2)?;
    tokens.get(end.checked_sub(2)?).filter(|t| t.text.eq_ignore_ascii_case("boek"))?;
    *end -= 2;
    Some(number.text.to_lowercase())
}

/// The longest name that ends right before token `end`, and its first token.
fn name_before(tokens: &[Token<'_>], end: usize, names: &LawNames) -> Option<(Law, usize)> {
    let last = tokens.get(end.checked_sub(1)?)?;
    if last.kind == Kind::Number && last.text.len() == 7 {
        let word = tokens.get(end.checked_sub(2)?).filter(|t| is_bwb(t.text) && t.end == last.start)?;
        return Some((Law::numbered(&format!("{}{}", word.text, last.text).to_lowercase()), end - 2));
    }
    if last.kind == Kind::Mark && last.text != "." {
        return None;
    }
    // "Richtlijn 2006/54/EG" is not the treaty
    if end.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|token| token.text == "/") {
        return None;
    }
    let mut best = None;
    let (mut name, mut words) = (String::new(), 0_usize);
    for at in (0..end).rev() {
        let token = tokens.get(at)?;
        if token.kind == Kind::Mark {
            if JOINTS.contains(&token.text) { continue } else { break }
        }
        if words == law::MAX_WORDS {
            break;
        }
        let word = token.text.to_lowercase();
        if words == 0 {
            let letter = token.text.len() == 1 && !token.text.bytes().all(|b| b.is_ascii_uppercase());
            // most words before an article end no name
            if letter || !names.may_end(&word) {
                break;
            }
            name = word;
        } else {
            name = format!("{word} {name}");
        }
        words += 1;
        if let Some(key) = names.by_name(&name) {
            best = Some((Law::named(key), at));
        }
    }
    best
}
