//! Identifiers: one type per noun, so that a dossier's id cannot stand where a document's belongs.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::world::World;

/// An identifier of a noun `K`: a UUID version 7 (RFC 9562 §5.7), so ids sort by creation time.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<K> {
    uuid: Uuid,
    #[serde(skip)]
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// A fresh id from the injected clock and chance.
    #[must_use]
    pub fn new(world: &World) -> Self {
        let mut random = [0_u8; 10];
        world.chance.fill(&mut random);
        let millis = u64::try_from(world.clock.now().as_millisecond()).unwrap_or(0);
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The id that this UUID is.
    #[must_use]
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }

    /// The UUID inside.
    #[must_use]
    pub const fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// The sixteen bytes, as bound into associated data when something is sealed.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.uuid.as_bytes()
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> hash::Hash for Id<K> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::from_uuid)
    }
}

/// The nouns that have ids. These types are never made; they only tell ids apart.
pub mod kind {
    /// A firm.
    pub enum Tenant {}
    /// A person with an account.
    pub enum User {}
    /// A sign-in.
    pub enum Session {}
    /// One HTTP request or one run of a job, as logs and audit name it.
    pub enum Request {}
    /// A dossier.
    pub enum Dossier {}
    /// A document.
    pub enum Document {}
    /// A version of a document.
    pub enum Version {}
    /// A passage: a stretch of a version's text, the unit of retrieval.
    pub enum Passage {}
    /// A question with its answer.
    pub enum Answer {}
    /// A citation in an answer.
    pub enum Citation {}
    /// A clause of a firm's library.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Clause {}
    /// A template of a firm's library.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Template {}
    /// A playbook of a firm's library.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Playbook {}
    /// A document held against a playbook.
    pub enum Check {}
    /// A conflict check of a dossier.
    pub enum Conflict {}
    /// The names of a dossier held against lists of sanctions.
    pub enum Screening {}
    /// A draft in a dossier.
    pub enum Draft {}
    /// A review of a version of a Word document.
    pub enum Redline {}
    /// A deadline in a dossier.
    pub enum Deadline {}
    /// A row of a register.
    pub enum RegisterRow {}
    /// An attempt at a test.
    pub enum Attempt {}
    /// The report of a quarter to management.
    pub enum ManagementReport {}
    /// A period in which a person is away.
    pub enum Absence {}
    /// The secret address of a calendar.
    pub enum Calendar {}
    /// A piece of long work.
    pub enum Job {}
    /// A resumable upload.
    pub enum Upload {}
    /// A sealed object in the blob store.
    pub enum Blob {}
}

/// A firm's id.
pub type TenantId = Id<kind::Tenant>;
/// A user's id.
pub type UserId = Id<kind::User>;
/// An attempt's id.
pub type AttemptId = Id<kind::Attempt>;
/// A session's id (not its secret).
pub type SessionId = Id<kind::Session>;
/// A request's id.
pub type RequestId = Id<kind::Request>;
/// A dossier's id.
pub type DossierId = Id<kind::Dossier>;
/// A document's id.
pub type DocumentId = Id<kind::Document>;
/// A document version's id.
pub type VersionId = Id<kind::Version>;
/// A passage's id.
pub type PassageId = Id<kind::Passage>;
/// An answer's id.
pub type AnswerId = Id<kind::Answer>;
/// A citation's id.
pub type CitationId = Id<kind::Citation>;
/// A clause's id.
pub type ClauseId = Id<kind::Clause>;
/// A template's id.
pub type TemplateId = Id<kind::Template>;
/// A playbook's id.
pub type PlaybookId = Id<kind::Playbook>;
/// The id of a check.
pub type CheckId = Id<kind::Check>;
/// The id of a conflict check.
pub type ConflictId = Id<kind::Conflict>;
/// The id of a screening.
pub type ScreeningId = Id<kind::Screening>;
/// A draft's id.
pub type DraftId = Id<kind::Draft>;
/// The id of a review.
pub type RedlineId = Id<kind::Redline>;
/// A deadline's id.
pub type DeadlineId = Id<kind::Deadline>;
/// The id of a row of a register.
pub type RegisterRowId = Id<kind::RegisterRow>;
/// The id of a report to management.
pub type ManagementReportId = Id<kind::ManagementReport>;
/// The id of a period in which a person is away.
pub type AbsenceId = Id<kind::Absence>;
/// The id of a calendar's secret address.
pub type CalendarId = Id<kind::Calendar>;
/// A job's id.
pub type JobId = Id<kind::Job>;
/// An upload's id.
pub type UploadId = Id<kind::Upload>;
/// A sealed object's id.
pub type BlobId = Id<kind::Blob>;
