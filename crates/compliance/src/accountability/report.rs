//! The report of a quarter to management (P068; ISO 27001:2022 9.3): made by itself once the quarter is
//! over, once, from the same figures as the screen. Management is mailed once that it is there
//! (`reminder.rs`), and says in the product that it has seen it. Its data is JSON, and the SHA-256 of that
//! names it; on paper it carries that hash and who has seen it.

use std::collections::HashMap;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use legalmind_core::{
    Ctx, Id, ManagementReportId, Timestamp, UserId,
    account::Language,
    accountability::{Acknowledgement, Figure, FigureKind, Light, Point, ReportContent},
    audit::Entry,
    check::Words,
    dossier::DossierFacts,
    rights::{Action, decide},
};
use legalmind_docx::text::Text;

use legalmind_store::{
    Tx, audit,
    management_report::{self as rows, ManagementReport},
    tenant,
};
use legalmind_vault::{PrintFault, sha256};
use serde::Serialize;
use uuid::Uuid;

use super::{
    Accountability, Quarter,
    figures::{Of, period, standing},
    paper,
};
use crate::{
    Compliance, Error, Result,
    access::names,
    checks::{Format, Made},
    register::find,
};

/// The form of the JSON; another one gets another name.
const FORM: &str = "legalmind-management-report-1";
/// The most quarters that are made up for in one round.
const MOST: usize = 40;

/// A report with the names of people.
#[derive(Clone, Debug)]
pub struct ReportView {
    /// The report.
    pub report: ManagementReport,
    /// The name of the firm.
    pub firm: String,
    /// The people of the firm.
    people: HashMap<UserId, String>,
    /// Whether the person who looks may say that they have seen it, and has not done so.
    pub acknowledges: bool,
}

/// The data of a report, in the order in which it is written.
#[derive(Debug, Serialize)]
pub(super) struct Data<'a> {
    form: &'static str,
    report: Uuid,
    pub(super) firm: &'a str,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) over_at: String,
    pub(super) made_at: String,
    pub(super) figures: Vec<Told<'a>>,
    pub(super) points: Vec<At<'a>>,
    pub(super) audit_log: LogEnd,
}

/// A figure with the one of the report before.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    pub(super) kind: FigureKind,
    pub(super) register: Option<&'a str>,
    pub(super) name: Option<&'a Words>,
    pub(super) count: u64,
    pub(super) of: Option<u64>,
    pub(super) light: Light,
    pub(super) before: Option<u64>,
}

/// A row that a figure is red or amber for.
#[derive(Debug, Serialize)]
pub(super) struct At<'a> {
    pub(super) kind: FigureKind,
    pub(super) light: Light,
    register: &'a str,
    pub(super) name: Option<&'a Words>,
    row: Uuid,
    pub(super) title: &'a str,
    pub(super) task: Option<&'a Words>,
    pub(super) due: Option<String>,
}

/// Up to where the chain of the audit log was followed.
#[derive(Debug, Serialize)]
pub(super) struct LogEnd {
    pub(super) seq: u64,
    pub(super) link: String,
}

impl<'a> Told<'a> {
    pub(super) fn of(it: &'a Figure, before: Option<u64>) -> Self {
        Self {
            kind: it.kind,
            register: it.register.as_deref(),
            name: it.register.as_ref().and_then(|key| find(key)).map(|it| &it.name),
            count: it.count,
            of: it.of,
            light: it.light,
            before,
        }
    }
}

impl<'a> At<'a> {
    fn of(it: &'a Point) -> Self {
        let of = find(&it.register);
        let campaign = it.campaign.as_ref().and_then(|key| of?.campaign(key));
        Self {
            kind: it.kind,
            light: it.light,
            register: &it.register,
            name: of.map(|it| &it.name),
            row: it.row.uuid(),
            title: &it.title,
            task: campaign.map(|it| &it.name),
            due: it.due.map(|due| due.to_string()),
        }
    }
}

impl Compliance {
    /// Makes the report of each quarter that is over and has none, from the one in which the firm came;
    /// for the house's own work, after the campaigns. Gives how many it made.
    ///
    /// # Errors
    /// Where rows cannot be read or written.
    pub async fn make_reports(&self, ctx: &Ctx) -> Result<usize> {
        let mut made = 0;
        for _ in 0..MOST {
            let tx = self.store.read(ctx).await?;
            let since = match rows::last(ctx, &tx).await? {
                Some(last) => last,
                None => tenant::get(ctx, &tx).await?.created,
            };
            drop(tx);
            // a report falls where the next quarter begins
            let Some(quarter) = Quarter::of(since) else { break };
            match quarter.ends() {
                Some(over) if over <= self.world.now() => {
                    made += usize::from(self.make_report(ctx, quarter, over).await?);
                }
                _ => break,
            }
        }
        Ok(made)
    }

    async fn make_report(&self, ctx: &Ctx, quarter: Quarter, over: Timestamp) -> Result<bool> {
        let tx = self.store.read(ctx).await?;
        let found = standing(ctx, &tx, over, Of::Firm(audit::BEGIN)).await?;
        let begins = quarter.begins().unwrap_or(over);
        let mut figures = found.figures;
        figures.extend(period(ctx, &tx, (begins, over)).await?);
        let before = rows::list(ctx, &tx).await?.into_iter().next();
        drop(tx);
        let content = ReportContent {
            first: quarter.first,
            last: quarter.last(),
            figures,
            before: before.map(|it| it.content.figures).unwrap_or_default(),
            points: found.points,
            chain: found.chain.ok_or(Error::State("unreadable"))?,
            seen: Vec::new(),
        };
        let id: ManagementReportId = Id::new(&self.world);
        let work = self.store.begin(ctx).await?;
        // another node may have been faster
        let added = rows::add(ctx, &work, id, over, &content).await?;
        if added {
            work.audit(Entry::done("management_report.make", "management_report", id.uuid()))?;
            work.save().await?;
        }
        Ok(added)
    }

    /// The reports to management, the newest first.
    ///
    /// # Errors
    /// Refused to whoever does not keep the registers.
    pub async fn list_reports(&self, ctx: &Ctx) -> Result<Vec<ReportView>> {
        let tx = self.keeping(ctx, Action::ReportRead).await?;
        let found = rows::list(ctx, &tx).await?;
        let views = views(ctx, &tx, found).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("management_report.list", "firm", ctx.tenant().uuid())).await?;
        Ok(views)
    }

    /// A report to management.
    ///
    /// # Errors
    /// Not found where there is none; refused to whoever does not keep the registers.
    pub async fn get_report(&self, ctx: &Ctx, id: ManagementReportId) -> Result<ReportView> {
        let view = self.report(ctx, id, Action::ReportRead).await?;
        let entry = Entry::done("management_report.read", "management_report", id.uuid());
        self.store.look(ctx, entry).await?;
        Ok(view)
    }

    /// Says, for management, that a report was seen; the entry has the SHA-256 of its data. Who said so
    /// before has said so.
    ///
    /// # Errors
    /// Not found where there is none; refused to whoever is not an administrator.
    pub async fn acknowledge_report(&self, ctx: &Ctx, id: ManagementReportId) -> Result<ReportView> {
        let user = self.in_firm(ctx, Action::ReportAcknowledge).await?;
        let view = self.report(ctx, id, Action::ReportRead).await?;
        if view.acknowledges {
            let ManagementReport { revision, mut content, .. } = view.report.clone();
            content.seen.push(Acknowledgement { by: user, at: self.world.now() });
            let work = self.store.begin(ctx).await?;
            rows::update(ctx, &work, id, revision, &content).await?;
            let entry = Entry::done("management_report.acknowledge", "management_report", id.uuid());
            work.audit(entry.of_text(view.json()?.1))?;
            work.save().await?;
        }
        self.report(ctx, id, Action::ReportRead).await
    }

    pub(super) async fn report(
        &self,
        ctx: &Ctx,
        id: ManagementReportId,
        action: Action,
    ) -> Result<ReportView> {
        let tx = self.keeping(ctx, action).await?;
        let tried = rows::get(ctx, &tx, id).await;
        let entry = Entry::done(action.as_str(), "management_report", id.uuid());
        let (tx, found) = self.store.granted(ctx, entry, tx, tried).await?;
        views(ctx, &tx, vec![found]).await?.pop().ok_or(Error::State("unreadable"))
    }
}

/// Reports as they are shown.
pub(super) async fn views(ctx: &Ctx, tx: &Tx, found: Vec<ManagementReport>) -> Result<Vec<ReportView>> {
    let (people, firm) = (names(ctx, tx).await?, tenant::get(ctx, tx).await?.name);
    let management = decide(ctx, Action::ReportAcknowledge, DossierFacts::default());
    let view = |report: ManagementReport| {
        let said = report.content.seen.iter().any(|it| Some(it.by) == ctx.user());
        ReportView {
            report,
            firm: firm.clone(),
            people: people.clone(),
            acknowledges: management.is_ok() && !said,
        }
    };
    Ok(found.into_iter().map(view).collect())
}

impl ReportView {
    /// The report as JSON, with the SHA-256 that names it. Who has seen it is not part of it: that does
    /// not change what they saw.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn json(&self) -> Result<(Bytes, [u8; 32])> {
        let json = serde_json::to_vec_pretty(&self.data()).map_err(|_| Error::State("unreadable"))?;
        let named = sha256(&json);
        Ok((json.into(), named))
    }

    /// The report as a text for paper.
    ///
    /// # Errors
    /// Where its data cannot be written.
    pub(super) fn text(&self, language: Language) -> Result<Text> {
        let named = HEXLOWER.encode(&self.json()?.1);
        Ok(paper::report(&self.data(), &self.seen(), &named, language))
    }

    /// Who has seen it, and when.
    #[must_use]
    pub fn seen(&self) -> Vec<(Option<&str>, Timestamp)> {
        let said = |it: &Acknowledgement| (self.people.get(&it.by).map(String::as_str), it.at);
        self.report.content.seen.iter().map(said).collect()
    }

    /// A figure of the report before that counts the same.
    #[must_use]
    pub fn before(&self, figure: &Figure) -> Option<u64> {
        let same = |it: &&Figure| it.kind == figure.kind && it.register == figure.register;
        self.report.content.before.iter().find(same).map(|it| it.count)
    }

    fn data(&self) -> Data<'_> {
        let ManagementReport { id, fell, created, content, .. } = &self.report;
        Data {
            form: FORM,
            report: id.uuid(),
            firm: &self.firm,
            first: content.first.to_string(),
            last: content.last.to_string(),
            over_at: fell.to_string(),
            made_at: created.to_string(),
            figures: content.figures.iter().map(|it| Told::of(it, self.before(it))).collect(),
            points: content.points.iter().map(At::of).collect(),
            audit_log: LogEnd { seq: content.chain.seq, link: HEXLOWER.encode(&content.chain.link) },
        }
    }
}

impl Accountability {
    /// A report to management as a file. The language matters on paper only.
    ///
    /// # Errors
    /// As [`Compliance::get_report`]; [`Error::Drafter`] where there is no PDF.
    pub async fn report_file(
        &self,
        ctx: &Ctx,
        id: ManagementReportId,
        format: Format,
        language: Language,
    ) -> Result<Made> {
        let view = self.compliance.report(ctx, id, Action::ReportRead).await?;
        let bytes = match format {
            Format::Json => view.json()?.0,
            Format::Docx => self.drafter.on_paper(view.text(language)?).await?,
            Format::Pdf => self.pdf(view.text(language)?).await?,
        };
        let sha256 = sha256(&bytes);
        let entry = Entry::done("management_report.file", "management_report", id.uuid());
        self.compliance.store.look(ctx, entry.of_text(sha256)).await?;
        Ok(Made { bytes, sha256 })
    }

    async fn pdf(&self, text: Text) -> Result<Bytes> {
        let word = self.drafter.on_paper(text).await?;
        Ok(self.vault.pdf(word).await.map_err(legalmind_drafter::Error::Print)?)
    }

    /// A text as a PDF; as a Word file where this machine makes no PDFs. With how its name ends.
    pub(super) async fn printed(&self, text: Text) -> Result<(Bytes, &'static str)> {
        let word = self.drafter.on_paper(text).await?;
        match self.vault.pdf(word.clone()).await {
            Ok(pdf) => Ok((pdf, "pdf")),
            Err(PrintFault::Missing) => Ok((word, "docx")),
            Err(other) => Err(legalmind_drafter::Error::Print(other).into()),
        }
    }
}
