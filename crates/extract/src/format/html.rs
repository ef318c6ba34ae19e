//! HTML: what a reader sees, as blocks. Scripts, styles and hidden parts are left out.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use scraper::{Html, Node, node::Element};

use crate::block::Block;

/// Parts that are not read.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select",
    "textarea", "button", "canvas", "audio", "video",
];

/// Parts that start and end a block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "caption",
];

/// A page or a message body.
pub struct Document {
    /// The title in its head.
    pub title: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// The text of an HTML file, by its mark, else the `charset` in its start, else UTF-8, else
/// windows-1252.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let encoding = match declared(bytes) {
        Some(encoding) if encoding != UTF_8 || std::str::from_utf8(bytes).is_ok() => encoding,
        Some(_) => WINDOWS_1252,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_ascii_lowercase();
    let after = start.split_once("charset=").or_else(|| start.split_once("encoding="))?.1;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    Encoding::for_label(label.split(['"', '\'', ' ', '>', ';', '?', '/']).next()?.as_bytes())
}

/// Reads a document or a piece of one. Works through the tree without recursion, so depth costs
/// no stack.
pub fn read(text: &str) -> Document {
    let html = Html::parse_document(text);
    let mut walk = Walk::default();
    let mut title = String::new();
    let mut at = html.tree.root().first_child();
    let root = html.tree.root().id();
    while let Some(node) = at {
        let mut enter = true;
        match node.value() {
            Node::Text(text) => walk.text(text),
            Node::Element(element) if element.name() == "title" && title.is_empty() => {
                title = node
                    .children()
                    .filter_map(|child| child.value().as_text().map(|t| t.to_string()))
                    .collect();
                enter = false;
            }
            Node::Element(element) if element.name() != "head" && silent(element) => enter = false,
            Node::Element(element) => walk.open(element),
            _ => {}
        }
        if enter && let Some(child) = node.first_child() {
            at = Some(child);
            continue;
        }
        let mut current = node;
        if enter && let Node::Element(element) = current.value() {
            walk.close(element);
        }
        at = loop {
            if let Some(next) = current.next_sibling() {
                break Some(next);
            }
            match current.parent() {
                Some(parent) if parent.id() != root => {
                    if let Node::Element(element) = parent.value() {
                        walk.close(element);
                    }
                    current = parent;
                }
                _ => break None,
            }
        };
    }
    walk.flush();
    Document { title, blocks: walk.blocks }
}

fn silent(element: &Element) -> bool {
    let hidden = element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|style| {
            let style: String = style.to_ascii_lowercase().split_whitespace().collect();
            style.contains("display:none")
        });
    SILENT.contains(&element.name()) || hidden
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    line: String,
    heading: bool,
    tight: bool,
    /// Open `pre` elements.
    kept: u32,
    /// In the head: only the title is read.
    head: bool,
    /// Open lists; the count of items where they are numbered.
    lists: Vec<Option<u32>>,
    /// Cells of the open row so far.
    cells: u32,
    /// Rows of the open table so far.
    rows: u32,
}

impl Walk {
    fn text(&mut self, text: &str) {
        if self.head {
            return;
        }
        if self.kept > 0 {
            self.line.push_str(text);
            return;
        }
        for c in text.chars() {
            if !c.is_whitespace() || c == '\u{a0}' {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with([' ', '\n', '\t']) {
                self.line.push(' ');
            }
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name() {
            "head" => self.head = true,
            "br" => {
                self.line.truncate(self.line.trim_end_matches(' ').len());
                self.line.push('\n');
            }
            "td" | "th" => {
                if self.cells > 0 {
                    self.line.truncate(self.line.trim_end().len());
                    self.line.push('\t');
                }
                self.cells += 1;
            }
            name if BLOCKS.contains(&name) => self.open_block(element),
            _ => {}
        }
    }

    fn open_block(&mut self, element: &Element) {
        let name = element.name();
        // inside a cell a block is a line of the cell
        if self.cells > 0 && name != "tr" && name != "table" {
            self.cell_line();
            return;
        }
        self.flush();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = true,
            "pre" => self.kept += 1,
            "table" => self.rows = 0,
            "tr" => {
                self.cells = 0;
                self.tight = self.rows > 0;
                self.rows += 1;
            }
            "ul" => self.lists.push(None),
            "ol" => {
                let start = element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1_u32);
                self.lists.push(Some(start));
            }
            "li" => self.item(),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.tight = true;
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.line.push_str(&format!("{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.line.push_str("- "),
        }
    }

    fn cell_line(&mut self) {
        self.line.truncate(self.line.trim_end_matches(' ').len());
        if !self.line.is_empty() && !self.line.ends_with(['\n', '\t']) {
            self.line.push(' ');
        }
    }

    fn close(&mut self, element: &Element) {
        match element.name() {
            "head" => self.head = false,
            "tr" => {
                self.flush();
                self.cells = 0;
            }
            "table" => {
                self.flush();
                (self.cells, self.rows) = (0, 0);
            }
            name if BLOCKS.contains(&name) && self.cells == 0 => {
                self.flush();
                match name {
                    "pre" => self.kept = self.kept.saturating_sub(1),
                    "ul" | "ol" => drop(self.lists.pop()),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = if self.kept > 0 { line.trim_end() } else { line.trim() };
        // a bullet waits for the text of its item
        if !text.is_empty() && text != "-" {
            let tight = self.tight && self.blocks.last().is_some_and(|block| !block.heading);
            self.blocks.push(Block {
                text: text.to_owned(),
                heading: self.heading,
                tight,
                ..Block::default()
            });
            self.tight = false;
        } else if text == "-" {
            self.line = line;
            return;
        }
        self.heading = false;
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn texts(html: &str) -> Vec<String> {
        read(html).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn blocks_lists_and_rows() {
        let html = "<html><head><title>Vonnis</title><style>x{}</style></head><body><h1>Kop\n een</h1>\
            <script>alert(1)</script><p>De  <b>huur</b><br>is</p><ul><li><p>a</p></li><li>b</li></ul>\
            <ol start=3><li>c</li></ol><table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td></td></tr></table>\
            <p hidden>weg</p><div style='DISPLAY: none'>weg</div>slot</body></html>";
        let document = read(html);
        assert_eq!(document.title, "Vonnis");
        assert!(document.blocks[0].heading);
        assert_eq!(texts(html), ["Kop een", "De huur\nis", "- a", "- b", "3. c", "x\ty", "1", "slot"]);
        assert!(document.blocks[6].tight);
    }

    /// On a stack of a quarter of a megabyte, of which each level would have 40 bytes.
    #[test]
    fn depth_costs_no_stack() {
        let html = format!("{}diep{}", "<div>".repeat(6_000), "</div>".repeat(6_000));
        let small = thread::Builder::new().stack_size(256 << 10);
        let read = small.spawn(move || texts(&html)).expect("a thread").join().expect("no overflow");
        assert_eq!(read, ["diep"]);
    }

    #[test]
    fn declared_encodings_are_believed_where_they_can_be() {
        assert_eq!(decode(b"<meta charset=\"iso-8859-1\">caf\xe9"), "<meta charset=\"iso-8859-1\">café");
        assert_eq!(decode(b"<meta charset=utf-8>caf\xe9"), "<meta charset=utf-8>café");
    }
}
