//! Runs and elements in a row, cut where changes begin and end.

use std::collections::HashSet;

use super::{Change, plan::Plan};
use crate::{
    paragraph::{Around, Paragraph, Piece},
    span::Span,
};

/// A piece of an item: characters `from..to` of what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slice {
    pub item: usize,
    pub from: usize,
    pub to: usize,
}

/// What stands in the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Open(usize),
    Close(usize),
    Raw(Span),
    Object(usize, Option<usize>),
    /// Slices of one run, which stay or go with a change.
    Slices {
        run: usize,
        slices: Vec<Slice>,
        gone: Option<usize>,
    },
    /// The new text of a change.
    Insert(usize),
    /// What stands before a range, behind it.
    MarkBefore(usize),
    MarkBehind(usize),
}

struct Flow<'a> {
    paragraph: &'a Paragraph<'a>,
    changes: &'a [&'a Change],
    plan: &'a Plan,
    row: Vec<Step>,
    /// Changes whose text is in the row, whose last mark is.
    inserted: HashSet<usize>,
    ended: HashSet<usize>,
    /// How far the current text is laid out.
    at: usize,
    /// The next change that may begin; all before have begun.
    next: usize,
}

pub(super) fn flow(paragraph: &Paragraph<'_>, changes: &[&Change], plan: &Plan) -> Vec<Step> {
    let mut flow = Flow {
        paragraph,
        changes,
        plan,
        row: Vec::new(),
        inserted: HashSet::new(),
        ended: HashSet::new(),
        at: 0,
        next: 0,
    };
    flow.settle(None);
    for piece in &paragraph.pieces {
        match *piece {
            Piece::Open(number) => flow.row.push(Step::Open(number)),
            Piece::Close(number) => flow.row.push(Step::Close(number)),
            Piece::Raw(span) => flow.row.push(Step::Raw(span)),
            Piece::Object(item) => flow.item(item, None),
            Piece::Run(run) => {
                let items = paragraph.runs.get(run).map_or(0..0, |run| run.items.clone());
                if items.is_empty() {
                    flow.row.push(Step::Slices { run, slices: Vec::new(), gone: None });
                }
                // a run begins a new step, also behind a step of the run before
                let mut first = true;
                for item in items {
                    flow.item(item, Some((run, first)));
                    first = false;
                }
            }
        }
    }
    flow.climb();
    flow.row
}

impl Flow<'_> {
    fn item(&mut self, number: usize, run: Option<(usize, bool)>) {
        let Some(item) = self.paragraph.items.get(number) else { return };
        let (start, end) = self.plan.shown.get(number).copied().unwrap_or_default();
        let forced = self.plan.forced.get(number).copied().flatten();
        let mut first = run.is_some_and(|(_, first)| first);
        if !item.shows() {
            let slice = Slice { item: number, from: 0, to: item.text.chars().count() };
            self.push(slice, run.map(|(run, _)| run), forced, first);
            self.settle(Some(number));
            return;
        }
        let mut from = start;
        while from < end {
            let to = self.cut(from, end);
            self.begin(from, to);
            let gone = forced.or_else(|| self.takes(from, to));
            let slice = Slice { item: number, from: from - start, to: to - start };
            self.push(slice, run.map(|(run, _)| run), gone, first);
            first = false;
            self.at = to;
            from = to;
            self.settle(Some(number));
        }
    }

    /// The first place behind `from` where a change begins or ends.
    fn cut(&self, from: usize, end: usize) -> usize {
        let near =
            self.changes.iter().skip(self.next.saturating_sub(1)).take_while(|change| change.start <= end);
        near.flat_map(|change| [change.start, change.end])
            .filter(|&at| from < at && at < end)
            .min()
            .unwrap_or(end)
    }

    fn takes(&self, from: usize, to: usize) -> Option<usize> {
        let first = self.next.saturating_sub(1);
        let near = self.changes.iter().enumerate().skip(first).take_while(|(_, change)| change.start <= from);
        near.into_iter()
            .find(|(_, change)| change.removes && change.start <= from && to <= change.end)
            .map(|(number, _)| number)
    }

    /// Puts the first marks of changes that begin here into the row.
    fn begin(&mut self, from: usize, to: usize) {
        while let Some(change) = self.changes.get(self.next).filter(|change| change.start < to) {
            if change.start <= from && change.start < change.end && change.marks.is_some() {
                self.row.push(Step::MarkBefore(self.next));
            }
            self.next += 1;
        }
    }

    /// Puts the new texts and last marks of changes that end here into the row.
    fn settle(&mut self, item: Option<usize>) {
        let first = self.next.saturating_sub(REACH);
        for number in first..self.changes.len() {
            let Some(change) = self.changes.get(number) else { return };
            if change.start > self.at {
                return;
            }
            let behind = self.plan.behind.get(number).copied().flatten();
            let reached =
                change.end <= self.at && behind.is_none_or(|behind| item.is_some_and(|item| behind <= item));
            let starts = change.start == change.end && change.start == self.at;
            if !reached || (change.start < change.end && item.is_none()) || (item.is_none() && !starts) {
                continue;
            }
            if !change.insert.is_empty() && self.inserted.insert(number) {
                self.row.push(Step::Insert(number));
            }
            if change.marks.is_some() && self.ended.insert(number) {
                if change.start == change.end {
                    self.row.push(Step::MarkBefore(number));
                }
                self.row.push(Step::MarkBehind(number));
            }
        }
    }

    fn push(&mut self, slice: Slice, run: Option<usize>, gone: Option<usize>, first: bool) {
        let Some(run) = run else {
            self.row.push(Step::Object(slice.item, gone));
            return;
        };
        if let Some(Step::Slices { run: last, slices, gone: with }) = self.row.last_mut()
            && *last == run
            && *with == gone
            && !first
        {
            slices.push(slice);
            return;
        }
        self.row.push(Step::Slices { run, slices: vec![slice], gone });
    }

    /// New text at the end of an element goes behind it: behind a link, behind somebody's
    /// insertion. Text in the place of other text stays in the link or control.
    fn climb(&mut self) {
        for at in (0..self.row.len()).rev() {
            let Some(Step::Insert(number)) = self.row.get(at).cloned() else { continue };
            let replaces = self.changes.get(number).is_some_and(|change| change.removes || change.fills);
            let mut place = at;
            while let Some(Step::Close(container)) = self.row.get(place + 1) {
                let around = self.paragraph.containers.get(*container).map(|container| container.around);
                let leaves = match around {
                    Some(Around::Insertion | Around::MoveTo) => true,
                    Some(Around::SimpleField) if self.plan.opened.get(*container) == Some(&true) => true,
                    _ => !replaces,
                };
                if !leaves {
                    break;
                }
                self.row.swap(place, place + 1);
                place += 1;
            }
        }
    }
}

/// How many changes back one may still wait for the end of its field.
const REACH: usize = 64;
