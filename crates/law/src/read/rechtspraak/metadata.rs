//! The metadata of a decision. The first description is of the decision, the second of its
//! publication on the web.

use jiff::civil::Date;
use quick_xml::events::BytesStart;

use crate::{
    Error, Result,
    decision::Decision,
    read::xml::{add_short, attribute, squeeze},
};

/// The most values of one kind.
const MAX_VALUES: usize = 10_000;

#[derive(Default)]
pub struct Metadata {
    out: Decision,
    stack: Vec<String>,
    text: String,
    resource: Option<String>,
    descriptions: usize,
    date: Option<String>,
    issued: Option<String>,
}

impl Metadata {
    pub fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        self.descriptions += usize::from(name == "Description");
        self.stack.push(name.to_owned());
        self.text.clear();
        if matches!(name, "references" | "relation") {
            self.resource = attribute(element, "resourceIdentifier");
        }
    }

    pub fn text(&mut self, text: &str) {
        add_short(&mut self.text, text);
    }

    pub fn close(&mut self) {
        let name = self.stack.pop().unwrap_or_default();
        let text = squeeze(&std::mem::take(&mut self.text));
        if self.descriptions != 1 {
            return;
        }
        let resource =
            if matches!(name.as_str(), "references" | "relation") { self.resource.take() } else { None };
        let list = match name.as_str() {
            "identifier" if self.out.ecli.is_empty() => {
                self.out.ecli = text.to_uppercase();
                return;
            }
            "creator" if self.out.court.is_empty() => {
                self.out.court = text;
                return;
            }
            "type" if self.out.kind.is_empty() => {
                self.out.kind = text;
                return;
            }
            "date" => return self.date = Some(text),
            "issued" => return self.issued = Some(text),
            "zaaknummer" => &mut self.out.cases,
            "subject" => &mut self.out.subjects,
            "procedure" => &mut self.out.procedures,
            "replaces" => &mut self.out.replaces,
            "li" => &mut self.out.places,
            "references" => &mut self.out.laws,
            "relation" => &mut self.out.related,
            _ => return,
        };
        let value = resource.unwrap_or(text);
        if !value.is_empty() && list.len() < MAX_VALUES && !list.contains(&value) {
            list.push(value);
        }
    }

    pub fn finish(self) -> Result<Decision> {
        let mut out = self.out;
        if !out.ecli.starts_with("ECLI:") || out.ecli.split(':').count() != 5 {
            return Err(Error::Missing("ECLI"));
        }
        out.date = day(self.date.as_deref())?;
        out.published = day(self.issued.as_deref())?;
        if let (Some(date), Some(published)) = (out.date, out.published)
            && published < date
        {
            return Err(Error::Contradiction {
                what: "decision and publication",
                first: date,
                second: published,
            });
        }
        Ok(out)
    }
}

fn day(text: Option<&str>) -> Result<Option<Date>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    text.get(..10).unwrap_or(text).parse().map(Some).map_err(|_| Error::Invalid("date of the decision"))
}
