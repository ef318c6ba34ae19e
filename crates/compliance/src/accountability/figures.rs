//! How the firm stands, counted from its rows at an instant. The screen, the report of a quarter and the
//! evidence pack have their figures from here, so that they agree.

use std::collections::{HashMap, HashSet};

use jiff::{ToSpan, civil::Date};
use legalmind_core::{
    Ctx, RegisterRowId, Timestamp, UserId,
    accountability::{ChainEnd, Figure, FigureKind, Light, Point},
    audit::Entry,
    register::{CycleKey, CycleState, RowState},
    rights::Action,
};
use legalmind_store::{
    Tx,
    audit::{self, Head},
    deadline::{self, Counted},
    officer,
    register::{self, Row, Sight, cycle},
};

use crate::{
    Compliance, Result,
    register::{
        Definition, Scope, Unregistered, all, ended, find, lacks_now, suspended, title, unregistered,
    },
    removal::{Removal, Whose, removals},
    zone,
};

/// The register of the 93 controls.
pub(super) const CONTROLS: &str = "verklaring-van-toepasselijkheid";
/// The register of incidents.
const INCIDENTS: &str = "incidenten";
/// The register of training.
const TRAINING: &str = "opleiding";
/// The registers of whose rows a certificate is asked.
const SUPPLIERS: [&str; 2] = ["leveranciers", "verwerkers"];
/// The most rows that are named.
const MOST: usize = 300;

/// How the firm stands at an instant, or how a person stands with what is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// When.
    pub at: Timestamp,
    /// It is of the whole firm; else of what is the person's own.
    pub whole: bool,
    /// The figures, those of each register together.
    pub figures: Vec<Figure>,
    /// The rows that something is red or amber for: red first, then by day.
    pub points: Vec<Point>,
    /// How far the chain of the audit log was followed; of the whole firm only.
    pub chain: Option<ChainEnd>,
}

/// What is counted, and for whom.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// The firm; the chain of its log from this entry on, which held before.
    Firm(Head),
    /// What is a person's own.
    Person(UserId),
}

/// A row with what is open of it.
struct Held<'a> {
    row: &'a Row,
    open: Vec<&'a cycle::Cycle>,
    suspended: bool,
    /// It holds, and lacks something that is asked of it now.
    lacking: bool,
}

impl Compliance {
    /// How the firm stands now: for whoever keeps the registers, and for administrators; others get
    /// what is their own. The chain of the log is followed from where it held when it was last looked
    /// at; from its beginning at the first look after a start, and for each report and pack.
    ///
    /// # Errors
    /// Where rows cannot be read.
    pub async fn how_it_stands(&self, ctx: &Ctx) -> Result<Standing> {
        let user = self.in_firm(ctx, Action::RegisterList).await?;
        let tx = self.store.read(ctx).await?;
        let of = match self.standing(ctx, &tx).await?.keeps_all(ctx) {
            true => Of::Firm(self.followed(ctx)),
            false => Of::Person(user),
        };
        let found = standing(ctx, &tx, self.world.now(), of).await?;
        drop(tx);
        if let Some(end) = found.chain {
            self.follow_from(ctx, Head { seq: end.seq, link: end.link });
        }
        self.store.look(ctx, Entry::done("standing.read", "firm", ctx.tenant().uuid())).await?;
        Ok(found)
    }

    /// Up to where the chain of the firm's log held when this process last looked.
    fn followed(&self, ctx: &Ctx) -> Head {
        let known = self.followed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.get(&ctx.tenant()).copied().unwrap_or(audit::BEGIN)
    }

    fn follow_from(&self, ctx: &Ctx, head: Head) {
        let mut known = self.followed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.insert(ctx.tenant(), head);
    }
}

/// The registers that are counted: those of the firm. What is owed about a dossier stands in that dossier.
fn of_firm() -> impl Iterator<Item = &'static Definition> {
    all().iter().filter(|it| it.scope == Scope::Firm)
}

/// The rows of the firm that one may see.
async fn seen(ctx: &Ctx, tx: &Tx, sight: Sight<'_>) -> Result<Vec<Row>> {
    let mut rows = register::seen(ctx, tx, sight).await?;
    rows.retain(|it| it.dossier.is_none());
    Ok(rows)
}

/// Counts. What is done by now counts as done, also where `at` is past: then the figures are those of
/// that instant as far as nothing was changed after it.
pub(super) async fn standing(ctx: &Ctx, tx: &Tx, at: Timestamp, of: Of) -> Result<Standing> {
    let today = at.to_zoned(zone()).date();
    let keys: Vec<&str> = of_firm().map(|it| it.key.as_str()).collect();
    let sight = match of {
        Of::Firm(_) => Sight { registers: &keys, user: None },
        Of::Person(user) => Sight { registers: &[], user: Some(user) },
    };
    let rows = seen(ctx, tx, sight).await?;
    let ids: Vec<RegisterRowId> = rows.iter().map(|it| it.id).collect();
    let cycles = cycle::of(ctx, tx, &ids).await?;
    let told: HashSet<CycleKey> = cycle::escalated(ctx, tx, at).await?.into_iter().collect();
    let mut open: HashMap<RegisterRowId, Vec<&cycle::Cycle>> = HashMap::new();
    for it in cycles.iter().filter(|it| it.state.is_open() && it.opens <= at) {
        open.entry(it.key.row).or_default().push(it);
    }
    let (mut figures, mut points) = (Vec::new(), Vec::new());
    let mut expired: HashMap<&str, u64> = HashMap::new();
    for definition in of_firm() {
        let ended = ended(ctx, tx, definition, today).await?;
        let mut held = Vec::new();
        for row in rows.iter().filter(|it| it.register == definition.key) {
            let suspended = row.state == RowState::InForce
                && (ended.contains(&row.id) || suspended(definition, &row.content.values, today));
            let lacking = row.state == RowState::InForce
                && !suspended
                && lacks_now(definition, &row.content.values, today);
            held.push(Held { row, open: open.remove(&row.id).unwrap_or_default(), suspended, lacking });
        }
        let clock = Clock { at, told: &told };
        figures.extend(of_register(definition, &held, clock));
        points.extend(held.iter().flat_map(|it| points_of(definition, it, clock)));
        expired.insert(&definition.key, held.iter().filter(|it| it.suspended).count() as u64);
        if definition.key == INCIDENTS {
            figures.extend(of_incidents(definition, &held, at));
        }
    }
    let expired = |keys: &[&str]| keys.iter().filter_map(|it| expired.get(it)).sum();
    figures.push(Figure::new(FigureKind::TrainingExpired, Some(TRAINING), expired(&[TRAINING]), None));
    figures.push(Figure::new(FigureKind::CertificateExpired, None, expired(&SUPPLIERS), None));
    figures.extend(of_deadlines(ctx, tx, today, of).await?);
    let mut chain = None;
    if let Of::Firm(from) = of {
        let unregistered = unregistered(ctx, tx, today).await?;
        let count = unregistered.len() as u64;
        figures.push(Figure::new(FigureKind::RecipientUnregistered, None, count, None));
        points.extend(unregistered.iter().flat_map(points_of_recipient));
        figures.push(Figure::new(FigureKind::Officer, None, officer::count(ctx, tx).await?, None));
        figures.extend(of_removals(ctx, tx, today).await?);
        figures.push(of_controls(ctx, tx).await?);
        let (figure, end) = of_chain(ctx, tx, from).await?;
        figures.push(figure);
        chain = Some(end);
    }
    points.sort_by(|a, b| {
        let bad = |it: &Point| std::cmp::Reverse(Light::ALL.iter().position(|light| *light == it.light));
        (bad(a), a.due, a.row).cmp(&(bad(b), b.due, b.row))
    });
    points.truncate(MOST);
    Ok(Standing { at, whole: chain.is_some(), figures, points, chain })
}

/// The instant that is asked about, and the cycles of which others were told by then.
#[derive(Clone, Copy)]
struct Clock<'a> {
    at: Timestamp,
    told: &'a HashSet<CycleKey>,
}

impl Clock<'_> {
    /// What an open cycle counts as beside that it is open.
    fn kind(self, it: &cycle::Cycle) -> Option<FigureKind> {
        let week = it.key.due.checked_sub((7 * 24).hours()).unwrap_or(it.key.due);
        match () {
            () if it.key.due <= self.at && self.told.contains(&it.key) => Some(FigureKind::Escalated),
            () if it.key.due <= self.at => Some(FigureKind::Late),
            () if week <= self.at => Some(FigureKind::Soon),
            () => None,
        }
    }
}

fn of_register(definition: &Definition, held: &[Held<'_>], clock: Clock<'_>) -> Vec<Figure> {
    let rows = |state, suspended| {
        held.iter().filter(|it| it.row.state == state && it.suspended == suspended).count() as u64
    };
    let open = || held.iter().flat_map(|it| it.open.iter());
    let of = |kind| open().filter(|it| clock.kind(it) == Some(kind)).count() as u64;
    // what was escalated is late too
    let escalated = of(FigureKind::Escalated);
    [
        (FigureKind::InForce, rows(RowState::InForce, false)),
        (FigureKind::Concept, rows(RowState::Concept, false)),
        (FigureKind::Suspended, rows(RowState::InForce, true)),
        (FigureKind::Open, open().count() as u64),
        (FigureKind::Soon, of(FigureKind::Soon)),
        (FigureKind::Late, of(FigureKind::Late) + escalated),
        (FigureKind::Escalated, escalated),
        (FigureKind::Lacking, held.iter().filter(|it| it.lacking).count() as u64),
    ]
    .into_iter()
    .map(|(kind, count)| Figure::new(kind, Some(&definition.key), count, None))
    .collect()
}

fn points_of(definition: &Definition, held: &Held<'_>, clock: Clock<'_>) -> Vec<Point> {
    let point = |kind: FigureKind, cycle: Option<&cycle::Cycle>| Point {
        kind,
        light: kind.light(1, None),
        register: definition.key.clone(),
        row: held.row.id,
        title: title(definition, &held.row.content.values),
        campaign: cycle.map(|it| it.key.campaign.clone()),
        due: cycle.map(|it| it.key.due),
    };
    let due = held.open.iter().filter_map(|it| Some(point(clock.kind(it)?, Some(it))));
    let lacking = held.lacking.then(|| point(FigureKind::Lacking, None));
    due.chain(held.suspended.then(|| point(FigureKind::Suspended, None))).chain(lacking).collect()
}

/// The rows that were offered for a recipient, where they are not in force.
fn points_of_recipient(of: &Unregistered) -> Vec<Point> {
    let kind = FigureKind::RecipientUnregistered;
    let point = |(register, row): (&'static str, &Row)| {
        let title = find(register).map(|it| title(it, &row.content.values)).unwrap_or_default();
        let (register, row) = (register.to_owned(), row.id);
        Point { kind, light: kind.light(1, None), register, row, title, campaign: None, due: None }
    };
    of.lacks.iter().filter_map(|(register, row)| row.as_ref().map(|row| point((*register, row)))).collect()
}

/// Incidents by the clocks of the law: those that a field of the row stops.
fn of_incidents(definition: &Definition, held: &[Held<'_>], at: Timestamp) -> [Figure; 2] {
    let clock = |it: &&&cycle::Cycle| {
        definition.campaign(&it.key.campaign).is_some_and(|campaign| campaign.done_by.is_some())
    };
    let having = |late: bool| {
        let has = |it: &&Held<'_>| it.open.iter().filter(clock).any(|it| (it.key.due <= at) == late);
        held.iter().filter(has).count() as u64
    };
    [(FigureKind::IncidentRunning, false), (FigureKind::IncidentLate, true)]
        .map(|(kind, late)| Figure::new(kind, Some(INCIDENTS), having(late), None))
}

async fn of_deadlines(ctx: &Ctx, tx: &Tx, today: Date, of: Of) -> Result<[Figure; 2]> {
    let whose = match of {
        Of::Firm(_) => Counted::Firm,
        Of::Person(user) => Counted::Own(user),
    };
    let past = (None, today.yesterday().unwrap_or(today));
    let week = (Some(today), today.checked_add(6.days()).unwrap_or(today));
    let past = deadline::open_between(ctx, tx, whose, past).await?;
    let week = deadline::open_between(ctx, tx, whose, week).await?;
    Ok([
        Figure::new(FigureKind::DeadlinePast, None, past, None),
        Figure::new(FigureKind::DeadlineWeek, None, week, None),
    ])
}

/// What goes soon, and what should have gone: also of dossiers, as numbers alone.
async fn of_removals(ctx: &Ctx, tx: &Tx, today: Date) -> Result<[Figure; 2]> {
    let all = removals(ctx, tx, today, Whose::Firm).await?;
    let count = |late: bool| all.iter().filter(|it| it.late() == late).map(Removal::count).sum();
    let figure = |(kind, late)| Figure::new(kind, None, count(late), None);
    Ok([(FigureKind::RemovalSoon, false), (FigureKind::RemovalLate, true)].map(figure))
}

/// The controls on which the statement of applicability decides: their rows are in force, and cannot be
/// without a reason.
pub(super) async fn of_controls(ctx: &Ctx, tx: &Tx) -> Result<Figure> {
    let offers = find(CONTROLS).map(|it| it.offers.as_slice()).unwrap_or_default();
    let keys: Vec<String> = offers.iter().map(|it| format!("{CONTROLS}/{}", it.key)).collect();
    let states = register::states(ctx, tx, &keys).await?;
    let count = states.iter().filter(|it| **it == RowState::InForce).count() as u64;
    Ok(Figure::new(FigureKind::Control, Some(CONTROLS), count, Some(keys.len() as u64)))
}

async fn of_chain(ctx: &Ctx, tx: &Tx, from: Head) -> Result<(Figure, ChainEnd)> {
    let followed = audit::follow(ctx, tx, from).await?;
    let Head { seq, link } = followed.head;
    // where it does not hold, an entry is missing or is not what was written
    let of = if followed.holds { seq } else { followed.written.max(seq.saturating_add(1)) };
    Ok((Figure::new(FigureKind::Chain, None, seq, Some(of)), ChainEnd { seq, link }))
}

/// What happened from an instant until before another.
pub(super) async fn period(ctx: &Ctx, tx: &Tx, (from, until): (Timestamp, Timestamp)) -> Result<[Figure; 3]> {
    let keys: Vec<&str> = of_firm().map(|it| it.key.as_str()).collect();
    let rows = seen(ctx, tx, Sight { registers: &keys, user: None }).await?;
    let ids: Vec<RegisterRowId> = rows.iter().map(|it| it.id).collect();
    let within = |at: Timestamp| from <= at && at < until;
    let (mut done, mut late) = (0, 0);
    for it in cycle::of(ctx, tx, &ids).await? {
        if it.state == CycleState::Done && it.finished.is_some_and(within) {
            done += 1;
            late += u64::from(it.content.done.is_some_and(|done| done.at > it.key.due));
        }
    }
    let found = rows.iter().filter(|it| it.register == INCIDENTS && within(it.created)).count() as u64;
    Ok([
        Figure::new(FigureKind::Done, None, done, None),
        Figure::new(FigureKind::DoneLate, None, late, None),
        Figure::new(FigureKind::IncidentFound, Some(INCIDENTS), found, None),
    ])
}
