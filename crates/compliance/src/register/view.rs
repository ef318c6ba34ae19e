//! Registers and rows as they are shown: with the names of people, of documents that one may read, and
//! of other rows; and what is due to oneself.

mod shape;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use legalmind_core::{
    Ctx, DocumentId, RegisterRowId, Timestamp, UserId,
    audit::Entry,
    register::{Confirmation, FieldKind, RowState, Value, Values},
    rights::Action,
};
use legalmind_store::{
    Ask, Listed, Tx, document, dossier,
    register::{
        self, Row,
        cycle::{self, Asked, Cycle, Whose},
        receipt,
    },
    rights,
};

use super::{
    access::{Standing, duties, entry},
    definition::{Campaign, Definition, Schedule, Scope},
    duty::kept_until,
    officer::told,
    receipt::{answers, asked, asking},
    sheet::given_out,
    shelf,
    value::{People, lacks},
};
pub use shape::{
    ConfirmationView, CycleView, DossierDuties, Duty, EventView, Home, ReceiptView, RegisterView,
    RowChangeView, RowView, Shown,
};

use crate::{Compliance, Error, Result};

/// The most things due in one list.
const MOST_DUE: u64 = 300;

impl Compliance {
    /// The registers, with what is in them as far as the person may see.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn list_registers(&self, ctx: &Ctx) -> Result<Vec<RegisterView>> {
        self.in_firm(ctx, Action::RegisterList).await?;
        let tx = self.store.read(ctx).await?;
        let standing = self.standing(ctx, &tx).await?;
        let registers = standing.registers(ctx);
        let sight = standing.sight(&registers);
        let rows = register::counts(ctx, &tx, sight).await?;
        let open = cycle::counts(ctx, &tx, sight, None).await?;
        let late = cycle::counts(ctx, &tx, sight, Some(self.world.now())).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("register.list", "firm", ctx.tenant().uuid())).await?;
        let of =
            |counts: &[(String, u64)], key: &str| counts.iter().find(|it| it.0 == key).map_or(0, |it| it.1);
        let view = |definition: &'static Definition| {
            let rows =
                |state| rows.iter().find(|it| it.0 == definition.key && it.1 == state).map_or(0, |it| it.2);
            RegisterView {
                definition,
                concepts: rows(RowState::Concept),
                in_force: rows(RowState::InForce),
                closed: rows(RowState::Closed),
                open: of(&open, &definition.key),
                late: of(&late, &definition.key),
                reads: registers.contains(&definition.key.as_str()),
                adds: standing.adds(ctx, definition),
                keeps: standing.keeps(ctx, definition),
                unrecorded_before: None,
            }
        };
        Ok(shelf::all().iter().map(view).collect())
    }

    /// A register.
    ///
    /// # Errors
    /// Not found where there is no such register.
    pub async fn get_register(&self, ctx: &Ctx, key: &str) -> Result<RegisterView> {
        let all = self.list_registers(ctx).await?;
        let found = all.into_iter().find(|it| it.definition.key == key);
        let found = found.ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let unrecorded_before =
            if found.reads { self.unrecorded_before(ctx, found.definition).await? } else { None };
        Ok(RegisterView { unrecorded_before, ..found })
    }

    /// The rows of a register that the person may see, oldest first.
    ///
    /// # Errors
    /// Not found where there is no such register.
    pub async fn list_rows(&self, ctx: &Ctx, key: &str, ask: &Ask) -> Result<Listed<RowView>> {
        self.in_firm(ctx, Action::RegisterList).await?;
        let definition = shelf::find(key).ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let tx = self.store.read(ctx).await?;
        let standing = self.standing(ctx, &tx).await?;
        let registers = standing.registers(ctx);
        let found = register::list(ctx, &tx, &definition.key, standing.sight(&registers), ask).await?;
        let mut cycles = open_cycles(ctx, &tx, &found.items).await?;
        let seen = self.seen(ctx, &tx, standing).await?;
        let ended = ended(ctx, &tx, definition, self.today()).await?;
        let mut items = Vec::with_capacity(found.items.len());
        for row in found.items {
            let open = cycles.remove(&row.id).unwrap_or_default();
            items.push(seen.row(definition, row, open, &ended).await?);
        }
        drop(tx);
        self.store.look(ctx, Entry::done("register.rows", "firm", ctx.tenant().uuid())).await?;
        Ok(Listed { items, next: found.next })
    }

    /// A row with all that happened to it.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_row(&self, ctx: &Ctx, id: RegisterRowId) -> Result<RowView> {
        let (tx, (row, _)) = self.reading_row(ctx, Action::RegisterRead, id).await?;
        let entry = entry("register.read", &row);
        let view = self.row_view(ctx, &tx, row).await?;
        drop(tx);
        self.store.look(ctx, entry).await?;
        Ok(view)
    }

    pub(super) async fn row_view(&self, ctx: &Ctx, tx: &Tx, row: Row) -> Result<RowView> {
        let definition = shelf::find(&row.register).ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let standing = self.standing(ctx, tx).await?;
        let seen = self.seen(ctx, tx, standing).await?;
        let ended = ended(ctx, tx, definition, self.today()).await?;
        seen.in_full(definition, row, &ended).await
    }

    /// All rows of a register with all that happened to them, oldest first; of one that is kept by dossier,
    /// those of the dossiers that the person may read. Rights are the caller's matter.
    pub(crate) async fn all_rows(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        definition: &'static Definition,
    ) -> Result<Vec<RowView>> {
        let standing = self.standing(ctx, tx).await?;
        let seen = self.seen(ctx, tx, standing).await?;
        let ended = ended(ctx, tx, definition, self.today()).await?;
        let mut all = Vec::new();
        for row in given_out(ctx, tx, standing, definition).await?.0 {
            all.push(seen.in_full(definition, row, &ended).await?);
        }
        Ok(all)
    }

    /// What is due to the person in `ctx`, of the rows that they may read: of those that they, or whom
    /// they stand in for, look after; and to whoever keeps the registers, what nobody looks after,
    /// what was escalated, and what they are told of at once.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn my_duties(&self, ctx: &Ctx) -> Result<Vec<Duty>> {
        let user = self.in_firm(ctx, Action::RegisterList).await?;
        let tx = self.store.read(ctx).await?;
        let standing = self.standing(ctx, &tx).await?;
        let owners = self.looked_after(ctx, &tx, user).await?;
        let escalated = shelf::all().iter().any(|it| it.scope == Scope::Firm && standing.keeps(ctx, it));
        let registers = standing.registers(ctx);
        let told = told(ctx, &tx, standing).await?;
        let asking = asking(ctx, &tx, user).await?;
        let asked = Some(Asked { user, campaigns: &asking });
        let whose = Whose { owners: &owners, escalated, told: &told, asked };
        let found = cycle::due(ctx, &tx, standing.sight(&registers), whose, MOST_DUE).await?;
        let seen = self.seen(ctx, &tx, standing).await?;
        let mut duties = Vec::new();
        for it in found {
            let row = register::get(ctx, &tx, it.key.row).await?;
            let Some(definition) = shelf::find(&row.register) else { continue };
            if let Some(cycle) = seen.cycle(definition, it).await? {
                let home = seen.home(&row).await?;
                let owner = row.owner.or_else(|| home.as_ref().and_then(|it| it.responsible));
                let (title, owner_name) = (title(definition, &row.content.values), seen.name(owner));
                let own = owner == Some(user);
                duties.push(Duty { row: row.id, definition, title, home, owner_name, own, cycle });
            }
        }
        drop(tx);
        self.store.look(ctx, Entry::done("register.duties", "account", user.uuid())).await?;
        Ok(duties)
    }

    pub(super) async fn seen<'a>(&self, ctx: &'a Ctx, tx: &'a Tx, standing: Standing) -> Result<Seen<'a>> {
        let people = People::read(ctx, tx).await?;
        Ok(Seen { ctx, tx, people, standing, now: self.world.now(), today: self.today() })
    }
}

/// What turns rows into what is shown to a person.
pub(super) struct Seen<'a> {
    ctx: &'a Ctx,
    tx: &'a Tx,
    people: People,
    standing: Standing,
    now: Timestamp,
    today: Date,
}

impl Seen<'_> {
    /// A row with its history and what happened in its cycles.
    async fn in_full(
        &self,
        definition: &'static Definition,
        row: Row,
        ended: &HashSet<RegisterRowId>,
    ) -> Result<RowView> {
        let cycles = cycle::of(self.ctx, self.tx, &[row.id]).await?;
        let events = cycle::events(self.ctx, self.tx, row.id).await?;
        let mut history = Vec::new();
        for it in &row.content.history {
            let mut was = Vec::new();
            for (key, old) in &it.was {
                was.push((key.clone(), self.shown_maybe(old.as_ref()).await?));
            }
            history.push(RowChangeView {
                at: it.at,
                by: self.name(it.by),
                act: it.act,
                reason: it.reason.clone(),
                was,
            });
        }
        let event = |it: cycle::Event| {
            let campaign = definition.campaign(&it.cycle.campaign)?;
            Some(EventView { campaign, due: it.cycle.due, fell: it.fell, kind: it.kind })
        };
        let events = events.into_iter().filter_map(event).collect();
        Ok(RowView { history, events, ..self.row(definition, row, cycles, ended).await? })
    }

    /// A row as it is shown, with these cycles; `ended` are rows that do not hold because another does not.
    pub(super) async fn row(
        &self,
        definition: &'static Definition,
        row: Row,
        cycles: Vec<Cycle>,
        ended: &HashSet<RegisterRowId>,
    ) -> Result<RowView> {
        let mut values = Vec::new();
        for field in &definition.fields {
            if let Some(value) = row.content.values.get(&field.key) {
                values.push((field.key.clone(), self.shown(value).await?));
            }
        }
        let mut all = Vec::new();
        for it in cycles {
            all.extend(self.cycle(definition, it).await?);
        }
        let home = self.home(&row).await?;
        let (writes, keeps) = match &home {
            Some(home) => (home.writes, home.keeps),
            None => (
                self.standing.may(self.ctx, Action::RegisterWrite, definition, Some(&row)),
                self.standing.keeps(self.ctx, definition),
            ),
        };
        let owner = row.owner.or_else(|| home.as_ref().and_then(|it| it.responsible));
        let lacks = match row.state {
            RowState::Closed => Vec::new(),
            _ => lacks(definition, &row.content.values, Some(self.today)),
        };
        Ok(RowView {
            title: title(definition, &row.content.values),
            values,
            suspended: row.state == RowState::InForce
                && (ended.contains(&row.id) || suspended(definition, &row.content.values, self.today)),
            lacks,
            kept_until: kept_until(definition, &row.content.values),
            owner,
            owner_name: self.name(owner),
            home,
            cycles: all,
            events: Vec::new(),
            history: Vec::new(),
            writes,
            keeps,
            definition,
            row,
        })
    }

    /// The dossier that a row belongs to, of a row that the person may read.
    async fn home(&self, row: &Row) -> Result<Option<Home>> {
        let Some(id) = row.dossier else { return Ok(None) };
        let (found, facts) = dossier::get_with_facts(self.ctx, self.tx, id).await?;
        let (writes, keeps) = duties(self.ctx, facts);
        let (name, responsible) = (found.content.name, found.responsible);
        Ok(Some(Home { id, name, responsible, writes, keeps }))
    }

    async fn cycle(&self, definition: &'static Definition, it: Cycle) -> Result<Option<CycleView>> {
        let Some(campaign) = definition.campaign(&it.key.campaign) else { return Ok(None) };
        let receipts = self.receipts(campaign, &it).await?;
        let mut sent_back = Vec::with_capacity(it.content.sent_back.len());
        for said in it.content.sent_back {
            sent_back.push(self.confirmation(said).await?);
        }
        Ok(Some(CycleView {
            campaign,
            receipts,
            state: it.state,
            opens: it.opens,
            due: it.key.due,
            late: it.state.is_open() && it.key.due <= self.now,
            finished: it.finished,
            done: self.confirmation_maybe(it.content.done).await?,
            checked: self.confirmation_maybe(it.content.checked).await?,
            sent_back,
        }))
    }

    /// Who was asked and who answered; those who were not asked in time are left out of what is over.
    async fn receipts(&self, campaign: &Campaign, it: &Cycle) -> Result<Vec<ReceiptView>> {
        let Some(each) = campaign.each else { return Ok(Vec::new()) };
        let asked = if it.state.is_open() { asked(self.ctx, self.tx, each).await? } else { Vec::new() };
        let receipts = receipt::of(self.ctx, self.tx, &it.key).await?;
        let view =
            |(user, at)| ReceiptView { name: self.name(Some(user)), own: Some(user) == self.ctx.user(), at };
        Ok(answers(&asked, &receipts).into_iter().map(view).collect())
    }

    async fn confirmation_maybe(&self, said: Option<Confirmation>) -> Result<Option<ConfirmationView>> {
        match said {
            Some(said) => Ok(Some(self.confirmation(said).await?)),
            None => Ok(None),
        }
    }

    async fn confirmation(&self, said: Confirmation) -> Result<ConfirmationView> {
        Ok(ConfirmationView {
            by: self.name(said.by),
            own: said.by.is_some() && said.by == self.ctx.user(),
            at: said.at,
            note: said.note,
            document: self.shown_maybe(said.document.map(Value::Document).as_ref()).await?,
        })
    }

    fn name(&self, user: Option<UserId>) -> Option<String> {
        user.and_then(|it| self.people.name(it)).map(ToOwned::to_owned)
    }

    async fn shown_maybe(&self, value: Option<&Value>) -> Result<Option<Shown>> {
        match value {
            Some(value) => Ok(Some(self.shown(value).await?)),
            None => Ok(None),
        }
    }

    async fn shown(&self, value: &Value) -> Result<Shown> {
        let name = match value {
            Value::Person(user) => self.name(Some(*user)),
            Value::Document(id) => self.document(*id).await?,
            Value::Row(id) => self.other(*id).await?,
            _ => None,
        };
        Ok(Shown { value: value.clone(), name })
    }

    /// The name of a document, for whoever may read it.
    async fn document(&self, id: DocumentId) -> Result<Option<String>> {
        let Some(found) = document::get_all(self.ctx, self.tx, &[id]).await?.pop() else { return Ok(None) };
        match rights::require(self.ctx, self.tx, Action::DocumentRead, found.dossier).await {
            Ok(_) => Ok(Some(found.content.name)),
            Err(legalmind_store::Error::NotFound | legalmind_store::Error::Refused(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The title of a row of another register, for whoever may read it.
    async fn other(&self, id: RegisterRowId) -> Result<Option<String>> {
        let row = match register::get(self.ctx, self.tx, id).await {
            Ok(row) if self.standing.reads(self.ctx, self.tx, &row).await? => row,
            Ok(_) | Err(legalmind_store::Error::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(shelf::find(&row.register).map(|definition| title(definition, &row.content.values)))
    }
}

/// The open cycles of rows.
pub(super) async fn open_cycles(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[Row],
) -> Result<HashMap<RegisterRowId, Vec<Cycle>>> {
    let ids: Vec<RegisterRowId> = rows.iter().map(|it| it.id).collect();
    let mut cycles: HashMap<RegisterRowId, Vec<Cycle>> = HashMap::new();
    for it in cycle::of(ctx, tx, &ids).await?.into_iter().filter(|it| it.state.is_open()) {
        cycles.entry(it.key.row).or_default().push(it);
    }
    Ok(cycles)
}

/// The title of a row.
pub(crate) fn title(definition: &Definition, values: &Values) -> String {
    match definition.title().and_then(|it| values.get(&it.key)) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Whether a day has passed without which a row does not hold.
pub(crate) fn suspended(definition: &Definition, values: &Values, today: Date) -> bool {
    definition.campaigns.iter().filter(|it| it.suspends).any(|campaign| match campaign.schedule() {
        Ok(Schedule::On(field)) => matches!(values.get(field), Some(Value::Date(day)) if *day < today),
        _ => false,
    })
}

/// Whether a row in force with these values lacks something that is asked of it on a day.
pub(crate) fn lacks_now(definition: &Definition, values: &Values, today: Date) -> bool {
    !lacks(definition, values, Some(today)).is_empty()
}

/// The rows of a register that do not hold because one that names them does not; looked for only where
/// a field carries that.
pub(crate) async fn ended(
    ctx: &Ctx,
    tx: &Tx,
    definition: &Definition,
    today: Date,
) -> Result<HashSet<RegisterRowId>> {
    let carrying: Vec<&str> =
        definition.fields.iter().filter(|it| it.carries).map(|it| it.key.as_str()).collect();
    if carrying.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = register::all(ctx, tx, &definition.key).await?;
    let in_force: Vec<&Row> = rows.iter().filter(|it| it.state == RowState::InForce).collect();
    let mut ended: HashSet<RegisterRowId> = HashSet::new();
    let mut next: Vec<&Row> =
        in_force.iter().copied().filter(|it| suspended(definition, &it.content.values, today)).collect();
    while let Some(row) = next.pop() {
        for key in &carrying {
            if let Some(Value::Row(above)) = row.content.values.get(*key)
                && ended.insert(*above)
            {
                next.extend(in_force.iter().copied().filter(|it| it.id == *above));
            }
        }
    }
    Ok(ended)
}

/// Whether a field's words can be put into a file and read again from it.
pub(super) const fn goes_as_text(kind: FieldKind) -> bool {
    !matches!(kind, FieldKind::Document | FieldKind::Reference)
}
