//! Compliance: what a firm must keep to. The deadlines of its dossiers, and the registers of its own
//! duties (`register.rs`).
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
//! The rules are code, the data they need is in `library/calendar` (royal decrees) and
//! `library/terms` (terms of the laws). To add a term: a row there, with its source and, where the
//! text of the law is at hand, the words of the law that it rests on.

pub mod absence;
mod access;
pub mod deadline;
mod error;
pub mod feed;
pub mod register;

pub use error::{Error, Result};

use jiff::{civil::Date, tz::TimeZone};
use legalmind_core::World;
use legalmind_store::Store;

/// Compliance. Cheap to clone.
#[derive(Clone)]
pub struct Compliance {
    store: Store,
    world: World,
    doing: register::Doing,
}

impl Compliance {
    /// Compliance over these rows.
    #[must_use]
    pub fn new(store: Store, world: World) -> Self {
        Self { store, world, doing: register::Doing::default() }
    }

    /// The same, knowing what the product does here: rows are offered from that.
    #[must_use]
    pub fn doing(self, doing: register::Doing) -> Self {
        Self { doing, ..self }
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

impl std::fmt::Debug for Compliance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Compliance")
    }
}
