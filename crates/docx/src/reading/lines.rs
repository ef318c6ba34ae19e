//! The same paragraphs as plain lines, for who searches and cites: no looks, no revisions.

use super::{look::Looks, shape::Cell};
use crate::{
    error::Error,
    numbering::Count,
    package::Package,
    props::Own,
    story::{Notes, StoryKind},
};

/// A paragraph as a line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its number in the part, as in an [`Address`](crate::Address).
    pub number: usize,
    /// The number before it as Word shows it: `1.1`, `a.`, `•`.
    pub label: Option<String>,
    /// The number of the note that begins with it.
    pub note: Option<String>,
    /// It heads what follows: by its outline level, or in the style of titles.
    pub heading: bool,
    /// Its place in a table.
    pub cell: Option<Cell>,
    /// Its current text ([`View::Current`](crate::View)), in which addresses count.
    pub text: String,
}

impl Package {
    /// Gives every paragraph to `visit`, with its part: the order is that of [`Package::reading`], and
    /// so is what is left out. One is held at a time.
    ///
    /// # Errors
    /// A part is damaged.
    pub fn lines(&self, mut visit: impl FnMut(&str, StoryKind, Line)) -> Result<(), Error> {
        let (styles, lists) = (self.styles()?, self.lists()?);
        let mut looks = Looks::new(&styles);
        let none = Notes::new();
        let notes = self.document().map_or(&none, |story| &story.layout.notes);
        for story in self.stories.iter().filter(|story| story.kind != StoryKind::Comments) {
            let mut count = lists.as_ref().map(|lists| Count::new(lists, &styles));
            let mut last = None;
            for (number, place) in story.places.iter().enumerate() {
                let found = story.layout.paragraphs.get(&number);
                let note = found.and_then(|found| found.note);
                let begins = note.filter(|_| note != last);
                last = note;
                let paragraph = story.paragraph(place)?;
                let own = Own::of(paragraph.properties(), paragraph.prefix);
                let label = count.as_mut().and_then(|count| count.next(&own));
                if found.is_some_and(|found| found.hidden) {
                    continue;
                }
                let label = label.map(|label| label.text).filter(|text| !text.is_empty());
                let style = looks.paragraph(own.style.as_deref());
                let heading =
                    own.outline.map_or(style.heading.is_some() || style.is_title(), |level| level < 9);
                let note = begins.and_then(|id| shown(story.kind, id, notes));
                let (cell, text) = (found.and_then(|found| found.cell), paragraph.text());
                visit(&story.name, story.kind, Line { number, label, note, heading, cell, text });
            }
        }
        Ok(())
    }
}

/// The number of a note.
fn shown(kind: StoryKind, id: i64, notes: &Notes) -> Option<String> {
    super::paragraph::number_of_note(kind, *notes.get(&(kind, id))?)
}
