//! The lines of a text, one after another.

use std::collections::BTreeMap;

use super::{
    inline::{Inline, Piece},
    node::{Block, Item, Text},
    number::Numbers,
};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind<'a> {
    /// The title of the document.
    Title,
    /// A heading without a number.
    Heading,
    /// A paragraph, also in a member or a bullet.
    Paragraph,
    /// An indented paragraph.
    Quote,
    /// The description of a party that goes by this name.
    Party(&'a str),
    /// A recital.
    Recital,
    /// The title of an article.
    Article,
    /// The meaning of this term.
    Definition(&'a str),
    /// A paragraph of a cell.
    Cell,
    /// The block where this party signs.
    Signature(&'a str),
}

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The id of the line itself.
    pub id: &'a str,
    /// The id of the numbered block whose first line this is; its own id otherwise.
    pub numbered: &'a str,
    /// The id of the article that it is of.
    pub article: Option<&'a str>,
    /// What it is.
    pub kind: PassageKind<'a>,
    /// Its pieces.
    pub content: &'a [Inline],
}

impl Text {
    /// All lines, in their order.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage<'_>> {
        let mut walk = Walk { out: Vec::new(), article: None };
        walk.blocks(&self.content, None);
        walk.out
    }

    /// All pieces of all lines, in their order.
    pub fn inlines(&self) -> impl Iterator<Item = &Inline> {
        self.passages().into_iter().flat_map(|passage| passage.content)
    }

    /// Does this to all pieces of all lines.
    pub fn each_inline(&mut self, mut change: impl FnMut(&mut Inline)) {
        self.each_line(|line| line.iter_mut().for_each(&mut change));
    }

    /// Does this to all lines.
    pub fn each_line(&mut self, mut change: impl FnMut(&mut Vec<Inline>)) {
        each(&mut self.content, &mut change);
    }

    /// The top blocks, articles included, by id.
    #[must_use]
    pub fn blocks(&self) -> BTreeMap<&str, &Block> {
        self.content.iter().map(|block| (block.id(), block)).collect()
    }

    /// The text as lines of words, with numbers: what a person would read aloud.
    #[must_use]
    pub fn plain(&self) -> Vec<String> {
        let numbers = self.numbers();
        self.passages().iter().map(|passage| passage.plain(&numbers)).collect()
    }

    /// The ids of the blocks that are referred to.
    #[must_use]
    pub fn targets(&self) -> Vec<&str> {
        self.inlines()
            .filter_map(|inline| match &inline.piece {
                Piece::Reference { target } => Some(target.as_str()),
                _ => None,
            })
            .collect()
    }
}

impl Passage<'_> {
    /// The line as printed, with its number.
    #[must_use]
    pub fn plain(&self, numbers: &Numbers) -> String {
        let line = numbers.line(self.content);
        let line = match self.kind {
            PassageKind::Definition(term) => format!("“{term}”: {line}"),
            PassageKind::Signature(party) => party.to_owned(),
            _ => line,
        };
        match numbers.number(self.numbered) {
            Some(number) if self.kind == PassageKind::Article => format!("Artikel {number} {line}"),
            Some(number) => format!("{number} {line}"),
            None => line,
        }
    }
}

struct Walk<'a> {
    out: Vec<Passage<'a>>,
    article: Option<&'a str>,
}

impl<'a> Walk<'a> {
    fn put(&mut self, id: &'a str, numbered: &'a str, kind: PassageKind<'a>, content: &'a [Inline]) {
        self.out.push(Passage { id, numbered, article: self.article, kind, content });
    }

    /// Lines of blocks; the first of a member is numbered by the member.
    fn blocks(&mut self, blocks: &'a [Block], member: Option<&'a str>) {
        for (number, block) in blocks.iter().enumerate() {
            let numbered = member.filter(|_| number == 0);
            self.block(block, numbered);
        }
    }

    fn block(&mut self, block: &'a Block, member: Option<&'a str>) {
        match block {
            Block::Title(line) => self.put(&line.id, &line.id, PassageKind::Title, &line.content),
            Block::Heading(line) => self.put(&line.id, &line.id, PassageKind::Heading, &line.content),
            Block::Quote(line) => self.put(&line.id, &line.id, PassageKind::Quote, &line.content),
            Block::Paragraph(line) => {
                self.put(&line.id, member.unwrap_or(&line.id), PassageKind::Paragraph, &line.content);
            }
            Block::Parties(list) => {
                for party in &list.parties {
                    self.put(&party.id, &party.id, PassageKind::Party(&party.name), &party.content);
                }
            }
            Block::Recitals(list) => {
                for line in &list.recitals {
                    self.put(&line.id, &line.id, PassageKind::Recital, &line.content);
                }
            }
            Block::Article(article) => {
                self.article = Some(&article.id);
                self.put(&article.title.id, &article.id, PassageKind::Article, &article.title.content);
                self.blocks(&article.content, None);
                self.article = None;
            }
            Block::Members(list) => self.items(&list.members),
            Block::Bullets(list) => self.items(&list.bullets),
            Block::Definitions(list) => {
                for it in &list.definitions {
                    self.put(&it.id, &it.id, PassageKind::Definition(&it.term), &it.content);
                }
            }
            Block::Table(table) => {
                for line in table.rows.iter().flatten().flat_map(|cell| &cell.content) {
                    self.put(&line.id, &line.id, PassageKind::Cell, &line.content);
                }
            }
            Block::Signature(it) => self.put(&it.id, &it.id, PassageKind::Signature(&it.party), &[]),
            Block::PageBreak { .. } => {}
        }
    }

    fn items(&mut self, items: &'a [Item]) {
        for item in items {
            self.blocks(&item.content, Some(&item.id));
        }
    }
}

fn each(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Title(line) | Block::Heading(line) | Block::Paragraph(line) | Block::Quote(line) => {
                change(&mut line.content);
            }
            Block::Parties(list) => list.parties.iter_mut().for_each(|it| change(&mut it.content)),
            Block::Recitals(list) => list.recitals.iter_mut().for_each(|it| change(&mut it.content)),
            Block::Article(article) => {
                change(&mut article.title.content);
                each(&mut article.content, change);
            }
            Block::Members(list) => list.members.iter_mut().for_each(|it| each(&mut it.content, change)),
            Block::Bullets(list) => list.bullets.iter_mut().for_each(|it| each(&mut it.content, change)),
            Block::Definitions(list) => {
                list.definitions.iter_mut().for_each(|it| change(&mut it.content));
            }
            Block::Table(table) => {
                let lines = table.rows.iter_mut().flatten().flat_map(|cell| &mut cell.content);
                lines.for_each(|line| change(&mut line.content));
            }
            Block::Signature(_) | Block::PageBreak { .. } => {}
        }
    }
}
