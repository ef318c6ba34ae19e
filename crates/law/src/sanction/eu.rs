//! The consolidated list of financial sanctions of the European Union as XML (Financial Sanctions
//! Files, version 1.1): `export` with its day, in it a `sanctionEntity` for each person or
//! organisation.

use std::io::BufRead;

use legalmind_core::sanction::ListedSubject;
use quick_xml::{XmlVersion, events::BytesStart};

use super::{
    draft::{Draft, add, add_name, is_link, is_unknown, joined, subject_kind, text},
    fault::{Counted, Fault, Place, Refused},
};
use crate::{
    Error,
    read::xml::{Node, Xml, add_short, attribute},
};

/// The vocabulary of the files.
const NAMESPACE: &str = "http://eu.europa.ec/fpi/fsd/export";

/// Reads the file.
///
/// # Errors
/// [`Refused`], at the byte where it goes wrong.
pub(super) fn read(source: impl BufRead) -> Result<Draft, Refused> {
    let mut xml = Xml::new(source);
    let mut reading = Reading::default();
    loop {
        let at = xml.position();
        let more = match xml.next() {
            Ok(node) => reading.node(&node),
            Err(error) => return Err(fault(error).at(Place::Byte(at))),
        };
        if !more.map_err(|fault| fault.at(Place::Byte(at)))? {
            return Ok(reading.draft);
        }
    }
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    /// The elements around, the outermost first.
    stack: Vec<String>,
    entry: ListedSubject,
    /// The words of the element that is read.
    words: String,
}

impl Reading {
    /// Takes a node; whether there is more.
    fn node(&mut self, node: &Node<'_>) -> Result<bool, Fault> {
        match node {
            Node::Open(element) => {
                let name = element.local_name().as_ref().to_owned();
                self.open(&name, element)?;
                self.stack.push(name);
                self.words.clear();
            }
            Node::Text(piece) => add_short(&mut self.words, piece),
            Node::Instruction => {}
            Node::Close => {
                let name = self.stack.pop().unwrap_or_default();
                self.close(&name)?;
                self.words.clear();
            }
            Node::End => return Ok(false),
        }
        Ok(true)
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        match (self.stack.len(), name) {
            (0, _) => self.root(name, element),
            (1, "sanctionEntity") => self.start(element),
            // what stands deeper repeats the regulations of single facts
            (2, _) if self.stack.last().is_some_and(|it| it == "sanctionEntity") => self.fact(name, element),
            _ => Ok(()),
        }
    }

    fn root(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        let known = element.attributes().with_checks(false).filter_map(Result::ok).any(|it| {
            let key: &str = it.key.as_ref();
            let value = it.normalized_value(XmlVersion::Implicit1_0);
            (key == "xmlns" || key.starts_with("xmlns:")) && value.is_ok_and(|it| it == NAMESPACE)
        });
        if name != "export" || !known {
            return Err(Fault::UnknownSchema(name.chars().take(40).collect()));
        }
        self.draft.dated(&attribute(element, "generationDate").ok_or(Fault::NoDate)?)
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let of = |name: &str| text(&attribute(element, name).unwrap_or_default());
        self.entry = ListedSubject {
            id: of("logicalId")?,
            reference: of("euReferenceNumber")?,
            since: of("designationDate")?,
            ..ListedSubject::default()
        };
        Ok(())
    }

    fn fact(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        let of = |name: &str| attribute(element, name).unwrap_or_default();
        let entry = &mut self.entry;
        match name {
            "subjectType" => {
                entry.kind = subject_kind(&of("code")).or_else(|| subject_kind(&of("classificationCode")))
            }
            "nameAlias" => {
                let parts = [of("firstName"), of("middleName"), of("lastName")].join(" ");
                let whole = of("wholeName");
                let name = if whole.trim().is_empty() { parts } else { whole };
                add_name(&mut entry.names, &name, of("strong") == "false")?;
            }
            "birthdate" => {
                let (from, to) = (of("yearRangeFrom"), of("yearRangeTo"));
                let range =
                    if from.is_empty() && to.is_empty() { String::new() } else { format!("{from}–{to}") };
                let day = [of("birthdate"), range, of("year")].into_iter().find(|it| !it.is_empty());
                let about = if of("circa") == "true" { "ca. " } else { "" };
                let day = day.map(|day| format!("{about}{day}")).unwrap_or_default();
                let country = country(&of("countryDescription"), &of("countryIso2Code"));
                let (city, place, region) = (of("city"), of("place"), of("region"));
                add(&mut entry.births, &joined([&*day, &city, &place, &region, &country]))?;
            }
            "citizenship" => {
                add(&mut entry.nationalities, &country(&of("countryDescription"), &of("countryIso2Code")))?;
            }
            "identification" => {
                let kind = Some(of("identificationTypeDescription")).filter(|it| !it.is_empty());
                let kind = kind.unwrap_or_else(|| of("identificationTypeCode"));
                let country = country(&of("countryDescription"), &of("countryIso2Code"));
                if !of("number").trim().is_empty() {
                    add(&mut entry.identifications, &joined([&*of("number"), &kind, &country]))?;
                }
            }
            "regulation" => {
                add(&mut entry.programmes, &of("programme"))?;
                add(&mut entry.regulations, &of("numberTitle"))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match (self.stack.len(), name) {
            (1, "sanctionEntity") => self.draft.push(std::mem::take(&mut self.entry)),
            (2, "remark") if self.entry.remark.is_empty() => {
                self.entry.remark = text(&self.words)?;
                Ok(())
            }
            (3, "publicationUrl") if is_link(&self.words) => add(&mut self.entry.links, &self.words),
            _ => Ok(()),
        }
    }
}

/// A country by its name, or by its code; nothing where it is not known.
fn country(name: &str, code: &str) -> String {
    let known = [name, code].into_iter().map(str::trim).find(|it| !it.is_empty() && !is_unknown(it));
    known.unwrap_or_default().to_owned()
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Truncated => Fault::Truncated,
        Error::Encoding => Fault::Encoding,
        Error::Entities => Fault::Entities,
        Error::TooLarge { limit, .. } => {
            Fault::TooMany { what: Counted::Characters, limit: usize::try_from(limit).unwrap_or(usize::MAX) }
        }
        Error::Io(error) => Fault::Io(error),
        _ => Fault::Malformed,
    }
}
