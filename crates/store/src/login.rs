//! Which firm an e-mail address signs in to: the look-up before authentication, over all firms,
//! by a blind index under the root key ([`legalmind_seal::KeyRing::blind`]).

use legalmind_core::{Ctx, TenantId, UserId};
use sea_orm::sea_query::Query;

use crate::{
    Result, Store,
    sql::{bytes, eq, id, insert},
    tx::Work,
};

const TABLE: &str = "login";

/// Where this address signs in; none where it is not known.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn find(store: &Store, email_ix: &[u8; 32]) -> Result<Option<(TenantId, UserId)>> {
    let mut query = Query::select();
    query.columns(["tenant", "account"]).from(TABLE).and_where(eq("email_ix", bytes(*email_ix)));
    let row = store.system_read().await?.one(&query).await?;
    row.map(|row| Ok((row.id("tenant")?, row.id("account")?))).transpose()
}

/// Lets an address sign in to the firm of `ctx`.
///
/// # Errors
/// [`crate::Error::Exists`] where it signs in somewhere already.
pub async fn add(ctx: &Ctx, work: &Work, email_ix: &[u8; 32], user: UserId) -> Result<()> {
    let row = insert(
        TABLE,
        [("email_ix", bytes(*email_ix)), ("tenant", work.tenant(ctx)?), ("account", id(user))],
    )?;
    work.change(&row).await.map(drop)
}

/// Takes a person's addresses away: on a change of address, before adding the new one.
///
/// # Errors
/// [`crate::Error::Unavailable`] where the database refuses.
pub async fn remove(ctx: &Ctx, work: &Work, user: UserId) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table(TABLE).and_where(eq("tenant", work.tenant(ctx)?)).and_where(eq("account", id(user)));
    work.change(&delete).await.map(drop)
}
