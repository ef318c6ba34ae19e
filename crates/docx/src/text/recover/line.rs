//! The runs of a paragraph as pieces of a line.

use std::collections::{BTreeMap, BTreeSet};

use super::super::inline::{Inline, Marks, Piece, Variable};
use crate::{
    control::{ControlKind, Properties, properties},
    paragraph::{Around, Item, ItemKind, OBJECT, Paragraph},
    props::{Children, simple_field_code},
    style::Styles,
    xml::{Kind, Tokens},
};

/// A reference that is not yet known to point at a block.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub bookmark: String,
    pub shown: String,
}

/// What a paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub line: Vec<Inline>,
    /// A new page begins before its words; behind them.
    pub page_before: bool,
    pub page_behind: bool,
    pub objects: usize,
}

/// Reads a paragraph. References are put into `pending`: a piece has the number of its entry as
/// its target.
pub(super) fn pieces(
    paragraph: &Paragraph<'_>,
    styles: &Styles,
    bookmarks: &BTreeSet<&str>,
    pending: &mut Vec<Pending>,
) -> Pieces {
    let mut reader = Reader {
        paragraph,
        styles,
        bookmarks,
        pending,
        controls: BTreeMap::new(),
        last: None,
        out: Pieces::default(),
    };
    reader.read();
    reader.out
}

/// Where the last piece came from, if more may come from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Control(usize),
    Reference(usize),
}

struct Reader<'a, 'p> {
    paragraph: &'a Paragraph<'p>,
    styles: &'a Styles,
    bookmarks: &'a BTreeSet<&'a str>,
    pending: &'a mut Vec<Pending>,
    /// The properties of each content control that is a variable.
    controls: BTreeMap<usize, Option<Properties>>,
    last: Option<Origin>,
    out: Pieces,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let paragraph = self.paragraph;
        let fields: Vec<(std::ops::Range<usize>, usize, String)> =
            paragraph.fields.iter().filter_map(|field| self.reference(field)).collect();
        let mut next = 0;
        for (number, item) in paragraph.items.iter().enumerate() {
            // fields are in the order in which they begin: the first is the outermost
            while fields.get(next).is_some_and(|(items, ..)| items.end <= number) {
                next += 1;
            }
            if !item.shows() {
                continue;
            }
            if item.kind == ItemKind::Object || item.text.starts_with(OBJECT) {
                self.out.objects += 1;
                continue;
            }
            let marks = self.marks(item);
            if let Some((_, at, bookmark)) = fields.get(next).filter(|(items, ..)| items.contains(&number)) {
                self.refer(*at, bookmark, item, marks);
            } else if let Some((container, bookmark)) = self.simple(item) {
                self.refer(usize::MAX - container, &bookmark, item, marks);
            } else if let Some(container) = self.control(item) {
                self.fill(container, item, marks);
            } else {
                self.last = None;
                self.plain(item, marks);
            }
        }
    }

    /// A `REF` field to a known bookmark: the items that it shows, its number, the bookmark.
    fn reference(&self, field: &crate::paragraph::Field) -> Option<(std::ops::Range<usize>, usize, String)> {
        let (begin, separate, end) = (field.begin?, field.separate?, field.end?);
        let code: String = (self.paragraph.items.get(begin..separate)?.iter())
            .filter_map(|item| match item.kind {
                ItemKind::Code(inner) => Some(inner.of(self.paragraph.xml)),
                _ => None,
            })
            .collect();
        Some((separate..end, begin, self.bookmark(&code)?))
    }

    fn bookmark(&self, code: &str) -> Option<String> {
        let mut words = code.split_whitespace();
        let name = words.next().filter(|word| word.eq_ignore_ascii_case("REF")).and_then(|_| words.next())?;
        // a reference to the number of a paragraph, not to its words
        let numbered = words.any(|word| matches!(word, "\\r" | "\\n" | "\\w"));
        (numbered && self.bookmarks.contains(name)).then(|| name.to_owned())
    }

    fn simple(&self, item: &Item) -> Option<(usize, String)> {
        self.paragraph.around(item.container).find_map(|(number, container)| {
            let tag = container.open.of(self.paragraph.xml);
            let code = (container.around == Around::SimpleField)
                .then(|| simple_field_code(tag, self.paragraph.prefix))?;
            Some((number, self.bookmark(&code)?))
        })
    }

    fn refer(&mut self, at: usize, bookmark: &str, item: &Item, marks: Marks) {
        if self.last == Some(Origin::Reference(at)) {
            if let Some(pending) = self.pending.last_mut() {
                pending.shown.push_str(&item.text);
            }
            return;
        }
        let target = self.pending.len().to_string();
        self.pending.push(Pending { bookmark: bookmark.to_owned(), shown: item.text.clone() });
        self.out.line.push(Inline { piece: Piece::Reference { target }, marks });
        self.last = Some(Origin::Reference(at));
    }

    /// The innermost content control around an item that has a name.
    fn control(&mut self, item: &Item) -> Option<usize> {
        let around: Vec<(usize, u32)> =
            self.paragraph.around(item.container).map(|(number, it)| (number, it.open.start)).collect();
        around.into_iter().find_map(|(number, start)| {
            let known = self.controls.entry(number).or_insert_with(|| named(self.paragraph, start as usize));
            known.is_some().then_some(number)
        })
    }

    fn fill(&mut self, container: usize, item: &Item, marks: Marks) {
        let Some(Some(props)) = self.controls.get(&container) else { return };
        if self.last == Some(Origin::Control(container)) {
            if let Some(Inline { piece: Piece::Variable(Variable { value: Some(value), .. }), .. }) =
                self.out.line.last_mut()
            {
                value.push_str(&item.text);
            }
            return;
        }
        let name = props.tag.clone().or_else(|| props.title.clone()).unwrap_or_default();
        let label = props.title.clone().unwrap_or_else(|| name.clone());
        let value = (!props.placeholder).then(|| item.text.clone());
        let piece = Piece::Variable(Variable { name, label, value });
        self.out.line.push(Inline { piece, marks });
        self.last = Some(Origin::Control(container));
    }

    fn plain(&mut self, item: &Item, marks: Marks) {
        if item.text == "\n" {
            if item.span.of(self.paragraph.xml).contains("\"page\"") {
                // in the middle of a line it is a new line
                match self.out.line.is_empty() {
                    true => self.out.page_before = true,
                    false => self.out.page_behind = true,
                }
                return;
            }
            self.words();
            self.out.line.push(Piece::Break.into());
            return;
        }
        self.words();
        match self.out.line.last_mut() {
            Some(Inline { piece: Piece::Text(text), marks: last }) if *last == marks => {
                text.push_str(&item.text);
            }
            _ => self.out.line.push(Inline { piece: Piece::Text(item.text.clone()), marks }),
        }
    }

    /// Words follow: a page that began before them began in the middle.
    fn words(&mut self) {
        if std::mem::take(&mut self.out.page_behind) {
            self.out.line.push(Piece::Break.into());
        }
    }

    /// What the run itself or its style of characters says; the style of the paragraph is not the
    /// text's.
    fn marks(&self, item: &Item) -> Marks {
        let Some(props) = item.run.and_then(|run| self.paragraph.run_properties(run)) else {
            return Marks::default();
        };
        let Some(children) = Children::of(props, self.paragraph.prefix) else { return Marks::default() };
        let on = |name: &str| children.find(name).map(|(token, _)| token.is_on(props));
        let style = children.find("rStyle").and_then(|(token, _)| token.val(props));
        let chain: Vec<_> = match style.as_deref().and_then(|id| self.styles.find(id)) {
            Some(style) if style.kind == "character" => self.styles.chain(style.id.as_str().into()).collect(),
            _ => Vec::new(),
        };
        let bold = on("b").or_else(|| chain.iter().find_map(|style| style.bold)).unwrap_or_default();
        let italic = on("i").or_else(|| chain.iter().find_map(|style| style.italic)).unwrap_or_default();
        let underline =
            children.find("u").is_some_and(|(token, _)| token.val(props).as_deref() != Some("none"));
        Marks { bold, italic, underline }
    }
}

/// The properties of the content control that opens here, if it has a name and holds text.
fn named(paragraph: &Paragraph<'_>, start: usize) -> Option<Properties> {
    let mut tokens = Tokens::from(paragraph.xml, start, paragraph.prefix);
    let open = tokens.next().ok()??;
    if open.w != Some("sdt") {
        return None;
    }
    loop {
        let token = tokens.next().ok()??;
        match (token.w, token.kind) {
            (Some("sdtPr"), Kind::Start) => {
                let end = tokens.skip(&token).ok()?;
                let props = crate::span::cut(paragraph.xml, token.span.start as usize, end as usize);
                let props = properties(props, paragraph.prefix).ok()?;
                let named = props.tag.is_some() || props.title.is_some();
                return (named && props.kind != ControlKind::Other).then_some(props);
            }
            (Some("sdtContent"), _) | (_, Kind::End) => return None,
            _ => {}
        }
    }
}
