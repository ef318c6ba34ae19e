//! One paragraph, parsed: runs, what they hold, and the elements around them.
//!
//! ```text
//! <w:p> pPr  │ pieces: Open(ins) Run Run Close Raw(bookmarkStart) Run …  │ </w:p>
//!            └ items: the text, tab, field mark or picture in a run, in reading order
//! ```

mod parse;
mod rewrite;
mod text;

pub(crate) use rewrite::{Change, Fragment, Rewrite};
pub(crate) use text::Extent;

use crate::{
    span::{Span, cut},
    xml::{Prefix, XmlError},
};

/// The character that stands for a picture, a formula, a note mark or another object.
pub const OBJECT: char = '\u{fffc}';

/// An element around runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    Insertion,
    Deletion,
    MoveFrom,
    MoveTo,
    /// A field in one element (§17.16.19).
    SimpleField,
    /// A content control (§17.5.2).
    Control {
        locked: bool,
        bound: bool,
    },
    /// What a content control holds, a hyperlink, a smart tag and the like.
    Other,
    Link,
}

impl Around {
    fn adds(self) -> bool {
        matches!(self, Self::Insertion | Self::MoveTo)
    }

    fn removes(self) -> bool {
        matches!(self, Self::Deletion | Self::MoveFrom)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Container {
    pub around: Around,
    pub parent: Option<usize>,
    pub open: Span,
    pub close: Span,
}

#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub span: Span,
    /// The start tag.
    pub open: Span,
    pub props: Option<Span>,
    pub items: std::ops::Range<usize>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// `t` or `delText`; the range of its inner bytes.
    Text(Span),
    /// A tab, a break, a hyphen, a symbol.
    Mark,
    /// A picture, a note mark, a formula.
    Object,
    FieldBegin,
    FieldSeparate,
    FieldEnd,
    /// The code of a field.
    Code(Span),
    /// What a comment hangs on.
    Anchor,
    /// Anything that shows nothing.
    Nothing,
}

#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub kind: ItemKind,
    pub run: Option<usize>,
    pub container: Option<usize>,
    pub span: Span,
    /// What it shows.
    pub text: String,
    /// It lies in the code of a field.
    pub code: bool,
    /// It lies in a deletion, in an insertion.
    pub deleted: bool,
    pub inserted: bool,
}

impl Item {
    /// Whether it shows in the current text.
    pub(crate) fn shows(&self) -> bool {
        !self.deleted && !self.code && !self.text.is_empty()
    }
}

/// What a paragraph consists of, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    Open(usize),
    Close(usize),
    Run(usize),
    /// An object outside of a run.
    Object(usize),
    Raw(Span),
}

/// A field made of marks in runs (§17.16.18), by its items; an end may lie outside the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub begin: Option<usize>,
    pub separate: Option<usize>,
    pub end: Option<usize>,
}

/// A parsed paragraph.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    pub xml: &'a str,
    pub prefix: &'a Prefix,
    /// The start tag; of an empty element too.
    pub head: Span,
    /// `<w:p/>`.
    pub empty: bool,
    pub props: Option<Span>,
    /// Start of the end tag.
    pub tail: u32,
    pub pieces: Vec<Piece>,
    pub containers: Vec<Container>,
    pub runs: Vec<Run>,
    pub items: Vec<Item>,
    pub fields: Vec<Field>,
}

impl<'a> Paragraph<'a> {
    /// Parses the XML of a paragraph. `before` are the fields that began before it, `broken` the
    /// offsets of fields that never end.
    pub(crate) fn parse(
        xml: &'a str,
        prefix: &'a Prefix,
        before: &[bool],
        broken: &[u32],
    ) -> Result<Self, XmlError> {
        parse::parse(xml, prefix, before, broken)
    }

    /// The properties of the paragraph.
    pub(crate) fn properties(&self) -> Option<&'a str> {
        self.props.map(|props| props.of(self.xml))
    }

    /// The properties of a run.
    pub(crate) fn run_properties(&self, run: usize) -> Option<&'a str> {
        self.runs.get(run)?.props.map(|props| props.of(self.xml))
    }

    /// The containers around an item, innermost first.
    pub(crate) fn around(&self, inner: Option<usize>) -> impl Iterator<Item = (usize, &Container)> {
        let mut next = inner;
        std::iter::from_fn(move || {
            let number = next?;
            let container = self.containers.get(number)?;
            next = container.parent;
            Some((number, container))
        })
    }

    /// Where the content starts: behind the properties.
    pub(crate) fn content_start(&self) -> u32 {
        self.props.unwrap_or(self.head).end
    }

    pub(crate) fn slice(&self, start: u32, end: u32) -> &'a str {
        cut(self.xml, start as usize, end as usize)
    }

    /// The items of a field, its marks included.
    pub(crate) fn field_items(&self, field: &Field) -> std::ops::Range<usize> {
        field.begin.unwrap_or(0)..field.end.map_or(self.items.len(), |end| end + 1)
    }
}
