//! What is printed before a block, and the words of a reference to it.
//!
//! Every count runs through the whole text: of articles, of parties, of recitals, and of members
//! outside of articles, as in a pleading. Members of an article are counted within it.
//!
//! | block | number | reference |
//! |---|---|---|
//! | article | `7` | artikel 7 |
//! | member of it; below; below that | `7.2`, `a.`, `i.` | artikel 7.2; artikel 7.2 onder a; artikel 7.2 onder a, i |
//! | member elsewhere; below; below that | `2.`, `a.`, `i.` | punt 2; punt 2 onder a; punt 2 onder a, i |
//! | party, recital | `(1)`, `(A)` | |

use std::collections::BTreeMap;

use super::{
    inline::{Inline, Piece},
    node::{Block, Item, Text},
};
use crate::numbering::format::number;

/// What a reference shows whose target is gone.
pub const GONE: &str = "[verwijzing vervallen]";

/// Abbreviations after which a sentence goes on.
const ABBREVIATED: &[&str] = &[
    "art", "bijv", "blz", "bv", "ca", "evt", "excl", "incl", "jo", "mr", "nl", "nr", "p", "resp", "vgl",
    "zgn",
];

/// The numbers of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    numbers: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
}

impl Numbers {
    /// What is printed before the block with this id.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<&str> {
        self.numbers.get(id).map(String::as_str)
    }

    /// The words of a reference to this block in the middle of a sentence: `artikel 7.2`. `None`
    /// if nothing that can be referred to has this id.
    #[must_use]
    pub fn words(&self, target: &str) -> Option<&str> {
        self.words.get(target).map(String::as_str)
    }

    /// All numbers, by id.
    #[must_use]
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.numbers
    }

    /// What a reference shows behind these words of its line: `Artikel 7.2` where a sentence
    /// begins, [`GONE`] if its target is gone.
    #[must_use]
    pub fn shown(&self, target: &str, before: &str) -> String {
        let Some(words) = self.words(target) else { return GONE.to_owned() };
        if !begins_sentence(before) {
            return words.to_owned();
        }
        let mut chars = words.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }

    /// The words of a line as printed.
    #[must_use]
    pub fn line(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for inline in content {
            match &inline.piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Break => out.push('\n'),
                Piece::Variable(variable) => out.push_str(&variable.shown()),
                Piece::Reference { target } => {
                    let shown = self.shown(target, &out);
                    out.push_str(&shown);
                }
                Piece::Citation(citation) => out.push_str(&citation.text),
            }
        }
        out
    }
}

/// Whether a sentence begins behind these words: at the start of a line, or behind a full stop, a
/// question mark or an exclamation mark and white space, unless what stands before a full stop is
/// an abbreviation: one of a list, or with another full stop in it.
fn begins_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    if trimmed.is_empty() || before.ends_with('\n') {
        return true;
    }
    if trimmed.len() == before.len() {
        return false;
    }
    let Some(sentence) = trimmed.strip_suffix('.') else { return trimmed.ends_with(['!', '?']) };
    let word = sentence.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    !word.contains('.') && !ABBREVIATED.contains(&word.to_lowercase().as_str())
}

impl Text {
    /// The numbers of all blocks.
    #[must_use]
    pub fn numbers(&self) -> Numbers {
        let mut count = Count::default();
        for block in &self.content {
            count.block(block);
        }
        count.out
    }
}

#[derive(Default)]
struct Count {
    articles: u32,
    parties: u32,
    recitals: u32,
    /// Members outside of articles.
    points: u32,
    out: Numbers,
}

impl Count {
    fn put(&mut self, id: &str, number: String) {
        self.out.numbers.insert(id.to_owned(), number);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Parties(list) => {
                for party in &list.parties {
                    self.parties += 1;
                    self.put(&party.id, format!("({})", self.parties));
                }
            }
            Block::Recitals(list) => {
                for recital in &list.recitals {
                    self.recitals += 1;
                    self.put(&recital.id, format!("({})", number(self.recitals, "upperLetter")));
                }
            }
            Block::Article(article) => {
                self.articles += 1;
                self.put(&article.id, self.articles.to_string());
                self.out.words.insert(article.id.clone(), format!("artikel {}", self.articles));
                let mut members = 0;
                for block in &article.content {
                    self.members(block, Some(self.articles), &mut members);
                }
            }
            _ => {
                let mut points = self.points;
                self.members(block, None, &mut points);
                self.points = points;
            }
        }
    }

    /// The members of the first level.
    fn members(&mut self, block: &Block, article: Option<u32>, count: &mut u32) {
        let Block::Members(list) = block else { return };
        for member in &list.members {
            *count += 1;
            let (printed, words) = match article {
                Some(article) => (format!("{article}.{count}"), format!("artikel {article}.{count}")),
                None => (format!("{count}."), format!("punt {count}")),
            };
            self.put(&member.id, printed);
            self.out.words.insert(member.id.clone(), words.clone());
            self.below(member, 1, &words);
        }
    }

    /// The members below another, at level 1 or 2.
    fn below(&mut self, member: &Item, level: usize, above: &str) {
        let mut count = 0;
        for block in &member.content {
            let Block::Members(list) = block else { continue };
            for member in &list.members {
                count += 1;
                let (sign, words) = match level {
                    1 => {
                        let sign = number(count, "lowerLetter");
                        let words = format!("{above} onder {sign}");
                        (sign, words)
                    }
                    _ => {
                        let sign = number(count, "lowerRoman");
                        let words = format!("{above}, {sign}");
                        (sign, words)
                    }
                };
                self.put(&member.id, format!("{sign}."));
                self.out.words.insert(member.id.clone(), words.clone());
                self.below(member, level + 1, &words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::begins_sentence;

    #[test]
    fn a_reference_begins_with_a_capital_where_a_sentence_begins() {
        for before in ["", "Dat is zo. ", "Is dat zo? ", "regel\n", "(zie hierna). ", "lid 2. "] {
            assert!(begins_sentence(before), "{before:?}");
        }
        for before in ["in ", "vgl. ", "o.a. ", "art. ", "zo.", "(vgl. ", "; "] {
            assert!(!begins_sentence(before), "{before:?}");
        }
    }
}
