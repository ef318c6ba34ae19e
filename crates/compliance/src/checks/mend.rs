//! Proposals of chosen findings as a review of the document, with tracked changes.

use legalmind_core::{
    CharRange, CheckId, Ctx, PageNumber, RedlineId,
    account::Language,
    audit::Entry,
    check::{CheckContent, Place, Remedy},
    rights::Action,
};
use legalmind_drafter::redline::Mend;
use legalmind_store::{account, check as rows};

use super::CheckView;
use crate::{Checks, Error, Result};

impl Checks {
    /// Puts the proposals of these rules to the drafter, as a review that a person decides in. What
    /// does not fit the document is listed there, with the reason.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a rule without a proposal; [`Error::State`] where the document has
    /// another version by now, or nothing fits; a conflict where somebody was faster.
    pub async fn mend_check(
        &self,
        ctx: &Ctx,
        id: CheckId,
        revision: u64,
        rules: &[String],
    ) -> Result<(CheckView, RedlineId)> {
        let (tx, check) = self.reading_check(ctx, Action::CheckWrite, id).await?;
        let language = match ctx.user() {
            Some(user) => account::get(ctx, &tx, user).await?.content.language,
            None => Language::Nl,
        };
        drop(tx);
        let chosen = chosen(&check.content, rules, language)?;
        let (document, version) = (check.of.document, check.of.version);
        let mut mends = Vec::with_capacity(chosen.len());
        for mut mend in chosen {
            if let Some(place) = place(&mend.remedy) {
                let found = self.vault.marks(ctx, document, version, &[place]).await?;
                mend.places = found.pages.into_iter().flat_map(|it| it.places).collect();
            }
            mends.push(mend);
        }
        let made = match self.drafter.mend(ctx, document, version, mends).await {
            Err(legalmind_drafter::Error::Invalid { pointer, code }) if pointer == "/version" => {
                return Err(Error::State(code));
            }
            other => other?,
        };
        if made.is_empty() {
            return Err(Error::State("nothing_fits"));
        }
        let (work, mut check) = self.writing_check(ctx, Action::CheckWrite, id).await?;
        let opened = self.drafter.enter_redline(ctx, &work, check.of.dossier, made).await?;
        let redline = opened.redline.id;
        check.content.redline = Some(redline);
        rows::update(ctx, &work, id, revision, check.state, &check.content).await?;
        work.audit(Entry::done("check.mend", "check", id.uuid()).in_dossier(check.of.dossier))?;
        let found = rows::get(ctx, &work, id).await?;
        let view = self.check_view(ctx, &work, found).await?;
        work.save().await?;
        Ok((view, redline))
    }
}

/// What is to be done for these rules, each once; places come later.
fn chosen(content: &CheckContent, rules: &[String], language: Language) -> Result<Vec<Mend>> {
    if rules.is_empty() {
        return Err(Error::invalid("/rules", "required"));
    }
    let mut out: Vec<Mend> = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        let pointer = || format!("/rules/{at}");
        if rules.iter().take(at).any(|it| it == rule) {
            return Err(Error::invalid(pointer(), "twice"));
        }
        let finding = content.report.find(rule).ok_or_else(|| Error::invalid(pointer(), "unknown"))?;
        let remedy = finding.remedy.clone().ok_or_else(|| Error::invalid(pointer(), "no_proposal"))?;
        let reason = format!("{}. {}", finding.title.of(language), finding.explanation.of(language));
        out.push(Mend { remedy, places: Vec::new(), reason, severity: finding.severity });
    }
    Ok(out)
}

/// The characters of a page that a remedy is about.
fn place(remedy: &Remedy) -> Option<(PageNumber, CharRange)> {
    let (Remedy::Insert { after: Some(Place { page, range }), .. }
    | Remedy::Replace { place: Place { page, range }, .. }
    | Remedy::Delete { place: Place { page, range }, .. }) = remedy
    else {
        return None;
    };
    Some((*page, *range))
}
