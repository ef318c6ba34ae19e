//! What goes: each thing that is kept until a day, listed from thirty days before that day until it is gone.
//!
//! ```text
//! rows of registers with a campaign that removes ─┐ a person confirms
//! answers of tests ───────────────────────────────┼─▶ those kept until today + 30 days, or before ─▶ list, figures
//! conflict checks without a dossier ──────────────┘ by themselves
//! ```
//!
//! To add something that goes: a variant of [`Going`], with its day from where it is removed.

use jiff::{ToSpan, civil::Date};
use legalmind_core::{
    Ctx, DossierId, RegisterRowId, UserId,
    audit::Entry,
    dossier::DossierFacts,
    rights::{Action, decide},
};
use legalmind_store::{Ask, Listed, Tx, dossier};
use uuid::Uuid;

use crate::{
    Compliance, Error, Result,
    conflict::kept_intakes,
    register::{Campaign, Definition, Standing, kept_rows, title},
    training::{TrainingTest, kept_answers},
};

/// How many days before its day something is listed.
const AHEAD: i32 = 30;
/// By which rule the answers of tests go.
const ANSWERS: &str = "AVG art. 5 lid 1 onder c en e: tot de opleiding is vernieuwd of niet meer geldt, en niet langer dan de toets geldt";
/// By which rule conflict checks without a dossier go.
const INTAKES: &str = "AVG art. 5 lid 1 onder e: een jaar na de toets, als er geen dossier van kwam";

/// Something that goes.
#[derive(Clone, Debug)]
pub struct Removal {
    /// What.
    pub what: Going,
    /// The last day on which it is kept.
    pub until: Date,
    /// How many days that is from today; below zero it should have gone.
    pub days: i32,
    /// Where it stands among what goes on the same day.
    place: Uuid,
}

/// What goes.
#[derive(Clone, Debug)]
pub enum Going {
    /// What a row of a register holds: a person confirms it.
    Row {
        /// The row.
        row: RegisterRowId,
        /// Its register.
        definition: &'static Definition,
        /// What is confirmed.
        campaign: &'static Campaign,
        /// The title of the row.
        title: String,
        /// The dossier that it belongs to, with its name.
        dossier: Option<(DossierId, String)>,
    },
    /// The answers of attempts at a test, by themselves; how the attempts ended stays.
    Answers {
        /// The test, where the product still has it.
        test: Option<&'static TrainingTest>,
        /// They are of the person who looks.
        own: bool,
        /// Of how many attempts.
        attempts: u64,
    },
    /// A conflict check of which no dossier was made, by itself.
    Intake {
        /// The names that were asked for.
        names: Vec<String>,
    },
}

impl Removal {
    /// It should have gone, and is here.
    #[must_use]
    pub const fn late(&self) -> bool {
        self.days < 0
    }

    /// How many things it is: of answers, how many attempts.
    #[must_use]
    pub const fn count(&self) -> u64 {
        match self.what {
            Going::Answers { attempts, .. } => attempts,
            Going::Row { .. } | Going::Intake { .. } => 1,
        }
    }

    /// The rule by which it goes.
    #[must_use]
    pub fn basis(&self) -> &str {
        match &self.what {
            Going::Row { campaign, .. } => &campaign.basis,
            Going::Answers { .. } => ANSWERS,
            Going::Intake { .. } => INTAKES,
        }
    }

    fn at(&self) -> (Date, Uuid) {
        (self.until, self.place)
    }
}

/// Whose removals are asked for.
#[derive(Clone, Copy)]
pub(crate) enum Whose {
    /// Those of the whole firm; rights are the caller's matter.
    Firm,
    /// Those that a person may see.
    Of(Standing, Option<UserId>),
}

impl Compliance {
    /// What goes within thirty days, and what should have gone and is here, soonest first: rows that the
    /// person in `ctx` may read, answers of their own, conflict checks where they open dossiers; and to
    /// whoever keeps the registers, of how many attempts of others the answers go, without whose they are.
    ///
    /// # Errors
    /// [`legalmind_store::Error::Cursor`] where the cursor is not this list's.
    pub async fn list_removals(&self, ctx: &Ctx, ask: &Ask) -> Result<Listed<Removal>> {
        self.in_firm(ctx, Action::RegisterList).await?;
        let after = ask.after.as_deref().map(read_place).transpose()?;
        let tx = self.store.read(ctx).await?;
        let whose = Whose::Of(self.standing(ctx, &tx).await?, ctx.user());
        let mut all = removals(ctx, &tx, self.today(), whose).await?;
        all.retain(|it| after.is_none_or(|after| it.at() > after));
        let mut found = Listed::cut(all, ask, |it| format!("{}.{}", it.until, it.place));
        for it in &mut found.items {
            if let Going::Row { dossier: Some((id, name)), .. } = &mut it.what {
                *name = dossier::get(ctx, &tx, *id).await?.content.name;
            }
        }
        drop(tx);
        self.store.look(ctx, Entry::done("register.removals", "firm", ctx.tenant().uuid())).await?;
        Ok(found)
    }
}

/// Where a piece of the list ended.
fn read_place(text: &str) -> Result<(Date, Uuid)> {
    let read = |(day, id): (&str, &str)| Some((day.parse().ok()?, Uuid::try_parse(id).ok()?));
    text.split_once('.').and_then(read).ok_or(Error::Store(legalmind_store::Error::Cursor))
}

/// What goes within thirty days of `today`, and what should have gone, soonest first; dossiers without their
/// names.
pub(crate) async fn removals(ctx: &Ctx, tx: &Tx, today: Date, whose: Whose) -> Result<Vec<Removal>> {
    let last = today.checked_add(AHEAD.days()).unwrap_or(today);
    let days = |until: Date| until.since(today).map_or(0, |it| it.get_days());
    let removal = |(what, until, place)| Removal { what, until, days: days(until), place };
    let mut all: Vec<Removal> = Vec::new();
    all.extend(rows(ctx, tx, last, whose).await?.into_iter().map(removal));
    all.extend(answers(ctx, tx, (today, last), whose).await?.into_iter().map(removal));
    all.extend(intakes(ctx, tx, last, whose).await?.into_iter().map(removal));
    all.sort_by_key(Removal::at);
    Ok(all)
}

type Found = (Going, Date, Uuid);

async fn rows(ctx: &Ctx, tx: &Tx, last: Date, whose: Whose) -> Result<Vec<Found>> {
    let registers = match whose {
        Whose::Firm => Vec::new(),
        Whose::Of(standing, _) => standing.registers(ctx),
    };
    let sight = match whose {
        Whose::Firm => None,
        Whose::Of(standing, _) => Some(standing.sight(&registers)),
    };
    let found = kept_rows(ctx, tx, last, sight).await?.into_iter().map(|it| {
        let what = Going::Row {
            row: it.row.id,
            definition: it.definition,
            campaign: it.campaign,
            title: title(it.definition, &it.row.content.values),
            dossier: it.row.dossier.map(|id| (id, String::new())),
        };
        (what, it.until, it.row.id.uuid())
    });
    Ok(found.collect())
}

/// Answers that go on the same day, of the same test, are one; those of others tell no person.
async fn answers(ctx: &Ctx, tx: &Tx, (today, last): (Date, Date), whose: Whose) -> Result<Vec<Found>> {
    let (asked, own) = match whose {
        Whose::Firm => (None, None),
        Whose::Of(standing, user) if standing.keeps_all(ctx) => (None, user),
        Whose::Of(_, Some(user)) => (Some(user), Some(user)),
        Whose::Of(_, None) => return Ok(Vec::new()),
    };
    let mut found: Vec<(String, bool, Found)> = Vec::new();
    let kept = kept_answers(ctx, tx, today, asked).await?;
    for it in kept.into_iter().filter(|it| it.until <= last) {
        let mine = own == Some(it.of.user);
        let same = found
            .iter_mut()
            .find(|(test, of, (_, until, _))| *test == it.of.test && *of == mine && *until == it.until);
        match same {
            Some((.., (Going::Answers { attempts, .. }, ..))) => *attempts = attempts.saturating_add(1),
            _ => {
                let test = crate::training::find(&it.of.test);
                let what = Going::Answers { test, own: mine, attempts: 1 };
                found.push((it.of.test, mine, (what, it.until, it.of.id.uuid())));
            }
        }
    }
    Ok(found.into_iter().map(|(.., it)| it).collect())
}

async fn intakes(ctx: &Ctx, tx: &Tx, last: Date, whose: Whose) -> Result<Vec<Found>> {
    let may = || decide(ctx, Action::DossierCreate, DossierFacts::default()).is_ok();
    if matches!(whose, Whose::Of(..)) && !may() {
        return Ok(Vec::new());
    }
    let found = kept_intakes(ctx, tx, last).await?.into_iter().map(|(it, until)| {
        let names = it.content.names.into_iter().map(|it| it.name).collect();
        (Going::Intake { names }, until, it.id.uuid())
    });
    Ok(found.collect())
}
