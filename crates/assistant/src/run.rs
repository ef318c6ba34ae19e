//! The making of one answer, from question to end.

mod law;
mod told;
mod with_model;

use std::{sync::Arc, time::Duration};

use legalmind_core::rights::Action;
use legalmind_core::{
    Ctx, DossierId, PageNumber,
    answer::{AnswerMode, AnswerState, AnswerTrouble},
    audit::{Entry, Outcome},
};
use legalmind_search::{Matching, Query};
use legalmind_store::{
    answer::{self, Answer, ReadPassage},
    change, document,
    passage::{self, Passage},
    rights,
};

use crate::{
    Assistant, Result,
    live::Held,
    run::{law::Provision, told::Told},
    support::{self, Candidate, Words},
};

/// How many passages are read for one answer.
const PASSAGES: usize = 12;

/// How long a question waits for an index that is behind.
const PATIENCE: Duration = Duration::from_secs(3);

/// The making of an answer.
pub(crate) struct Run {
    assistant: Assistant,
    ctx: Ctx,
    dossier: DossierId,
    question: String,
    told: Told,
}

/// A passage of the dossier with the name of its document.
struct Found {
    passage: Passage,
    name: String,
}

/// How an answer ended.
struct Ended {
    state: AnswerState,
    trouble: Option<AnswerTrouble>,
}

impl Run {
    pub(crate) fn new(assistant: &Assistant, ctx: Ctx, answer: &Answer, held: Held) -> Self {
        let told = Told::new(assistant.store.clone(), ctx.clone(), answer, held);
        Self {
            assistant: assistant.clone(),
            ctx,
            dossier: answer.dossier,
            question: answer.content.question.clone(),
            told,
        }
    }

    /// Makes the answer and writes its end, whatever happens on the way.
    pub(crate) async fn make(mut self) {
        let mut stop = self.told.stop();
        let outcome = tokio::select! {
            outcome = self.answer() => Some(outcome),
            () = stop.wait() => None,
        };
        let ended = match outcome {
            Some(Ok(ended)) => ended,
            Some(Err(error)) => {
                tracing::error!(%error, "an answer could not be made");
                Ended { state: AnswerState::Failed, trouble: Some(AnswerTrouble::Internal) }
            }
            None => Ended { state: AnswerState::Stopped, trouble: None },
        };
        if let Err(error) = self.told.end(ended.state, ended.trouble).await {
            tracing::error!(%error, "the end of an answer could not be written");
        }
    }

    async fn answer(&mut self) -> Result<Ended> {
        self.told.step("searching", None).await?;
        let found = self.retrieve().await?;
        self.told.step("reading", Some(found.len())).await?;
        let law = self.law(&found).await;
        if !law.is_empty() {
            self.told.step("law", Some(law.len())).await?;
        }
        if found.is_empty() && law.is_empty() {
            return Ok(Ended { state: AnswerState::NoSupport, trouble: None });
        }
        let Some(model) = self.assistant.model_for(&self.ctx, self.dossier).await? else {
            return self.verbatim(&found, &law, None).await;
        };
        match self.with_model(&model, &found, &law).await? {
            Ok(ended) => Ok(ended),
            // nothing was said yet: the passages themselves are an answer
            Err(trouble) => self.verbatim(&found, &law, Some(trouble)).await,
        }
    }

    /// Waits, for a while, until the index has seen what was saved before the question.
    async fn catch_up(&self) -> Result<()> {
        let tx = self.assistant.store.read(&self.ctx).await?;
        let head = change::head(&self.ctx, &tx).await?;
        drop(tx);
        match self.assistant.indexes.wait_for(self.ctx.tenant(), head, PATIENCE).await {
            Ok(()) | Err(legalmind_search::Error::Behind) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The passages that search finds for the question, in its order, written into the ledger of
    /// what was read.
    async fn retrieve(&mut self) -> Result<Vec<Found>> {
        self.catch_up().await?;
        let query =
            Query { text: self.question.clone(), matching: Matching::Any, limit: PASSAGES, offset: 0 };
        let hits = self.assistant.indexes.search(&self.ctx, &[self.dossier], &query).await?;
        let ids: Vec<_> = hits.hits.iter().map(|hit| hit.passage).collect();
        let work = self.assistant.store.begin(&self.ctx).await?;
        rights::require(&self.ctx, &work, Action::AnswerAsk, self.dossier).await?;
        let mut found = Vec::with_capacity(ids.len());
        for passage in passage::get(&self.ctx, &work, &ids).await? {
            // the index is filtered by dossier; the rows have the last word
            if passage.dossier == self.dossier {
                let name = document::get(&self.ctx, &work, passage.document).await?.content.name;
                found.push(Found { passage, name });
            }
        }
        let read: Vec<ReadPassage> = found.iter().map(|it| read(&it.passage)).collect();
        answer::add_read_passages(&self.ctx, &work, self.told.id(), &read).await?;
        let entry = Entry::done("answer.passages.read", "answer", self.told.id().uuid());
        work.audit(entry.in_dossier(self.dossier).outcome(Outcome::Done))?;
        work.save().await?;
        Ok(found)
    }

    /// The answer without a model: the sentences that carry it, as they stand, and after those of the
    /// dossier those of the law. Whether there is support is a matter of the dossier alone.
    async fn verbatim(
        &mut self,
        found: &[Found],
        law: &[Provision],
        trouble: Option<AnswerTrouble>,
    ) -> Result<Ended> {
        self.told.mode(AnswerMode::Verbatim);
        let supported = self.quote(found).await?;
        self.quote_law(law).await?;
        let state = if supported { AnswerState::Done } else { AnswerState::NoSupport };
        Ok(Ended { state, trouble })
    }

    /// Quotes the passages of the dossier that carry an answer; tells whether there are any.
    async fn quote(&mut self, found: &[Found]) -> Result<bool> {
        let texts: Vec<String> = found.iter().map(|it| it.passage.text.clone()).collect();
        let (question, compounds) = (self.question.clone(), Arc::clone(&self.assistant.compounds));
        let quotes = tokio::task::spawn_blocking(move || {
            let candidates: Vec<Candidate<'_>> = texts.iter().map(|text| Candidate { text }).collect();
            support::quotes(&question, &candidates, &Words::new(&compounds))
        });
        let quotes = quotes.await.unwrap_or_default();
        if quotes.is_empty() {
            return Ok(false);
        }
        self.told.step("checking", Some(quotes.len())).await?;
        for quote in &quotes {
            let Some(it) = found.get(quote.candidate) else { continue };
            let start = it.passage.range.start.saturating_add(quote.range.start);
            let near = (
                it.passage.page,
                legalmind_core::CharRange { start, end: start.saturating_add(quote.range.len()) },
            );
            let ordinal = self.told.cite(it, &quote.text, near).await?;
            self.told.say(&format!("> {} [{ordinal}]\n\n", escaped(&quote.text))).await?;
        }
        Ok(true)
    }
}

fn read(passage: &Passage) -> ReadPassage {
    ReadPassage {
        passage: passage.id,
        version: passage.version,
        document: passage.document,
        page: passage.page,
        range: passage.range,
        cited: false,
    }
}

/// Text as Markdown that shows it as it is, in one block.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // `1.` and `-` at the start would begin a list
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(line.len() + 16);
    for (at, c) in line.char_indices() {
        let list =
            at == number && (if number > 0 { matches!(c, '.' | ')') } else { matches!(c, '-' | '+' | '=') });
        let markup =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' | '$');
        if list || markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where a passage stands, as the place near which a quote is looked for.
const fn place(passage: &Passage) -> (PageNumber, legalmind_core::CharRange) {
    (passage.page, passage.range)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn quoted_text_cannot_become_markup() {
        assert_eq!(escaped("a *b* [1](x)\n\n# <img>"), r"a \*b\* \[1\](x) \# \<img\>");
        assert_eq!(escaped("1. Oplevering op 1. juli"), r"1\. Oplevering op 1. juli");
        assert_eq!(escaped("- 11.1 punt"), r"\- 11.1 punt");
    }
}
