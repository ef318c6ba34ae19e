//! The vault on a real database, real files, and the real reading process.

mod access;
mod document;
mod dossier;
mod house;
mod ingest;
mod upload;
