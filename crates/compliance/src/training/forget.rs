//! How long the single answers of an attempt are kept. They prove nothing that its outcome does not, and say
//! what a person did not know; so they go when the training they were for was renewed or holds no more, and no
//! later than the test is valid (AVG art. 5 lid 1 onder c en e). How an attempt ended, when, at which version of
//! the test and with how many right stays as long as the register does (`opleiding`: ISO 27001:2022 A.6.3).
//!
//! The training that an attempt was for is the one that was passed with it, or after it. It holds as long as
//! the register has a row in force that was followed on that day and whose last day is not over.

use std::collections::HashMap;

use jiff::civil::Date;
use legalmind_core::{Ctx, UserId, audit::Entry, training::AttemptState};
use legalmind_store::{
    Tx,
    training::{self as rows, Answered},
};

use super::{Trained, all_trained, find, trained};
use crate::{Compliance, Result, zone};

/// The most attempts of a round; the next one goes on.
const MOST: usize = 500;

impl Compliance {
    /// Removes the answers of the attempts of the firm of `ctx` that are not needed any more; for the house's
    /// own work. Gives of how many.
    ///
    /// # Errors
    /// Where rows cannot be read or written.
    pub async fn forget_answers(&self, ctx: &Ctx) -> Result<usize> {
        let tx = self.store.read(ctx).await?;
        let kept = kept_answers(ctx, &tx, self.today(), None).await?;
        drop(tx);
        let mut spent: Vec<Answered> = kept.into_iter().filter(|it| it.spent).map(|it| it.of).collect();
        spent.truncate(MOST);
        if spent.is_empty() {
            return Ok(0);
        }
        let work = self.store.begin(ctx).await?;
        let mut forgotten = 0_usize;
        for it in &spent {
            if rows::forget(ctx, &work, it).await? {
                work.audit(Entry::done("training.forget", "training_attempt", it.id.uuid()))?;
                forgotten = forgotten.saturating_add(1);
            }
        }
        if forgotten > 0 {
            work.save().await?;
        }
        Ok(forgotten)
    }
}

/// An attempt whose answers are kept.
#[derive(Debug)]
pub(crate) struct KeptAnswers {
    /// The attempt.
    pub(crate) of: Answered,
    /// The last day on which they are needed.
    pub(crate) until: Date,
    /// They are not needed any more.
    pub(crate) spent: bool,
}

/// The attempts whose answers are kept, oldest first: of this person, or of everyone, where rights are the
/// caller's matter.
pub(crate) async fn kept_answers(
    ctx: &Ctx,
    tx: &Tx,
    today: Date,
    whose: Option<UserId>,
) -> Result<Vec<KeptAnswers>> {
    let answered = rows::answered(ctx, tx, whose).await?;
    if answered.is_empty() {
        return Ok(Vec::new());
    }
    let trained = match whose {
        Some(user) => trained(ctx, tx, user).await?,
        None => all_trained(ctx, tx).await?,
    };
    Ok(needed(answered, &trained, today))
}

/// Which training of a person at a test the attempts were for, looked at from the newest on.
#[derive(Clone, Copy)]
enum For {
    /// One that was not passed yet.
    Coming,
    /// The newest, passed on this day.
    Newest(Date),
    /// One that was passed on this day, and again on a later one.
    Renewed(Date, Date),
}

/// These attempts, oldest first, with until when their answers are needed.
fn needed(answered: Vec<Answered>, trained: &[Trained], today: Date) -> Vec<KeptAnswers> {
    let mut holding: HashMap<(UserId, &str, Date), Date> = HashMap::new();
    for it in trained {
        if let (Some(until), Some(followed)) = (it.holds_until(), it.followed) {
            let last = holding.entry((it.person, it.subject.as_str(), followed)).or_insert(until);
            *last = until.max(*last);
        }
    }
    let mut training: HashMap<(UserId, String), For> = HashMap::new();
    let mut all = Vec::with_capacity(answered.len());
    for it in answered.into_iter().rev() {
        let day = it.finished.to_zoned(zone()).date();
        let of = training.entry((it.user, it.test.clone())).or_insert(For::Coming);
        if it.state == AttemptState::Passed {
            *of = match *of {
                For::Coming => For::Newest(day),
                For::Newest(passed) | For::Renewed(passed, _) => For::Renewed(day, passed),
            };
        }
        let last = find(&it.test).and_then(|test| {
            let last = day.checked_add(test.valid.calendar()).unwrap_or(day);
            match *of {
                For::Coming => Some(last),
                For::Newest(passed) => {
                    holding.get(&(it.user, test.subject.as_str(), passed)).map(|until| last.min(*until))
                }
                For::Renewed(_, again) => Some(last.min(again)),
            }
        });
        // of a training that holds no more, or a test that is no more, they are not needed now
        let until = last.unwrap_or(today);
        let spent = last.is_none_or(|it| it < today) || matches!(of, For::Renewed(..));
        all.push(KeptAnswers { of: it, until, spent });
    }
    all.reverse();
    all
}
