//! A row as it came from the database, read column by column into the nouns of the house.

use legalmind_core::{Id, Timestamp};
use sea_orm::{QueryResult, TryGetable};
use uuid::Uuid;

use crate::{Error, Result};

/// A row. A column that does not hold what was written into it is [`Error::Integrity`].
pub(crate) struct Row(pub(crate) QueryResult);

impl Row {
    fn take<T: TryGetable>(&self, column: &str) -> Result<T> {
        Ok(self.0.try_get("", column)?)
    }

    pub(crate) fn bytes(&self, column: &str) -> Result<Vec<u8>> {
        self.take(column)
    }

    pub(crate) fn opt_bytes(&self, column: &str) -> Result<Option<Vec<u8>>> {
        self.take(column)
    }

    pub(crate) fn hash(&self, column: &str) -> Result<[u8; 32]> {
        self.bytes(column)?.try_into().map_err(|_| Error::Integrity)
    }

    pub(crate) fn id<K>(&self, column: &str) -> Result<Id<K>> {
        uuid(&self.bytes(column)?).map(Id::from_uuid)
    }

    pub(crate) fn opt_id<K>(&self, column: &str) -> Result<Option<Id<K>>> {
        Ok(self.opt_uuid(column)?.map(Id::from_uuid))
    }

    pub(crate) fn opt_uuid(&self, column: &str) -> Result<Option<Uuid>> {
        self.take::<Option<Vec<u8>>>(column)?.map(|bytes| uuid(&bytes)).transpose()
    }

    pub(crate) fn int(&self, column: &str) -> Result<i64> {
        self.take(column)
    }

    pub(crate) fn opt_int(&self, column: &str) -> Result<Option<i64>> {
        self.take(column)
    }

    /// A counter, in the width the noun has.
    pub(crate) fn count<T: TryFrom<i64>>(&self, column: &str) -> Result<T> {
        T::try_from(self.int(column)?).map_err(|_| Error::Integrity)
    }

    pub(crate) fn opt_count<T: TryFrom<i64>>(&self, column: &str) -> Result<Option<T>> {
        self.opt_int(column)?.map(|n| T::try_from(n).map_err(|_| Error::Integrity)).transpose()
    }

    pub(crate) fn flag(&self, column: &str) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    pub(crate) fn time(&self, column: &str) -> Result<Timestamp> {
        time(self.int(column)?)
    }

    pub(crate) fn opt_time(&self, column: &str) -> Result<Option<Timestamp>> {
        self.opt_int(column)?.map(time).transpose()
    }

    pub(crate) fn text(&self, column: &str) -> Result<String> {
        self.take(column)
    }

    pub(crate) fn opt_text(&self, column: &str) -> Result<Option<String>> {
        self.take(column)
    }

    /// A state, kind or role by its stored name.
    pub(crate) fn named<T>(&self, column: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
        parse(&self.text(column)?).ok_or(Error::Integrity)
    }

    pub(crate) fn opt_named<T>(&self, column: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>> {
        self.opt_text(column)?.map(|name| parse(&name).ok_or(Error::Integrity)).transpose()
    }
}

fn uuid(bytes: &[u8]) -> Result<Uuid> {
    Uuid::from_slice(bytes).map_err(|_| Error::Integrity)
}

fn time(millis: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(millis).map_err(|_| Error::Integrity)
}
