//! Laws that stand in no list, by a title that says where it ends: `de Wet kwaliteit
//! incassodienstverlening`, `de Tijdelijke referendumwet`, `het Besluit externe veiligheid 2004`.

use super::{name::Law, reader::Reader};
use crate::reference::lexer::{Kind, Token};

/// What a title begins with.
const KINDS: &[&str] = &[
    "Wet",
    "Rijkswet",
    "Kaderwet",
    "Invoeringswet",
    "Uitvoeringswet",
    "Besluit",
    "Uitvoeringsbesluit",
    "Regeling",
    "Uitvoeringsregeling",
    "Uitvoeringsbeschikking",
    "Beschikking",
];
/// What the last word of a title ends with, where another word stands before it.
const ENDS: &[&str] = &["wet", "wetboek", "besluit", "regeling", "verordening"];
/// Words between the kind and what the law is of.
const OF: &[&str] = &["op", "inzake", "betreffende", "houdende", "ter", "tegen"];
/// Words inside a title.
const JOINING: &[&str] = &["de", "het", "der", "van", "voor", "en", "in", "bij", "tot", "aan", "met"];
/// The most words of a title after its kind.
const MOST: usize = 8;
/// The fewest letters of a word that a title may end with.
const FEWEST: usize = 4;

/// Words that go on with the sentence.
#[rustfmt::skip]
const SENTENCE: &[&str] = &[
    "aangewezen", "aldus", "alleen", "alsmede", "alsnog", "artikel", "artikelen", "bedoeld", "bedoelde", "bepaald",
    "bepaalde", "bepaalt", "betoogt", "betreft", "biedt", "blijft", "blijkens", "blijkt", "brengt", "daarmee",
    "daarom", "dan", "danwel", "dat", "deze", "derhalve", "dient", "dienen", "dienovereenkomstig", "die", "dit",
    "door", "echter", "eerst", "evenmin", "evenzeer", "eveneens", "expliciet", "gaat", "gebruikte", "geeft", "geen",
    "gegeven", "geldende", "geldt", "gelden", "genoemd", "genoemde", "gesteld", "gestelde", "gevallen", "had",
    "hebben", "heeft", "hierna", "houdt", "ingestelde", "ingevoerde", "juncto", "kan", "kennis", "kent", "komt", "kunnen",
    "laat", "luidde", "luiden", "luidt", "maar", "maakt", "mag", "mede", "moet", "moeten", "mogelijk", "naar",
    "nader", "neergelegd", "neergelegde", "niet", "noch", "omdat", "omschreven", "onder", "ontstaat", "ook",
    "opgelegd", "opgelegde", "opgenomen", "overeenkomstig", "reeds", "respectievelijk", "rust", "slechts", "staat",
    "stelt", "strekt", "terecht", "terwijl", "teneinde", "thans", "toegekend", "toegekende", "toen", "toepassing",
    "treedt", "uitdrukkelijk", "uitgaat", "uitgezonderd", "valt", "vallen", "vastgesteld", "vastgestelde", "verder",
    "vereist", "verlangt", "vermeld", "vermelde", "verplicht", "verstaan", "vervatte", "vindt", "vinden",
    "voldoet", "volgt", "voor", "voorgeschreven", "voorts", "voorziet", "vormt", "waar", "waarheen", "waarbij", "waarin",
    "waarmee", "waarnaar", "waarop", "waaronder", "waaruit", "waarvan", "wanneer", "waren", "was", "wegens", "welke",
    "wel", "werd", "werden", "wordt", "worden", "zal", "zelf", "zich", "ziet", "zijn", "zijnde", "zoals", "zodat",
    "zonder", "zou", "zouden", "zowel", "zulks", "zullen",
];

impl Reader<'_> {
    /// A law by its title.
    pub fn titled(&mut self) -> Option<Law> {
        let first = self.peek_word()?;
        let words = if KINDS.contains(&first) { self.after_kind()? } else { self.with_end(first)? };
        let title = (0..words).filter_map(|at| self.ahead(at)).filter(|token| token.kind == Kind::Word);
        let key: Vec<String> = title.map(|token| token.text.to_lowercase()).collect();
        let short = self.short(words).map(str::to_lowercase);
        self.skip(words);
        Some(Law { key: short.unwrap_or_else(|| key.join("-")), book: None })
    }

    /// What the text calls the law from here on, right behind its title: `(hierna: Wabm)`, `, verder: Rtb`.
    fn short(&mut self, mut at: usize) -> Option<&str> {
        at += usize::from(matches!(self.ahead(at)?.text, "(" | ","));
        let said = self.ahead(at)?.text.to_lowercase();
        if !matches!(said.as_str(), "hierna" | "verder" | "afgekort") {
            return None;
        }
        at += 1;
        while matches!(
            self.ahead(at)?.text,
            "te" | "noemen" | "ook" | "genoemd" | "aangeduid" | "als" | ":" | "de" | "het"
        ) {
            at += 1;
        }
        let word = self.ahead(at)?;
        let short =
            word.kind == Kind::Word && word.text.len() <= 8 && word.text.starts_with(char::is_uppercase);
        (short && word.text != "Wet").then_some(word.text)
    }

    /// `Tijdelijke referendumwet`, `Gezondheids- en welzijnswet voor dieren`: how many words and marks it has.
    fn with_end(&mut self, first: &str) -> Option<usize> {
        if first.starts_with(char::is_uppercase) && self.ahead(1)?.text == "-" {
            let both = self.word_at(2)? == "en"
                && ENDS.iter().any(|end| self.ahead(3).is_some_and(|it| it.text.ends_with(end)));
            let of = self.word_at(4) == Some("voor");
            return both.then_some(if of { 6 } else { 4 });
        }
        let adjective = first.len() >= 6 && first.ends_with('e') && first.starts_with(char::is_uppercase);
        let last = self.word_at(1)?;
        let law = last.len() >= 7 && ENDS.iter().any(|end| last.ends_with(end));
        (adjective && law && last.starts_with(char::is_lowercase)).then_some(2)
    }

    /// How many words the title has that begins with a kind.
    fn after_kind(&mut self) -> Option<usize> {
        let mut at = 1;
        if OF.contains(&self.word_at(1)?) {
            at += 1;
            // "de Wet op grond daarvan" names nothing
            let named = self.word_at(2).is_some_and(|word| matches!(word, "de" | "het" | "der"));
            if self.word_at(1) == Some("op") && !named {
                return None;
            }
        }
        let begin = at;
        let mut end = None;
        while at <= MOST {
            let Some(word) = self.word_at(at) else { break };
            let joining = at > begin && (JOINING.contains(&word) || OF.contains(&word));
            let verb = at == 1 && verb(word);
            let letters = word.chars().count();
            let short = letters > 1 && word.chars().all(char::is_uppercase);
            let content = (letters >= FEWEST || short) && !SENTENCE.contains(&word) && !joining && !verb;
            if content {
                end = Some(at + 1);
            } else if !(joining || (at == begin && begin > 1)) {
                break;
            }
            at += 1;
        }
        let end = end?;
        let year = self.ahead(end).filter(|token| token.kind == Kind::Number && token.text.len() == 4);
        Some(end + usize::from(year.is_some_and(|token| matches!(token.text.parse(), Ok(1800_u16..=2100)))))
    }

    /// The word this many tokens ahead, if only a space stands before it.
    fn word_at(&mut self, ahead: usize) -> Option<&str> {
        let before: Token<'_> = self.ahead(ahead.checked_sub(1)?)?;
        let word = self.ahead(ahead)?;
        (word.kind == Kind::Word && word.start <= before.end + 2).then_some(word.text)
    }
}

/// Whether a word right after the kind has the form of a verb or of what one made an adjective: `de
/// Wet verleent`, `de Wet overeenstemmende`.
fn verb(word: &str) -> bool {
    let prefix = ["be", "ver", "ont", "her", "recht"].iter().any(|prefix| word.starts_with(prefix));
    ["de", "te", "iene"].iter().any(|end| word.ends_with(end))
        || (prefix && word.ends_with('t') && !word.ends_with("cht"))
}
