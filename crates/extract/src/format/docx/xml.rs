//! Streaming over an XML part. Document types and entities of their own are refused.

use std::io::BufRead;

use legalmind_core::document::Reason;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

/// What stands in a part, in order. Empty elements open and close.
pub enum Node<'a> {
    /// An element starts.
    Open(&'a BytesStart<'a>),
    /// The element of this local name ends.
    Close(&'a str),
    /// A piece of text.
    Text(&'a str),
}

/// Visits each node of a part.
pub fn walk<R: BufRead>(
    reader: R,
    mut visit: impl FnMut(Node<'_>) -> Result<(), Reason>,
) -> Result<(), Reason> {
    let mut reader = Reader::from_reader(reader);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Reason::Malformed)? {
            Event::Start(element) => visit(Node::Open(&element))?,
            Event::End(element) => visit(Node::Close(element.local_name().as_ref()))?,
            Event::Text(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    visit(Node::Text(c.encode_utf8(&mut [0; 4])))?;
                } else {
                    visit(Node::Text(resolve_predefined_entity(&reference).ok_or(Reason::Malformed)?))?;
                }
            }
            Event::DocType(_) => return Err(Reason::Malformed),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The value of the attribute with this local name.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        })
}

/// The attribute `w:val` as a number.
pub fn number(element: &BytesStart<'_>) -> Option<u32> {
    attribute(element, "val")?.parse().ok()
}
