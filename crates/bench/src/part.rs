//! What is measured.

pub mod archive;
pub mod check;
pub mod law;
pub mod reading;
pub mod retrieval;
pub mod sanction;
pub mod search;
pub mod transfer;
pub mod typing;
pub mod word;
