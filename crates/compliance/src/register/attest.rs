//! What follows from rows for what the firm asks of people: a row in force that says so meets it, until
//! its day. It is written down with each change of a row, so that a session need not open rows.

use std::collections::HashMap;

use legalmind_core::{
    Ctx, RegisterRowId, UserId,
    register::{RowState, Value},
    requirement::Requirement,
};
use legalmind_store::{
    Tx, Work,
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

/// The register that proves something that can be asked, and its rows about people that were not closed:
/// of each person the newest.
pub(crate) struct Proof {
    /// What.
    pub what: Requirement,
    /// The register.
    pub register: &'static str,
    /// The rows.
    pub rows: HashMap<UserId, RegisterRowId>,
}

/// Where each thing that can be asked is proven.
pub(crate) async fn proofs(ctx: &Ctx, tx: &Tx) -> Result<Vec<Proof>> {
    let mut all = Vec::new();
    for definition in shelf::all().iter().filter(|it| !it.attests.is_empty()) {
        let mut rows = register::all(ctx, tx, &definition.key).await?;
        rows.retain(|it| it.state != RowState::Closed);
        rows.sort_by_key(|it| it.created);
        for it in &definition.attests {
            let rows = rows.iter().filter_map(|row| about(definition, it, row).map(|user| (user, row.id)));
            all.push(Proof { what: it.what, register: &definition.key, rows: rows.collect() });
        }
    }
    Ok(all)
}

/// The person whom a row is about, where it could prove this.
fn about(definition: &Definition, it: &Attests, row: &Row) -> Option<UserId> {
    let values = counting(definition, &row.content.values);
    match values.get(&it.person) {
        Some(Value::Person(user)) if all_hold(&values, &it.when) => Some(*user),
        _ => None,
    }
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
