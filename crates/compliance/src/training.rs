//! Tests that people take in the product: security, data protection, AI literacy, the Wwft. The questions
//! are data (`library/tests`); which are asked, and in which order, is drawn here, and what is right never
//! leaves before the answers were handed in.
//!
//! ```text
//! start ─▶ an attempt, drawn and sealed ─▶ hand_in ─▶ marked here
//!            ├ passed: the person's row in the register of training is in force, or renewed
//!            │          └▶ what the firm asks before a dossier is met at once (`register::attest`)
//!            └ failed: what was wrong, with why ─▶ another attempt after a while
//! forget_answers ─▶ how it ended stays; what was answered goes with the training it was for
//! ```
//!
//! To add a test: a file in `library/tests` and its line in `shelf.rs`.

mod attempt;
mod definition;
mod forget;
mod shelf;

use std::collections::HashSet;

use jiff::{SignedDuration, civil::Date};
use legalmind_core::{
    AttemptId, Ctx, Id, Timestamp, UserId,
    audit::Entry,
    register::{RowState, Value},
    requirement::Requirement,
    rights::Action,
    training::AttemptState,
};
use legalmind_store::{
    Tx, Work,
    register::{self, Row},
    requirement,
    training::{self as rows, Attempt, NewAttempt},
};

use crate::{
    Compliance, Error, Result,
    register::{Definition, Keeping, find as find_register, when_holds},
};

pub use attempt::{AttemptStanding, AttemptView, OptionView, QuestionView};
pub use definition::{Question, TrainingTest};
pub(crate) use forget::kept_answers;
pub use shelf::{all, find};

/// The register of training.
const REGISTER: &str = "opleiding";
/// Its field with what a training is about.
const SUBJECT: &str = "onderwerp";
/// Its field with whose it is.
const PERSON: &str = "medewerker";
/// Its field with the day on which it was followed.
const FOLLOWED: &str = "gevolgd";
/// Its field with the last day on which it holds.
const UNTIL: &str = "geldig_tot";

/// How long answers are taken.
const TIME: SignedDuration = SignedDuration::from_hours(1);
/// How long after an attempt that failed there is another.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// How many attempts at a test there are in [`DAY`].
const MOST: usize = 5;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// How many attempts of a person are looked at: more than fit in a day.
const LOOKED_AT: u64 = 60;

/// A test as a person sees it.
#[derive(Clone, Debug)]
pub struct TrainingView {
    /// The test.
    pub test: &'static TrainingTest,
    /// The last day on which a training of theirs in this subject holds.
    pub until: Option<Date>,
    /// Passing it meets what the firm asks of them before a dossier opens, and what they lack.
    pub opens_dossiers: bool,
    /// The attempt whose answers can still be handed in.
    pub open: Option<AttemptId>,
    /// When they may try again; none where they may now.
    pub again: Option<Timestamp>,
    /// Their last attempt that was handed in.
    pub last: Option<LastAttempt>,
}

/// The last attempt of somebody at a test that they handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastAttempt {
    /// Its id.
    pub id: AttemptId,
    /// How it ended.
    pub state: AttemptState,
    /// How many were right.
    pub right: u32,
    /// When.
    pub finished: Timestamp,
}

impl Compliance {
    /// The tests, and how the person in `ctx` stands with each.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn list_trainings(&self, ctx: &Ctx) -> Result<Vec<TrainingView>> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let tx = self.store.read(ctx).await?;
        let attempts = rows::list(ctx, &tx, user, LOOKED_AT).await?;
        let trained = trained(ctx, &tx, user).await?;
        let lacks = requirement::lacking(ctx, &tx, ctx.role(), user).await?;
        let lacks: HashSet<Requirement> = lacks.into_iter().filter(|it| it.opens_dossiers()).collect();
        drop(tx);
        let now = self.world.now();
        let view = |test: &'static TrainingTest| {
            let of: Vec<&Attempt> = attempts.iter().filter(|it| it.test == test.key).collect();
            let last = of.iter().find_map(|it| {
                let (id, state, right) = (it.id, it.state, it.content.right);
                Some(LastAttempt { id, state, right, finished: it.finished? })
            });
            TrainingView {
                test,
                until: trained
                    .iter()
                    .filter(|it| it.subject == test.subject)
                    .filter_map(|it| it.holds_until())
                    .max(),
                opens_dossiers: meets(&test.subject).any(|it| lacks.contains(&it)),
                open: attempt::open(&of, test, now).map(|it| it.id),
                again: attempt::again(&of, now),
                last,
            }
        };
        let views = all().iter().map(view).collect();
        self.store.look(ctx, Entry::done("training.list", "account", user.uuid())).await?;
        Ok(views)
    }

    /// Begins an attempt at a test: its questions and the order of all options are drawn. The one that is
    /// open is given where there is one.
    ///
    /// # Errors
    /// Not found where there is no such test; [`Error::State`] where the last attempt failed just now
    /// (`training_pause`) or there were too many in a day (`training_limit`).
    pub async fn start_training(&self, ctx: &Ctx, key: &str) -> Result<AttemptView> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let test = find(key).ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let now = self.world.now();
        let work = self.store.begin(ctx).await?;
        let attempts = rows::list(ctx, &work, user, LOOKED_AT).await?;
        let of: Vec<&Attempt> = attempts.iter().filter(|it| it.test == test.key).collect();
        if let Some(open) = attempt::open(&of, test, now) {
            let view = AttemptView::of(open, test, now);
            drop(work);
            self.store.look(ctx, Entry::done("training.read", "training_attempt", view.id.uuid())).await?;
            return Ok(view);
        }
        if let Some(why) = attempt::refused(&of, now) {
            return Err(Error::State(why));
        }
        let id: AttemptId = Id::new(&self.world);
        let content = attempt::draw(test, &self.world);
        let number = of.first().map_or(0, |it| it.number).saturating_add(1);
        let ends = now.checked_add(TIME).unwrap_or(now);
        let new = NewAttempt { id, user, test: &test.key, number, ends, content: &content };
        if !rows::add(ctx, &work, &new).await? {
            // another request of theirs began it
            return Err(Error::Store(legalmind_store::Error::Conflict));
        }
        work.audit(Entry::done("training.start", "training_attempt", id.uuid()))?;
        let begun = rows::get(ctx, &work, id, user).await?;
        work.save().await?;
        Ok(AttemptView::of(&begun, test, now))
    }

    /// An attempt of the person in `ctx`; with what is right only once the answers were handed in.
    ///
    /// # Errors
    /// Not found where it is not theirs.
    pub async fn get_attempt(&self, ctx: &Ctx, id: AttemptId) -> Result<AttemptView> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let tx = self.store.read(ctx).await?;
        let (found, test) = theirs(ctx, &tx, id, user).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("training.read", "training_attempt", id.uuid())).await?;
        Ok(AttemptView::of(&found, test, self.world.now()))
    }

    /// Hands in the answers of an attempt, each by the places of the options as they are shown, and marks
    /// it. Where enough is right, the person's row in the register of training is in force with it.
    ///
    /// # Errors
    /// [`Error::State`] where it was handed in before (`training_handed_in`), its time is over
    /// (`training_over`), or the test is another by now (`training_changed`); [`Error::Fields`] for questions
    /// without an answer and options that are not there; not found where it is not theirs.
    pub async fn hand_in(&self, ctx: &Ctx, id: AttemptId, answers: &[Vec<u32>]) -> Result<AttemptView> {
        let user = self.in_firm(ctx, Action::OwnAccount).await?;
        let work = self.store.begin(ctx).await?;
        let (found, test) = theirs(ctx, &work, id, user).await?;
        let now = self.world.now();
        match AttemptStanding::of(&found, test, now) {
            AttemptStanding::Open => {}
            AttemptStanding::Over => return Err(Error::State("training_over")),
            AttemptStanding::Changed => return Err(Error::State("training_changed")),
            AttemptStanding::Passed | AttemptStanding::Failed => {
                return Err(Error::State("training_handed_in"));
            }
        }
        let content = attempt::mark(test, &found.content, answers)?;
        let passed = content.right >= test.pass;
        let state = if passed { AttemptState::Passed } else { AttemptState::Failed };
        if !rows::finish(ctx, &work, id, (state, &content)).await? {
            return Err(Error::State("training_handed_in"));
        }
        if passed {
            self.keep_training(ctx, &work, (user, test), content.right).await?;
        }
        let what = if passed { "training.pass" } else { "training.fail" };
        work.audit(Entry::done(what, "training_attempt", id.uuid()))?;
        let marked = rows::get(ctx, &work, id, user).await?;
        work.save().await?;
        Ok(AttemptView::of(&marked, test, now))
    }

    /// The row of a person who passed a test: the one of theirs in this subject that ends first is renewed;
    /// one that holds longer stays beside it.
    async fn keep_training(
        &self,
        ctx: &Ctx,
        work: &Work,
        (user, test): (UserId, &TrainingTest),
        right: u32,
    ) -> Result<()> {
        let definition = register_of_training()?;
        let today = self.today();
        let until = today.checked_add(test.valid.calendar()).unwrap_or(today);
        let known = trained(ctx, work, user).await?;
        let of = known.into_iter().filter(|it| it.subject == test.subject);
        let renewed = of.filter(|it| it.until.is_none_or(|day| day <= until)).max_by_key(|it| it.until);
        let values = [
            ("titel", Value::Text(test.name.nl.clone())),
            (PERSON, Value::Person(user)),
            (SUBJECT, Value::Text(test.subject.clone())),
            (FOLLOWED, Value::Date(today)),
            ("resultaat", Value::YesNo(true)),
            (UNTIL, Value::Date(until)),
            ("bewijs", Value::Text(attempt::proof(test, right))),
        ];
        let values = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let keeping = Keeping { definition, row: renewed.map(|it| it.row), owner: user, values };
        self.keep_row(ctx, work, keeping).await.map(drop)
    }
}

fn register_of_training() -> Result<&'static Definition> {
    find_register(REGISTER).ok_or(Error::Store(legalmind_store::Error::NotFound))
}

/// What a training in a subject meets of what firms ask.
fn meets(subject: &str) -> impl Iterator<Item = Requirement> {
    let values = [(SUBJECT.to_owned(), Value::Text(subject.to_owned()))].into();
    let attests = find_register(REGISTER).map(|it| it.attests.as_slice()).unwrap_or_default();
    attests.iter().filter(move |it| when_holds(&values, &it.when)).map(|it| it.what)
}

/// The attempt with its test, if it is this person's.
async fn theirs(ctx: &Ctx, tx: &Tx, id: AttemptId, user: UserId) -> Result<(Attempt, &'static TrainingTest)> {
    let found = rows::get(ctx, tx, id, user).await?;
    let test = find(&found.test).ok_or(Error::Store(legalmind_store::Error::NotFound))?;
    Ok((found, test))
}

/// A row of the register of training that is not closed.
struct Trained {
    row: Row,
    person: UserId,
    subject: String,
    followed: Option<Date>,
    until: Option<Date>,
}

impl Trained {
    fn of(row: Row) -> Option<Self> {
        let values = &row.content.values;
        let day = |key| match values.get(key) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let (Some(Value::Person(person)), Some(Value::Text(subject))) =
            (values.get(PERSON), values.get(SUBJECT))
        else {
            return None;
        };
        let (person, subject, followed, until) = (*person, subject.clone(), day(FOLLOWED), day(UNTIL));
        (row.state != RowState::Closed).then_some(Self { row, person, subject, followed, until })
    }

    fn holds_until(&self) -> Option<Date> {
        self.until.filter(|_| self.row.state == RowState::InForce)
    }
}

/// The rows of everyone.
async fn all_trained(ctx: &Ctx, tx: &Tx) -> Result<Vec<Trained>> {
    Ok(register::all(ctx, tx, REGISTER).await?.into_iter().filter_map(Trained::of).collect())
}

/// The rows about a person.
async fn trained(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<Vec<Trained>> {
    Ok(all_trained(ctx, tx).await?.into_iter().filter(|it| it.person == user).collect())
}
