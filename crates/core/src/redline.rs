//! A review of one version of a Word document: what is proposed, what a person decided.
//!
//! Nothing of it stands in the document until a person finishes the review; then a new version is
//! made, and the one that was reviewed stays as it is.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, UserId, passage::WordPlace};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant),+ }
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The name under which it is stored and translated.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            /// The one of this name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == name)
            }
        }
    };
}
pub(crate) use named;

named! {
    /// How far a review is.
    RedlineState {
        /// Proposals are being made.
        Running = "running",
        /// A person may decide.
        Open = "open",
        /// A new version was made.
        Finished = "finished",
        /// No proposals could be made.
        Failed = "failed",
        /// Given up by a person; the document is as it was.
        Discarded = "discarded",
    }
}

named! {
    /// Why there are no proposals, or fewer than there should be. Texts are in `web/src/i18n`.
    RedlineTrouble {
        /// The model's endpoint could not be reached.
        ModelUnreachable = "model_unreachable",
        /// The model took too long.
        ModelTimeout = "model_timeout",
        /// The model's answer broke off.
        ModelCutOff = "model_cut_off",
        /// The model answered something that is no list of operations.
        ModelProse = "model_prose",
        /// The provider record does not allow the call.
        ModelRefused = "model_refused",
        /// The document is too long to be put before the model as a whole.
        TooLong = "too_long",
        /// Without a model the instruction is not understood.
        NotUnderstood = "not_understood",
        /// There is no clause in the library to check against.
        NoClauses = "no_clauses",
        /// It is no Word document that can be changed.
        NotWord = "not_word",
        /// A password is needed to open it.
        Encrypted = "encrypted",
        /// It is damaged.
        Malformed = "malformed",
        /// Reading it takes more time or memory than is allowed.
        TooLarge = "too_large",
        /// The program was restarted.
        Restarted = "restarted",
        /// Something inside the product went wrong.
        Internal = "internal",
    }
}

named! {
    /// What a proposal does.
    ProposalKind {
        /// Another text in the place of a range.
        Replace = "replace",
        /// A text behind a range.
        InsertText = "insert_text",
        /// A range goes.
        Delete = "delete",
        /// New paragraphs behind a paragraph.
        InsertParagraphs = "insert_paragraphs",
        /// A paragraph goes.
        DeleteParagraph = "delete_paragraph",
        /// A remark beside a range.
        Comment = "comment",
        /// Another style for a paragraph.
        SetStyle = "set_style",
    }
}

named! {
    /// How much a proposal matters.
    Severity {
        /// It should not be signed without.
        High = "high",
        /// Worth asking for.
        Medium = "medium",
        /// Tidier.
        Low = "low",
    }
}

named! {
    /// Where a proposal comes from.
    Source {
        /// A language model. Its text is marked as such until a person takes it.
        Model = "model",
        /// A rule of the product, from the words of the instruction.
        Rule = "rule",
        /// The clause library of the firm.
        Clause = "clause",
        /// A rule of a playbook that the document was held against.
        Check = "check",
    }
}

named! {
    /// What a person decided.
    Verdict {
        /// It is taken.
        Accepted = "accepted",
        /// It is left out.
        Rejected = "rejected",
    }
}

named! {
    /// Why an operation that was asked for cannot be done on this document.
    RefusalCode {
        /// The text is not in the document.
        NotFound = "not_found",
        /// The text stands in more than one place.
        Ambiguous = "ambiguous",
        /// It touches what another operation touches.
        Overlap = "overlap",
        /// The place is locked.
        Locked = "locked",
        /// It would cut a field in half.
        CutsField = "cuts_field",
        /// It would wipe out somebody's tracked change.
        LosesRevision = "loses_revision",
        /// The place holds something that is not changed this way.
        Unsupported = "unsupported",
        /// It says nothing that can be carried out.
        Invalid = "invalid",
    }
}

/// A clause of the library that a proposal takes its words from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromClause {
    /// The clause.
    pub id: uuid::Uuid,
    /// Its version.
    pub version: u32,
    /// Its title then.
    pub title: String,
    /// Which of its variants.
    pub stance: crate::clause::Stance,
}

/// A decision of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// Why, if they said so.
    pub reason: Option<String>,
    /// Who.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

/// A change that is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it does.
    pub kind: ProposalKind,
    /// Where it begins.
    pub place: WordPlace,
    /// Over how many paragraphs of the same part it reaches; 1 but for a whole clause.
    pub paragraphs: u32,
    /// The text that stands there; paragraphs are separated by a line end.
    pub old: String,
    /// The new text; paragraphs are separated by a line end.
    pub new: String,
    /// The style of new paragraphs, by its id.
    pub style: Option<String>,
    /// Why it is proposed.
    pub reason: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where it comes from.
    pub source: Source,
    /// The clause its words are of.
    pub clause: Option<FromClause>,
    /// What a person decided; none while it is open.
    pub decision: Option<Decision>,
    /// The person's own wording in the place of the proposed one.
    pub own: Option<String>,
}

impl Proposal {
    /// The text that is to stand in the document if it is taken.
    #[must_use]
    pub fn wording(&self) -> &str {
        self.own.as_deref().unwrap_or(&self.new)
    }

    /// Whether it is taken.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.decision.as_ref().is_some_and(|it| it.verdict == Verdict::Accepted)
    }
}

/// An operation that was asked for and does not fit the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedProposal {
    /// What it was to do, as it was named.
    pub kind: String,
    /// The text it was to apply to.
    pub old: String,
    /// Why not.
    pub code: RefusalCode,
}

/// A decision on a tracked change that is in the document already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionDecision {
    /// The revision's number in the version that is reviewed.
    pub number: u32,
    /// What was decided.
    pub decision: Decision,
}

/// How many tracked changes and remarks a version has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Tracked changes.
    pub revisions: u32,
    /// Remarks.
    pub comments: u32,
}

/// What is sealed of a review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedlineContent {
    /// What was asked for, in the person's words.
    pub instruction: Option<String>,
    /// Whether the document is checked against the clause library.
    pub clauses: bool,
    /// The model that made proposals.
    pub model: Option<String>,
    /// Why there are none, or fewer.
    pub trouble: Option<RedlineTrouble>,
    /// What is proposed, in the order of the document.
    pub proposals: Vec<Proposal>,
    /// What was asked for and does not fit.
    pub refused: Vec<RefusedProposal>,
    /// Decisions on changes that were there.
    pub revisions: Vec<RevisionDecision>,
    /// What the version has.
    pub before: Counts,
    /// What the new version has.
    pub after: Option<Counts>,
    /// SHA-256 of the new version.
    pub sha256: Option<[u8; 32]>,
}
