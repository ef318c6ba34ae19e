//! A transaction as statements see it, and the few shapes of statement that repositories share.

use legalmind_core::{Id, Timestamp};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement, StatementBuilder,
    sea_query::{
        Asterisk, Expr, ExprTrait, InsertStatement, IntoColumnRef, Query, SelectStatement, UpdateStatement,
        Value,
    },
};
use uuid::Uuid;

use crate::{
    Error, Result,
    engine::{Glances, Turn},
    row::Row,
};

/// How many values one statement binds at most; SQLite allows 32,766.
const MOST_BINDS: usize = 16_000;

/// An open transaction, without a scope of its own; or a reader of a single statement.
pub(crate) struct Sql {
    // before the turn, so that it is rolled back before anybody else's begins
    on: On,
    turn: Option<Turn>,
}

enum On {
    Transaction(DatabaseTransaction),
    /// Each statement sees the database as it is then.
    Each(Glances),
}

impl Sql {
    pub(crate) const fn of(tx: DatabaseTransaction) -> Self {
        Self { on: On::Transaction(tx), turn: None }
    }

    /// A transaction that is a part of one with others.
    pub(crate) const fn in_turn(tx: DatabaseTransaction, turn: Turn) -> Self {
        Self { on: On::Transaction(tx), turn: Some(turn) }
    }

    /// No transaction: each statement sees one state of the database by itself. For reading.
    pub(crate) const fn of_each(glances: Glances) -> Self {
        Self { on: On::Each(glances), turn: None }
    }

    /// Runs statements that give nothing back.
    pub(crate) async fn plain(&self, statements: &str) -> Result<(), DbErr> {
        match &self.on {
            On::Transaction(tx) => tx.execute_unprepared(statements).await.map(drop),
            On::Each(_) => Err(reads()),
        }
    }

    fn build<S: StatementBuilder>(&self, query: &S) -> Statement {
        match &self.on {
            On::Transaction(tx) => tx.get_database_backend(),
            On::Each(_) => DbBackend::Sqlite,
        }
        .build(query)
    }

    /// All rows of a query.
    pub(crate) async fn all<S: StatementBuilder>(&self, query: &S) -> Result<Vec<Row>> {
        let query = self.build(query);
        let rows: Vec<QueryResult> = match &self.on {
            On::Transaction(tx) => tx.query_all_raw(query).await?,
            On::Each(glances) => glances.all(query).await?,
        };
        Ok(rows.into_iter().map(Row).collect())
    }

    /// The first row of a query.
    pub(crate) async fn one<S: StatementBuilder>(&self, query: &S) -> Result<Option<Row>> {
        let query = self.build(query);
        let row = match &self.on {
            On::Transaction(tx) => tx.query_one_raw(query).await?,
            On::Each(glances) => glances.one(query).await?,
        };
        Ok(row.map(Row))
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) async fn run<S: StatementBuilder>(&self, change: &S) -> Result<u64> {
        let change = self.build(change);
        let done = match &self.on {
            On::Transaction(tx) => tx.execute_raw(change).await?,
            On::Each(_) => return Err(reads().into()),
        };
        Ok(done.rows_affected())
    }

    /// Inserts many rows in as few statements as the engines' limits allow.
    pub(crate) async fn run_many<const N: usize>(
        &self,
        table: &'static str,
        columns: [&'static str; N],
        rows: Vec<[Value; N]>,
    ) -> Result<()> {
        let step = MOST_BINDS.checked_div(N).unwrap_or(1).max(1);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut insert = Query::insert();
            insert.into_table(table).columns(columns);
            for row in rows.by_ref().take(step) {
                add_row(&mut insert, row)?;
            }
            self.run(&insert).await?;
        }
        Ok(())
    }

    /// Makes what was done last.
    pub(crate) async fn commit(self) -> Result<()> {
        match (self.on, self.turn) {
            (On::Transaction(tx), Some(turn)) => turn.commit(tx).await?,
            (On::Transaction(tx), None) => tx.commit().await?,
            (On::Each(_), _) => {}
        }
        Ok(())
    }
}

fn reads() -> DbErr {
    DbErr::Custom("single statements only read".to_owned())
}

fn add_row<const N: usize>(insert: &mut InsertStatement, row: [Value; N]) -> Result<()> {
    let fault = |_| Error::Unavailable(sea_orm::DbErr::Custom("columns and values differ".to_owned()));
    insert.values(row.map(Expr::val)).map_err(fault)?;
    Ok(())
}

/// An insert of one row.
pub(crate) fn insert<const N: usize>(
    table: &'static str,
    pairs: [(&'static str, Value); N],
) -> Result<InsertStatement> {
    let mut insert = Query::insert();
    let (columns, values): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    insert.into_table(table).columns(columns);
    let fault = |_| Error::Unavailable(sea_orm::DbErr::Custom("columns and values differ".to_owned()));
    insert.values(values.into_iter().map(Expr::val)).map_err(fault)?;
    Ok(insert)
}

/// A query of all columns of a table's rows of one tenant.
pub(crate) fn select(table: &'static str, tenant: Value) -> SelectStatement {
    let mut select = Query::select();
    select.column((table, Asterisk)).from(table).and_where(eq((table, "tenant"), tenant));
    select
}

/// A statement that changes the row of this id, if its revision is still `revision`, and gives it the next.
pub(crate) fn revised<K>(table: &'static str, tenant: Value, row: Id<K>, revision: u64) -> UpdateStatement {
    let mut update = Query::update();
    update
        .table(table)
        .value("revision", Expr::col("revision").add(1_i64))
        .and_where(eq("tenant", tenant))
        .and_where(eq("id", id(row)))
        .and_where(eq("revision", int(revision)));
    update
}

/// `column = value`.
pub(crate) fn eq(column: impl IntoColumnRef, value: Value) -> Expr {
    Expr::col(column).eq(value)
}

/// `left = right`, both columns.
pub(crate) fn same(left: impl IntoColumnRef, right: impl IntoColumnRef) -> Expr {
    Expr::col(left).eq(Expr::col(right))
}

/// An id as it is stored.
pub(crate) fn id<K>(id: Id<K>) -> Value {
    Value::from(id.as_bytes().to_vec())
}

/// An id that may be absent.
pub(crate) fn opt_id<K>(id: Option<Id<K>>) -> Value {
    Value::from(id.map(|id| id.as_bytes().to_vec()))
}

/// A UUID that may be absent.
pub(crate) fn opt_uuid(uuid: Option<Uuid>) -> Value {
    Value::from(uuid.map(|uuid| uuid.as_bytes().to_vec()))
}

/// Bytes.
pub(crate) fn bytes(bytes: impl Into<Vec<u8>>) -> Value {
    Value::from(bytes.into())
}

/// An instant, in milliseconds.
pub(crate) fn time(at: Timestamp) -> Value {
    Value::from(at.as_millisecond())
}

/// An instant that may be absent.
pub(crate) fn opt_time(at: Option<Timestamp>) -> Value {
    Value::from(at.map(|at| at.as_millisecond()))
}

/// A number; what does not fit is held at the largest that does.
pub(crate) fn int(n: impl TryInto<i64>) -> Value {
    Value::from(n.try_into().unwrap_or(i64::MAX))
}

/// A number that may be absent.
pub(crate) fn opt_int(n: Option<impl TryInto<i64>>) -> Value {
    Value::from(n.map(|n| n.try_into().unwrap_or(i64::MAX)))
}

/// Text that is not content: a state's name, a worker's name.
pub(crate) fn text(text: &str) -> Value {
    Value::from(text.to_owned())
}

/// A name that may be absent.
pub(crate) fn opt_text(text: Option<&str>) -> Value {
    Value::from(text.map(ToOwned::to_owned))
}

/// A yes or no.
pub(crate) fn flag(yes: bool) -> Value {
    Value::from(i64::from(yes))
}
