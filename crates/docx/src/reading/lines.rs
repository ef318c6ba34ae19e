//! The same paragraphs as plain lines, for who searches and cites: no looks, no revisions.

use super::{
    layout::{self, Layout},
    look::Looks,
    paragraph::own,
    shape::Cell,
};
use crate::{
    error::Error,
    numbering::Count,
    package::Package,
    story::{Story, StoryKind},
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
        let mut looks = Looks::new(styles.clone());
        let mut notes = layout::Notes::new();
        for story in self.stories.iter().filter(|story| story.kind != StoryKind::Comments) {
            let layout = if has_layout(story) { layout::layout(story)? } else { Layout::none(story) };
            if story.kind == StoryKind::Document {
                notes.clone_from(&layout.notes);
            }
            let mut count = lists.as_ref().map(|lists| Count::new(lists, &styles));
            let mut last = None;
            for (number, (place, found)) in story.places.iter().zip(layout.paragraphs).enumerate() {
                let begins = found.note.filter(|_| found.note != last);
                last = found.note;
                let paragraph = story.paragraph(place)?;
                let label =
                    count.as_mut().and_then(|count| count.next(paragraph.properties(), &story.prefix));
                if found.hidden {
                    continue;
                }
                let label = label.map(|label| label.text).filter(|text| !text.is_empty());
                let own = own(&paragraph);
                let style = looks.paragraph(own.style.as_deref());
                let heading =
                    own.outline.map_or(style.heading.is_some() || style.is_title(), |level| level < 9);
                let note = begins.and_then(|id| shown(story, id, &notes));
                let text = paragraph.text();
                visit(&story.name, story.kind, Line { number, label, note, heading, cell: found.cell, text });
            }
        }
        Ok(())
    }
}

/// Whether a part has anything that only the pass over its layout finds; most headers have nothing.
fn has_layout(story: &Story) -> bool {
    let holds = |mark: &str| story.text.contains(mark);
    matches!(story.kind, StoryKind::Footnotes | StoryKind::Endnotes)
        || holds("tbl>")
        || holds("noteReference")
}

fn shown(story: &Story, id: i64, notes: &layout::Notes) -> Option<String> {
    super::paragraph::number_of_note(story.kind, *notes.get(&(story.kind, id))?)
}
