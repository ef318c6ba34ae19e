//! Compliance: what a firm must keep to. The deadlines of its dossiers, contracts held against its
//! playbooks, the registers of its own duties (`register.rs`), and how it stands with them
//! (`accountability.rs`).
//!
//! ```text
//! event + term ──▶ deadline::count (calendar arithmetic)
//!                    └▶ deadline::reckon (Algemene termijnenwet │ Regulation 1182/71 │ as agreed)
//!                         └▶ a day with its reasoning ──▶ deadline::words, in Dutch and English
//!
//! add ─▶ proposed ─▶ a lawyer confirms ─▶ met │ lapsed         steps before it go with it
//!           ▲            │
//!           └─ recompute ┘  when the event or the term changes
//!
//! mine: of oneself, and of those who are away with oneself as stand-in ──▶ today, calendar feed
//! ```
//!
//! ```text
//! playbook (the firm's, approved by a lawyer) + stored pages ─▶ a job: check::run, a model’s answers ─▶ a report, kept
//!   a person decides each finding ─▶ report as JSON, Word, PDF
//!   chosen proposals ─▶ drafter: a review with tracked changes ─▶ new version ─▶ checked again
//! ```
//!
//! ```text
//! what waits for a person ─▶ reminder: is it news? ─▶ numbers by mail, once a day; for clocks in hours at once
//! ```
//!
//! ```text
//! a test of the product, drawn and marked here ─▶ passed: its row in the register of training is in force
//! ```
//!
//! ```text
//! what is kept until a day (rows, answers of tests, conflict checks) ─▶ removal: listed thirty days before it
//! ```
//!
//! The rules of deadlines are code, the data they need is in `library/calendar` (royal decrees) and
//! `library/terms` (terms of the laws). To add a term: a row there, with its source and, where the
//! text of the law is at hand, the words of the law that it rests on.

pub mod absence;
mod access;
pub mod accountability;
pub mod check;
pub mod checks;
pub mod conflict;
pub mod deadline;
pub mod deployment;
mod error;
pub mod feed;
pub mod name;
mod paper;
pub mod playbook;
pub mod register;
pub mod reminder;
pub mod removal;
pub mod requirement;
pub mod sanction;
pub mod training;

pub use error::{Error, Result};

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use jiff::{civil::Date, tz::TimeZone};
use legalmind_core::{TenantId, World};
use legalmind_drafter::Drafter;
use legalmind_model::ChatModel;
use legalmind_store::{Store, audit::Head, library::Started};
use legalmind_vault::Vault;

/// What a firm must keep to by its days: deadlines and registers. Cheap to clone.
#[derive(Clone)]
pub struct Compliance {
    store: Store,
    world: World,
    doing: register::Doing,
    /// The address of the product in mails; none where no mail goes.
    mail: Option<Arc<str>>,
    /// Up to where the chain of each firm's log held when it was last followed.
    followed: Arc<Mutex<HashMap<TenantId, Head>>>,
}

/// Contracts held against the playbooks of a firm. Cheap to clone.
#[derive(Clone)]
pub struct Checks {
    store: Store,
    vault: Vault,
    drafter: Drafter,
    model: Option<ChatModel>,
    world: World,
    started: Arc<Started>,
}

impl Checks {
    /// Checks over these parts; without a model, the signs of the rules do the work.
    #[must_use]
    pub fn new(store: Store, vault: Vault, drafter: Drafter, model: Option<ChatModel>, world: World) -> Self {
        Self { store, vault, drafter, model, world, started: Arc::default() }
    }
}

impl Compliance {
    /// Compliance over these rows.
    #[must_use]
    pub fn new(store: Store, world: World) -> Self {
        Self { store, world, doing: register::Doing::default(), mail: None, followed: Arc::default() }
    }

    /// The same, knowing what the product does here: rows are offered from that.
    #[must_use]
    pub fn doing(self, doing: register::Doing) -> Self {
        Self { doing, ..self }
    }

    /// The same, with mail: `url` is where people reach the product, without a slash at its end.
    #[must_use]
    pub fn mailing(self, url: &str) -> Self {
        Self { mail: Some(url.into()), ..self }
    }

    /// Whether mail goes to people.
    #[must_use]
    pub const fn mails(&self) -> bool {
        self.mail.is_some()
    }

    /// The day it is in the Netherlands.
    #[must_use]
    pub fn today(&self) -> Date {
        self.world.now().to_zoned(zone()).date()
    }
}

/// The time of the Netherlands, by the rules of the Union for summer time.
pub(crate) fn zone() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

impl std::fmt::Debug for Checks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Checks")
    }
}

impl std::fmt::Debug for Compliance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Compliance")
    }
}
