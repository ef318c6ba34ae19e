//! Rows that the product offers: what it does with personal data, the controls of a standard, the
//! duties that come back each year. Each is offered once; what a person makes of it stays.

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx,
    audit::Entry,
    dossier::DossierContent,
    register::{RowAct, RowContent, RowState, Value, Values},
};
use legalmind_store::{
    dossier,
    register::{self, NewRow},
};

use super::{
    definition::{Definition, Offer, Scope},
    shelf,
    value::{Given, People, value},
};
use crate::{Compliance, Result, deployment::Profile};

/// The most dossiers that are offered their rows in one round; the next goes on.
const MOST: u64 = 500;
/// What stands for the client of a dossier in an offered row.
const CLIENT: &str = "{client}";

/// What the product does here, by the settings it was started with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doing {
    /// It asks a language model.
    pub model: bool,
    /// It makes embeddings.
    pub embeddings: bool,
    /// It has files scanned.
    pub scanner: bool,
    /// What it runs on, where the configuration says so.
    pub profile: Option<Profile>,
}

impl Doing {
    fn does(self, what: &str) -> bool {
        match what {
            "model" => self.model,
            "embeddings" => self.embeddings,
            "scanner" => self.scanner,
            other => self.profile.is_some_and(|it| it.as_str() == other),
        }
    }
}

impl Compliance {
    /// Offers the firm of `ctx` the rows that it does not have yet; for the house's own work. Gives how
    /// many.
    ///
    /// # Errors
    /// Where rows cannot be written.
    pub async fn offer_rows(&self, ctx: &Ctx) -> Result<usize> {
        let work = self.store.begin(ctx).await?;
        let mut added = 0;
        for definition in shelf::all().iter().filter(|it| it.scope == Scope::Firm) {
            for offer in definition.offers.iter().filter(|it| self.offers(it)) {
                if register::has(ctx, &work, &key(definition, offer)).await? {
                    continue;
                }
                let row = self.offered(ctx, definition, offer)?;
                if register::add(ctx, &work, &row).await? {
                    work.audit(Entry::done("register.offer", "register_row", row.id.uuid()))?;
                    added += 1;
                }
            }
        }
        if added > 0 {
            work.save().await?;
        }
        Ok(added)
    }

    /// Offers each open dossier of the firm of `ctx` the rows that are kept once for it and that it never
    /// had; for the house's own work. Gives how many.
    ///
    /// # Errors
    /// Where rows cannot be written.
    pub async fn offer_duties(&self, ctx: &Ctx) -> Result<usize> {
        let mut added = 0;
        for definition in shelf::all().iter().filter(|it| it.scope == Scope::Dossier) {
            let Some(offer) = definition.offers.first() else { continue };
            let tx = self.store.read(ctx).await?;
            let lacking = register::lacking(ctx, &tx, &definition.key, MOST).await?;
            drop(tx);
            if lacking.is_empty() {
                continue;
            }
            let work = self.store.begin(ctx).await?;
            for it in dossier::get_all(ctx, &work, &lacking).await? {
                let values = of_dossier(values(definition, offer), &it.content);
                let mut content = RowContent { values, history: Vec::new() };
                self.happened(ctx, &mut content, RowAct::Offered, ("", BTreeMap::new()))?;
                let row = self.new_row(definition, Some(it.id), content);
                if register::add(ctx, &work, &row).await? {
                    let entry = Entry::done("register.offer", "register_row", row.id.uuid());
                    work.audit(entry.in_dossier(it.id))?;
                    added += 1;
                }
            }
            work.save().await?;
        }
        Ok(added)
    }

    /// The row of an offer.
    pub(super) fn offered(
        &self,
        ctx: &Ctx,
        definition: &'static Definition,
        offer: &Offer,
    ) -> Result<NewRow> {
        let mut content = RowContent { values: values(definition, offer), history: Vec::new() };
        self.happened(ctx, &mut content, RowAct::Offered, ("", BTreeMap::new()))?;
        let mut row = NewRow { key: Some(key(definition, offer)), ..self.new_row(definition, None, content) };
        if offer.in_force {
            (row.state, row.since) = (RowState::InForce, Some(self.world.now()));
        }
        Ok(row)
    }

    /// Whether the product does here what a row is offered for.
    pub(super) fn offers(&self, offer: &Offer) -> bool {
        offer.when.as_ref().is_none_or(|what| self.doing.does(what))
    }
}

/// The name of an offered row among the rows of the firm.
pub(super) fn key(definition: &Definition, offer: &Offer) -> String {
    format!("{}/{}", definition.key, offer.key)
}

/// What the fields of an offered row hold; a test reads them all.
fn values(definition: &Definition, offer: &Offer) -> Values {
    read(definition, &offer.values)
}

/// What fields hold, as a person would write it.
pub(super) fn read(definition: &Definition, written: &BTreeMap<String, String>) -> Values {
    let nobody = People::nobody();
    let read = |(key, text): (&String, &String)| {
        let held = value(definition.field(key)?, &Given::Text(text.clone()), &nobody).ok()??;
        Some((key.clone(), held))
    };
    written.iter().filter_map(read).collect()
}

/// The values with what the dossier says of its client; its own name where it says nothing.
fn of_dossier(mut values: Values, dossier: &DossierContent) -> Values {
    let client = if dossier.client.trim().is_empty() { &dossier.name } else { &dossier.client };
    for value in values.values_mut() {
        match value {
            Value::Text(text) if text == CLIENT => client.clone_into(text),
            _ => {}
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::register::value::lacks;

    #[test]
    fn every_offered_row_can_be_read_and_what_is_in_force_lacks_nothing() {
        let today = jiff::civil::date(2026, 11, 30);
        let mut keys: HashMap<String, usize> = HashMap::new();
        for definition in shelf::all() {
            for offer in &definition.offers {
                let read = values(definition, offer);
                assert_eq!(read.len(), offer.values.len(), "{}/{}", definition.key, offer.key);
                // what the product has to find out lacks until it did
                let in_force = (offer.in_force && !definition.measured).then_some(today);
                let lacking = lacks(definition, &read, in_force);
                assert!(lacking.is_empty(), "{}/{}: {lacking:?}", definition.key, offer.key);
                *keys.entry(definition.key.clone()).or_default() += 1;
                if let Some(what) = &offer.when {
                    let all = Profile::ALL.map(|it| Doing {
                        model: true,
                        embeddings: true,
                        scanner: true,
                        profile: Some(it),
                    });
                    assert!(
                        all.iter().any(|it| it.does(what)),
                        "{}/{}: the product never does {what}",
                        definition.key,
                        offer.key
                    );
                }
            }
        }
        assert!(keys["verwerkingen"] >= 5 && keys["nalevingskalender"] >= 5, "{keys:?}");
    }
}
