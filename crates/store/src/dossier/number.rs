//! Dossiers by the firm's own number, which is sealed: rows are opened and compared.

use legalmind_core::{Ctx, DossierId};
use sea_orm::sea_query::{Expr, ExprTrait, Order};

use super::{TABLE, read};
use crate::{
    Result,
    sql::{id, select},
    tx::Tx,
};

/// How many rows are opened at a time.
const STRETCH: u64 = 1000;

/// The dossiers of the whole firm that have this number, whoever may read them: for those who
/// manage walls. Case and the space around it do not matter; an empty number is nobody's. A firm
/// may have given a number twice.
///
/// # Errors
/// [`crate::Error::Integrity`] where a row does not open.
pub async fn find_by_number(ctx: &Ctx, tx: &Tx, number: &str) -> Result<Vec<DossierId>> {
    let wanted = number.trim().to_lowercase();
    let (mut found, mut after) = (Vec::new(), None);
    while !wanted.is_empty() {
        let mut query = select(TABLE, tx.tenant(ctx)?);
        query
            .and_where_option(after.map(|it: DossierId| Expr::col((TABLE, "id")).gt(id(it))))
            .order_by((TABLE, "id"), Order::Asc)
            .limit(STRETCH);
        let rows = tx.sql.all(&query).await?;
        for row in &rows {
            let dossier = read(tx, row)?;
            after = Some(dossier.id);
            if dossier.content.number.trim().to_lowercase() == wanted {
                found.push(dossier.id);
            }
        }
        if u64::try_from(rows.len()).unwrap_or(u64::MAX) < STRETCH {
            break;
        }
    }
    Ok(found)
}
