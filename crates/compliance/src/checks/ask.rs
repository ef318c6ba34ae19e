//! The questions of a playbook's rules, asked of a language model. Each call stands in the ledger before it
//! leaves; a dossier without AI is never asked. Whatever the model does, the findings of the rules stay.

use std::sync::Arc;

use legalmind_core::{
    Ctx,
    account::Language,
    check::{AskTrouble, Finding, Questions, QuestionsState, Report},
    dossier::AiUse,
    passage::Page,
};
use legalmind_model::{ChatModel, Message, Request, Speaker};
use legalmind_store::{
    account,
    check::Check,
    dossier,
    outgoing::{Book, Subject},
};
use legalmind_text::normal::Pages;
use tokio::sync::watch;

use super::apart;
use crate::{
    Checks, Result,
    check::{
        Contract, order,
        question::{self, Said, Stored},
    },
};

/// How many questions were asked, and of how many.
pub(super) type Step = (u64, u64);

impl Checks {
    /// Asks the questions that matter here, and puts what was answered to the findings.
    pub(super) async fn ask(
        &self,
        ctx: &Ctx,
        check: &Check,
        (contract, pages): (&Contract, &[Page]),
        report: &mut Report,
        tell: &watch::Sender<Step>,
    ) -> Result<Questions> {
        let total = report.findings.iter().filter(|it| question::is_asked(it)).count();
        let Some(model) = self.model.as_ref().filter(|_| total > 0) else { return Ok(Questions::default()) };
        let tx = self.store.read(ctx).await?;
        if dossier::ai(ctx, &tx, check.of.dossier).await? == AiUse::Forbidden {
            return Ok(Questions { state: QuestionsState::Forbidden, model: None });
        }
        let language = match ctx.user() {
            Some(user) => account::get(ctx, &tx, user).await?.content.language,
            None => Language::Nl,
        };
        drop(tx);
        let texts: Vec<String> = pages.iter().map(|it| it.text.clone()).collect();
        let text = apart(move || Pages::new(&texts.iter().map(String::as_str).collect::<Vec<_>>())).await?;
        let stored = Stored { pages, text: &text, contract };
        let total = u64::try_from(total).unwrap_or(u64::MAX);
        let (mut done, mut over) = (0, false);
        for finding in report.findings.iter_mut().filter(|it| question::is_asked(it)) {
            tell.send_replace((done, total));
            let said = match over {
                true => Err(AskTrouble::NotAsked),
                false => self.said(ctx, check, model, (finding, contract), language).await,
            };
            over |= said.as_ref().err().is_some_and(|it| it.ends());
            question::weigh(finding, said, &stored, (model.model(), language));
            done += 1;
        }
        order(&mut report.findings);
        Ok(Questions { state: QuestionsState::Asked, model: Some(model.model().to_owned()) })
    }

    /// What the model says of one rule.
    async fn said(
        &self,
        ctx: &Ctx,
        check: &Check,
        model: &ChatModel,
        (finding, contract): (&Finding, &Contract),
        language: Language,
    ) -> Result<Said, AskTrouble> {
        let prompt = question::prompt(finding, contract, language, self.world.random())?;
        let request = Request {
            messages: vec![
                Message::new(Speaker::System, prompt.instructions),
                Message::new(Speaker::User, prompt.question),
            ],
            passages: Vec::new(),
            temperature: Some(0.0),
            max_tokens: None,
        };
        let book = Book {
            store: self.store.clone(),
            subject: Subject { object: "check", id: check.id.uuid() },
            dossier: check.of.dossier,
        };
        match model.whole(ctx, &request, Arc::new(book)).await {
            Ok(said) => question::read(&said),
            Err(error) => Err(error.trouble().into()),
        }
    }
}
