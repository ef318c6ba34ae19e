//! Markdown to blocks. Tags and references are set aside before the Markdown is read, so that a
//! `|` or a `*` in them means nothing.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    Text {
        text: String,
        bold: bool,
        italic: bool,
    },
    Break,
    /// A reference to the article of this name.
    Reference(String),
}

/// What a document consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Title(Vec<Inline>),
    Article {
        text: Vec<Inline>,
        label: Option<String>,
    },
    Heading {
        text: Vec<Inline>,
        label: Option<String>,
    },
    /// A member of a numbered list, by its depth from 0.
    Item {
        level: usize,
        text: Vec<Inline>,
    },
    Bullet {
        level: usize,
        text: Vec<Inline>,
    },
    /// A further paragraph of a member of a list of this depth.
    More {
        level: usize,
        text: Vec<Inline>,
    },
    Plain(Vec<Inline>),
    Quote(Vec<Inline>),
    Table {
        head: bool,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    NewPage,
    /// The block for the signature of this party.
    Signature(String),
}

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// What was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Aside {
    Tag(String),
    Reference(String),
}

/// Reads Markdown.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let clean: String = markdown.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).collect();
    let (text, aside) = set_aside(&clean);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_STRIKETHROUGH;
    let mut read = Read { aside: &aside, ..Read::default() };
    for event in Parser::new_ext(&text, options) {
        read.event(event);
    }
    read.flush();
    read.out
}

fn set_aside(text: &str) -> (String, Vec<Aside>) {
    let mut out = String::with_capacity(text.len());
    let mut aside = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let found = [("{{", "}}"), ("[[", "]]")].into_iter().find_map(|(open, close)| {
            let inner = here.strip_prefix(open)?;
            let end = inner.find(close)?;
            let inner = inner.get(..end)?;
            (!inner.contains("\n\n")).then(|| (open, inner, open.len() + end + close.len()))
        });
        let Some((open, inner, length)) = found else {
            let mut chars = here.chars();
            out.extend(chars.next());
            rest = chars.as_str();
            continue;
        };
        out.push(OPEN);
        out.push_str(&aside.len().to_string());
        out.push(CLOSE);
        aside.push(match open {
            "{{" => Aside::Tag(format!("{{{{{inner}}}}}")),
            _ => Aside::Reference(inner.trim().to_owned()),
        });
        rest = here.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    (out, aside)
}

#[derive(Default)]
struct Read<'a> {
    aside: &'a [Aside],
    out: Vec<Block>,
    inline: Vec<Inline>,
    bold: usize,
    italic: usize,
    quotes: usize,
    /// Open lists: whether each is numbered.
    lists: Vec<bool>,
    /// The present member of a list has had its first paragraph.
    begun: bool,
    heading: Option<(HeadingLevel, Option<String>)>,
    rows: Vec<Vec<Vec<Inline>>>,
    head: bool,
}

impl Read<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline.push(Inline::Break),
            Event::Rule => {
                self.flush();
                self.out.push(Block::NewPage);
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            // HTML is text as any other
            Event::Html(text) | Event::InlineHtml(text) => self.text(text.trim_end()),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::List(start) => {
                self.flush();
                self.lists.push(start.is_some());
            }
            Tag::Item => self.begun = false,
            Tag::Heading { level, id, .. } => {
                self.flush();
                self.heading = Some((level, id.map(|id| id.to_string())));
            }
            Tag::Table(_) => {
                self.flush();
                self.rows.clear();
                self.head = false;
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                // what follows in the member around it is a further paragraph of that
                self.begun = true;
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.flush(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                self.head = self.rows.last().is_some_and(|row| row.iter().any(|cell| !cell.is_empty()));
                if !self.head {
                    self.rows.pop();
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.out.push(Block::Table { head: self.head, rows });
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once(OPEN) {
            self.plain(before, bold, italic);
            let (number, behind) = behind.split_once(CLOSE).unwrap_or(("", behind));
            match number.parse().ok().and_then(|number: usize| self.aside.get(number)) {
                Some(Aside::Tag(tag)) => self.plain(tag, bold, italic),
                Some(Aside::Reference(label)) => self.inline.push(Inline::Reference(label.clone())),
                None => {}
            }
            rest = behind;
        }
        self.plain(rest, bold, italic);
    }

    fn plain(&mut self, text: &str, bold: bool, italic: bool) {
        match self.inline.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Text { text: last, bold: b, italic: i }) if *b == bold && *i == italic => {
                last.push_str(text);
            }
            _ => self.inline.push(Inline::Text { text: text.to_owned(), bold, italic }),
        }
    }

    /// Ends the present block.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.inline);
        if text.is_empty() {
            return;
        }
        if let Some((level, label)) = self.heading.take() {
            self.out.push(match level {
                HeadingLevel::H1 => Block::Title(text),
                HeadingLevel::H2 => Block::Article { text, label },
                _ => Block::Heading { text, label },
            });
            return;
        }
        if let Some(party) = signature(&text) {
            self.out.push(Block::Signature(party));
            return;
        }
        let level = self.lists.len().saturating_sub(1);
        let numbered = self.lists.last().copied();
        self.out.push(match numbered {
            // a tag alone is no member of a list
            _ if is_tags(&text) => Block::Plain(text),
            Some(_) if self.begun => Block::More { level, text },
            Some(true) => Block::Item { level, text },
            Some(false) => Block::Bullet { level, text },
            None if self.quotes > 0 => Block::Quote(text),
            None => Block::Plain(text),
        });
        if !self.out.last().is_some_and(|block| matches!(block, Block::Plain(_))) {
            self.begun = true;
        }
    }
}

/// Whether a line holds nothing but tags that open or close blocks.
fn is_tags(text: &[Inline]) -> bool {
    let [Inline::Text { text, .. }] = text else { return false };
    let mut rest = text.trim();
    while let Some((tag, behind)) = rest.strip_prefix("{{").and_then(|inner| inner.split_once("}}")) {
        let word = tag.trim().split(' ').next().unwrap_or_default().to_lowercase();
        let block = word.starts_with('/')
            || matches!(
                word.as_str(),
                "als" | "if" | "anders" | "else" | "per" | "each" | "clausule" | "clause"
            );
        if !block {
            return false;
        }
        rest = behind.trim_start();
    }
    rest.is_empty()
}

fn signature(text: &[Inline]) -> Option<String> {
    let [Inline::Text { text, .. }] = text else { return None };
    let inner = text.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let party = inner.strip_prefix("ondertekening ").or_else(|| inner.strip_prefix("signature "))?.trim();
    party.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).then(|| party.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Inline> {
        vec![Inline::Text { text: text.to_owned(), bold: false, italic: false }]
    }

    #[test]
    fn tags_between_members_of_a_list() {
        let read = blocks(
            "## Kop {#kop}\n\n1. een\n   1. a\n\n{{ als x }}\n\n1. twee [[kop]]\n\n{{ /als }}\n\n- streep\n",
        );
        assert_eq!(
            read,
            vec![
                Block::Article { text: plain("Kop"), label: Some("kop".into()) },
                Block::Item { level: 0, text: plain("een") },
                Block::Item { level: 1, text: plain("a") },
                Block::Plain(plain("{{ als x }}")),
                Block::Item {
                    level: 0,
                    text: [plain("twee "), vec![Inline::Reference("kop".into())]].concat()
                },
                Block::Plain(plain("{{ /als }}")),
                Block::Bullet { level: 0, text: plain("streep") },
            ]
        );
    }

    #[test]
    fn a_bar_in_a_tag_is_no_border_of_a_cell() {
        let read = blocks("| A | B |\n|---|---|\n| {{ x | kort }} | \"b\" |\n\n{{ ondertekening p }}\n");
        let rows = vec![vec![plain("A"), plain("B")], vec![plain("{{ x | kort }}"), plain("“b”")]];
        assert_eq!(read, vec![Block::Table { head: true, rows }, Block::Signature("p".into())]);
    }
}
