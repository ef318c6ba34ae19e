//! Rows of registers. Which register, how far, whose and when something is due next stand in the
//! clear; what the fields hold and what happened is sealed.

pub mod cycle;
pub mod receipt;

use legalmind_core::{
    Ctx, DossierId, RegisterRowId, Timestamp, UserId,
    dossier::DossierState,
    register::{RowContent, RowState},
};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, OnConflict, Order, Query};

use crate::{
    Ask, Error, Listed, Result, dossier, rights,
    row::Row as Read,
    sql::{eq, id, insert, int, opt_id, opt_time, revised, same, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "register_row";
const UNIQUE: [&str; 2] = ["tenant", "key_ix"];

/// A row of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: RegisterRowId,
    /// The register, by its key.
    pub register: String,
    /// How far it is.
    pub state: RowState,
    /// The dossier that it belongs to, where its register is kept by dossier.
    pub dossier: Option<DossierId>,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Since when its campaigns run; none until it is put in force for the first time.
    pub since: Option<Timestamp>,
    /// When something falls next in its campaigns.
    pub due_next: Option<Timestamp>,
    /// Goes up with every change.
    pub revision: u64,
    /// When it was added.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// What is sealed.
    pub content: RowContent,
}

/// A row to be added.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Its id.
    pub id: RegisterRowId,
    /// The register, by its key.
    pub register: &'static str,
    /// How far it is.
    pub state: RowState,
    /// The dossier that it belongs to.
    pub dossier: Option<DossierId>,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Since when its campaigns run.
    pub since: Option<Timestamp>,
    /// A name that one row of the firm has: among the rows that the product offers, or of what is kept
    /// once for a dossier.
    pub key: Option<String>,
    /// What is sealed.
    pub content: RowContent,
}

/// Which rows a person may see: all of these registers, and their own of the others; of rows that belong
/// to a dossier, those of the dossiers that the person in the context may read, and no other.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The registers, by their keys.
    pub registers: &'a [&'a str],
    /// The person.
    pub user: Option<UserId>,
}

impl Sight<'_> {
    fn condition(self, ctx: &Ctx) -> Condition {
        let mut seen = Condition::any()
            .add(Expr::cust("1 = 0"))
            .add(Expr::col((TABLE, "register")).is_in(self.registers.iter().map(|it| text(it))));
        if let Some(user) = self.user {
            seen = seen.add(eq((TABLE, "owner"), id(user))).add(eq((TABLE, "created_by"), id(user)));
        }
        let of_firm = Condition::all().add(Expr::col((TABLE, "dossier")).is_null()).add(seen);
        Condition::any().add(of_firm).add(rights::readable_through(ctx, TABLE))
    }
}

/// Adds a row. False where the firm has a row of this key already: then it stays as it is.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn add(ctx: &Ctx, work: &Work, new: &NewRow) -> Result<bool> {
    let now = time(work.now());
    let key = new.key.as_ref().map(|key| work.blind("register.key", key.as_bytes()));
    let mut row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(new.id)),
            ("register", text(new.register)),
            ("state", text(new.state.as_str())),
            ("dossier", opt_id(new.dossier)),
            ("owner", opt_id(new.owner)),
            ("since", opt_time(new.since)),
            ("due_next", opt_time(new.since)),
            ("key_ix", key.unwrap_or_else(|| opt_id(None::<RegisterRowId>))),
            ("revision", int(1)),
            ("created", now.clone()),
            ("created_by", opt_id(ctx.user())),
            ("updated", now),
            ("sealed", work.seal(TABLE, new.id.as_bytes(), &new.content)?),
        ],
    )?;
    row.on_conflict(OnConflict::columns(UNIQUE).do_nothing().to_owned());
    Ok(work.change(&row).await? == 1)
}

/// Whether the firm has the row of this key.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn has(ctx: &Ctx, tx: &Tx, key: &str) -> Result<bool> {
    let mut query = Query::select();
    query
        .column("id")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(eq("key_ix", tx.blind("register.key", key.as_bytes())));
    Ok(tx.sql.one(&query).await?.is_some())
}

/// The row of this key, where the firm has it. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where it does not open.
pub async fn keyed(ctx: &Ctx, tx: &Tx, key: &str) -> Result<Option<Row>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("key_ix", tx.blind("register.key", key.as_bytes())));
    tx.sql.one(&query).await?.map(|row| read(tx, &row)).transpose()
}

/// How far the rows of these keys are, for those that the firm has.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn states(ctx: &Ctx, tx: &Tx, keys: &[String]) -> Result<Vec<RowState>> {
    let mut all = Vec::new();
    for some in keys.chunks(500) {
        let mut query = Query::select();
        query.column("state").from(TABLE).and_where(eq("tenant", tx.tenant(ctx)?)).and_where(
            Expr::col("key_ix").is_in(some.iter().map(|it| tx.blind("register.key", it.as_bytes()))),
        );
        for row in tx.sql.all(&query).await? {
            all.push(row.named("state", RowState::parse)?);
        }
    }
    Ok(all)
}

/// The row of this id. Rights are the caller's matter.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, row: RegisterRowId) -> Result<Row> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(row)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The rows of a register that a person may see, oldest first.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, register: &str, sight: Sight<'_>, ask: &Ask) -> Result<Listed<Row>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("register", text(register))).cond_where(sight.condition(ctx));
    if let Some(after) = ask.after_id::<legalmind_core::id::kind::RegisterRow>()? {
        query.and_where(Expr::col("id").gt(id(after)));
    }
    query.order_by("id", Order::Asc).limit(ask.rows());
    let items = tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Row| it.id.to_string()))
}

/// All rows of a register, oldest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn all(ctx: &Ctx, tx: &Tx, register: &str) -> Result<Vec<Row>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("register", text(register))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// The rows that belong to a dossier, oldest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn of_dossier(ctx: &Ctx, tx: &Tx, dossier: DossierId) -> Result<Vec<Row>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("dossier", id(dossier))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// The open dossiers that have no row of a register, at most `limit`; for the house's own work.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn lacking(ctx: &Ctx, tx: &Tx, register: &str, limit: u64) -> Result<Vec<DossierId>> {
    let mut rows = Query::select();
    rows.expr(Expr::cust("1"))
        .from(TABLE)
        .and_where(same((TABLE, "tenant"), ("dossier", "tenant")))
        .and_where(same((TABLE, "dossier"), ("dossier", "id")))
        .and_where(eq((TABLE, "register"), text(register)));
    let mut query = Query::select();
    query
        .column(("dossier", "id"))
        .from("dossier")
        .and_where(eq(("dossier", "tenant"), tx.tenant(ctx)?))
        .and_where(eq(("dossier", "state"), text(dossier::state_name(DossierState::Open))))
        .and_where(Expr::not_exists(rows))
        .order_by(("dossier", "id"), Order::Asc)
        .limit(limit);
    tx.sql.all(&query).await?.iter().map(|row| row.id("id")).collect()
}

/// All rows that a person may see, oldest first.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn seen(ctx: &Ctx, tx: &Tx, sight: Sight<'_>) -> Result<Vec<Row>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.cond_where(sight.condition(ctx)).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// The rows that are not closed of which one of these campaigns, each with its register, is open or opens by
/// `until`, oldest first: of the rows that a person may see, or of the whole firm, where rights are the
/// caller's matter. Others may be among them: what falls next in a row may be of another campaign.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn nearing(
    ctx: &Ctx,
    tx: &Tx,
    campaigns: &[(&str, &str)],
    until: Timestamp,
    sight: Option<Sight<'_>>,
) -> Result<Vec<Row>> {
    let near = |(register, campaign): &(&str, &str)| {
        let soon = Expr::col((TABLE, "due_next")).lte(time(until));
        Condition::all()
            .add(eq((TABLE, "register"), text(register)))
            .add(Condition::any().add(soon).add(Expr::exists(cycle::open_of(campaign))))
    };
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(Expr::col((TABLE, "state")).ne(text(RowState::Closed.as_str())))
        .cond_where(
            campaigns.iter().map(near).fold(Condition::any().add(Expr::cust("1 = 0")), Condition::add),
        )
        .order_by("id", Order::Asc);
    if let Some(sight) = sight {
        query.cond_where(sight.condition(ctx));
    }
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// How many rows of each register and state a person may see.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn counts(ctx: &Ctx, tx: &Tx, sight: Sight<'_>) -> Result<Vec<(String, RowState, u64)>> {
    let mut query = Query::select();
    query
        .columns(["register", "state"])
        .expr_as(Expr::cust("COUNT(*)"), "count")
        .from(TABLE)
        .and_where(eq((TABLE, "tenant"), tx.tenant(ctx)?))
        .cond_where(sight.condition(ctx))
        .group_by_columns(["register", "state"]);
    let count =
        |row: &Read| Ok((row.text("register")?, row.named("state", RowState::parse)?, row.count("count")?));
    tx.sql.all(&query).await?.iter().map(count).collect()
}

/// The rows in whose campaigns something fell until `now`, the longest ago first.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn waiting(ctx: &Ctx, tx: &Tx, now: Timestamp, limit: u64) -> Result<Vec<RegisterRowId>> {
    let mut query = Query::select();
    query
        .column("id")
        .from(TABLE)
        .and_where(eq("tenant", tx.tenant(ctx)?))
        .and_where(Expr::col("due_next").lte(time(now)))
        .order_by("due_next", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(limit);
    tx.sql.all(&query).await?.iter().map(|row| row.id("id")).collect()
}

/// What a row becomes.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    /// How far it is now.
    pub state: RowState,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Since when its campaigns run.
    pub since: Option<Timestamp>,
    /// What is sealed.
    pub content: &'a RowContent,
}

/// Changes a row, if its revision is still `revision`.
///
/// # Errors
/// [`Error::Conflict`] where it is not.
pub async fn update(ctx: &Ctx, work: &Work, row: RegisterRowId, revision: u64, next: Next<'_>) -> Result<()> {
    let mut update = revised(TABLE, work.tenant(ctx)?, row, revision);
    update
        .value("state", Expr::val(text(next.state.as_str())))
        .value("owner", Expr::val(opt_id(next.owner)))
        .value("since", Expr::val(opt_time(next.since)))
        .value("updated", Expr::val(time(work.now())))
        .value("sealed", Expr::val(work.seal(TABLE, row.as_bytes(), next.content)?));
    if work.change(&update).await? == 0 {
        get(ctx, work, row).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Takes the key of a row away, so that another may have it: what is kept once for a dossier was closed.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn free_key(ctx: &Ctx, work: &Work, row: RegisterRowId) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("key_ix", Expr::val(opt_id(None::<RegisterRowId>)))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(row)));
    work.note(&update).await.map(drop)
}

/// Says when something falls next in the campaigns of a row; book-keeping.
///
/// # Errors
/// [`Error::Unavailable`] where the database refuses.
pub async fn set_due_next(ctx: &Ctx, work: &Work, row: RegisterRowId, next: Option<Timestamp>) -> Result<()> {
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("due_next", Expr::val(opt_time(next)))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(row)));
    work.note(&update).await.map(drop)
}

fn read(tx: &Tx, row: &Read) -> Result<Row> {
    let id: RegisterRowId = row.id("id")?;
    Ok(Row {
        id,
        register: row.text("register")?,
        state: row.named("state", RowState::parse)?,
        dossier: row.opt_id("dossier")?,
        owner: row.opt_id("owner")?,
        since: row.opt_time("since")?,
        due_next: row.opt_time("due_next")?,
        revision: row.count("revision")?,
        created: row.time("created")?,
        created_by: row.opt_id("created_by")?,
        updated: row.time("updated")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}
