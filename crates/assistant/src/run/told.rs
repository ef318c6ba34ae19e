//! What an answer has said: kept, stored in order, and told to those who follow.

use std::{collections::HashMap, time::Duration};

use legalmind_core::{
    AnswerId, CharRange, Ctx, DossierId, Id, PageNumber, PassageId, Timestamp, VersionId,
    answer::{AnswerMode, AnswerState, AnswerTrouble},
    audit::{Entry, Outcome},
    citation::LawCitation,
};
use legalmind_store::{
    Store,
    answer::{self, Answer, AnswerContent, Event, Step},
    citation::{self, Citation, CitationContent},
    page,
};
use legalmind_text::{citation::check, normal::Pages};

use super::{Found, law::Provision};
use crate::{
    Result,
    event::{Cited, Said},
    live::Held,
};

/// Words that came sooner after each other than this are stored together.
const GATHER: Duration = Duration::from_millis(120);
/// More than this is stored at once, in bytes.
const ENOUGH: usize = 2_000;

/// The answer as far as it was said.
pub(super) struct Told {
    store: Store,
    ctx: Ctx,
    id: AnswerId,
    dossier: DossierId,
    content: AnswerContent,
    held: Held,
    seq: u64,
    words: String,
    stored_at: Option<Timestamp>,
    citations: u32,
    cited: Vec<PassageId>,
    pages: HashMap<VersionId, Pages>,
}

/// Waits until somebody asks the run to stop.
pub(super) struct Stop(tokio::sync::watch::Receiver<bool>);

impl Stop {
    pub(super) async fn wait(&mut self) {
        if self.0.wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Told {
    pub(super) fn new(store: Store, ctx: Ctx, answer: &Answer, held: Held) -> Self {
        Self {
            store,
            ctx,
            id: answer.id,
            dossier: answer.dossier,
            content: answer.content.clone(),
            held,
            seq: 0,
            words: String::new(),
            stored_at: None,
            citations: 0,
            cited: Vec::new(),
            pages: HashMap::new(),
        }
    }

    pub(super) const fn id(&self) -> AnswerId {
        self.id
    }

    pub(super) fn stop(&self) -> Stop {
        Stop(self.held.stopping())
    }

    pub(super) fn mode(&mut self, mode: AnswerMode) {
        self.content.mode = mode;
    }

    /// Whether nothing was said yet.
    pub(super) fn is_silent(&self) -> bool {
        self.content.text.is_empty() && self.words.is_empty()
    }

    /// How many citations were made.
    pub(super) const fn citations(&self) -> u32 {
        self.citations
    }

    /// Tells a step of the work.
    pub(super) async fn step(&mut self, code: &str, count: Option<usize>) -> Result<()> {
        let count = count.and_then(|count| u64::try_from(count).ok());
        let at = self.now().as_millisecond();
        self.content.steps.push(Step { code: code.to_owned(), count, at });
        self.store(vec![Said::Step { code: code.to_owned(), count }], &[]).await
    }

    /// Says words. The first are stored at once, the others when enough of them have gathered;
    /// [`Told::wait`] says when that is if no more come.
    pub(super) async fn say(&mut self, words: &str) -> Result<()> {
        self.words.push_str(words);
        let due = self.content.text.is_empty() || self.wait().is_zero();
        if due || self.words.len() >= ENOUGH { self.flush().await } else { Ok(()) }
    }

    /// How long words that were said may still wait to be stored.
    pub(super) fn wait(&self) -> Duration {
        let since = self.stored_at.map_or(GATHER, |at| self.now().duration_since(at).unsigned_abs());
        GATHER.saturating_sub(since)
    }

    /// Whether words wait to be stored.
    pub(super) const fn waits(&self) -> bool {
        !self.words.is_empty()
    }

    /// Stores the words that wait.
    pub(super) async fn flush(&mut self) -> Result<()> {
        if self.waits() { self.store(Vec::new(), &[]).await } else { Ok(()) }
    }

    /// Cites: compares the quote with the stored document, keeps the citation, gives its number.
    pub(super) async fn cite(
        &mut self,
        it: &Found,
        quote: &str,
        near: (PageNumber, CharRange),
    ) -> Result<u32> {
        let version = it.passage.version;
        if !self.pages.contains_key(&version) {
            let tx = self.store.read(&self.ctx).await?;
            let text = page::text(&self.ctx, &tx, version).await?;
            self.pages.insert(version, Pages::new(&text));
        }
        let Some(pages) = self.pages.get(&version) else { return Ok(0) };
        let place = check(pages, quote, near);
        self.citations = self.citations.saturating_add(1);
        let citation = Citation {
            id: Id::new(self.store.world()),
            answer: self.id,
            dossier: self.dossier,
            ordinal: self.citations,
            document: it.passage.document,
            version,
            page: place.page,
            range: place.range,
            state: place.state,
            content: CitationContent {
                quote: if quote.trim().is_empty() { it.passage.text.clone() } else { quote.to_owned() },
                heading: it.passage.heading.clone(),
                document_name: it.name.clone(),
            },
        };
        self.cited.push(it.passage.id);
        self.store(vec![Said::Citation(Cited::from(&citation))], std::slice::from_ref(&citation)).await?;
        Ok(citation.ordinal)
    }

    /// Cites public law: compares the quote with the provision's text, gives its number.
    pub(super) async fn cite_law(&mut self, it: &Provision, quote: &str) -> Result<u32> {
        let whole = CharRange { start: 0, end: 0 };
        let state = check(&Pages::new(&[&it.text]), quote, (PageNumber(1), whole)).state;
        self.citations = self.citations.saturating_add(1);
        let cited = LawCitation {
            ordinal: self.citations,
            law: it.on.law.number.clone(),
            title: it.on.law.title.clone(),
            number: it.on.number.clone(),
            reference: it.reference.clone(),
            on: it.on.on,
            since: it.on.known_since(),
            quote: if quote.trim().is_empty() { it.head() } else { quote }.to_owned(),
            state,
            older_fact: it.older_fact,
        };
        self.content.laws.push(cited.clone());
        self.store(vec![Said::Law(cited)], &[]).await?;
        Ok(self.citations)
    }

    /// Writes the end.
    pub(super) async fn end(&mut self, state: AnswerState, trouble: Option<AnswerTrouble>) -> Result<()> {
        self.content.trouble = trouble;
        let mut said = self.gathered();
        said.push(Said::End { state, trouble });
        let work = self.store.begin(&self.ctx).await?;
        let events = self.events(said)?;
        answer::add_events(&self.ctx, &work, self.id, &events).await?;
        self.told();
        answer::mark_cited(&self.ctx, &work, self.id, &self.cited).await?;
        answer::update(&self.ctx, &work, self.id, state, &self.content).await?;
        let outcome = if state == AnswerState::Failed { Outcome::Failed } else { Outcome::Done };
        work.audit(
            Entry::done("answer.end", "answer", self.id.uuid()).in_dossier(self.dossier).outcome(outcome),
        )?;
        work.save().await?;
        self.held.tell();
        Ok(())
    }

    /// Stores what was said and what is said now, in order, and tells those who follow.
    async fn store(&mut self, more: Vec<Said>, citations: &[Citation]) -> Result<()> {
        let mut said = self.gathered();
        said.extend(more);
        let work = self.store.begin(&self.ctx).await?;
        let events = self.events(said)?;
        answer::add_events(&self.ctx, &work, self.id, &events).await?;
        if !citations.is_empty() {
            citation::add_all(&self.ctx, &work, citations).await?;
            work.audit(Entry::done("answer.cite", "answer", self.id.uuid()).in_dossier(self.dossier))?;
        }
        work.save().await?;
        self.told();
        self.stored_at = Some(self.now());
        self.held.tell();
        Ok(())
    }

    /// The words that wait to be stored. They wait until they are: a run may be stopped while it
    /// stores them.
    fn gathered(&self) -> Vec<Said> {
        if self.words.is_empty() { Vec::new() } else { vec![Said::Delta { text: self.words.clone() }] }
    }

    fn told(&mut self) {
        self.content.text.push_str(&self.words);
        self.words.clear();
    }

    fn events(&mut self, said: Vec<Said>) -> Result<Vec<Event>> {
        let mut events = Vec::with_capacity(said.len());
        for said in said {
            self.seq = self.seq.saturating_add(1);
            events.push(Event { seq: self.seq, data: serde_json::to_string(&said)? });
        }
        Ok(events)
    }

    fn now(&self) -> Timestamp {
        self.store.world().now()
    }
}
