//! XML as a stream with limits: no document types, no entities, a bound on each piece and on
//! the depth. So a file of any size is read in the memory of its largest piece.

use std::{
    borrow::Cow,
    io::{self, BufRead, Read},
};

use quick_xml::{
    Reader, XmlVersion,
    errors::IllFormedError,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use crate::{Error, Result};

/// The largest tag or piece of text, in bytes.
const MAX_PIECE: usize = 4 << 20;
/// The largest file, in bytes.
const MAX_FILE: u64 = 1 << 30;
/// The most elements inside each other.
const MAX_DEPTH: usize = 200;

/// A source that ends with an error where too much is taken of it at once.
struct Meter<R> {
    inner: R,
    piece: usize,
    total: u64,
}

/// Why a [`Meter`] stopped.
#[derive(Debug, thiserror::Error)]
#[error("too much")]
struct TooMuch {
    what: &'static str,
    limit: u64,
}

impl<R: BufRead> Read for Meter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.consumed(read);
        Ok(read)
    }
}

impl<R> Meter<R> {
    fn consumed(&mut self, bytes: usize) {
        self.piece += bytes;
        self.total += bytes as u64;
    }

    fn check(&self) -> io::Result<()> {
        if self.piece > MAX_PIECE {
            return Err(io::Error::other(TooMuch { what: "one piece of text", limit: MAX_PIECE as u64 }));
        }
        if self.total > MAX_FILE {
            return Err(io::Error::other(TooMuch { what: "the whole", limit: MAX_FILE }));
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Meter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.consumed(amount);
        self.inner.consume(amount);
    }
}

/// What stands in a file, in order. Empty elements open and close.
pub enum Node<'a> {
    /// An element starts.
    Open(BytesStart<'a>),
    /// An element ends.
    Close,
    /// A piece of text.
    Text(Cow<'a, str>),
    /// A processing instruction, such as a line break.
    Instruction,
    /// The file ends, every element closed.
    End,
}

/// A file being read.
pub struct Xml<R> {
    reader: Reader<Meter<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    /// Reads from the beginning.
    pub fn new(source: R) -> Self {
        let mut reader = Reader::from_reader(Meter { inner: source, piece: 0, total: 0 });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// How many bytes were read.
    pub fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The next node that says something.
    pub fn next(&mut self) -> Result<Node<'_>> {
        self.buffer.clear();
        self.reader.get_mut().piece = 0;
        let at = self.reader.buffer_position();
        match self.reader.read_event_into(&mut self.buffer).map_err(|error| fault(error, at))? {
            Event::Start(element) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(Error::TooLarge {
                        what: "elements inside each other",
                        limit: MAX_DEPTH as u64,
                    });
                }
                Ok(Node::Open(element))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Node::Close)
            }
            Event::Text(text) => Ok(Node::Text(text.xml10_content())),
            Event::CData(text) => Ok(Node::Text(text.xml10_content())),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => Ok(Node::Text(String::from(c).into())),
                _ => resolve_predefined_entity(&reference)
                    .map(|text| Node::Text(text.into()))
                    .ok_or(Error::Entities),
            },
            // a type without declarations of its own says nothing and is passed over
            Event::DocType(declared) if declared.contains('[') => Err(Error::Entities),
            Event::PI(_) => Ok(Node::Instruction),
            Event::Eof if self.depth > 0 => Err(Error::Truncated),
            Event::Eof => Ok(Node::End),
            Event::DocType(_) | Event::Empty(_) | Event::Comment(_) | Event::Decl(_) => {
                Ok(Node::Text(Cow::Borrowed("")))
            }
        }
    }
}

fn fault(error: quick_xml::Error, at: u64) -> Error {
    match error {
        quick_xml::Error::Io(error) => {
            match error.get_ref().and_then(|inner| inner.downcast_ref::<TooMuch>()) {
                Some(TooMuch { what, limit }) => Error::TooLarge { what, limit: *limit },
                None => Error::Io(io::Error::new(error.kind(), error.to_string())),
            }
        }
        // all faults of syntax are of markup that has no end
        quick_xml::Error::Syntax(_) | quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(_)) => {
            Error::Truncated
        }
        quick_xml::Error::Encoding(_) => Error::Encoding,
        _ => Error::Malformed { at },
    }
}

/// The value of the attribute with this local name.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .filter_map(std::result::Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        })
}

/// The most bytes of a title, a number or a date.
const MAX_SHORT: usize = 64 << 10;

/// Adds to a text that is short in every real file, and not more than that.
pub fn add_short(text: &mut String, piece: &str) {
    if text.len() + piece.len() <= MAX_SHORT {
        text.push_str(piece);
    }
}

/// A text with each run of white space as one space, and none at its ends.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in
        text.split([' ', '\t', '\n', '\r', '\u{a0}', '\u{2028}', '\u{feff}']).filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
