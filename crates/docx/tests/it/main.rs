//! The crate from outside: files of our own, and every sample that is here.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may end a test"
)]

mod any_text;
mod bad;
mod border;
mod comparing;
mod edits;
mod numbers;
mod papers;
mod reading;
mod resolving;
mod samples;
mod sequences;
mod support;
mod templates;
mod texts;
