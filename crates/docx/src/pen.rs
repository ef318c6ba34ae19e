//! What we write: revisions with an author and a new id, runs with a text.

use serde::{Deserialize, Serialize};

use crate::{
    error::Refusal,
    revision::{Ledger, RevisionKind},
    span::{Splices, cut},
    xml::{Kind, Prefix, Tokens, escape, is_writable},
};

/// Who makes a tracked change, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name that Word shows.
    pub name: String,
    /// The letters that Word shows beside a comment.
    pub initials: String,
    /// `YYYY-MM-DDThh:mm:ssZ` (XML Schema `dateTime`, §17.13.5).
    pub date: String,
}

impl Author {
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let pattern = b"dddd-dd-ddTdd:dd:ddZ";
        let dated = self.date.len() == pattern.len()
            && self.date.bytes().zip(pattern).all(|(byte, form)| match form {
                b'd' => byte.is_ascii_digit(),
                form => byte == *form,
            });
        let named = !self.name.trim().is_empty() && is_writable(&self.name) && is_writable(&self.initials);
        if dated && named { Ok(()) } else { Err(Refusal::BadAuthor) }
    }
}

/// How an edit lands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// The text is changed and nobody sees that it was.
    Direct,
    /// The change can be accepted and rejected.
    Tracked(Author),
}

/// Writes the new pieces of one part and counts what it adds.
#[derive(Debug)]
pub(crate) struct Pen<'a> {
    pub prefix: &'a Prefix,
    pub author: Option<&'a Author>,
    /// The next free id of an annotation.
    pub next: u32,
    pub added: Ledger,
}

impl<'a> Pen<'a> {
    pub(crate) fn new(prefix: &'a Prefix, mode: &'a Mode, next: u32) -> Self {
        let author = match mode {
            Mode::Direct => None,
            Mode::Tracked(author) => Some(author),
        };
        Self { prefix, author, next, added: Ledger::default() }
    }

    pub(crate) fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Name and attributes of a revision of ours, without brackets.
    pub(crate) fn revision(&mut self, element: &str, kind: RevisionKind) -> String {
        let id = self.id();
        let Some(author) = self.author else { return String::new() };
        self.added.add(kind, &author.name);
        let w = self.prefix.colon();
        let (name, date) = (escape(&author.name), &author.date);
        format!("{w}{element} {w}id=\"{id}\" {w}author=\"{name}\" {w}date=\"{date}\"")
    }

    /// A content in a revision of ours; as it is where edits are direct.
    pub(crate) fn wrapped(&mut self, element: &str, kind: RevisionKind, content: &str) -> String {
        if self.author.is_none() || content.is_empty() {
            return content.to_owned();
        }
        let open = self.revision(element, kind);
        format!("<{open}>{content}</{}>", self.prefix.name(element))
    }

    /// A mark of a revision of ours in properties; nothing where edits are direct.
    pub(crate) fn mark(&mut self, element: &str, kind: RevisionKind) -> String {
        if self.author.is_none() {
            return String::new();
        }
        format!("<{}/>", self.revision(element, kind))
    }

    /// A run with a text; tabs and line ends are elements.
    pub(crate) fn run(&self, props: Option<&str>, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let w = self.prefix.colon();
        let mut out = format!("<{w}r>{}", props.unwrap_or_default());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
            out.push_str(&self.text("t", cut(rest, 0, end)));
            match rest.get(end..).and_then(|rest| rest.chars().next()) {
                Some('\t') => out.push_str(&format!("<{w}tab/>")),
                Some(_) => out.push_str(&format!("<{w}br/>")),
                None => {}
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        out.push_str(&format!("</{w}r>"));
        out
    }

    /// A text element; its spaces count.
    pub(crate) fn text(&self, element: &str, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let name = self.prefix.name(element);
        format!("<{name} xml:space=\"preserve\">{}</{name}>", escape(text))
    }

    /// Somebody's start tag or properties once more, under a new id.
    pub(crate) fn again(&mut self, xml: &str, kind: RevisionKind) -> String {
        let mut splices = Splices::default();
        let mut tokens = Tokens::from(xml, 0, self.prefix);
        while let Ok(Some(token)) = tokens.next() {
            let counts = matches!(token.kind, Kind::Start | Kind::Empty)
                && RevisionKind::of(token.local, "", "").is_some_and(|found| found == kind);
            if !counts {
                continue;
            }
            self.added.add(kind, &token.attribute(xml, "author").unwrap_or_default());
            let raw = token.span.of(xml);
            let name = format!(" {}=", self.prefix.name("id"));
            let Some(at) = raw.find(&name).map(|at| at + name.len()) else { continue };
            let Some(quote) = raw.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let Some(length) = raw.get(at + 1..).and_then(|rest| rest.find(quote)) else { continue };
            let start = token.span.start as usize + at + 1;
            splices.replace(crate::span::Span::new(start, start + length), self.id().to_string());
        }
        splices.apply(xml.to_owned())
    }
}

/// A text that may be put into a document.
pub(crate) fn check_text(text: &str) -> Result<(), Refusal> {
    if is_writable(text) && !text.contains(crate::paragraph::OBJECT) { Ok(()) } else { Err(Refusal::BadText) }
}
