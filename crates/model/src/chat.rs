//! A conversation with a language model, streamed.
//!
//! What comes back is a row of [`Delta`]s that ends with [`Delta::End`], or with an error. What
//! came before an error is good and may be kept; it is for the caller to say that it is not all.

use std::sync::Arc;

use bytes::Bytes;
use legalmind_core::{
    Ctx, PassageId,
    outgoing::{CallId, Ledger, Outgoing},
};
use reqwest::{Response, header::CONTENT_TYPE};

use crate::{
    endpoint::{Endpoint, Limits},
    error::Error,
    gateway::{Gateway, Post},
    provider::{Provider, ProviderKind},
};

mod answering;
mod wire;

pub use answering::Answering;
use answering::{Book, Clocks};

/// Who says a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The product, setting the task.
    System,
    /// The person, and the passages put before the model.
    User,
    /// The model, earlier.
    Assistant,
}

/// One message.
#[derive(Clone)]
pub struct Message {
    /// Who says it.
    pub speaker: Speaker,
    /// What is said.
    pub text: String,
}

impl Message {
    /// A message.
    #[must_use]
    pub fn new(speaker: Speaker, text: impl Into<String>) -> Self {
        Self { speaker, text: text.into() }
    }
}

/// A request to a model.
#[derive(Clone)]
pub struct Request {
    /// The conversation so far.
    pub messages: Vec<Message>,
    /// The passages that stand in it, for the ledger.
    pub passages: Vec<PassageId>,
    /// How freely words are chosen; the model's own choice where absent.
    pub temperature: Option<f32>,
    /// The longest answer, in tokens; the model's own limit where absent.
    pub max_tokens: Option<u32>,
}

/// Why the model stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It had said all.
    Stop,
    /// It reached the longest answer.
    Length,
    /// The provider's filter stopped it.
    Filtered,
    /// Something else, or it did not say.
    Other,
}

impl Finish {
    fn parse(reason: &str) -> Self {
        match reason {
            "stop" => Self::Stop,
            "length" => Self::Length,
            "content_filter" => Self::Filtered,
            _ => Self::Other,
        }
    }
}

/// Tokens as the provider counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In the request.
    pub tokens_in: Option<u64>,
    /// In the answer.
    pub tokens_out: Option<u64>,
}

/// A piece of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delta {
    /// More text; never empty.
    Text(String),
    /// The answer is complete. Nothing follows.
    End {
        /// Why it ended.
        finish: Finish,
        /// What it took.
        usage: Usage,
    },
}

/// A language model behind the gate.
#[derive(Clone, Debug)]
pub struct ChatModel {
    gateway: Gateway,
    endpoint: Endpoint,
    limits: Limits,
}

const OPERATION: &str = "chat/completions";

impl ChatModel {
    /// A model at this endpoint.
    #[must_use]
    pub const fn new(gateway: Gateway, endpoint: Endpoint, limits: Limits) -> Self {
        Self { gateway, endpoint, limits }
    }

    /// Whether a call would be allowed at this moment. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule.
    pub fn check(&self) -> Result<Arc<Provider>, Error> {
        let provider = self.gateway.provider(&self.endpoint.provider)?;
        let url = self.endpoint.url(&provider, OPERATION)?;
        self.gateway.admit_model(&url, &self.endpoint.model)
    }

    /// The model's name.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.endpoint.model
    }

    /// Asks. The ledger is written before the request leaves and once the answer has ended.
    ///
    /// # Errors
    /// Any [`Error`]; later ones come through [`Answering::next`].
    pub async fn stream(
        &self,
        ctx: &Ctx,
        request: &Request,
        ledger: Arc<dyn Ledger>,
    ) -> Result<Answering, Error> {
        let provider = self.check()?;
        let body = self.body(request)?;
        let call = CallId::new(self.gateway.world());
        let outgoing = Outgoing {
            call,
            provider: provider.id.clone(),
            model: self.endpoint.model.clone(),
            region: provider.region.clone(),
            own_machine: provider.kind == ProviderKind::OwnMachine,
            bytes: body.len() as u64,
            passages: request.passages.clone(),
            body: body.clone(),
        };
        ledger.leaving(ctx, &outgoing).await?;
        let mut clocks = Clocks::start(&self.limits);
        let response = self.send(&provider, body, &mut clocks).await?;
        let book = Book { ctx: ctx.clone(), ledger, call };
        Ok(Answering::new(response, clocks, self.limits, book))
    }

    /// Asks, and gives the whole answer at once. One that is cut short is none.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn whole(
        &self,
        ctx: &Ctx,
        request: &Request,
        ledger: Arc<dyn Ledger>,
    ) -> Result<String, Error> {
        let mut answering = self.stream(ctx, request, ledger).await?;
        let mut text = String::new();
        while let Some(delta) = answering.next().await {
            match delta? {
                Delta::Text(words) => text.push_str(&words),
                Delta::End { finish: Finish::Stop, .. } => {}
                Delta::End { .. } => return Err(Error::CutOff),
            }
        }
        Ok(text)
    }

    fn body(&self, request: &Request) -> Result<Bytes, Error> {
        let body = wire::Body {
            model: &self.endpoint.model,
            messages: request.messages.iter().map(Into::into).collect(),
            stream: true,
            stream_options: wire::StreamOptions { include_usage: true },
            store: false,
            temperature: request.temperature,
            max_tokens: request.max_tokens,
        };
        let bytes = serde_json::to_vec(&body).map_err(|_| Error::Setup)?;
        if bytes.len() > self.limits.request_bytes {
            return Err(Error::TooLarge);
        }
        Ok(bytes.into())
    }

    async fn send(&self, provider: &Provider, body: Bytes, clocks: &mut Clocks) -> Result<Response, Error> {
        let url = self.endpoint.url(provider, OPERATION)?;
        let post = Post {
            url: &url,
            model: &self.endpoint.model,
            headers: self.endpoint.headers()?,
            accept: "text/event-stream",
            body,
        };
        let response = tokio::select! {
            biased;
            () = clocks.run_out() => return Err(Error::Timeout),
            response = self.gateway.post(post) => response?,
        };
        let stream = response.headers().get(CONTENT_TYPE).is_none_or(|kind| {
            kind.to_str().is_ok_and(|kind| kind.to_ascii_lowercase().starts_with("text/event-stream"))
        });
        if stream { Ok(response) } else { Err(Error::Nonsense) }
    }
}

#[cfg(test)]
mod tests;
