//! Questions with their answers: the row, its events and the ledger of what was read for it.

mod event;
mod ledger;

use legalmind_core::{
    AnswerId, Ctx, DossierId, Timestamp, UserId,
    answer::{AnswerMode, AnswerState, AnswerTrouble},
    citation::LawCitation,
};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

pub use self::{
    event::{Event, add_events, events},
    ledger::{ReadPassage, add_read_passages, mark_cited, read_passages},
};
use crate::{
    Ask, Error, Listed, Result,
    row::Row,
    sql::{eq, id, insert, opt_id, opt_time, select, text, time},
    tx::{Tx, Work},
};

const TABLE: &str = "answer";

/// A step of the work on an answer, as it is shown to the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which step; its text is in `web/src/i18n`.
    pub code: String,
    /// How many things it found or did.
    pub count: Option<u64>,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// What is sealed of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerContent {
    /// The question.
    pub question: String,
    /// The answer so far, Markdown with marks `[1]`.
    pub text: String,
    /// Who wrote its words.
    pub mode: AnswerMode,
    /// Why it is less than it should be.
    pub trouble: Option<AnswerTrouble>,
    /// What was done for it.
    pub steps: Vec<Step>,
    /// The provisions it cites.
    pub laws: Vec<LawCitation>,
}

impl AnswerContent {
    /// A question with no answer yet.
    pub fn asked(question: impl Into<String>, mode: AnswerMode) -> Self {
        Self {
            question: question.into(),
            text: String::new(),
            mode,
            trouble: None,
            steps: Vec::new(),
            laws: Vec::new(),
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// The dossier that was asked.
    pub dossier: DossierId,
    /// How far it is.
    pub state: AnswerState,
    /// Who asked.
    pub asked_by: Option<UserId>,
    /// When.
    pub created: Timestamp,
    /// When it was finished, in whatever way.
    pub finished: Option<Timestamp>,
    /// What is sealed.
    pub content: AnswerContent,
}

/// Adds an answer that is being made.
///
/// # Errors
/// [`Error::NotFound`] where there is no such dossier.
pub async fn add(
    ctx: &Ctx,
    work: &Work,
    answer: AnswerId,
    dossier: DossierId,
    content: &AnswerContent,
) -> Result<()> {
    let row = insert(
        TABLE,
        [
            ("tenant", work.tenant(ctx)?),
            ("id", id(answer)),
            ("dossier", id(dossier)),
            ("state", text(AnswerState::Running.as_str())),
            ("asked_by", opt_id(ctx.user())),
            ("created", time(work.now())),
            ("finished", opt_time(None)),
            ("sealed", work.seal(TABLE, answer.as_bytes(), content)?),
        ],
    )?;
    work.change(&row).await.map(drop)
}

/// The answer of this id. Rights are the caller's matter: require them on its dossier.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn get(ctx: &Ctx, tx: &Tx, answer: AnswerId) -> Result<Answer> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("id", id(answer)));
    read(tx, &tx.sql.one(&query).await?.ok_or(Error::NotFound)?)
}

/// The answers of a dossier, newest first. Rights are the caller's matter.
///
/// # Errors
/// [`Error::Cursor`] where the cursor is not this list's.
pub async fn list(ctx: &Ctx, tx: &Tx, dossier: DossierId, ask: &Ask) -> Result<Listed<Answer>> {
    let after: Option<AnswerId> = ask.after_id()?;
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query
        .and_where(eq("dossier", id(dossier)))
        .and_where_option(after.map(|it| Expr::col("id").lt(id(it))))
        .order_by("id", Order::Desc)
        .limit(ask.rows());
    let rows = tx.sql.all(&query).await?;
    let items = rows.iter().map(|row| read(tx, row)).collect::<Result<_>>()?;
    Ok(Listed::cut(items, ask, |it: &Answer| it.id.to_string()))
}

/// The answers that are said to be in the making: after a restart, those that are not.
///
/// # Errors
/// [`Error::Integrity`] where a row does not open.
pub async fn running(ctx: &Ctx, tx: &Tx) -> Result<Vec<Answer>> {
    let mut query = select(TABLE, tx.tenant(ctx)?);
    query.and_where(eq("state", text(AnswerState::Running.as_str()))).order_by("id", Order::Asc);
    tx.sql.all(&query).await?.iter().map(|row| read(tx, row)).collect()
}

/// Keeps what there is of a running answer; any state but running also finishes it. An answer
/// that is finished stays as it is.
///
/// # Errors
/// [`Error::Conflict`] where it was finished already (stopped by its asker, perhaps).
pub async fn update(
    ctx: &Ctx,
    work: &Work,
    answer: AnswerId,
    state: AnswerState,
    content: &AnswerContent,
) -> Result<()> {
    let finished = (state != AnswerState::Running).then(|| work.now());
    let mut update = Query::update();
    update
        .table(TABLE)
        .value("state", Expr::val(text(state.as_str())))
        .value("finished", Expr::val(opt_time(finished)))
        .value("sealed", Expr::val(work.seal(TABLE, answer.as_bytes(), content)?))
        .and_where(eq("tenant", work.tenant(ctx)?))
        .and_where(eq("id", id(answer)))
        .and_where(eq("state", text(AnswerState::Running.as_str())));
    // Keeping a piece of a running answer is book-keeping; its end is a change.
    let rows = if finished.is_some() { work.change(&update).await? } else { work.note(&update).await? };
    if rows == 0 {
        get(ctx, work, answer).await?;
        return Err(Error::Conflict);
    }
    Ok(())
}

fn read(tx: &Tx, row: &Row) -> Result<Answer> {
    let id: AnswerId = row.id("id")?;
    Ok(Answer {
        id,
        dossier: row.id("dossier")?,
        state: row.named("state", AnswerState::parse)?,
        asked_by: row.opt_id("asked_by")?,
        created: row.time("created")?,
        finished: row.opt_time("finished")?,
        content: tx.open(TABLE, id.as_bytes(), row.bytes("sealed")?)?,
    })
}

/// The key of a row that hangs under an answer by a number.
fn place(answer: AnswerId, number: u64) -> [u8; 24] {
    let mut out = [0; 24];
    let (head, tail) = out.split_at_mut(16);
    head.copy_from_slice(answer.as_bytes());
    tail.copy_from_slice(&number.to_be_bytes());
    out
}
