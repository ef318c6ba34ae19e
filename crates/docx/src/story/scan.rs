//! The one pass over a part.

use super::{
    Place,
    layout::{Laying, Layout},
};
use crate::{
    revision::{self, Ledger, RevisionKind},
    span::Span,
    xml::{Kind, Prefix, Token, Tokens, XmlError},
};

/// What the pass found.
#[derive(Default)]
pub(super) struct Found {
    pub places: Vec<Place>,
    pub layout: Layout,
    pub ledger: Ledger,
    pub top_id: u32,
    /// Where fields begin that have no end.
    pub unended: Vec<u32>,
    /// The deepest element and where it is.
    pub deepest: (usize, u32),
}

/// A field that has begun: where, and whether its code still runs.
struct Field {
    at: u32,
    code: bool,
}

struct Scan<'a> {
    text: &'a str,
    broken: &'a [u32],
    found: Found,
    laying: Laying<'a>,
    names: Vec<&'a str>,
    /// Paragraphs that are open, by their place in `found.places`.
    open: Vec<Option<usize>>,
    /// Fields of the running text, and of each text box inside of it.
    flows: Vec<Vec<Field>>,
    /// Older copies, drawings with an older copy.
    fallback: u32,
    alternate: u32,
    /// Content controls that are open: whether each is locked.
    locks: Vec<bool>,
}

pub(super) fn scan(text: &str, prefix: &Prefix, broken: &[u32]) -> Result<Found, XmlError> {
    let mut scan = Scan {
        text,
        broken,
        found: Found::default(),
        laying: Laying::of(text),
        names: Vec::new(),
        open: Vec::new(),
        flows: vec![Vec::new()],
        fallback: 0,
        alternate: 0,
        locks: Vec::new(),
    };
    let mut tokens = Tokens::new(text, prefix);
    while let Some(token) = tokens.next()? {
        match token.kind {
            Kind::Start => {
                scan.start(&token);
                scan.names.push(token.local);
                let depth = scan.names.len();
                if depth > scan.found.deepest.0 {
                    scan.found.deepest = (depth, token.span.start);
                }
            }
            Kind::Empty => {
                scan.start(&token);
                scan.end(&token);
            }
            Kind::End => {
                scan.names.pop();
                scan.end(&token);
            }
            _ => {}
        }
    }
    if let Some(name) = scan.names.last() {
        let what = format!("the element {name} has no end");
        return Err(XmlError::Syntax { at: text.len() as u64, what });
    }
    scan.close_flow(0);
    scan.found.layout = scan.laying.out;
    Ok(scan.found)
}

impl<'a> Scan<'a> {
    fn start(&mut self, token: &Token<'a>) {
        if token.w.is_none() {
            match token.local {
                "AlternateContent" => self.alternate += 1,
                "Fallback" => self.fallback += 1,
                _ => {}
            }
            return;
        }
        if self.fallback == 0 {
            self.laying.start(token);
        }
        match token.local {
            "p" => self.open_paragraph(token),
            "fldChar" if self.fallback == 0 => self.field(token),
            "txbxContent" => self.flows.push(Vec::new()),
            "footnote" | "endnote" => self.close_flow(0),
            "sdt" => self.locks.push(self.locks.last().copied().unwrap_or_default()),
            "lock" => self.lock(token),
            "comment" => {
                self.found.ledger.comments += 1;
                self.close_flow(0);
                self.identify(token);
            }
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.found.ledger.anchors += 1;
                self.identify(token);
            }
            "bookmarkStart" | "moveFromRangeStart" | "moveToRangeStart" => self.identify(token),
            "ins" | "del" => self.revision(token),
            local if local.starts_with("move") || local.starts_with("cell") || local.ends_with("Change") => {
                self.revision(token);
            }
            _ => {}
        }
    }

    fn end(&mut self, token: &Token<'a>) {
        if token.w.is_none() {
            match token.local {
                "AlternateContent" => self.alternate = self.alternate.saturating_sub(1),
                "Fallback" => self.fallback = self.fallback.saturating_sub(1),
                _ => {}
            }
            return;
        }
        if self.fallback == 0 {
            self.laying.end(token.local);
        }
        match token.local {
            "p" => {
                if let Some(Some(place)) =
                    self.open.pop().map(|open| open.and_then(|at| self.found.places.get_mut(at)))
                {
                    place.span.end = token.span.end;
                }
            }
            "txbxContent" if self.flows.len() > 1 => {
                self.close_flow(self.flows.len() - 1);
                self.flows.pop();
            }
            "sdt" => drop(self.locks.pop()),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, token: &Token<'a>) {
        if self.fallback > 0 {
            self.open.push(None);
            return;
        }
        let boxed = !self.open.is_empty();
        let fields = self.flows.last().filter(|flow| !flow.is_empty());
        self.open.push(Some(self.found.places.len()));
        self.found.places.push(Place {
            span: Span { start: token.span.start, end: token.span.end },
            boxed,
            doubled: boxed && self.alternate > 0,
            locked: self.locks.last().copied().unwrap_or_default(),
            fields: fields.map(|flow| flow.iter().map(|field| field.code).collect()),
        });
    }

    fn field(&mut self, token: &Token<'a>) {
        let Some(flow) = self.flows.last_mut() else { return };
        let at = token.span.start;
        match token.attribute(self.text, "fldCharType").as_deref() {
            Some("begin") if self.broken.binary_search(&at).is_err() => flow.push(Field { at, code: true }),
            Some("separate") => {
                if let Some(field) = flow.last_mut() {
                    field.code = false;
                }
            }
            Some("end") => drop(flow.pop()),
            _ => {}
        }
    }

    /// What is open at the end of a flow never ends.
    fn close_flow(&mut self, number: usize) {
        if let Some(flow) = self.flows.get_mut(number) {
            self.found.unended.extend(flow.drain(..).map(|field| field.at));
        }
    }

    fn lock(&mut self, token: &Token<'a>) {
        let locked = matches!(token.val(self.text).as_deref(), Some("contentLocked" | "sdtContentLocked"));
        if let Some(lock) = self.locks.last_mut() {
            *lock |= locked;
        }
    }

    fn identify(&mut self, token: &Token<'a>) {
        if let Some(id) = revision::id(token, self.text) {
            self.found.top_id = self.found.top_id.max(id);
        }
    }

    fn revision(&mut self, token: &Token<'a>) {
        let above = |back: usize| {
            self.names.len().checked_sub(back).and_then(|at| self.names.get(at)).copied().unwrap_or_default()
        };
        if let Some(kind) = RevisionKind::of(token.local, above(1), above(2)) {
            let author = token.attribute(self.text, "author").unwrap_or_default();
            self.found.ledger.add(kind, &author);
            self.identify(token);
        }
    }
}
