//! Tests that people take in the product: an attempt is drawn and marked by the server. What a test asks is
//! data (`library/tests`), read by `compliance::training`.

use serde::{Deserialize, Serialize};

use crate::redline::named;

named! {
    /// How an attempt at a test stands.
    AttemptState {
        /// Its answers were not handed in.
        Open = "open",
        /// Enough was right.
        Passed = "passed",
        /// Too little was.
        Failed = "failed",
    }
}

/// A question as it was drawn for an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The question, by its key in the test.
    pub question: String,
    /// Its options in the order in which they are shown, each by its place in the test.
    pub options: Vec<u8>,
    /// Those that were chosen, by their place in the test; none until the answers are handed in.
    pub chosen: Vec<u8>,
}

/// What is sealed of an attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptContent {
    /// SHA-256 of the test that it was drawn from.
    pub version: [u8; 32],
    /// Its questions in the order in which they are shown; none once its answers are not kept any more.
    pub drawn: Vec<Drawn>,
    /// How many were right; 0 until the answers are handed in.
    pub right: u32,
}
