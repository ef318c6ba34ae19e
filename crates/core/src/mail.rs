//! Mail to the people of a firm: that something waits for them, in numbers and nothing more. What waits
//! stands in the product; a mail passes through machines that are not the firm's.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    id::{DeadlineId, ManagementReportId, RegisterRowId},
    redline::named,
    register::EventKind,
};

named! {
    /// What a person may be mailed about.
    MailKind {
        /// Deadlines of dossiers that are due before long, or past.
        Deadlines = "deadlines",
        /// Tasks of registers that one looks after.
        Tasks = "tasks",
        /// Tasks of registers that were not done in time, and of which one is told for that.
        Escalations = "escalations",
        /// A report to management that waits to be seen.
        Reports = "reports",
        /// A clock of the law that is counted in hours and runs.
        Clocks = "clocks",
    }
}

named! {
    /// What a mail is: it says how often it goes.
    MailSort {
        /// At most one a day to a person.
        Daily = "daily",
        /// At once, one for each thing that falls in a clock that is counted in hours.
        Clock = "clock",
    }
}

named! {
    /// How far a mail is.
    MailState {
        /// It is being handed over to the relay; or the program stopped while it was.
        Sending = "sending",
        /// The relay took it.
        Sent = "sent",
        /// The relay could not take it now; it is tried again.
        Waiting = "waiting",
        /// The relay will not take it.
        Refused = "refused",
        /// The relay had all of it and did not say whether it took it.
        Unsure = "unsure",
    }
}

/// How near the day of a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Nearness {
    /// In the six days after today.
    Soon,
    /// Today.
    Today,
    /// Past.
    Over,
}

/// One thing that waits for a person, as far as it is: what of it was mailed is not news again, until it
/// is further.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Matter {
    /// A deadline.
    Deadline(DeadlineId, Nearness),
    /// A cycle of a register, by its row, its campaign and when it is due; with what fell last in it, and of
    /// a reminder how many hours before.
    Task(RegisterRowId, String, Timestamp, Fell),
    /// A report to management.
    Report(ManagementReportId),
}

/// What fell in a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fell {
    /// It opened.
    Opened,
    /// It is due in so many hours.
    Reminder(u32),
    /// It was not done in time.
    Overdue,
    /// Others were told.
    Escalated,
}

impl Fell {
    /// What an event is to whoever has to act; none where nobody has to any more.
    #[must_use]
    pub const fn of(kind: EventKind, hours: u32) -> Option<Self> {
        match kind {
            EventKind::Opened => Some(Self::Opened),
            EventKind::Reminder => Some(Self::Reminder(hours)),
            EventKind::Overdue => Some(Self::Overdue),
            EventKind::Escalated => Some(Self::Escalated),
            EventKind::Confirmed | EventKind::Checked | EventKind::Lapsed => None,
        }
    }
}
