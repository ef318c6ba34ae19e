//! What a firm asks of people with a role, and by which rows of its registers they meet it. The rows
//! themselves are sealed: whoever writes one says here what follows from it, so that a session can ask in
//! the statement that finds it.

use std::collections::{BTreeSet, HashSet};

use legalmind_core::{Ctx, RegisterRowId, Timestamp, UserId, account::Role, requirement::Requirement};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement};

use crate::{
    Result,
    row::Row,
    sql::{eq, id, insert, opt_id, opt_time, same, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "requirement";
const MET: &str = "requirement_met";

/// That a person meets something, until an instant where it ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// What.
    pub what: Requirement,
    /// Who.
    pub user: UserId,
    /// Until when; none where it does not end.
    pub until: Option<Timestamp>,
}

/// What the firm asks of each role.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn list(ctx: &Ctx, tx: &Tx) -> Result<Vec<(Role, Requirement)>> {
    let query = select(TABLE, tx.tenant(ctx)?);
    let read = |row: &Row| Ok((row.named("role", Role::parse)?, row.named("kind", Requirement::parse)?));
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// Says what the firm asks of a role: these, and nothing else.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn set(ctx: &Ctx, work: &Work, role: Role, asked: &[Requirement]) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("role", text(role.as_str())));
    work.change(&delete).await?;
    for kind in asked.iter().map(|it| it.as_str()).collect::<BTreeSet<_>>() {
        let row = insert(
            TABLE,
            [
                ("tenant", work.tenant(ctx)?),
                ("role", text(role.as_str())),
                ("kind", text(kind)),
                ("created", time(work.now())),
                ("created_by", opt_id(ctx.user())),
            ],
        )?;
        work.change(&row).await?;
    }
    Ok(())
}

/// Says what follows from a row: these, and nothing else. It goes with the change of the row.
///
/// # Errors
/// [`crate::Error::NotFound`] where the row or a person is not there.
pub async fn meet(ctx: &Ctx, work: &Work, row: RegisterRowId, all: &[Met]) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(MET).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("subject", id(row)));
    work.note(&delete).await?;
    for met in all {
        let row = insert(
            MET,
            [
                ("tenant", work.tenant(ctx)?),
                ("subject", id(row)),
                ("kind", text(met.what.as_str())),
                ("account", id(met.user)),
                ("until", opt_time(met.until)),
            ],
        )?;
        work.note(&row).await?;
    }
    Ok(())
}

/// What each person of the firm meets now.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn met(ctx: &Ctx, tx: &Tx) -> Result<HashSet<(UserId, Requirement)>> {
    let mut query = select(MET, tx.tenant(ctx)?);
    query.cond_where(holds(tx.now()));
    let read = |row: &Row| Ok((row.id("account")?, row.named("kind", Requirement::parse)?));
    tx.sql.all(&query).await?.iter().map(read).collect()
}

/// What a person lacks of what the firm asks of a role, in the order in which it is told.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn lacking(ctx: &Ctx, tx: &Tx, role: Role, user: UserId) -> Result<Vec<Requirement>> {
    let mut query = Query::select();
    query
        .column("kind")
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?))
        .and_where(eq((TABLE, "role"), text(role.as_str())))
        .and_where(Expr::not_exists(met_by(Expr::val(id(user)), tx.now())));
    let read = |row: &Row| row.named("kind", Requirement::parse);
    let found: HashSet<Requirement> = tx.sql.all(&query).await?.iter().map(read).collect::<Result<_>>()?;
    Ok(Requirement::ALL.iter().copied().filter(|it| found.contains(it)).collect())
}

/// Whether something lacks that opens dossiers, of a row of `account`; for the statements that find who
/// asks.
pub(crate) fn untrained(now: Timestamp) -> Expr {
    let opens = Requirement::ALL.iter().filter(|it| it.opens_dossiers()).map(|it| text(it.as_str()));
    let mut query = Query::select();
    query
        .expr(Expr::cust("1"))
        .from(TABLE)
        .and_where(same((TABLE, "tenant"), ("account", "tenant")))
        .and_where(same((TABLE, "role"), ("account", "role")))
        .and_where(Expr::col((TABLE, "kind")).is_in(opens))
        .and_where(Expr::not_exists(met_by(Expr::col(("account", "id")), now)));
    Expr::exists(query)
}

/// What meets a row of `requirement` for a person.
fn met_by(user: Expr, now: Timestamp) -> SelectStatement {
    let mut query = Query::select();
    query
        .expr(Expr::cust("1"))
        .from(MET)
        .and_where(same((MET, "tenant"), (TABLE, "tenant")))
        .and_where(same((MET, "kind"), (TABLE, "kind")))
        .and_where(Expr::col((MET, "account")).eq(user))
        .cond_where(holds(now));
    query
}

fn holds(now: Timestamp) -> Condition {
    Condition::any().add(Expr::col((MET, "until")).is_null()).add(Expr::col((MET, "until")).gt(time(now)))
}
