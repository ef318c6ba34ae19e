//! Names: what is written with a capital and is no defined term.

use std::collections::BTreeSet;

use legalmind_docx::text::{PassageKind, Piece, Text};
use legalmind_text::{reference, token};

use super::line::Word;

/// Bodies, places, peoples, and the titles of what a contract refers to.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    // courts and bodies
    "rechtbank", "gerechtshof", "hof", "raad", "kantonrechter", "staat", "koninkrijk", "koning", "rijk", "kamer",
    "koophandel", "autoriteit", "markt", "belastingdienst", "uwv", "orde", "europese",
    "europees", "unie", "economische", "ruimte", "commissie", "ministerie", "minister", "gemeente", "provincie",
    "kadaster", "handelsregister", "geschillencommissie", "arbitrage", "instituut", "nederlands", "advocaten",
    "college", "inspectie", "parlement", "verenigde", "staten", "bank", "centraal", "bureau", "statistiek",
    "openbaar", "openbare",
    // what law is called
    "burgerlijk", "wetboek", "wet", "wetten", "boek", "verordening", "richtlijn", "besluit", "grondwet", "verdrag",
    "advocatuur", "verordeningen", "gedragsregels", "titel", "afdeling", "rechtsvordering",
    "strafrecht", "strafvordering",
    // parts of a document, which a number follows or not
    "artikel", "bijlage", "bijlagen", "productie", "producties", "hoofdstuk", "paragraaf", "annex", "appendix", "lid",
    "onderdeel", "schedule",
    // peoples, languages, countries, money
    "nederland", "nederlandse", "nederlander", "duits", "duitse", "duitsland", "belgië", "belgisch", "belgische", "frans",
    "franse", "frankrijk", "engels", "engelse", "engeland", "europa", "amerikaans", "amerikaanse", "internationale",
    "brits", "britse", "eu", "euro", "euribor", "benelux", "caribisch",
    // places
    "amsterdam", "rotterdam", "den", "haag", "gravenhage", "utrecht", "eindhoven", "groningen", "tilburg", "almere",
    "breda", "nijmegen", "arnhem", "apeldoorn", "haarlem", "enschede", "amersfoort", "zaanstad", "hertogenbosch",
    "bosch", "zwolle", "zoetermeer", "leiden", "leeuwarden", "maastricht", "dordrecht", "ede", "alphen", "alkmaar",
    "delft", "deventer", "hilversum", "assen", "middelburg", "lelystad", "roermond", "venlo", "helmond", "gouda",
    "holland", "noord", "zuid", "oost", "west", "midden", "zeeland", "brabant", "gelderland", "overijssel", "drenthe",
    "friesland", "fryslân", "limburg", "flevoland", "curaçao", "aruba", "bonaire", "brussel", "london", "londen",
    // days and months that some write so, forms of address, ways of naming
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "kerst", "pasen",
    "pinksteren", "u", "uw", "zijne", "hare", "edelachtbare", "edelachtbaar", "mr", "drs", "prof", "ing",
    "internet", "word", "excel", "iso", "incoterms", "rijn", "maas",
];

/// How the names of laws end.
const LAWS: [&str; 5] = ["wet", "wetboek", "verordening", "richtlijn", "verdrag"];

/// Words before the name of a person.
const BEFORE_PERSON: [&str; 13] = [
    "heer", "mevrouw", "dhr", "mevr", "mw", "mr", "mrs", "drs", "prof", "familie", "erven", "firma",
    "notaris",
];

/// Words at the end of the name of a company, or behind it.
const BEHIND_COMPANY: [&str; 12] =
    ["b", "bv", "n", "nv", "v", "vof", "cv", "ua", "gmbh", "ltd", "inc", "holding"];

/// What the text is known to name.
pub struct Names(BTreeSet<String>);

impl Names {
    /// The names in a text: of its parties and signatures, in its answers and citations; and the
    /// words with capitals of `more`.
    pub fn of(text: &Text, more: &[String]) -> Self {
        let mut out = Self(BTreeSet::new());
        more.iter().for_each(|it| out.add(it));
        for passage in text.passages() {
            match passage.kind {
                // whoever signs
                PassageKind::Signature(party) => out.add(party),
                PassageKind::Party(_) => out.add(&super::line::running(&passage)),
                _ => {}
            }
            for inline in passage.content {
                match &inline.piece {
                    Piece::Variable(it) => it.value.iter().for_each(|value| out.add(value)),
                    Piece::Citation(it) => out.add(&it.text),
                    _ => {}
                }
            }
        }
        out
    }

    fn add(&mut self, text: &str) {
        let capital = |it: &token::Token| {
            text.get(it.start..it.end).and_then(|it| it.chars().next()).is_some_and(char::is_uppercase)
        };
        self.0.extend(token::words(text).into_iter().filter(capital).map(|it| it.text));
    }

    /// Whether a group of words with capitals is a name, between the words around it.
    pub fn hold(&self, group: &[Word], before: Option<&Word>, after: Option<&Word>) -> bool {
        let lower = |it: &Word| it.written.to_lowercase();
        let is_name = |it: &Word| {
            let word = lower(it);
            it.written.chars().count() == 1
                || KNOWN.contains(&word.as_str())
                || self.0.contains(&legalmind_text::normal::plain_word(&word))
                || reference::is_law(&word)
                || LAWS.iter().any(|end| word.ends_with(end))
        };
        let person = before.is_some_and(|it| {
            let word = lower(it);
            // initials, P. Jansen
            let initial = it.written.chars().count() == 1 && it.written.chars().all(char::is_uppercase);
            initial || BEFORE_PERSON.contains(&word.as_str())
        });
        let company = group.iter().skip(1).chain(after).any(|it| {
            BEHIND_COMPANY.contains(&lower(it).as_str()) && it.written.starts_with(char::is_uppercase)
        });
        // the Algemene wet bestuursrecht
        let law = after.is_some_and(|it| it.joined && LAWS.iter().any(|end| lower(it).ends_with(end)));
        person || company || law || group.iter().any(is_name)
    }
}
