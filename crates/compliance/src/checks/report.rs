//! The report of a check. Its data is JSON, and the SHA-256 of that JSON names it. All of it is kept
//! with the check, so the same check with the same decisions gives the same bytes, whatever becomes of
//! the playbook, the library and the accounts; a version of the program that puts the reasoning in other
//! words gives others. On paper it is a Word file or a PDF that carries that hash.

use bytes::Bytes;
use data_encoding::HEXLOWER;
use legalmind_core::{
    CheckId, Ctx,
    account::Language,
    audit::Entry,
    check::{Finding, FindingDecision, KnownFact, Questions, RuleChange, Settlement, Words},
    rights::Action,
};
use legalmind_vault::sha256;
use serde::Serialize;
use uuid::Uuid;

use super::{CheckView, paper};
use crate::{Checks, Error, Result, check::sentence};

/// The form of the JSON; another one gets another name.
const FORM: &str = "legalmind-check-2";

/// What the report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Its data.
    Json,
    /// A Word file.
    Docx,
    /// A PDF.
    Pdf,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Bytes,
    /// Their SHA-256.
    pub sha256: [u8; 32],
}

/// The data of a report, in the order in which it is written.
#[derive(Debug, Serialize)]
pub(super) struct Data<'a> {
    form: &'static str,
    check: Uuid,
    dossier: Uuid,
    pub(super) document: Document<'a>,
    pub(super) playbook: Playbook<'a>,
    pub(super) checked_at: String,
    pub(super) checked_by: Option<&'a str>,
    /// A part of the document could not be read.
    pub(super) unread: bool,
    /// Whether a model was asked the questions of the rules, and which.
    pub(super) questions: &'a Questions,
    pub(super) facts: &'a [KnownFact],
    pub(super) findings: Vec<Found<'a>>,
    pub(super) previous: Option<Before>,
    pub(super) changes: &'a [RuleChange],
}

#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    id: Uuid,
    pub(super) name: &'a str,
    version: Uuid,
    pub(super) version_number: u32,
    pub(super) sha256: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Playbook<'a> {
    id: Uuid,
    key: &'a str,
    pub(super) title: &'a Words,
    pub(super) number: u32,
    pub(super) approved: bool,
    pub(super) sha256: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Found<'a> {
    #[serde(flatten)]
    pub(super) finding: &'a Finding,
    reasoning: Reasoning,
    /// What of this a model made: the mark that machines read.
    pub(super) ai_generated: Option<Mark<'a>>,
    pub(super) proposed: Option<&'a str>,
    pub(super) proposed_clause: Option<&'a str>,
    pub(super) decision: Option<Decided<'a>>,
}

/// The mark of what a model made (article 50 of Regulation (EU) 2024/1689).
#[derive(Debug, Serialize)]
pub(super) struct Mark<'a> {
    /// The part of the finding that it made.
    part: &'static str,
    model: &'a str,
    /// No lawyer decided on the finding yet.
    pub(super) draft: bool,
}

/// The steps of a finding as sentences.
#[derive(Debug, Serialize)]
struct Reasoning {
    nl: Vec<String>,
    en: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Decided<'a> {
    pub(super) settlement: Settlement,
    pub(super) reason: &'a str,
    pub(super) by: Option<&'a str>,
    pub(super) at: String,
    pub(super) carried: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Before {
    check: Uuid,
    pub(super) checked_at: String,
    pub(super) version_number: u32,
}

impl Found<'_> {
    /// The reasoning in a language.
    pub(super) fn reasoning(&self, language: Language) -> &[String] {
        match language {
            Language::Nl => &self.reasoning.nl,
            Language::En => &self.reasoning.en,
        }
    }
}

impl Checks {
    /// The report of a check, as it stands now. The language matters on paper only.
    ///
    /// # Errors
    /// Not found as the rules say; [`Error::State`] where nothing was found yet; [`Error::Drafter`] where
    /// there is no PDF.
    pub async fn check_report(
        &self,
        ctx: &Ctx,
        id: CheckId,
        format: Format,
        language: Language,
    ) -> Result<Made> {
        let (tx, check) = self.reading_check(ctx, Action::CheckRead, id).await?;
        let dossier = check.of.dossier;
        if !check.state.is_made() {
            return Err(Error::State("not_made"));
        }
        let view = self.check_view(ctx, &tx, check).await?;
        drop(tx);
        let (json, named) = view.json()?;
        let bytes = match format {
            Format::Json => json,
            Format::Docx | Format::Pdf => {
                let text = paper::text(&view.data(), &HEXLOWER.encode(&named), language);
                self.drafter.on_paper(text).await?
            }
        };
        let bytes = match format {
            Format::Pdf => self.vault.pdf(bytes).await.map_err(legalmind_drafter::Error::Print)?,
            Format::Json | Format::Docx => bytes,
        };
        let sha256 = sha256(&bytes);
        let entry = Entry::done("check.report", "check", id.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry.of_text(sha256)).await?;
        Ok(Made { bytes, sha256 })
    }
}

impl CheckView {
    /// The report as JSON, with the SHA-256 that names it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn json(&self) -> Result<(Bytes, [u8; 32])> {
        let json = serde_json::to_vec_pretty(&self.data()).map_err(|_| Error::State("unreadable"))?;
        let named = sha256(&json);
        Ok((json.into(), named))
    }

    pub(super) fn data(&self) -> Data<'_> {
        let (check, content) = (&self.check, &self.check.content);
        let report = &content.report;
        Data {
            form: FORM,
            check: check.id.uuid(),
            dossier: check.of.dossier.uuid(),
            document: Document {
                id: check.of.document.uuid(),
                name: &content.document_name,
                version: check.of.version.uuid(),
                version_number: content.version_number,
                sha256: HEXLOWER.encode(&content.document_sha256),
            },
            playbook: Playbook {
                id: check.of.playbook.uuid(),
                key: &report.playbook,
                title: &report.title,
                number: check.of.playbook_number,
                approved: content.playbook_approved,
                sha256: HEXLOWER.encode(&content.playbook_sha256),
            },
            checked_at: check.created.to_string(),
            checked_by: content.checked_by.as_deref(),
            unread: report.unread,
            questions: &content.questions,
            facts: &report.facts,
            findings: report.findings.iter().map(|it| self.found(it)).collect(),
            previous: self.previous.as_ref().map(|it| Before {
                check: it.id.uuid(),
                checked_at: it.created.to_string(),
                version_number: it.version_number,
            }),
            changes: &self.changes,
        }
    }

    fn found<'a>(&'a self, finding: &'a Finding) -> Found<'a> {
        let said = |language| finding.steps.iter().map(|it| sentence(finding, it, language)).collect();
        let content = &self.check.content;
        let proposed = content.proposed(&finding.rule);
        let decided = |it: &'a FindingDecision| Decided {
            settlement: it.settlement,
            reason: &it.reason,
            by: it.name.as_deref(),
            at: it.at.to_string(),
            carried: it.carried,
        };
        Found {
            finding,
            ai_generated: finding.answer.as_ref().filter(|it| it.trouble.is_none()).map(|it| Mark {
                part: "answer",
                model: &it.model,
                draft: content.is_draft(&finding.rule),
            }),
            reasoning: Reasoning { nl: said(Language::Nl), en: said(Language::En) },
            proposed: proposed.map(|it| it.text.as_str()),
            proposed_clause: proposed.and_then(|it| it.clause.as_deref()),
            decision: content.decision(&finding.rule).map(decided),
        }
    }
}
