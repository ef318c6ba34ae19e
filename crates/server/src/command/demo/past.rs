//! The past of the demonstration: its registers are kept for some quarters by a clock that is behind, through
//! the use cases and rounds of the product itself, so that quarters are over and reports of them are there.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use anyhow::{Context, Result};
use jiff::{SignedDuration, ToSpan, civil::Date, tz::TimeZone};
use legalmind_compliance::register::{Evidence, Given, RowPatch, RowView, Sort, Turn};
use legalmind_core::{
    Clock, Ctx, Id, RegisterRowId, TenantId, Timestamp, UserId, World,
    register::{CycleKey, CycleState, RowState},
};
use legalmind_seal::world::{OsChance, SystemClock};

use super::content::{Past, PastRow, dated};
use crate::{campaigns, house::House};

/// How long before its day a task is done.
const AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The system's clock, behind by some seconds while the past is filled.
#[derive(Clone, Default)]
pub struct Behind(Arc<AtomicI64>);

impl Behind {
    /// A world of this clock.
    #[must_use]
    pub fn world(&self) -> World {
        World::new(self.clone(), OsChance)
    }

    /// Goes to an hour of a day, by the clock of Greenwich.
    fn go(&self, day: Date, hour: i8) -> Result<()> {
        let at = day.at(hour, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp();
        self.0.store(SystemClock.now().as_second() - at.as_second(), Ordering::Relaxed);
        Ok(())
    }

    /// Is the system's clock from here on.
    pub fn catch_up(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl Clock for Behind {
    fn now(&self) -> Timestamp {
        let (now, behind) = (SystemClock.now(), SignedDuration::from_secs(self.0.load(Ordering::Relaxed)));
        now.checked_sub(behind).unwrap_or(now)
    }
}

/// The days of the past, and the clock that walks them.
pub struct Days<'a> {
    clock: &'a Behind,
    past: &'a Past,
    first: Date,
    today: Date,
}

/// Who keeps the registers in it.
pub struct Keepers {
    /// The firm.
    pub tenant: TenantId,
    /// The administrator, who does what is due.
    pub first: UserId,
    /// Who looks at that.
    pub second: UserId,
}

impl<'a> Days<'a> {
    /// Goes to the morning of the first day.
    ///
    /// # Errors
    /// It is out of reach.
    pub fn begin(clock: &'a Behind, past: &'a Past, today: Date) -> Result<Self> {
        let first = past.begins(today)?;
        clock.go(first, 1)?;
        Ok(Self { clock, past, first, today })
    }

    /// Lets each day happen, up to yesterday: the round of the night, what was written, what was due.
    ///
    /// # Errors
    /// What does not fit in demo.toml, or cannot be written.
    pub async fn happen(&self, house: &House, of: &Keepers) -> Result<()> {
        let keeping = Keeping { house, of, first: self.first };
        house.compliance.add_officer(&keeping.ctx(of.first).await?, of.second).await?;
        let mut offered = HashSet::new();
        let mut rows: Vec<Option<RegisterRowId>> = vec![None; self.past.row.len()];
        let mut day = self.first;
        while day < self.today {
            self.clock.go(day, 2)?;
            let night = house.store.housekeeper(of.tenant, "campaigns");
            campaigns::of_firm(&night, &house.compliance, &mut offered).await?;
            self.clock.go(day, 8)?;
            let number = i64::from((day - self.first).get_days()) + 1;
            for (new, row) in self.past.row.iter().zip(&mut rows) {
                keeping.write(new, number, row).await.with_context(|| {
                    format!("demo.toml: a row of {} on day {number} of the past", new.register)
                })?;
            }
            keeping.due(&self.past.note).await?;
            day = day.checked_add(1.day())?;
        }
        println!("{} days of the past are kept.", (self.today - self.first).get_days());
        Ok(())
    }
}

/// The registers, kept by two people.
struct Keeping<'a> {
    house: &'a House,
    of: &'a Keepers,
    first: Date,
}

impl Keeping<'_> {
    async fn ctx(&self, user: UserId) -> Result<Ctx> {
        Ok(self.house.identity.job_context(self.of.tenant, Id::new(&self.house.world), user).await?)
    }

    /// What is written of a row on a day.
    async fn write(&self, new: &PastRow, day: i64, row: &mut Option<RegisterRowId>) -> Result<()> {
        let compliance = &self.house.compliance;
        if new.day == day {
            let ctx = self.ctx(self.of.first).await?;
            let added = compliance.add_row(&ctx, &new.register, &self.patch(&new.values)).await?;
            *row = Some(added.row.id);
            self.hold(added).await?;
        }
        for later in new.later.iter().filter(|it| it.day == day) {
            let id = row.context("it is filled before it is written")?;
            let ctx = self.ctx(self.of.first).await?;
            let revision = compliance.get_row(&ctx, id).await?.row.revision;
            let changed = compliance.update_row(&ctx, id, revision, &self.patch(&later.values)).await?;
            self.hold(changed).await?;
        }
        Ok(())
    }

    fn patch(&self, values: &BTreeMap<String, String>) -> RowPatch {
        let given =
            |(key, text): (&String, &String)| (key.clone(), Some(Given::Text(dated(text, self.first))));
        RowPatch { values: values.iter().map(given).collect(), ..RowPatch::default() }
    }

    /// Another person puts it in force, where it does not hold by itself.
    async fn hold(&self, it: RowView) -> Result<()> {
        if it.row.state == RowState::Concept {
            let ctx = self.ctx(self.of.second).await?;
            let turn = Turn::PutInForce;
            self.house.compliance.turn_row(&ctx, it.row.id, it.row.revision, turn, "").await?;
        }
        Ok(())
    }

    /// What is due to the administrator within a week is done, and what was done is looked at. What ends by a
    /// field of its row waits for that.
    async fn due(&self, note: &str) -> Result<()> {
        let (compliance, now) = (&self.house.compliance, self.house.world.now());
        for duty in compliance.my_duties(&self.ctx(self.of.first).await?).await? {
            let (campaign, due) = (duty.cycle.campaign, duty.cycle.due);
            let (who, sort, note) = match duty.cycle.state {
                CycleState::Open if due.duration_since(now) <= AHEAD => (self.of.first, Sort::Done, note),
                CycleState::Checking => (self.of.second, Sort::Checked, ""),
                _ => continue,
            };
            if campaign.suspends || campaign.done_by.is_some() {
                continue;
            }
            let key = CycleKey { row: duty.row, campaign: campaign.key.clone(), due };
            let evidence = Evidence { note: note.to_owned(), document: None };
            compliance.confirm_cycle(&self.ctx(who).await?, &key, sort, &evidence).await?;
        }
        Ok(())
    }
}
