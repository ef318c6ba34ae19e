//! Rows that the product writes itself, in registers that are measured: one for each offer. It is in force as long as the
//! product does what it is offered for, so that what was not found out yet is told as lacking.

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx,
    register::{RowAct, RowState, Value},
};
use legalmind_store::{
    Work,
    register::{self, Next, Row},
};

use super::{
    access::entry,
    act::put,
    definition::{Definition, Offer},
    offer::key,
    shelf,
};
use crate::{Compliance, Error, Result};

impl Compliance {
    /// Writes down what was found out; a field without a value becomes empty. For the house's own work.
    pub(crate) async fn measured(
        &self,
        ctx: &Ctx,
        (register, offer): (&str, &str),
        values: BTreeMap<String, Option<Value>>,
    ) -> Result<()> {
        let found = shelf::find(register).filter(|it| it.measured);
        let found = found.and_then(|it| Some((it, it.offers.iter().find(|it| it.key == offer)?)));
        let (definition, offer) = found.ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        let work = self.store.begin(ctx).await?;
        let row = self.measured_row(ctx, &work, definition, offer).await?;
        let mut content = row.content.clone();
        let was = put(&mut content, values);
        self.happened(ctx, &mut content, RowAct::Changed, ("", was))?;
        let since = row.since.or_else(|| Some(self.world.now()));
        let next = Next { state: RowState::InForce, owner: row.owner, since, content: &content };
        self.turned(ctx, &work, &row, row.revision, next).await?;
        work.audit(entry("register.measure", &row))?;
        Ok(work.save().await?)
    }

    async fn measured_row(
        &self,
        ctx: &Ctx,
        work: &Work,
        definition: &'static Definition,
        offer: &Offer,
    ) -> Result<Row> {
        let key = key(definition, offer);
        if let Some(row) = register::keyed(ctx, work, &key).await? {
            return Ok(row);
        }
        register::add(ctx, work, &self.offered(ctx, definition, offer)?).await?;
        let row = register::keyed(ctx, work, &key).await?;
        row.ok_or(Error::Store(legalmind_store::Error::NotFound))
    }

    /// Closes the rows of what the product does not do here any more, and takes up those of what it does again;
    /// for the house's own work. Gives how many.
    ///
    /// # Errors
    /// Where rows cannot be written.
    pub async fn settle_measured(&self, ctx: &Ctx) -> Result<usize> {
        let mut settled = 0;
        for definition in shelf::all().iter().filter(|it| it.measured) {
            for offer in &definition.offers {
                let work = self.store.begin(ctx).await?;
                let Some(row) = register::keyed(ctx, &work, &key(definition, offer)).await? else { continue };
                let (state, act) = match self.offers(offer) {
                    true => (RowState::InForce, RowAct::PutInForce),
                    false => (RowState::Closed, RowAct::Closed),
                };
                if row.state == state {
                    continue;
                }
                let mut content = row.content.clone();
                self.happened(ctx, &mut content, act, ("", BTreeMap::new()))?;
                let next = Next { state, owner: row.owner, since: row.since, content: &content };
                self.turned(ctx, &work, &row, row.revision, next).await?;
                work.audit(entry("register.measure", &row))?;
                work.save().await?;
                settled += 1;
            }
        }
        Ok(settled)
    }
}
