//! What is owed about a dossier: rows that belong to it. Who may do what with them follows from the
//! dossier (`access.rs`); a register of which a dossier has one row at a time is held to that by a key.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use legalmind_core::{
    Ctx, DossierId, UserId,
    audit::Entry,
    dossier::DossierFacts,
    register::{RowState, Value, Values},
};
use legalmind_store::{
    Work, dossier,
    register::{self, Row},
};

use super::{
    RegisterView, RowPatch, RowView,
    access::duties,
    condition::{all_hold, counting},
    definition::{Campaign, Definition, Field, Schedule, Scope},
    schedule::last_day,
    shelf,
    value::Wrong,
    view::{DossierDuties, open_cycles},
};
use crate::{Compliance, Error, Result};

/// Who wants no AI has it from the moment that this is written down: the switch of the dossier goes with
/// it, and is lifted by hand alone.
pub(super) async fn heed(ctx: &Ctx, work: &Work, definition: &Definition, row: &Row) -> Result<()> {
    let Some(dossier) = row.dossier else { return Ok(()) };
    let chosen = |field: &Field| match row.content.values.get(&field.key) {
        Some(Value::Text(key)) => field.choices.iter().any(|it| it.forbids_ai && it.key == *key),
        _ => false,
    };
    if definition.fields.iter().any(chosen) && dossier::forbid_ai(ctx, work, dossier).await? {
        work.audit(Entry::done("dossier.ai", "dossier", dossier.uuid()).in_dossier(dossier))?;
    }
    Ok(())
}

impl Compliance {
    /// What is owed about a dossier: each register that is kept by dossier, with its rows.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list_duties(&self, ctx: &Ctx, dossier: DossierId) -> Result<Vec<DossierDuties>> {
        let (tx, facts) = self.reading_dossier(ctx, dossier).await?;
        let rows = register::of_dossier(ctx, &tx, dossier).await?;
        let mut cycles = open_cycles(ctx, &tx, &rows).await?;
        let seen = self.seen(ctx, &tx, self.standing(ctx, &tx).await?).await?;
        let mut views: HashMap<String, Vec<RowView>> = HashMap::new();
        for row in rows {
            let Some(definition) = shelf::find(&row.register) else { continue };
            let open = cycles.remove(&row.id).unwrap_or_default();
            let view = seen.row(definition, row, open, &HashSet::new()).await?;
            views.entry(definition.key.clone()).or_default().push(view);
        }
        drop(tx);
        self.store.look(ctx, Entry::done("duty.list", "dossier", dossier.uuid()).in_dossier(dossier)).await?;
        let by_dossier = shelf::all().iter().filter(|it| it.scope == Scope::Dossier);
        Ok(by_dossier.map(|it| owed(ctx, facts, it, views.remove(&it.key).unwrap_or_default())).collect())
    }

    /// Adds a row that belongs to a dossier.
    ///
    /// # Errors
    /// [`Error::State`] where the dossier has its one row already; otherwise as [`Compliance::add_row`].
    pub async fn add_duty(
        &self,
        ctx: &Ctx,
        dossier: DossierId,
        register: &str,
        new: &RowPatch,
    ) -> Result<RowView> {
        let work = self.writing_dossier(ctx, dossier).await?;
        let definition = shelf::find(register).filter(|it| it.scope == Scope::Dossier);
        let definition = definition.ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        self.add(ctx, work, definition, Some(dossier), new).await
    }

    /// The fields that name the responsible lawyer where another has to be named.
    pub(super) async fn the_responsible(
        &self,
        ctx: &Ctx,
        work: &Work,
        (definition, dossier): (&Definition, Option<DossierId>),
        values: &Values,
    ) -> Result<Wrong> {
        let (Some(dossier), true) = (dossier, definition.fields.iter().any(|it| it.other)) else {
            return Ok(Wrong::new());
        };
        let responsible = dossier::get(ctx, work, dossier).await?.responsible.map(Value::Person);
        let same = |key: &str| responsible.is_some() && values.get(key) == responsible.as_ref();
        let named = definition.fields.iter().filter(|it| it.other && same(&it.key));
        Ok(named.map(|it| (it.key.clone(), "responsible")).collect())
    }
}

/// Whether a person is a member of a dossier.
pub(super) async fn is_member(ctx: &Ctx, work: &Work, dossier: DossierId, user: UserId) -> Result<bool> {
    Ok(dossier::members(ctx, work, dossier).await?.iter().any(|it| it.user == user))
}

/// The key of what is kept once for a dossier.
pub(super) fn single_key(definition: &Definition, dossier: DossierId) -> String {
    format!("{}/dossier/{dossier}", definition.key)
}

/// Whether what a row holds has to be kept until a campaign tells to remove it.
pub(super) fn is_kept(definition: &Definition, row: &Row) -> bool {
    let values = counting(definition, &row.content.values);
    definition.campaigns.iter().any(|it| it.removes && all_hold(&values, &it.when))
}

/// A register of a dossier with its rows, and whether the person may add one.
fn owed(
    ctx: &Ctx,
    facts: DossierFacts,
    definition: &'static Definition,
    rows: Vec<RowView>,
) -> DossierDuties {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let count = |state| number(rows.iter().filter(|it| it.row.state == state).count());
    let open = || rows.iter().flat_map(|it| &it.cycles);
    let (writes, keeps) = duties(ctx, facts);
    let has_one = rows.iter().any(|it| it.row.state != RowState::Closed);
    let register = RegisterView {
        definition,
        concepts: count(RowState::Concept),
        in_force: count(RowState::InForce),
        closed: count(RowState::Closed),
        open: number(open().count()),
        late: number(open().filter(|it| it.late).count()),
        reads: true,
        adds: writes && !(definition.single && has_one),
        keeps,
        unrecorded_before: None,
    };
    DossierDuties { register, rows }
}

/// The last day on which what a row holds has to be kept, where that is known.
pub(super) fn kept_until(definition: &Definition, values: &Values) -> Option<Date> {
    kept_by(definition, values).map(|(day, _)| day)
}

/// The same, with the campaign that tells to remove it then.
pub(super) fn kept_by<'a>(definition: &'a Definition, values: &Values) -> Option<(Date, &'a Campaign)> {
    let values = counting(definition, values);
    let removing = definition.campaigns.iter().filter(|it| it.removes && all_hold(&values, &it.when));
    let last = |it: &'a Campaign| match it.schedule() {
        Ok(Schedule::After(field, wait, _)) => Some((last_day(&values, field, wait)?, it)),
        _ => None,
    };
    removing.filter_map(last).max_by_key(|(day, _)| *day)
}
