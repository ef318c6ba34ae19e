//! The dossiers in the file of a register that is kept by dossier: named by the firm's own numbers.

use std::collections::{HashMap, HashSet};

use legalmind_core::{Ctx, DossierId};
use legalmind_store::{
    Ask, Tx, dossier,
    register::{self, Row},
};

use super::Line;
use crate::{
    Result,
    register::{
        access::{Standing, duties},
        definition::{Definition, Scope},
        duty::single_key,
    },
};

/// The dossiers of the firm that a file can name, by their numbers.
#[derive(Default)]
pub(super) struct Dossiers {
    /// Those in which the person may add rows; none where two have the number.
    open: HashMap<String, Option<DossierId>>,
    /// Those that had a row of what is kept once, or were given one by an earlier line.
    taken: HashSet<DossierId>,
}

impl Dossiers {
    /// What a file of this register can name.
    pub(super) async fn read(ctx: &Ctx, tx: &Tx, definition: &Definition) -> Result<Self> {
        let mut found = Self::default();
        if definition.scope == Scope::Firm {
            return Ok(found);
        }
        for id in dossier::visible(ctx, tx).await? {
            let (one, facts) = dossier::get_with_facts(ctx, tx, id).await?;
            let number = one.content.number.trim().to_lowercase();
            if duties(ctx, facts).0 && !number.is_empty() {
                found.open.entry(number).and_modify(|it| *it = None).or_insert(Some(id));
                if definition.single && register::has(ctx, tx, &single_key(definition, id)).await? {
                    found.taken.insert(id);
                }
            }
        }
        Ok(found)
    }

    /// The dossier that a line names, or why it cannot be used.
    pub(super) fn of(
        &mut self,
        definition: &Definition,
        line: &Line,
    ) -> Result<Option<DossierId>, &'static str> {
        if definition.scope == Scope::Firm {
            return Ok(None);
        }
        let number = line.dossier.as_ref().ok_or("required")?.to_lowercase();
        let id = self.open.get(&number).copied().flatten().ok_or("unknown")?;
        if definition.single && !self.taken.insert(id) {
            return Err("single");
        }
        Ok(Some(id))
    }
}

/// The rows of a register that go out: all of the firm's, or those of the dossiers that the person may
/// read, with the numbers of these.
pub(in crate::register) async fn given_out(
    ctx: &Ctx,
    tx: &Tx,
    standing: Standing,
    definition: &Definition,
) -> Result<(Vec<Row>, HashMap<DossierId, String>)> {
    if definition.scope == Scope::Firm {
        return Ok((register::all(ctx, tx, &definition.key).await?, HashMap::new()));
    }
    let (mut rows, mut ask) = (Vec::new(), Ask::first(200));
    loop {
        let piece = register::list(ctx, tx, &definition.key, standing.sight(&[]), &ask).await?;
        rows.extend(piece.items);
        match piece.next {
            Some(next) => ask.after = Some(next),
            None => break,
        }
    }
    let ids: Vec<DossierId> = rows.iter().filter_map(|it| it.dossier).collect();
    let found = dossier::get_all(ctx, tx, &ids).await?;
    Ok((rows, found.into_iter().map(|it| (it.id, it.content.number)).collect()))
}
