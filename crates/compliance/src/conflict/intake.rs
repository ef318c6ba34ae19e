//! Conflict checks before there is a dossier: who asked for which names, what was found and what was concluded
//! is kept. When a dossier is made from one, it goes with that; the others are forgotten after a year.

use jiff::{ToSpan, civil::Date};
use legalmind_core::{
    ConflictId, Ctx, DossierId, Id, Timestamp,
    audit::Entry,
    conflict::{ConflictContent, ConflictState, PartyName},
    rights::Action,
};
use legalmind_store::{
    Error as StoreError, Tx, Work,
    conflict::intake::{self as rows, Intake},
};

use super::{checked, compare, view, view::IntakeView};
use crate::{Compliance, Error, Result, zone};

const OBJECT: &str = "conflict_intake";

impl Compliance {
    /// Holds names against all dossiers of the firm, before there is a dossier, and keeps what was found.
    ///
    /// # Errors
    /// [`Error::Invalid`] for names that cannot be used; refused for who opens no dossiers.
    pub async fn screen_names(&self, ctx: &Ctx, names: Vec<PartyName>) -> Result<IntakeView> {
        self.in_firm(ctx, Action::DossierCreate).await?;
        let names = checked(names, "/names")?;
        let tx = self.store.read(ctx).await?;
        let found = compare::compare(ctx, &tx, names, None).await?;
        drop(tx);
        let id = Id::new(&self.world);
        let work = self.store.begin(ctx).await?;
        rows::add(ctx, &work, id, &found).await?;
        work.audit(Entry::done("conflict.screen", OBJECT, id.uuid()))?;
        shown(ctx, work, id).await
    }

    /// The checks without a dossier, newest first, each as far as the person may see what it found.
    ///
    /// # Errors
    /// Refused for who opens no dossiers.
    pub async fn list_intakes(&self, ctx: &Ctx) -> Result<Vec<IntakeView>> {
        self.in_firm(ctx, Action::DossierCreate).await?;
        let tx = self.store.read(ctx).await?;
        let all = view::intakes(ctx, &tx, rows::list(ctx, &tx).await?).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("conflict.intakes", "firm", ctx.tenant().uuid())).await?;
        Ok(all)
    }

    /// Writes down what a person concludes from a check without a dossier.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a conclusion or a reason; a conflict where somebody else was faster; not
    /// found where a dossier was made from it; refused for who opens no dossiers.
    pub async fn conclude_intake(
        &self,
        ctx: &Ctx,
        id: ConflictId,
        revision: u64,
        state: ConflictState,
        reason: &str,
    ) -> Result<IntakeView> {
        self.in_firm(ctx, Action::DossierCreate).await?;
        let conclusion = self.conclusion(ctx, state, reason)?;
        let work = self.store.begin(ctx).await?;
        let tried = rows::get(ctx, &work, id).await;
        let entry = Entry::done("conflict.conclude", OBJECT, id.uuid());
        let (work, found) = self.store.granted(ctx, entry, work, tried).await?;
        let content = ConflictContent { conclusion: Some(conclusion), ..found.content };
        rows::update(ctx, &work, id, revision, state, &content).await?;
        work.audit(entry)?;
        shown(ctx, work, id).await
    }

    /// Forgets the checks of the firm of `ctx` from which no dossier was made within a year; for the house's
    /// own work. Gives how many.
    ///
    /// # Errors
    /// Where rows cannot be removed.
    pub async fn forget_intakes(&self, ctx: &Ctx) -> Result<u64> {
        let now = self.world.now().to_zoned(zone());
        let Ok(then) = now.checked_sub(1.year()).map(|it| it.timestamp()) else { return Ok(0) };
        let tx = self.store.read(ctx).await?;
        if !rows::any_before(ctx, &tx, then).await? {
            return Ok(0);
        }
        drop(tx);
        let work = self.store.begin(ctx).await?;
        let forgotten = rows::forget(ctx, &work, then).await?;
        work.audit(Entry::done("conflict.forget", "firm", ctx.tenant().uuid()))?;
        work.save().await?;
        Ok(forgotten)
    }

    /// Lets a check go with the dossier that was made from it. Its id, where it is the check of the dossier:
    /// the same names were asked for, and the same was found.
    pub(super) async fn attach(
        &self,
        ctx: &Ctx,
        work: &Work,
        id: ConflictId,
        dossier: DossierId,
        now: &ConflictContent,
    ) -> Result<Option<ConflictId>> {
        let kept = match rows::get(ctx, work, id).await {
            Err(StoreError::NotFound) => return Err(Error::invalid("/intake", "unknown")),
            kept => kept?,
        };
        let told = |it: &ConflictContent| (it.names.clone(), it.hits.clone(), it.cut);
        let same = told(&kept.content) == told(now);
        rows::attach(ctx, work, kept, dossier, !same).await?;
        work.audit(Entry::done("conflict.attach", "conflict", id.uuid()).in_dossier(dossier))?;
        Ok(same.then_some(id))
    }
}

/// The checks without a dossier that are kept until a day that is not after `last`, each with that day. Rights
/// are the caller's matter.
pub(crate) async fn kept_intakes(ctx: &Ctx, tx: &Tx, last: Date) -> Result<Vec<(Intake, Date)>> {
    // a day more than a year before: where the 29th of February comes between, the day itself tells
    let made = last.checked_sub(1.year()).and_then(|it| it.checked_add(2.days()));
    let Some(made) = made.ok().and_then(|it| it.to_zoned(zone()).ok()) else { return Ok(Vec::new()) };
    let kept = |it: Intake| {
        let until = kept_until(it.created).filter(|until| *until <= last)?;
        Some((it, until))
    };
    Ok(rows::before(ctx, tx, made.timestamp()).await?.into_iter().filter_map(kept).collect())
}

/// The last day on which a check without a dossier is kept.
pub(super) fn kept_until(created: Timestamp) -> Option<Date> {
    created.to_zoned(zone()).checked_add(1.year()).ok().map(|it| it.date())
}

/// The check as the person sees it, once it is saved.
async fn shown(ctx: &Ctx, work: Work, id: ConflictId) -> Result<IntakeView> {
    let seen = view::intakes(ctx, &work, vec![rows::get(ctx, &work, id).await?]).await?.pop();
    work.save().await?;
    seen.ok_or_else(|| StoreError::NotFound.into())
}
