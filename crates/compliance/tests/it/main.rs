//! The deadlines, held against what others say about the same days.

mod holidays;
mod law;
mod oracle;
mod reasoning;
