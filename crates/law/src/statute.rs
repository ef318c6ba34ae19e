//! Statutes: a law, its states (toestanden) in time, and the provisions of one state.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The last day of what has no end.
pub const NO_END: Date = Date::constant(9999, 12, 31);

/// What a file says about the state of a law that it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// BWB number or CELEX number, in capitals.
    pub law: String,
    /// `wet`, `AMvB`, `ministeriele-regeling`, `verdrag`, `verordening`.
    pub kind: String,
    /// The title by which it is cited.
    pub title: String,
    /// The title under which it was published.
    pub long_title: String,
    /// The first day on which the state is in force.
    pub from: Date,
    /// Which of several renderings of the state of that day.
    pub edition: u16,
}

impl Head {
    /// The name of the state: `BWBR0005289/2024-01-01/0`.
    #[must_use]
    pub fn state(&self) -> String {
        format!("{}/{}/{}", self.law, self.from, self.edition)
    }
}

/// What the official files call articles.
pub const ARTICLES: [&str; 3] = ["artikel", "enig-artikel", "wijzig-artikel"];

/// What a provision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProvisionKind {
    /// An article.
    Article,
    /// Text of an annex (bijlage), outside of articles.
    Annex,
    /// The words before the first article (aanhef, considerans, recitals).
    Preamble,
    /// Text of a part of the structure that has no articles, or after the last one.
    Text,
}

/// Whether a provision is law on the days of its state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It is.
    #[default]
    InForce,
    /// It was repealed (vervallen).
    Repealed,
    /// It is not yet in force.
    NotYet,
}

/// A part of the structure: `{ kind: "hoofdstuk", number: "8", heading: "…" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// `boek`, `titeldeel`, `hoofdstuk`, `afdeling`, `paragraaf`, `bijlage`, …
    pub kind: String,
    /// As printed before the number: `Hoofdstuk`, `§`.
    pub label: String,
    /// As printed.
    pub number: String,
    /// Its heading.
    pub heading: String,
}

impl Level {
    /// `Hoofdstuk 8. Bijzondere bepalingen`.
    #[must_use]
    pub fn words(&self) -> String {
        let label = if self.label.is_empty() { &self.kind } else { &self.label };
        let mut out = label.clone();
        if !self.number.is_empty() {
            out.push(' ');
            out.push_str(&self.number);
        }
        if !self.heading.is_empty() {
            out.push_str(". ");
            out.push_str(&self.heading);
        }
        out
    }
}

/// What a line of a provision is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineKind {
    /// Words of the law.
    #[default]
    Text,
    /// A heading inside a provision.
    Heading,
    /// A row of a table, its cells separated by ` | `.
    Row,
    /// Words of the editors, not of the law.
    Editorial,
}

/// A line of a provision with its address in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The number of its lid; empty where the article has none.
    pub lid: String,
    /// Its onderdelen, the widest first, without marks: `["a", "1"]`.
    pub parts: Vec<String>,
    /// What is printed before it: `1`, `a.`, `1°.`; empty on a further line of the same part.
    pub label: String,
    /// The words.
    pub text: String,
}

/// An article, or other text of a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// What it is.
    pub kind: ProvisionKind,
    /// As printed: `6:7`, `162`, `5-9`.
    pub number: String,
    /// Its heading, often none.
    pub heading: String,
    /// Where it stands, the widest first.
    pub path: Vec<Level>,
    /// Whether it is law.
    pub standing: Standing,
    /// Since when the words are these, where the file says so.
    pub since: Option<Date>,
    /// The words.
    pub lines: Vec<Line>,
}

impl Provision {
    /// Whether it stands in an annex, so that its number is not one of the law itself.
    #[must_use]
    pub fn is_in_annex(&self) -> bool {
        self.kind == ProvisionKind::Annex || self.path.iter().any(|level| level.kind == "bijlage")
    }

    /// Whether it stands inside an article, as the text that an amending law (wijzigingswet) gives
    /// to another one; its number is then one of that.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.path.iter().any(|level| ARTICLES.contains(&level.kind.as_str()))
    }

    /// The number as keys have it: lower case, no spaces and no star.
    #[must_use]
    pub fn key(&self) -> String {
        number_key(&self.number)
    }

    /// All numbers that this provision answers to: `5-9` is `5`, `6`, `7`, `8` and `9` too.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let key = self.key();
        let mut out = range(&self.number);
        if !key.is_empty() && !out.contains(&key) {
            out.insert(0, key);
        }
        out
    }

    /// The words, line by line, with their labels.
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.lines)
    }
}

/// A number as keys have it.
#[must_use]
pub fn number_key(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .trim_end_matches(['.', ':'])
        .to_owned()
}

/// The most articles that one heading names together.
const MAX_RANGE: u32 = 2_000;

/// The plain numbers of `5-9`, `5 t/m 9`, `12 en 13`; empty where it is one number.
fn range(number: &str) -> Vec<String> {
    let lower = number.to_lowercase().replace("tot en met", "-").replace("t/m", "-").replace('–', "-");
    let pieces: Vec<&str> = lower.split(" en ").flat_map(|piece| piece.split(',')).map(str::trim).collect();
    let mut out = Vec::new();
    for piece in &pieces {
        let ends = piece.split_once('-').map(|(a, b)| (a.trim(), b.trim()));
        match ends.and_then(|(a, b)| Some((split(a)?, split(b)?))) {
            Some(((head, first), (other, last)))
                if head == other && first <= last && last - first < MAX_RANGE =>
            {
                out.extend((first..=last).map(|n| format!("{head}{n}")));
            }
            _ if pieces.len() > 1 => out.push(number_key(piece)),
            _ => {}
        }
    }
    out
}

/// `6:12` is `6:` and 12.
fn split(number: &str) -> Option<(&str, u32)> {
    let at = number.rfind(':').map_or(0, |at| at + 1);
    Some((number.get(..at)?, number.get(at..)?.parse().ok()?))
}

/// Lines as a text: a lid begins with its number, a part with its letter, indented.
#[must_use]
pub fn text(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        if !out.is_empty() {
            out.push('\n');
        }
        let depth = line.parts.len();
        for _ in 0..depth {
            out.push_str("   ");
        }
        if !line.label.is_empty() {
            out.push_str(&line.label);
            out.push(' ');
        }
        out.push_str(&line.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(number: &str) -> Vec<String> {
        Provision {
            kind: ProvisionKind::Article,
            number: number.into(),
            heading: String::new(),
            path: Vec::new(),
            standing: Standing::InForce,
            since: None,
            lines: Vec::new(),
        }
        .keys()
    }

    #[test]
    fn a_heading_of_several_articles_answers_to_each() {
        assert_eq!(keys("6:7"), ["6:7"]);
        assert_eq!(keys("212hgd*"), ["212hgd"]);
        assert_eq!(keys("1637ij a"), ["1637ija"]);
        assert_eq!(keys("5-8"), ["5-8", "5", "6", "7", "8"]);
        assert_eq!(keys("8:2 t/m 8:3"), ["8:2t/m8:3", "8:2", "8:3"]);
        assert_eq!(keys("12 en 13a"), ["12en13a", "12", "13a"]);
        assert_eq!(keys("IV"), ["iv"]);
    }
}
