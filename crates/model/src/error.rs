//! What can go wrong on the way out, as a reader or an operator needs to tell it apart.

use legalmind_core::{answer::AnswerTrouble, outgoing::LedgerError};
use thiserror::Error;

use crate::provider::{Norm, ProviderState};

/// Why a call was not made, or what became of it. No variant holds content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// No connection could be made.
    #[error("the model's endpoint could not be reached")]
    Unreachable,
    /// The endpoint took longer than a limit allows: to connect, to the first token, between
    /// two, or altogether.
    #[error("the model took too long")]
    Timeout,
    /// The stream ended before it was complete.
    #[error("the model's stream broke off")]
    CutOff,
    /// The endpoint answered something that is not an answer.
    #[error("the model answered something that is not an answer")]
    Nonsense,
    /// The endpoint answered with an error status, or reported an error in the stream.
    #[error("the model's endpoint reported an error (status {0})")]
    Status(u16),
    /// A rule of the register forbids the call; nothing was sent.
    #[error("the call was refused by rule {}", .0.as_str())]
    Refused(Rule),
    /// The request, or what came back, is larger than the limit.
    #[error("the request or the answer is larger than the limit")]
    TooLarge,
    /// What would leave could not be written down, so nothing was sent.
    #[error("what leaves could not be recorded; nothing was sent")]
    Ledger,
    /// The client could not be set up.
    #[error("the outgoing client could not be set up")]
    Setup,
}

impl From<LedgerError> for Error {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Unwritten => Self::Ledger,
            LedgerError::Forbidden => Self::Refused(Rule::Dossier),
        }
    }
}

impl Error {
    /// How an answer that met this error is marked.
    #[must_use]
    pub const fn trouble(&self) -> AnswerTrouble {
        match self {
            Self::Unreachable => AnswerTrouble::ModelUnreachable,
            Self::Timeout | Self::Status(408 | 504) => AnswerTrouble::ModelTimeout,
            Self::Status(_) => AnswerTrouble::ModelUnreachable,
            Self::CutOff => AnswerTrouble::ModelCutOff,
            Self::Nonsense | Self::TooLarge => AnswerTrouble::ModelNonsense,
            Self::Refused(_) => AnswerTrouble::ModelRefused,
            Self::Ledger | Self::Setup => AnswerTrouble::Internal,
        }
    }

    /// Whether the same call may succeed a little later.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Timeout | Self::CutOff | Self::Status(408 | 429 | 500..=599))
    }
}

/// The rule that refused a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// No record owns the host.
    UnknownHost,
    /// Two records claim the same host and port.
    HostOwnedTwice,
    /// The record is in another state than active.
    NotActive(ProviderState),
    /// A norm does not hold, or no longer holds.
    Norm(Norm),
    /// The model is not on the record's list.
    UnknownModel,
    /// The endpoint pointed to another address; it is not followed.
    Redirect,
    /// The dossier is one of which nothing is given to a model.
    Dossier,
}

impl Rule {
    /// The rule's name in logs, the audit log and messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownHost => "unknown-host",
            Self::HostOwnedTwice => "host-owned-twice",
            Self::NotActive(_) => "provider-not-active",
            Self::Norm(norm) => norm.as_str(),
            Self::UnknownModel => "unknown-model",
            Self::Redirect => "redirect",
            Self::Dossier => "dossier-without-ai",
        }
    }
}
