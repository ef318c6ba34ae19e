//! Reading through the real child process: the sandbox, bad files, formats, real documents.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may end a test")]

mod bad;
mod formats;
mod parts;
mod print;
mod samples;
mod sandbox;
mod support;
mod word;
