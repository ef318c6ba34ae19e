//! Beginning a text, saving it, giving it up.

use legalmind_core::{
    Ctx, DraftId, Timestamp,
    audit::Entry,
    draft::{DraftState, KeptHead, KeptText, TextContent},
    rights::Action,
};
use legalmind_docx::text::Text;
use legalmind_store::{
    Work,
    draft::{
        self, Draft, Next, kept,
        text::{self, State},
    },
};
use serde_json::Value;

use super::{Check, InText, Opened, TextView, fault, names, written};
use crate::{Drafter, Error, Result};

/// What came of saving.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The revision of the text.
    pub revision: u64,
    /// How far the draft is.
    pub state: DraftState,
    /// The revision of the draft.
    pub draft_revision: u64,
    /// What is remarked on the text.
    pub checks: Vec<Check>,
    /// The clauses of the library in it.
    pub clauses: Vec<InText>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// The name of who changed it.
    pub updated_by: Option<String>,
}

impl Drafter {
    /// Makes the text of a draft: its template as it is filled now, open questions as open places.
    ///
    /// # Errors
    /// [`Error::State`] `text_begun` where it has one; a conflict where somebody was faster.
    pub async fn begin_text(&self, ctx: &Ctx, id: DraftId, revision: u64) -> Result<TextView> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        let begun = text::state(ctx, &tx, id).await?.is_some();
        let made = self.filling(ctx, &tx, &found).await?;
        drop(tx);
        // whoever may not write is told that first
        drop(self.reading(ctx, Action::DraftWrite, found.dossier).await?);
        if begun {
            return Err(Error::State("text_begun"));
        }
        let (document, sha256) = written(&self.text_of_template(made).await?);
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        let mut draft = draft::get(ctx, &work, id).await?;
        let first = kept::last(ctx, &work, id).await?.map_or(1, |(_, revision)| revision.saturating_add(1));
        let content = TextContent { document, sha256, quotes: Vec::new() };
        match text::add(ctx, &work, id, first, &content).await {
            Err(legalmind_store::Error::Exists) => return Err(Error::State("text_begun")),
            other => other?,
        }
        draft.content.approved = None;
        let next = Next { state: DraftState::Writing, made: draft.made, content: &draft.content };
        draft::update(ctx, &work, id, revision, next).await?;
        let entry = Entry::done("draft.text", "draft", id.uuid()).in_dossier(found.dossier);
        work.audit(entry.of_text(sha256))?;
        work.save().await?;
        self.text_now(ctx, id).await
    }

    /// Keeps a text, if the one that is kept is still of `revision`. The very text that is kept
    /// already is kept, whatever the revision: nothing changes then.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no text; a conflict where somebody was faster, and nothing is
    /// written.
    pub async fn save_text(&self, ctx: &Ctx, id: DraftId, revision: u64, document: &Value) -> Result<Saved> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        let row = text::find(ctx, &tx, id).await?;
        drop(tx);
        let Some(row) = row else {
            return self
                .refused(ctx, Action::DraftRead, found.dossier, legalmind_store::Error::NotFound)
                .await;
        };
        let tx = self.reading(ctx, Action::DraftWrite, found.dossier).await?;
        let document = Text::of_value(document).map_err(|it| fault(&it))?;
        let (json, sha256) = written(&document);
        if json.len() > legalmind_docx::text::bound::BYTES {
            return Err(Error::invalid("/document", "too_long"));
        }
        // before the unit of work, which others wait for
        let quotes = self.quotes_of(ctx, &tx, &document, &row.content.quotes).await?;
        drop(tx);
        if row.content.sha256 == sha256 {
            let now = State { revision: row.revision, updated: row.updated, updated_by: row.updated_by };
            return self.saved(ctx, found, now, document, quotes.checks).await;
        }
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        let content = TextContent { document: json, sha256, quotes: quotes.compared };
        self.put_text(ctx, &work, id, revision, &content, "draft.write").await?;
        let draft = draft::get(ctx, &work, id).await?;
        let now = text::state(ctx, &work, id).await?.ok_or(legalmind_store::Error::NotFound)?;
        work.save().await?;
        self.saved(ctx, draft, now, document, quotes.checks).await
    }

    /// Gives the text up and goes back to the interview. What stood there is kept as a version.
    ///
    /// # Errors
    /// Not found where there is none; a conflict where somebody was faster.
    pub async fn drop_text(&self, ctx: &Ctx, id: DraftId, revision: u64) -> Result<()> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        let row = text::find(ctx, &work, id).await?.ok_or(legalmind_store::Error::NotFound)?;
        text::remove(ctx, &work, id, revision).await?;
        // also where it is the last version: the next text counts on from its revision
        let head = KeptHead { name: None, sha256: row.content.sha256 };
        kept::add(ctx, &work, id, row.revision, &KeptText { head, document: row.content.document }).await?;
        let draft = draft::get(ctx, &work, id).await?;
        self.put_state(ctx, &work, draft, DraftState::Answering).await?;
        let entry = Entry::done("draft.drop", "draft", id.uuid()).in_dossier(found.dossier);
        work.audit(entry.of_text(row.content.sha256))?;
        Ok(work.save().await?)
    }

    /// Puts a text in the place of the one that is of `revision`, and takes back what was said of
    /// that one.
    pub(super) async fn put_text(
        &self,
        ctx: &Ctx,
        work: &Work,
        id: DraftId,
        revision: u64,
        content: &TextContent,
        action: &'static str,
    ) -> Result<()> {
        text::update(ctx, work, id, revision, content).await?;
        let draft = draft::get(ctx, work, id).await?;
        let dossier = draft.dossier;
        if draft.state != DraftState::Writing {
            self.put_state(ctx, work, draft, DraftState::Writing).await?;
        }
        let entry = Entry::done(action, "draft", id.uuid()).in_dossier(dossier);
        Ok(work.audit(entry.of_text(content.sha256))?)
    }

    /// Moves a draft to a state in which nobody stands for its document.
    async fn put_state(&self, ctx: &Ctx, work: &Work, mut draft: Draft, state: DraftState) -> Result<()> {
        draft.content.approved = None;
        let next = Next { state, made: draft.made, content: &draft.content };
        Ok(draft::update(ctx, work, draft.id, draft.revision, next).await?)
    }

    /// The text as it is now. Rights are the caller's matter.
    pub(super) async fn text_now(&self, ctx: &Ctx, id: DraftId) -> Result<TextView> {
        let tx = self.store.read(ctx).await?;
        let draft = draft::get(ctx, &tx, id).await?;
        let row = text::find(ctx, &tx, id).await?.ok_or(legalmind_store::Error::NotFound)?;
        let document = super::read(&row.content)?;
        self.text_view(ctx, &tx, Opened { draft, row, document }).await
    }

    async fn saved(
        &self,
        ctx: &Ctx,
        draft: Draft,
        now: State,
        document: Text,
        quotes: Vec<Check>,
    ) -> Result<Saved> {
        let tx = self.store.read(ctx).await?;
        let clauses = self.clauses_of(ctx, &tx, &document).await?;
        let updated_by = self.name_of(ctx, &tx, now.updated_by).await?;
        drop(tx);
        let checks = self.remarks(document, names(&draft)?, &clauses, quotes).await?;
        Ok(Saved {
            revision: now.revision,
            state: draft.state,
            draft_revision: draft.revision,
            checks,
            clauses,
            updated: now.updated,
            updated_by,
        })
    }
}
