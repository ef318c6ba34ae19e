//! The verdict as evidence: the firm's row of the register `omgeving`, which says when it was found, of which files, and
//! what was wrong. So the standing of the firm and its evidence packs have it without knowing of deployments.

use std::{collections::BTreeMap, fmt::Write as _};

use legalmind_core::{Ctx, account::Language, register::Value};

use super::{Finding, Norm, Outcome, Profile, Seen, Verdict, mend, says};
use crate::{Compliance, Result, zone};

/// The register of deployments.
const REGISTER: &str = "omgeving";
/// The longest text of a field.
const MOST: usize = 9_000;

impl Compliance {
    /// Keeps a verdict for the firm of `ctx`, in the place of the one before; for an operator's command.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub async fn keep_verdict(&self, ctx: &Ctx, verdict: &Verdict) -> Result<()> {
        self.measured(ctx, (REGISTER, verdict.profile.as_str()), values(verdict)).await
    }
}

fn values(verdict: &Verdict) -> BTreeMap<String, Option<Value>> {
    let outcome = match verdict.outcome() {
        Outcome::Green => "groen",
        Outcome::Red => "rood",
        Outcome::Unjudged => "onbekend",
    };
    let number = |count: usize| i64::try_from(count).ok().map(Value::Number);
    let listed = match verdict.profile {
        Profile::Azure => Some(Value::Date(Norm::azure().compared)),
        Profile::Own => None,
    };
    [
        ("uitkomst", Some(Value::Text(outcome.to_owned()))),
        ("nagegaan", Some(Value::Date(verdict.at.to_zoned(zone()).date()))),
        ("lijst", listed),
        ("onderdelen", number(verdict.parts)),
        ("bewarend", number(verdict.keeping)),
        ("bevindingen", text(verdict.findings.iter().map(finding))),
        ("bestanden", text(verdict.files.iter().map(file))),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

fn finding(it: &Finding) -> String {
    let (said, to_do) = (says(it, Language::Nl), mend(it, Language::Nl));
    format!("{} {}: {said} {to_do}", it.promise, it.of)
}

fn file(it: &Seen) -> String {
    format!("{} ({} bytes)", it.sha256, it.bytes)
}

/// Lines, as many as fit; then how many more there are. None where there is none.
fn text(lines: impl Iterator<Item = String>) -> Option<Value> {
    let (mut all, mut more) = (String::new(), 0_usize);
    for line in lines {
        if more > 0 || all.chars().count() + line.chars().count() > MOST {
            more += 1;
        } else {
            _ = writeln!(all, "{line}");
        }
    }
    if more > 0 {
        _ = write!(all, "… +{more}");
    }
    let all = all.trim_end();
    (!all.is_empty()).then(|| Value::Text(all.to_owned()))
}
