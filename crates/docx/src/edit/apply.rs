//! Plans all edits of a call, then carries them out.

use std::collections::BTreeMap;

use super::{Applied, Edit, Spot, Todo, comment};
use crate::{
    error::{Error, Refusal},
    package::Package,
    paragraph::{Change, Fragment},
    pen::{Mode, Pen},
    revision::{Ledger, RevisionKind},
    span::Splices,
    story::Story,
};

/// What happens to the paragraphs of each part, and what each edit did.
#[derive(Default)]
pub(crate) struct Plan {
    pub todo: BTreeMap<(usize, usize), Todo>,
    pub comments: Vec<comment::New>,
    pub applied: Vec<Applied>,
    /// The next free id.
    pub next: u32,
    /// What was written into each part while planning.
    pub added: BTreeMap<usize, Ledger>,
}

impl Plan {
    pub(crate) fn todo(&mut self, edit: usize, spot: &Spot) -> &mut Todo {
        self.touch(edit, spot, spot.paragraph)
    }

    /// Counts what was written into a part.
    pub(crate) fn count(&mut self, story: usize, pen: &Pen<'_>) {
        self.added.entry(story).or_default().merge(&pen.added);
    }

    pub(crate) fn touch(&mut self, edit: usize, spot: &Spot, paragraph: usize) -> &mut Todo {
        let todo = self.todo.entry((spot.story, paragraph)).or_default();
        todo.edits.push(edit);
        todo
    }
}

impl Package {
    /// Carries out all of these edits or none. Addresses are those of before the call.
    ///
    /// # Errors
    /// [`Error::Refused`] names the edit that does not fit; [`Error::Loss`] says that somebody's
    /// change would be lost. The package is then as it was.
    pub fn apply(&mut self, edits: &[Edit], mode: &Mode) -> Result<Vec<Applied>, Error> {
        let refused = |edit| move |refusal| Error::Refused { edit, refusal };
        if let Mode::Tracked(author) = mode {
            author.check().map_err(refused(0))?;
        }
        let mut plan = Plan { next: self.top_id() + 1, ..Plan::default() };
        for (number, edit) in edits.iter().enumerate() {
            edit.check().map_err(refused(number))?;
            plan.applied.push(Applied { touched: Vec::new(), shifts: Vec::new() });
            self.plan(number, edit, mode, &mut plan).map_err(refused(number))?;
        }
        let mut changed = Vec::new();
        for number in 0..self.stories.len() {
            if let Some(story) = self.carry_out(number, mode, &mut plan)? {
                changed.push((number, story));
            }
        }
        let comments = self.with_comments(&plan)?;
        for (_, story) in changed {
            self.put(story);
        }
        if let Some(comments) = comments {
            self.others.extend(comments.others);
            self.put(comments.story);
        }
        Ok(plan.applied)
    }

    fn plan(&self, number: usize, edit: &Edit, mode: &Mode, plan: &mut Plan) -> Result<(), Refusal> {
        match edit {
            Edit::Replace { target, text } => {
                let insert = vec![Fragment { text: text.clone(), props: None }];
                self.plan_change(number, target, plan, |change| {
                    change.removes = true;
                    change.insert = insert;
                })
            }
            Edit::InsertText { target, text } => {
                let insert = vec![Fragment { text: text.clone(), props: None }];
                self.plan_change(number, target, plan, |change| {
                    change.start = change.end;
                    change.insert = insert;
                })
            }
            Edit::Delete { target } => self.plan_change(number, target, plan, |change| change.removes = true),
            Edit::Comment { target, text, author } => self.plan_comment(number, target, text, author, plan),
            Edit::SetStyle { target, style } => {
                let spot = self.spot(target)?;
                if !self.has_style(style) {
                    return Err(Refusal::NoStyle(style.clone()));
                }
                let todo = plan.todo(number, &spot);
                if todo.style.replace(style.clone()).is_some() {
                    return Err(Refusal::Overlap);
                }
                Ok(())
            }
            Edit::InsertParagraphs { after, texts, style } => {
                self.plan_insert(number, after, texts, style.as_deref(), mode, plan)
            }
            Edit::DeleteParagraph { target } => self.plan_delete(number, target, plan),
            Edit::MoveParagraphs { first, count, after } => {
                self.plan_move(number, first, *count, after, mode, plan)
            }
            Edit::Fill { slot, expected, text } => {
                self.plan_fill(number, slot, expected.as_deref(), text, plan)
            }
        }
    }

    fn plan_change(
        &self,
        number: usize,
        target: &super::Target,
        plan: &mut Plan,
        make: impl FnOnce(&mut Change),
    ) -> Result<(), Refusal> {
        let spot = self.spot(target)?;
        let mut change = Change { start: spot.start, end: spot.end, ..Change::default() };
        make(&mut change);
        change.insert.retain(|fragment| !fragment.text.is_empty());
        change.removes &= change.start < change.end;
        plan.todo(number, &spot).changes.push(change);
        Ok(())
    }

    fn plan_delete(&self, number: usize, target: &super::Target, plan: &mut Plan) -> Result<(), Refusal> {
        let spot = self.spot(target)?;
        let story = self.stories.get(spot.story).ok_or(Refusal::NotFound)?;
        let place = story.places.get(spot.paragraph).ok_or(Refusal::NotFound)?;
        let paragraph = story.paragraph(place).map_err(|_| Refusal::unsupported("a damaged paragraph"))?;
        if crate::props::mark_has(paragraph.properties(), &story.prefix, &["del", "moveFrom"]) {
            return Err(Refusal::AlreadyChanged);
        }
        let end = paragraph.text().chars().count();
        let todo = plan.todo(number, &spot);
        if std::mem::replace(&mut todo.deleted, true) || !todo.changes.is_empty() {
            return Err(Refusal::Overlap);
        }
        todo.mark = Some(("del", RevisionKind::ParagraphDeletion));
        if end > 0 {
            todo.changes.push(Change { start: 0, end, removes: true, ..Change::default() });
        }
        Ok(())
    }

    /// The changed text of a part, checked against what was counted before.
    fn carry_out(&self, number: usize, mode: &Mode, plan: &mut Plan) -> Result<Option<Story>, Error> {
        let Some(story) = self.stories.get(number) else { return Ok(None) };
        let mine: Vec<usize> =
            plan.todo.range((number, 0)..(number + 1, 0)).map(|((_, at), _)| *at).collect();
        if mine.is_empty() {
            return Ok(None);
        }
        let first = mine.first().and_then(|at| plan.todo.get(&(number, *at)));
        let first = first.and_then(|todo| todo.edits.first()).copied().unwrap_or_default();
        if !story.prefix.is_writable() {
            let refusal = Refusal::unsupported("a part without a prefix");
            return Err(Error::Refused { edit: first, refusal });
        }
        let mut pen = Pen::new(&story.prefix, mode, plan.next);
        let mut splices = Splices::default();
        for at in mine {
            let (Some(todo), Some(place)) = (plan.todo.get(&(number, at)), story.places.get(at)) else {
                continue;
            };
            let edit = todo.edits.last().copied().unwrap_or_default();
            let built = super::build::build(story, place, todo, &mut pen);
            let xml = built.map_err(|refusal| Error::Refused { edit, refusal })?;
            splices.replace(place.span, xml);
            for edit in todo.edits.clone() {
                let taken =
                    pen.author.is_none() && (todo.moved.is_some() || todo.deleted && !stays(story, place));
                let shift = todo.new as isize - isize::from(taken);
                if let Some(applied) = plan.applied.get_mut(edit) {
                    applied.touched.push((story.name.clone(), at));
                    if shift != 0 {
                        applied.shifts.push((story.name.clone(), at + 1, shift));
                    }
                }
            }
        }
        if splices.overlap() {
            return Err(Error::Refused { edit: first, refusal: Refusal::Overlap });
        }
        plan.next = pen.next;
        let mut expected = story.ledger.clone();
        expected.merge(&pen.added);
        expected.merge(&plan.added.remove(&number).unwrap_or_default());
        expected.anchors += plan.anchors(number);
        self.changed_story(story, splices, &expected).map(Some)
    }

    pub(crate) fn changed_story(
        &self,
        story: &Story,
        splices: Splices,
        expected: &Ledger,
    ) -> Result<Story, Error> {
        let changed = story.with(splices.apply(story.text.clone()), self.limits.depth)?;
        expected.check(&changed.ledger)?;
        Ok(changed)
    }
}

/// Whether a paragraph that is taken away leaves an empty one: its container would have none.
pub(super) fn stays(story: &Story, place: &crate::story::Place) -> bool {
    story.next_sibling(place).is_none_or(|next| next != "p")
}
