//! The library of a firm: pieces that have versions. Clauses, templates and playbooks are kinds of
//! the same thing, so they share their statements.

mod start;

use legalmind_core::{
    Ctx, Id, Timestamp, UserId,
    audit::{Entry, Outcome},
    clause::LibraryState,
    rights::Action,
};
use sea_orm::sea_query::{Expr, Order};
use serde::{Serialize, de::DeserializeOwned};

pub use start::Started;

use crate::{
    Error, Result, Store,
    row::Row,
    sql::{eq, id, insert, int, opt_id, revised, select, text, time},
    tx::{Tx, Work},
};

/// A kind of piece: where it is kept and what is sealed of it.
pub trait Shelf {
    /// What tells its ids apart.
    type Kind: Clone + std::fmt::Debug;
    /// What is sealed of the piece as a whole.
    type Content: Serialize + DeserializeOwned;
    /// What is sealed of a version.
    type Version: Serialize + DeserializeOwned;
    /// The table of pieces.
    const PIECES: &'static str;
    /// The table of their versions.
    const VERSIONS: &'static str;
}

/// A piece of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<S: Shelf> {
    /// Its id.
    pub id: Id<S::Kind>,
    /// Whether it may be relied on.
    pub state: LibraryState,
    /// Goes up with every change.
    pub revision: u64,
    /// The number of its present version, from 1.
    pub number: u32,
    /// When it was added.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: S::Content,
}

/// A version of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition<V> {
    /// Its number, from 1.
    pub number: u32,
    /// When it was made.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// What is sealed.
    pub content: V,
}

/// Adds a piece with its first version. The key is that of the starter set, where it is of it.
///
/// # Errors
/// [`Error::Exists`] where the firm has a piece of this key.
pub async fn add<S: Shelf>(
    ctx: &Ctx,
    work: &Work,
    piece: Id<S::Kind>,
    key: Option<&str>,
    content: &S::Content,
    version: &S::Version,
) -> Result<()> {
    let now = time(work.now());
    let key = key.map(|key| work.blind("library.key", key.as_bytes()));
    let row = insert(
        S::PIECES,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(piece)),
            ("state", text(LibraryState::Concept.as_str())),
            ("revision", int(1)),
            ("number", int(1)),
            ("key_ix", key.unwrap_or_else(|| opt_id(None::<Id<()>>))),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(S::PIECES, piece.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await?;
    add_version::<S>(ctx, work, piece, 1, version).await
}

/// The piece of this id.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get<S: Shelf>(ctx: &Ctx, tx: &Tx, piece: Id<S::Kind>) -> Result<Piece<S>> {
    let mut query = select(S::PIECES, tx.tenant(ctx)?);
    query.and_where(eq("id", id(piece)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// Asks whether the person may do `action` with a piece, called `object` in the audit log. What is not
/// there is not found before that is asked.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`]; then an entry is left.
pub async fn known<S: Shelf>(
    ctx: &Ctx,
    store: &Store,
    piece: Id<S::Kind>,
    action: Action,
    object: &'static str,
) -> Result<()> {
    store.in_firm(ctx, Action::LibraryRead).await?;
    let tx = store.read(ctx).await?;
    let found = get::<S>(ctx, &tx, piece).await;
    drop(tx);
    if let Err(error) = found {
        let entry = Entry::done(action.as_str(), object, piece.uuid());
        store.look(ctx, entry.outcome(Outcome::Refused)).await?;
        return Err(error);
    }
    store.in_firm(ctx, action).await
}

/// The piece of this key of the starter set; none where the firm has none.
///
/// # Errors
/// [`Error::Integrity`] where the row does not open.
pub async fn find<S: Shelf>(ctx: &Ctx, tx: &Tx, key: &str) -> Result<Option<Piece<S>>> {
    let mut query = select(S::PIECES, tx.tenant(ctx)?);
    query.and_where(eq("key_ix", tx.blind("library.key", key.as_bytes())));
    tx.sql.one(&query).await?.as_ref().map(|row| read(tx, row)).transpose()
}

/// All pieces of the firm, in the order in which they were added.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn list<S: Shelf>(ctx: &Ctx, tx: &Tx) -> Result<Vec<Piece<S>>> {
    let mut query = select(S::PIECES, tx.tenant(ctx)?);
    query.order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// What a piece becomes.
#[derive(Debug)]
pub struct Next<'a, S: Shelf> {
    /// Whether it may be relied on.
    pub state: LibraryState,
    /// What is sealed.
    pub content: &'a S::Content,
    /// A new version, where there is one.
    pub version: Option<&'a S::Version>,
}

/// Changes a piece, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update<S: Shelf>(
    ctx: &Ctx,
    work: &Work,
    piece: Id<S::Kind>,
    revision: u64,
    next: Next<'_, S>,
) -> Result<()> {
    let old = get::<S>(ctx, work, piece).await?;
    let number = old.number.saturating_add(u32::from(next.version.is_some()));
    let mut update = revised(S::PIECES, work.tenant(ctx)?, piece, revision);
    update
        .value("state", Expr::val(text(next.state.as_str())))
        .value("number", Expr::val(int(number)))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(S::PIECES, piece.as_bytes(), next.content)?));
    if work.change(&update).await? == 0 {
        return Err(Error::Conflict);
    }
    match next.version {
        Some(version) => add_version::<S>(ctx, work, piece, number, version).await,
        None => Ok(()),
    }
}

/// A version of a piece.
///
/// # Errors
/// [`Error::NotFound`] where there is none of this number.
pub async fn version<S: Shelf>(
    ctx: &Ctx,
    tx: &Tx,
    piece: Id<S::Kind>,
    number: u32,
) -> Result<Edition<S::Version>> {
    let mut query = select(S::VERSIONS, tx.tenant(ctx)?);
    query.and_where(eq("subject", id(piece))).and_where(eq("number", int(number)));
    let row = tx.sql.one(&query).await?.ok_or(Error::NotFound)?;
    let content = tx.open(S::VERSIONS, &place(piece, number), row.bytes("sealed")?)?;
    edition(&row, content)
}

/// The versions of a piece, oldest first, of each only the first field of what is sealed.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn versions<S: Shelf, Head: DeserializeOwned>(
    ctx: &Ctx,
    tx: &Tx,
    piece: Id<S::Kind>,
) -> Result<Vec<Edition<Head>>> {
    let mut query = select(S::VERSIONS, tx.tenant(ctx)?);
    query.and_where(eq("subject", id(piece))).order_by("number", Order::Asc);
    let read = |row: &Row| {
        let place = place(piece, row.count("number")?);
        edition(row, tx.open_first(S::VERSIONS, &place, &row.bytes("sealed")?)?)
    };
    tx.sql.all(&query).await?.iter().map(read).collect()
}

async fn add_version<S: Shelf>(
    ctx: &Ctx,
    work: &Work,
    piece: Id<S::Kind>,
    number: u32,
    version: &S::Version,
) -> Result<()> {
    let row = insert(
        S::VERSIONS,
        [
            ("tenant", work.tenant(ctx)?),
            ("subject", id(piece)),
            ("number", int(number)),
            ("created", time(work.now())),
            ("created_by", opt_id(ctx.user())),
            ("sealed", work.seal(S::VERSIONS, &place(piece, number), version)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

fn edition<V>(row: &Row, content: V) -> Result<Edition<V>> {
    Ok(Edition {
        number: row.count("number")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        content,
    })
}

fn read<S: Shelf>(tx: &Tx, row: &Row) -> Result<Piece<S>> {
    let id: Id<S::Kind> = row.id("id")?;
    Ok(Piece {
        id,
        state: row.named("state", LibraryState::parse)?,
        revision: row.count("revision")?,
        number: row.count("number")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(S::PIECES, id.as_bytes(), row.bytes("sealed")?)?,
    })
}

/// The key of a version's row.
fn place<K>(piece: Id<K>, number: u32) -> [u8; 20] {
    let mut out = [0; 20];
    let (head, tail) = out.split_at_mut(16);
    head.copy_from_slice(piece.as_bytes());
    tail.copy_from_slice(&number.to_be_bytes());
    out
}
