//! Statutes from BWB "toestand" XML, whatever generation of its schema: the elements of the
//! structure are known by name, all other elements are passed through, and no word is dropped
//! but those of the metadata.

mod builder;

use std::io::BufRead;

use jiff::civil::Date;

use super::{
    Sink,
    xml::{Node, Xml, attribute},
};
use crate::{Error, Result, statute::Head};

use builder::Builder;

/// The most articles of one state.
const MAX_PROVISIONS: u64 = 500_000;

/// Reads a state: its head and each provision go to `sink` as they are read.
///
/// # Errors
/// As [`Error`] says; what `sink` was given before is then not to be kept.
pub fn read(source: impl BufRead, sink: &mut dyn Sink) -> Result<()> {
    let mut xml = Xml::new(source);
    let mut builder = Builder::new(root(&mut xml)?);
    let mut announced = false;
    let mut more = true;
    while more {
        match xml.next()? {
            Node::Open(element) => builder.open(&element),
            Node::Close => builder.close(),
            Node::Text(text) => builder.text(&text)?,
            Node::Instruction => builder.text(" ")?,
            Node::End => {
                builder.finish();
                more = false;
            }
        }
        while let Some(provision) = builder.take() {
            if !announced {
                announced = true;
                sink.head(&builder.head())?;
            }
            if builder.taken > MAX_PROVISIONS {
                return Err(Error::TooLarge { what: "provisions", limit: MAX_PROVISIONS });
            }
            sink.provision(provision)?;
        }
    }
    if !announced {
        return Err(Error::Missing("provisions"));
    }
    match builder.counted == builder.articles {
        true => Ok(()),
        false => Err(Error::Lost { counted: builder.counted, read: builder.articles }),
    }
}

/// The first element, with which law and which day it is.
fn root<R: BufRead>(xml: &mut Xml<R>) -> Result<Head> {
    loop {
        match xml.next()? {
            Node::Open(element) => {
                if element.local_name().as_ref() != "toestand" {
                    return Err(Error::UnknownSchema(
                        element.local_name().as_ref().chars().take(40).collect(),
                    ));
                }
                let schema = attribute(&element, "noNamespaceSchemaLocation").unwrap_or_default();
                if !schema.is_empty() && !schema.contains("toestand") {
                    return Err(Error::UnknownSchema(schema.chars().take(120).collect()));
                }
                let place = attribute(&element, "bwb-ng-vast-deel").unwrap_or_default();
                return head(attribute(&element, "bwb-id"), attribute(&element, "inwerkingtreding"), &place);
            }
            Node::End => return Err(Error::Missing("root element")),
            _ => {}
        }
    }
}

/// `place` is `http://wetten.overheid.nl/id/BWBR0005289/2024-01-01/0`.
fn head(law: Option<String>, from: Option<String>, place: &str) -> Result<Head> {
    let mut tail = place.rsplit('/');
    let edition = tail.next().and_then(|edition| edition.parse().ok());
    let placed: Option<Date> = tail.next().and_then(|date| date.parse().ok());
    let law = law.or_else(|| tail.next().map(ToOwned::to_owned)).ok_or(Error::Missing("BWB number"))?;
    let law = law.trim().to_uppercase();
    if !is_bwb(&law) {
        return Err(Error::Invalid("BWB number"));
    }
    let from = match (from, placed) {
        (Some(from), _) => from.trim().parse().map_err(|_| Error::Invalid("date of entry into force"))?,
        (None, Some(placed)) => placed,
        (None, None) => return Err(Error::Missing("date of entry into force")),
    };
    if let Some(placed) = placed.filter(|placed| *placed != from) {
        return Err(Error::Contradiction { what: "entry into force", first: from, second: placed });
    }
    Ok(Head {
        law,
        kind: String::new(),
        title: String::new(),
        long_title: String::new(),
        from,
        edition: edition.unwrap_or(0),
    })
}

/// Whether this is a number of the Basiswettenbestand: `BWBR0005290`.
pub fn is_bwb(number: &str) -> bool {
    number.len() == 11
        && ["BWBR", "BWBV", "BWBW"].iter().any(|start| number.starts_with(start))
        && number.bytes().skip(4).all(|b| b.is_ascii_digit())
}
