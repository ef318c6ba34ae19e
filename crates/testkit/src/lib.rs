//! What tests of the rooms above the store share: a clock that is moved by hand, chance that
//! repeats itself, a store with a firm in it, a scripted endpoint in the place of a model and a mail relay that keeps
//! what it gets. For tests alone; no product code depends on it.
//!
//! ```text
//! VirtualClock ─┐
//!               ├─▶ World ─▶ Fixture::sqlite() ─▶ store, key ring, a firm with a lawyer
//! SeededChance ─┘                                   └─▶ person(role), dossier(name), ctx_of(…)
//! ```
//!
//! To add a builder: a method of [`Fixture`] that makes the least that is valid and returns its id.

pub mod book;
mod chance;
mod clock;
mod database;
mod error;
mod fixture;
pub mod mailbox;
pub mod word;

pub use chance::SeededChance;
pub use clock::VirtualClock;
pub use database::Database;
pub use error::{Error, Result};
pub use fixture::{Fixture, Person};
pub use legalmind_model::scripted;
pub use mailbox::Mailbox;
