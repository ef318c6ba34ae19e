//! Which sentences of the law carry an answer, when no model is there to write one. A client does not
//! speak as the law does, so a sentence also counts for the law's words for what was asked.

use std::collections::{BTreeSet, HashMap};

use legalmind_text::{stem::Stems, thesaurus::Thesaurus};

use super::{Candidate, Quote, Words, stretches};

/// The most provisions that are quoted.
const MOST: usize = 3;
/// How many different words of what is asked a sentence must hold at the least.
const LEAST: usize = 2;
/// What they must weigh together: a word of the question is 1, one that the field alone adds is less.
const LEAST_WEIGHT: f32 = 1.5;
/// The least share of the weight of the question's own words that they must weigh.
const SHARE: f32 = 0.25;

/// Of each provision, in the order in which search found them, the sentence that says most of what is
/// asked; none of a provision that says little of it.
#[must_use]
pub fn provisions(question: &str, candidates: &[Candidate<'_>], words: &Words<'_>) -> Vec<Quote> {
    let (asked, own) = asked(question, words);
    let least = LEAST_WEIGHT.max(SHARE * own);
    let worth = |terms: &BTreeSet<String>| {
        let held = asked.iter().filter(|(stem, _)| terms.contains(*stem));
        held.fold((0, 0.0), |(count, sum), (_, weight)| (count + 1, sum + weight))
    };
    let best = |(index, candidate): (usize, &Candidate<'_>)| {
        let sentences = stretches(index, candidate.text, words).into_iter();
        let weighed = sentences.map(|sentence| (worth(&sentence.terms), sentence));
        let ((count, held), sentence) = weighed.max_by(|((_, a), _), ((_, b), _)| a.total_cmp(b))?;
        let enough = count >= LEAST && held >= least;
        enough.then_some(Quote { candidate: index, range: sentence.range, text: sentence.text })
    };
    candidates.iter().enumerate().filter_map(best).take(MOST).collect()
}

/// The stems that are asked, with their weights: the question's own, and the law's for them; and how
/// many are its own.
fn asked(question: &str, words: &Words<'_>) -> (HashMap<String, f32>, f32) {
    let stems = Stems::default();
    let own = words.terms(question);
    let law = Thesaurus::shipped().widen(&words.all_terms(question));
    let mut out: HashMap<String, f32> = own.into_iter().map(|stem| (stem, 1.0)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few words")]
    let count = out.len() as f32;
    for (word, weight) in law {
        let known = out.entry(stems.dutch(&word)).or_default();
        *known = known.max(weight);
    }
    (out, count)
}

#[cfg(test)]
mod tests {
    use legalmind_text::compound::Compounds;

    use super::*;

    const NOTICE: &str = "De verhuurder kan de huurovereenkomst opzeggen. De opzegging vermeldt de gronden; na de \
        opzegging blijft de huurovereenkomst van kracht tot de rechter de ontruiming heeft vastgesteld.";
    const TREE: &str =
        "Indien een nabuur wiens beplantingen over eens anders erf heenhangen nalaat deze te verwijderen.";

    fn ask(question: &str, texts: &[&str]) -> Vec<Quote> {
        let compounds = Compounds::default();
        let candidates: Vec<_> = texts.iter().map(|text| Candidate { text }).collect();
        provisions(question, &candidates, &Words::new(&compounds))
    }

    #[test]
    fn the_law_is_quoted_for_what_a_client_says() {
        let found = ask("Mijn huisbaas wil mij eruit zetten", &[TREE, NOTICE]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].candidate == 1 && found[0].text.contains("ontruiming"), "{found:?}");
        assert_eq!(found[0].range.of(NOTICE), Some(found[0].text.as_str()));
    }

    #[test]
    fn a_question_in_the_laws_words_needs_no_thesaurus() {
        assert_eq!(ask("beplantingen die heenhangen over een anders erf", &[NOTICE, TREE])[0].candidate, 1);
    }

    #[test]
    fn what_says_little_of_it_is_not_quoted() {
        assert!(ask("Hoe laat is het weerbericht?", &[NOTICE, TREE]).is_empty());
        assert!(ask("?", &[NOTICE]).is_empty() && ask("huisbaas", &[]).is_empty());
    }
}
