//! Compliance: what a firm must keep to. Its first part are the deadlines of a dossier.
//!
//! ```text
//! event + term ──▶ deadline::count (calendar arithmetic)
//!                    └▶ deadline::reckon (Algemene termijnenwet │ Regulation 1182/71 │ as agreed)
//!                         └▶ a day with its reasoning ──▶ deadline::words, in Dutch and English
//! ```
//!
//! The rules are code, the data they need is in `library/calendar` (royal decrees) and
//! `library/terms` (terms of the laws). To add a term: a row there, with its source and, where the
//! text of the law is at hand, the words of the law that it rests on.

pub mod deadline;
