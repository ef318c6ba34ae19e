//! The end of an upload: bytes become a document.

use bytes::Bytes;
use legalmind_core::{
    Ctx, DocumentId, DossierId, Id,
    audit::{Entry, Outcome},
    document::{DocumentContent, FileKind, Progress, Reason},
    rights::Action,
};
use legalmind_extract::sniff;
use legalmind_seal::digest::Digest;
use legalmind_store::{
    Tx, document,
    document::NewDocument,
    dossier, job,
    upload::{self, Upload, UploadContent},
    version::{self, NewVersion, Segment, VersionContent},
};

use crate::{Result, Vault, document::ingest};

/// An upload whose last segment is stored and not yet entered.
pub(super) struct Whole {
    pub(super) upload: Upload,
    pub(super) hash: Digest,
}

impl Vault {
    /// Makes the document: last segment, document, version, job, audit and the end of the upload
    /// in one unit of work.
    pub(super) async fn finish_upload(
        &self,
        ctx: &Ctx,
        whole: Whole,
        last: Segment,
        first: &Bytes,
    ) -> Result<DocumentId> {
        let Whole { mut upload, hash } = whole;
        let dossier = upload.dossier;
        let work = self.writing(ctx, Action::DocumentAdd, dossier).await?;
        upload::append_segment(ctx, &work, &mut upload, last, self.expiry()).await?;
        upload::remove(ctx, &work, upload.id).await?;
        let duplicate_of = duplicate(ctx, &work, dossier, &hash).await?;
        let kind = sniff(first, &upload.content.name).unwrap_or(FileKind::Other);
        let (document, version) = rows(upload.content, dossier, hash, &self.world);
        let document = NewDocument { duplicate_of, ..document };
        let version = NewVersion { size: upload.size, kind, progress: self.first_progress(), ..version };
        document::add(ctx, &work, &document).await?;
        version::add(ctx, &work, &version).await?;
        job::add(ctx, &work, &ingest::job_for(version.id, document.id, dossier)).await?;
        dossier::touch(ctx, &work, dossier).await?;
        work.audit(Entry::done("document.add", "document", document.id.uuid()).in_dossier(dossier))?;
        work.save().await?;
        Ok(document.id)
    }

    /// Records a file that is not taken as a document that failed, so that its sender sees in
    /// the dossier what happened to it.
    pub(super) async fn refuse(
        &self,
        ctx: &Ctx,
        dossier: DossierId,
        content: UploadContent,
        size: u64,
        reason: Reason,
    ) -> Result<DocumentId> {
        let work = self.writing(ctx, Action::DocumentAdd, dossier).await?;
        let hash = match reason {
            Reason::Empty => legalmind_seal::digest::sha256(b""),
            _ => Digest::default(), // its bytes were never here
        };
        let (document, version) = rows(content, dossier, hash, &self.world);
        let version = NewVersion { size, progress: Progress::Failed, reason: Some(reason), ..version };
        document::add(ctx, &work, &document).await?;
        version::add(ctx, &work, &version).await?;
        let entry = Entry::done("document.add", "document", document.id.uuid()).in_dossier(dossier);
        work.audit(entry.outcome(Outcome::Failed))?;
        work.save().await?;
        Ok(document.id)
    }
}

/// The rows of a new document with its first version, of unknown size and kind.
fn rows(
    content: UploadContent,
    dossier: DossierId,
    sha256: Digest,
    world: &legalmind_core::World,
) -> (NewDocument, NewVersion) {
    let id = Id::new(world);
    let UploadContent { name, folder, declared, version, key, segments } = content;
    let document = NewDocument {
        id,
        dossier,
        parent: None,
        duplicate_of: None,
        content: DocumentContent { name, folder },
    };
    let version = NewVersion {
        id: version,
        document: id,
        dossier,
        number: 1,
        size: 0,
        kind: FileKind::Other,
        progress: Progress::Stored,
        reason: None,
        content: VersionContent { key, sha256, segments, declared, title: None },
    };
    (document, version)
}

/// The document with the same bytes: in this dossier, or else in another the person may see.
pub(in crate::document) async fn duplicate(
    ctx: &Ctx,
    tx: &Tx,
    dossier: DossierId,
    hash: &Digest,
) -> Result<Option<DocumentId>> {
    let same = document::find_by_hash(ctx, tx, hash, None).await?;
    let here = same.iter().find(|(_, at)| *at == dossier);
    Ok(here.or(same.first()).map(|(document, _)| *document))
}
