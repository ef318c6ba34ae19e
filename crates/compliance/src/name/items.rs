//! A written name taken apart: further names, titles, legal forms, initials, tussenvoegsels, words.

use std::sync::LazyLock;

use regex::Regex;

use super::{data, word::Word};

/// One thing in a name.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A letter that stands for a given name.
    Initial(char),
    /// A tussenvoegsel.
    Prefix(String),
    /// A word.
    Word(Word),
    /// A comma.
    Comma,
}

/// One thing in a name, and whether a hyphen joins it to what stands before.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) what: What,
    pub(super) joined: bool,
}

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub(super) items: Vec<Item>,
    /// Its legal forms, sorted.
    pub(super) legal: Vec<&'static str>,
}

/// What says that another name of the same one follows.
static FURTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)[\s,(]+(?:h\.?\s?o\.?\s?d\.?\s?n\.?|(?:tevens\s+)?handelende?\s+onder\s+de\s+na(?:am|men)",
        r"|voorheen(?:\s+genaamd|\s+geheten)?|v/h|geboren|geb\.|formerly(?:\s+known\s+as)?|f/?k/?a|n[eé]e",
        r"|also\s+known\s+as|a\.?k\.?a\.?|alias|t/a|trading\s+as|thans(?:\s+genaamd)?|(?:ook\s+)?genaamd",
        r"|weduwe(?:\s+van)?|wed\.|echtgenote\s+van|e\.v\.|gehuwd\s+met)[\s:]+",
    ))
    .ok()
});

/// The parts of a text that are a name each; the first is the name itself.
pub(super) fn parts(text: &str) -> Vec<&str> {
    match &*FURTHER {
        Some(further) => further.split(text).filter(|it| !it.trim().is_empty()).collect(),
        None => vec![text],
    }
}

/// A name with letters for its umlauts, where it has some: Müller is written Mueller.
pub(super) fn spread(text: &str) -> Option<String> {
    let letters = |it: char| match it {
        'ä' | 'Ä' => Some("ae"),
        'ö' | 'Ö' | 'ø' | 'Ø' => Some("oe"),
        'ü' | 'Ü' => Some("ue"),
        'å' | 'Å' => Some("aa"),
        _ => None,
    };
    text.chars().any(|it| letters(it).is_some()).then(|| {
        text.chars().fold(String::with_capacity(text.len() + 4), |mut out, it| {
            match letters(it) {
                Some(two) => out.push_str(two),
                None => out.push(it),
            }
            out
        })
    })
}

impl Items {
    /// Takes an ASCII text apart.
    pub(super) fn read(text: &str) -> Self {
        let spaced = spaced(text);
        let pieces: Vec<&str> = spaced.split_whitespace().collect();
        let mut all = Self::default();
        for (at, piece) in pieces.iter().enumerate() {
            all.piece(piece, at, pieces.len());
        }
        all.legal.retain(|it| !it.is_empty());
        all.legal.sort_unstable();
        all.legal.dedup();
        all
    }

    fn piece(&mut self, piece: &str, at: usize, count: usize) {
        if piece == "," {
            return self.push(What::Comma, false);
        }
        let bare = bare(piece);
        if bare.is_empty() || (at > 0 && data::JOINS.contains(&bare.as_str())) {
            return;
        }
        if let Some(form) = legal(piece, &bare, at, count) {
            return self.legal.push(form);
        }
        if title(piece, &bare) {
            // "de heer", "de erven"
            if matches!(self.items.last(), Some(Item { what: What::Prefix(it), .. }) if it == "de") {
                self.items.pop();
            }
            return;
        }
        if let Some(prefix) = prefix(piece, &bare, at) {
            return self.push(What::Prefix(prefix), false);
        }
        for (at, part) in piece.split(['-', '/']).filter(|it| !it.is_empty()).enumerate() {
            self.part(part, at > 0);
        }
    }

    /// A piece without hyphens: letters with dots between, or a word.
    fn part(&mut self, part: &str, joined: bool) {
        let plain = bare(part);
        if joined || part.len() < 4 {
            let particle = plain.len() > 1 && data::PREFIXES.contains(&plain.as_str()) && !part.contains('.');
            if particle && (joined || plain == "al" || plain == "el") {
                return self.push(What::Prefix(plain), joined);
            }
        }
        let mut joined = joined;
        let mut rest = part;
        while let Some((head, tail)) = rest.split_once('.') {
            self.abbreviated(head, joined);
            joined = false;
            rest = tail;
        }
        let word: String = rest.chars().filter(char::is_ascii_alphanumeric).collect();
        match word.as_bytes() {
            [] => {}
            [one] if one.is_ascii_alphabetic() => {
                self.push(What::Initial(char::from(one.to_ascii_lowercase())), joined)
            }
            _ => self.push(What::Word(Word::new(&word)), joined),
        }
    }

    /// What stood before a dot: "J.", "Chr.", "Gebr.".
    fn abbreviated(&mut self, head: &str, joined: bool) {
        let word: String = head.chars().filter(char::is_ascii_alphanumeric).collect();
        let trade = data::TRADE.contains(&word.to_ascii_lowercase().as_str());
        let first = word.chars().next().filter(char::is_ascii_alphabetic);
        match first {
            Some(first) if word.len() <= 4 && !trade => {
                self.push(What::Initial(first.to_ascii_lowercase()), joined);
            }
            Some(_) => self.push(What::Word(Word::new(&word)), joined),
            None if word.is_empty() => {}
            None => self.push(What::Word(Word::new(&word)), joined),
        }
    }

    fn push(&mut self, what: What, joined: bool) {
        self.items.push(Item { what, joined });
    }
}

/// Commas and signs apart, brackets and quotes gone.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            ',' => out.push_str(" , "),
            '(' | ')' | '[' | ']' | '"' | ';' | ':' | '&' | '+' | '_' | '*' | '!' | '?' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

fn bare(piece: &str) -> String {
    piece.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

fn legal(piece: &str, bare: &str, at: usize, count: usize) -> Option<&'static str> {
    if piece.contains('-') {
        return None;
    }
    let (_, form) = data::LEGAL.iter().find(|it| it.0 == bare)?;
    // two letters before a name are initials; a short word in the middle of one is a word
    let capitals = piece.bytes().all(|it| it.is_ascii_uppercase() || it == b'.');
    let fits = bare.len() > 3 || (at > 0 && (capitals || piece.contains('.') || at + 1 == count));
    fits.then_some(*form)
}

fn title(piece: &str, bare: &str) -> bool {
    let capitals = piece.len() > 1 && piece.bytes().all(|it| it.is_ascii_uppercase());
    data::TITLES.contains(&bare) && (!capitals || bare.len() > 3)
}

fn prefix(piece: &str, bare: &str, at: usize) -> Option<String> {
    let prefix = match bare {
        "t" | "s" if piece.starts_with(['\'', '`']) => bare,
        "v" if at > 0 && piece.starts_with('v') => "van",
        "d" if at > 0 && piece.starts_with('d') => "de",
        "vd" | "vdn" => "vd",
        "ben" | "bin" if at == 0 => return None,
        _ if data::PREFIXES.contains(&bare) && !piece.contains(['.', '-']) => bare,
        _ => return None,
    };
    Some(prefix.to_owned())
}
