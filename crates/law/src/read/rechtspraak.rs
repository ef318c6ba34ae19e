//! Decisions from open-rechtspraak XML: the metadata (RDF), and the paragraphs of the text where
//! it is published, each with the number of its consideration and its section.

mod body;
mod metadata;

use std::io::BufRead;

use super::xml::{Node, Xml, squeeze};
use crate::{Error, Result, decision::Decision};

use body::Body;
use metadata::Metadata;

/// The most bytes of a decision's text.
const MAX_TEXT: usize = 64 << 20;

/// What the element being read belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Area {
    Outside,
    Metadata,
    Summary,
    Body,
}

/// Reads a decision.
///
/// # Errors
/// As [`Error`] says.
pub fn read(source: impl BufRead) -> Result<Decision> {
    let mut xml = Xml::new(source);
    let mut metadata = Metadata::default();
    let mut body = Body::default();
    let mut summary = String::new();
    let (mut area, mut depth, mut size) = (Area::Outside, 0_usize, 0_usize);
    let mut began = false;
    loop {
        match xml.next()? {
            Node::Open(element) => {
                depth += 1;
                let name = element.local_name();
                if !began && name.as_ref() != "open-rechtspraak" {
                    return Err(Error::UnknownSchema(name.as_ref().chars().take(40).collect()));
                }
                began = true;
                if depth == 2 {
                    area = area_of(name.as_ref());
                }
                match area {
                    Area::Metadata => metadata.open(name.as_ref(), &element),
                    Area::Body => body.open(name.as_ref(), &element),
                    Area::Summary => summary.push(' '),
                    Area::Outside => {}
                }
            }
            Node::Text(text) => {
                size += text.len();
                if size > MAX_TEXT {
                    return Err(Error::TooLarge { what: "the text of a decision", limit: MAX_TEXT as u64 });
                }
                match area {
                    Area::Metadata => metadata.text(&text),
                    Area::Body => body.text(&text),
                    Area::Summary => summary.push_str(&text),
                    Area::Outside => {}
                }
            }
            Node::Instruction => match area {
                Area::Body => body.text("\n"),
                Area::Summary => summary.push(' '),
                _ => {}
            },
            Node::Close => {
                match area {
                    Area::Metadata => metadata.close(),
                    Area::Body => body.close(),
                    _ => {}
                }
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    area = Area::Outside;
                }
            }
            Node::End => break,
        }
    }
    let mut decision = metadata.finish()?;
    decision.summary = squeeze(&summary);
    if decision.summary == "-" {
        decision.summary.clear();
    }
    decision.paragraphs = body.finish();
    Ok(decision)
}

fn area_of(name: &str) -> Area {
    match name {
        "RDF" => Area::Metadata,
        "inhoudsindicatie" => Area::Summary,
        "uitspraak" | "conclusie" => Area::Body,
        _ => Area::Outside,
    }
}
