//! What the changes of a paragraph touch, and what they may not.

use super::Change;
use crate::{
    error::Refusal,
    paragraph::{Around, Item, ItemKind, Paragraph},
};

/// The places of the items and what each change takes with it.
pub(super) struct Plan {
    /// Where each item shows, in characters of the current text.
    pub shown: Vec<(usize, usize)>,
    /// Items that go although they show nothing: the marks and the code of a whole field.
    pub forced: Vec<Option<usize>>,
    /// The item behind which a change puts its new text, if not directly behind its range.
    pub behind: Vec<Option<usize>>,
    /// Fields in one element that go as a whole, by container.
    pub opened: Vec<bool>,
}

pub(super) fn plan(paragraph: &Paragraph<'_>, changes: &[&Change]) -> Result<Plan, Refusal> {
    let mut at = 0;
    let shown: Vec<(usize, usize)> = paragraph
        .items
        .iter()
        .map(|item| {
            let start = at;
            at += if item.shows() { item.text.chars().count() } else { 0 };
            (start, at)
        })
        .collect();
    if changes.iter().any(|change| change.start > change.end || change.end > at) {
        return Err(Refusal::OutOfRange);
    }
    let mut plan = Plan {
        shown,
        forced: vec![None; paragraph.items.len()],
        behind: vec![None; changes.len()],
        opened: vec![false; paragraph.containers.len()],
    };
    for (number, change) in changes.iter().enumerate() {
        plan.containers(paragraph, change)?;
        if !change.removes && change.insert.is_empty() {
            continue;
        }
        plan.fields(paragraph, number, change)?;
        if change.removes {
            plan.zeroes(paragraph, number, change);
        }
    }
    Ok(plan)
}

impl Plan {
    /// Where some items show, together.
    fn extent(&self, items: std::ops::Range<usize>) -> (usize, usize) {
        let of = |item: usize| self.shown.get(item).copied().unwrap_or_default();
        (of(items.start).0, items.end.checked_sub(1).map_or(0, |last| of(last).1))
    }

    /// Fields made of marks: whole or not at all.
    fn fields(&mut self, paragraph: &Paragraph<'_>, number: usize, change: &Change) -> Result<(), Refusal> {
        for field in &paragraph.fields {
            let items = paragraph.field_items(field);
            let (start, end) = self.extent(items.clone());
            let whole = field.begin.is_some() && field.end.is_some();
            // the result alone, when it is what the change fills
            let result = match (field.begin, field.separate) {
                (_, Some(separate)) => Some(self.extent(separate..items.end).0),
                (None, None) => Some(start),
                (Some(_), None) => None,
            };
            if change.fills && result.is_some_and(|from| from <= change.start) && change.end <= end {
                continue;
            }
            if change.start == change.end {
                let starts_before = field.begin.is_none() || start < change.start;
                let ends_after = field.end.is_none() || change.start < end;
                if starts_before && ends_after {
                    return Err(Refusal::CutsField);
                }
                if starts_before && change.start == end {
                    let behind = self.behind.get_mut(number);
                    if let Some(behind) = behind {
                        *behind = (*behind).max(field.end);
                    }
                }
                continue;
            }
            let touched = if start == end {
                change.start < start && end < change.end
                    || (!whole && change.start <= start && end <= change.end)
            } else {
                change.start < end && start < change.end
            };
            if !touched || !change.removes {
                continue;
            }
            if !whole || start < change.start || change.end < end {
                return Err(Refusal::CutsField);
            }
            if let Some(behind) = self.behind.get_mut(number) {
                *behind = (*behind).max(field.end);
            }
            for item in items {
                if let Some(forced) = self.forced.get_mut(item) {
                    *forced = Some(number);
                }
            }
        }
        Ok(())
    }

    /// Fields in one element: whole or not at all. Locked controls: not at all.
    fn containers(&mut self, paragraph: &Paragraph<'_>, change: &Change) -> Result<(), Refusal> {
        if !change.removes && change.insert.is_empty() {
            return Ok(());
        }
        for number in 0..paragraph.containers.len() {
            let around = paragraph.containers.get(number).map(|container| container.around);
            let guarded = matches!(around, Some(Around::SimpleField | Around::Control { .. }));
            if !guarded {
                continue;
            }
            let inside = |item: &Item| paragraph.around(item.container).any(|(around, _)| around == number);
            let mut items =
                (0..paragraph.items.len()).filter(|&at| paragraph.items.get(at).is_some_and(inside));
            let Some(first) = items.next() else { continue };
            let last = items.next_back().unwrap_or(first);
            let (start, end) = self.extent(first..last + 1);
            let touched = if change.start == change.end {
                start < change.start && change.start < end
            } else {
                change.start < end && start < change.end
            };
            let fills = change.fills && change.start <= end && start <= change.end;
            match around {
                _ if !touched && !fills => {}
                Some(Around::Control { locked: true, .. }) => return Err(Refusal::Locked),
                Some(Around::Control { bound: true, .. }) => return Err(Refusal::Bound),
                Some(Around::Control { .. }) => {}
                _ if change.fills => {}
                _ if !change.removes || start < change.start || change.end < end => {
                    return Err(Refusal::CutsField);
                }
                _ => {
                    if let Some(opened) = self.opened.get_mut(number) {
                        *opened = true;
                    }
                }
            }
        }
        Ok(())
    }

    /// What shows nothing between two characters that go, goes with them; what a comment hangs on
    /// and marks of fields stay.
    fn zeroes(&mut self, paragraph: &Paragraph<'_>, number: usize, change: &Change) {
        for (at, item) in paragraph.items.iter().enumerate() {
            let (start, end) = self.shown.get(at).copied().unwrap_or_default();
            let inside = change.start < start && end < change.end;
            if start == end
                && inside
                && item.kind == ItemKind::Nothing
                && !item.deleted
                && !item.code
                && let Some(forced) = self.forced.get_mut(at)
            {
                *forced = forced.or(Some(number));
            }
        }
    }
}
