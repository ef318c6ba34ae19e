//! An attempt: drawn, marked, shown; and when there is another.

use data_encoding::HEXLOWER;
use legalmind_core::{
    AttemptId, Timestamp, World,
    check::Words,
    training::{AttemptContent, AttemptState, Drawn},
};
use legalmind_store::training::Attempt;

use super::{DAY, MOST, PAUSE, Question, TrainingTest};
use crate::{Error, Result};

/// How an attempt stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptStanding {
    /// Its answers can be handed in.
    Open,
    /// They were not handed in while there was time.
    Over,
    /// The test is another since it began.
    Changed,
    /// Enough was right.
    Passed,
    /// Too little was.
    Failed,
}

impl AttemptStanding {
    pub(super) fn of(attempt: &Attempt, test: &TrainingTest, now: Timestamp) -> Self {
        match attempt.state {
            AttemptState::Passed => Self::Passed,
            AttemptState::Failed => Self::Failed,
            AttemptState::Open if attempt.content.version != test.version => Self::Changed,
            AttemptState::Open if attempt.ends <= now => Self::Over,
            AttemptState::Open => Self::Open,
        }
    }

    /// The name under which it is translated.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over => "over",
            Self::Changed => "changed",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }
}

/// An attempt as it is shown to whose it is.
#[derive(Clone, Debug)]
pub struct AttemptView {
    /// Its id.
    pub id: AttemptId,
    /// The test.
    pub test: &'static TrainingTest,
    /// How it stands.
    pub standing: AttemptStanding,
    /// When it began.
    pub began: Timestamp,
    /// Until when answers are taken.
    pub ends: Timestamp,
    /// When they were handed in.
    pub finished: Option<Timestamp>,
    /// How many were right, once they were handed in.
    pub right: Option<u32>,
    /// Its questions in the order in which they are shown; none where the test is another by now, or the
    /// answers are not kept any more.
    pub questions: Vec<QuestionView>,
}

/// A question of an attempt.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// What is asked.
    pub ask: &'static Words,
    /// More than one option is right.
    pub several: bool,
    /// The options in the order in which they are shown.
    pub options: Vec<OptionView>,
    /// What came of it, once the answers were handed in: whether it was right, why, and where that stands.
    pub outcome: Option<(bool, &'static Words, &'static str)>,
}

/// An option of a question.
#[derive(Clone, Debug)]
pub struct OptionView {
    /// Its words.
    pub words: &'static Words,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether it is right; none until the answers were handed in.
    pub right: Option<bool>,
}

impl AttemptView {
    pub(super) fn of(attempt: &Attempt, test: &'static TrainingTest, now: Timestamp) -> Self {
        let done = attempt.state != AttemptState::Open;
        let drawn = match attempt.content.version == test.version {
            true => attempt.content.drawn.as_slice(),
            false => &[],
        };
        Self {
            id: attempt.id,
            test,
            standing: AttemptStanding::of(attempt, test, now),
            began: attempt.created,
            ends: attempt.ends,
            finished: attempt.finished,
            right: done.then_some(attempt.content.right),
            questions: drawn
                .iter()
                .filter_map(|it| Some(shown(it, test.question(&it.question)?, done)))
                .collect(),
        }
    }
}

fn shown(drawn: &Drawn, question: &'static Question, done: bool) -> QuestionView {
    let option = |place: &u8| {
        let right = done.then(|| question.is_right(*place));
        Some(OptionView { words: question.option(*place)?, chosen: drawn.chosen.contains(place), right })
    };
    let outcome = (question.answered_by(&drawn.chosen), &question.why, question.source.as_str());
    QuestionView {
        ask: &question.ask,
        several: question.right.len() > 1,
        options: drawn.options.iter().filter_map(option).collect(),
        outcome: done.then_some(outcome),
    }
}

/// Draws the questions of an attempt and the order of their options.
pub(super) fn draw(test: &TrainingTest, world: &World) -> AttemptContent {
    let mut questions: Vec<&Question> = test.questions.iter().collect();
    shuffle(&mut questions, world);
    questions.truncate(usize::try_from(test.asks).unwrap_or(usize::MAX));
    let drawn = |it: &Question| {
        let mut options: Vec<u8> = it.options().map(|(place, _)| place).collect();
        shuffle(&mut options, world);
        Drawn { question: it.key.clone(), options, chosen: Vec::new() }
    };
    AttemptContent { version: test.version, drawn: questions.into_iter().map(drawn).collect(), right: 0 }
}

fn shuffle<T>(all: &mut [T], world: &World) {
    all.sort_by_cached_key(|_| world.random::<8>());
}

/// What was handed in, marked: each answer is the places of the chosen options as they were shown.
pub(super) fn mark(
    test: &TrainingTest,
    asked: &AttemptContent,
    answers: &[Vec<u32>],
) -> Result<AttemptContent> {
    let mut wrong = Vec::new();
    let mut content = AttemptContent { right: 0, ..asked.clone() };
    for (at, drawn) in content.drawn.iter_mut().enumerate() {
        let answer = answers.get(at).map(Vec::as_slice).unwrap_or_default();
        if answer.is_empty() {
            wrong.push((format!("/answers/{at}"), "required"));
        }
        for (n, shown) in answer.iter().enumerate() {
            match usize::try_from(*shown).ok().and_then(|it| drawn.options.get(it)) {
                Some(place) if !drawn.chosen.contains(place) => drawn.chosen.push(*place),
                Some(_) => {}
                None => wrong.push((format!("/answers/{at}/{n}"), "unknown")),
            }
        }
        let question = test.question(&drawn.question).ok_or(Error::State("training_changed"))?;
        content.right = content.right.saturating_add(u32::from(question.answered_by(&drawn.chosen)));
    }
    wrong.extend((content.drawn.len()..answers.len()).map(|at| (format!("/answers/{at}"), "unknown")));
    if wrong.is_empty() { Ok(content) } else { Err(Error::Fields(wrong)) }
}

/// What shows in the register that a test was passed.
pub(super) fn proof(test: &TrainingTest, right: u32) -> String {
    let version = HEXLOWER.encode(&test.version);
    let version = version.get(..16).unwrap_or_default();
    format!("Toets {} in Legal Mind, versie {version}, {right} van {} goed", test.key, test.asks)
}

/// The attempt whose answers can be handed in, of those at a test.
pub(super) fn open<'a>(attempts: &[&'a Attempt], test: &TrainingTest, now: Timestamp) -> Option<&'a Attempt> {
    attempts.iter().copied().find(|it| AttemptStanding::of(it, test, now) == AttemptStanding::Open)
}

/// When there is another attempt at a test, of which these are the attempts, newest first.
pub(super) fn again(attempts: &[&Attempt], now: Timestamp) -> Option<Timestamp> {
    [paused(attempts), limited(attempts)].into_iter().flatten().filter(|it| *it > now).max()
}

/// Why there is none now.
pub(super) fn refused(attempts: &[&Attempt], now: Timestamp) -> Option<&'static str> {
    match (limited(attempts), paused(attempts)) {
        (Some(until), _) if until > now => Some("training_limit"),
        (_, Some(until)) if until > now => Some("training_pause"),
        _ => None,
    }
}

/// After one that failed there is a pause.
fn paused(attempts: &[&Attempt]) -> Option<Timestamp> {
    let last = attempts.first().filter(|it| it.state == AttemptState::Failed)?;
    last.finished?.checked_add(PAUSE).ok()
}

/// After so many within a day there is none until the first of them is a day ago.
fn limited(attempts: &[&Attempt]) -> Option<Timestamp> {
    attempts.get(MOST.saturating_sub(1))?.created.checked_add(DAY).ok()
}
