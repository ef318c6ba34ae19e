//! The bodies of what is told of how a firm stands, in the words of the reader's language.

use data_encoding::HEXLOWER;
use legalmind_compliance::{
    accountability::{ChapterView, Key, PackOffer as Offer, ReportView, Standing as Stands},
    register::find,
};
use legalmind_core::{
    account::Language,
    accountability::{Figure, FigureKind, Light, Point},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// A figure with its traffic light.
#[derive(Serialize, ToSchema)]
pub struct StandingFigure {
    /// What it counts: `in_force`, `concept`, `suspended`, `open`, `soon`, `late`, `escalated`,
    /// `deadline_past`, `deadline_week`, `incident_running`, `incident_late`, `training_expired`,
    /// `certificate_expired`, `control`, `chain`, `done`, `done_late`, `incident_found`, `lacking`,
    /// `recipient_unregistered`, `officer`, `removal_soon` or `removal_late`.
    #[schema(value_type = String)]
    kind: FigureKind,
    /// Of which register.
    register: Option<String>,
    /// Its name.
    register_name: Option<String>,
    count: u64,
    /// Of how many, where it should reach that.
    of: Option<u64>,
    /// `green`, `amber` or `red`.
    #[schema(value_type = String)]
    light: Light,
    /// The same figure of the report before; none on the screen, and where there is none.
    before: Option<u64>,
}

impl StandingFigure {
    fn of(it: &Figure, before: Option<u64>, language: Language) -> Self {
        Self {
            kind: it.kind,
            register: it.register.clone(),
            register_name: it.register.as_ref().and_then(|key| name(key, language)),
            count: it.count,
            of: it.of,
            light: it.light,
            before,
        }
    }
}

/// A row of a register that something is red or amber for.
#[derive(Serialize, ToSchema)]
pub struct StandingPoint {
    /// `suspended`, `soon`, `late` or `escalated`.
    #[schema(value_type = String)]
    kind: FigureKind,
    /// `amber` or `red`.
    #[schema(value_type = String)]
    light: Light,
    register: String,
    register_name: Option<String>,
    row: Uuid,
    title: String,
    /// What has to be done.
    task: Option<String>,
    due: Option<String>,
}

impl StandingPoint {
    fn of(it: &Point, language: Language) -> Self {
        let task = it.campaign.as_ref().and_then(|key| find(&it.register)?.campaign(key));
        Self {
            kind: it.kind,
            light: it.light,
            register: it.register.clone(),
            register_name: name(&it.register, language),
            row: it.row.uuid(),
            title: it.title.clone(),
            task: task.map(|it| it.name.of(language).to_owned()),
            due: it.due.map(|at| at.to_string()),
        }
    }
}

fn name(register: &str, language: Language) -> Option<String> {
    find(register).map(|it| it.name.of(language).to_owned())
}

/// How the firm stands.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    at: String,
    /// It is of the whole firm; else of what is one's own.
    whole: bool,
    figures: Vec<StandingFigure>,
    /// Red first.
    points: Vec<StandingPoint>,
}

impl Standing {
    pub fn of(it: &Stands, language: Language) -> Self {
        Self {
            at: it.at.to_string(),
            whole: it.whole,
            figures: it.figures.iter().map(|it| StandingFigure::of(it, None, language)).collect(),
            points: it.points.iter().map(|it| StandingPoint::of(it, language)).collect(),
        }
    }
}

/// Who has seen a report.
#[derive(Serialize, ToSchema)]
pub struct ReportSeen {
    by: Option<String>,
    at: String,
}

/// A report of a quarter to management.
#[derive(Serialize, ToSchema)]
pub struct ManagementReport {
    id: Uuid,
    /// The first day of the quarter.
    first: String,
    /// Its last.
    last: String,
    /// When the quarter was over.
    over_at: String,
    made_at: String,
    /// How many figures are red.
    red: usize,
    /// How many are amber.
    amber: usize,
    /// Who has seen it, for management.
    seen: Vec<ReportSeen>,
    /// Whether one may say that one has seen it, and has not done so.
    acknowledges: bool,
}

impl ManagementReport {
    pub fn of(it: &ReportView) -> Self {
        let content = &it.report.content;
        let lights = |light| content.figures.iter().filter(|it| it.light == light).count();
        let seen = |(by, at): (Option<&str>, jiff::Timestamp)| ReportSeen {
            by: by.map(ToOwned::to_owned),
            at: at.to_string(),
        };
        Self {
            id: it.report.id.uuid(),
            first: content.first.to_string(),
            last: content.last.to_string(),
            over_at: it.report.fell.to_string(),
            made_at: it.report.created.to_string(),
            red: lights(Light::Red),
            amber: lights(Light::Amber),
            seen: it.seen().into_iter().map(seen).collect(),
            acknowledges: it.acknowledges,
        }
    }
}

/// A report of a quarter with its figures.
#[derive(Serialize, ToSchema)]
pub struct ManagementReportDetail {
    #[serde(flatten)]
    report: ManagementReport,
    figures: Vec<StandingFigure>,
    points: Vec<StandingPoint>,
    /// The SHA-256 of its data, which names it.
    sha256: String,
}

impl ManagementReportDetail {
    pub fn of(it: &ReportView, language: Language) -> Result<Self, Problem> {
        let content = &it.report.content;
        let figure = |of| StandingFigure::of(of, it.before(of), language);
        Ok(Self {
            report: ManagementReport::of(it),
            figures: content.figures.iter().map(figure).collect(),
            points: content.points.iter().map(|it| StandingPoint::of(it, language)).collect(),
            sha256: HEXLOWER.encode(&it.json()?.1),
        })
    }
}

/// A norm that an evidence pack can be about.
#[derive(Serialize, ToSchema)]
pub struct PackChapter {
    /// `voda`, `avg`, `wwft` or `iso27001`.
    key: &'static str,
    name: &'static str,
    /// The names of its registers.
    registers: Vec<String>,
    /// Why it is refused now.
    refused: Option<&'static str>,
}

/// The key with which the firm signs.
#[derive(Serialize, ToSchema)]
pub struct PackKey {
    /// Ed25519, in hexadecimal signs.
    public: String,
    /// SHA-256 of that.
    fingerprint: String,
}

/// What can be asked for.
#[derive(Serialize, ToSchema)]
pub struct PackOffer {
    chapters: Vec<PackChapter>,
    /// On how many controls the statement of applicability decides.
    controls: u64,
    /// Of how many.
    controls_of: u64,
    /// None until the first pack was made.
    key: Option<PackKey>,
}

impl PackOffer {
    pub fn of(it: &Offer, language: Language) -> Self {
        let chapter = |it: &ChapterView| PackChapter {
            key: it.chapter.key(),
            name: it.chapter.name(language),
            registers: it.registers.iter().map(|it| it.name.of(language).to_owned()).collect(),
            refused: it.refused,
        };
        let key =
            |it: &Key| PackKey { public: HEXLOWER.encode(&it.public), fingerprint: it.fingerprint.clone() };
        Self {
            chapters: it.chapters.iter().map(chapter).collect(),
            controls: it.controls.0,
            controls_of: it.controls.1,
            key: it.key.as_ref().map(key),
        }
    }
}
