//! The vault on a real database, real files, and the real reading process.

#[cfg(test)]
mod access;
#[cfg(test)]
mod document;
#[cfg(test)]
mod dossier;
#[cfg(test)]
mod house;
#[cfg(test)]
mod ingest;
#[cfg(test)]
mod partly;
#[cfg(test)]
mod questions;
#[cfg(test)]
mod search;
#[cfg(test)]
mod upload;
