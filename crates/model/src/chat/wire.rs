//! The JSON of a conversation, as it is written and read on the wire.

use serde::{Deserialize, Serialize, de::IgnoredAny};

use super::{Finish, Message, Speaker, Usage};
use crate::error::Error;

/// The body of a request. It has no field for files, threads or tools, and never asks to store.
#[derive(Serialize)]
pub(super) struct Body<'a> {
    pub model: &'a str,
    pub messages: Vec<WireMessage<'a>>,
    pub stream: bool,
    pub stream_options: StreamOptions,
    pub store: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tokens: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct StreamOptions {
    pub include_usage: bool,
}

#[derive(Serialize)]
pub(super) struct WireMessage<'a> {
    role: &'static str,
    content: &'a str,
}

impl<'a> From<&'a Message> for WireMessage<'a> {
    fn from(message: &'a Message) -> Self {
        let role = match message.speaker {
            Speaker::System => "system",
            Speaker::User => "user",
            Speaker::Assistant => "assistant",
        };
        Self { role, content: &message.text }
    }
}

/// What one event of the stream says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    /// The model is thinking: a sign of life, no part of the answer.
    pub thinking: bool,
    pub finish: Option<Finish>,
    pub usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Chunk {
    choices: Option<Vec<Choice>>,
    usage: Option<WireUsage>,
    error: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    index: u32,
    delta: Option<WireDelta>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct WireDelta {
    content: Option<String>,
    reasoning_content: Option<IgnoredAny>,
    reasoning: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct WireUsage {
    prompt_tokens: Option<u64>,
    completion_tokens: Option<u64>,
}

/// Reads the data of one event.
pub(super) fn piece(data: &str) -> Result<Piece, Error> {
    let chunk: Chunk = serde_json::from_str(data).map_err(|_| Error::Nonsense)?;
    if chunk.error.is_some() {
        return Err(Error::Status(200));
    }
    if chunk.choices.is_none() && chunk.usage.is_none() {
        return Err(Error::Nonsense);
    }
    let mut piece = Piece { usage: chunk.usage.map(Usage::from), ..Piece::default() };
    for choice in chunk.choices.into_iter().flatten().filter(|choice| choice.index == 0) {
        if let Some(delta) = choice.delta {
            piece.text.push_str(delta.content.as_deref().unwrap_or_default());
            piece.thinking |= delta.reasoning_content.is_some() || delta.reasoning.is_some();
        }
        piece.finish = choice.finish_reason.as_deref().map(Finish::parse).or(piece.finish);
    }
    Ok(piece)
}

impl From<WireUsage> for Usage {
    fn from(wire: WireUsage) -> Self {
        Self { tokens_in: wire.prompt_tokens, tokens_out: wire.completion_tokens }
    }
}
