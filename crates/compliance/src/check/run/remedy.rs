//! What would make a contract keep to a rule.

use legalmind_core::{
    check::{Passage, Remedy, Wording},
    clause::Stance,
};

use super::super::{contract::Contract, playbook::Rule};

/// What came up on the way to a verdict.
#[derive(Debug, Default)]
pub struct Mending {
    /// The paragraph that deals with the subject.
    pub subject: Option<usize>,
    /// Words that add what is missing.
    texts: Vec<String>,
    /// Something is missing that only the rule's own wording adds.
    whole: bool,
    /// The first sentence that must change, and the words in its place.
    wrong: Option<(Passage, Option<String>)>,
}

impl Mending {
    /// Something is missing; `text` adds it.
    pub fn missing(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.texts.push(text.to_owned()),
            None => self.whole = true,
        }
    }

    /// A sentence must change.
    pub fn wrong(&mut self, passage: Passage, text: Option<&str>) {
        self.wrong.get_or_insert((passage, text.map(ToOwned::to_owned)));
    }

    /// The one thing that is proposed: a sentence changed before something is added.
    pub fn remedy(self, rule: &Rule, contract: &Contract) -> Option<Remedy> {
        if let Some((passage, text)) = self.wrong {
            // the number stays where there are words behind it
            let keeps = text.is_some() || !contract.is_whole(passage.place);
            let passage = if keeps { contract.unnumbered(passage) } else { passage };
            let (place, old) = (passage.place, passage.quote);
            return Some(match text {
                Some(text) => Remedy::Replace { place, old, wording: Wording::Own { text } },
                None => Remedy::Delete { place, old },
            });
        }
        let own = (!self.texts.is_empty()).then(|| Wording::Own { text: self.texts.join("\n") });
        let wording = if self.whole { wording(rule).or(own) } else { own }?;
        let after = self.subject.and_then(|at| contract.article_end(at)).or_else(|| contract.last_article());
        Some(Remedy::Insert { after: after.map(|it| it.place), wording })
    }
}

fn wording(rule: &Rule) -> Option<Wording> {
    let wording = rule.wording.as_ref()?;
    match (&wording.clause, &wording.text) {
        (Some(key), _) => {
            Some(Wording::Clause { key: key.clone(), stance: wording.stance.unwrap_or(Stance::Neutral) })
        }
        (None, Some(text)) => Some(Wording::Own { text: text.clone() }),
        (None, None) => None,
    }
}
