//! Asking, reading, following and stopping.

use std::time::Duration;

use futures::Stream;
use jiff::civil::Date;
use legalmind_core::{
    AnswerId, CharRange, CitationId, Ctx, DocumentId, DossierId, Id, PageNumber, PassageId, VersionId,
    answer::{AnswerMode, AnswerState, AnswerTrouble},
    audit::{Entry, Outcome},
    dossier::AiUse,
    rights::Action,
};
use legalmind_law::{day_of, today, verdict::Checked};
use legalmind_store::{
    Ask, Listed, Tx,
    answer::{self, Answer, AnswerContent},
    citation::{self, Citation},
    document, dossier as dossiers, page, rights,
};

use legalmind_text::{citation::check, normal::Pages};

use crate::{
    Assistant, Error, Result,
    event::{Cited, Said},
    run::Run,
};

/// The longest question, in characters.
const MAX_QUESTION: usize = 8_000;
/// Over how many pages after its own a quote is followed.
const FURTHER: u32 = 3;
/// How often one who follows looks again, where nobody tells.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// An answer with its citations.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The answer.
    pub answer: Answer,
    /// Its citations, in order.
    pub citations: Vec<Cited>,
    /// Once it has ended: the legal references in its words, each with what is said of it about the
    /// day of the question.
    pub references: Vec<Checked>,
}

/// A passage that was read for an answer.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Its id.
    pub passage: PassageId,
    /// The document.
    pub document: DocumentId,
    /// That document's name; empty where it was removed since.
    pub document_name: String,
    /// The version.
    pub version: VersionId,
    /// The page.
    pub page: u32,
    /// The characters of that page's text.
    pub range: CharRange,
    /// The words.
    pub text: String,
    /// The answer cites it.
    pub cited: bool,
}

/// A citation and all its places in the document's text.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The citation.
    pub citation: Citation,
    /// The characters of each page it runs over, in order; the first is the citation's own.
    pub places: Vec<(PageNumber, CharRange)>,
}

impl Assistant {
    /// Asks a question about a dossier. The answer is made from here on, whether or not anybody
    /// follows it.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLong`]; not found or refused as the rules say.
    pub async fn ask(&self, ctx: &Ctx, dossier: DossierId, question: &str) -> Result<Opened> {
        let question = question.trim();
        if question.is_empty() {
            return Err(Error::Empty);
        }
        if question.chars().nth(MAX_QUESTION).is_some() {
            return Err(Error::TooLong(MAX_QUESTION));
        }
        let id = Id::new(&self.world);
        let work = self.store.begin(ctx).await?;
        if let Err(error) = rights::require(ctx, &work, Action::AnswerAsk, dossier).await {
            drop(work);
            return self.refused(ctx, Action::AnswerAsk, dossier, error).await;
        }
        let by_model = self.model.is_some() && dossiers::ai(ctx, &work, dossier).await? == AiUse::Allowed;
        let mode = if by_model { AnswerMode::Model } else { AnswerMode::Verbatim };
        answer::add(ctx, &work, id, dossier, &AnswerContent::asked(question, mode)).await?;
        work.audit(Entry::done("answer.ask", "answer", id.uuid()).in_dossier(dossier))?;
        let answer = answer::get(ctx, &work, id).await?;
        // held before it is saved, so that whoever reads the row also finds the run
        let held = self.live.hold(id);
        work.save().await?;
        tokio::spawn(Run::new(self, ctx.clone(), &answer, held).make());
        Ok(Opened { answer, citations: Vec::new(), references: Vec::new() })
    }

    /// The answers of a dossier, newest first.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list(&self, ctx: &Ctx, dossier: DossierId, ask: &Ask) -> Result<Listed<Opened>> {
        let tx = self.store.read(ctx).await?;
        if let Err(error) = rights::require(ctx, &tx, Action::AnswerRead, dossier).await {
            drop(tx);
            return self.refused(ctx, Action::AnswerRead, dossier, error).await;
        }
        let found = answer::list(ctx, &tx, dossier, ask).await?;
        let mut items = Vec::with_capacity(found.items.len());
        for answer in found.items {
            items.push(opened(ctx, &tx, answer).await?);
        }
        drop(tx);
        let items = self.referred(ctx, items).await;
        let entry = Entry::done("answer.list", "dossier", dossier.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(Listed { items, next: found.next })
    }

    /// One answer, as far as it is.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get(&self, ctx: &Ctx, id: AnswerId) -> Result<Opened> {
        let (tx, answer) = self.reading(ctx, id).await?;
        let opened = opened(ctx, &tx, answer).await?;
        drop(tx);
        self.looked(ctx, "answer.read", &opened.answer).await?;
        Ok(self
            .referred(ctx, vec![opened])
            .await
            .into_iter()
            .next()
            .ok_or(legalmind_store::Error::NotFound)?)
    }

    /// All passages that were read for an answer, also those it does not cite.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn passages(&self, ctx: &Ctx, id: AnswerId) -> Result<Vec<Passage>> {
        let (tx, answer) = self.reading(ctx, id).await?;
        let mut out = Vec::new();
        for read in answer::read_passages(ctx, &tx, id).await? {
            let name = match document::get(ctx, &tx, read.document).await {
                Ok(document) => document.content.name,
                Err(legalmind_store::Error::NotFound) => String::new(),
                Err(error) => return Err(error.into()),
            };
            let text = match page::get(ctx, &tx, read.version, read.page).await {
                Ok(page) => read.range.of(&page.text).unwrap_or_default().to_owned(),
                Err(legalmind_store::Error::NotFound) => String::new(),
                Err(error) => return Err(error.into()),
            };
            out.push(Passage {
                passage: read.passage,
                document: read.document,
                document_name: name,
                version: read.version,
                page: read.page.0,
                range: read.range,
                text,
                cited: read.cited,
            });
        }
        drop(tx);
        self.looked(ctx, "answer.passages", &answer).await?;
        Ok(out)
    }

    /// A citation with its places, for those who may read its answer.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn citation(&self, ctx: &Ctx, id: CitationId) -> Result<Placed> {
        let tx = self.store.read(ctx).await?;
        let citation = citation::get(ctx, &tx, id).await?;
        rights::require(ctx, &tx, Action::AnswerRead, citation.dossier).await?;
        let places = places(ctx, &tx, &citation).await?;
        drop(tx);
        let entry = Entry::done("citation.read", "citation", id.uuid()).in_dossier(citation.dossier);
        self.store.look(ctx, entry).await?;
        Ok(Placed { citation, places })
    }

    /// Stops an answer; what there is of it is kept. One that has ended stays as it is.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn stop(&self, ctx: &Ctx, id: AnswerId) -> Result<Opened> {
        let (tx, answer) = self.reading(ctx, id).await?;
        rights::require(ctx, &tx, Action::AnswerAsk, answer.dossier).await?;
        drop(tx);
        let mut news = self.live.news(id);
        if self.live.stop(id) {
            while let Some(receiver) = &mut news {
                let ended = receiver.changed().await.is_err();
                let (_, now) = self.reading(ctx, id).await?;
                if ended || now.state != AnswerState::Running {
                    break;
                }
            }
            self.looked(ctx, "answer.stop", &answer).await?;
        }
        self.get(ctx, id).await
    }

    /// What an answer says from the event after number `after` on, until its end. The right to
    /// read it is asked for anew with each piece, so a membership that is taken away ends it.
    ///
    /// # Errors
    /// Not found as the rules say; later ones come through the stream.
    pub async fn follow(
        &self,
        ctx: &Ctx,
        id: AnswerId,
        after: u64,
    ) -> Result<impl Stream<Item = Result<(u64, Said)>> + Send + use<>> {
        let (tx, answer) = self.reading(ctx, id).await?;
        drop(tx);
        self.looked(ctx, "answer.follow", &answer).await?;
        let start = Following { assistant: self.clone(), ctx: ctx.clone(), id, after, ended: false };
        Ok(futures::stream::try_unfold(
            (start, Vec::new().into_iter()),
            |(mut following, mut waiting)| async {
                loop {
                    if let Some((seq, said)) = waiting.next() {
                        following.ended |= matches!(said, Said::End { .. });
                        following.after = seq;
                        return Ok(Some(((seq, said), (following, waiting))));
                    }
                    if following.ended {
                        return Ok(None);
                    }
                    let Some(more) = following.more().await? else { return Ok(None) };
                    waiting = more.into_iter();
                }
            },
        ))
    }

    /// After a start: marks answers that nobody is making any more, with all they had said.
    ///
    /// # Errors
    /// Where rows cannot be read or written.
    pub async fn recover(&self, ctx: &Ctx) -> Result<usize> {
        let tx = self.store.read(ctx).await?;
        let lost = answer::running(ctx, &tx).await?;
        drop(tx);
        let mut marked = 0;
        for answer in lost {
            if self.live.news(answer.id).is_none() {
                self.interrupt(ctx, answer).await?;
                marked += 1;
            }
        }
        Ok(marked)
    }

    async fn interrupt(&self, ctx: &Ctx, answer: Answer) -> Result<()> {
        let (state, trouble) = (AnswerState::Interrupted, Some(AnswerTrouble::Restarted));
        let work = self.store.begin(ctx).await?;
        let events = answer::events(ctx, &work, answer.id, 0).await?;
        let mut content = AnswerContent { trouble, ..answer.content };
        said_in(&events, &mut content)?;
        let seq = events.last().map_or(0, |event| event.seq).saturating_add(1);
        let end = answer::Event { seq, data: serde_json::to_string(&Said::End { state, trouble })? };
        answer::add_events(ctx, &work, answer.id, &[end]).await?;
        answer::update(ctx, &work, answer.id, state, &content).await?;
        let entry = Entry::done("answer.interrupt", "answer", answer.id.uuid()).in_dossier(answer.dossier);
        work.audit(entry.outcome(Outcome::Failed))?;
        Ok(work.save().await?)
    }

    /// Adds what is said of the references in answers that have ended. A library that cannot be read
    /// takes no answer away.
    async fn referred(&self, ctx: &Ctx, mut answers: Vec<Opened>) -> Vec<Opened> {
        let texts: Vec<(String, Date)> = (answers.iter())
            .map(|it| match it.answer.state {
                AnswerState::Running => (String::new(), today(ctx)),
                _ => (it.answer.content.text.clone(), day_of(it.answer.created)),
            })
            .collect();
        let (law, ctx) = (self.law.clone(), ctx.clone());
        let check = move || -> legalmind_law::Result<Vec<Vec<Checked>>> {
            texts.iter().map(|(text, on)| law.check_text(&ctx, text, Some(*on))).collect()
        };
        match tokio::task::spawn_blocking(check).await {
            Ok(Ok(found)) => answers.iter_mut().zip(found).for_each(|(it, found)| it.references = found),
            Ok(Err(error)) => tracing::warn!(%error, "references of answers could not be checked"),
            Err(error) => tracing::warn!(%error, "references of answers were not checked"),
        }
        answers
    }

    pub(crate) async fn reading(&self, ctx: &Ctx, id: AnswerId) -> Result<(Tx, Answer)> {
        let tx = self.store.read(ctx).await?;
        let found = answer::get(ctx, &tx, id).await?;
        match rights::require(ctx, &tx, Action::AnswerRead, found.dossier).await {
            Ok(_) => Ok((tx, found)),
            Err(error) => {
                drop(tx);
                self.refused(ctx, Action::AnswerRead, found.dossier, error).await
            }
        }
    }

    async fn refused<T>(
        &self,
        ctx: &Ctx,
        action: Action,
        dossier: DossierId,
        error: legalmind_store::Error,
    ) -> Result<T> {
        if matches!(error, legalmind_store::Error::Refused(_) | legalmind_store::Error::NotFound) {
            let entry = Entry::done(action.as_str(), "dossier", dossier.uuid()).outcome(Outcome::Refused);
            self.store.look(ctx, entry).await?;
        }
        Err(error.into())
    }

    async fn looked(&self, ctx: &Ctx, action: &'static str, answer: &Answer) -> Result<()> {
        let entry = Entry::done(action, "answer", answer.id.uuid()).in_dossier(answer.dossier);
        Ok(self.store.look(ctx, entry).await?)
    }
}

struct Following {
    assistant: Assistant,
    ctx: Ctx,
    id: AnswerId,
    after: u64,
    ended: bool,
}

impl Following {
    /// The next events, once there are any; none where the answer ended without saying so.
    async fn more(&self) -> Result<Option<Vec<(u64, Said)>>> {
        loop {
            // asked before reading, so that nothing stored in between is missed
            let news = self.assistant.live.news(self.id);
            let (tx, answer) = self.assistant.reading(&self.ctx, self.id).await?;
            let events = answer::events(&self.ctx, &tx, self.id, self.after).await?;
            drop(tx);
            if !events.is_empty() {
                let said = |event: answer::Event| Ok((event.seq, serde_json::from_str(&event.data)?));
                return events.into_iter().map(said).collect::<Result<_>>().map(Some);
            }
            if answer.state != AnswerState::Running {
                return Ok(None);
            }
            match news {
                Some(mut news) => {
                    let _ = tokio::time::timeout(LOOK_AGAIN, news.changed()).await;
                }
                None => tokio::time::sleep(LOOK_AGAIN / 4).await,
            }
        }
    }
}

async fn opened(ctx: &Ctx, tx: &Tx, mut answer: Answer) -> Result<Opened> {
    let citations = citation::list(ctx, tx, answer.id).await?.iter().map(Cited::from).collect();
    if answer.state == AnswerState::Running {
        said_in(&answer::events(ctx, tx, answer.id, 0).await?, &mut answer.content)?;
    }
    Ok(Opened { answer, citations, references: Vec::new() })
}

/// What an answer has said by its events, in place of what its row holds.
fn said_in(events: &[answer::Event], content: &mut AnswerContent) -> Result<()> {
    content.text.clear();
    content.laws.clear();
    for event in events {
        match serde_json::from_str(&event.data)? {
            Said::Delta { text } => content.text.push_str(&text),
            Said::Law(cited) => content.laws.push(cited),
            _ => {}
        }
    }
    Ok(())
}

/// The page a citation names and those after it over which its quote goes on, from the stored text:
/// a version's text does not change once it is read.
async fn places(ctx: &Ctx, tx: &Tx, it: &Citation) -> Result<Vec<(PageNumber, CharRange)>> {
    let own = (it.page, it.range);
    if !it.state.is_verified() {
        return Ok(vec![own]);
    }
    let last = PageNumber(it.page.0.saturating_add(FURTHER));
    let pages = page::range(ctx, tx, it.version, it.page, last).await?;
    let texts: Vec<&str> = pages.iter().map(|(_, page)| page.text.as_str()).collect();
    let found = check(&Pages::new(&texts), &it.content.quote, (PageNumber(1), it.range));
    if (found.page, found.range) != (PageNumber(1), it.range) {
        return Ok(vec![own]);
    }
    let further = found.further.into_iter();
    // counted from the citation's own page
    let further = further.map(|(page, range)| (PageNumber(it.page.0.saturating_add(page.0) - 1), range));
    Ok(std::iter::once(own).chain(further).collect())
}
