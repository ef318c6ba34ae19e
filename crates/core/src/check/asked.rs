//! What a language model answered on the question of a rule. It is a draft, never a verdict: a quote that
//! does not stand in the document makes it worth nothing, and it never takes a finding away.

use serde::{Deserialize, Serialize};

use super::{Passage, Verdict};
use crate::{account::Language, answer::AnswerTrouble, citation::CitationState, redline::named};

named! {
    /// What a model says of a rule.
    ModelSays {
        /// The contract does not keep to it.
        Unacceptable = "unacceptable",
        /// A lawyer has to look.
        Review = "review",
        /// The contract keeps to it.
        Acceptable = "acceptable",
        /// It found nothing about it in what it was shown, and so has nothing to quote.
        Nothing = "nothing",
    }
}

named! {
    /// Why a question of a rule was not answered.
    AskTrouble {
        /// The model could not be reached.
        Unreachable = "unreachable",
        /// It took too long.
        Timeout = "timeout",
        /// Its answer broke off.
        CutOff = "cut_off",
        /// It answered something that is not an answer.
        Nonsense = "nonsense",
        /// The register of providers, or the dossier, does not allow it.
        Refused = "refused",
        /// What it would have to read is too long.
        TooLong = "too_long",
        /// It was not asked any more, because an earlier question got no answer.
        NotAsked = "not_asked",
        /// Something inside the product went wrong.
        Internal = "internal",
    }
}

impl AskTrouble {
    /// Whether asking it the next question is of no use now.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Self::Unreachable | Self::Timeout | Self::Refused | Self::Internal)
    }
}

impl From<AnswerTrouble> for AskTrouble {
    fn from(trouble: AnswerTrouble) -> Self {
        match trouble {
            AnswerTrouble::ModelUnreachable => Self::Unreachable,
            AnswerTrouble::ModelTimeout => Self::Timeout,
            AnswerTrouble::ModelCutOff => Self::CutOff,
            AnswerTrouble::ModelNonsense => Self::Nonsense,
            AnswerTrouble::ModelRefused => Self::Refused,
            AnswerTrouble::Restarted | AnswerTrouble::Internal => Self::Internal,
        }
    }
}

/// Words that a model says stand in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The words, as the model wrote them.
    pub quote: String,
    /// What comparing them with the stored text of the whole document came to.
    pub state: CitationState,
    /// The words as they stand there; none where they do not.
    pub passage: Option<Passage>,
}

/// What a model answered on the question of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelAnswer {
    /// The name of the model.
    pub model: String,
    /// The verdict of the rule's signs alone.
    pub before: Verdict,
    /// What it says; none where there is no answer, or it could not be checked.
    pub says: Option<ModelSays>,
    /// Why, in one sentence; empty where it says nothing that was checked.
    pub sentence: String,
    /// The language of that sentence.
    pub language: Language,
    /// What it quotes, each compared with the document.
    pub quotes: Vec<Quoted>,
    /// Why there is no answer.
    pub trouble: Option<AskTrouble>,
}

impl ModelAnswer {
    /// Whether it objects, in words that stand in the document.
    #[must_use]
    pub const fn objects(&self) -> bool {
        matches!(self.says, Some(ModelSays::Unacceptable | ModelSays::Review))
    }

    /// Whether there is an answer that could not be checked.
    #[must_use]
    pub const fn is_unverified(&self) -> bool {
        self.says.is_none() && self.trouble.is_none()
    }
}

named! {
    /// Whether a model was asked the questions of the rules.
    QuestionsState {
        /// No: no model is set, or no rule has a question that matters here.
        None = "none",
        /// No: the dossier is one of which nothing is given to a model.
        Forbidden = "forbidden",
        /// Yes.
        Asked = "asked",
    }
}

/// Whether a model was asked the questions of the rules, and which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    /// Whether it was.
    pub state: QuestionsState,
    /// The name of the model that was asked.
    pub model: Option<String>,
}

impl Default for Questions {
    fn default() -> Self {
        Self { state: QuestionsState::None, model: None }
    }
}
