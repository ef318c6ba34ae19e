//! Facts of the case: given by a person, or read from the contract.

use std::collections::BTreeMap;

use legalmind_core::check::{Facts, KnownFact, Passage};

use super::{
    contract::{Contract, Hit},
    figure::{Value, figures},
    playbook::{Fact, Figure, Playbook},
    ready::{Bounds, Ready, ReadyFact},
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
    fact.values.iter().zip(&ready.values).find_map(|(value, (signs, bounds))| {
        let by_words = first(signs, contract, found);
        let hit = by_words.or_else(|| within(&ready.period, (*bounds)?, contract, found))?;
        Some((value, passage(contract, hit)))
    })
}

fn first(signs: &[Sign], contract: &Contract, found: &Found) -> Option<Hit> {
    signs.iter().flat_map(|sign| sign.find(found, contract.ground())).min()
}

/// A figure within the bounds.
fn within(signs: &[Sign], bounds: Bounds, contract: &Contract, found: &Found) -> Option<Hit> {
    signs.iter().find_map(|sign| {
        let hits = sign.find(found, contract.ground()).into_iter();
        hits.into_iter().find(|hit| {
            measured(sign, *hit, Figure::Period, contract).iter().any(|value| {
                !bounds.min.is_some_and(|min| value.is_under(min))
                    && !bounds.max.is_some_and(|max| value.is_over(max))
            })
        })
    })
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
