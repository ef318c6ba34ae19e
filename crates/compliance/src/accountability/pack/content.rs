//! What goes into a pack, file by file. A document that the person who asks may not read is not named, and
//! of an entry of the log that belongs to a dossier only its number, its time and its link are told.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use data_encoding::{BASE64, HEXLOWER};
use jiff::civil::Date;
use legalmind_core::{
    Ctx, Timestamp, UserId,
    account::Language,
    accountability::{Figure, FigureKind},
    audit::Entry,
    register::{CycleState, EventKind, RowAct, RowState, Value},
};
use legalmind_store::audit::{self, Linked};
use serde::Serialize;
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::{
    Chapter, Ready,
    zip::{Manifest, Pack},
};
use crate::{
    Compliance, Error, Result,
    access::names,
    accountability::report::Told,
    register::{ConfirmationView, CycleView, Definition, EventView, RowChangeView, RowView, Shown},
};

/// The form of the manifest; another one gets another name.
const FORM: &str = "legalmind-pack-1";
/// The kinds of objects of which an entry of the log is told in full: none of them is in a dossier.
const TOLD: [&str; 4] = ["firm", "account", "register_row", "management_report"];
/// What comes before the 32 bytes of an Ed25519 key in the form that other programs read (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// What the summary tells.
pub(in super::super) struct Summary<'a> {
    pub(in super::super) firm: &'a str,
    pub(in super::super) chapters: Vec<&'static str>,
    pub(in super::super) made_at: Timestamp,
    pub(in super::super) made_by: &'a str,
    pub(in super::super) from: Date,
    pub(in super::super) until: Date,
    pub(in super::super) fingerprint: &'a str,
    pub(in super::super) figures: Vec<Told<'a>>,
}

/// The figures as a file.
#[derive(Serialize)]
struct Stand<'a> {
    at: String,
    figures: &'a [Figure],
    audit_log: ChainFile,
}

/// Up to where the chain of the log holds.
#[derive(Serialize)]
struct ChainFile {
    holds: bool,
    seq: u64,
    link: String,
}

/// A row as a file.
#[derive(Serialize)]
struct RowFile<'a> {
    id: Uuid,
    title: &'a str,
    state: RowState,
    suspended: bool,
    owner: Option<&'a str>,
    created: String,
    updated: String,
    values: BTreeMap<&'a str, serde_json::Value>,
    cycles: Vec<CycleFile<'a>>,
    events: Vec<EventFile<'a>>,
    history: Vec<ChangeFile<'a>>,
}

#[derive(Serialize)]
struct CycleFile<'a> {
    campaign: &'a str,
    basis: &'a str,
    state: CycleState,
    opens: String,
    due: String,
    late: bool,
    finished: Option<String>,
    done: Option<SaidFile<'a>>,
    checked: Option<SaidFile<'a>>,
    sent_back: Vec<SaidFile<'a>>,
}

#[derive(Serialize)]
struct SaidFile<'a> {
    by: Option<&'a str>,
    at: String,
    note: &'a str,
    document: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct EventFile<'a> {
    campaign: &'a str,
    due: String,
    fell: String,
    kind: EventKind,
}

#[derive(Serialize)]
struct ChangeFile<'a> {
    at: String,
    by: Option<&'a str>,
    act: RowAct,
    reason: &'a str,
    was: BTreeMap<&'a str, Option<serde_json::Value>>,
}

impl Ready {
    pub(super) fn summary(&self) -> Summary<'_> {
        Summary {
            firm: &self.firm,
            chapters: self.ask.chapters.iter().map(|it| it.name(self.ask.language)).collect(),
            made_at: self.standing.at,
            made_by: &self.made_by,
            from: self.ask.from,
            until: self.ask.until,
            fingerprint: &self.fingerprint,
            figures: self.standing.figures.iter().map(|it| Told::of(it, None)).collect(),
        }
    }

    fn manifest(&self) -> Result<Manifest> {
        let public = self.key.public().map_err(legalmind_store::Error::from)?;
        Ok(Manifest {
            form: FORM.to_owned(),
            firm: self.firm.clone(),
            made_at: self.standing.at.to_string(),
            made_by: self.made_by.clone(),
            from: self.ask.from.to_string(),
            until: self.ask.until.to_string(),
            chapters: self.ask.chapters.iter().copied().map(Chapter::key).map(ToOwned::to_owned).collect(),
            public_key: HEXLOWER.encode(&public),
            fingerprint: self.fingerprint.clone(),
            files: Vec::new(),
        })
    }

    /// The public key as other programs read it.
    fn pem(&self) -> Result<String> {
        let public = self.key.public().map_err(legalmind_store::Error::from)?;
        let text = BASE64.encode(&[SPKI.as_slice(), public.as_slice()].concat());
        Ok(format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n"))
    }

    fn stand(&self) -> Result<Vec<u8>> {
        let chain = self.standing.chain.ok_or(Error::State("unreadable"))?;
        let figure = self.standing.figures.iter().find(|it| it.kind == FigureKind::Chain);
        json(&Stand {
            at: self.standing.at.to_string(),
            figures: &self.standing.figures,
            audit_log: ChainFile {
                holds: figure.is_some_and(|it| Some(it.count) == it.of),
                seq: chain.seq,
                link: HEXLOWER.encode(&chain.link),
            },
        })
    }

    const fn readme(&self) -> &'static str {
        match self.ask.language {
            Language::Nl => include_str!("leesmij-nl.txt"),
            Language::En => include_str!("leesmij-en.txt"),
        }
    }
}

impl Compliance {
    /// Writes a pack into a stream, with these papers; nothing of it is kept. The last entry of the log
    /// about it has the SHA-256 of its manifest.
    ///
    /// # Errors
    /// Where rows cannot be read, or nobody reads the stream any more.
    pub async fn write_pack(
        &self,
        ctx: &Ctx,
        ready: Ready,
        papers: Vec<(String, Bytes)>,
        out: &Sender<Result<Bytes>>,
    ) -> Result<()> {
        let mut pack = Pack::new(out);
        pack.file("LEESMIJ.txt", ready.readme().as_bytes()).await?;
        pack.file("sleutel.pem", ready.pem()?.as_bytes()).await?;
        for (name, bytes) in &papers {
            pack.file(name, bytes).await?;
        }
        pack.file("stand.json", &ready.stand()?).await?;
        for it in &ready.reports {
            let name = format!("rapporten/{}.json", it.report.content.first);
            pack.file(&name, &it.json()?.0).await?;
        }
        for definition in &ready.registers {
            self.write_register(ctx, &ready, definition, &mut pack).await?;
        }
        self.write_log(ctx, ready.period, &mut pack).await?;
        let sums = pack.sums();
        pack.file("SHA256SUMS", sums.as_bytes()).await?;
        let named = pack.sign(ready.manifest()?, &ready.key).await?;
        let entry = Entry::done("evidence_pack.sign", "firm", ctx.tenant().uuid());
        Ok(self.store.look(ctx, entry.of_text(named)).await?)
    }

    async fn write_register(
        &self,
        ctx: &Ctx,
        ready: &Ready,
        definition: &'static Definition,
        pack: &mut Pack<'_>,
    ) -> Result<()> {
        let tx = self.store.read(ctx).await?;
        let rows = self.all_rows(ctx, &tx, definition).await?;
        let standing = self.standing(ctx, &tx).await?;
        let csv = self.sheet(ctx, &tx, (standing, definition), ready.ask.language).await?;
        drop(tx);
        let rows: Vec<RowFile<'_>> = rows.iter().map(|it| row_file(it, ready.period)).collect();
        pack.file(&format!("registers/{}.csv", definition.key), &csv).await?;
        pack.file(&format!("registers/{}.json", definition.key), &json(&rows)?).await
    }

    async fn write_log(&self, ctx: &Ctx, period: (Timestamp, Timestamp), pack: &mut Pack<'_>) -> Result<()> {
        let tx = self.store.read(ctx).await?;
        let people = names(ctx, &tx).await?;
        drop(tx);
        let name = "logboek.csv";
        pack.begin(name)?;
        pack.more(b"seq;at;who;action;object;id;outcome;link\n").await?;
        let mut after = 0;
        loop {
            let tx = self.store.read(ctx).await?;
            let some = audit::stretch(ctx, &tx, after, period).await?;
            drop(tx);
            let Some(last) = some.last() else { break };
            after = last.record.seq;
            pack.more(&log(&some, &people)?).await?;
        }
        pack.end(name);
        Ok(())
    }
}

/// Entries of the log as lines.
fn log(entries: &[Linked], people: &HashMap<UserId, String>) -> Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for Linked { record, link } in entries {
        let told = record.dossier.is_none() && TOLD.contains(&record.object.as_str());
        let only = |text: String| if told { text } else { String::new() };
        let who = record.user.map(|it| people.get(&it).cloned().unwrap_or_else(|| it.to_string()));
        let line = [
            record.seq.to_string(),
            record.at.to_string(),
            crate::register::tame(&only(who.unwrap_or_default())),
            only(record.action.clone()),
            only(record.object.clone()),
            only(record.id.map(|it| it.to_string()).unwrap_or_default()),
            only(record.outcome.clone()),
            HEXLOWER.encode(link),
        ];
        out.write_record(&line).map_err(|_| Error::State("file"))?;
    }
    out.into_inner().map_err(|_| Error::State("file"))
}

fn json<T: Serialize>(it: &T) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(it).map_err(|_| Error::State("unreadable"))
}

/// A row, with what happened in its cycles in the period.
fn row_file(view: &RowView, (from, until): (Timestamp, Timestamp)) -> RowFile<'_> {
    let within = |at: Timestamp| from <= at && at < until;
    let open = |it: &&CycleView| it.opens < until && it.finished.is_none_or(|at| from <= at);
    RowFile {
        id: view.row.id.uuid(),
        title: &view.title,
        state: view.row.state,
        suspended: view.suspended,
        owner: view.owner_name.as_deref(),
        created: view.row.created.to_string(),
        updated: view.row.updated.to_string(),
        values: view.values.iter().map(|(key, it)| (key.as_str(), value(it))).collect(),
        cycles: view.cycles.iter().filter(open).map(cycle_file).collect(),
        events: view.events.iter().filter(|it| within(it.fell)).map(event_file).collect(),
        history: view.history.iter().map(change_file).collect(),
    }
}

fn cycle_file(it: &CycleView) -> CycleFile<'_> {
    CycleFile {
        campaign: &it.campaign.key,
        basis: &it.campaign.basis,
        state: it.state,
        opens: it.opens.to_string(),
        due: it.due.to_string(),
        late: it.late,
        finished: it.finished.map(|at| at.to_string()),
        done: it.done.as_ref().map(said),
        checked: it.checked.as_ref().map(said),
        sent_back: it.sent_back.iter().map(said).collect(),
    }
}

fn event_file(it: &EventView) -> EventFile<'_> {
    EventFile {
        campaign: &it.campaign.key,
        due: it.due.to_string(),
        fell: it.fell.to_string(),
        kind: it.kind,
    }
}

fn change_file(it: &RowChangeView) -> ChangeFile<'_> {
    ChangeFile {
        at: it.at.to_string(),
        by: it.by.as_deref(),
        act: it.act,
        reason: &it.reason,
        was: it.was.iter().map(|(key, was)| (key.as_str(), was.as_ref().map(value))).collect(),
    }
}

fn said(it: &ConfirmationView) -> SaidFile<'_> {
    SaidFile {
        by: it.by.as_deref(),
        at: it.at.to_string(),
        note: &it.note,
        document: it.document.as_ref().map(value),
    }
}

/// A value; what it names only where that may be read.
fn value(it: &Shown) -> serde_json::Value {
    use serde_json::{Value as Json, json};
    let named = |id: Uuid| match &it.name {
        Some(name) => json!({ "id": id, "name": name }),
        None => Json::Null,
    };
    match &it.value {
        Value::Text(text) => json!(text),
        Value::Date(day) => json!(day.to_string()),
        Value::Moment(at) => json!(at.to_string()),
        Value::Number(number) => json!(number),
        Value::YesNo(yes) => json!(yes),
        Value::Person(id) => named(id.uuid()),
        Value::Document(id) => named(id.uuid()),
        Value::Row(id) => named(id.uuid()),
    }
}
