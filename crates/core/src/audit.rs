//! What the audit log says: action, object, result; who, where from and when come from the
//! context (the six fields of BIO2 8.15.01).

use uuid::Uuid;

use crate::id::DossierId;

/// An entry to be written. It names things by id only: no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done, `dossier.create`, `document.read`.
    pub action: &'static str,
    /// The kind of object, `dossier`, `document`.
    pub object: &'static str,
    /// Its id, where it has one.
    pub id: Option<Uuid>,
    /// The dossier it belongs to, where it does.
    pub dossier: Option<DossierId>,
    /// How it ended.
    pub outcome: Outcome,
    /// SHA-256 of the text it was done on: what somebody approved or made, to the byte.
    pub text: Option<[u8; 32]>,
}

/// How an audited act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
    /// It failed.
    Failed,
}

impl Outcome {
    /// The name under which the outcome is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

impl Entry {
    /// An act that was done on an object.
    #[must_use]
    pub const fn done(action: &'static str, object: &'static str, id: Uuid) -> Self {
        Self { action, object, id: Some(id), dossier: None, outcome: Outcome::Done, text: None }
    }

    /// The same, in a dossier.
    #[must_use]
    pub const fn in_dossier(mut self, dossier: DossierId) -> Self {
        self.dossier = Some(dossier);
        self
    }

    /// The same, on a text of this hash.
    #[must_use]
    pub const fn of_text(mut self, sha256: [u8; 32]) -> Self {
        self.text = Some(sha256);
        self
    }

    /// The same, with another outcome.
    #[must_use]
    pub const fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }
}
