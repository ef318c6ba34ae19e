//! Why somebody does not get in, or something about an account does not change.

use std::time::Duration;

use legalmind_core::requirement::Requirement;
use thiserror::Error;

use crate::password::policy::Violation;

/// What went wrong. No variant tells whether an account exists, and none holds content.
#[derive(Debug, Error)]
pub enum Error {
    /// The e-mail address and the password are not those of somebody who may sign in: whichever
    /// of the two it was, or the account is suspended.
    #[error("the e-mail address or the password is not right")]
    Credentials,
    /// The code is not right, was used before, or is too old.
    #[error("the code is not right, or was used before")]
    Code,
    /// There were too many tries; nothing was compared.
    #[error("too many tries; wait before the next")]
    TooMany {
        /// How long to wait.
        wait: Duration,
    },
    /// There is no such session, or it has ended.
    #[error("there is no session; sign in")]
    NoSession,
    /// The session is not far enough: a second factor comes first.
    #[error("a second factor comes first")]
    SecondFactor,
    /// The second factor is there already.
    #[error("the second factor is there already")]
    Enrolled,
    /// The new password does not meet the policy.
    #[error("the password does not meet the policy")]
    Password(Vec<Violation>),
    /// What was given at this pointer is not of its kind: a name, an e-mail address.
    #[error("what was given at {0:?} cannot be taken")]
    Invalid(&'static str),
    /// Somebody has this e-mail address already.
    #[error("the e-mail address is in use")]
    EmailInUse,
    /// The firm asks more of whoever has this role.
    #[error("{} requirements of the role are not met", .0.len())]
    Lacks(Vec<Requirement>),
    /// A firm keeps one who manages its people.
    #[error("the last administrator stays one")]
    LastAdministrator,
    /// Too many wait for the same; later it will go.
    #[error("too busy at the moment; try again")]
    Busy,
    /// Hashing or deriving failed.
    #[error("a cryptographic operation failed")]
    Crypto,
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] legalmind_store::Error),
    /// A key could not be had.
    #[error(transparent)]
    Seal(#[from] legalmind_seal::Error),
}

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;
