//! Reading through the real child process: the sandbox, bad files, formats, real documents.

mod bad;
mod formats;
mod samples;
mod sandbox;
mod support;
