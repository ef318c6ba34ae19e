//! Rights as the database sees them: the same rule that `policies/` states, as a condition.
//!
//! Lists and search are filtered by this condition; single objects are decided by
//! [`legalmind_core::rights::decide`] on the facts. A test holds the two together.

use legalmind_core::{
    Ctx, DossierId,
    account::Role,
    dossier::{Access, DossierFacts},
    rights::{Action, decide},
};
use sea_orm::sea_query::{Condition, Expr, Query, SelectStatement};

use crate::{
    Error, Result, dossier,
    sql::{eq, id, same, text},
    tx::Tx,
};

/// Decides whether the person in `ctx` may do `action` on a dossier.
///
/// # Errors
/// [`Error::NotFound`] where the dossier may not even be read, [`Error::Refused`] where it may
/// be read but the action is not allowed.
pub async fn require(ctx: &Ctx, tx: &Tx, action: Action, dossier: DossierId) -> Result<DossierFacts> {
    if !ctx.is_trained() {
        // before it is looked for: the answer tells nothing of what is there
        decide(ctx, action, DossierFacts::default())?;
    }
    let facts = dossier::facts(ctx, tx, dossier).await?.ok_or(Error::NotFound)?;
    match decide(ctx, action, facts) {
        Ok(()) => Ok(facts),
        Err(_) if decide(ctx, Action::DossierRead, facts).is_err() => Err(Error::NotFound),
        Err(refused) => Err(Error::Refused(refused)),
    }
}

/// The rows of `member` or `wall` of the person in `ctx` about the dossier in `column`.
pub(crate) fn mine(ctx: &Ctx, table: &'static str, of: (&'static str, &'static str)) -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::cust("1"))
        .from(table)
        .and_where(same((table, "tenant"), (of.0, "tenant")))
        .and_where(same((table, "dossier"), of));
    match ctx.user() {
        Some(user) => rows.and_where(eq((table, "account"), id(user))),
        None => rows.and_where(Expr::cust("1 = 0")),
    };
    rows
}

/// Whether the person in `ctx` may read the dossier of a row of `dossier`.
pub(crate) fn readable(ctx: &Ctx) -> Condition {
    if !ctx.is_trained() {
        return Condition::all().add(Expr::cust("1 = 0"));
    }
    let of = ("dossier", "id");
    let mut reads = Condition::any().add(Expr::exists(mine(ctx, "member", of)));
    if ctx.role() != Role::FirmAdministrator {
        reads = reads.add(eq(("dossier", "access"), text(dossier::access_name(Access::Firm))));
    }
    Condition::all().add(Expr::not_exists(mine(ctx, "wall", of))).add(reads)
}

/// Whether the person in `ctx` may read the dossier that a row of `table` is in.
pub(crate) fn readable_through(ctx: &Ctx, table: &'static str) -> Expr {
    let mut rows = Query::select();
    rows.expr(Expr::cust("1"))
        .from("dossier")
        .and_where(same(("dossier", "tenant"), (table, "tenant")))
        .and_where(same(("dossier", "id"), (table, "dossier")))
        .cond_where(readable(ctx));
    Expr::exists(rows)
}

/// The columns that facts are read from, under the names [`facts`] reads.
pub(crate) fn select_facts(ctx: &Ctx, query: &mut SelectStatement) {
    let of = ("dossier", "id");
    query
        .expr_as(one_or_zero(Expr::exists(mine(ctx, "member", of))), "is_member")
        .expr_as(one_or_zero(Expr::exists(mine(ctx, "wall", of))), "is_walled");
}

/// A condition as the number that flags are stored as; engines disagree on the type of truth.
pub(crate) fn one_or_zero(condition: Expr) -> Expr {
    Expr::case(condition, Expr::cust("CAST(1 AS BIGINT)")).finally(Expr::cust("CAST(0 AS BIGINT)")).into()
}

/// The facts in a row of `dossier` that was read with [`select_facts`].
pub(crate) fn facts(ctx: &Ctx, row: &crate::row::Row) -> Result<DossierFacts> {
    let responsible = row.opt_id("responsible")?;
    Ok(DossierFacts {
        member: row.flag("is_member")?,
        responsible: responsible.is_some() && responsible == ctx.user(),
        walled: row.flag("is_walled")?,
        open_to_firm: row.named("access", dossier::access)? == Access::Firm,
        closed: row.named("state", dossier::state)? == legalmind_core::dossier::DossierState::Closed,
    })
}
