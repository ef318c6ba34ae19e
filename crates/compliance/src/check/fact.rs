//! Facts of the case: given by a person, or read from the contract.

use std::collections::BTreeMap;

use legalmind_core::check::{Facts, KnownFact, Passage};

use super::{
    contract::{Contract, Hit},
    figure::{Value, figures},
    playbook::{Fact, Figure, Playbook},
    ready::{Ready, ReadyFact},
    sign::{Found, Sign},
    span,
};

/// What is known of each fact of the playbook, in its order.
pub fn known(
    playbook: &Playbook,
    ready: &Ready,
    contract: &Contract,
    found: &Found,
    facts: &Facts,
) -> Vec<KnownFact> {
    let each = playbook.facts.iter().zip(&ready.facts);
    each.map(|(fact, ready)| {
        let given = facts.0.get(&fact.key).and_then(|key| fact.values.iter().find(|it| it.key == *key));
        let read = || read(fact, ready, contract, found);
        let (value, passage) = match given {
            Some(value) => (Some(value), None),
            None => read().map_or((None, None), |(value, passage)| (Some(value), passage)),
        };
        KnownFact {
            key: fact.key.clone(),
            title: fact.title.clone(),
            value: value.map(|it| it.key.clone()),
            said: value.map(|it| it.title.clone()),
            passage,
        }
    })
    .collect()
}

/// The first value that the contract shows, and by which words.
fn read<'a>(
    fact: &'a Fact,
    ready: &ReadyFact,
    contract: &Contract,
    found: &Found,
) -> Option<(&'a super::playbook::FactValue, Option<Passage>)> {
    let by_period = by_period(ready, contract, found);
    fact.values.iter().zip(&ready.values).enumerate().find_map(|(at, (value, (signs, _)))| {
        let by_words = first(signs, contract, found);
        let hit = by_words.or_else(|| by_period.filter(|(of, _)| *of == at).map(|(_, hit)| hit))?;
        Some((value, passage(contract, hit)))
    })
}

/// The value within whose bounds the period lies: that of the first sign that gives one.
fn by_period(ready: &ReadyFact, contract: &Contract, found: &Found) -> Option<(usize, Hit)> {
    let within =
        |value: Value| ready.values.iter().position(|(_, bounds)| bounds.is_some_and(|it| it.hold(value)));
    ready.period.iter().find_map(|sign| {
        sign.find(found, contract.ground()).into_iter().find_map(|hit| {
            let values = measured(sign, hit, Figure::Period, contract);
            values.into_iter().find_map(|value| Some((within(value)?, hit)))
        })
    })
}

fn first(signs: &[Sign], contract: &Contract, found: &Found) -> Option<Hit> {
    signs.iter().flat_map(|sign| sign.find(found, contract.ground())).min()
}

/// The figures of a hit: of its words where the sign names the figure, else of its whole sentence.
pub fn measured(sign: &Sign, hit: Hit, figure: Figure, contract: &Contract) -> Vec<Value> {
    let ground = contract.ground();
    let hit = if sign.has_figure() { Some(hit) } else { ground.whole(hit.sentence) };
    let Some(hit) = hit else { return Vec::new() };
    let mut values = figures(figure, ground.words(hit));
    if values.is_empty() && figure == Figure::Period && sign.has_figure() {
        values.extend(span::ending(ground.before(hit), ground.words(hit)));
    }
    values
}

/// The sentence of a hit, as a passage.
pub fn passage(contract: &Contract, hit: Hit) -> Option<Passage> {
    let sentence = contract.ground().sentence(hit.sentence)?;
    contract.passage(sentence.paragraph, sentence.range)
}

/// The facts by key, as far as they are known.
pub fn by_key(known: &[KnownFact]) -> BTreeMap<&str, &KnownFact> {
    known.iter().map(|it| (it.key.as_str(), it)).collect()
}
