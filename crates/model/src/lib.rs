//! The one way out of the house: the register of providers, and the two kinds of call that may
//! leave (a conversation, embeddings).
//!
//! ```text
//! assistant ─▶ ChatModel ─┐                     ┌─ unknown host, norm not met, expired ─▶ Refused(rule)
//!                         ├─▶ Ledger ─▶ Gateway ┤
//! search    ─▶ Embedder ──┘     ▲               └─ active record ─▶ DNS ─▶ TLS ─▶ provider
//!                               └ what leaves is written down before it leaves
//! ```
//!
//! Nothing here stores, trains, uploads files or keeps threads at a provider: no function for it
//! exists, and every conversation is sent with `store: false`. With an empty register no host
//! name is looked up and no connection is made.
//!
//! To add a dialect: a variant of [`endpoint::Dialect`] and its addresses there. To add a norm: a
//! variant of [`provider::Norm`] and its line in [`provider::Provider::unmet`]; the property test
//! `p018_can_activate_is_all_norms_hold` tells you what else it needs.

pub mod chat;
pub mod embed;
pub mod endpoint;
mod error;
mod fence;
pub mod gateway;
pub mod origin;
pub mod provider;
#[cfg(any(test, feature = "scripted"))]
pub mod scripted;
pub mod sse;

pub use chat::{Answering, ChatModel, Delta, Finish, Message, Request, Speaker, Usage};
pub use embed::{EmbedOptions, Embedder, Side, Texts};
pub use endpoint::{ApiKey, Dialect, Endpoint, Limits};
pub use error::{Error, Rule};
pub use fence::fence;
pub use gateway::Gateway;
pub use provider::{Norm, Provider, ProviderKind, ProviderState};

#[cfg(test)]
pub(crate) mod fixture;
