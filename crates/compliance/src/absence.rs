//! Who is away, and who stands in. What is due to somebody who is away shows for the stand-in too, as
//! far as the stand-in may see the dossier.

use jiff::{ToSpan, civil::Date};
use legalmind_core::{AbsenceId, Ctx, Id, UserId, account::AccountState, audit::Entry, rights::Action};
use legalmind_store::{Tx, absence, account};

use crate::{Compliance, Error, Result, access::names};

/// The most periods of one person that are not over.
const MOST: usize = 50;

/// A period with the name of who stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Its id.
    pub id: AbsenceId,
    /// Who stands in.
    pub standin: UserId,
    /// Their name.
    pub standin_name: Option<String>,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Compliance {
    /// The periods of the person in `ctx` that are not over.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn list_absences(&self, ctx: &Ctx) -> Result<Vec<Absence>> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let tx = self.store.read(ctx).await?;
        let (found, names) = (absence::list(ctx, &tx, user, self.today()).await?, names(ctx, &tx).await?);
        drop(tx);
        self.store.look(ctx, Entry::done("absence.list", "account", user.uuid())).await?;
        let view = |it: absence::Absence| Absence {
            id: it.id,
            standin: it.standin,
            standin_name: names.get(&it.standin).cloned(),
            first: it.first,
            last: it.last,
        };
        Ok(found.into_iter().map(view).collect())
    }

    /// Adds a period of the person in `ctx`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for days in the wrong order or in the past, or a stand-in who is none.
    pub async fn add_absence(&self, ctx: &Ctx, standin: UserId, first: Date, last: Date) -> Result<Absence> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let today = self.today();
        if last < first {
            return Err(Error::invalid("/last", "before_first"));
        }
        if last < today {
            return Err(Error::invalid("/last", "past"));
        }
        if today.checked_add(5.years()).is_ok_and(|end| last > end) {
            return Err(Error::invalid("/last", "too_late"));
        }
        if standin == user {
            return Err(Error::invalid("/standin", "oneself"));
        }
        let work = self.store.begin(ctx).await?;
        let name = match account::get(ctx, &work, standin).await {
            Ok(it) if it.state == AccountState::Active => it.content.name,
            Ok(_) | Err(legalmind_store::Error::NotFound) => {
                return Err(Error::invalid("/standin", "unknown"));
            }
            Err(error) => return Err(error.into()),
        };
        if absence::list(ctx, &work, user, today).await?.len() >= MOST {
            return Err(Error::invalid("/first", "too_many"));
        }
        let id = Id::new(&self.world);
        absence::add(ctx, &work, &absence::Absence { id, user, standin, first, last }).await?;
        work.audit(Entry::done("absence.add", "absence", id.uuid()))?;
        work.save().await?;
        Ok(Absence { id, standin, standin_name: Some(name), first, last })
    }

    /// Removes a period of the person in `ctx`.
    ///
    /// # Errors
    /// Not found where they have no such period.
    pub async fn remove_absence(&self, ctx: &Ctx, id: AbsenceId) -> Result<()> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let work = self.store.begin(ctx).await?;
        absence::remove(ctx, &work, user, id).await?;
        work.audit(Entry::done("absence.remove", "absence", id.uuid()))?;
        Ok(work.save().await?)
    }

    /// Whose deadlines a person looks after today: their own, and of those they stand in for.
    pub(crate) async fn looked_after(&self, ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Vec<UserId>> {
        let away = absence::on(ctx, tx, self.today()).await?;
        let others = away.into_iter().filter(|it| it.standin == user).map(|it| it.user);
        Ok(std::iter::once(user).chain(others).collect())
    }
}
