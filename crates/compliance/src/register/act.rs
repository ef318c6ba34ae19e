//! Rows added, changed, put in force and closed. Nothing is removed: what a firm answered for stays.
//! Each change leaves a line in the history of the row, with what stood there, and an audit entry.

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx, Id, RegisterRowId, UserId,
    account::AccountState,
    audit::Entry,
    register::{RowAct, RowChange, RowContent, RowState, Value},
    rights::Action,
};
use legalmind_store::{
    Work, account,
    register::{self, NewRow, Next, Row},
};

use super::{
    RowView,
    definition::Definition,
    value::{Given, People, lacks, refuse, written},
};
use crate::{Compliance, Error, Result};

/// The most lines of a history; the first and the latest are kept.
const MOST_LINES: usize = 300;
/// The longest reason.
const MAX_REASON: usize = 1_000;

/// What of a row changes.
#[derive(Clone, Debug, Default)]
pub struct RowPatch {
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Fields; without a value they become empty.
    pub values: BTreeMap<String, Option<Given>>,
    /// Why.
    pub reason: String,
}

/// What a row becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The firm relies on it.
    PutInForce,
    /// It is written anew.
    TakeBack,
    /// It is over.
    Close,
}

impl Compliance {
    /// Adds a row to a register.
    ///
    /// # Errors
    /// [`Error::Fields`] for what cannot be used or lacks; refused as the rules say.
    pub async fn add_row(&self, ctx: &Ctx, register: &str, new: &RowPatch) -> Result<RowView> {
        let (_, definition) = self.on_register(ctx, Action::RegisterAdd, register).await?;
        let work = self.store.begin(ctx).await?;
        let people = People::read(ctx, &work).await?;
        let (read, mut wrong) = self.read_values(ctx, &work, definition, &new.values, &people).await?;
        let values = read.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        let today = definition.at_once.then(|| self.today());
        wrong.extend(missing(lacks(definition, &values, today), &wrong));
        refuse(wrong)?;
        let owner = self.owner(ctx, &work, new.owner).await?.or(ctx.user());
        let mut content = RowContent { values, history: Vec::new() };
        self.happened(ctx, &mut content, RowAct::Added, (&new.reason, BTreeMap::new()))?;
        let row = self.new_row(definition, owner, None, content);
        register::add(ctx, &work, &row).await?;
        let row = register::get(ctx, &work, row.id).await?;
        self.fall(ctx, &work, &row).await?;
        work.audit(Entry::done("register.add", "register_row", row.id.uuid()))?;
        self.row_saved(ctx, work, row.id).await
    }

    /// Changes a row. A row in force whose fields change has to hold on, or, where another person
    /// looks at it, is a concept again; its campaigns run on.
    ///
    /// # Errors
    /// [`Error::State`] where it is closed; [`Error::Fields`] for what cannot be used or lacks; changed,
    /// not found or refused as the rules say.
    pub async fn update_row(
        &self,
        ctx: &Ctx,
        id: RegisterRowId,
        revision: u64,
        patch: &RowPatch,
    ) -> Result<RowView> {
        let (work, (row, definition)) = self.writing_row(ctx, Action::RegisterWrite, id).await?;
        if row.state == RowState::Closed {
            return Err(Error::State("closed"));
        }
        let people = People::read(ctx, &work).await?;
        let (read, mut wrong) = self.read_values(ctx, &work, definition, &patch.values, &people).await?;
        let mut content = row.content.clone();
        let was = put(&mut content, read);
        let state = match row.state {
            RowState::InForce if definition.four_eyes && !was.is_empty() => RowState::Concept,
            state => state,
        };
        // what stays as it is need not hold anew
        let today = (state == RowState::InForce && !was.is_empty()).then(|| self.today());
        wrong.extend(missing(lacks(definition, &content.values, today), &wrong));
        refuse(wrong)?;
        let owner = self.owner(ctx, &work, patch.owner).await?.or(row.owner);
        self.happened(ctx, &mut content, RowAct::Changed, (&patch.reason, was))?;
        let next = Next { state, owner, since: row.since, content: &content };
        self.turned(ctx, &work, &row, revision, next).await?;
        work.audit(Entry::done("register.update", "register_row", id.uuid()))?;
        self.row_saved(ctx, work, id).await
    }

    /// Puts a row in force, takes it back, or closes it.
    ///
    /// # Errors
    /// [`Error::State`] where it is not in a state for that, or where another person has to do it;
    /// [`Error::Fields`] for what it lacks; changed, not found or refused as the rules say.
    pub async fn turn_row(
        &self,
        ctx: &Ctx,
        id: RegisterRowId,
        revision: u64,
        turn: Turn,
        reason: &str,
    ) -> Result<RowView> {
        let (work, (row, definition)) = self.writing_row(ctx, Action::RegisterManage, id).await?;
        let mut content = row.content.clone();
        let (state, act) = match (turn, row.state) {
            (Turn::PutInForce, RowState::Concept) => {
                refuse(lacks(definition, &content.values, Some(self.today())))?;
                if definition.four_eyes && writer(&content) == ctx.user() {
                    return Err(Error::State("four_eyes"));
                }
                (RowState::InForce, RowAct::PutInForce)
            }
            (Turn::TakeBack, RowState::InForce) => (RowState::Concept, RowAct::TakenBack),
            (Turn::Close, RowState::Concept | RowState::InForce) if reason.trim().is_empty() => {
                return Err(Error::invalid("/reason", "required"));
            }
            (Turn::Close, RowState::Concept | RowState::InForce) => (RowState::Closed, RowAct::Closed),
            _ => return Err(Error::State("row_state")),
        };
        self.happened(ctx, &mut content, act, (reason, BTreeMap::new()))?;
        let since = match state {
            RowState::InForce => row.since.or_else(|| Some(self.world.now())),
            _ => row.since,
        };
        let next = Next { state, owner: row.owner, since, content: &content };
        self.turned(ctx, &work, &row, revision, next).await?;
        work.audit(Entry::done(audited(turn), "register_row", id.uuid()))?;
        self.row_saved(ctx, work, id).await
    }

    async fn turned(&self, ctx: &Ctx, work: &Work, row: &Row, revision: u64, next: Next<'_>) -> Result<()> {
        register::update(ctx, work, row.id, revision, next).await?;
        let row = register::get(ctx, work, row.id).await?;
        self.fall(ctx, work, &row).await
    }

    /// A row as it is added.
    pub(super) fn new_row(
        &self,
        definition: &'static Definition,
        owner: Option<UserId>,
        key: Option<String>,
        content: RowContent,
    ) -> NewRow {
        let (state, since) = match definition.at_once {
            true => (RowState::InForce, Some(self.world.now())),
            false => (RowState::Concept, None),
        };
        NewRow { id: Id::new(&self.world), register: &definition.key, state, owner, since, key, content }
    }

    /// A line in the history.
    pub(super) fn happened(
        &self,
        ctx: &Ctx,
        content: &mut RowContent,
        act: RowAct,
        (reason, was): (&str, BTreeMap<String, Option<Value>>),
    ) -> Result<()> {
        let reason =
            written(reason.trim(), MAX_REASON, true).map_err(|code| Error::invalid("/reason", code))?;
        if content.history.len() >= MOST_LINES {
            content.history.remove(1);
        }
        content.history.push(RowChange { at: self.world.now(), by: ctx.user(), act, reason, was });
        Ok(())
    }

    /// Who looks after a row: whoever was named, who must be able to sign in.
    async fn owner(&self, ctx: &Ctx, work: &Work, named: Option<UserId>) -> Result<Option<UserId>> {
        let Some(named) = named else { return Ok(None) };
        match account::get(ctx, work, named).await {
            Ok(it) if it.state == AccountState::Active => Ok(Some(named)),
            Ok(_) | Err(legalmind_store::Error::NotFound) => Err(Error::invalid("/owner", "nobody")),
            Err(error) => Err(error.into()),
        }
    }

    async fn row_saved(&self, ctx: &Ctx, work: Work, id: RegisterRowId) -> Result<RowView> {
        let view = self.row_view(ctx, &work, register::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(view)
    }
}

const fn audited(turn: Turn) -> &'static str {
    match turn {
        Turn::PutInForce => "register.put_in_force",
        Turn::TakeBack => "register.take_back",
        Turn::Close => "register.close",
    }
}

/// Puts values into the fields; gives what stood in those that changed.
fn put(content: &mut RowContent, values: BTreeMap<String, Option<Value>>) -> BTreeMap<String, Option<Value>> {
    let mut was = BTreeMap::new();
    for (key, value) in values {
        if content.values.get(&key) == value.as_ref() {
            continue;
        }
        let old = match value {
            Some(value) => content.values.insert(key.clone(), value),
            None => content.values.remove(&key),
        };
        was.insert(key, old);
    }
    was
}

/// What lacks, but for fields that are known to be wrong.
fn missing(
    lacks: Vec<(String, &'static str)>,
    wrong: &[(String, &'static str)],
) -> Vec<(String, &'static str)> {
    lacks.into_iter().filter(|(key, _)| wrong.iter().all(|(known, _)| known != key)).collect()
}

/// Who wrote the fields of a row last.
fn writer(content: &RowContent) -> Option<UserId> {
    let wrote = |it: &&RowChange| {
        matches!(it.act, RowAct::Added | RowAct::Imported | RowAct::Offered)
            || (it.act == RowAct::Changed && !it.was.is_empty())
    };
    content.history.iter().rev().find(wrote).and_then(|it| it.by)
}
