//! The text of a package, with addresses.

use serde::{Deserialize, Serialize};

use crate::{
    address::Address,
    error::Error,
    package::Package,
    resolve::{Choice, Decision},
    story::StoryKind,
};

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// As it stands: insertions in, deletions out, paragraph by paragraph. Addresses count in it.
    Current,
    /// As if every change were rejected: paragraphs whose mark is new run on in the next one.
    Original,
    /// As if every change were accepted.
    Accepted,
}

/// A part with running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: StoryKind,
    /// How many paragraphs.
    pub paragraphs: usize,
    /// How many revisions, older copies of drawings included.
    pub revisions: usize,
}

impl Package {
    /// The parts with running text: the document first, then headers, footers, notes, comments.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let part = |story: &crate::story::Story| Part {
            name: story.name.clone(),
            kind: story.kind,
            paragraphs: story.places.len(),
            revisions: story.ledger.revisions(),
        };
        self.stories.iter().map(part).collect()
    }

    /// The name of the document part.
    #[must_use]
    pub fn main_part(&self) -> &str {
        &self.main
    }

    /// The current text of a paragraph.
    ///
    /// # Errors
    /// The paragraph is damaged. `None` if there is no such part or paragraph.
    pub fn paragraph_text(&self, part: &str, paragraph: usize) -> Result<Option<String>, Error> {
        let Some(story) = self.story(part) else { return Ok(None) };
        let Some(place) = story.places.get(paragraph) else { return Ok(None) };
        Ok(Some(story.paragraph(place)?.text()))
    }

    /// The text of a part, paragraph by paragraph. In [`View::Current`] the number of each is its
    /// address; in the other views paragraphs may have run together.
    ///
    /// # Errors
    /// A paragraph is damaged.
    pub fn text(&self, part: &str, view: View) -> Result<Vec<String>, Error> {
        let Some(story) = self.story(part) else { return Ok(Vec::new()) };
        let resolved = match view {
            View::Current => None,
            View::Original => {
                Some(crate::resolve::resolved(story, &Choice::All, Decision::Reject, self.limits.depth)?)
            }
            View::Accepted => {
                Some(crate::resolve::resolved(story, &Choice::All, Decision::Accept, self.limits.depth)?)
            }
        };
        let story = resolved.as_ref().unwrap_or(story);
        story.places.iter().map(|place| Ok(story.paragraph(place)?.text())).collect()
    }

    /// All places where a text stands inside of one paragraph.
    #[must_use]
    pub fn find(&self, quote: &str) -> Vec<Address> {
        let mut found = Vec::new();
        if quote.is_empty() {
            return found;
        }
        let length = quote.chars().count();
        for story in &self.stories {
            for (number, place) in story.places.iter().enumerate() {
                let Ok(paragraph) = story.paragraph(place) else { continue };
                let text = paragraph.text();
                for (at, _) in text.match_indices(quote) {
                    let start = crate::span::cut(&text, 0, at).chars().count();
                    found.push(Address::new(&story.name, number, start..start + length));
                }
            }
        }
        found
    }
}
