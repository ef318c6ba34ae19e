//! The answer as a language model writes it.

use std::sync::Arc;

use legalmind_core::answer::{AnswerState, AnswerTrouble};
use legalmind_model::{Answering, ChatModel, Delta, Error as ModelError, Finish, Message, Request, Speaker};
use legalmind_store::outgoing::{Book, Subject};
use legalmind_text::language;

use super::{Ended, Found, Run, law::Provision, place};
use crate::{
    Result,
    marker::{Marks, Piece},
    prompt::{self, Fenced, NO_SUPPORT},
};

/// Looks at the first words: a model that finds no support says so in one word.
#[derive(Default)]
struct Opening {
    held: Option<String>,
    over: bool,
}

impl Opening {
    /// The words that may go on to the reader.
    fn pass(&mut self, words: &str) -> String {
        if self.over {
            return words.to_owned();
        }
        let held = self.held.get_or_insert_default();
        held.push_str(words);
        let said = held.trim_start();
        if NO_SUPPORT.starts_with(said) || said.trim_end().trim_end_matches('.') == NO_SUPPORT {
            return String::new();
        }
        self.over = true;
        self.held.take().unwrap_or_default()
    }

    /// Whether the model said that there is no support, and nothing else.
    fn none(&self) -> bool {
        !self.over && self.held.as_deref().is_some_and(|held| held.trim().trim_end_matches('.') == NO_SUPPORT)
    }

    fn rest(&mut self) -> String {
        self.held.take().unwrap_or_default()
    }
}

impl Run {
    /// Lets the model answer. `Err` with the trouble where it failed before it said a word.
    pub(super) async fn with_model(
        &mut self,
        model: &ChatModel,
        found: &[Found],
        law: &[Provision],
    ) -> Result<Result<Ended, AnswerTrouble>> {
        let request = self.request(found, law);
        let book = Book {
            store: self.assistant.store.clone(),
            subject: Subject { object: "answer", id: self.told.id().uuid() },
            dossier: self.dossier,
        };
        self.told.step("writing", None).await?;
        let mut answering = match model.stream(&self.ctx, &request, Arc::new(book)).await {
            Ok(answering) => answering,
            Err(error) => return Ok(Err(error.trouble())),
        };
        let (mut marks, mut opening) = (Marks::default(), Opening::default());
        let mut finish = None;
        let mut trouble = None;
        while let Some(delta) = self.next(&mut answering).await? {
            match delta {
                Ok(Delta::Text(words)) => {
                    let words = opening.pass(&words);
                    self.pieces(marks.feed(&words), found, law).await?;
                }
                Ok(Delta::End { finish: how, .. }) => finish = Some(how),
                Err(error) => {
                    trouble = Some(error.trouble());
                    break;
                }
            }
        }
        if trouble.is_none() && opening.none() {
            return Ok(Ok(Ended { state: AnswerState::NoSupport, trouble: None }));
        }
        if trouble.is_none() {
            let rest = opening.rest();
            self.pieces(marks.feed(&rest), found, law).await?;
        }
        self.pieces(marks.finish(), found, law).await?;
        Ok(self.ended(finish, trouble))
    }

    /// What the model says next. While it thinks, the words it said reach the reader.
    async fn next(&mut self, answering: &mut Answering) -> Result<Option<Result<Delta, ModelError>>> {
        let next = answering.next();
        tokio::pin!(next);
        tokio::select! {
            biased;
            delta = &mut next => return Ok(delta),
            () = tokio::time::sleep(self.told.wait()), if self.told.waits() => {}
        }
        // Both at once: what a model returned is written down in the same line that these words
        // stand in, and whoever stands there must not stop being polled.
        let (_, delta) = tokio::try_join!(self.told.flush(), async { Ok(next.await) })?;
        Ok(delta)
    }

    fn ended(&self, finish: Option<Finish>, trouble: Option<AnswerTrouble>) -> Result<Ended, AnswerTrouble> {
        match trouble {
            Some(trouble) if self.told.is_silent() => Err(trouble),
            Some(trouble) => Ok(Ended { state: AnswerState::Interrupted, trouble: Some(trouble) }),
            None if self.told.is_silent() => Err(AnswerTrouble::ModelNonsense),
            None if finish != Some(Finish::Stop) => {
                Ok(Ended { state: AnswerState::Interrupted, trouble: Some(AnswerTrouble::ModelCutOff) })
            }
            // words without a single source are shown, and said to be without source
            None if self.told.citations() == 0 => {
                Ok(Ended { state: AnswerState::Done, trouble: Some(AnswerTrouble::ModelNonsense) })
            }
            None => Ok(Ended { state: AnswerState::Done, trouble: None }),
        }
    }

    async fn pieces(&mut self, pieces: Vec<Piece>, found: &[Found], law: &[Provision]) -> Result<()> {
        for piece in pieces {
            match piece {
                Piece::Text(words) => self.told.say(&words).await?,
                Piece::Cite { passage, quote } => {
                    let index = usize::try_from(passage).ok().and_then(|number| number.checked_sub(1));
                    let after = index.and_then(|index| index.checked_sub(found.len()));
                    let ordinal = match (index.and_then(|at| found.get(at)), after.and_then(|at| law.get(at)))
                    {
                        (Some(it), _) => self.told.cite(it, &quote, place(&it.passage)).await?,
                        (None, Some(it)) => self.told.cite_law(it, &quote).await?,
                        // a number that no passage has points at nothing, and is left out
                        (None, None) => continue,
                    };
                    self.told.say(&format!("[{ordinal}]")).await?;
                }
            }
        }
        Ok(())
    }

    /// What the model is asked: the passages of the dossier, and after them those of the law.
    fn request(&self, found: &[Found], law: &[Provision]) -> Request {
        let of_dossier =
            found.iter().map(|it| (format!("{}, {}", it.name, it.passage.page.0), it.passage.text.as_str()));
        let named: Vec<(String, &str)> =
            of_dossier.chain(law.iter().map(|it| (it.name(), it.head()))).collect();
        let fenced: Vec<Fenced<'_>> = named.iter().map(|(of, text)| Fenced { of, text }).collect();
        let random = self.assistant.world.random();
        let language = language::guess(&self.question);
        Request {
            messages: vec![
                Message::new(Speaker::System, prompt::instructions(language)),
                Message::new(Speaker::User, prompt::question(&self.question, &fenced, random)),
            ],
            passages: found.iter().map(|it| it.passage.id).collect(),
            temperature: Some(0.1),
            max_tokens: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_support_is_heard_however_it_is_cut() {
        for cut in 0..=NO_SUPPORT.len() {
            let (head, tail) = NO_SUPPORT.split_at(cut);
            let mut opening = Opening::default();
            assert_eq!(opening.pass(head) + &opening.pass(tail) + &opening.pass(".\n"), "");
            assert!(opening.none());
        }
    }

    #[test]
    fn other_words_pass_whole() {
        let mut opening = Opening::default();
        assert_eq!(opening.pass("GE") + &opening.pass("EN boete") + &opening.pass(" is"), "GEEN boete is");
        assert!(!opening.none());
    }
}
