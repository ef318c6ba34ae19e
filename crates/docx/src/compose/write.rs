//! Blocks to WordprocessingML.

use std::collections::BTreeMap;

use super::markdown::{Block, Inline};
use crate::xml::escape;

/// The styles of a composed document, by their ids.
pub(crate) mod id {
    pub(crate) const TITLE: &str = "Titel";
    pub(crate) const ARTICLE: &str = "Artikel";
    pub(crate) const HEADING: &str = "Tussenkop";
    pub(crate) const MEMBERS: [&str; 3] = ["Lid", "Onderdeel", "Subonderdeel"];
    pub(crate) const NUMBERS: [&str; 3] = ["Nummer", "Nummer2", "Nummer3"];
    pub(crate) const MORE: [&str; 3] = ["LidVervolg", "OnderdeelVervolg", "SubonderdeelVervolg"];
    pub(crate) const BULLETS: [&str; 2] = ["Streepje", "Streepje2"];
    pub(crate) const QUOTE: &str = "Inspringen";
    pub(crate) const RECITAL: &str = "Overweging";
    pub(crate) const CELL: &str = "Tabeltekst";
    pub(crate) const TABLE: &str = "Tabelraster";
}

/// Width of the text of a page of A4, in twentieths of a point.
const WIDTH: usize = 9026;

/// Looks up the style of a paragraph; a clause may land in a document with other styles.
pub(super) trait Styles {
    /// The properties of a paragraph of this kind of block, as XML.
    fn properties(&self, block: &Block, in_article: bool) -> String;
}

/// The styles of a composed document.
pub(super) struct House;

impl Styles for House {
    fn properties(&self, block: &Block, in_article: bool) -> String {
        let at = |list: &[&'static str], level: &usize| -> &'static str {
            list.get(*level).or(list.last()).copied().unwrap_or_default()
        };
        let style = match block {
            Block::Title(_) => id::TITLE,
            Block::Article { .. } => id::ARTICLE,
            Block::Heading { .. } => id::HEADING,
            Block::Item { level, .. } if in_article => at(&id::MEMBERS, level),
            Block::Item { level, .. } => at(&id::NUMBERS, level),
            Block::More { level, .. } => at(&id::MORE, level),
            Block::Bullet { level, .. } => at(&id::BULLETS, level),
            Block::Quote(text) if is_recital(text) => id::RECITAL,
            Block::Quote(_) => id::QUOTE,
            _ => return String::new(),
        };
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    }
}

/// The content of the body, without its section.
pub(super) fn body(blocks: &[Block]) -> String {
    content(blocks, &House, false, 1)
}

/// Paragraphs and tables. Bookmarks are numbered from `first`.
pub(super) fn content(blocks: &[Block], styles: &dyn Styles, in_article: bool, first: usize) -> String {
    let mut out = String::new();
    let mut in_article = in_article;
    let mut bookmarks = first;
    let headings: BTreeMap<&str, ()> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Article { label: Some(label), .. } => Some((label.as_str(), ())),
            _ => None,
        })
        .collect();
    for block in blocks {
        let props = styles.properties(block, in_article);
        match block {
            Block::Article { text, label } => {
                in_article = true;
                let runs = runs(text, &headings);
                let runs = match label {
                    Some(label) => {
                        bookmarks += 1;
                        bookmarked(label, bookmarks, &runs)
                    }
                    None => runs,
                };
                out.push_str(&format!("<w:p>{props}{runs}</w:p>"));
            }
            Block::Quote(text) if is_recital(text) => {
                let runs =
                    runs(text, &headings).replacen(") ", ")</w:t><w:tab/><w:t xml:space=\"preserve\">", 1);
                out.push_str(&format!("<w:p>{props}{runs}</w:p>"));
            }
            Block::Heading { text, .. }
            | Block::Title(text)
            | Block::Item { text, .. }
            | Block::Bullet { text, .. }
            | Block::More { text, .. }
            | Block::Plain(text)
            | Block::Quote(text) => {
                out.push_str(&format!("<w:p>{props}{}</w:p>", runs(text, &headings)));
            }
            Block::Table { head, rows } => out.push_str(&table(*head, rows, &headings)),
            Block::NewPage => out.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
            Block::Signature(party) => out.push_str(&signature(party)),
        }
    }
    out
}

/// Whether a text begins with a letter or number of its own: `(A) `.
fn is_recital(text: &[Inline]) -> bool {
    let Some(Inline::Text { text, .. }) = text.first() else { return false };
    text.strip_prefix('(').and_then(|rest| rest.split_once(") ")).is_some_and(|(sign, _)| {
        !sign.is_empty() && sign.len() <= 4 && sign.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

fn bookmarked(label: &str, number: usize, runs: &str) -> String {
    let name = escape(&bookmark(label));
    format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{number}\"/>")
}

/// The name of a bookmark: at most 40 characters (§17.13.6.2), hidden by its first one.
fn bookmark(label: &str) -> String {
    let name: String = label.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    format!("_lm_{name}").chars().take(40).collect()
}

fn runs(text: &[Inline], headings: &BTreeMap<&str, ()>) -> String {
    let mut out = String::new();
    for inline in text {
        match inline {
            Inline::Text { text, bold, italic } => {
                let look = match (bold, italic) {
                    (true, true) => "<w:rPr><w:b/><w:i/></w:rPr>",
                    (true, false) => "<w:rPr><w:b/></w:rPr>",
                    (false, true) => "<w:rPr><w:i/></w:rPr>",
                    (false, false) => "",
                };
                let text = escape(text);
                out.push_str(&format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"));
            }
            Inline::Break => out.push_str("<w:r><w:br/></w:r>"),
            Inline::Reference(label) if headings.contains_key(label.as_str()) => {
                out.push_str(&reference(&bookmark(label)));
            }
            Inline::Reference(label) => {
                let text = escape(&format!("[{label}]"));
                out.push_str(&format!("<w:r><w:t>{text}</w:t></w:r>"));
            }
        }
    }
    out
}

/// A field that shows the number of a bookmarked paragraph (`REF`, §17.16.5.51).
fn reference(bookmark: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> REF {bookmark} \\r \\h \\* Lower </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>artikel</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

fn table(head: bool, rows: &[Vec<Vec<Inline>>], headings: &BTreeMap<&str, ()>) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let width = WIDTH / columns;
    let grid: String = (0..columns).map(|_| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
         <w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        id::TABLE
    );
    for (number, row) in rows.iter().enumerate() {
        let is_head = head && number == 0;
        let repeats = if is_head { "<w:tblHeader/>" } else { "" };
        out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>"));
        for column in 0..columns {
            let mut text = row.get(column).cloned().unwrap_or_default();
            for inline in text.iter_mut().filter(|_| is_head) {
                if let Inline::Text { bold, .. } = inline {
                    *bold = true;
                }
            }
            out.push_str(&cell(width, &runs(&text, headings)));
        }
        out.push_str("</w:tr>");
    }
    // Word asks for a paragraph between two tables, and behind the last one
    out.push_str("</w:tbl><w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>");
    out
}

fn cell(width: usize, runs: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>\
         <w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{runs}</w:p></w:tc>",
        id::CELL
    )
}

/// The block for a signature: who signs, in which function, where and when.
fn signature(party: &str) -> String {
    let line = |text: &str, bold: bool| -> String {
        let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
    };
    let dots = "……………………………………";
    let company = format!("{{{{ als {party}.is_bedrijf }}}}");
    let rows = [
        (line(&format!("{{{{ {party}.naam }}}}"), true), None),
        (
            line("Naam", false),
            Some(format!(
                "{company}{{{{ {party}.vertegenwoordiger }}}}{{{{ anders }}}}{{{{ {party}.naam }}}}{{{{ /als }}}}"
            )),
        ),
        (line(&format!("{company}Functie"), false), Some(format!("{{{{ {party}.functie }}}}{{{{ /als }}}}"))),
        (line("Plaats", false), Some(dots.to_owned())),
        (line("Datum", false), Some(dots.to_owned())),
        (line("Handtekening", false), Some(format!("\n{dots}"))),
    ];
    let (left, right) = (WIDTH / 5, WIDTH * 2 / 5);
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{left}\"/><w:gridCol w:w=\"{right}\"/></w:tblGrid>",
        left + right
    );
    let last = rows.len() - 1;
    for (number, (label, value)) in rows.into_iter().enumerate() {
        // the block stays on one page
        let keep = if number < last { "<w:keepNext/>" } else { "" };
        let paragraph =
            |runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}</w:pPr>{runs}</w:p>", id::CELL);
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        match value {
            None => out.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>",
                left + right,
                paragraph(&label)
            )),
            Some(value) => {
                let value = match value.strip_prefix('\n') {
                    Some(value) => format!("<w:r><w:br/><w:br/></w:r>{}", line(value, false)),
                    None => line(&value, false),
                };
                for (width, runs) in [(left, label), (right, value)] {
                    out.push_str(&format!(
                        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                        paragraph(&runs)
                    ));
                }
            }
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl><w:p/>");
    out
}
