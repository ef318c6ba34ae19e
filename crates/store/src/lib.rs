//! The rows of the house: SQLite on one machine, PostgreSQL on many, one implementation.
//!
//! A row is an envelope: ids, states, times and counters in the clear, and everything a person
//! would call content in one sealed column under the key of the tenant.
//!
//! ```text
//! Store ──begin(&ctx)──▶ Work ──audit(entry)──▶ save()   one transaction: rows, changes, audit
//!   │                     └ derefs to
//!   ├──read(&ctx)───────▶ Tx   ◀── dossier::get(&ctx, &tx, id), page::text(…), …
//!   ├──writing, reading           the same for whoever has a right on a dossier
//!   └──look(&ctx, entry)        the audit entry of a look, committed in groups
//! ```
//!
//! - Writers take `&Work`, readers `&Tx`; both are bound to the tenant of the context.
//! - A look-up that must come before authentication (a login, a session or a
//!   calendar by its token, a throttle, the claim of a job) takes `&Store` and runs in the *system*
//!   scope, which sees six tables (tenant, login, session, calendar, throttle, job) and opens no
//!   content.
//! - Do not call [`Store::look`] while holding a [`Work`]: SQLite has one writer, and the look
//!   would wait for it.
//!
//! Only connecting, claiming, locking and row-level security differ between the engines; they
//! are in `engine/sqlite.rs` and `engine/postgres.rs`. To add a table: its columns in
//! `migrate/` (a new migration), a module with its noun here, a case in `tests/`.

pub mod absence;
mod access;
pub mod account;
pub mod answer;
pub mod audit;
pub mod calendar;
pub mod change;
mod changed;
pub mod check;
pub mod citation;
pub mod clause;
pub mod conflict;
pub mod deadline;
pub mod document;
pub mod dossier;
pub mod draft;
mod engine;
mod error;
pub mod idempotency;
pub mod job;
pub mod library;
pub mod login;
mod look;
pub mod mail;
pub mod management_report;
mod migrate;
pub mod officer;
pub mod outgoing;
pub mod page;
mod paging;
pub mod passage;
pub mod playbook;
pub mod recipient;
pub mod recovery;
pub mod redline;
pub mod register;
pub mod requirement;
pub mod rights;
mod row;
pub mod sanction;
mod sealing;
pub mod session;
pub mod sight;
pub mod signing_key;
mod sql;
mod store;
pub mod template;
pub mod tenant;
pub mod throttle;
pub mod training;
mod tx;
pub mod upload;
pub mod version;
pub mod wall;

pub use error::{Error, Result};
pub use paging::{Ask, Listed};
pub use store::{Store, StoreOptions};
pub use tx::{Tx, Work};
