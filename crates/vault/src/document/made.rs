//! Files that the house itself makes: sealed and stored first, then entered as a document or as a
//! new version of one, in the unit of work of whoever made them.

use bytes::Bytes;
use legalmind_core::{
    Ctx, DocumentId, DossierId, Id, VersionId,
    audit::Entry,
    document::{DocumentContent, FileKind, Progress, Reason},
    rights::Action,
};
use legalmind_extract::{
    PrintFault, TableRow, sniff,
    word::{Fault, Reply, Task},
};
use legalmind_seal::{FileKey, SegmentPlace, digest::sha256, stream::SEGMENT};
use legalmind_store::{
    Work,
    document::{self, Document, NewDocument},
    dossier, job,
    version::{self, NewVersion, Version, VersionContent},
};

use super::{change::file_name, ingest::job_for, upload::duplicate, version_of};
use crate::{Error, Result, Vault};

/// A file that is sealed and stored, and not entered yet. What is never entered, the sweep takes.
#[derive(Clone, Debug)]
pub struct SealedFile {
    /// The version it is to be.
    pub version: VersionId,
    /// How many bytes it has.
    pub size: u64,
    /// What its bytes are.
    pub kind: FileKind,
    content: VersionContent,
}

impl SealedFile {
    /// SHA-256 of its bytes.
    #[must_use]
    pub const fn sha256(&self) -> [u8; 32] {
        self.content.sha256
    }

    pub(super) fn into_version(
        self,
        (document, dossier): (DocumentId, DossierId),
        number: u32,
        progress: Progress,
    ) -> NewVersion {
        let empty = self.size == 0;
        NewVersion {
            id: self.version,
            document,
            dossier,
            number,
            size: self.size,
            kind: self.kind,
            progress: if empty { Progress::Failed } else { progress },
            reason: empty.then_some(Reason::Empty),
            content: self.content,
        }
    }
}

/// A version with its document and all of its bytes.
#[derive(Clone, Debug)]
pub struct Original {
    /// The document.
    pub document: Document,
    /// The version.
    pub version: Version,
    /// Its bytes, compared with the hash that was recorded when they came.
    pub bytes: Bytes,
}

impl Vault {
    /// Seals and stores a file of this name.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the object store refuses.
    pub async fn seal_file(&self, ctx: &Ctx, name: &str, bytes: Bytes) -> Result<SealedFile> {
        let version = Id::new(&self.world);
        let tenant = self.store.key(ctx.tenant()).await?;
        let key = FileKey::generate(&self.world);
        let wrapped = key.wrap(&tenant, version.as_bytes(), &self.world)?;
        let (size, hash) = (bytes.len() as u64, sha256(&bytes));
        let kind = sniff(&bytes, name).unwrap_or(FileKind::Other);
        let mut segments = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let part = rest.split_to(rest.len().min(SEGMENT));
            let index = u32::try_from(segments.len()).unwrap_or(u32::MAX);
            segments.push(self.put_segment(ctx, &key, SegmentPlace { version, index }, part).await?);
        }
        let content =
            VersionContent { key: wrapped, sha256: hash, segments, declared: String::new(), title: None };
        Ok(SealedFile { version, size, kind, content })
    }

    /// A version of a document with all its bytes, for those who may do `action`. The entry of the
    /// look is the caller's.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Error::Withheld`] where the scanner has not passed
    /// it; [`Error::Integrity`].
    pub async fn original(
        &self,
        ctx: &Ctx,
        action: Action,
        document: DocumentId,
        version: VersionId,
    ) -> Result<Original> {
        let (tx, document) = self.reading_document(ctx, action, document).await?;
        let version = version_of(ctx, &tx, document.id, version).await?;
        drop(tx);
        self.given_out(&version)?;
        let bytes = self.joined(ctx, &version).await?;
        Ok(Original { document, version, bytes })
    }

    /// Does a task with Word files in the closed-off child.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn word(&self, task: Task, files: &[Bytes]) -> Result<(Reply, Bytes), Fault> {
        self.extractor.word(task, files).await
    }

    /// The rows of a spreadsheet, read in the closed-off child.
    ///
    /// # Errors
    /// The [`Reason`] why it cannot be read.
    pub async fn table(&self, file: Bytes) -> Result<Vec<TableRow>, Reason> {
        self.extractor.table(file).await
    }

    /// A Word file as a PDF, made by LibreOffice, closed off.
    ///
    /// # Errors
    /// [`PrintFault`].
    pub async fn pdf(&self, word: Bytes) -> Result<Bytes, PrintFault> {
        self.extractor.pdf(word).await
    }

    /// Enters a file as a new version of a document that `base` is still the present version of;
    /// the number of the new version. Rights are the caller's matter, as is the entry of what it
    /// did.
    ///
    /// # Errors
    /// [`Error::Conflict`] where the document has another version by now.
    pub async fn enter_version(
        &self,
        ctx: &Ctx,
        work: &Work,
        document: DocumentId,
        base: VersionId,
        file: SealedFile,
    ) -> Result<u32> {
        let now = document::get(ctx, work, document).await?;
        let present = now.version.ok_or(Error::Integrity)?;
        if present.id != base {
            return Err(Error::Conflict);
        }
        let number = present.number.saturating_add(1);
        let version = file.into_version((document, now.dossier), number, self.first_progress());
        version::add(ctx, work, &version).await?;
        job::add(ctx, work, &job_for(version.id, document, now.dossier)).await?;
        dossier::touch(ctx, work, now.dossier).await?;
        let entry = Entry::done("version.add", "document", document.uuid()).in_dossier(now.dossier);
        work.audit(entry.of_text(version.content.sha256))?;
        Ok(number)
    }

    /// Enters a file as a new document. Rights are the caller's matter.
    ///
    /// # Errors
    /// [`Error::Invalid`] for its name.
    pub async fn enter_document(
        &self,
        ctx: &Ctx,
        work: &Work,
        dossier: DossierId,
        (name, folder): (&str, Vec<String>),
        file: SealedFile,
    ) -> Result<DocumentId> {
        let id = Id::new(&self.world);
        let name = file_name(name)?;
        let duplicate_of = duplicate(ctx, work, dossier, &file.content.sha256).await?;
        let content = DocumentContent { name, folder };
        document::add(ctx, work, &NewDocument { id, dossier, parent: None, duplicate_of, content }).await?;
        let version = file.into_version((id, dossier), 1, self.first_progress());
        version::add(ctx, work, &version).await?;
        job::add(ctx, work, &job_for(version.id, id, dossier)).await?;
        dossier::touch(ctx, work, dossier).await?;
        let entry = Entry::done("document.add", "document", id.uuid()).in_dossier(dossier);
        work.audit(entry.of_text(version.content.sha256))?;
        Ok(id)
    }

    /// The versions of a document, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn list_versions(&self, ctx: &Ctx, document: DocumentId) -> Result<Vec<Listing>> {
        let (tx, found) = self.reading_document(ctx, Action::DocumentRead, document).await?;
        let people = crate::dossier::names(ctx, &tx).await?;
        let mut versions = version::list(ctx, &tx, document).await?;
        drop(tx);
        versions.reverse();
        let entry = Entry::done("version.list", "document", document.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        let listing = |it: Version| Listing {
            created_by: it.state.created_by.and_then(|id| people.get(&id)).map(|it| it.name.clone()),
            sha256: it.content.sha256,
            state: it.state,
        };
        Ok(versions.into_iter().map(listing).collect())
    }
}

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Number, size, kind, progress.
    pub state: version::VersionState,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// The name of who added it.
    pub created_by: Option<String>,
}
