//! Lists by the piece: a limit and an opaque cursor, in an order that does not move.

use legalmind_core::Id;
use uuid::Uuid;

use crate::{Error, Result};

/// The most items one piece holds.
pub const MOST: u32 = 200;

/// Which piece of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// How many items at most; more than 200 are not given.
    pub limit: u32,
    /// Where the last piece ended: its `next`.
    pub after: Option<String>,
}

impl Default for Ask {
    fn default() -> Self {
        Self { limit: 50, after: None }
    }
}

impl Ask {
    /// The first piece, of at most `limit` items.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { limit, after: None }
    }

    /// How many items are given at most.
    pub(crate) fn size(&self) -> usize {
        usize::try_from(self.limit.clamp(1, MOST)).unwrap_or(1)
    }

    /// How many rows to read to know whether there are more.
    pub(crate) fn rows(&self) -> u64 {
        u64::from(self.limit.clamp(1, MOST)).saturating_add(1)
    }

    /// The id after which to go on.
    pub(crate) fn after_id<K>(&self) -> Result<Option<Id<K>>> {
        let parse = |text: &String| Uuid::try_parse(text).map(Id::from_uuid).map_err(|_| Error::Cursor);
        self.after.as_ref().map(parse).transpose()
    }

    /// The pair of ids after which to go on, joined by a full stop.
    pub(crate) fn after_ids<A, B>(&self) -> Result<Option<(Id<A>, Id<B>)>> {
        let id = |text: &str| Uuid::try_parse(text).map_err(|_| Error::Cursor);
        let parse = |text: &String| {
            let (first, second) = text.split_once('.').ok_or(Error::Cursor)?;
            Ok((Id::from_uuid(id(first)?), Id::from_uuid(id(second)?)))
        };
        self.after.as_ref().map(parse).transpose()
    }

    /// The number after which to go on.
    pub(crate) fn after_number(&self) -> Result<Option<i64>> {
        self.after.as_ref().map(|text| text.parse().map_err(|_| Error::Cursor)).transpose()
    }
}

/// One piece of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next piece begins; none at the end.
    pub next: Option<String>,
}

impl<T> Listed<T> {
    /// A piece from more than was asked, in order; `place` names the place of an item.
    pub fn cut(mut items: Vec<T>, ask: &Ask, place: impl Fn(&T) -> String) -> Self {
        let more = items.len() > ask.size();
        items.truncate(ask.size());
        let next = if more { items.last().map(place) } else { None };
        Self { items, next }
    }

    /// The same piece with other items.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Listed<U> {
        Listed { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}
