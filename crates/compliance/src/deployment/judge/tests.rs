//! Each rule of the list, broken in a deployment that is otherwise green: it is told, by its place, and nothing else is.

use serde_json::{Value, json};

use super::*;
use crate::deployment::{Outcome, norm::Type};

/// A deployment that is as was promised, with one of each type of which something is asked.
const GREEN: &str = include_str!("../../../tests/deployment/show.json");

fn green() -> Vec<Value> {
    serde_json::from_str(GREEN).expect("the fixture")
}

fn found(all: &[Value]) -> Verdict {
    let bytes = serde_json::to_vec(all).expect("JSON");
    azure(
        &[File { name: "show.json".to_owned(), bytes: Some(bytes) }],
        &Kept::default(),
        Timestamp::UNIX_EPOCH,
    )
}

/// What is told of a deployment in which something was done to one resource.
fn told(at: usize, change: impl Fn(&mut Value)) -> Vec<(&'static str, Option<&'static str>, String)> {
    let mut all = green();
    change(&mut all[at]);
    let told = |it: Finding| (it.code, it.demand.map(|of| of.key.as_str()), it.place);
    found(&all).findings.into_iter().map(told).collect()
}

/// The resources of a type, or of the name that a rule is about.
fn of(all: &[Value], listed: &Type, rule: Option<&Rule>) -> Vec<usize> {
    let fits = |it: &Value| {
        let name = rule.and_then(|it| it.named.as_deref());
        it["type"] == listed.name.as_str() && name.is_none_or(|name| it["name"] == name)
    };
    (0..all.len()).filter(|at| fits(&all[*at])).collect()
}

/// Puts a value at a path; nothing takes away what is there.
fn put(of: &mut Value, path: &str, value: Option<&Value>) {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (first, rest) {
        ("*", rest) => {
            for it in of.as_array_mut().expect("a list") {
                put(it, rest.expect("a key of each"), value);
            }
        }
        (key, Some(rest)) => put(&mut of[key], rest, value),
        (key, None) => match value {
            Some(value) => of[key] = value.clone(),
            None => drop(of.as_object_mut().expect("an object").remove(key)),
        },
    }
}

/// A value that a rule does not take.
fn bad(rule: &Rule) -> Value {
    match rule.is.first() {
        Some(Value::Bool(yes)) => json!(!yes),
        Some(_) => json!("Walvis"),
        None if rule.empty => json!(["northeurope"]),
        None => json!([]),
    }
}

#[test]
fn p008_p031_p045_p054_p057_each_rule_that_is_broken_is_told_and_nothing_else() {
    let all = green();
    let verdict = found(&all);
    assert_eq!((verdict.findings.as_slice(), verdict.parts), ([].as_slice(), all.len()));
    assert_eq!(verdict.outcome(), Outcome::Green);
    let expression = json!("[parameters('chosen')]");
    for listed in &Norm::azure().types {
        for rule in &listed.rules {
            let places = of(&all, listed, Some(rule));
            assert!(!places.is_empty(), "the fixture has no {} {:?}", listed.name, rule.named);
            for at in places {
                let name = format!("{} {}", listed.name, rule.path);
                let demand = Some(rule.demand.as_str());
                let here = |it: &(&str, Option<&str>, String), code: &str| {
                    it.0 == code && it.1 == demand && it.2 == rule.path
                };
                // another rule may be about the same field: only that may be told too
                let only = |found: &[(&str, Option<&str>, String)]| found.iter().all(|it| it.2 == rule.path);
                let broken = told(at, |it| put(it, &rule.path, Some(&bad(rule))));
                assert!(broken.iter().any(|it| here(it, "demand")) && only(&broken), "{name}: {broken:?}");
                let unknown = told(at, |it| put(it, &rule.path, Some(&expression)));
                assert!(
                    unknown.iter().any(|it| here(it, "unresolved")) && only(&unknown),
                    "{name}: {unknown:?}"
                );
                let missing = told(at, |it| put(it, &rule.path, None));
                let expected = !rule.absent || rule.path.contains('*');
                assert_eq!(missing.iter().any(|it| here(it, "missing")), expected, "{name}: {missing:?}");
                assert!(only(&missing), "{name}: {missing:?}");
            }
        }
    }
}

#[test]
fn p008_whatever_stands_elsewhere_or_nowhere_is_told() {
    let all = green();
    for listed in Norm::azure().types.iter().filter(|it| it.place != Place::None) {
        for at in of(&all, listed, None) {
            for (value, code) in [
                (Some(json!("northeurope")), "region"),
                (Some(json!("West Europe 2")), "region"),
                (Some(json!("[resourceGroup().location]")), "unresolved"),
                (Some(json!(7)), "missing"),
                (None, "missing"),
            ] {
                let found = told(at, |it| put(it, "location", value.as_ref()));
                assert_eq!(found, [(code, None, "location".to_owned())], "{} {value:?}", listed.name);
            }
            let world = told(at, |it| put(it, "location", Some(&json!("global"))));
            assert_eq!(world.is_empty(), listed.place == Place::Global, "{}", listed.name);
        }
    }
}

#[test]
fn p031_what_is_not_on_the_list_is_never_green() {
    let verdict = |kind: &str| {
        let mut all = green();
        all.push(json!({"id": "/x", "name": "x", "type": kind, "location": "westeurope"}));
        let verdict = found(&all);
        let [one] = verdict.findings.as_slice() else { panic!("{kind}: {:?}", verdict.findings) };
        (one.code, verdict.outcome())
    };
    assert_eq!(verdict("Microsoft.Sql/servers"), ("elsewhere", Outcome::Red));
    assert_eq!(verdict("microsoft.documentdb/databaseaccounts"), ("elsewhere", Outcome::Red));
    assert_eq!(verdict("MongoDB.Atlas/organizations"), ("third_party", Outcome::Red));
    assert_eq!(verdict("Microsoft.Solutions/applications"), ("third_party", Outcome::Red));
    assert_eq!(verdict("Microsoft.Quantum/workspaces"), ("unknown_type", Outcome::Unjudged));
    assert_eq!(verdict("Microsoft.Storage/storageAccounts/objectReplicationPolicies").0, "unknown_type");
    assert_eq!(verdict("[variables('kind')]"), ("unresolved", Outcome::Unjudged));
    assert_eq!(verdict("storageAccounts"), ("no_type", Outcome::Unjudged));
    // what is known in any case is no other thing
    let small: Vec<Value> = green()
        .into_iter()
        .map(|mut it| {
            it["type"] = it["type"].as_str().expect("a type").to_lowercase().into();
            it
        })
        .collect();
    assert_eq!(found(&small).outcome(), Outcome::Green);
    let at =
        green().iter().position(|it| it["type"] == "Microsoft.Compute/virtualMachines").expect("a machine");
    let plan = json!({"name": "vault", "publisher": "hashicorp", "product": "vault"});
    assert_eq!(told(at, |it| it["plan"] = plan.clone())[0].0, "third_party");
    assert!(told(at, |it| it["plan"] = json!({"publisher": "Microsoft"})).is_empty());
    assert_eq!(told(at, |it| it["plan"] = json!({"publisher": "MicrosoftLookalike"}))[0].0, "third_party");
}
