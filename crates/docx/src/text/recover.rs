//! A Word file as a text: blocks, numbers that follow from them, references that hold on to them.
//!
//! ```text
//! part ─scan─▶ paragraphs and tables in order ─sort─▶ what each is ─tree─▶ blocks ─refer─▶ Text
//! ```
//!
//! A file that was composed here is read by its styles; one of another hand by its lists, outline
//! levels and the names of its styles. No words of the body are lost: what is not understood is a
//! paragraph. Headers, footers, notes and pictures are not part of a text: they are counted.
//! Numbers that Word makes are left out, as the text makes its own; numbers that were typed stay,
//! unless they are those that the text makes. A table within a table becomes the paragraphs of its
//! cell.

mod line;
mod refer;
mod scan;
mod sort;
mod table;
mod tree;

use serde::{Deserialize, Serialize};

use super::{Text, paper::MARK};
use crate::{error::Error, package::Package, story::StoryKind, template::bookmarks};

/// What a Word file has that a text has no place for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Paragraphs of headers and footers that say something. They stay in the template.
    pub margins: usize,
    /// Paragraphs of footnotes and endnotes that say something.
    pub notes: usize,
    /// Pictures, formulas and marks of notes.
    pub objects: usize,
}

/// A text that was read from a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The text; ids are `b1`, `b2`, … in its order.
    pub text: Text,
    /// What is not in it.
    pub left: Left,
}

/// Reads a Word file as a text: insertions in, deletions out.
///
/// # Errors
/// A part is damaged.
pub fn read_text(package: &Package) -> Result<Recovered, Error> {
    let mut left = Left::default();
    for story in &package.stories {
        let count = match story.kind {
            StoryKind::Header | StoryKind::Footer => &mut left.margins,
            StoryKind::Footnotes | StoryKind::Endnotes => &mut left.notes,
            StoryKind::Document | StoryKind::Comments => continue,
        };
        for place in &story.places {
            *count += usize::from(!story.paragraph(place)?.text().trim().is_empty());
        }
    }
    let Some(story) = package.document() else { return Ok(Recovered { text: Text::default(), left }) };
    let bookmarks = bookmarks(story)?;
    let mut sorter = sort::Sorter::of(package, story, &bookmarks)?;
    let marked = bookmarks.iter().filter(|(name, _)| name.starts_with(MARK)).map(|(_, place)| *place);
    let mut tree = tree::Tree::new(marked.collect());
    for node in scan::scan(story)? {
        match node {
            scan::Node::Paragraph(number) => {
                let paragraph = sorter.paragraph(number, tree.outlook())?;
                tree.paragraph(paragraph);
            }
            scan::Node::Table(raw) => {
                let indent = raw.indent;
                let lines = table::lines(&raw, &mut sorter)?;
                match table::signature(&raw, &lines) {
                    Some((party, capacity)) => tree.signature(party, capacity),
                    None => tree.table(raw, lines, indent),
                }
            }
        }
    }
    left.objects = sorter.objects;
    let pending = sorter.pending;
    let (mut text, ids) = tree.done();
    let targets =
        bookmarks.iter().filter_map(|(name, place)| Some((name.as_str(), ids.get(place)?.as_str())));
    refer::resolve(&mut text, &pending, &targets.collect());
    Ok(Recovered { text, left })
}
