//! The operations that change a text; nothing else does.
//!
//! An edit says which text it expects where. All edits of a call are planned before anything
//! changes, so a refusal leaves the package as it was.

mod apply;
pub(crate) mod build;
mod comment;
mod fill;
mod insert;
mod moves;

pub(crate) use build::whole;

use serde::{Deserialize, Serialize};

use crate::{address::Address, error::Refusal, package::Package, paragraph::Change, pen::check_text};

/// Where an edit applies, and what must stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A place and the text that must stand there.
    At {
        /// The place.
        address: Address,
        /// The current text of its range.
        expected: String,
    },
    /// A text that stands in exactly one place of the document, inside of one paragraph.
    Quote(String),
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Puts a text in the place of another. Line ends become line breaks.
    Replace {
        /// What is replaced.
        target: Target,
        /// The new text.
        text: String,
    },
    /// Puts a text behind a range, in the same paragraph.
    InsertText {
        /// What it comes behind.
        target: Target,
        /// The new text.
        text: String,
    },
    /// Deletes a range.
    Delete {
        /// What is deleted.
        target: Target,
    },
    /// Puts new paragraphs behind the paragraph of a range.
    InsertParagraphs {
        /// A text of the paragraph before.
        after: Target,
        /// The text of each new paragraph.
        texts: Vec<String>,
        /// Their style by its id; `None`: properties as the paragraph before.
        style: Option<String>,
    },
    /// Deletes the paragraph of a range with its mark, so that no empty number stays.
    DeleteParagraph {
        /// A text of it.
        target: Target,
    },
    /// Moves paragraphs that follow each other behind another paragraph.
    MoveParagraphs {
        /// A text of the first one.
        first: Target,
        /// How many.
        count: usize,
        /// A text of the paragraph that they come behind.
        after: Target,
    },
    /// Hangs a comment on a range of the document part. A comment is never a tracked change.
    Comment {
        /// What it speaks of.
        target: Target,
        /// Its text; each line is a paragraph.
        text: String,
        /// Who speaks.
        author: crate::Author,
    },
    /// Gives the paragraph of a range another style.
    SetStyle {
        /// A text of it.
        target: Target,
        /// The id of a paragraph style of the document.
        style: String,
    },
    /// Puts a text into a content control or a field (`MERGEFIELD`, a text form field). All of
    /// that name are filled.
    Fill {
        /// The tag or title of the control, or the name of the field.
        slot: String,
        /// What each must hold now, if that matters.
        expected: Option<String>,
        /// The new text.
        text: String,
    },
}

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The paragraphs it touched, numbered as before the call.
    pub touched: Vec<(String, usize)>,
    /// Numbers of paragraphs of this part from this one on grew by so many (less if negative).
    pub shifts: Vec<(String, usize, isize)>,
}

/// A range that was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// The place of the story in the package.
    pub story: usize,
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
}

/// What happens to one paragraph.
#[derive(Debug, Default)]
pub(crate) struct Todo {
    /// The edits that ask for it.
    pub edits: Vec<usize>,
    pub changes: Vec<Change>,
    pub style: Option<String>,
    /// The paragraph goes, with its mark.
    pub deleted: bool,
    /// Its content moves away in the move of this name.
    pub moved: Option<String>,
    /// A revision of ours on its mark.
    pub mark: Option<(&'static str, crate::RevisionKind)>,
    /// XML before it and behind it.
    pub before: String,
    pub after: String,
    /// Paragraphs that come behind it.
    pub new: usize,
}

impl Edit {
    /// Refuses texts that XML cannot hold.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Replace { text, .. } | Self::InsertText { text, .. } | Self::Fill { text, .. } => {
                check_text(text)
            }
            Self::InsertParagraphs { texts, .. } => texts.iter().try_for_each(|text| check_text(text)),
            Self::Comment { text, author, .. } => check_text(text).and_then(|()| author.check()),
            Self::Delete { .. }
            | Self::DeleteParagraph { .. }
            | Self::MoveParagraphs { .. }
            | Self::SetStyle { .. } => Ok(()),
        }
    }
}

impl Package {
    /// Where a target is, and the text that stands there.
    ///
    /// # Errors
    /// Why there is no such place.
    pub fn place(&self, target: &Target) -> Result<(Address, String), Refusal> {
        let spot = self.spot(target)?;
        let story = self.stories.get(spot.story).ok_or(Refusal::NotFound)?;
        let text = match target {
            Target::At { expected, .. } => expected.clone(),
            Target::Quote(quote) => quote.clone(),
        };
        Ok((Address::new(&story.name, spot.paragraph, spot.start..spot.end), text))
    }

    /// Finds what a target means.
    pub(crate) fn spot(&self, target: &Target) -> Result<Spot, Refusal> {
        match target {
            Target::At { address, expected } => self.spot_at(address, expected),
            Target::Quote(quote) => {
                let found = self.find(quote);
                match found.as_slice() {
                    [] => Err(Refusal::NotFound),
                    [address] => self.spot_at(address, quote),
                    many => Err(Refusal::Ambiguous(many.len())),
                }
            }
        }
    }

    fn spot_at(&self, address: &Address, expected: &str) -> Result<Spot, Refusal> {
        let number = self.stories.iter().position(|story| story.name == address.part);
        let number = number.ok_or_else(|| Refusal::NoPart(address.part.clone()))?;
        let story = self.stories.get(number).ok_or(Refusal::NotFound)?;
        let place = story.places.get(address.paragraph).ok_or(Refusal::NoParagraph(address.paragraph))?;
        if place.doubled {
            return Err(Refusal::unsupported("a text box that the file holds twice"));
        }
        if place.locked {
            return Err(Refusal::Locked);
        }
        let paragraph = story.paragraph(place).map_err(|_| Refusal::unsupported("a damaged paragraph"))?;
        let text = paragraph.text();
        let length = text.chars().count();
        if address.start > address.end || address.end > length {
            return Err(Refusal::OutOfRange);
        }
        let there = text.chars().skip(address.start).take(address.end - address.start);
        if !there.eq(expected.chars()) {
            return Err(Refusal::OtherText);
        }
        Ok(Spot { story: number, paragraph: address.paragraph, start: address.start, end: address.end })
    }
}
