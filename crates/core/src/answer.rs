//! A question in a dossier and the answer to it.

use serde::{Deserialize, Serialize};

/// How far an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// Being made.
    Running,
    /// Finished, with citations.
    Done,
    /// Finished: the dossier does not support an answer ("Geen steun gevonden in dit dossier").
    NoSupport,
    /// Stopped by the person who asked; what was there is kept.
    Stopped,
    /// Stopped by a restart or a broken model; what was there is kept.
    Interrupted,
    /// Could not be made.
    Failed,
}

impl AnswerState {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Running, Self::Done, Self::NoSupport, Self::Stopped, Self::Interrupted, Self::Failed];

    /// The name under which the state is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::NoSupport => "no_support",
            Self::Stopped => "stopped",
            Self::Interrupted => "interrupted",
            Self::Failed => "failed",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Why an answer is less than it should be, or absent. Texts are in `web/src/i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerTrouble {
    /// The model's endpoint could not be reached.
    ModelUnreachable,
    /// The model took too long.
    ModelTimeout,
    /// The model's stream broke off.
    ModelCutOff,
    /// The model answered something that is not an answer.
    ModelNonsense,
    /// The provider record does not allow the call.
    ModelRefused,
    /// The server was restarted.
    Restarted,
    /// Something inside the product went wrong.
    Internal,
}

/// Who wrote the answer's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerMode {
    /// The passages themselves, verbatim: no model is set.
    Verbatim,
    /// A language model, with citations.
    Model,
}
