//! Recovery codes: single-use stand-ins for the second factor, kept as keyed digests.

use legalmind_core::{Ctx, UserId};
use sea_orm::sea_query::{Asterisk, Expr, Func, Query};

use crate::{
    Error, Result,
    sql::{eq, id, insert},
    tx::{Tx, Work},
};

const TABLE: &str = "recovery";

/// Replaces a person's codes. Codes are given as they are shown; what is kept is their blind
/// index.
///
/// # Errors
/// [`Error::NotFound`] where there is no such account.
pub async fn replace(ctx: &Ctx, work: &Work, user: UserId, codes: &[String]) -> Result<()> {
    let tenant = work.tenant(ctx)?;
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", tenant.clone())).and_where(eq("account", id(user)));
    work.change(&delete).await?;
    for code in codes {
        let code_ix = work.blind("recovery.code", code.as_bytes());
        let row = insert(TABLE, [("tenant", tenant.clone()), ("account", id(user)), ("code_ix", code_ix)])?;
        work.change(&row).await?;
    }
    Ok(())
}

/// Spends a code; false where it is not one of this person's, or was spent.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn spend(ctx: &Ctx, work: &Work, user: UserId, code: &str) -> Result<bool> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("account", id(user)))
        .and_where(eq("code_ix", work.blind("recovery.code", code.as_bytes())));
    Ok(work.note(&delete).await? == 1)
}

/// How many codes a person has left.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn left(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<u32> {
    let mut query = Query::select();
    query
        .expr_as(Func::count(Expr::col(Asterisk)), "codes")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("account", id(user)));
    tx.sql.one(&query).await?.ok_or(Error::Integrity)?.count("codes")
}
