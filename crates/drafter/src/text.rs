//! The text of a draft: what a lawyer goes on with once the interview is done, and the Word file
//! that comes of it.
//!
//! ```text
//! begin: filled template ─child─▶ Text          save: revision still the same? ─▶ kept, audited
//! checks: terms, references, questions, clauses; quotes compared with the stored documents
//! kept versions ◀─ name, restore, give up       make: Text ─child─▶ Word in the template's style
//! ```
//!
//! Whoever saves names the revision they read. If somebody was faster, nothing is written and both
//! texts are there to be joined: the kept one here, the other in the browser of whoever came late.

pub mod check;
mod cite;
mod clause;
mod compare;
mod kept;
mod paper;
mod quote;
mod save;

use legalmind_core::{
    ClauseId, Ctx, DraftId, Id, Timestamp,
    audit::Entry,
    draft::{DraftState, TextContent},
    rights::Action,
};
use legalmind_docx::text::{Block, Text, TextFault};
use legalmind_store::{
    Tx,
    clause::Clauses,
    draft::{
        Draft,
        text::{self, Text as Row},
    },
    library,
};

pub use check::Check;
pub use cite::{Citing, Made};
pub use clause::Inserted;
pub use compare::Side;
pub use kept::{Kept, KeptWhole};
pub(crate) use paper::Making;
pub use save::Saved;

use crate::{Drafter, Error, Result, apart};

/// A text as it is shown.
#[derive(Clone, Debug)]
pub struct TextView {
    /// The draft, with its state and revision.
    pub draft: DraftId,
    /// How far the draft is.
    pub state: DraftState,
    /// The revision of the draft.
    pub draft_revision: u64,
    /// The revision of the text.
    pub revision: u64,
    /// The text.
    pub document: Text,
    /// What is remarked on it.
    pub checks: Vec<Check>,
    /// The clauses of the library in it.
    pub clauses: Vec<InText>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// The name of who changed it.
    pub updated_by: Option<String>,
}

/// What stands of a text in the view of its draft.
#[derive(Clone, Debug)]
pub struct TextState {
    /// Its revision.
    pub revision: u64,
    /// When it was last changed.
    pub updated: Timestamp,
    /// The name of who changed it.
    pub updated_by: Option<String>,
}

/// A clause of the library in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InText {
    /// The article that it is.
    pub article: String,
    /// The clause.
    pub clause: ClauseId,
    /// Its title in the library.
    pub title: String,
    /// The version that was put in.
    pub version: u32,
    /// The library has a newer version.
    pub newer: bool,
}

/// A draft with its text.
pub(crate) struct Opened {
    pub draft: Draft,
    pub row: Row,
    pub document: Text,
}

impl Drafter {
    /// The text of a draft, with what is remarked on it.
    ///
    /// # Errors
    /// Not found as the rules say, and where the draft has no text.
    pub async fn get_text(&self, ctx: &Ctx, id: DraftId) -> Result<TextView> {
        let (tx, opened) = self.reading_text(ctx, id).await?;
        let view = self.text_view(ctx, &tx, opened).await?;
        drop(tx);
        Ok(view)
    }

    /// A read transaction with a draft and its text, the look entered.
    pub(crate) async fn reading_text(&self, ctx: &Ctx, id: DraftId) -> Result<(Tx, Opened)> {
        let (tx, draft) = self.reading_draft(ctx, id).await?;
        let Some(row) = text::find(ctx, &tx, id).await? else {
            drop(tx);
            return self
                .refused(ctx, Action::DraftRead, draft.dossier, legalmind_store::Error::NotFound)
                .await;
        };
        let document = read(&row.content)?;
        let entry = Entry::done("draft.read", "draft", id.uuid()).in_dossier(draft.dossier);
        self.store.look(ctx, entry.of_text(row.content.sha256)).await?;
        Ok((tx, Opened { draft, row, document }))
    }

    /// A text as it is shown.
    pub(crate) async fn text_view(&self, ctx: &Ctx, tx: &Tx, opened: Opened) -> Result<TextView> {
        let Opened { draft, row, document } = opened;
        let clauses = self.clauses_of(ctx, tx, &document).await?;
        let names = names(&draft)?;
        let quotes = self.quotes_of(ctx, tx, &document, &row.content.quotes).await?;
        let checks = self.remarks(document.clone(), names, &clauses, quotes.checks).await?;
        let updated_by = self.name_of(ctx, tx, row.updated_by).await?;
        Ok(TextView {
            draft: draft.id,
            state: draft.state,
            draft_revision: draft.revision,
            revision: row.revision,
            document,
            checks,
            clauses,
            updated: row.updated,
            updated_by,
        })
    }

    /// The state of the text of a draft, where it has one.
    pub(crate) async fn text_state(&self, ctx: &Ctx, tx: &Tx, id: DraftId) -> Result<Option<TextState>> {
        let Some(state) = text::state(ctx, tx, id).await? else { return Ok(None) };
        let updated_by = self.name_of(ctx, tx, state.updated_by).await?;
        Ok(Some(TextState { revision: state.revision, updated: state.updated, updated_by }))
    }

    /// The clauses of the library in a text. One that the library does not have is none.
    pub(crate) async fn clauses_of(&self, ctx: &Ctx, tx: &Tx, text: &Text) -> Result<Vec<InText>> {
        let mut out = Vec::new();
        for (article, used, id) in used(text) {
            match library::get::<Clauses>(ctx, tx, id).await {
                Ok(found) => out.push(InText {
                    article,
                    clause: id,
                    title: found.content.content.title,
                    version: used,
                    newer: found.number > used,
                }),
                Err(legalmind_store::Error::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(out)
    }

    /// All that is remarked on a text, with what is remarked on its quotes.
    pub(crate) async fn remarks(
        &self,
        text: Text,
        names: Vec<String>,
        clauses: &[InText],
        quotes: Vec<Check>,
    ) -> Result<Vec<Check>> {
        let newer = clauses.iter().filter(|it| it.newer).map(|it| Check {
            code: "clause_newer",
            block: Some(it.article.clone()),
            term: Some(it.title.clone()),
            ..Check::default()
        });
        let more: Vec<Check> = newer.chain(quotes).collect();
        // a long text takes its time
        apart(move || {
            let mut out = check::of_text(&text, &names);
            out.extend(more);
            check::in_order(&text, &mut out);
            out
        })
        .await
    }
}

/// The articles of a text that are clauses of the library: article, version, clause.
fn used(text: &Text) -> Vec<(String, u32, ClauseId)> {
    let clause = |block: &Block| match block {
        Block::Article(article) => {
            let clause = article.clause.as_ref()?;
            Some((article.id.clone(), clause.version, clause.id.parse().ok()?))
        }
        _ => None,
    };
    text.content.iter().filter_map(clause).collect()
}

/// The text in a row, which was read strictly when it was kept.
pub(crate) fn read(content: &TextContent) -> Result<Text> {
    parsed(&content.document)
}

/// A text that was kept.
pub(crate) fn parsed(json: &str) -> Result<Text> {
    Text::parse(json).map_err(|_| Error::Store(legalmind_store::Error::Integrity))
}

/// The longest answer that is taken to hold names and not sentences, in characters.
const NAME: usize = 120;

/// The texts of a draft that hold names: its short answers.
pub(crate) fn names(draft: &Draft) -> Result<Vec<String>> {
    fn gather(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if text.chars().nth(NAME).is_none() => out.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|it| gather(it, out)),
            serde_json::Value::Object(fields) => fields.values().for_each(|it| gather(it, out)),
            _ => {}
        }
    }
    let mut out = vec![draft.content.name.clone()];
    for answer in crate::draft::read(&draft.content.answers)?.values() {
        gather(answer, &mut out);
    }
    Ok(out)
}

/// What is wrong with a text, at its place in the request.
pub(crate) fn fault(fault: &TextFault) -> Error {
    let (pointer, code) = match fault {
        TextFault::TooLong => (String::new(), "too_long"),
        TextFault::TooDeep { pointer } => (pointer.clone(), "too_deep"),
        TextFault::NotAText { pointer } => (pointer.clone(), "not_a_text"),
        TextFault::DuplicateId { pointer, .. } => (pointer.clone(), "duplicate_id"),
    };
    Error::invalid(format!("/document{pointer}"), code)
}

/// The text as it is kept, with its hash.
pub(crate) fn written(text: &Text) -> (String, [u8; 32]) {
    let json = text.json();
    let sha256 = legalmind_vault::sha256(json.as_bytes());
    (json, sha256)
}

/// A beginning for ids of blocks that no other text has.
pub(crate) fn ids(world: &legalmind_core::World) -> legalmind_docx::text::Ids {
    let fresh: DraftId = Id::new(world);
    let hex = fresh.uuid().simple().to_string();
    // its last figures are chance; the first are the hour
    legalmind_docx::text::Ids::new(hex.get(12..).unwrap_or(&hex))
}
