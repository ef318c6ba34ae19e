//! The key with which a firm signs its evidence packs, sealed as content is. It is made on first use and
//! stays, so that its fingerprint can be told to whoever gets packs.

use legalmind_core::{Ctx, audit::Entry};
use legalmind_seal::sign::SigningKey;
use sea_orm::sea_query::OnConflict;
use zeroize::Zeroize;

use crate::{
    Error, Result, Store,
    sql::{insert, select, time},
    tx::{Tx, Work},
};

const TABLE: &str = "signing_key";

/// The firm's key, where it has one.
///
/// # Errors
/// [`Error::Integrity`] where it does not open.
pub async fn find(ctx: &Ctx, tx: &Tx) -> Result<Option<SigningKey>> {
    let Some(row) = tx.sql.one(&select(TABLE, tx.tenant(ctx)?)).await? else { return Ok(None) };
    let mut seed: [u8; 32] = tx.open(TABLE, &[], row.bytes("sealed")?)?;
    let key = SigningKey::of(&seed);
    seed.zeroize();
    Ok(Some(key?))
}

/// The firm's key; made where it has none yet.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn get(ctx: &Ctx, store: &Store) -> Result<SigningKey> {
    let tx = store.read(ctx).await?;
    let found = find(ctx, &tx).await?;
    drop(tx);
    if let Some(key) = found {
        return Ok(key);
    }
    let work = store.begin(ctx).await?;
    add(ctx, &work).await?;
    work.audit(Entry::done("signing_key.add", "firm", ctx.tenant().uuid()))?;
    // two at a time have one key
    let key = find(ctx, &work).await?.ok_or(Error::NotFound)?;
    work.save().await?;
    Ok(key)
}

async fn add(ctx: &Ctx, work: &Work) -> Result<()> {
    let seed = legalmind_seal::random::secret::<32>(work.world());
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("created", time(work.now())),
            ("sealed", work.seal(TABLE, &[], &*seed)?),
        ],
    )?;
    row.on_conflict(OnConflict::column("tenant").do_nothing().to_owned());
    work.change(&row).await.map(drop)
}
