//! What is wrong with a playbook, each fault at its place.

use legalmind_core::{account::Language, check::Words};

/// Something that is wrong with a playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule, or the fact, by its key; none where it is the playbook as a whole.
    pub rule: Option<String>,
    /// The field, such as `limit/0/max`; of a text that is no TOML its line and column, `3:12`.
    pub field: String,
    /// What is wrong.
    pub code: FaultCode,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $nl:literal, $en:literal;)+) => {
        /// What can be wrong with a playbook.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FaultCode { $($(#[$doc])* $variant),+ }

        impl FaultCode {
            /// The name under which it is known.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What is wrong, and what to do, in a language.
            #[must_use]
            pub const fn words(self, language: Language) -> &'static str {
                let (nl, en) = match self { $(Self::$variant => ($nl, $en)),+ };
                match language { Language::Nl => nl, Language::En => en }
            }
        }
    };
}

codes! {
    /// It is no TOML, or has other fields than a playbook.
    Unreadable = "unreadable",
        "Dit is geen geldige TOML of heeft velden die een playbook niet kent. Kijk bij de genoemde regel.",
        "This is no valid TOML or has fields that a playbook does not know. Look at the line that is named.";
    /// It is larger than a playbook may be.
    TooLarge = "too_large",
        "Het playbook is te groot: ten hoogste 1 MB en 300 regels. Verdeel het over meer playbooks.",
        "The playbook is too large: at most 1 MB and 300 rules. Divide it over more playbooks.";
    /// There is no rule.
    NoRules = "no_rules",
        "Er staat geen regel in. Voeg er ten minste een toe.",
        "There is no rule in it. Add at least one.";
    /// A key is empty or has other signs than small letters, digits and hyphens.
    BadKey = "bad_key",
        "Een sleutel bestaat uit kleine letters, cijfers en streepjes. Kies een andere.",
        "A key has small letters, digits and hyphens. Choose another.";
    /// A key is there twice.
    KeyTwice = "key_twice",
        "Deze sleutel komt twee keer voor. Geef een van beide een andere.",
        "This key is there twice. Give one of them another.";
    /// A text is missing in one of the languages.
    NoWords = "no_words",
        "Hier ontbreekt de tekst in het Nederlands of in het Engels. Vul beide in.",
        "The text in Dutch or in English is missing here. Fill in both.";
    /// A rule rests on nothing.
    NoBasis = "no_basis",
        "De regel noemt geen grondslag. Noem een bepaling, of waarop de regel anders rust.",
        "The rule names no basis. Name a provision, or what else it rests on.";
    /// A date is none.
    BadDate = "bad_date",
        "Dit is geen datum. Schrijf haar als 2026-11-30.",
        "This is no date. Write it as 2026-11-30.";
    /// A fact is not defined.
    UnknownFact = "unknown_fact",
        "Dit feit bestaat niet in dit playbook. Voeg het toe onder de feiten of verbeter de sleutel.",
        "This fact is not in this playbook. Add it under the facts or correct the key.";
    /// A fact cannot have this value.
    UnknownValue = "unknown_value",
        "Dit feit kan deze waarde niet hebben. Kies een van zijn waarden.",
        "This fact cannot have this value. Choose one of its values.";
    /// A rule is not there.
    UnknownRule = "unknown_rule",
        "Deze regel bestaat niet in dit playbook. Verbeter de sleutel.",
        "This rule is not in this playbook. Correct the key.";
    /// A rule that is referred to has no subject that could be there or not.
    NoSubject = "no_subject",
        "De regel waarnaar wordt verwezen, heeft geen onderwerp. Geef die regel kenmerken van een onderwerp.",
        "The rule that is referred to has no subject. Give that rule signs of a subject.";
    /// Rules wait for each other.
    Cycle = "cycle",
        "Deze regels hangen van elkaar af en zouden nooit kunnen gelden. Haal een van de voorwaarden weg.",
        "These rules depend on each other and could never hold. Take one of the conditions away.";
    /// A condition can never be met.
    Impossible = "impossible",
        "Aan deze voorwaarde kan nooit worden voldaan. Verruim haar of haal haar weg.",
        "This condition can never be met. Widen it or take it away.";
    /// A rule looks at nothing.
    NothingChecked = "nothing_checked",
        "De regel toetst niets. Zeg wat vereist, verboden of begrensd is, of wat geldt als het onderwerp ontbreekt.",
        "The rule checks nothing. Say what is required, forbidden or limited, or what holds if the subject is absent.";
    /// There are no signs where there must be.
    NoSigns = "no_signs",
        "Hier ontbreken kenmerken. Schrijf ten minste een kenmerk.",
        "There are no signs here. Write at least one.";
    /// A sign cannot be understood.
    BadSign = "bad_sign",
        "Dit kenmerk is niet te lezen: kijk naar haakjes, strepen en accolades.",
        "This sign cannot be read: look at brackets, bars and braces.";
    /// A sign names words of one meaning that are not there.
    UnknownSynonyms = "unknown_synonyms",
        "Deze synoniemen staan niet in dit playbook. Voeg ze toe onder [synonyms] of verbeter de naam.",
        "These synonyms are not in this playbook. Add them under [synonyms] or correct the name.";
    /// A sign only says what must not be there.
    OnlyNegative = "only_negative",
        "Dit kenmerk zegt alleen wat er niet mag staan. Voeg toe wat er wel moet staan.",
        "This sign only says what must not be there. Add what must be.";
    /// A sign is too long or too large.
    SignTooLarge = "sign_too_large",
        "Dit kenmerk is te lang of te ingewikkeld. Verdeel het over meer kenmerken.",
        "This sign is too long or too intricate. Divide it over more signs.";
    /// The signs of a playbook are too large together; the rule is the first that does not fit.
    SignsTooLarge = "signs_too_large",
        "Tot hier zijn alle kenmerken samen te groot. Verdeel het playbook over meer playbooks.",
        "Up to here all signs together are too large. Divide the playbook over more playbooks.";
    /// A bound is no figure of its kind.
    BadFigure = "bad_figure",
        "Deze grens is niet te lezen. Schrijf haar als ‘2 maanden’, ‘€ 5000’ of ‘10 %’.",
        "This bound cannot be read. Write it as ‘2 maanden’, ‘€ 5000’ or ‘10 %’.";
    /// A limit has no bound.
    NoBound = "no_bound",
        "Hier ontbreekt een grens. Geef een minimum of een maximum.",
        "There is no bound here. Give a minimum or a maximum.";
    /// A limit has bounds and another figure that bounds it.
    TwoBounds = "two_bounds",
        "Hier staan een grens en een ander getal als grens. Laat een van beide weg.",
        "Here are a bound and another figure as a bound. Leave one of them out.";
    /// A clause is not in the library.
    UnknownClause = "unknown_clause",
        "Deze clausule staat niet in de bibliotheek. Verbeter de sleutel of geef een eigen tekst.",
        "This clause is not in the library. Correct the key or give own words.";
    /// A wording has a clause and own words, or neither.
    BadWording = "bad_wording",
        "Geef een clausule of een eigen tekst: een van beide.",
        "Give a clause or own words: one of the two.";
}

impl Fault {
    pub(super) fn new(rule: Option<&str>, field: impl Into<String>, code: FaultCode) -> Self {
        Self { rule: rule.map(ToOwned::to_owned), field: field.into(), code }
    }

    /// What is wrong, and what to do, in both languages.
    #[must_use]
    pub fn words(&self) -> Words {
        let words = |language| self.code.words(language).to_owned();
        Words { nl: words(Language::Nl), en: words(Language::En) }
    }
}

/// The fault of a text that is no playbook: where it stops to be one.
pub(super) fn unreadable(error: &toml::de::Error, text: &str) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Fault::new(None, format!("{line}:{column}"), FaultCode::Unreadable)
}
