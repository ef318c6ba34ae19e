//! Text, rows and cells: unwrapped or taken away. Paragraphs whose mark goes are marked for
//! [`merge`](super::merge).

use std::collections::HashSet;

use super::{Decision, Wanted, merge::SIGN};
use crate::{
    revision::RevisionKind,
    span::{Span, Splices},
    xml::{Kind, Prefix, Token, Tokens, XmlError},
};

/// An element that is open.
struct Frame<'a> {
    name: &'a str,
    start: u32,
    /// Its tags go, its content stays.
    unwrapped: bool,
    /// A deletion that stays.
    deletes: bool,
    /// It goes as a whole at its end.
    gone: bool,
    /// Rows of a table, cells of a row, what a link holds: all, and those that go.
    parts: (u32, u32),
}

struct Content<'a> {
    text: &'a str,
    wanted: &'a Wanted,
    decision: Decision,
    frames: Vec<Frame<'a>>,
    splices: Splices,
    /// Deletions around that are taken back, that stay.
    restored: u32,
    deletions: u32,
    moves: HashSet<(bool, Option<String>)>,
}

pub(super) fn resolve(
    text: String,
    prefix: &Prefix,
    wanted: &Wanted,
    decision: Decision,
) -> Result<String, XmlError> {
    let mut content = Content {
        text: &text,
        wanted,
        decision,
        frames: Vec::new(),
        splices: Splices::default(),
        restored: 0,
        deletions: 0,
        moves: HashSet::new(),
    };
    let mut tokens = Tokens::new(&text, prefix);
    while let Some(token) = tokens.next()? {
        match token.kind {
            Kind::Start | Kind::Empty => content.start(&token, &mut tokens)?,
            Kind::End => content.end(&token),
            _ => {}
        }
    }
    let splices = content.splices;
    Ok(splices.apply(text))
}

impl<'a> Content<'a> {
    fn start(&mut self, token: &Token<'a>, tokens: &mut Tokens<'a>) -> Result<(), XmlError> {
        let above = |back: usize| {
            let at = self.frames.len().checked_sub(back);
            at.and_then(|at| self.frames.get(at)).map(|frame| frame.name).unwrap_or_default()
        };
        let kind = token.w.and_then(|name| RevisionKind::of(name, above(1), above(2)));
        let author = || token.attribute(self.text, "author").unwrap_or_default();
        let kind = kind.filter(|kind| !token.local.ends_with("Change") || *kind == RevisionKind::Numbering);
        if let Some(kind) = kind.filter(|_| self.wanted.takes(token.span.start, &author())) {
            self.child(|parts| parts.0 += 1);
            return self.revision(kind, token, tokens);
        }
        self.child(|parts| parts.0 += 1);
        if token.w.is_some_and(|name| name.starts_with("move") && name.contains("Range")) {
            self.range(token);
        }
        if matches!(token.w, Some("delText" | "delInstrText")) && self.restored > 0 && self.deletions == 0 {
            self.rename(token);
        }
        match token.w {
            Some("tr") => self.count("tbl", |parts| parts.0 += 1),
            Some("tc") => self.count("tr", |parts| parts.0 += 1),
            _ => {}
        }
        if token.kind == Kind::Start {
            let deletes = kind == Some(RevisionKind::Deletion);
            self.deletions += u32::from(deletes);
            self.push(token, false, deletes);
        }
        Ok(())
    }

    fn push(&mut self, token: &Token<'a>, unwrapped: bool, deletes: bool) {
        let (name, start) = (token.local, token.span.start);
        self.frames.push(Frame { name, start, unwrapped, deletes, gone: false, parts: (0, 0) });
    }

    fn revision(
        &mut self,
        kind: RevisionKind,
        token: &Token<'a>,
        tokens: &mut Tokens<'a>,
    ) -> Result<(), XmlError> {
        let drops = self.decision.drops(kind);
        if kind.wraps() && !drops {
            self.splices.remove(token.span);
            if token.kind == Kind::Start {
                self.restored += u32::from(kind == RevisionKind::Deletion);
                self.push(token, true, false);
            }
            return Ok(());
        }
        let end = tokens.skip(token)?;
        self.splices.remove(Span { start: token.span.start, end });
        self.child(|parts| parts.1 += 1);
        match kind {
            RevisionKind::ParagraphInsertion
            | RevisionKind::ParagraphDeletion
            | RevisionKind::ParagraphMoveFrom
            | RevisionKind::ParagraphMoveTo
                if drops =>
            {
                self.mark_paragraph();
            }
            RevisionKind::RowInsertion | RevisionKind::RowDeletion if drops => self.drop_frame("tr"),
            RevisionKind::CellInsertion | RevisionKind::CellDeletion if drops => self.drop_frame("tc"),
            RevisionKind::Numbering if self.decision == Decision::Reject && token.w == Some("ins") => {
                self.drop_frame("numPr");
            }
            _ => {}
        }
        Ok(())
    }

    fn mark_paragraph(&mut self) {
        if let Some(frame) = self.frames.iter_mut().rev().find(|frame| frame.name == "p")
            && !std::mem::replace(&mut frame.gone, true)
        {
            self.splices.insert(frame.start, SIGN);
        }
    }

    fn drop_frame(&mut self, name: &str) {
        if let Some(frame) = self.frames.iter_mut().rev().find(|frame| frame.name == name) {
            frame.gone = true;
        }
    }

    fn count(&mut self, name: &str, count: impl FnOnce(&mut (u32, u32))) {
        if let Some(frame) = self.frames.iter_mut().rev().find(|frame| frame.name == name) {
            count(&mut frame.parts);
        }
    }

    /// Counts what a link holds: it goes with the last of it.
    fn child(&mut self, count: impl FnOnce(&mut (u32, u32))) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.name == "hyperlink") {
            count(&mut frame.parts);
        }
    }

    /// The marks around a move go with it.
    fn range(&mut self, token: &Token<'a>) {
        let from = token.local.starts_with("moveFrom");
        let id = token.attribute(self.text, "id");
        let goes = if token.local.ends_with("Start") {
            let name = token.attribute(self.text, "name").unwrap_or_default();
            let author = token.attribute(self.text, "author").unwrap_or_default();
            self.wanted.takes_move(&name, &author) && {
                self.moves.insert((from, id));
                true
            }
        } else {
            self.moves.remove(&(from, id))
        };
        if goes && token.kind == Kind::Empty {
            self.splices.remove(token.span);
        }
    }

    /// `delText` is `t` again.
    fn rename(&mut self, token: &Token<'a>) {
        let raw = token.span.of(self.text);
        let Some(at) = raw.find("del") else { return };
        let start = token.span.start as usize + at;
        let (length, name) = match token.local {
            "delText" => (7, "t"),
            _ => (12, "instrText"),
        };
        self.splices.replace(Span::new(start, start + length), name);
    }

    fn end(&mut self, token: &Token<'a>) {
        if matches!(token.w, Some("delText" | "delInstrText")) && self.restored > 0 && self.deletions == 0 {
            self.rename(token);
        }
        let Some(frame) = self.frames.pop() else { return };
        if frame.unwrapped {
            self.splices.remove(token.span);
            self.restored -= u32::from(frame.name == "del").min(self.restored);
        }
        self.deletions -= u32::from(frame.deletes).min(self.deletions);
        let emptied = frame.parts.0 > 0 && frame.parts.0 == frame.parts.1;
        let goes = match frame.name {
            "tr" | "tc" | "numPr" => frame.gone || (emptied && frame.name == "tr"),
            "tbl" | "hyperlink" => emptied,
            _ => false,
        };
        if goes {
            self.splices.remove(Span { start: frame.start, end: token.span.end });
            match frame.name {
                "tr" => self.count("tbl", |parts| parts.1 += 1),
                "tc" => self.count("tr", |parts| parts.1 += 1),
                _ => {}
            }
        }
    }
}
