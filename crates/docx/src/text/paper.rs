//! A text on paper: a Word file in the style of a template.
//!
//! The template's file stays as it is, but for its body: page, headers and footers, styles, theme and
//! language are the firm's. What its styles and lists lack is added to them ([`sheet`]). Numbers are
//! numbers of Word, references are `REF` fields that show what they will show when Word updates
//! them, variables are content controls that carry their name.

mod body;
mod inline;
mod list;
mod sheet;
mod style;
mod table;

use super::Text;
use crate::{
    compose::in_prefix,
    error::Error,
    package::Package,
    span::{Span, Splices},
    story::{Story, located},
    xml::{Kind, Tokens, escape},
};
use sheet::Sheet;
pub(in crate::text) use table::DOTS;

/// Writes a text in the style of a template, whose own text is left out.
///
/// # Errors
/// A part of the template is damaged, or the file would become larger than the limits allow.
pub fn compose_text(template: &Package, text: &Text) -> Result<Vec<u8>, Error> {
    let mut package = template.clone();
    let sheet = Sheet::lay(&mut package)?;
    let Some(story) = package.document() else { return Err(Error::Missing(package.main.clone())) };
    let frame = Frame::of(story)?;
    let body = body::body(text, &sheet, package.top_id() + 1);
    let body = in_prefix(&body, &story.prefix);
    let mut splices = Splices::default();
    splices.replace(frame.inner, format!("{body}{}", frame.section));
    let story = story.with(splices.apply(story.text.clone()), package.limits.depth)?;
    package.put(story);
    package.made_a_document()?.save()
}

/// What of the main part stays.
struct Frame {
    /// The inside of the body.
    inner: Span,
    /// The section: the last one, with the headers and footers that it has from those before it.
    section: String,
}

impl Frame {
    fn of(story: &Story) -> Result<Self, Error> {
        let text = &story.text;
        let mut tokens = Tokens::new(text, &story.prefix);
        let mut inner = Span { start: 0, end: 0 };
        let mut sections = Vec::new();
        while let Some(token) = tokens.next().map_err(|error| located(&story.name, error))? {
            match (token.w, token.kind) {
                (Some("body"), Kind::Start) => inner = Span { start: token.span.end, end: token.span.end },
                (Some("body"), Kind::End) => inner.end = token.span.start,
                (Some("sectPr"), Kind::Start) => {
                    let end = tokens.skip(&token).map_err(|error| located(&story.name, error))?;
                    sections.push(Span { start: token.span.start, end }.of(text));
                }
                _ => {}
            }
        }
        if inner.end == 0 {
            return Err(Error::Malformed { part: story.name.clone(), at: 0, what: "it has no body".into() });
        }
        Ok(Self { inner, section: section(&sections, story) })
    }
}

/// The last section with the references to headers and footers that it inherits (§17.10.5).
fn section(sections: &[&str], story: &Story) -> String {
    let Some((last, before)) = sections.split_last() else { return String::new() };
    let mut own = references(last, story);
    let mut inherited = String::new();
    for section in before.iter().rev() {
        for (kind, xml) in references(section, story) {
            if own.iter().all(|(other, _)| *other != kind) {
                inherited.push_str(&xml);
                own.push((kind, xml));
            }
        }
    }
    match last.find('>') {
        Some(end) if !inherited.is_empty() => {
            let (tag, rest) = last.split_at(end + 1);
            format!("{tag}{inherited}{rest}")
        }
        _ => (*last).to_owned(),
    }
}

/// References of a section: what each is for, and its XML.
fn references(section: &str, story: &Story) -> Vec<(String, String)> {
    let mut tokens = Tokens::new(section, &story.prefix);
    let mut found = Vec::new();
    while let Ok(Some(token)) = tokens.next() {
        if let (Some(name @ ("headerReference" | "footerReference")), true) = (token.w, token.opens()) {
            let kind = token.attribute(section, "type").unwrap_or_default();
            found.push((format!("{name} {kind}"), token.span.of(section).to_owned()));
        }
    }
    found
}

/// How the names of the bookmarks of blocks begin; the first character hides them.
pub(in crate::text) const MARK: &str = "_lm_";

/// The name of the bookmark of a block.
pub(super) fn bookmark(id: &str) -> String {
    format!("{MARK}{}", escape(id))
}
