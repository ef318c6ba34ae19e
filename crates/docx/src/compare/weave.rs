//! The alignment as tracked changes of the first document.

mod fresh;

use std::collections::{BTreeMap, HashMap};

use super::{
    Difference, DifferenceKind,
    align::{Step, align, words},
    block::{Block, Row, blocks},
    portable::Known,
};
use crate::{
    address::Address,
    edit::{Todo, build},
    error::Error,
    paragraph::{Change, Fragment, OBJECT},
    pen::Pen,
    props,
    revision::RevisionKind,
    span::{Span, Splices},
    story::Story,
};

/// Paragraphs shorter than this are not told to have moved.
const SHORTEST_MOVE: usize = 20;

pub(super) struct Weave<'a, 'p, 'q> {
    old: &'a Story,
    new: &'a Story,
    known: &'a Known,
    pen: &'p mut Pen<'q>,
    old_texts: Vec<String>,
    new_texts: Vec<String>,
    todo: BTreeMap<usize, Todo>,
    splices: Splices,
    differences: Vec<Difference>,
    /// New paragraphs, by text, that stand in the result: where a deleted one may have moved to.
    arrivals: HashMap<String, Vec<usize>>,
}

impl<'a, 'p, 'q> Weave<'a, 'p, 'q> {
    pub(super) fn new(
        old: &'a Story,
        new: &'a Story,
        known: &'a Known,
        pen: &'p mut Pen<'q>,
    ) -> Result<Self, Error> {
        let texts = |story: &Story| -> Result<Vec<String>, Error> {
            story.places.iter().map(|place| Ok(story.paragraph(place)?.text())).collect()
        };
        Ok(Self {
            old_texts: texts(old)?,
            new_texts: texts(new)?,
            old,
            new,
            known,
            pen,
            todo: BTreeMap::new(),
            splices: Splices::default(),
            differences: Vec::new(),
            arrivals: HashMap::new(),
        })
    }

    /// Compares body by body, note by note.
    pub(super) fn parts(&mut self) -> Result<(), Error> {
        let (old, new) = (blocks(self.old)?, blocks(self.new)?);
        // notes are known by their order; with other notes in between nothing can be said of them
        if old.len() == new.len() {
            for ((start, old), (_, new)) in old.iter().zip(&new) {
                self.blocks(old, new, Some(*start).filter(|start| *start > 0));
            }
        }
        Ok(())
    }

    fn text(&self, paragraphs: &[usize], new: bool) -> String {
        let texts = if new { &self.new_texts } else { &self.old_texts };
        let all = paragraphs.iter().filter_map(|at| texts.get(*at)).map(String::as_str);
        all.collect::<Vec<_>>().join("\n").replace(OBJECT, "")
    }

    fn note(&mut self, kind: DifferenceKind, old: Option<&[usize]>, new: Option<&[usize]>) {
        let [old_text, new_text] = [(old, false), (new, true)]
            .map(|(side, new)| side.map(|side| self.text(side, new)).unwrap_or_default());
        let address = |side: Option<&[usize]>, text: &str, story: &Story| {
            let first = *side?.first()?;
            let length = text.split('\n').next().unwrap_or_default().chars().count();
            Some(Address::new(&story.name, first, 0..length))
        };
        let old = address(old, &old_text, self.old);
        let new = address(new, &new_text, self.new);
        self.differences.push(Difference { kind, old, new, old_text, new_text });
    }

    /// Compares two rows of blocks. `start` is where the first one begins if there is none.
    fn blocks(&mut self, old: &[Block], new: &[Block], start: Option<u32>) {
        let key = |block: &Block, weave: &Self, new: bool| {
            let text = weave.text(&block.paragraphs(), new);
            if matches!(block, Block::Table(..)) { format!("\u{1}{text}") } else { text }
        };
        let olds: Vec<String> = old.iter().map(|block| key(block, self, false)).collect();
        let news: Vec<String> = new.iter().map(|block| key(block, self, true)).collect();
        let is_table = |blocks: &[Block], at: usize| matches!(blocks.get(at), Some(Block::Table(..)));
        let mut before: Option<usize> = None;
        let mut fresh: Vec<usize> = Vec::new();
        for step in align(&olds, &news, |left, right| is_table(old, left) == is_table(new, right)) {
            if let Step::New(at) = step {
                fresh.push(at);
                continue;
            }
            self.put(old, new, before, &std::mem::take(&mut fresh), start);
            match step {
                Step::Same(at, _) => before = Some(at),
                Step::Pair(left, right) => {
                    if let (Some(left), Some(right)) = (old.get(left), new.get(right)) {
                        self.pair(left, right);
                    }
                    before = Some(left);
                }
                Step::Gone(at) => {
                    if let Some(block) = old.get(at) {
                        self.gone(block);
                    }
                    before = Some(at);
                }
                Step::New(_) => {}
            }
        }
        self.put(old, new, before, &fresh, start);
    }

    fn pair(&mut self, left: &Block, right: &Block) {
        match (left, right) {
            (Block::Paragraph(left), Block::Paragraph(right)) => self.paragraph(*left, *right),
            (Block::Table(_, left), Block::Table(_, right)) => self.table(left, right),
            _ => {}
        }
    }

    fn paragraph(&mut self, left: usize, right: usize) {
        let [old, new] = [self.old_texts.get(left), self.new_texts.get(right)]
            .map(|text| text.cloned().unwrap_or_default());
        let changes: Vec<Change> = words(&old, &new)
            .into_iter()
            .map(|(start, end, from, to)| {
                let text: String = new.chars().skip(from).take(to - from).filter(|c| *c != OBJECT).collect();
                let insert = if text.is_empty() { Vec::new() } else { vec![Fragment { text, props: None }] };
                Change { start, end, removes: start < end, insert, fills: true, marks: None }
            })
            .collect();
        self.note(DifferenceKind::Changed, Some(&[left]), Some(&[right]));
        let todo = self.todo.entry(left).or_default();
        todo.changes = changes;
    }

    fn table(&mut self, left: &[Row], right: &[Row]) {
        let texts = |rows: &[Row], weave: &Self, new: bool| -> Vec<String> {
            rows.iter().map(|row| weave.text(&row.paragraphs(), new)).collect()
        };
        let (olds, news) = (texts(left, self, false), texts(right, self, true));
        let cells = |rows: &[Row], at: usize| rows.get(at).map(|row| row.cells.len());
        let mut at = left.first().map_or(0, |row| row.span.start);
        for step in align(&olds, &news, |a, b| cells(left, a) == cells(right, b)) {
            match step {
                // the same words in other cells are not the same row
                Step::Same(a, b) | Step::Pair(a, b) => {
                    if let (Some(a), Some(b)) = (left.get(a), right.get(b)) {
                        at = a.span.end;
                        if a.cells.len() != b.cells.len() {
                            self.row_gone(a);
                            let xml = self.fresh_row(b, true);
                            self.splices.insert(at, xml);
                            continue;
                        }
                        for (a, b) in a.cells.iter().zip(&b.cells) {
                            self.blocks(&a.blocks, &b.blocks, None);
                        }
                    }
                }
                Step::Gone(a) => {
                    if let Some(row) = left.get(a) {
                        at = row.span.end;
                        self.row_gone(row);
                    }
                }
                Step::New(b) => {
                    if let Some(row) = right.get(b) {
                        let xml = self.fresh_row(row, true);
                        self.splices.insert(at, xml);
                        self.note(DifferenceKind::Inserted, None, Some(&row.paragraphs()));
                    }
                }
            }
        }
    }

    /// A row that goes: its mark and its texts.
    fn row_gone(&mut self, row: &Row) {
        let mark = self.pen.mark("del", RevisionKind::RowDeletion);
        let w = self.pen.prefix.colon();
        match row.props {
            Some(span) => {
                let xml = span.of(&self.old.text);
                let inner = props::Children::of(xml, self.pen.prefix)
                    .map(|found| found.without(&[]))
                    .unwrap_or_default();
                self.splices.replace(span, format!("<{w}trPr>{inner}{mark}</{w}trPr>"));
            }
            None => {
                // exceptions of the table's properties stand before those of the row
                let at = self.behind_exceptions(row);
                self.splices.insert(at, format!("<{w}trPr>{mark}</{w}trPr>"));
            }
        }
        for paragraph in row.paragraphs() {
            self.empty(paragraph);
        }
        self.note(DifferenceKind::Deleted, Some(&row.paragraphs()), None);
    }

    fn behind_exceptions(&self, row: &Row) -> u32 {
        let xml = row.span.of(&self.old.text);
        let children = props::Children::of(xml, self.pen.prefix);
        let exceptions = children.and_then(|found| {
            found.list.iter().find(|(token, _)| token.w == Some("tblPrEx")).map(|(_, span)| span.end)
        });
        exceptions.map_or(row.inner, |end| row.span.start + end)
    }

    fn empty(&mut self, paragraph: usize) -> &mut Todo {
        let end = self.old_texts.get(paragraph).map_or(0, |text| text.chars().count());
        let todo = self.todo.entry(paragraph).or_default();
        if end > 0 {
            todo.changes = vec![Change { start: 0, end, removes: true, fills: true, ..Change::default() }];
        }
        todo
    }

    fn gone(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let todo = self.empty(*paragraph);
                todo.deleted = true;
                todo.mark = Some(("del", RevisionKind::ParagraphDeletion));
                self.note(DifferenceKind::Deleted, Some(&[*paragraph]), None);
            }
            Block::Table(_, rows) => rows.iter().for_each(|row| self.row_gone(row)),
        }
    }

    /// Everything carried out, moves told as such.
    pub(super) fn finish(mut self) -> Result<(Splices, Vec<Difference>), Error> {
        self.moves();
        for (number, mut todo) in std::mem::take(&mut self.todo) {
            let Some(place) = self.old.places.get(number) else { continue };
            let xml = match build::build(self.old, place, &todo, self.pen) {
                Ok(xml) => xml,
                Err(_) => {
                    // the words cannot be changed one by one: all of them, or none
                    self.whole(number, &mut todo);
                    build::build(self.old, place, &todo, self.pen).unwrap_or_else(|_| {
                        self.not_shown(number);
                        format!("{}{}{}", todo.before, self.old.xml(place), todo.after)
                    })
                }
            };
            self.splices.replace(place.span, xml);
        }
        Ok((self.splices, self.differences))
    }

    /// One change instead of many.
    fn whole(&self, number: usize, todo: &mut Todo) {
        let new = self.differences.iter().find(|difference| {
            difference.kind == DifferenceKind::Changed
                && difference.old.as_ref().is_some_and(|address| address.paragraph == number)
        });
        let Some(new) = new else { return };
        let end = self.old_texts.get(number).map_or(0, |text| text.chars().count());
        let insert = vec![Fragment { text: new.new_text.clone(), props: None }];
        todo.changes = vec![Change { start: 0, end, removes: end > 0, insert, fills: false, marks: None }];
    }

    fn not_shown(&mut self, number: usize) {
        for difference in &mut self.differences {
            if difference.old.as_ref().is_some_and(|address| address.paragraph == number) {
                difference.kind = DifferenceKind::NotShown;
            }
        }
    }

    /// A text that went here and came there is one that moved, in the list.
    fn moves(&mut self) {
        let Self { differences, arrivals, .. } = self;
        let gone: Vec<usize> = (0..differences.len())
            .filter(|&at| {
                differences.get(at).is_some_and(|found| {
                    found.kind == DifferenceKind::Deleted && found.old_text.chars().count() >= SHORTEST_MOVE
                })
            })
            .collect();
        let mut dropped = Vec::new();
        for at in gone {
            let Some(text) = differences.get(at).map(|found| found.old_text.clone()) else { continue };
            let Some(there) = arrivals.get_mut(&text).and_then(Vec::pop) else { continue };
            let new = differences.get(there).and_then(|found| found.new.clone());
            if let Some(found) = differences.get_mut(at) {
                found.kind = DifferenceKind::Moved;
                found.new = new;
                found.new_text = text;
            }
            dropped.push(there);
        }
        let mut number = 0;
        differences.retain(|_| {
            number += 1;
            !dropped.contains(&(number - 1))
        });
    }

    /// Where something may be put behind a block.
    fn end_of(&self, block: &Block) -> u32 {
        match block {
            Block::Paragraph(number) => self.old.places.get(*number).map_or(0, |place| place.span.end),
            Block::Table(span, _) => span.end,
        }
    }

    fn start_of(&self, block: &Block) -> u32 {
        match block {
            Block::Paragraph(number) => self.old.places.get(*number).map_or(0, |place| place.span.start),
            Block::Table(span, _) => span.start,
        }
    }

    fn point(&self, old: &[Block], before: Option<usize>, start: Option<u32>) -> Option<Span> {
        let at = match before {
            Some(before) => self.end_of(old.get(before)?),
            None => old.first().map(|first| self.start_of(first)).or(start)?,
        };
        Some(Span { start: at, end: at })
    }
}
