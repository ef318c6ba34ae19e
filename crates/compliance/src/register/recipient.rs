//! Who received something that left, held against the registers of processing and of processors (AVG art.
//! 30): each recipient is offered its row in both, and is told as long as they are not in force.
//!
//! A recipient is a provider with a model, as the ledger of what left names them: `provider/model`. A row is
//! about those that stand in its field `ontvanger`, with `;` between.

use std::collections::BTreeMap;

use jiff::civil::Date;
use legalmind_core::{
    Ctx, Timestamp,
    audit::Entry,
    register::{RowAct, RowContent, RowState, Value},
};
use legalmind_store::{
    Tx,
    recipient::{self, Party},
    register::{self, NewRow, Row},
};

use super::{
    definition::Definition,
    offer::read,
    shelf,
    view::{ended, suspended},
};
use crate::{Compliance, Result};

/// The field that names recipients.
const FIELD: &str = "ontvanger";
const PROCESSING: &str = "verwerkingen";
const PROCESSORS: &str = "verwerkers";

/// A recipient without its rows.
#[derive(Clone, Debug)]
pub(crate) struct Unregistered {
    /// The registers that lack a row in force, with the row that is being written, where one is.
    pub lacks: Vec<(&'static str, Option<Row>)>,
}

impl Compliance {
    /// The instant before which calls left that have no recipient on record, for a register that is held
    /// against recipients.
    pub(super) async fn unrecorded_before(
        &self,
        ctx: &Ctx,
        definition: &Definition,
    ) -> Result<Option<Timestamp>> {
        if definition.field(FIELD).is_none() {
            return Ok(None);
        }
        let tx = self.store.read(ctx).await?;
        Ok(recipient::unrecorded_before(ctx, &tx).await?)
    }

    /// Offers the firm of `ctx` the rows of recipients that it does not have yet; for the house's own work.
    /// Gives how many.
    ///
    /// # Errors
    /// Where rows cannot be written.
    pub async fn offer_recipients(&self, ctx: &Ctx) -> Result<usize> {
        let tx = self.store.read(ctx).await?;
        let all = recipient::list(ctx, &tx).await?;
        let mut new = Vec::new();
        for of in &all {
            for &register in asked(&of.party) {
                let key = format!("{register}/{FIELD}/{}", name(&of.party));
                if !register::has(ctx, &tx, &key).await? {
                    new.push((&of.party, register, key));
                }
            }
        }
        drop(tx);
        if new.is_empty() {
            return Ok(0);
        }
        let work = self.store.begin(ctx).await?;
        let mut added = 0;
        for (party, register, key) in new {
            let Some(definition) = shelf::find(register) else { continue };
            let values = read(definition, &written(register, party));
            let mut content = RowContent { values, history: Vec::new() };
            self.happened(ctx, &mut content, RowAct::Offered, ("", BTreeMap::new()))?;
            let row = NewRow { key: Some(key), ..self.new_row(definition, None, content) };
            if register::add(ctx, &work, &row).await? {
                work.audit(Entry::done("register.offer", "register_row", row.id.uuid()))?;
                added += 1;
            }
        }
        work.save().await?;
        Ok(added)
    }
}

/// The recipients of which a register lacks a row that holds on a day.
pub(crate) async fn unregistered(ctx: &Ctx, tx: &Tx, today: Date) -> Result<Vec<Unregistered>> {
    let all = recipient::list(ctx, tx).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let (mut holding, mut written) = (Vec::new(), Vec::new());
    for key in [PROCESSING, PROCESSORS] {
        let Some(definition) = shelf::find(key) else { continue };
        let ended = ended(ctx, tx, definition, today).await?;
        for row in register::all(ctx, tx, key).await? {
            let holds = row.state == RowState::InForce
                && !ended.contains(&row.id)
                && !suspended(definition, &row.content.values, today);
            if holds { &mut holding } else { &mut written }.push(row);
        }
    }
    let find = |rows: &[Row], register: &str, name: &str| {
        rows.iter().find(|it| it.register == register && names(it).any(|it| it == name)).cloned()
    };
    let lacks = |party: &Party| {
        let name = name(party);
        let lacking = asked(party).iter().filter(|it| find(&holding, it, &name).is_none());
        Unregistered { lacks: lacking.map(|it| (*it, find(&written, it, &name))).collect() }
    };
    Ok(all.iter().map(|it| lacks(&it.party)).filter(|it| !it.lacks.is_empty()).collect())
}

/// The registers in which a recipient has a row. On this machine nobody else receives anything.
const fn asked(party: &Party) -> &'static [&'static str] {
    if party.own_machine { &[PROCESSING] } else { &[PROCESSING, PROCESSORS] }
}

fn name(party: &Party) -> String {
    format!("{}/{}", party.provider, party.model).trim().to_lowercase()
}

/// The recipients that a row is about.
fn names(row: &Row) -> impl Iterator<Item = String> {
    let text = match row.content.values.get(FIELD) {
        Some(Value::Text(text)) if row.state != RowState::Closed => text.as_str(),
        _ => "",
    };
    text.split(';').map(|it| it.trim().to_lowercase())
}

/// What is known of a recipient, as a person would write it.
fn written(register: &str, party: &Party) -> BTreeMap<String, String> {
    let mut all = BTreeMap::from([(FIELD, name(party))]);
    if register == PROCESSORS {
        all.extend([("naam", party.provider.clone()), ("dienst", format!("taalmodel {}", party.model))]);
    } else {
        let receives = match (party.own_machine, party.region.is_empty()) {
            (true, _) => "niemand: het model draait op de eigen machine".to_owned(),
            (false, true) => format!("{}; zie het register van verwerkers", party.provider),
            (false, false) => {
                format!("{}, in {}; zie het register van verwerkers", party.provider, party.region)
            }
        };
        all.extend([
            ("titel", format!("Vragen aan {} ({})", party.model, party.provider)),
            ("rol", "verantwoordelijke".to_owned()),
            ("gegevens", "de vraag en de passages die erbij worden gezonden".to_owned()),
            ("betrokkenen", "wie in de passages voorkomt".to_owned()),
            ("bijzonder", "ja".to_owned()),
            ("ontvangers", receives),
            ("bewaren", "bij de aanbieder niet; vraag en antwoord met het dossier".to_owned()),
        ]);
    }
    all.into_iter().map(|(key, text)| (key.to_owned(), text)).collect()
}
