//! Keys, and everything that is sealed with them.
//!
//! Nothing a person would call content leaves this process in the clear: rows, files, the search
//! index and the look-up of an e-mail address all pass through here first. AES-256-GCM, HKDF,
//! HMAC and SHA-256 come from one provider (aws-lc); the passphrase of the key file goes through
//! Argon2id.
//!
//! ```text
//! passphrase ──Argon2id──▶ key file ──▶ RootKey ──wraps──▶ TenantKey ──wraps──▶ FileKey
//!                                          │                  │  │                 │
//!                                      login look-up      value  chain, blind   stream
//!                                      (all firms)        (rows) index (search) (files)
//! ```
//!
//! Whatever is opened under another key, at another place, or with one bit changed is
//! [`Error::Integrity`], never wrong text.
//!
//! To add something that is sealed: give it a [`Purpose`] of its own, bind its place as
//! associated data, and let `tests/it/integrity.rs` flip every byte of it.
//! To add a key service: implement [`KeyProvider`] beside [`SealedFile`].

pub mod aead;
pub mod blind;
pub mod chain;
pub mod digest;
mod envelope;
mod error;
pub mod key;
pub mod provider;
pub mod random;
pub mod ring;
pub mod sign;
pub mod stream;
pub mod value;
pub mod world;

pub use blind::blind;
pub use error::{Error, Result};
pub use key::{FileKey, Purpose, RootKey, TenantKey};
pub use provider::{KeyProvider, SealedFile};
pub use ring::KeyRing;
pub use stream::SegmentPlace;
pub use value::{Place, Sealed};
pub use world::{OsChance, SystemClock};
