//! Versions of a text that are kept: named by a person, or kept by themselves before a text goes.

use legalmind_core::{
    Ctx, DraftId, Timestamp,
    audit::Entry,
    draft::{KeptHead, KeptText, TextContent},
    name::{self, NameError},
    rights::Action,
};
use legalmind_docx::text::Text;
use legalmind_store::{
    Ask, Listed, Tx, Work,
    draft::{
        kept::{self, Kept as Row},
        text::{self, Text as TextRow},
    },
};

use super::{TextView, parsed};
use crate::{Drafter, Error, Result, library::MAX_NAME};

/// A kept version as it is shown.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its number in the draft, from 1.
    pub number: u32,
    /// Its name; none where it was kept by itself.
    pub name: Option<String>,
    /// The revision of the text that was kept.
    pub revision: u64,
    /// When.
    pub created: Timestamp,
    /// The name of who kept it.
    pub created_by: Option<String>,
}

/// A kept version with its text.
#[derive(Clone, Debug)]
pub struct KeptWhole {
    /// What it is known by.
    pub kept: Kept,
    /// The text.
    pub document: Text,
}

impl Drafter {
    /// The kept versions of the text of a draft, newest first.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list_kept(&self, ctx: &Ctx, id: DraftId, ask: &Ask) -> Result<Listed<Kept>> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        let listed = kept::list(ctx, &tx, id, ask).await?;
        let mut items = Vec::with_capacity(listed.items.len());
        for row in listed.items {
            let name = row.content.name.clone();
            items.push(self.kept_view(ctx, &tx, &row, name).await?);
        }
        drop(tx);
        let entry = Entry::done("draft.versions", "draft", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        Ok(Listed { items, next: listed.next })
    }

    /// A kept version.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_kept(&self, ctx: &Ctx, id: DraftId, number: u32) -> Result<KeptWhole> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        let row = kept::get(ctx, &tx, id, number).await?;
        let kept = self.kept_view(ctx, &tx, &row, row.content.head.name.clone()).await?;
        drop(tx);
        let entry = Entry::done("draft.read", "draft", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry.of_text(row.content.head.sha256)).await?;
        Ok(KeptWhole { kept, document: parsed(&row.content.document)? })
    }

    /// Keeps the text as it is under a name. The same revision under the same name is one version.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the name; a conflict where the text is of another revision.
    pub async fn keep_text(&self, ctx: &Ctx, id: DraftId, revision: u64, name: &str) -> Result<Kept> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        let row = present(ctx, &work, id, revision).await?;
        let name = named(name)?;
        if let Some(last) = last(ctx, &work, id).await?
            && last.revision == revision
            && last.content.head.name.as_ref() == Some(&name)
        {
            return self.kept_view(ctx, &work, &last, Some(name)).await;
        }
        let head = KeptHead { name: Some(name.clone()), sha256: row.content.sha256 };
        let document = row.content.document;
        let number = kept::add(ctx, &work, id, revision, &KeptText { head, document }).await?;
        let entry = Entry::done("draft.keep", "draft", id.uuid()).in_dossier(found.dossier);
        work.audit(entry.of_text(row.content.sha256))?;
        let made = kept::get(ctx, &work, id, number).await?;
        let view = self.kept_view(ctx, &work, &made, Some(name)).await?;
        work.save().await?;
        Ok(view)
    }

    /// Puts a kept version in the place of the text, which is kept by itself first.
    ///
    /// # Errors
    /// Not found where there is no such version; a conflict where the text is of another revision.
    pub async fn restore_text(&self, ctx: &Ctx, id: DraftId, revision: u64, number: u32) -> Result<TextView> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        let old = kept::get(ctx, &work, id, number).await?.content;
        let row = present(ctx, &work, id, revision).await?;
        let known =
            last(ctx, &work, id).await?.is_some_and(|it| it.content.head.sha256 == row.content.sha256);
        if !known {
            let head = KeptHead { name: None, sha256: row.content.sha256 };
            let document = row.content.document;
            kept::add(ctx, &work, id, revision, &KeptText { head, document }).await?;
        }
        // what its quotes came to is told when they are asked for next
        let content =
            TextContent { document: old.document, sha256: old.head.sha256, quotes: row.content.quotes };
        self.put_text(ctx, &work, id, revision, &content, "draft.restore").await?;
        work.save().await?;
        self.text_now(ctx, id).await
    }

    async fn kept_view<C>(&self, ctx: &Ctx, tx: &Tx, row: &Row<C>, name: Option<String>) -> Result<Kept> {
        let created_by = self.name_of(ctx, tx, row.created_by).await?;
        Ok(Kept { number: row.number, name, revision: row.revision, created: row.created, created_by })
    }
}

/// The text of a draft that is still of `revision`.
async fn present(ctx: &Ctx, work: &Work, id: DraftId, revision: u64) -> Result<TextRow> {
    let row = text::find(ctx, work, id).await?.ok_or(legalmind_store::Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(legalmind_store::Error::Conflict.into()) }
}

async fn last(ctx: &Ctx, tx: &Tx, id: DraftId) -> Result<Option<Row<KeptText>>> {
    match kept::last(ctx, tx, id).await? {
        Some((number, _)) => Ok(Some(kept::get(ctx, tx, id, number).await?)),
        None => Ok(None),
    }
}

fn named(name: &str) -> Result<String> {
    match name::line(name) {
        Ok(name) if name.chars().nth(MAX_NAME).is_none() => Ok(name),
        Ok(_) | Err(NameError::TooLong) => Err(Error::invalid("/name", "too_long")),
        Err(NameError::Empty) => Err(Error::invalid("/name", "empty")),
    }
}
