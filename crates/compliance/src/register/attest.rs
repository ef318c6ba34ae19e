//! What follows from rows for what the firm asks of people: a row in force that says so meets it, until
//! its day. It is written down with each change of a row, so that a session need not open rows.

use legalmind_core::register::Value;
use legalmind_core::{Ctx, register::RowState};
use legalmind_store::{
    Work,
    register::{self, Row},
    requirement::{self, Met},
};

use super::{
    condition::{all_hold, counting},
    definition::{Attests, Definition},
    schedule::{day, ends},
    shelf,
};
use crate::Result;

/// Writes down what a row meets now.
pub(super) async fn attest(ctx: &Ctx, work: &Work, definition: &Definition, row: &Row) -> Result<()> {
    if definition.attests.is_empty() {
        return Ok(());
    }
    Ok(requirement::meet(ctx, work, row.id, &met(definition, row)).await?)
}

/// Writes down what all rows meet: rows that were there before the firm asked anything.
pub(crate) async fn attest_all(ctx: &Ctx, work: &Work) -> Result<()> {
    for definition in shelf::all().iter().filter(|it| !it.attests.is_empty()) {
        for row in register::all(ctx, work, &definition.key).await? {
            attest(ctx, work, definition, &row).await?;
        }
    }
    Ok(())
}

fn met(definition: &Definition, row: &Row) -> Vec<Met> {
    if row.state != RowState::InForce {
        return Vec::new();
    }
    let values = counting(definition, &row.content.values);
    let one = |it: &Attests| {
        let Some(Value::Person(user)) = values.get(&it.person) else { return None };
        let until = match &it.until {
            // without its day it meets nothing
            Some(field) => Some(ends(day(&values, field)?)?),
            None => None,
        };
        all_hold(&values, &it.when).then_some(Met { what: it.what, user: *user, until })
    };
    definition.attests.iter().filter_map(one).collect()
}
