//! Denials: a contract that says `Een boetebeding komen partijen niet overeen` has the word and not the
//! thing, one that says `Geen bepaling verbiedt een melding` forbids nothing, and one that asks `Mogen wij de
//! gegevens verkopen?` says neither.

use std::sync::OnceLock;

use regex::Regex;

use super::contract::{Ground, Hit};

/// What follows a thing that is not there, as far as the end of its clause; a condition behind it makes it
/// a thing again (`is niet van toepassing, tenzij`).
const ABSENT: &str = concat!(
    r"^[a-z]{0,9}(?: [^,;:.()\n]{0,36})? (?:niet|nimmer|nooit|evenmin)(?: (?:tussen partijen|uitdrukkelijk|nader|hier))? ",
    r"(?:van toepassing|toepasselijk|overeengekomen|overeen|bedongen|afgesproken|aan de orde|opgenomen|gemaakt|gesteld)",
    r"(?:$|[.;,)]| en | of )",
);
const CONDITION: &str =
    r"(?-u:\b)(?:tenzij|indien|wanneer|als|mits|zolang|behalve|behoudens|voor zover|zover)(?-u:\b)";

/// A sentence that says that nothing is forbidden or limited.
const FREES: &str = concat!(
    r"(?-u:\b)(?:(?:geen|noch) (?:enkele |enige )?(?:bepaling|beding|artikel|afspraak|regel)[a-z]*|niets|niks)(?-u:\b)",
    r"[^;\n]{0,90}?(?-u:\b)(?:verbied|belet|beperk|verhinder|weerhoud|in de weg|doet af|tegenhoud|ontne)|",
    r"(?-u:\b)(?:is|zijn|vormt|vormen|geldt als|levert) (?:nimmer |nooit |in geen geval )?geen (?:schending|overtreding)(?-u:\b)",
);

/// How a contract that asks says yes.
const YES: [&str; 5] = ["ja", "jawel", "jazeker", "zeker", "inderdaad"];

/// Words of a sign that deny something themselves.
const SPEAKS: [&str; 9] =
    ["niet", "geen", "nimmer", "nooit", "uitgesloten", "uitsluit", "zonder", "afstand", "toepassing"];

/// Words of a sign that looks for such a sentence itself.
const SPEAKS_FREE: [&str; 4] = ["belet", "verhinder", "weerhoud", "in de weg"];

/// Whether a sign speaks of a freedom.
pub fn speaks_free(sign: &str) -> bool {
    SPEAKS_FREE.iter().any(|word| sign.contains(word))
}

/// Whether a sign speaks of a denial.
pub fn speaks(sign: &str) -> bool {
    SPEAKS.iter().any(|word| sign.contains(word))
}

/// Whether the clause says of the words of a hit that they do not hold between the parties.
pub fn is_absent(ground: &Ground, hit: Hit) -> bool {
    static READ: OnceLock<Option<(Regex, Regex)>> = OnceLock::new();
    let read = READ.get_or_init(|| Regex::new(ABSENT).ok().zip(Regex::new(CONDITION).ok()));
    let (_, behind) = ground.around(hit);
    read.as_ref().is_some_and(|(absent, condition)| absent.is_match(behind) && !condition.is_match(behind))
}

/// Whether the sentence of a hit says that nothing is forbidden or limited.
pub fn frees(ground: &Ground, hit: Hit) -> bool {
    static READ: OnceLock<Option<Regex>> = OnceLock::new();
    let read = READ.get_or_init(|| Regex::new(FREES).ok());
    let whole = ground.whole(hit.sentence).map(|it| ground.words(it)).unwrap_or_default();
    read.as_ref().is_some_and(|form| form.is_match(whole))
}

/// Whether the sentence of a hit is a question to which the contract does not answer yes: it states nothing,
/// and what is answered stands behind it.
pub fn asks(ground: &Ground, hit: Hit) -> bool {
    let words = |sentence| ground.whole(sentence).map(|it| ground.words(it).trim()).unwrap_or_default();
    let answer = words(hit.sentence + 1).split(|c: char| !c.is_alphanumeric()).find(|it| !it.is_empty());
    words(hit.sentence).ends_with('?') && !answer.is_some_and(|word| YES.contains(&word))
}

#[cfg(test)]
mod tests {
    use legalmind_core::passage::Page;

    use super::*;
    use crate::check::contract::Contract;

    /// What is said of the hit of a word in a sentence.
    fn of(text: &str, word: &str, said: fn(&Ground, Hit) -> bool) -> bool {
        let contract = Contract::read(&[Page { text: text.to_owned(), ..Page::default() }]);
        let ground = contract.ground();
        let hits = ground.hits(&Regex::new(word).expect("a word"));
        said(ground, *hits.first().expect("the word"))
    }

    #[test]
    fn what_is_denied_is_not_there() {
        for text in [
            "Een boetebeding komen partijen niet overeen.",
            "Boetes zijn tussen partijen niet overeengekomen.",
            "Een boete is niet van toepassing; de wet geldt.",
        ] {
            assert!(of(text, "boete", is_absent), "{text}");
        }
        for text in [
            "De boete is niet verschuldigd indien de overtreding binnen een week eindigt.",
            "Een boete is niet van toepassing, tenzij de overtreding opzettelijk is.",
            "De boete bedraagt € 500 en matiging wordt niet toegestaan.",
        ] {
            assert!(!of(text, "boete", is_absent), "{text}");
        }
    }

    #[test]
    fn a_question_states_nothing_unless_the_answer_is_yes() {
        assert!(of("Mag de leverancier de gegevens verkopen? Nee, nooit.", "verkopen", asks));
        assert!(of("Wie mag de gegevens verkopen?", "verkopen", asks));
        assert!(!of("Mag de leverancier de gegevens verkopen? Ja, aan ieder.", "verkopen", asks));
        assert!(!of("De leverancier mag de gegevens verkopen.", "verkopen", asks));
    }

    #[test]
    fn a_sentence_can_say_that_nothing_is_forbidden() {
        for text in [
            "Geen bepaling van deze overeenkomst verbiedt werknemer een misstand te melden.",
            "Niets in deze overeenkomst belet een melding bij de toezichthouder.",
            "Een melding van een vermoeden van een misstand is geen schending.",
        ] {
            assert!(of(text, "meld", frees), "{text}");
        }
        assert!(!of("Het is werknemer verboden misstanden te melden.", "meld", frees));
    }
}
