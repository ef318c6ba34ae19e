//! Resources held against the list.

use data_encoding::HEXLOWER;
use legalmind_core::Timestamp;
use legalmind_seal::digest::sha256;
use serde_json::Value;

use super::{
    Demand, File, Finding, Grade, Kept, Norm, Profile, Seen, Verdict,
    norm::{Known, Place, Rule},
    read::{self, Piece},
    resource::{Resource, Told, alike, gather, is_expression, plain},
};

/// The longest words of a file that are told.
const MOST_WORDS: usize = 160;
/// What the address of a server of Azure ends with.
const SERVER: &str = ".postgres.database.azure.com";
/// The type of that server.
const SERVERS: &str = "Microsoft.DBforPostgreSQL/flexibleServers";

/// Judges files of a deployment in Azure.
#[must_use]
pub fn azure(files: &[File], kept: &Kept, at: Timestamp) -> Verdict {
    let norm = Norm::azure();
    let (mut seen, mut pieces, mut findings) = (Vec::new(), Vec::<Piece>::new(), Vec::new());
    for file in files {
        let Some(bytes) = &file.bytes else {
            findings.push(unread(&file.name, "too_large", ""));
            continue;
        };
        seen.push(Seen {
            name: words(&file.name),
            sha256: HEXLOWER.encode(&sha256(bytes)),
            bytes: bytes.len() as u64,
        });
        let found = read::read(bytes);
        findings.extend(found.unread.iter().map(|it| unread(&file.name, it.code, &it.place)));
        pieces.extend(found.pieces);
    }
    let incomplete = !findings.is_empty();
    if files.is_empty() {
        findings.push(unread("", "no_files", ""));
    }
    let resources = gather(pieces);
    let keeping = resources.iter().filter(|it| keeps(norm, it)).count();
    findings.extend(resources.iter().flat_map(|it| judged(norm, it)));
    if keeping == 0 && !resources.is_empty() {
        findings.push(unread("", "no_state", ""));
    }
    findings.extend(database(&resources, kept));
    let parts = resources.len();
    Verdict { profile: Profile::Azure, at, files: seen, incomplete, parts, keeping, findings }.sorted()
}

/// Words of a file as they may be told: short, and without signs that steer a terminal.
pub(super) fn words(text: &str) -> String {
    let plain = |it: char| if it.is_control() { '\u{fffd}' } else { it };
    let mut told: String = text.chars().take(MOST_WORDS).map(plain).collect();
    if text.chars().nth(MOST_WORDS).is_some() {
        told.push('…');
    }
    told
}

/// What could not be read: nothing of it is known.
fn unread(of: &str, code: &'static str, place: &str) -> Finding {
    let (demand, promise, found) = (None, "P031", String::new());
    Finding { grade: Grade::Unjudged, code, demand, promise, of: words(of), place: words(place), found }
}

fn keeps(norm: &Norm, it: &Resource) -> bool {
    matches!(norm.known(&it.kind), Known::Listed(listed) if listed.state)
}

/// The findings about one resource.
struct Judging<'a> {
    norm: &'static Norm,
    of: &'a Resource,
    findings: Vec<Finding>,
}

fn judged(norm: &'static Norm, of: &Resource) -> Vec<Finding> {
    let mut it = Judging { norm, of, findings: Vec::new() };
    it.judge();
    it.findings
}

impl Judging<'_> {
    fn judge(&mut self) {
        let kind = self.of.kind.as_str();
        if is_expression(kind) {
            return self.add(Grade::Unjudged, "unresolved", "type", kind);
        }
        if !kind.contains('.') {
            return self.add(Grade::Unjudged, "no_type", "type", kind);
        }
        self.others_offer();
        match self.norm.known(kind) {
            Known::Listed(listed) => {
                self.stands(listed.place);
                for rule in &listed.rules {
                    self.hold(rule);
                }
            }
            Known::Part => {}
            Known::Third => self.add(Grade::Broken, "third_party", "type", kind),
            Known::Elsewhere => self.add(Grade::Broken, "elsewhere", "type", kind),
            Known::Unknown => self.add(Grade::Unjudged, "unknown_type", "type", kind),
        }
    }

    /// Something of the marketplace has a plan with its publisher, an extension of a machine has a publisher.
    fn others_offer(&mut self) {
        let own = |it: &&Value| {
            it.as_str().map(plain).is_some_and(|it| it == "microsoft" || it.starts_with("microsoft."))
        };
        for path in ["plan.publisher", "properties.publisher"] {
            match self.of.told(path) {
                Told::Nothing => {}
                Told::These(all) => {
                    if let Some(other) = all.into_iter().find(|it| !own(it)) {
                        self.add(Grade::Broken, "third_party", path, &shown(other));
                    }
                }
                Told::Differs(one, other) => self.differs(path, one, other),
            }
        }
    }

    fn stands(&mut self, place: Place) {
        if place == Place::None {
            return;
        }
        let all = match self.of.told("location") {
            Told::Nothing => return self.add(Grade::Unjudged, "missing", "location", ""),
            Told::Differs(one, other) => return self.differs("location", one, other),
            Told::These(all) => all,
        };
        for it in all {
            let Some(region) = it.as_str() else {
                self.add(Grade::Unjudged, "missing", "location", &shown(it));
                continue;
            };
            let word = plain(region);
            let allowed = self.norm.regions.contains(&word) || (place == Place::Global && word == "global");
            if is_expression(region) {
                self.add(Grade::Unjudged, "unresolved", "location", region);
            } else if !allowed {
                self.add(Grade::Broken, "region", "location", region);
            }
        }
    }

    fn hold(&mut self, rule: &'static Rule) {
        if rule.named.as_ref().is_some_and(|name| !name.eq_ignore_ascii_case(self.of.last_name())) {
            return;
        }
        let demand = self.norm.demand(&rule.demand);
        let before = self.findings.len();
        match self.of.told(&rule.path) {
            Told::Nothing if rule.absent => {}
            Told::Nothing => self.add(Grade::Unjudged, "missing", &rule.path, ""),
            Told::Differs(one, other) => self.differs(&rule.path, one, other),
            Told::These(all) => {
                for it in all {
                    match it {
                        Value::Null => self.add(Grade::Unjudged, "missing", &rule.path, ""),
                        Value::String(text) if is_expression(text) => {
                            self.add(Grade::Unjudged, "unresolved", &rule.path, text);
                        }
                        it if holds(rule, it) => {}
                        it => self.add(Grade::Broken, "demand", &rule.path, &shown(it)),
                    }
                }
            }
        }
        for it in self.findings.iter_mut().skip(before) {
            it.demand = demand;
            it.promise = demand.map_or(it.promise, |of| of.promise.as_str());
        }
    }

    fn differs(&mut self, place: &str, one: &Value, other: &Value) {
        self.add(Grade::Unjudged, "differs", place, &format!("{} / {}", shown(one), shown(other)));
    }

    fn add(&mut self, grade: Grade, code: &'static str, place: &str, found: &str) {
        let promise = match code {
            "region" => "P008",
            _ => "P031",
        };
        let of = words(format!("{} {}", self.of.kind, self.of.name).trim());
        let (place, found) = (words(place), words(found));
        self.findings.push(Finding { grade, code, demand: None::<&Demand>, promise, of, place, found });
    }
}

fn holds(rule: &Rule, value: &Value) -> bool {
    let many = value.as_array().map(Vec::len);
    match (rule.least, rule.empty) {
        (Some(least), _) => many.is_some_and(|many| many >= least),
        (None, true) => many == Some(0),
        (None, false) => rule.is.iter().any(|it| alike(it, value)),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The server on which the configuration has its rows is among the resources.
fn database(resources: &[Resource], kept: &Kept) -> Option<Finding> {
    let host = kept.database.as_deref()?.to_ascii_lowercase();
    let named = |name: &str| {
        let server =
            |it: &&Resource| it.kind.eq_ignore_ascii_case(SERVERS) && it.name.eq_ignore_ascii_case(name);
        resources.iter().any(|it| server(&it))
    };
    let there = host.strip_suffix(SERVER).is_some_and(named);
    let finding = Finding {
        grade: Grade::Broken,
        place: "database.url".to_owned(),
        found: words(&host),
        ..unread("", "database", "")
    };
    (!there).then_some(finding)
}

#[cfg(test)]
mod tests;
