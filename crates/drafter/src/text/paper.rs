//! The text of a draft on paper: from the filled template to a text, and from the text to a Word
//! file in the template's style. Both happen in the closed-off child.

use bytes::Bytes;
use legalmind_core::{Ctx, DraftId, audit::Entry, document::Reason, draft::UsedClause};
use legalmind_docx::{Package, text::Text};
use legalmind_store::draft::{self, Draft};
use legalmind_vault::word::{Reply, Task};

use super::{check::is_unfinished, clause, fault, read};
use crate::{Drafter, Error, Result, apart, draft::Prepared};

/// A draft ready to become a document.
pub(crate) struct Making {
    pub bytes: Bytes,
    /// The clauses of the library in it.
    pub clauses: Vec<UsedClause>,
    /// The text it was made of, with its revision; none where it is the filled template.
    pub text: Option<(u64, Text)>,
    /// Every question of the template is answered.
    answered: bool,
}

impl Drafter {
    /// A text of the product's own making, such as a report, as a Word file in the house's plain style.
    ///
    /// # Errors
    /// [`Error::Word`] where it would become larger than a file can be.
    pub async fn on_paper(&self, text: Text) -> Result<Bytes> {
        let made = apart(move || {
            let plain = Package::open(legalmind_docx::compose("")?)?;
            legalmind_docx::compose_text(&plain, &text)
        });
        made.await?.map(Bytes::from).map_err(Error::Word)
    }

    /// The text that a filled template is.
    pub(crate) async fn text_of_template(&self, made: Prepared) -> Result<Text> {
        match self.vault.word(Task::ReadText(Some(Box::new(made.filling))), &[made.file]).await? {
            (Reply::Text { text, .. }, _) => Text::parse(&text).map_err(|it| fault(&it)),
            (Reply::Template(Err(faults)), _) => Err(Error::Template(faults)),
            _ => Err(Error::Reason(Reason::Internal)),
        }
    }

    /// The Word file of a text, in the style of the draft's template.
    async fn word_of_text(&self, made: Prepared, text: &Text) -> Result<Bytes> {
        let task = Task::ComposeText { filling: Box::new(made.filling), text: text.json() };
        match self.vault.word(task, &[made.file]).await? {
            (Reply::Composed, file) => Ok(file),
            (Reply::Template(Err(faults)), _) => Err(Error::Template(faults)),
            _ => Err(Error::Reason(Reason::Internal)),
        }
    }

    /// A draft as a Word file: of its text where it has one, or else its template as it is filled.
    pub(crate) async fn making(&self, ctx: &Ctx, draft: &Draft) -> Result<Making> {
        let tx = self.store.read(ctx).await?;
        let row = draft::text::find(ctx, &tx, draft.id).await?;
        let made = self.filling(ctx, &tx, draft).await?;
        drop(tx);
        let Some(row) = row else {
            let answered = made.checked.missing.is_empty() && made.checked.faults.is_empty();
            let clauses = made.clauses.clone();
            let (bytes, _) = self.filled(made.file, made.filling).await?;
            return Ok(Making { bytes, clauses, text: None, answered });
        };
        let text = read(&row.content)?;
        let answered = true;
        let bytes = self.word_of_text(made, &text).await?;
        let clauses = clause::clauses(&text);
        Ok(Making { bytes, clauses, text: Some((row.revision, text)), answered })
    }

    /// The document as it would be made now, as a PDF, with the name of the draft.
    ///
    /// # Errors
    /// [`Error::Print`] where LibreOffice is not here or did not do it; not found as the rules say.
    pub async fn draft_pdf(&self, ctx: &Ctx, id: DraftId) -> Result<(String, Bytes)> {
        let (tx, draft) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let entry = Entry::done("draft.download", "draft", id.uuid()).in_dossier(draft.dossier);
        self.store.look(ctx, entry).await?;
        let file = self.making(ctx, &draft).await?.bytes;
        let pdf = self.vault.pdf(file).await.map_err(Error::Print)?;
        Ok((draft.content.name, pdf))
    }

    /// Whether nothing of it is open or lost; every quote of a text is compared anew.
    pub(crate) async fn is_whole(&self, ctx: &Ctx, made: &Making) -> Result<bool> {
        let Some((_, text)) = &made.text else { return Ok(made.answered) };
        let tx = self.store.read(ctx).await?;
        let quotes = self.quotes_of(ctx, &tx, text, &[]).await?;
        Ok(!is_unfinished(text, &quotes.checks))
    }
}
