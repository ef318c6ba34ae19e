//! What can go wrong in the drafter. Messages hold no content.

use legalmind_core::document::Reason;
use legalmind_vault::word::Fault;

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Documents: absent, refused, changed, damaged, out of reach.
    #[error(transparent)]
    Vault(#[from] legalmind_vault::Error),
    /// Rows: absent, refused, changed, damaged, out of reach.
    #[error(transparent)]
    Store(#[from] legalmind_store::Error),
    /// The Word file, or an operation on it.
    #[error(transparent)]
    Word(legalmind_docx::Error),
    /// The closed-off process did not come to its end.
    #[error("the reading process ended: {}", .0.as_str())]
    Reason(Reason),
    /// There is no PDF.
    #[error(transparent)]
    Print(legalmind_vault::PrintFault),
    /// A value that was given cannot be used.
    #[error("the value of {pointer} cannot be used: {code}")]
    Invalid {
        /// The field, as a JSON pointer.
        pointer: String,
        /// What is wrong with it; texts are in `web/src/i18n`.
        code: &'static str,
    },
    /// The tags of a template.
    #[error("the template has {} faults", .0.len())]
    Template(Vec<legalmind_docx::TemplateFault>),
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
        match fault {
            Fault::Word(error) => Self::Word(error),
            Fault::Reason(reason) => Self::Reason(reason),
        }
    }
}

/// What is the matter with a Word file, as the API names it; texts are in `web/src/i18n`.
#[must_use]
pub const fn word_code(error: &legalmind_docx::Error) -> &'static str {
    use legalmind_docx::{Error as E, Refusal as R};
    match error {
        E::Empty => "empty",
        E::TooLarge(_) => "too_large",
        E::NotZip | E::OtherKind(_) | E::Missing(_) => "not_word",
        E::OldWord => "old_word",
        E::Encrypted => "encrypted",
        E::Truncated => "truncated",
        E::Bomb { .. } => "bomb",
        E::Container { .. } | E::Malformed { .. } | E::DocType { .. } | E::Encoding { .. } => "malformed",
        E::TooDeep { .. } => "too_deep",
        E::NoRevision(_) => "not_found",
        E::Loss { .. } => "loses_revision",
        E::Refused { refusal, .. } => match refusal {
            R::Ambiguous(_) => "ambiguous",
            R::Overlap => "overlap",
            R::CutsField => "cuts_field",
            R::Locked | R::Bound => "locked",
            R::LosesRevision | R::AlreadyChanged => "loses_revision",
            R::Unsupported(_) => "unsupported",
            R::NoPart(_) | R::NoParagraph(_) | R::OutOfRange | R::OtherText | R::NotFound | R::NoSlot => {
                "not_found"
            }
            R::NotInList | R::NoStyle(_) | R::BadText | R::BadAuthor => "invalid",
        },
    }
}

/// What is the matter with a tag of a template, as the API names it; texts are in `web/src/i18n`.
#[must_use]
pub const fn tag_code(fault: legalmind_docx::TagFault) -> &'static str {
    use legalmind_docx::TagFault as F;
    match fault {
        F::Unfinished => "unfinished",
        F::Empty => "empty",
        F::NotAnExpression => "not_an_expression",
        F::UnknownFilter => "unknown_filter",
        F::NotClosed => "not_closed",
        F::NotOpen => "not_open",
        F::NotARepetition => "not_a_repetition",
        F::NotAClause => "not_a_clause",
        F::ClauseNotAlone => "clause_not_alone",
        F::Crosses => "crosses",
        F::TooDeep => "too_deep",
        F::Macros => "macros",
    }
}
