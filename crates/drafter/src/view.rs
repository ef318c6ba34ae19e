//! A version of a Word document as a screen shows it.

use legalmind_core::{Ctx, DocumentId, VersionId, audit::Entry, rights::Action};
use legalmind_docx::{Align, RevisionKind, StoryKind};
use legalmind_vault::{
    document::Original,
    word::{Read, Reply, Task},
};

use crate::{Drafter, Error, Result};

/// The most paragraphs given at once.
pub const MOST: usize = 2_000;

/// A version with a piece of its text.
#[derive(Clone, Debug)]
pub struct WordView {
    /// The document; none of what is not one yet.
    pub document: Option<DocumentId>,
    /// The version.
    pub version: Option<VersionId>,
    /// Its number.
    pub number: Option<u32>,
    /// Its text, its revisions, its comments.
    pub read: Read,
}

impl Drafter {
    /// A piece of a version: paragraphs counted over all parts.
    ///
    /// # Errors
    /// Not found as the rules say; [`Error::Word`] for what is no Word file that can be read.
    pub async fn word(
        &self,
        ctx: &Ctx,
        document: DocumentId,
        version: VersionId,
        from: usize,
        count: usize,
    ) -> Result<WordView> {
        let original = self.vault.original(ctx, Action::DocumentRead, document, version).await?;
        let entry = Entry::done("document.read", "document", document.uuid());
        self.store.look(ctx, entry.in_dossier(original.document.dossier)).await?;
        let read = self.read(&original, from, count.min(MOST)).await?;
        let number = Some(original.version.state.number);
        Ok(WordView { document: Some(document), version: Some(version), number, read })
    }

    /// What stands in a version.
    pub(crate) async fn read(&self, original: &Original, from: usize, count: usize) -> Result<Read> {
        let task = Task::Read { from, count };
        match self.vault.word(task, std::slice::from_ref(&original.bytes)).await? {
            (Reply::Read(read), _) => Ok(*read),
            _ => Err(Error::Reason(legalmind_core::document::Reason::Internal)),
        }
    }
}

/// What a revision did, as the API names it.
#[must_use]
pub const fn revision_kind(kind: RevisionKind) -> &'static str {
    use RevisionKind as K;
    match kind {
        K::Insertion => "inserted",
        K::Deletion => "deleted",
        K::MoveFrom | K::ParagraphMoveFrom => "moved_from",
        K::MoveTo | K::ParagraphMoveTo => "moved_to",
        K::ParagraphInsertion => "paragraph_inserted",
        K::ParagraphDeletion => "paragraph_deleted",
        K::RowInsertion | K::RowDeletion | K::CellInsertion | K::CellDeletion | K::CellMerge => "cell",
        K::RunFormat
        | K::ParagraphFormat
        | K::SectionFormat
        | K::TableFormat
        | K::GridFormat
        | K::RowFormat
        | K::CellFormat => "format",
        K::Numbering => "numbering",
    }
}

/// What became of a paragraph mark: `inserted` or `deleted`.
#[must_use]
pub const fn mark_kind(kind: RevisionKind) -> &'static str {
    match kind {
        RevisionKind::ParagraphDeletion | RevisionKind::ParagraphMoveFrom => "deleted",
        _ => "inserted",
    }
}

/// What a part is, as the API names it.
#[must_use]
pub const fn part_kind(kind: StoryKind) -> &'static str {
    match kind {
        StoryKind::Document => "document",
        StoryKind::Header => "header",
        StoryKind::Footer => "footer",
        StoryKind::Footnotes => "footnotes",
        StoryKind::Endnotes => "endnotes",
        StoryKind::Comments => "comments",
    }
}

/// How lines stand, as the API names it.
#[must_use]
pub const fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "justify",
    }
}

/// Who made revisions and comments, in the order in which they appear.
#[must_use]
pub fn authors(read: &Read) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let revisions = read.revisions.iter().map(|it| &it.author);
    for author in revisions.chain(read.reading.comments.iter().map(|it| &it.author)) {
        if !author.is_empty() && !out.contains(author) {
            out.push(author.clone());
        }
    }
    out
}
