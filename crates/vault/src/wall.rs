//! Ethical walls: an administrator of the firm keeps a person from a dossier, which the
//! administrator need not be able to read and names by the firm's own number.

use legalmind_core::{Ctx, DossierId, Timestamp, UserId, audit::Entry, rights::Action};
use legalmind_store::{
    Ask, Listed, Tx, account, dossier,
    wall::{self, WallContent},
};

use crate::{
    Error, Result, Vault,
    dossier::{Person, names},
};

/// A wall as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The dossier it stands around.
    pub dossier: DossierId,
    /// That dossier's own number; nothing else of it is told.
    pub number: String,
    /// Who is behind it.
    pub person: Person,
    /// Why.
    pub reason: String,
    /// Since when.
    pub raised: Timestamp,
    /// Who raised it.
    pub by: Option<Person>,
}

/// A wall to be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWall {
    /// The number of the dossier.
    pub number: String,
    /// Who is to be kept from it.
    pub person: UserId,
    /// Why.
    pub reason: String,
}

/// The longest reason, in characters.
const MAX_REASON: usize = 2_000;

impl Vault {
    /// The walls of the firm.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Invalid`] for a cursor that this list did not give.
    pub async fn list_walls(&self, ctx: &Ctx, ask: &Ask) -> Result<Listed<Wall>> {
        self.in_firm(ctx, Action::WallManage).await?;
        let tx = self.store.read(ctx).await?;
        let Listed { items, next } = wall::list(ctx, &tx, ask).await?;
        let items = shown(ctx, &tx, items).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("wall.list", "firm", ctx.tenant().uuid())).await?;
        Ok(Listed { items, next })
    }

    /// Keeps a person from a dossier, from their next request on and whatever their place in it.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Invalid`] with the field that names nothing or nothing clear;
    /// [`Error::Exists`] where the wall stands already.
    pub async fn raise_wall(&self, ctx: &Ctx, new: NewWall) -> Result<Wall> {
        self.in_firm(ctx, Action::WallManage).await?;
        let content = WallContent { reason: reason(&new.reason)? };
        let work = self.store.begin(ctx).await?;
        let dossier = numbered(ctx, &work, &new.number).await?;
        match account::get(ctx, &work, new.person).await {
            Ok(_) => {}
            Err(legalmind_store::Error::NotFound) => {
                return Err(Error::Invalid { field: "person", code: "unknown" });
            }
            Err(other) => return Err(other.into()),
        }
        if !wall::raise(ctx, &work, dossier, new.person, &content).await? {
            return Err(Error::Exists { field: "person", code: "already_walled" });
        }
        work.audit(Entry::done("wall.raise", "user", new.person.uuid()).in_dossier(dossier))?;
        let raised = wall::get(ctx, &work, dossier, new.person).await?;
        let raised = shown(ctx, &work, vec![raised]).await?.pop().ok_or(Error::NotFound)?;
        work.save().await?;
        Ok(raised)
    }

    /// Takes a wall down.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::NotFound`] where there was none.
    pub async fn lift_wall(&self, ctx: &Ctx, dossier: DossierId, user: UserId) -> Result<()> {
        self.in_firm(ctx, Action::WallManage).await?;
        let work = self.store.begin(ctx).await?;
        wall::lift(ctx, &work, dossier, user).await?;
        work.audit(Entry::done("wall.lift", "user", user.uuid()).in_dossier(dossier))?;
        Ok(work.save().await?)
    }
}

/// The one dossier with a number.
async fn numbered(ctx: &Ctx, tx: &Tx, number: &str) -> Result<DossierId> {
    let wrong = |code| Error::Invalid { field: "dossier_number", code };
    if number.trim().is_empty() {
        return Err(wrong("empty"));
    }
    match dossier::find_by_number(ctx, tx, number).await?.as_slice() {
        [] => Err(wrong("unknown")),
        [one] => Ok(*one),
        _ => Err(wrong("ambiguous")),
    }
}

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Invalid { field: "reason", code: "empty" });
    }
    if text.chars().count() > MAX_REASON {
        return Err(Error::Invalid { field: "reason", code: "too_long" });
    }
    Ok(text.to_owned())
}

async fn shown(ctx: &Ctx, tx: &Tx, walls: Vec<wall::Wall>) -> Result<Vec<Wall>> {
    let people = names(ctx, tx).await?;
    let ids: Vec<DossierId> = walls.iter().map(|it| it.dossier).collect();
    let dossiers = dossier::get_all(ctx, tx, &ids).await?;
    let number = |id| dossiers.iter().find(|it| it.id == id).map(|it| it.content.number.clone());
    walls
        .into_iter()
        .map(|it| {
            Ok(Wall {
                dossier: it.dossier,
                number: number(it.dossier).ok_or(Error::Integrity)?,
                person: people.get(&it.user).cloned().ok_or(Error::Integrity)?,
                reason: it.content.reason,
                raised: it.raised,
                by: it.by.and_then(|by| people.get(&by).cloned()),
            })
        })
        .collect()
}
