//! The wording of a clause, in the Markdown of the library, as an article of a text.

use super::{
    inline::{Inline, Marks, Piece, Variable},
    node::{Article, Block, Bullets, Cell, Ids, Item, Line, Members, Table},
};
use crate::compose::markdown::{self, Block as Read, Inline as Written};

/// An article with this title and wording. `fill` gives what stands in the place of `{{ name }}`.
#[must_use]
pub fn article(title: &str, wording: &str, ids: &mut Ids, fill: &dyn Fn(&str) -> Variable) -> Article {
    let id = ids.next();
    let title = ids.line(vec![Inline::text(title.trim())]);
    let mut build = Build { ids, fill, out: Vec::new(), open: Vec::new() };
    for block in markdown::blocks(wording) {
        build.block(block);
    }
    build.close(0);
    Article { id, clause: None, title, content: build.out }
}

/// A list that is being read.
struct Open {
    numbered: bool,
    id: String,
    items: Vec<Item>,
}

struct Build<'a> {
    ids: &'a mut Ids,
    fill: &'a dyn Fn(&str) -> Variable,
    out: Vec<Block>,
    /// The lists that are open, each in the last item of the one before.
    open: Vec<Open>,
}

impl Build<'_> {
    fn block(&mut self, block: Read) {
        match block {
            Read::Item { level, text } => self.item(level, true, &text),
            Read::Bullet { level, text } => self.item(level, false, &text),
            Read::More { level, text } => {
                self.close(level + 1);
                let line = self.line(&text);
                self.put(Block::Paragraph(line));
            }
            Read::Plain(text) => {
                self.close(0);
                let line = self.line(&text);
                self.put(Block::Paragraph(line));
            }
            Read::Quote(text) => {
                self.close(0);
                let line = self.line(&text);
                self.put(Block::Quote(line));
            }
            // an article has no headings in it
            Read::Title(text) | Read::Article { text, .. } | Read::Heading { text, .. } => {
                self.close(0);
                let mut line = self.line(&text);
                line.content.iter_mut().for_each(|it| it.marks.bold = true);
                self.put(Block::Paragraph(line));
            }
            Read::Table { head, rows } => {
                self.close(0);
                let table = self.table(head, &rows);
                if !table.rows.is_empty() {
                    self.put(Block::Table(table));
                }
            }
            Read::NewPage | Read::Signature(_) => {}
        }
    }

    fn item(&mut self, level: usize, numbered: bool, text: &[Written]) {
        // a list that begins deeper than the one around it allows begins where it may
        let level = level.min(self.open.len()).min(2);
        let same = |open: &Open| open.numbered == numbered;
        self.close(level + 1);
        if !self.open.get(level).is_none_or(same) {
            self.close(level);
        }
        if self.open.get(level).is_none() {
            // a bullet holds no numbered members
            let numbered = numbered && self.open.iter().all(|it| it.numbered);
            self.open.push(Open { numbered, id: self.ids.next(), items: Vec::new() });
        }
        let id = self.ids.next();
        let line = self.line(text);
        if let Some(open) = self.open.get_mut(level) {
            open.items.push(Item { id, content: vec![Block::Paragraph(line)] });
        }
    }

    /// Ends the lists from this level on.
    fn close(&mut self, level: usize) {
        while self.open.len() > level {
            let Some(Open { numbered, id, items }) = self.open.pop() else { return };
            self.put(if numbered {
                Block::Members(Members { id, members: items })
            } else {
                Block::Bullets(Bullets { id, bullets: items })
            });
        }
    }

    /// Puts a block where the reading is: in the last item of the innermost open list.
    fn put(&mut self, block: Block) {
        match self.open.last_mut().and_then(|it| it.items.last_mut()) {
            Some(item) => item.content.push(block),
            None => self.out.push(block),
        }
    }

    fn table(&mut self, header: bool, rows: &[Vec<Vec<Written>>]) -> Table {
        let id = self.ids.next();
        let mut out = Vec::with_capacity(rows.len());
        for row in rows.iter().filter(|it| !it.is_empty()) {
            let cell = |text: &Vec<Written>| Cell { colspan: 1, rowspan: 1, content: vec![self.line(text)] };
            out.push(row.iter().map(cell).collect());
        }
        Table { id, header, rows: out }
    }

    fn line(&mut self, text: &[Written]) -> Line {
        let mut content = Vec::new();
        for it in text {
            match it {
                Written::Text { text, bold, italic } => {
                    let marks = Marks { bold: *bold, italic: *italic, underline: false };
                    self.pieces(text, marks, &mut content);
                }
                Written::Break => content.push(Piece::Break.into()),
                // a clause knows nothing of the articles around it
                Written::Reference(name) => content.push(Inline::text(format!("[{name}]"))),
            }
        }
        self.ids.line(content)
    }

    /// Words, with the fields in them.
    fn pieces(&self, text: &str, marks: Marks, out: &mut Vec<Inline>) {
        let words = |text: &str, out: &mut Vec<Inline>| {
            if !text.is_empty() {
                out.push(Inline { piece: Piece::Text(text.to_owned()), marks });
            }
        };
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("{{") {
            let Some((name, after)) = behind.split_once("}}") else { break };
            words(before, out);
            out.push(Inline { piece: Piece::Variable((self.fill)(name.trim())), marks });
            rest = after;
        }
        words(rest, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn filled(name: &str) -> Variable {
        let value = (name == "wij").then(|| "Koper".to_owned());
        Variable { name: name.to_owned(), label: "Wederpartij".to_owned(), value }
    }

    #[test]
    fn members_nest_and_fields_are_filled() {
        let wording = "1. {{ wij }} betaalt **snel** aan {{ zij }}:\n   1. nu;\n   2. later.\n2. Verder:\n   - ooit\n\nSlot.";
        let article = article("Betaling", wording, &mut Ids::new("t"), &filled);
        let text = Text { content: vec![Block::Article(article)] };
        assert_eq!(
            text.plain(),
            [
                "Artikel 1 Betaling",
                "1.1 Koper betaalt snel aan [Wederpartij]:",
                "a. nu;",
                "b. later.",
                "1.2 Verder:",
                "ooit",
                "Slot."
            ]
        );
        assert_eq!(Text::parse(&text.json()).as_ref(), Ok(&text), "it is a text as any other");
    }
}
