//! Deadlines as they are shown: with the names of people, and the number of their dossier.

use std::collections::HashMap;

use legalmind_core::{
    Ctx, DeadlineId, DossierId, Timestamp, UserId, audit::Entry, deadline::DeadlineAct, rights::Action,
};
use legalmind_store::{
    Tx, absence,
    deadline::{self, Deadline},
    dossier,
};

use crate::{Compliance, Error, Result, access::names};

/// The most deadlines in one list of a person's own.
const MOST_DUE: u64 = 500;
/// The longest look ahead, in days.
const MOST_DAYS: u16 = 400;

/// A deadline as it is shown.
#[derive(Clone, Debug)]
pub struct DeadlineView {
    /// The deadline.
    pub deadline: Deadline,
    /// The name of its dossier.
    pub dossier_name: String,
    /// The firm's own number of it.
    pub dossier_number: String,
    /// The name of who has to act.
    pub responsible_name: Option<String>,
    /// Who stands in today, where that person is away.
    pub standin: Option<(UserId, String)>,
    /// The history, with names.
    pub history: Vec<Happened>,
}

/// A line of the history with the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<String>,
    /// What.
    pub act: DeadlineAct,
    /// The last day, from then on.
    pub last: jiff::civil::Date,
}

impl Compliance {
    /// The deadlines of a dossier, by day.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list_deadlines(&self, ctx: &Ctx, dossier: DossierId) -> Result<Vec<DeadlineView>> {
        let tx = self.store.reading(ctx, Action::DeadlineRead, dossier).await?;
        let found = deadline::list(ctx, &tx, dossier).await?;
        let views = self.views(ctx, &tx, found).await?;
        drop(tx);
        let entry = Entry::done("deadline.list", "dossier", dossier.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(views)
    }

    /// What the person in `ctx` looks after: their own open deadlines, and of those they stand in for,
    /// until so many days from now.
    ///
    /// # Errors
    /// [`Error::Invalid`] where that is too far.
    pub async fn my_deadlines(&self, ctx: &Ctx, days: u16) -> Result<Vec<DeadlineView>> {
        let user = self.in_firm(ctx, Action::DeadlineList).await?;
        if days > MOST_DAYS {
            return Err(Error::invalid("/days", "too_many"));
        }
        let until = self.today().checked_add(jiff::Span::new().days(days));
        let until = until.map_err(|_| Error::invalid("/days", "too_many"))?;
        let tx = self.store.read(ctx).await?;
        let of = self.looked_after(ctx, &tx, user).await?;
        let found = deadline::due(ctx, &tx, &of, until, MOST_DUE).await?;
        let views = self.views(ctx, &tx, found).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("deadline.mine", "account", user.uuid())).await?;
        Ok(views)
    }

    /// A deadline.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_deadline(&self, ctx: &Ctx, id: DeadlineId) -> Result<DeadlineView> {
        let (tx, found) = self.reading_deadline(ctx, Action::DeadlineRead, id).await?;
        let dossier = found.dossier;
        let view = self.view(ctx, &tx, found).await?;
        drop(tx);
        let entry = Entry::done("deadline.read", "deadline", id.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(view)
    }

    pub(super) async fn view(&self, ctx: &Ctx, tx: &Tx, found: Deadline) -> Result<DeadlineView> {
        self.views(ctx, tx, vec![found]).await?.pop().ok_or(Error::State("gone"))
    }

    pub(crate) async fn views(&self, ctx: &Ctx, tx: &Tx, found: Vec<Deadline>) -> Result<Vec<DeadlineView>> {
        let mut ids: Vec<DossierId> = found.iter().map(|it| it.dossier).collect();
        ids.sort();
        ids.dedup();
        let dossiers = dossier::get_all(ctx, tx, &ids).await?;
        let dossiers: HashMap<_, _> = dossiers.into_iter().map(|it| (it.id, it.content)).collect();
        let names = names(ctx, tx).await?;
        let away = absence::on(ctx, tx, self.today()).await?;
        let away: HashMap<UserId, UserId> = away.into_iter().map(|it| (it.user, it.standin)).collect();
        let name = |user: UserId| names.get(&user).cloned();
        let view = |it: Deadline| {
            let of = dossiers.get(&it.dossier);
            let standin = it.responsible.and_then(|user| away.get(&user)).copied();
            let history = it.content.history.iter();
            DeadlineView {
                dossier_name: of.map(|it| it.name.clone()).unwrap_or_default(),
                dossier_number: of.map(|it| it.number.clone()).unwrap_or_default(),
                responsible_name: it.responsible.and_then(name),
                standin: standin.and_then(|user| Some((user, name(user)?))),
                history: history
                    .map(|it| Happened { at: it.at, by: it.by.and_then(name), act: it.act, last: it.last })
                    .collect(),
                deadline: it,
            }
        };
        Ok(found.into_iter().map(view).collect())
    }
}
