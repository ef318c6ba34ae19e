//! Templates: Word files with tags, checked and filled.
//!
//! | tag | English | what it does |
//! |---|---|---|
//! | `{{ veld }}`, `{{ partij.naam }}` | the same | prints an answer; `\| woorden` and `\| kort` print it otherwise |
//! | `{{ als X }}` … `{{ anders als Y }}` … `{{ anders }}` … `{{ /als }}` | `if`, `else if`, `else`, `/if` | a condition |
//! | `{{ per p in lijst }}` … `{{ /per }}` | `each p in list`, `/each` | a repetition; inside it `nummer`, `eerste`, `laatste` |
//! | `{{ clausule sleutel }}` | `clause key` | the paragraphs of a clause |
//!
//! A content control whose tag is one of these does the same with what it holds.
//!
//! ```text
//! part ─control─▶ tags as text ─mark─▶ text without tags + marks ─tree─▶ nodes ─fill─▶ part ─tidy─▶ part
//! ```
//!
//! A tag stands between runs ([`mark`]); one that opens or closes a block takes the place of its
//! paragraph or of its row where nothing else stands in it ([`tree`]). What no tag touches is
//! copied byte by byte.

mod control;
mod expression;
mod fill;
mod mark;
mod reference;
mod tag;
mod tidy;
mod tree;

pub(crate) use reference::bookmarks;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use expression::{decides, names};

use crate::{
    address::Address,
    compose,
    error::Error,
    package::Package,
    story::StoryKind,
    text::{Recovered, read_text},
};

/// What a template uses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateUse {
    /// The paths of all answers, in the order of their first use: `bedrag`, `partij.naam`; of a
    /// field of a list's entries `partijen.*.naam`.
    pub fields: Vec<String>,
    /// The paths that are a condition by themselves, or with others: `boete en niet spoed`; and
    /// that are not printed.
    pub flags: Vec<String>,
    /// The paths of the lists that are repeated.
    pub lists: Vec<String>,
    /// The keys of the clauses.
    pub clauses: Vec<String>,
}

/// What is wrong with a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TagFault {
    /// `{{` without `}}` in the same paragraph.
    Unfinished,
    /// Nothing stands between the braces.
    Empty,
    /// What stands there is no expression.
    NotAnExpression,
    /// It names a filter that does not exist.
    UnknownFilter,
    /// A condition or repetition that is not closed.
    NotClosed,
    /// A closing tag, or `anders`, of nothing that is open.
    NotOpen,
    /// `per` without `naam in lijst`.
    NotARepetition,
    /// The key of a clause has letters that no key has.
    NotAClause,
    /// A clause that shares its paragraph with other text.
    ClauseNotAlone,
    /// A block begins and ends in places that do not make a whole: in two cells, halfway two
    /// paragraphs, inside and outside of a link.
    Crosses,
    /// Blocks nest deeper than 32.
    TooDeep,
    /// The file carries macros: a document made of it would carry them to others.
    Macros,
}

/// A fault of a template and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFault {
    /// The tag.
    pub place: Address,
    /// What is wrong with it.
    pub fault: TagFault,
}

/// What a template is filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filling {
    /// What expressions see: a JSON object.
    pub context: String,
    /// How answers are printed that are not printed as they are, by path: `boete`,
    /// `producties.0.datum`; with a filter `boete|woorden`.
    pub printed: BTreeMap<String, String>,
    /// The clauses by key, in Markdown.
    pub clauses: Vec<(String, String)>,
    /// What is still to be answered, by path: printed between brackets and highlighted.
    pub labels: BTreeMap<String, String>,
}

/// A filled template.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The document.
    pub package: Package,
    /// The paths of `labels` that were printed.
    pub missing: Vec<String>,
}

/// Why a template was not filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// Its tags.
    #[error("the template has {} faults", .0.len())]
    Template(Vec<TemplateFault>),
    /// The file.
    #[error(transparent)]
    Word(#[from] Error),
    /// The answers are no JSON object.
    #[error("the answers are no JSON object")]
    Answers,
    /// The document would become larger than the limits allow.
    #[error("the document would become too large")]
    TooLarge,
}

impl Package {
    /// What a template uses.
    ///
    /// # Errors
    /// [`FillError::Template`] with every fault; [`FillError::Word`] for a damaged part.
    pub fn template(&self) -> Result<TemplateUse, FillError> {
        let mut used = tree::Used::default();
        let mut faults = Vec::new();
        if self.facts().macros {
            faults.push(TemplateFault { place: Address::new(&self.main, 0, 0..0), fault: TagFault::Macros });
        }
        for story in &self.stories {
            match tree::Tree::of(story, self.limits.depth)? {
                Ok(Some(tree)) => tree.uses(&mut used),
                Ok(None) => {}
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(used.done()) } else { Err(FillError::Template(faults)) }
    }

    /// Fills a template.
    ///
    /// # Errors
    /// As [`Package::template`]; [`FillError::Answers`], [`FillError::TooLarge`].
    pub fn fill(&self, filling: &Filling) -> Result<Filled, FillError> {
        self.filled(filling, false)
    }

    /// Fills a template and reads what comes of it as a text, in which each answer is a variable.
    ///
    /// # Errors
    /// As [`Package::fill`].
    pub fn fill_text(&self, filling: &Filling) -> Result<Recovered, FillError> {
        Ok(read_text(&self.filled(filling, true)?.package)?)
    }

    fn filled(&self, filling: &Filling, marked: bool) -> Result<Filled, FillError> {
        let mut package = self.clone();
        let mut faults = Vec::new();
        let mut missing = BTreeSet::new();
        let clauses = compose::Clauses::of(self, &filling.clauses)?;
        let mut fill = fill::Fill::new(filling, self.limits.part)?;
        for story in &self.stories {
            let mut tree = match tree::Tree::of(story, self.limits.depth)? {
                Ok(Some(tree)) => tree,
                Ok(None) => continue,
                Err(found) => {
                    faults.extend(found);
                    continue;
                }
            };
            if tree.has_clauses() {
                // clauses have tags of their own
                let plain = control::plain(story, self.limits.depth)?;
                let text = clauses.expanded(&plain, self.top_id())?;
                let expanded = story.with(text, self.limits.depth)?;
                match tree::Tree::of(&expanded, self.limits.depth)? {
                    Ok(Some(again)) => tree = again,
                    // the clause had no tags, and its own is gone
                    Ok(None) => tree = tree::Tree::plain(expanded.text),
                    Err(found) => faults.extend(found),
                }
            }
            if faults.is_empty() {
                fill.marked = marked && story.kind == StoryKind::Document;
                let text = tidy::tidy(&fill.story(&tree, &story.prefix)?, &story.prefix);
                package.put(story.with(text, self.limits.depth)?);
                missing.append(&mut fill.missing);
            }
        }
        if !faults.is_empty() {
            return Err(FillError::Template(faults));
        }
        let package = package.with_references()?.made_a_document()?;
        Ok(Filled { package, missing: missing.into_iter().collect() })
    }
}

impl Package {
    /// What was a template of Word (`.dotx`) is a document.
    pub(crate) fn made_a_document(mut self) -> Result<Self, Error> {
        const TYPES: &str = "[Content_Types].xml";
        const TEMPLATE: &str = "wordprocessingml.template.main+xml";
        if let Some(text) = self.part(TYPES)?.filter(|text| text.contains(TEMPLATE)) {
            let text = text.replace(TEMPLATE, "wordprocessingml.document.main+xml");
            self.others.insert(TYPES.to_owned(), text);
        }
        Ok(self)
    }
}

/// The key of the clause in a text of one clause and conditions around it, with what stands before
/// and behind the tag.
pub(crate) fn clause_key(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find("{{").map(|at| at + from) {
        let close = text.get(open..)?.find("}}")? + open;
        let inner = text.get(open + 2..close)?.trim();
        if let Some((word, key)) = inner.split_once(char::is_whitespace)
            && matches!(word.to_lowercase().as_str(), "clausule" | "clause")
        {
            return Some((text.get(..open)?, key.trim(), text.get(close + 2..)?));
        }
        from = close + 2;
    }
    None
}
