//! Rows added, changed, put in force and closed. Nothing is removed: what a firm answered for stays.
//! Each change leaves a line in the history of the row, with what stood there, and an audit entry.

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx, DossierId, Id, RegisterRowId, UserId,
    account::AccountState,
    register::{RowAct, RowChange, RowContent, RowState, Value},
    rights::Action,
};
use legalmind_store::{
    Work, account,
    register::{self, NewRow, Next, Row},
};

use super::{
    RowView,
    access::entry,
    attest::attest,
    definition::Definition,
    duty::{heed, is_kept, is_member, single_key},
    shelf,
    value::{Given, People, lacks, not_ahead, refuse, written},
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
        self.add(ctx, work, definition, None, new).await
    }

    /// Adds a row to a register, or to one of a dossier.
    pub(super) async fn add(
        &self,
        ctx: &Ctx,
        work: Work,
        definition: &'static Definition,
        dossier: Option<DossierId>,
        new: &RowPatch,
    ) -> Result<RowView> {
        let people = People::read(ctx, &work).await?;
        let (read, mut wrong) = self.read_values(ctx, &work, definition, &new.values, &people).await?;
        let values = read.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        wrong.extend(self.the_responsible(ctx, &work, (definition, dossier), &values).await?);
        let today = definition.at_once.then(|| self.today());
        wrong.extend(missing(lacks(definition, &values, today), &wrong));
        refuse(wrong)?;
        let owner = self.owner(ctx, &work, dossier, new.owner).await?.or(ctx.user());
        let mut content = RowContent { values, history: Vec::new() };
        self.happened(ctx, &mut content, RowAct::Added, (&new.reason, BTreeMap::new()))?;
        let row = NewRow { owner, ..self.new_row(definition, dossier, content) };
        if !register::add(ctx, &work, &row).await? {
            return Err(Error::State("single"));
        }
        let row = register::get(ctx, &work, row.id).await?;
        self.fall(ctx, &work, &row).await?;
        attest(ctx, &work, definition, &row).await?;
        heed(ctx, &work, definition, &row).await?;
        work.audit(entry("register.add", &row))?;
        self.row_saved(ctx, work, row.id).await
    }

    /// Changes a row. A row in force whose fields change has to hold on, or, where another person
    /// looks at it, is a concept again; its campaigns run on. What has to be filled only since a day keeps no
    /// change back: the row tells that it lacks.
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
        let of = (definition, row.dossier);
        wrong.extend(self.the_responsible(ctx, &work, of, &content.values).await?);
        let state = match row.state {
            RowState::InForce if definition.four_eyes && !was.is_empty() => RowState::Concept,
            state => state,
        };
        // what stays as it is need not hold anew
        let today = (state == RowState::InForce && !was.is_empty()).then(|| self.today());
        let later = |key: &str| definition.field(key).is_some_and(|it| it.needed_from.is_some());
        let lacking = missing(lacks(definition, &content.values, today), &wrong);
        wrong.extend(lacking.into_iter().filter(|(key, _)| !later(key)));
        refuse(wrong)?;
        let owner = self.owner(ctx, &work, row.dossier, patch.owner).await?.or(row.owner);
        self.happened(ctx, &mut content, RowAct::Changed, (&patch.reason, was))?;
        let next = Next { state, owner, since: row.since, content: &content };
        self.turned(ctx, &work, &row, revision, next).await?;
        heed(ctx, &work, definition, &Row { content, ..row.clone() }).await?;
        work.audit(entry("register.update", &row))?;
        self.row_saved(ctx, work, id).await
    }

    /// Puts a row in force, takes it back, or closes it.
    ///
    /// # Errors
    /// [`Error::State`] where it is not in a state for that, where another person has to do it, where
    /// what it holds has to be kept for a time (`kept`), or where somebody who is asked did not answer
    /// (`unanswered`);
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
                let mut wrong = lacks(definition, &content.values, Some(self.today()));
                let of = (definition, row.dossier);
                wrong.extend(self.the_responsible(ctx, &work, of, &content.values).await?);
                if row.since.is_none() {
                    wrong.extend(missing(not_ahead(definition, &content.values, self.today()), &wrong));
                }
                refuse(wrong)?;
                if definition.four_eyes && writer(&content) == ctx.user() {
                    return Err(Error::State("four_eyes"));
                }
                (RowState::InForce, RowAct::PutInForce)
            }
            (Turn::TakeBack, RowState::InForce) => (RowState::Concept, RowAct::TakenBack),
            (Turn::Close, RowState::Concept | RowState::InForce) if reason.trim().is_empty() => {
                return Err(Error::invalid("/reason", "required"));
            }
            (Turn::Close, RowState::Concept | RowState::InForce) if is_kept(definition, &row) => {
                return Err(Error::State("kept"));
            }
            (Turn::Close, RowState::Concept | RowState::InForce) => {
                self.closes(ctx, &work, definition, &row).await?;
                (RowState::Closed, RowAct::Closed)
            }
            _ => return Err(Error::State("row_state")),
        };
        self.happened(ctx, &mut content, act, (reason, BTreeMap::new()))?;
        let since = match state {
            RowState::InForce => row.since.or_else(|| Some(self.world.now())),
            _ => row.since,
        };
        let next = Next { state, owner: row.owner, since, content: &content };
        self.turned(ctx, &work, &row, revision, next).await?;
        work.audit(entry(audited(turn), &row))?;
        self.row_saved(ctx, work, id).await
    }

    /// Removes what a row held, and what was said in its cycles: who did what and when stays.
    pub(super) async fn empty(&self, ctx: &Ctx, work: &Work, row: &Row) -> Result<()> {
        let bare = |it: &RowChange| RowChange { reason: String::new(), was: BTreeMap::new(), ..it.clone() };
        let mut content =
            RowContent { values: BTreeMap::new(), history: row.content.history.iter().map(bare).collect() };
        self.happened(ctx, &mut content, RowAct::Removed, ("", BTreeMap::new()))?;
        register::cycle::hush(ctx, work, row.id).await?;
        let next = Next { state: RowState::Closed, owner: row.owner, since: row.since, content: &content };
        self.turned(ctx, work, row, row.revision, next).await
    }

    /// Writes down what a row became, with what follows from that.
    pub(super) async fn turned(
        &self,
        ctx: &Ctx,
        work: &Work,
        row: &Row,
        revision: u64,
        next: Next<'_>,
    ) -> Result<()> {
        register::update(ctx, work, row.id, revision, next).await?;
        if next.state == RowState::Closed && row.dossier.is_some() {
            register::free_key(ctx, work, row.id).await?;
        }
        let row = register::get(ctx, work, row.id).await?;
        if let Some(definition) = shelf::find(&row.register) {
            attest(ctx, work, definition, &row).await?;
        }
        self.fall(ctx, work, &row).await
    }

    /// A row as it is added. What is owed about a dossier is owed from the beginning: there campaigns do
    /// not wait until the row is in force.
    pub(super) fn new_row(
        &self,
        definition: &'static Definition,
        dossier: Option<DossierId>,
        content: RowContent,
    ) -> NewRow {
        let state = if definition.at_once { RowState::InForce } else { RowState::Concept };
        let since = (definition.at_once || dossier.is_some()).then(|| self.world.now());
        let key = dossier.filter(|_| definition.single).map(|it| single_key(definition, it));
        let (id, register) = (Id::new(&self.world), definition.key.as_str());
        NewRow { id, register, state, dossier, owner: None, since, key, content }
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

    /// Who looks after a row: whoever was named, who must be able to sign in, and where the row belongs to
    /// a dossier, be a member of it.
    async fn owner(
        &self,
        ctx: &Ctx,
        work: &Work,
        dossier: Option<DossierId>,
        named: Option<UserId>,
    ) -> Result<Option<UserId>> {
        let Some(named) = named else { return Ok(None) };
        if let Some(dossier) = dossier
            && !is_member(ctx, work, dossier, named).await?
        {
            return Err(Error::invalid("/owner", "no_member"));
        }
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
pub(super) fn put(
    content: &mut RowContent,
    values: BTreeMap<String, Option<Value>>,
) -> BTreeMap<String, Option<Value>> {
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
