//! Texts of the product's own making, such as reports, as the drafter puts them into Word.

use legalmind_core::account::Language;
use legalmind_docx::text::{Block, Bullets, Cell, Ids, Inline, Item, Line, Table, Text};

use crate::zone;

/// A text being written in a language.
pub(crate) struct Paper {
    ids: Ids,
    pub(crate) language: Language,
    content: Vec<Block>,
}

impl Paper {
    pub(crate) fn new(language: Language) -> Self {
        Self { ids: Ids::new("r"), language, content: Vec::new() }
    }

    pub(crate) fn done(self) -> Text {
        Text { content: self.content }
    }

    /// The words of this language.
    pub(crate) const fn of(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Nl => nl,
            Language::En => en,
        }
    }

    pub(crate) fn push(&mut self, block: fn(Line) -> Block, content: Vec<Inline>) {
        let line = self.ids.line(content);
        self.content.push(block(line));
    }

    /// A paragraph that begins with what it is, in bold.
    pub(crate) fn named(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.push(Block::Paragraph, vec![Inline::bold(format!("{name}: ")), Inline::text(text)]);
        }
    }

    /// A table of what things are, each with its name before it.
    pub(crate) fn table(&mut self, rows: &[(&str, String)]) {
        let row = |(name, text): &(&str, String)| vec![Inline::bold(*name), Inline::text(text)];
        let rows = rows.iter().map(row).collect();
        self.grid(false, rows);
    }

    /// A table of rows; with `header` the first is its head.
    pub(crate) fn grid(&mut self, header: bool, rows: Vec<Vec<Inline>>) {
        let ids = &mut self.ids;
        let mut cell = |content| Cell { colspan: 1, rowspan: 1, content: vec![ids.line(vec![content])] };
        let rows = rows.into_iter().map(|row| row.into_iter().map(&mut cell).collect()).collect();
        let id = self.ids.next();
        self.content.push(Block::Table(Table { id, header, rows }));
    }

    pub(crate) fn bullets(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let ids = &mut self.ids;
        let item = |line: &String| {
            let content = vec![Block::Paragraph(ids.line(vec![Inline::text(line)]))];
            Item { id: ids.next(), content }
        };
        let bullets = lines.iter().map(item).collect();
        let id = self.ids.next();
        self.content.push(Block::Bullets(Bullets { id, bullets }));
    }
}

/// An instant by the clock of the Netherlands, to the minute.
pub(crate) fn when(instant: &str) -> String {
    let at = instant.parse::<jiff::Timestamp>().map(|it| it.to_zoned(zone()));
    at.map_or_else(|_| instant.to_owned(), |it| it.strftime("%d-%m-%Y %H:%M").to_string())
}
