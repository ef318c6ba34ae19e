//! What is in the clear of a version: routing, size, and how far the work on it is.

use legalmind_core::{
    Timestamp, UserId, VersionId,
    document::{FileKind, Progress, Reason},
};
use sea_orm::sea_query::{Expr, SelectStatement};

use super::TABLE;
use crate::{Result, row::Row};

/// What is in the clear of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionState {
    /// Its id.
    pub id: VersionId,
    /// Its number in the document, from 1.
    pub number: u32,
    /// How many bytes the original has.
    pub size: u64,
    /// What kind of file it is.
    pub kind: FileKind,
    /// How far the work on it is.
    pub progress: Progress,
    /// Why the work stopped, or what was left undone.
    pub reason: Option<Reason>,
    /// How many pages it has, once known.
    pub pages: Option<u32>,
    /// How many of them are read.
    pub pages_done: u32,
    /// Some of its text was recognised from pictures.
    pub recognised: bool,
    /// When it was added.
    pub created: Timestamp,
    /// Who added it.
    pub created_by: Option<UserId>,
}

/// Adds the columns of a version's state to a query that joins `version`.
pub(crate) fn select_state(query: &mut SelectStatement) {
    for (column, name) in STATE {
        query.expr_as(Expr::col((TABLE, column)), name);
    }
}

const STATE: [(&str, &str); 11] = [
    ("id", "state_id"),
    ("number", "state_number"),
    ("size", "state_size"),
    ("kind", "state_kind"),
    ("progress", "state_progress"),
    ("reason", "state_reason"),
    ("pages", "state_pages"),
    ("pages_done", "state_pages_done"),
    ("recognised", "state_recognised"),
    ("created", "state_created"),
    ("created_by", "state_created_by"),
];

/// The state in a row that was read with [`select_state`]; none where the join found none.
pub(crate) fn read_state(row: &Row) -> Result<Option<VersionState>> {
    let Some(id) = row.opt_id("state_id")? else { return Ok(None) };
    Ok(Some(VersionState {
        id,
        number: row.count("state_number")?,
        size: row.count("state_size")?,
        kind: row.named("state_kind", FileKind::parse)?,
        progress: row.named("state_progress", Progress::parse)?,
        reason: row.opt_named("state_reason", Reason::parse)?,
        pages: row.opt_count("state_pages")?,
        pages_done: row.count("state_pages_done")?,
        recognised: row.flag("state_recognised")?,
        created: row.time("state_created")?,
        created_by: row.opt_id("state_created_by")?,
    }))
}
