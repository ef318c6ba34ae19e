//! What a filled part must keep to be a Word file: a paragraph at the end of each cell, rows in
//! each table, no second copy of a drawing with tags in it.

use crate::{
    span::{Span, Splices},
    xml::{Kind, Prefix, Tokens},
};

/// An open element.
struct Open<'a> {
    name: &'a str,
    start: u32,
    /// The last element of blocks in it.
    last: Option<&'a str>,
    rows: usize,
}

/// The part, put in order.
pub(super) fn tidy(text: &str, prefix: &Prefix) -> String {
    let w = prefix.colon();
    let mut splices = Splices::default();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut tokens = Tokens::new(text, prefix);
    while let Ok(Some(token)) = tokens.next() {
        let start = token.span.start;
        if token.opens() {
            if token.w.is_none() && token.local == "Fallback" {
                let Ok(end) = tokens.skip(&token) else { break };
                let span = Span { start, end };
                if span.of(text).contains('{') {
                    splices.remove(span);
                }
                continue;
            }
            if let (Some(name @ ("p" | "tbl" | "sdt" | "tr" | "tc")), Some(parent)) =
                (token.w, open.last_mut())
            {
                parent.last = Some(name);
                parent.rows += usize::from(name == "tr");
            }
            if token.kind == Kind::Start {
                open.push(Open { name: token.w.unwrap_or_default(), start, last: None, rows: 0 });
            }
        } else if token.kind == Kind::End
            && let Some(done) = open.pop()
        {
            match done.name {
                "tbl" if done.rows == 0 && done.last != Some("sdt") => {
                    splices.remove(Span { start: done.start, end: token.span.end });
                    if let Some(parent) = open.last_mut() {
                        parent.last = None;
                    }
                }
                "tc" | "hdr" | "ftr" | "footnote" | "endnote" | "comment" | "txbxContent"
                    if done.last != Some("p") =>
                {
                    splices.insert(start, format!("<{w}p/>"));
                }
                _ => {}
            }
        }
    }
    splices.apply(text.to_owned())
}
