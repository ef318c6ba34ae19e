//! The rows whose day comes near, or is past: kept until then, and removed by a person.

use jiff::civil::Date;
use legalmind_core::Ctx;
use legalmind_store::{
    Tx,
    register::{self, Row, Sight},
};

use super::{
    definition::{Campaign, Definition},
    duty::kept_by,
    schedule::ends,
    shelf,
};
use crate::Result;

/// A row that is kept until a day.
pub(crate) struct KeptRow {
    /// The row.
    pub(crate) row: Row,
    /// Its register.
    pub(crate) definition: &'static Definition,
    /// The last day.
    pub(crate) until: Date,
    /// What a person confirms after it.
    pub(crate) campaign: &'static Campaign,
}

/// The rows that are kept until a day that is not after `last`: those that a person may see, or of the whole
/// firm, where rights are the caller's matter.
pub(crate) async fn kept_rows(
    ctx: &Ctx,
    tx: &Tx,
    last: Date,
    sight: Option<Sight<'_>>,
) -> Result<Vec<KeptRow>> {
    // the campaign opens as the day ends
    let Some(until) = ends(last) else { return Ok(Vec::new()) };
    let removing = shelf::all().iter().flat_map(|of| {
        of.campaigns.iter().filter(|it| it.removes).map(|it| (of.key.as_str(), it.key.as_str()))
    });
    let removing: Vec<(&str, &str)> = removing.collect();
    let kept = |row: Row| {
        let definition = shelf::find(&row.register)?;
        let (until, campaign) = kept_by(definition, &row.content.values)?;
        (until <= last).then_some(KeptRow { row, definition, until, campaign })
    };
    let near = register::nearing(ctx, tx, &removing, until, sight).await?;
    Ok(near.into_iter().filter_map(kept).collect())
}
