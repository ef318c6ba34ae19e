//! A deployment on machines of the firm, judged by what the firm declares of their sites: the register `locaties`.

use jiff::civil::Date;
use legalmind_core::{
    Ctx, Timestamp,
    audit::Entry,
    register::{RowState, Values},
};
use legalmind_store::register::{self, Row, cycle};

use super::{Finding, Grade, Kept, Profile, Verdict, judge::words};
use crate::{
    Compliance, Result,
    register::{Definition, find, lacks, title},
};

/// The register of sites.
const SITES: &str = "locaties";

/// A site that the firm relies on.
struct Site<'a> {
    title: String,
    values: &'a Values,
    /// Something that was to be done with it is past its day.
    late: bool,
}

impl Compliance {
    /// Judges the sites of the firm of `ctx`; for an operator's command.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub async fn verify_own(&self, ctx: &Ctx, kept: &Kept) -> Result<Verdict> {
        let at = self.world.now();
        let tx = self.store.read(ctx).await?;
        let mut rows = register::all(ctx, &tx, SITES).await?;
        rows.retain(|it| it.state == RowState::InForce);
        let ids: Vec<_> = rows.iter().map(|it| it.id).collect();
        let cycles = cycle::of(ctx, &tx, &ids).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("register.rows", "firm", ctx.tenant().uuid())).await?;
        let Some(definition) = find(SITES) else { return Ok(judged(&[], kept, None, at)) };
        let late = |row: &Row| {
            cycles.iter().any(|it| it.key.row == row.id && it.state.is_open() && it.key.due <= at)
        };
        let sites: Vec<_> = rows.iter().map(|row| site(definition, row, late(row))).collect();
        Ok(judged(&sites, kept, Some((definition, self.today())), at))
    }
}

fn site<'a>(definition: &Definition, row: &'a Row, late: bool) -> Site<'a> {
    let values = &row.content.values;
    Site { title: title(definition, values), values, late }
}

fn judged(sites: &[Site<'_>], kept: &Kept, by: Option<(&Definition, Date)>, at: Timestamp) -> Verdict {
    let mut findings = Vec::new();
    if sites.is_empty() {
        findings.push(broken("no_site", "", "", ""));
    }
    for it in sites {
        if let Some((definition, today)) = by {
            let lacks = lacks(definition, it.values, Some(today));
            findings.extend(lacks.iter().map(|(field, code)| broken("site_lacks", &it.title, field, code)));
        }
        if it.late {
            findings.push(broken("site_late", &it.title, "", ""));
        }
    }
    findings.extend(elsewhere(sites, kept));
    let (profile, parts) = (Profile::Own, sites.len());
    Verdict { profile, at, files: Vec::new(), incomplete: false, parts, keeping: parts, findings }.sorted()
}

fn broken(code: &'static str, of: &str, place: &str, found: &str) -> Finding {
    let (grade, demand, promise) = (Grade::Broken, None, "P045");
    Finding { grade, code, demand, promise, of: words(of), place: words(place), found: words(found) }
}

/// The rows stand on another machine, of which no site says that it is there.
fn elsewhere(sites: &[Site<'_>], kept: &Kept) -> Option<Finding> {
    let host = kept.database.as_deref()?.to_lowercase();
    let here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|it| it.is_loopback());
    let named = || sites.iter().any(|it| it.title.to_lowercase().contains(&host));
    let finding = Finding { grade: Grade::Unjudged, ..broken("database_site", "", "database.url", &host) };
    (!here && !named()).then_some(finding)
}
