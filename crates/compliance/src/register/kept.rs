//! A row that the product itself puts in force: what it rests on happened here, and no person has to say
//! that it did.

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx, RegisterRowId, UserId,
    register::{RowAct, RowState, Value, Values},
};
use legalmind_store::{
    Work,
    register::{self, NewRow, Next, Row},
};

use super::{
    access::entry,
    act::put,
    attest::attest,
    definition::Definition,
    value::{lacks, refuse},
};
use crate::{Compliance, Result};

/// A row to be put in force.
pub(crate) struct Keeping {
    /// The register.
    pub(crate) definition: &'static Definition,
    /// The row that is renewed; none where another is added.
    pub(crate) row: Option<Row>,
    /// Who looks after it, where nobody does yet.
    pub(crate) owner: UserId,
    /// The fields that it holds from now on; others stay.
    pub(crate) values: Values,
}

impl Compliance {
    /// Puts a row in force with these values, in a unit of work of what it rests on.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] for what it would lack; changed where another was faster.
    pub(crate) async fn keep_row(&self, ctx: &Ctx, work: &Work, keeping: Keeping) -> Result<RegisterRowId> {
        let Keeping { definition, row, owner, values } = keeping;
        let mut content = row.as_ref().map(|it| it.content.clone()).unwrap_or_default();
        let given: BTreeMap<String, Option<Value>> =
            values.into_iter().map(|(key, value)| (key, Some(value))).collect();
        let was = put(&mut content, given);
        refuse(lacks(definition, &content.values, Some(self.today())))?;
        let now = self.world.now();
        let Some(row) = row else {
            self.happened(ctx, &mut content, RowAct::Added, ("", BTreeMap::new()))?;
            self.happened(ctx, &mut content, RowAct::PutInForce, ("", BTreeMap::new()))?;
            let new = self.new_row(definition, None, content);
            let new = NewRow { owner: Some(owner), state: RowState::InForce, since: Some(now), ..new };
            register::add(ctx, work, &new).await?;
            let row = register::get(ctx, work, new.id).await?;
            self.fall(ctx, work, &row).await?;
            attest(ctx, work, definition, &row).await?;
            work.audit(entry("register.add", &row))?;
            return Ok(row.id);
        };
        self.happened(ctx, &mut content, RowAct::Changed, ("", was))?;
        if row.state != RowState::InForce {
            self.happened(ctx, &mut content, RowAct::PutInForce, ("", BTreeMap::new()))?;
        }
        let next = Next {
            state: RowState::InForce,
            owner: row.owner.or(Some(owner)),
            since: row.since.or(Some(now)),
            content: &content,
        };
        self.turned(ctx, work, &row, row.revision, next).await?;
        work.audit(entry("register.update", &row))?;
        Ok(row.id)
    }
}
