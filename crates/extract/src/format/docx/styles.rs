//! Styles: which are headings, and which carry a number.

use std::{collections::HashMap, io::BufRead};

use legalmind_core::document::Reason;

use super::xml::{self, Node};

/// How far a chain of styles is followed; a ring ends there.
const LONGEST_CHAIN: usize = 20;

/// The level that means "body text".
const BODY: u32 = 9;

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    list: Option<u32>,
    level: Option<u32>,
}

/// The paragraph styles of a document.
#[derive(Default)]
pub struct Styles(HashMap<String, Style>);

impl Styles {
    /// Reads `styles.xml`.
    pub fn read<R: BufRead>(reader: Option<R>) -> Result<Self, Reason> {
        let mut styles = Self::default();
        let Some(reader) = reader else { return Ok(styles) };
        let mut open: Option<(String, Style)> = None;
        xml::walk(reader, |node| {
            match node {
                Node::Open(element) if element.local_name().as_ref() == "style" => {
                    open = xml::attribute(element, "styleId").map(|id| (id, Style::default()));
                }
                Node::Open(element) => {
                    let Some((_, style)) = open.as_mut() else { return Ok(()) };
                    match element.local_name().as_ref() {
                        "name" => {
                            style.name = xml::attribute(element, "val").unwrap_or_default().to_lowercase()
                        }
                        "basedOn" => style.based_on = xml::attribute(element, "val"),
                        "outlineLvl" => style.outline = xml::number(element),
                        "numId" => style.list = xml::number(element),
                        "ilvl" => style.level = xml::number(element),
                        _ => {}
                    }
                }
                Node::Close("style") => styles.0.extend(open.take()),
                Node::Close(_) | Node::Text(_) => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// Whether paragraphs of this style are headings.
    pub fn is_heading(&self, id: &str) -> bool {
        let outline = self.chain(id).find_map(|style| style.outline);
        outline.map_or_else(|| self.chain(id).any(|style| is_heading_name(&style.name)), |level| level < BODY)
    }

    /// The list and level that this style brings.
    pub fn list(&self, id: &str) -> Option<(u32, Option<u32>)> {
        let list = self.chain(id).find_map(|style| style.list)?;
        Some((list, self.chain(id).find_map(|style| style.level)))
    }

    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let style = self.0.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(LONGEST_CHAIN)
    }
}

/// Names of Word's own heading styles, in English and Dutch.
fn is_heading_name(name: &str) -> bool {
    let numbered = |start: &str| {
        name.strip_prefix(start)
            .is_some_and(|rest| rest.trim().len() == 1 && rest.trim().parse::<u8>().is_ok())
    };
    matches!(name, "title" | "titel" | "subtitle" | "ondertitel") || numbered("heading") || numbered("kop")
}
