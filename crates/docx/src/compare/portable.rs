//! Properties of one document that another one can bear: its own vocabulary, styles and lists that
//! it knows, no relations.

use std::collections::BTreeSet;

use crate::{
    error::Error,
    package::Package,
    span::Splices,
    xml::{Prefix, Tokens},
};

/// What the document that receives knows.
pub(super) struct Known {
    styles: BTreeSet<String>,
    /// Both have the same lists.
    lists: bool,
}

/// Elements that speak of revisions, of sections or of other parts.
const LEFT_OUT: &[&str] =
    &["sectPr", "ins", "del", "moveFrom", "moveTo", "headerReference", "footerReference", "cnfStyle"];

impl Known {
    pub(super) fn of(old: &Package, new: &Package) -> Result<Self, Error> {
        let styles = old.styles()?.list().map(|style| style.id.clone()).collect();
        Ok(Self { styles, lists: old.part_of("numbering")? == new.part_of("numbering")? })
    }

    /// The properties without what the other document does not know; nothing if the two write
    /// WordprocessingML under different prefixes.
    pub(super) fn portable(&self, xml: &str, from: &Prefix, to: &Prefix) -> String {
        if from != to {
            return String::new();
        }
        let mut splices = Splices::default();
        let mut tokens = Tokens::new(xml, from);
        while let Ok(Some(token)) = tokens.next() {
            if !token.opens() {
                continue;
            }
            let unknown = match token.w {
                None => true,
                Some("pStyle" | "rStyle" | "tblStyle") => {
                    token.val(xml).is_none_or(|id| !self.styles.contains(&id))
                }
                Some("numPr") => !self.lists,
                Some(name) => LEFT_OUT.contains(&name) || name.ends_with("Change"),
            };
            if unknown {
                let start = token.span.start;
                let Ok(end) = tokens.skip(&token) else { return String::new() };
                splices.remove(crate::span::Span { start, end });
                continue;
            }
            // attributes of other vocabularies may have no declaration in the other document
            let element = token.element(xml);
            let foreign = element.attributes().with_checks(false).flatten().any(|attribute| {
                let name = attribute.key.as_ref();
                name.contains(':') && !name.starts_with(&from.colon()) && !name.starts_with("xml:")
            });
            if foreign {
                return String::new();
            }
        }
        splices.apply(xml.to_owned())
    }
}
