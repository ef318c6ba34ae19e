//! Resumable uploads, in the sense of the tus protocol 1.0: announced with their size, sent in
//! any number of pieces, gone on with where the last acknowledged byte stood.
//!
//! What is acknowledged is sealed, stored and in its row. The last piece, the document, its
//! version, its job, its audit entry and the end of the upload are one unit of work: there is no
//! moment at which a whole upload is not a document.

mod finish;
mod intake;

use bytes::Bytes;
use futures::{Stream, StreamExt, pin_mut};
use legalmind_core::{
    Ctx, DocumentId, DossierId, Id, Timestamp, UploadId, audit::Entry, document::Reason, rights::Action,
};
use legalmind_seal::{FileKey, digest::Sha256};
use legalmind_store::{
    rights,
    upload::{self, Upload, UploadContent},
};

use super::change::{file_name, folder};
use crate::{Error, Result, Vault};
pub(super) use finish::duplicate;
use intake::Intake;

/// A file that somebody wants to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUpload {
    /// Its name, as the sender gives it.
    pub name: String,
    /// The path of its folder, as the sender gives it; empty for none.
    pub folder: String,
    /// How many bytes it has.
    pub size: u64,
    /// The content type the sender declares.
    pub declared: String,
}

/// What became of the announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// Bytes are awaited.
    Open(Status),
    /// There are no bytes to await: the empty file is a document that failed.
    Empty(DocumentId),
}

/// How far an upload is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its id.
    pub id: UploadId,
    /// The dossier it goes into.
    pub dossier: DossierId,
    /// The file's name.
    pub name: String,
    /// How many bytes it will have.
    pub size: u64,
    /// How many are here, for good.
    pub offset: u64,
    /// When it is given up if nothing more comes.
    pub expires: Timestamp,
}

impl Status {
    fn of(it: Upload) -> Self {
        Self {
            id: it.id,
            dossier: it.dossier,
            name: it.content.name,
            size: it.size,
            offset: it.offset,
            expires: it.expires,
        }
    }
}

/// What became of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// How many bytes are here now.
    pub offset: u64,
    /// The document, once all bytes are here.
    pub document: Option<DocumentId>,
}

/// What is remembered between two pieces of an upload; it can be had again from the bytes.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    offset: u64,
    hash: Sha256,
    /// The file's first bytes, by which its kind is told.
    first: Bytes,
}

impl Vault {
    /// Announces a file.
    ///
    /// # Errors
    /// [`Error::Invalid`] for its name or folder; [`Error::TooLarge`] with the document that
    /// records the refusal; [`Error::Refused`], [`Error::NotFound`] for the dossier.
    pub async fn create_upload(&self, ctx: &Ctx, dossier: DossierId, new: NewUpload) -> Result<Created> {
        let name = file_name(&new.name)?;
        let folder = folder(&new.folder)?;
        let declared = new.declared.chars().filter(char::is_ascii_graphic).take(100).collect();
        let version = Id::new(&self.world);
        let tenant = self.store.key(ctx.tenant()).await?;
        let key = FileKey::generate(&self.world).wrap(&tenant, version.as_bytes(), &self.world)?;
        let content = UploadContent { name, folder, declared, version, key, segments: Vec::new() };
        if new.size == 0 {
            return Ok(Created::Empty(self.refuse(ctx, dossier, content, 0, Reason::Empty).await?));
        }
        let limit = self.options.max_file_size;
        if new.size > limit {
            let document = self.refuse(ctx, dossier, content, new.size, Reason::TooLarge).await?;
            return Err(Error::TooLarge { limit, document });
        }
        let work = self.writing(ctx, Action::DocumentAdd, dossier).await?;
        let id = Id::new(&self.world);
        upload::add(ctx, &work, id, dossier, new.size, self.expiry(), &content).await?;
        work.audit(Entry::done("upload.create", "upload", id.uuid()).in_dossier(dossier))?;
        let status = Status::of(upload::get(ctx, &work, id).await?);
        work.save().await?;
        Ok(Created::Open(status))
    }

    /// Takes bytes that begin at `offset`, and makes a document of the whole when they are the
    /// last. What was acknowledged stays, however this ends.
    ///
    /// # Errors
    /// [`Error::OffsetMismatch`] where the bytes do not follow those that are here, or another
    /// connection was faster; [`Error::CutOff`] where `bytes` broke off; [`Error::TooMuch`];
    /// [`Error::NotFound`] where there is no such upload of this person's.
    pub async fn append_upload<E>(
        &self,
        ctx: &Ctx,
        id: UploadId,
        offset: u64,
        bytes: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Appended> {
        let found = self.own_upload(ctx, id).await?;
        if found.offset != offset {
            return Err(Error::OffsetMismatch { expected: found.offset });
        }
        let mut intake = Intake::begin(self, ctx, found).await?;
        pin_mut!(bytes);
        let mut cut = false;
        loop {
            tokio::select! {
                piece = bytes.next() => match piece {
                    Some(Ok(piece)) => intake.take(piece).await?,
                    Some(Err(_)) => {
                        cut = true;
                        break;
                    }
                    None => break,
                },
                // also while no more comes
                stored = intake.stored() => intake.landed(stored).await?,
            }
        }
        let appended = intake.end().await?;
        match appended {
            Appended { offset, document: None } if cut => Err(Error::CutOff { offset }),
            done => Ok(done),
        }
    }

    /// How far an upload of the person's is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn upload_status(&self, ctx: &Ctx, id: UploadId) -> Result<Status> {
        Ok(Status::of(self.own_upload(ctx, id).await?))
    }

    /// The person's unfinished uploads into a dossier, oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn list_uploads(&self, ctx: &Ctx, dossier: DossierId) -> Result<Vec<Status>> {
        let tx = self.reading(ctx, Action::DossierRead, dossier).await?;
        let found = upload::list(ctx, &tx, dossier).await?;
        drop(tx);
        let entry = Entry::done("upload.list", "dossier", dossier.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(found.into_iter().map(Status::of).collect())
    }

    /// Gives an upload up, with what came of it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn cancel_upload(&self, ctx: &Ctx, id: UploadId) -> Result<()> {
        let work = self.store.begin(ctx).await?;
        let found = upload::get(ctx, &work, id).await?;
        upload::remove(ctx, &work, id).await?;
        work.audit(Entry::done("upload.remove", "upload", id.uuid()).in_dossier(found.dossier))?;
        work.save().await?;
        self.forget(id);
        let blobs: Vec<_> = found.content.segments.iter().map(|it| it.blob).collect();
        self.delete_blobs(ctx, &blobs).await;
        Ok(())
    }

    /// An upload of the person's, into a dossier they may still add to.
    async fn own_upload(&self, ctx: &Ctx, id: UploadId) -> Result<Upload> {
        let tx = self.store.read(ctx).await?;
        let found = match upload::get(ctx, &tx, id).await {
            Ok(found) => rights::require(ctx, &tx, Action::DocumentAdd, found.dossier).await.map(|_| found),
            Err(error) => Err(error),
        };
        drop(tx);
        match found {
            Ok(found) => Ok(found),
            Err(error) => self.refused(ctx, Action::DocumentAdd, ("upload", id.uuid()), error.into()).await,
        }
    }

    /// When an upload is given up if nothing comes after now.
    fn expiry(&self) -> Timestamp {
        let days = std::time::Duration::from_secs(u64::from(self.options.upload_days).saturating_mul(86_400));
        self.world.now().checked_add(days).unwrap_or(Timestamp::MAX)
    }
}
