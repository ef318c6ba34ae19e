//! A text beside another: as it is now, as it was kept, or a Word document.

use std::str::FromStr;

use bytes::Bytes;
use legalmind_core::{Ctx, DocumentId, DraftId, VersionId, audit::Entry, document::FileKind, rights::Action};
use legalmind_store::draft::{self, Draft, kept};
use legalmind_vault::word::Task;

use crate::{
    Drafter, Error, Result,
    compare::{Comparison, Which},
};

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text as it is now: `now`.
    Now,
    /// A kept version: `version:3`.
    Kept(u32),
    /// A version of a Word document: `document:{document}:{version}`.
    Document(DocumentId, VersionId),
}

impl FromStr for Side {
    type Err = ();

    fn from_str(written: &str) -> std::result::Result<Self, ()> {
        let mut parts = written.split(':');
        let side = match (parts.next(), parts.next(), parts.next()) {
            (Some("now"), None, None) => Self::Now,
            (Some("version"), Some(number), None) => Self::Kept(number.parse().map_err(|_| ())?),
            (Some("document"), Some(document), Some(version)) => {
                Self::Document(document.parse().map_err(|_| ())?, version.parse().map_err(|_| ())?)
            }
            _ => return Err(()),
        };
        parts.next().is_none().then_some(side).ok_or(())
    }
}

impl Drafter {
    /// Compares two sides of a draft; saved, the left one with the differences as tracked changes
    /// becomes a document of the dossier.
    ///
    /// # Errors
    /// [`Error::Invalid`] where a side is not there for the person, or no Word document; not found
    /// as the rules say.
    pub async fn compare_text(
        &self,
        ctx: &Ctx,
        id: DraftId,
        (left, right): (Side, Side),
        save: bool,
    ) -> Result<Comparison> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        if save {
            drop(self.reading(ctx, Action::DocumentAdd, found.dossier).await?);
        }
        let tx = self.store.read(ctx).await?;
        let made = self.filling(ctx, &tx, &found).await?;
        drop(tx);
        let (old, before) = self.side(ctx, &found, left, "/left").await?;
        let (new, after) = self.side(ctx, &found, right, "/right").await?;
        let entry = Entry::done("draft.compare", "draft", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        let author = self.author(ctx).await?;
        let (mut files, mut sides) = (vec![made.file], [None, None]);
        for (place, side) in sides.iter_mut().zip([before, after]) {
            match side {
                Content::Text(json) => *place = Some(json),
                Content::File(bytes) => files.push(bytes),
            }
        }
        let task = Task::CompareTexts { filling: Box::new(made.filling), sides: Box::new(sides), author };
        let (rows, marked) = self.differences(task, &files).await?;
        let saved = if save {
            let name =
                format!("{} (vergelijking {} met {}).docx", found.content.name, shown(&old), shown(&new));
            Some(self.save_comparison(ctx, found.dossier, (&name, Vec::new()), marked).await?)
        } else {
            None
        };
        Ok(Comparison { old, new, rows, saved })
    }

    /// What a side is, and what stands there.
    async fn side(&self, ctx: &Ctx, draft: &Draft, side: Side, pointer: &str) -> Result<(Which, Content)> {
        let of_text =
            |number| Which { document: None, name: draft.content.name.clone(), version: None, number };
        let unknown = || Error::invalid(pointer, "unknown");
        match side {
            Side::Now => {
                let tx = self.store.read(ctx).await?;
                let row = draft::text::find(ctx, &tx, draft.id).await?.ok_or_else(unknown)?;
                Ok((of_text(None), Content::Text(row.content.document)))
            }
            Side::Kept(number) => {
                let tx = self.store.read(ctx).await?;
                match kept::get(ctx, &tx, draft.id, number).await {
                    Ok(row) => Ok((of_text(Some(number)), Content::Text(row.content.document))),
                    Err(legalmind_store::Error::NotFound) => Err(unknown()),
                    Err(error) => Err(error.into()),
                }
            }
            Side::Document(document, version) => {
                let original = match self.vault.original(ctx, Action::DocumentRead, document, version).await {
                    Err(legalmind_vault::Error::NotFound | legalmind_vault::Error::Refused(_)) => {
                        return Err(unknown());
                    }
                    other => other?,
                };
                if original.version.state.kind != FileKind::Docx {
                    return Err(Error::invalid(pointer, "not_word"));
                }
                let entry = Entry::done("document.compare", "document", document.uuid());
                self.store.look(ctx, entry.in_dossier(original.document.dossier)).await?;
                Ok((Which::of(&original), Content::File(original.bytes)))
            }
        }
    }
}

/// What stands on a side.
enum Content {
    /// A text, as JSON.
    Text(String),
    /// A Word file.
    File(Bytes),
}

/// A side in the name of a document.
fn shown(it: &Which) -> String {
    match (it.document, it.number) {
        (None, Some(number)) => format!("versie {number}"),
        (None, None) => "nu".to_owned(),
        (Some(_), _) => it.name.strip_suffix(".docx").unwrap_or(&it.name).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_named_in_one_way() {
        let id = "01950000-0000-7000-8000-000000000001";
        assert_eq!("now".parse(), Ok(Side::Now));
        assert_eq!("version:3".parse(), Ok(Side::Kept(3)));
        let both = format!("document:{id}:{id}");
        assert_eq!(both.parse(), Ok(Side::Document(id.parse().expect("an id"), id.parse().expect("an id"))));
        for wrong in ["", "now:1", "version", "version:x", "version:-1", "document:x:y", &format!("{both}:1")]
        {
            assert_eq!(wrong.parse::<Side>(), Err(()), "{wrong}");
        }
    }
}
