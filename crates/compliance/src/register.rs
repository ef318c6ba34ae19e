//! Registers on one small engine: a register is data, its campaigns open by themselves.
//!
//! ```text
//! library/registers/*.toml ─▶ definition (fields, who sees, campaigns) ─▶ every layer follows it
//!
//! row: concept ─▶ in force (four eyes where it says so) ─▶ closed
//!                    └ schedule::plan: its dates + the clock ─▶ cycles, each with its steps
//!                         └ run: opened, reminder, overdue, escalated, each written down once
//!                              └ confirm with evidence (─▶ looked at by another) ─▶ done
//! ```
//!
//! To add a register: a file in `library/registers` and its line in `shelf.rs`. What a file can say
//! is in `definition.rs`; whatever does not hold together is a fault with its place.

mod access;
mod act;
mod attest;
mod condition;
mod confirm;
pub mod definition;
mod duty;
mod kept;
mod measure;
mod nearing;
mod offer;
mod officer;
mod receipt;
mod recipient;
mod run;
mod schedule;
mod sheet;
mod shelf;
mod span;
mod value;
mod view;

pub(crate) use access::Standing;
pub use act::{RowPatch, Turn};
pub(crate) use attest::{Proof, attest_all, proofs};
pub(crate) use condition::all_hold as when_holds;
pub use confirm::{Evidence, Sort};
pub use definition::{
    Campaign, Choice, Definition, Each, Every, Fault, Field, Need, Schedule, Scope, Told, When,
};
pub(crate) use kept::Keeping;
pub(crate) use nearing::kept_rows;
pub use offer::Doing;
pub use officer::Officer;
pub(crate) use officer::told;
pub(crate) use receipt::asking;
pub(crate) use recipient::{Unregistered, unregistered};
pub use schedule::{Planned, plan};
pub(crate) use sheet::tame;
pub use sheet::{BadLine, Imported, Keep, MAX_FILE};
pub use shelf::{all, find};
pub use span::Span;
pub use value::Given;
pub(crate) use value::lacks;
pub use view::{
    ConfirmationView, CycleView, DossierDuties, Duty, EventView, Home, ReceiptView, RegisterView,
    RowChangeView, RowView, Shown,
};
pub(crate) use view::{ended, lacks_now, suspended, title};
