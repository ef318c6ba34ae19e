//! Who is there: accounts, passwords, second factors, sessions, and the context they lead to.
//!
//! ```text
//! e-mail + password ─▶ sign_in ─▶ session (level: password) ─┬─ second_factor ───┐
//!                        ▲                                    └─ enrolment (first) ┤
//!            throttle, Argon2id                                                    ▼
//! cookie ─▶ authenticate ─▶ Authenticated ─▶ ctx() ◀── only here ── session (level: full)
//! job    ─▶ job_context  ─▶ Ctx       command ─▶ operator_context ─▶ Ctx
//! secret address of a calendar ─▶ calendar ─▶ Ctx of its owner, to read deadlines
//! ```
//!
//! - An unknown address, a wrong password and a suspended account take the same path and give
//!   the same answer.
//! - A session whose second factor is still to come has no context, so it reaches no data.
//! - Every rise of a session's level gives it a fresh token.
//!
//! Passkeys, single sign-on and provisioning come as further ways from a session of level
//! password, or from none, to one of level full: a module beside [`second_factor`], ending in the
//! same `Identity::raise`.

mod account;
mod authenticated;
mod calendar;
mod context;
mod error;
mod firm;
mod identity;
pub mod password;
pub mod recovery;
mod role;
pub mod second_factor;
mod session;
mod sign_in;
mod throttle;
pub mod token;
pub mod totp;

pub use account::Person;
pub use authenticated::{Authenticated, Profile, SessionStart, SignInState};
pub use error::{Error, Result};
pub use firm::{NewFirm, NewPerson, Newcomer};
pub use identity::{Identity, IdentityOptions, Meta};
pub use password::policy::Violation;
pub use second_factor::Offer;
pub use token::{Csrf, SessionToken};

#[cfg(test)]
mod tests;
