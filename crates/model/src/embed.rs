//! Embeddings: texts as vectors, in batches, checked before anybody compares them.

use std::sync::{Arc, OnceLock};

use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use legalmind_core::{
    Ctx, PassageId,
    outgoing::{CallId, Ledger, Outgoing, Returned},
};
use reqwest::Response;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use crate::{
    endpoint::{Endpoint, Limits},
    error::Error,
    gateway::{Gateway, Post, network},
    provider::{Provider, ProviderKind},
};

/// Which side of a search a text is on. Some models (E5) want to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is searched for.
    Query,
    /// What is searched in.
    Passage,
}

/// Texts to turn into vectors.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    /// The texts.
    pub texts: &'a [String],
    /// The passages they are, one for each, for the ledger; empty for a query.
    pub passages: &'a [PassageId],
    /// Which side they are on.
    pub side: Side,
}

impl<'a> Texts<'a> {
    /// Something to search for.
    #[must_use]
    pub const fn queries(texts: &'a [String]) -> Self {
        Self { texts, passages: &[], side: Side::Query }
    }

    /// Passages to search in.
    #[must_use]
    pub const fn passages(texts: &'a [String], passages: &'a [PassageId]) -> Self {
        Self { texts, passages, side: Side::Passage }
    }
}

/// How a model of this kind is used.
#[derive(Clone, Debug)]
pub struct EmbedOptions {
    /// How many numbers a vector has; where absent the first answer decides for all later ones.
    pub dimension: Option<usize>,
    /// How many texts go in one request.
    pub batch: usize,
    /// What is put before a query (`query: ` for E5).
    pub query_prefix: String,
    /// What is put before a passage (`passage: ` for E5).
    pub passage_prefix: String,
    /// The endpoint itself wants to be told the side, in the field `input_type`: `query` or
    /// `passage`. Endpoints that do not know the field may refuse it.
    pub input_type: bool,
}

impl Default for EmbedOptions {
    fn default() -> Self {
        Self {
            dimension: None,
            batch: 64,
            query_prefix: String::new(),
            passage_prefix: String::new(),
            input_type: false,
        }
    }
}

/// An embedding model behind the gate. Clones share what is known of its dimension.
#[derive(Clone, Debug)]
pub struct Embedder {
    gateway: Gateway,
    endpoint: Endpoint,
    limits: Limits,
    options: EmbedOptions,
    learnt: Arc<OnceLock<usize>>,
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    input: Vec<String>,
    encoding_format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_type: Option<&'static str>,
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Row>,
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Row {
    index: usize,
    embedding: Vec<f32>,
}

#[derive(Deserialize)]
struct Usage {
    prompt_tokens: Option<u64>,
}

const OPERATION: &str = "embeddings";

impl Embedder {
    /// A model at this endpoint.
    #[must_use]
    pub fn new(gateway: Gateway, endpoint: Endpoint, limits: Limits, options: EmbedOptions) -> Self {
        Self { gateway, endpoint, limits, options, learnt: Arc::default() }
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

    /// How many numbers a vector has, where that is known.
    #[must_use]
    pub fn dimension(&self) -> Option<usize> {
        self.options.dimension.or_else(|| self.learnt.get().copied())
    }

    /// The model and how it is told what it reads. Vectors that differ in this cannot be
    /// compared.
    #[must_use]
    pub fn made_by(&self) -> String {
        let EmbedOptions { query_prefix, passage_prefix, input_type, .. } = &self.options;
        format!("{} {query_prefix:?} {passage_prefix:?} {input_type}", self.endpoint.model)
    }

    /// One vector for each text, in the order of the texts.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::Nonsense`] where a vector is missing, doubled, of another
    /// dimension or not made of numbers. Nothing of a failed call is given.
    pub async fn embed(
        &self,
        ctx: &Ctx,
        texts: Texts<'_>,
        ledger: &dyn Ledger,
    ) -> Result<Vec<Vec<f32>>, Error> {
        let batch = self.options.batch.max(1);
        let mut vectors = Vec::with_capacity(texts.texts.len());
        for (number, part) in texts.texts.chunks(batch).enumerate() {
            let passages = texts.passages.iter().skip(number * batch).take(part.len()).copied().collect();
            let work = self.embed_batch(ctx, part, texts.side, passages, ledger);
            vectors.extend(work.await?);
        }
        Ok(vectors)
    }

    async fn embed_batch(
        &self,
        ctx: &Ctx,
        texts: &[String],
        side: Side,
        passages: Vec<PassageId>,
        ledger: &dyn Ledger,
    ) -> Result<Vec<Vec<f32>>, Error> {
        let provider = self.check()?;
        let body = self.body(texts, side)?;
        let call = CallId::new(self.gateway.world());
        let outgoing = Outgoing {
            call,
            provider: provider.id.clone(),
            model: self.endpoint.model.clone(),
            region: provider.region.clone(),
            own_machine: provider.kind == ProviderKind::OwnMachine,
            bytes: body.len() as u64,
            passages,
            body: body.clone(),
        };
        ledger.leaving(ctx, &outgoing).await?;
        let work = timeout(self.limits.first_token.min(self.limits.total), self.exchange(&provider, body));
        let bytes = work.await.map_err(|_| Error::Timeout)??;
        let answer: Answer = serde_json::from_slice(&bytes).map_err(|_| Error::Nonsense)?;
        let tokens_in = answer.usage.as_ref().and_then(|usage| usage.prompt_tokens);
        let vectors = self.checked(answer.data, texts.len());
        let returned = Returned {
            call,
            bytes: bytes.len() as u64,
            tokens_in,
            tokens_out: None,
            complete: vectors.is_ok(),
        };
        if ledger.returned(ctx, returned).await.is_err() {
            tracing::warn!(request = %ctx.request(), "what a model returned could not be recorded");
        }
        vectors
    }

    fn body(&self, texts: &[String], side: Side) -> Result<Bytes, Error> {
        let (prefix, side) = match side {
            Side::Query => (&self.options.query_prefix, "query"),
            Side::Passage => (&self.options.passage_prefix, "passage"),
        };
        let input_type = self.options.input_type.then_some(side);
        let input = texts.iter().map(|text| format!("{prefix}{text}")).collect();
        let body = Body { model: &self.endpoint.model, input, encoding_format: "float", input_type };
        let bytes = serde_json::to_vec(&body).map_err(|_| Error::Setup)?;
        if bytes.len() > self.limits.request_bytes {
            return Err(Error::TooLarge);
        }
        Ok(bytes.into())
    }

    async fn exchange(&self, provider: &Provider, body: Bytes) -> Result<Bytes, Error> {
        let url = self.endpoint.url(provider, OPERATION)?;
        let post = Post {
            url: &url,
            model: &self.endpoint.model,
            headers: self.endpoint.headers()?,
            accept: "application/json",
            body,
        };
        read_all(self.gateway.post(post).await?, self.limits.answer_bytes).await
    }

    /// Puts the vectors in the order of the texts, one for each.
    fn checked(&self, rows: Vec<Row>, wanted: usize) -> Result<Vec<Vec<f32>>, Error> {
        let mut places: Vec<Option<Vec<f32>>> = (0..wanted).map(|_| None).collect();
        for row in rows {
            self.check_vector(&row.embedding)?;
            let place = places.get_mut(row.index).ok_or(Error::Nonsense)?;
            if place.replace(row.embedding).is_some() {
                return Err(Error::Nonsense);
            }
        }
        let vectors: Option<Vec<_>> = places.into_iter().collect();
        let vectors = vectors.ok_or(Error::Nonsense)?;
        if let Some(first) = vectors.first() {
            let _ = self.learnt.set(first.len());
        }
        let dimension = self.dimension();
        let same = vectors.iter().all(|vector| Some(vector.len()) == dimension);
        if same { Ok(vectors) } else { Err(Error::Nonsense) }
    }

    fn check_vector(&self, vector: &[f32]) -> Result<(), Error> {
        let fits = self.dimension().is_none_or(|dimension| dimension == vector.len());
        let usable =
            vector.iter().all(|number| number.is_finite()) && vector.iter().any(|number| *number != 0.0);
        if fits && usable { Ok(()) } else { Err(Error::Nonsense) }
    }
}

async fn read_all(response: Response, limit: usize) -> Result<Bytes, Error> {
    let mut stream = response.bytes_stream();
    let mut all = BytesMut::new();
    while let Some(piece) = stream.next().await {
        all.extend_from_slice(&piece.map_err(|error| network(&error))?);
        if all.len() > limit {
            return Err(Error::TooLarge);
        }
    }
    Ok(all.freeze())
}

#[cfg(test)]
mod tests;
