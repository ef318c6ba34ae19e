//! The list of dossiers: rights in the query, words after opening.

use legalmind_core::{Ctx, DossierId, UserId, conflict::ConflictState, dossier::DossierState};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::{Dossier, TABLE, read, state_name};
use crate::{
    Ask, Listed, Result, conflict,
    rights::readable,
    sql::{eq, id, same, select, text},
    tx::Tx,
};

/// How many rows are opened at a time where words are looked for.
const STRETCH: u64 = 1000;

/// Which dossiers are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all stand somewhere in name, number, client, other parties, field of
    /// law or description, in any case.
    pub text: Option<String>,
    /// How far it is.
    pub state: Option<DossierState>,
    /// Its Rechtsgebied (field of law), in any case.
    pub field_of_law: Option<String>,
    /// Its responsible lawyer.
    pub responsible: Option<UserId>,
}

/// A dossier in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The dossier.
    pub dossier: Dossier,
    /// How many documents are in it.
    pub documents: u64,
    /// How far its conflict check is.
    pub conflict: ConflictState,
}

/// The dossiers the person in `ctx` may read, newest first. The order does not move when a
/// dossier changes.
///
/// # Errors
/// [`crate::Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, filter: &Filter, ask: &Ask) -> Result<Listed<Listing>> {
    let words = Words::of(filter);
    let mut after: Option<DossierId> = ask.after_id()?;
    let stretch = if words.none() { ask.rows() } else { STRETCH };
    let mut found = Vec::new();
    loop {
        let rows = tx.sql.all(&query(ctx, tx, filter, after, stretch)?).await?;
        let last = u64::try_from(rows.len()).unwrap_or(u64::MAX) < stretch;
        for row in &rows {
            let dossier = read(tx, row)?;
            after = Some(dossier.id);
            if words.fit(&dossier) {
                let conflict = conflict::read_state(row)?;
                found.push(Listing { dossier, documents: row.count("documents")?, conflict });
            }
        }
        if last || found.len() > ask.size() {
            return Ok(Listed::cut(found, ask, |it| it.dossier.id.to_string()));
        }
    }
}

fn query(
    ctx: &Ctx,
    tx: &Tx,
    filter: &Filter,
    after: Option<DossierId>,
    limit: u64,
) -> Result<SelectStatement> {
    let mut documents = Query::select();
    documents
        .expr(Func::count(Expr::col(Asterisk)))
        .from("document")
        .and_where(same(("document", "tenant"), (TABLE, "tenant")))
        .and_where(same(("document", "dossier"), (TABLE, "id")));
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .expr_as(documents, "documents")
        .cond_where(readable(ctx))
        .and_where_option(filter.state.map(|it| eq((TABLE, "state"), text(state_name(it)))))
        .and_where_option(filter.responsible.map(|it| eq((TABLE, "responsible"), id(it))))
        .and_where_option(after.map(|it| Expr::col((TABLE, "id")).lt(id(it))))
        .order_by((TABLE, "id"), Order::Desc)
        .limit(limit);
    conflict::select_state(&mut query);
    Ok(query)
}

/// What is compared with opened content.
struct Words {
    words: Vec<String>,
    field_of_law: Option<String>,
}

impl Words {
    fn of(filter: &Filter) -> Self {
        let text = filter.text.as_deref().unwrap_or_default().to_lowercase();
        let field = filter.field_of_law.as_deref().map(|it| it.trim().to_lowercase());
        Self {
            words: text.split_whitespace().map(ToOwned::to_owned).collect(),
            field_of_law: field.filter(|it| !it.is_empty()),
        }
    }

    const fn none(&self) -> bool {
        self.words.is_empty() && self.field_of_law.is_none()
    }

    fn fit(&self, dossier: &Dossier) -> bool {
        let content = &dossier.content;
        if self.field_of_law.as_ref().is_some_and(|it| content.field_of_law.to_lowercase() != *it) {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let parts =
            [&content.name, &content.number, &content.client, &content.field_of_law, &content.description];
        let all = parts.into_iter().chain(&content.counterparties).map(|it| it.to_lowercase());
        let all = all.collect::<Vec<_>>().join("\n");
        self.words.iter().all(|word| all.contains(word))
    }
}
