//! Terms counted to a day, with the reasoning; and the deadlines of a dossier that are made of them.

mod act;
mod ask;
mod calendar;
mod count;
mod reckon;
mod table;
mod view;
mod words;

pub use act::Settle;
pub use ask::{Asked, ChainStep, Changed, Count};
pub use calendar::{Calendar, Decree};
pub use reckon::{Fault, reckon};
pub use table::{Checked, Row, Table, Text};
pub use view::{DeadlineView, Happened};
pub use words::sentence;
