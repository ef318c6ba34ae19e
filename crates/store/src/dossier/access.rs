//! Who may open a dossier: its members, and the facts rights are decided on.

use legalmind_core::{Ctx, DossierId, Timestamp, UserId, dossier::DossierFacts};
use sea_orm::sea_query::{OnConflict, Order, Query};

use crate::{
    Error, Result,
    rights::{facts as read_facts, readable, select_facts},
    sql::{eq, id, insert, opt_id, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "member";

/// A person's place in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub user: UserId,
    /// Since when.
    pub since: Timestamp,
    /// By whom.
    pub by: Option<UserId>,
}

/// The facts on which the rights of the person in `ctx` in a dossier are decided; none where
/// there is no such dossier.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn facts(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Option<DossierFacts>> {
    let mut query = Query::select();
    query
        .columns([("dossier", "responsible"), ("dossier", "access"), ("dossier", "state")])
        .from("dossier")
        .and_where(eq(("dossier", "tenant"), tx.tenant(ctx)?))
        .and_where(eq(("dossier", "id"), id(dossier)));
    select_facts(ctx, &mut query);
    tx.sql.one(&query).await?.map(|row| read_facts(ctx, &row)).transpose()
}

/// The ids of all dossiers the person in `ctx` may read: the filter of search.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn visible(ctx: &Ctx, tx: &Tx) -> Result<Vec<DossierId>> {
    let mut query = Query::select();
    query
        .column(("dossier", "id"))
        .from("dossier")
        .and_where(eq(("dossier", "tenant"), tx.tenant(ctx)?))
        .cond_where(readable(ctx))
        .order_by(("dossier", "id"), Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| row.id("id")).collect()
}

/// The members of a dossier.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn members(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Membership>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("dossier", id(dossier)))
        .order_by("created", Order::Asc)
        .order_by("account", Order::Asc);
    let read = |row: &crate::row::Row| {
        Ok(Membership {
            user: row.id("account")?,
            since: row.time("created")?,
            by: row.opt_id("created_by")?,
        })
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Makes a person a member; one who is already stays so.
///
/// # Errors
/// [`Error::NotFound`] where the dossier or the person is not there.
pub async fn add_member(ctx: &Ctx, work: &Work, dossier: DossierId, user: UserId) -> Result<()> {
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("dossier", id(dossier)),
            ("account", id(user)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
        ],
    )?;
    row.on_conflict(OnConflict::columns(["tenant", "dossier", "account"]).do_nothing().to_owned());
    work.change_seen(&row).await.map(drop)
}

/// Takes a person's membership away.
///
/// # Errors
/// [`Error::NotFound`] where the person was no member.
pub async fn remove_member(ctx: &Ctx, work: &Work, dossier: DossierId, user: UserId) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("dossier", id(dossier)))
        .and_where(eq("account", id(user)));
    if work.change_seen(&delete).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}
