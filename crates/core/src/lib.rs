//! The nouns of the house, with no I/O.
//!
//! Everything the other rooms speak about is named here once: identifiers, the context of a
//! request, roles and rights, dossiers, documents, passages, citations and answers. This crate
//! reads no clock, no file and no network: time and chance come in through [`World`].
//!
//! ```text
//! identity ──makes──▶ Ctx ──first argument of──▶ every use case and repository
//!                      │
//!                      └──▶ rights::decide(ctx, action, facts) ──▶ Allow | Deny(rule)
//! ```
//!
//! To add a noun: a file with its name here, the same name in `store`, the use-case crate, the
//! HTTP module and the web feature.

pub mod account;
pub mod accountability;
pub mod answer;
pub mod audit;
pub mod check;
pub mod citation;
pub mod clause;
pub mod conflict;
pub mod ctx;
pub mod deadline;
pub mod document;
pub mod dossier;
pub mod draft;
pub mod id;
pub mod job;
pub mod mail;
pub mod name;
pub mod once;
pub mod outgoing;
pub mod party;
pub mod passage;
pub mod playbook;
pub mod redline;
pub mod register;
pub mod requirement;
pub mod rights;
pub mod sanction;
pub mod template;
pub mod training;
pub mod world;

pub use ctx::{Actor, Ctx};
pub use id::{
    AbsenceId, AnswerId, AttemptId, BlobId, CalendarId, CheckId, CitationId, ClauseId, ConflictId,
    DeadlineId, DocumentId, DossierId, DraftId, Id, JobId, ManagementReportId, PassageId, PlaybookId,
    RedlineId, RegisterRowId, RequestId, ScreeningId, SessionId, TemplateId, TenantId, UploadId, UserId,
    VersionId,
};
pub use once::Once;
pub use passage::{CharRange, PageNumber};
pub use world::{Chance, Clock, Timestamp, World};
