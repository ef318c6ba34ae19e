//! An endpoint to call: which provider, which model, in which dialect, within which limits.

use std::time::Duration;

use reqwest::{
    Url,
    header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue},
};

use crate::{
    error::{Error, Rule},
    provider::{Norm, Provider},
};

/// A provider's key. It shows itself to nobody.
#[derive(Clone, Default)]
pub struct ApiKey(String);

impl ApiKey {
    /// A key, without the white space a file often ends with.
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_owned())
    }
}

impl std::fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApiKey")
    }
}

/// How an endpoint is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `{base}/v1/…` with a bearer token: `OpenAI`, Mistral, vLLM, llama.cpp and many more. A base
    /// that already ends in `/v1` is taken as it is.
    OpenAi,
    /// `{base}/openai/deployments/{deployment}/…?api-version=…` with an `api-key` header.
    Azure {
        /// The deployment's name.
        deployment: String,
        /// The version of the interface, `2024-10-21`.
        api_version: String,
    },
}

/// One endpoint.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The `id` of the provider's record.
    pub provider: String,
    /// The model to ask for; it must be on the record's list.
    pub model: String,
    /// How it is spoken to.
    pub dialect: Dialect,
    /// The key, where one is needed.
    pub key: Option<ApiKey>,
}

impl Endpoint {
    /// An `OpenAI`-compatible endpoint.
    #[must_use]
    pub fn open_ai(provider: &str, model: &str, key: Option<ApiKey>) -> Self {
        Self { provider: provider.to_owned(), model: model.to_owned(), dialect: Dialect::OpenAi, key }
    }

    /// The address of an operation (`chat/completions`, `embeddings`) at this provider.
    pub(crate) fn url(&self, provider: &Provider, operation: &str) -> Result<Url, Error> {
        let refused = Error::Refused(Rule::Norm(Norm::Address));
        let mut url = Url::parse(&provider.base_url).map_err(|_| refused)?;
        let versioned = url.path().trim_end_matches('/').ends_with("/v1");
        {
            let mut path = url.path_segments_mut().map_err(|()| refused)?;
            path.pop_if_empty();
            match &self.dialect {
                Dialect::OpenAi if versioned => {}
                Dialect::OpenAi => {
                    path.push("v1");
                }
                Dialect::Azure { deployment, .. } => {
                    path.extend(["openai", "deployments", deployment]);
                }
            }
            path.extend(operation.split('/'));
        }
        if let Dialect::Azure { api_version, .. } = &self.dialect {
            url.query_pairs_mut().clear().append_pair("api-version", api_version);
        }
        Ok(url)
    }

    /// The headers that carry the key.
    pub(crate) fn headers(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        let Some(ApiKey(key)) = &self.key else { return Ok(headers) };
        let (name, text) = match self.dialect {
            Dialect::OpenAi => (AUTHORIZATION, format!("Bearer {key}")),
            Dialect::Azure { .. } => (HeaderName::from_static("api-key"), key.clone()),
        };
        let mut value = HeaderValue::from_str(&text).map_err(|_| Error::Setup)?;
        value.set_sensitive(true);
        headers.insert(name, value);
        Ok(headers)
    }
}

/// How long and how large a call may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the request to the first words of the answer (or the whole answer to embeddings).
    pub first_token: Duration,
    /// Between two pieces of the answer.
    pub idle: Duration,
    /// For everything.
    pub total: Duration,
    /// The request's body.
    pub request_bytes: usize,
    /// The answer, before it is read.
    pub answer_bytes: usize,
    /// One event of the stream.
    pub event_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_token: Duration::from_secs(60),
            idle: Duration::from_secs(30),
            total: Duration::from_secs(300),
            request_bytes: 2 << 20,
            answer_bytes: 8 << 20,
            event_bytes: 256 << 10,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(base: &str, dialect: Dialect) -> String {
        let provider = Provider::own_machine("p", base, "m");
        let endpoint = Endpoint { dialect, ..Endpoint::open_ai("p", "m", None) };
        endpoint.url(&provider, "chat/completions").expect("an address").to_string()
    }

    #[test]
    fn addresses_follow_the_dialect() {
        let plain = "http://127.0.0.1:9/v1/chat/completions";
        for base in
            ["http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1/"]
        {
            assert_eq!(address(base, Dialect::OpenAi), plain, "{base}");
        }
        let azure = Dialect::Azure { deployment: "gpt a/b".into(), api_version: "2024-10-21".into() };
        assert_eq!(
            address("https://firma.openai.azure.com", azure),
            "https://firma.openai.azure.com/openai/deployments/gpt%20a%2Fb/chat/completions?api-version=2024-10-21"
        );
    }

    #[test]
    fn a_key_shows_itself_to_nobody() {
        let endpoint = Endpoint::open_ai("p", "m", Some(ApiKey::new("sk-geheim\n")));
        assert!(!format!("{endpoint:?}").contains("geheim"));
        let headers = endpoint.headers().expect("headers");
        assert_eq!(headers["authorization"], "Bearer sk-geheim");
        assert!(!format!("{headers:?}").contains("geheim"));
    }
}
