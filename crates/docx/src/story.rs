//! A part with running text, and where its paragraphs lie.
//!
//! One pass over the part finds the paragraphs, what they lie in ([`Layout`]), and counts the
//! revisions; what stands in a paragraph is parsed when somebody asks. So a document of 1,000 pages
//! costs little more than its bytes.

mod layout;
mod scan;

pub(crate) use layout::{Layout, Notes, PointKind};

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    paragraph::Paragraph,
    revision::Ledger,
    span::{Span, cut},
    xml::{Prefix, XmlError},
};

/// What kind of running text a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StoryKind {
    /// The document itself.
    Document,
    /// A header.
    Header,
    /// A footer.
    Footer,
    /// All footnotes.
    Footnotes,
    /// All endnotes.
    Endnotes,
    /// All comments.
    Comments,
}

/// Where a paragraph lies, and what it lies in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    pub span: Span,
    /// It lies in a text box of another paragraph.
    pub boxed: bool,
    /// Its text box has an older copy beside it, which an edit would not reach.
    pub doubled: bool,
    /// It lies in a locked content control.
    pub locked: bool,
    /// Fields that began before it: whether each still shows its code.
    pub fields: Option<Box<[bool]>>,
}

/// A text part.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub name: String,
    pub kind: StoryKind,
    pub text: String,
    pub prefix: Prefix,
    pub places: Vec<Place>,
    pub layout: Layout,
    pub ledger: Ledger,
    /// The highest id of an annotation.
    pub top_id: u32,
    /// Where fields begin that never end: they count as text.
    broken: Vec<u32>,
}

impl Story {
    pub(crate) fn new(name: &str, kind: StoryKind, text: String, depth: usize) -> Result<Self, Error> {
        let prefix = Prefix::of(&text).map_err(|error| located(name, error))?;
        Self { name: name.to_owned(), text, prefix, ..Self::empty(kind) }.indexed(depth)
    }

    /// A part without a text yet.
    fn empty(kind: StoryKind) -> Self {
        Self {
            name: String::new(),
            kind,
            text: String::new(),
            prefix: Prefix::none(),
            places: Vec::new(),
            layout: Layout::default(),
            ledger: Ledger::default(),
            top_id: 0,
            broken: Vec::new(),
        }
    }

    /// The same part with another text.
    pub(crate) fn with(&self, text: String, depth: usize) -> Result<Self, Error> {
        Self { name: self.name.clone(), text, prefix: self.prefix.clone(), ..Self::empty(self.kind) }
            .indexed(depth)
    }

    /// The part with its paragraphs found and its revisions counted.
    fn indexed(mut self, depth: usize) -> Result<Self, Error> {
        self.index(depth)?;
        Ok(self)
    }

    fn index(&mut self, depth: usize) -> Result<(), Error> {
        self.broken.clear();
        let mut found = self.scan(depth)?;
        if !found.unended.is_empty() {
            self.broken = std::mem::take(&mut found.unended);
            self.broken.sort_unstable();
            found = self.scan(depth)?;
        }
        (self.places, self.layout) = (found.places, found.layout);
        (self.ledger, self.top_id) = (found.ledger, found.top_id);
        Ok(())
    }

    fn scan(&self, depth: usize) -> Result<scan::Found, Error> {
        let part = || self.name.clone();
        scan::scan(&self.text, &self.prefix, &self.broken)
            .map_err(|error| located(&self.name, error))
            .and_then(|found| match found.deepest {
                (deep, at) if deep > depth => Err(Error::TooDeep { part: part(), at: u64::from(at) }),
                _ => Ok(found),
            })
    }

    /// The XML of a paragraph.
    pub(crate) fn xml(&self, place: &Place) -> &str {
        place.span.of(&self.text)
    }

    /// A paragraph, parsed.
    pub(crate) fn paragraph(&self, place: &Place) -> Result<Paragraph<'_>, Error> {
        let offset = place.span.start;
        let first = self.broken.partition_point(|&at| at < offset);
        let here = self.broken.iter().skip(first).take_while(|&&at| at < place.span.end);
        let broken: Vec<u32> = here.map(|at| at - offset).collect();
        let before = place.fields.as_deref().unwrap_or_default();
        Paragraph::parse(self.xml(place), &self.prefix, before, &broken)
            .map_err(|error| located(&self.name, error))
    }

    /// What comes after a place in the same container: the local name of the next element of
    /// WordprocessingML that is no mark of a range, or nothing at the container's end.
    pub(crate) fn next_sibling(&self, place: &Place) -> Option<&str> {
        let mut tokens = crate::xml::Tokens::from(&self.text, place.span.end as usize, &self.prefix);
        while let Ok(Some(token)) = tokens.next() {
            match token.kind {
                crate::xml::Kind::End => return None,
                crate::xml::Kind::Start | crate::xml::Kind::Empty if is_mark(token.local) => {
                    tokens.skip(&token).ok()?;
                }
                crate::xml::Kind::Start | crate::xml::Kind::Empty => return token.w,
                _ => {}
            }
        }
        None
    }

    /// Text between two offsets.
    pub(crate) fn cut(&self, start: u32, end: u32) -> &str {
        cut(&self.text, start as usize, end as usize)
    }
}

/// Whether an element only marks a point or a range between others (`EG_RangeMarkupElements`).
pub(crate) fn is_mark(local: &str) -> bool {
    local.ends_with("RangeStart")
        || local.ends_with("RangeEnd")
        || matches!(local, "bookmarkStart" | "bookmarkEnd" | "proofErr" | "permStart" | "permEnd")
}

pub(crate) fn located(part: &str, error: XmlError) -> Error {
    let part = part.to_owned();
    match error {
        XmlError::Syntax { at, what } => Error::Malformed { part, at, what },
        XmlError::DocType => Error::DocType { part },
        XmlError::OtherRoot => Error::Malformed { part, at: 0, what: "it is no WordprocessingML".into() },
    }
}
