//! What can go wrong in compliance. Messages hold no content.

use crate::{check::Fault as PlaybookFault, deadline::Fault};

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Rows: absent, refused, changed, damaged, out of reach.
    #[error(transparent)]
    Store(#[from] legalmind_store::Error),
    /// Documents: absent, refused, damaged, out of reach.
    #[error(transparent)]
    Vault(#[from] legalmind_vault::Error),
    /// The review of proposals, or the report as a Word file.
    #[error(transparent)]
    Drafter(#[from] legalmind_drafter::Error),
    /// The lists of sanctions.
    #[error("the lists of sanctions: {0}")]
    Sanctions(#[from] legalmind_law::sanction::Fault),
    /// The text of a playbook.
    #[error("the playbook has {} faults", .0.len())]
    Playbook(Vec<PlaybookFault>),
    /// A value that was given cannot be used.
    #[error("the value of {pointer} cannot be used: {code}")]
    Invalid {
        /// The field, as a JSON pointer.
        pointer: String,
        /// What is wrong with it; texts are in `web/src/i18n`.
        code: &'static str,
    },
    /// Values of several fields cannot be used, each as a JSON pointer with what is wrong.
    #[error("the values of {} fields cannot be used", .0.len())]
    Fields(Vec<(String, &'static str)>),
    /// The state of things does not allow it now.
    #[error("not possible now: {0}")]
    State(&'static str),
}

impl Error {
    pub(crate) fn invalid(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid { pointer: pointer.into(), code }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let (pointer, code) = fault.at();
        Self::invalid(pointer, code)
    }
}
