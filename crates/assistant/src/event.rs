//! What an answer says while it is made, in the order it is said.

use legalmind_core::{
    CharRange, CitationId, DocumentId, VersionId,
    answer::{AnswerState, AnswerTrouble},
    citation::{CitationState, LawCitation},
};
use legalmind_store::citation::Citation;
use serde::{Deserialize, Serialize};

/// One event of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Said {
    /// A step of the work.
    Step {
        /// Which.
        code: String,
        /// How many things it found or did.
        count: Option<u64>,
    },
    /// More words, Markdown with marks `[1]`.
    Delta {
        /// The words.
        text: String,
    },
    /// What a mark points at.
    Citation(Cited),
    /// The same, where it points into public law.
    Law(LawCitation),
    /// Nothing follows.
    End {
        /// How it ended.
        state: AnswerState,
        /// Why it is less than it should be.
        trouble: Option<AnswerTrouble>,
    },
}

impl Said {
    /// The name of the event in a stream.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Step { .. } => "step",
            Self::Delta { .. } => "delta",
            Self::Citation(_) => "citation",
            Self::Law(_) => "law",
            Self::End { .. } => "end",
        }
    }
}

/// A citation as a reader sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cited {
    /// Its id.
    pub id: CitationId,
    /// Its number: the mark `[1]`.
    pub ordinal: u32,
    /// The document.
    pub document: DocumentId,
    /// That document's name.
    pub document_name: String,
    /// The version that was read.
    pub version: VersionId,
    /// The page.
    pub page: u32,
    /// The characters of that page's text.
    pub range: CharRange,
    /// The words quoted.
    pub quote: String,
    /// What comparing them came to.
    pub state: CitationState,
    /// The heading they stand under.
    pub heading: Option<String>,
}

impl From<&Citation> for Cited {
    fn from(it: &Citation) -> Self {
        Self {
            id: it.id,
            ordinal: it.ordinal,
            document: it.document,
            document_name: it.content.document_name.clone(),
            version: it.version,
            page: it.page.0,
            range: it.range,
            quote: it.content.quote.clone(),
            state: it.state,
            heading: it.content.heading.clone(),
        }
    }
}
