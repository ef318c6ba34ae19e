//! The doors of the house: which crate may depend on which. What is not in the table is refused.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use cargo_metadata::{DependencyKind, Metadata};

use crate::house::{House, Outcome};

/// Each room and the rooms it has a door to. `server` wires everything, so it has all doors.
const DOORS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("seal", &["core"]),
    ("text", &["core"]),
    ("docx", &[]),
    ("store", &["core", "seal"]),
    ("blob", &["core", "seal"]),
    // docx: Word files are read and changed in the closed-off child, like all that others sent
    ("extract", &["core", "text", "docx"]),
    ("model", &["core"]),
    // knows no rows: what is told to whom is compliance's matter, and `server` hands it over
    ("mail", &["core"]),
    ("search", &["core", "seal", "text", "store"]),
    // search: its analysis of Dutch words; the index of public law is its own
    // seal: the hash of an imported list of sanctions
    ("law", &["core", "seal", "text", "search"]),
    ("identity", &["core", "seal", "store"]),
    // text: passages are split where a document is saved
    ("vault", &["core", "seal", "text", "store", "blob", "extract", "search"]),
    ("assistant", &["core", "text", "store", "search", "model", "vault", "law"]),
    // docx: the words of its operations; the files themselves only reach it in the child
    ("drafter", &["core", "text", "store", "model", "vault", "docx", "law"]),
    // text: a contract is checked sentence by sentence, in one form of spelling
    // vault: the stored pages; drafter: proposals as a review, reports on paper; docx: the words of those
    // law: the lists of sanctions, public as the law is; seal: evidence packs are signed and verified
    // model: the questions of a playbook's rules
    ("compliance", &["core", "seal", "text", "store", "model", "vault", "docx", "drafter", "law"]),
    ("http", &["core", "store", "identity", "vault", "law", "assistant", "drafter", "compliance"]),
    // model: its scripted endpoint
    ("testkit", &["core", "seal", "store", "model"]),
    (
        "server",
        &[
            "core",
            "seal",
            "text",
            "store",
            "blob",
            "extract",
            "model",
            "search",
            "law",
            "identity",
            "vault",
            "assistant",
            "drafter",
            "compliance",
            "http",
            "mail",
        ],
    ),
    // measures the parts by themselves and the whole over HTTP; nothing depends on it
    (
        "bench",
        &[
            "core",
            "seal",
            "text",
            "docx",
            "store",
            "blob",
            "extract",
            "search",
            "law",
            "model",
            "identity",
            "vault",
            "compliance",
        ],
    ),
    ("xtask", &[]),
];

/// A dependency of one room of the house on another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Arrow {
    from: String,
    to: String,
    /// Only tests use it.
    in_tests: bool,
}

/// Fails on a dependency that has no door.
pub fn run(house: &House) -> Result<Outcome> {
    let metadata = house.metadata(false)?;
    let arrows = arrows(&metadata);
    let faults = faults(&arrows, &rooms(&metadata));
    if faults.is_empty() {
        return Ok(Outcome::passed(format!("{} dependencies, each through a door", arrows.len())));
    }
    bail!(
        "{}\n  (the doors stand in xtask/src/arrows.rs; a new one needs a decision record)",
        faults.join("\n  ")
    )
}

/// The rooms of the workspace, by their short names.
fn rooms(metadata: &Metadata) -> BTreeSet<String> {
    metadata.workspace_packages().iter().map(|package| room(package.name.as_str())).collect()
}

/// The short name of a crate: `legalmind-store` is `store`, the binary `legalmind` is `server`.
fn room(package: &str) -> String {
    match package {
        "legalmind" => "server".into(),
        other => other.strip_prefix("legalmind-").unwrap_or(other).into(),
    }
}

fn arrows(metadata: &Metadata) -> BTreeSet<Arrow> {
    let packages = metadata.workspace_packages();
    let dependencies =
        packages.iter().flat_map(|package| package.dependencies.iter().map(move |on| (package, on)));
    dependencies
        .filter(|(_, on)| on.path.is_some())
        .map(|(package, on)| Arrow {
            from: room(package.name.as_str()),
            to: room(&on.name),
            in_tests: on.kind == DependencyKind::Development,
        })
        .collect()
}

/// What is wrong, a sentence each. Tests may also use `testkit` and whatever stands behind a door.
fn faults(arrows: &BTreeSet<Arrow>, rooms: &BTreeSet<String>) -> Vec<String> {
    let doors: BTreeMap<&str, &[&str]> = DOORS.iter().copied().collect();
    let unknown = rooms
        .iter()
        .filter(|room| !doors.contains_key(room.as_str()))
        .map(|room| format!("{room} is a new room: give it its doors"));
    let forbidden = arrows.iter().filter(|arrow| {
        let open = match arrow.in_tests {
            true => behind(&doors, &arrow.from).into_iter().chain(["testkit"]).collect(),
            false => doors.get(arrow.from.as_str()).map(|to| to.to_vec()).unwrap_or_default(),
        };
        !open.contains(&arrow.to.as_str())
    });
    let forbidden = forbidden.map(|arrow| {
        let tests = if arrow.in_tests { " (in tests)" } else { "" };
        format!("{} \u{2192} {}{tests}: the house has no such door", arrow.from, arrow.to)
    });
    unknown.chain(forbidden).collect()
}

/// Every room that can be reached from `from` through doors.
fn behind<'doors>(doors: &BTreeMap<&'doors str, &'doors [&'doors str]>, from: &str) -> Vec<&'doors str> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&str> = doors.get(from).map(|to| to.to_vec()).unwrap_or_default();
    while let Some(room) = next.pop() {
        if found.insert(room) {
            next.extend(doors.get(room).copied().unwrap_or_default());
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(from: &str, to: &str, in_tests: bool) -> Vec<String> {
        let arrow = Arrow { from: from.into(), to: to.into(), in_tests };
        faults(&BTreeSet::from([arrow]), &BTreeSet::from([from.to_owned()]))
    }

    #[test]
    fn a_forbidden_door_is_named() {
        assert_eq!(judge("store", "http", false), ["store \u{2192} http: the house has no such door"]);
        assert_eq!(judge("core", "seal", false).len(), 1);
        assert_eq!(judge("model", "store", false).len(), 1);
        assert_eq!(judge("search", "vault", true).len(), 1);
    }

    #[test]
    fn an_open_door_is_silent() {
        assert!(judge("vault", "search", false).is_empty());
        assert!(judge("server", "http", false).is_empty());
    }

    #[test]
    fn tests_may_use_the_testkit_and_what_stands_behind_a_door() {
        assert!(judge("identity", "testkit", true).is_empty());
        assert!(judge("assistant", "blob", true).is_empty());
        assert_eq!(judge("identity", "testkit", false).len(), 1);
        assert_eq!(judge("assistant", "blob", false).len(), 1);
    }

    #[test]
    fn a_new_room_must_be_given_its_doors() {
        let rooms = BTreeSet::from(["cellar".to_owned()]);
        assert_eq!(faults(&BTreeSet::new(), &rooms), ["cellar is a new room: give it its doors"]);
    }

    #[test]
    fn no_door_leads_in_a_circle() {
        let doors: BTreeMap<&str, &[&str]> = DOORS.iter().copied().collect();
        for (room, _) in DOORS {
            assert!(!behind(&doors, room).contains(room), "{room} reaches itself");
        }
    }
}
