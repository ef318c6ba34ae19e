//! Verantwoording (AVG art. 5 lid 2, ISO 27001:2022 9.1 and 9.3): how a firm stands with its own duties,
//! in figures with a traffic light each, and the report of them that management gets each quarter.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    id::{RegisterRowId, UserId},
    redline::named,
};

named! {
    /// The traffic light of a figure, from good to bad.
    Light {
        /// As it should be.
        Green = "green",
        /// Somebody has to look at it before long.
        Amber = "amber",
        /// It is not as it should be.
        Red = "red",
    }
}

named! {
    /// What a figure counts.
    FigureKind {
        /// Rows of a register that the firm relies on, without those that are suspended.
        InForce = "in_force",
        /// Rows of a register that are being written.
        Concept = "concept",
        /// Rows in force that do not hold: a day has passed without which they do not.
        Suspended = "suspended",
        /// Cycles of a register's campaigns that somebody has to do.
        Open = "open",
        /// Of those, the ones due within seven days.
        Soon = "soon",
        /// Of those, the ones past their day.
        Late = "late",
        /// Of the late ones, those of which others were told.
        Escalated = "escalated",
        /// Deadlines of dossiers that are open and past.
        DeadlinePast = "deadline_past",
        /// Deadlines of dossiers in the next seven days, today among them.
        DeadlineWeek = "deadline_week",
        /// Incidents with a clock of the law that runs.
        IncidentRunning = "incident_running",
        /// Incidents with a clock of the law that has run out.
        IncidentLate = "incident_late",
        /// Trainings whose validity is over.
        TrainingExpired = "training_expired",
        /// Suppliers and processors in force without a valid certificate.
        CertificateExpired = "certificate_expired",
        /// Controls of ISO/IEC 27001:2022, annex A, on which the statement of applicability decides; of 93.
        Control = "control",
        /// Entries of the audit log whose chain holds; of those that were written.
        Chain = "chain",
        /// Cycles that were done in the period.
        Done = "done",
        /// Of those, the ones done past their day.
        DoneLate = "done_late",
        /// Incidents that were written down in the period.
        IncidentFound = "incident_found",
        /// Rows in force that lack something that is asked of them now: a norm that came later, a report
        /// that is too old.
        Lacking = "lacking",
        /// Recipients of what left of which a register has no row in force.
        RecipientUnregistered = "recipient_unregistered",
        /// People who have the right of keeping the registers and can sign in.
        Officer = "officer",
        /// What goes within thirty days, today among them: its time of keeping is nearly over.
        RemovalSoon = "removal_soon",
        /// What was kept until a day that is past, and is still here.
        RemovalLate = "removal_late",
    }
}

impl FigureKind {
    /// The light of a count of this kind; `of` is what it should reach, where it should reach something.
    ///
    /// Red: what is past its day or kept too long, escalated, expired or suspended, what does not reach what it has to, and
    /// that nobody keeps the registers.
    /// Amber: what is not looked at yet, or due within a week. Else green.
    #[must_use]
    pub const fn light(self, count: u64, of: Option<u64>) -> Light {
        let any = count > 0;
        match self {
            Self::Suspended
            | Self::Late
            | Self::Escalated
            | Self::DeadlinePast
            | Self::IncidentLate
            | Self::TrainingExpired
            | Self::CertificateExpired
            | Self::Lacking
            | Self::RecipientUnregistered
            | Self::RemovalLate
                if any =>
            {
                Light::Red
            }
            Self::Concept | Self::Soon | Self::DeadlineWeek | Self::IncidentRunning | Self::DoneLate
                if any =>
            {
                Light::Amber
            }
            Self::Officer if !any => Light::Red,
            Self::Control | Self::Chain => match of {
                Some(of) if count < of => Light::Red,
                _ => Light::Green,
            },
            _ => Light::Green,
        }
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it counts.
    pub kind: FigureKind,
    /// Of which register, by its key; none where it is of the firm.
    pub register: Option<String>,
    /// How many.
    pub count: u64,
    /// Of how many, where it should reach that.
    pub of: Option<u64>,
    /// Its light.
    pub light: Light,
}

impl Figure {
    /// A figure with its light.
    #[must_use]
    pub fn new(kind: FigureKind, register: Option<&str>, count: u64, of: Option<u64>) -> Self {
        Self { kind, register: register.map(ToOwned::to_owned), count, of, light: kind.light(count, of) }
    }
}

/// A row of a register that a figure is red or amber for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Which figure.
    pub kind: FigureKind,
    /// The light of that.
    pub light: Light,
    /// The register, by its key.
    pub register: String,
    /// The row.
    pub row: RegisterRowId,
    /// Its title.
    pub title: String,
    /// What has to be done, by its key, where something has.
    pub campaign: Option<String>,
    /// When that is due.
    pub due: Option<Timestamp>,
}

/// The end of the audit log's chain, as far as it was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainEnd {
    /// The number of the last entry that holds.
    pub seq: u64,
    /// Its link.
    pub link: [u8; 32],
}

/// That management has seen a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// What is sealed of a management report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportContent {
    /// The first day of the quarter.
    pub first: Date,
    /// Its last.
    pub last: Date,
    /// The figures at the end of it.
    pub figures: Vec<Figure>,
    /// The same of the report before; none where there is none.
    pub before: Vec<Figure>,
    /// What was red or amber, red first.
    pub points: Vec<Point>,
    /// How far the chain of the audit log was followed: kept elsewhere, it shows that nothing was cut
    /// off its end.
    pub chain: ChainEnd,
    /// Who has seen it.
    pub seen: Vec<Acknowledgement>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_light_follows_its_rule() {
        assert_eq!([0, 1].map(|count| FigureKind::Officer.light(count, None)), [Light::Red, Light::Green]);
        for &kind in FigureKind::ALL.iter().filter(|it| **it != FigureKind::Officer) {
            let bad = match kind {
                FigureKind::Suspended
                | FigureKind::Late
                | FigureKind::Escalated
                | FigureKind::DeadlinePast
                | FigureKind::IncidentLate
                | FigureKind::TrainingExpired
                | FigureKind::CertificateExpired
                | FigureKind::Lacking
                | FigureKind::RecipientUnregistered
                | FigureKind::RemovalLate => Light::Red,
                FigureKind::Concept
                | FigureKind::Soon
                | FigureKind::DeadlineWeek
                | FigureKind::IncidentRunning
                | FigureKind::DoneLate => Light::Amber,
                _ => Light::Green,
            };
            assert_eq!((kind.light(0, None), kind.light(1, None)), (Light::Green, bad), "{kind:?}");
        }
        assert_eq!(FigureKind::Control.light(92, Some(93)), Light::Red);
        assert_eq!(FigureKind::Control.light(93, Some(93)), Light::Green);
        assert_eq!(FigureKind::Chain.light(4, Some(5)), Light::Red);
    }
}
