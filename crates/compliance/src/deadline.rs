//! Terms counted to a day, with the reasoning. No I/O: the same input gives the same day.

mod calendar;
mod count;
mod reckon;
mod table;
mod words;

pub use calendar::{Calendar, Decree};
pub use reckon::{Fault, reckon};
pub use table::{Checked, Row, Table, Words};
pub use words::{day, sentence};
