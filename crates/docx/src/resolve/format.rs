//! Changed properties: the new ones stay, or the old ones come back.

use super::{Decision, Wanted};
use crate::{
    props::Children,
    revision::RevisionKind,
    span::{Span, Splices},
    xml::{Kind, Prefix, Token, Tokens, XmlError},
};

/// Properties may nest (those of a paragraph mark in those of its paragraph), no deeper than this.
const PASSES: usize = 4;

/// The text with these changes of properties resolved; `None` if there are none.
pub(super) fn resolve(
    text: &str,
    prefix: &Prefix,
    wanted: &Wanted,
    decision: Decision,
) -> Result<Option<String>, XmlError> {
    let mut done = None;
    for _ in 0..PASSES {
        let splices = pass(done.as_deref().unwrap_or(text), prefix, wanted, decision)?;
        if splices.is_empty() {
            break;
        }
        done = Some(splices.apply(done.unwrap_or_else(|| text.to_owned())));
        if matches!(wanted, Wanted::Some { .. }) {
            break;
        }
    }
    Ok(done)
}

fn pass(text: &str, prefix: &Prefix, wanted: &Wanted, decision: Decision) -> Result<Splices, XmlError> {
    let mut tokens = Tokens::new(text, prefix);
    let mut splices = Splices::default();
    let mut open: Vec<(Token<'_>, Option<Span>)> = Vec::new();
    while let Some(token) = tokens.next()? {
        match token.kind {
            Kind::Start | Kind::Empty if is_change(&token) && takes(wanted, &token, text) => {
                let end = tokens.skip(&token)?;
                let span = Span { start: token.span.start, end };
                match decision {
                    Decision::Accept => splices.remove(span),
                    Decision::Reject if token.w == Some("numberingChange") => splices.remove(span),
                    Decision::Reject => {
                        if let Some((_, change)) = open.last_mut() {
                            *change = Some(span);
                        }
                    }
                }
            }
            Kind::Start => open.push((token, None)),
            Kind::End => {
                if let Some((parent, Some(change))) = open.pop() {
                    let whole = parent.span.to(token.span);
                    splices.replace(whole, restored(whole.of(text), change.of(text), prefix));
                }
            }
            _ => {}
        }
    }
    Ok(splices)
}

fn is_change(token: &Token<'_>) -> bool {
    token.w.is_some_and(|name| name.ends_with("Change"))
        && RevisionKind::of(token.local, "", "").is_some_and(|kind| !kind.wraps())
}

fn takes(wanted: &Wanted, token: &Token<'_>, text: &str) -> bool {
    wanted.takes(token.span.start, &token.attribute(text, "author").unwrap_or_default())
}

/// Properties as they were. What the change does not speak of stays: the marks of a paragraph's
/// end, its section, the headers of a section (`CT_PPrBase`, `CT_SectPrBase`).
fn restored(properties: &str, change: &str, prefix: &Prefix) -> String {
    let (Some(now), Some(change)) = (Children::of(properties, prefix), Children::of(change, prefix)) else {
        return properties.to_owned();
    };
    let old = change.list.first().map(|(_, span)| span.of(change.xml)).unwrap_or_default();
    let old = Children::of(old, prefix).map(|old| old.without(&[])).unwrap_or_default();
    let name = now.open.of(properties).trim_start_matches('<').trim_start_matches(&prefix.colon());
    let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let (first, last): (&[&str], &[&str]) = match name {
        "rPr" => (&["ins", "del", "moveFrom", "moveTo"], &[]),
        "pPr" => (&[], &["rPr", "sectPr"]),
        "sectPr" => (&["headerReference", "footerReference"], &[]),
        "trPr" => (&[], &["ins", "del"]),
        "tcPr" => (&[], &["cellIns", "cellDel", "cellMerge"]),
        _ => (&[], &[]),
    };
    let open = now.open.of(properties);
    format!("{open}{}{old}{}</{}>", now.only(first), now.only(last), prefix.name(name))
}
