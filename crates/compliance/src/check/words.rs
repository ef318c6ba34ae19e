//! The reasoning in sentences, in Dutch and in English.

use legalmind_core::{
    account::Language,
    check::{AskTrouble, Finding, ModelSays, Step, StepCode, Verdict},
};

/// A step of a finding as a sentence. The passage it rests on stands apart from it.
#[must_use]
pub fn sentence(finding: &Finding, step: &Step, language: Language) -> String {
    let (nl, en) = template(step);
    let open = match language {
        Language::Nl => nl,
        Language::En => en,
    };
    let of = |words: &Option<legalmind_core::check::Words>| {
        words.as_ref().map(|it| it.of(language).to_owned()).unwrap_or_default()
    };
    let quote = step.passage.and_then(|at| finding.passages.get(usize::try_from(at).ok()?));
    let heading = quote.and_then(|it| it.heading.clone());
    let at = match (heading, language) {
        (Some(heading), Language::Nl) => format!(" (onder ‘{heading}’)"),
        (Some(heading), Language::En) => format!(" (under ‘{heading}’)"),
        (None, _) => String::new(),
    };
    let about = of(&step.about);
    let filled = [
        ("{About}", upper(&about)),
        ("{about}", about),
        ("{found}", of(&step.found)),
        ("{bound}", of(&step.bound)),
        ("{at}", at),
    ];
    filled.iter().fold(open.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// A verdict in words.
#[must_use]
pub const fn verdict(verdict: Verdict, language: Language) -> &'static str {
    let (nl, en) = match verdict {
        Verdict::Unacceptable => ("Niet aanvaardbaar", "Unacceptable"),
        Verdict::Review => ("Beoordelen", "To be reviewed"),
        Verdict::Acceptable => ("Aanvaardbaar", "Acceptable"),
        Verdict::NotApplicable => ("Niet van toepassing", "Not applicable"),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// What a model says of a rule, in words.
#[must_use]
pub const fn says(says: ModelSays, language: Language) -> &'static str {
    let (nl, en) = match says {
        ModelSays::Unacceptable => ("voldoet niet", "does not comply"),
        ModelSays::Review => ("te beoordelen", "to be reviewed"),
        ModelSays::Acceptable => ("voldoet", "complies"),
        ModelSays::Nothing => ("niets over gevonden", "nothing found about it"),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// Why a question was not answered, in words.
#[must_use]
pub const fn unanswered(trouble: AskTrouble, language: Language) -> &'static str {
    let (nl, en) = match trouble {
        AskTrouble::Unreachable => {
            ("het taalmodel was niet bereikbaar", "the language model could not be reached")
        }
        AskTrouble::Timeout => {
            ("het taalmodel antwoordde niet op tijd", "the language model did not answer in time")
        }
        AskTrouble::CutOff => ("het antwoord brak af", "the answer broke off"),
        AskTrouble::Nonsense => ("het antwoord was niet bruikbaar", "the answer could not be used"),
        AskTrouble::Refused => {
            ("er mocht niets naar het taalmodel", "nothing was allowed to go to the language model")
        }
        AskTrouble::TooLong => {
            ("het stuk is te lang voor een vraag", "the document is too long for a question")
        }
        AskTrouble::NotAsked => (
            "niet meer gesteld, omdat een eerdere vraag geen antwoord kreeg",
            "not asked any more, because an earlier question got no answer",
        ),
        AskTrouble::Internal => ("er ging iets mis in het programma", "something went wrong in the program"),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// The sentence of a step in both languages, with open places.
const fn template(step: &Step) -> (&'static str, &'static str) {
    use StepCode as S;
    match step.code {
        S::FactExcludes => (
            "{About}: {found}. Daarom geldt deze regel hier niet.",
            "{About}: {found}. That is why this rule does not hold here.",
        ),
        S::FactApplies => {
            ("{About}: {found}. Daarom geldt deze regel.", "{About}: {found}. That is why this rule holds.")
        }
        S::FactUnknown => (
            "{About}: niet bekend. De regel is toegepast; beoordeel zelf of zij geldt.",
            "{About}: not known. The rule was applied; judge for yourself whether it holds.",
        ),
        S::OtherAbsent => (
            "Deze regel gaat over ‘{about}’, en dat staat niet in het contract.",
            "This rule is about ‘{about}’, and the contract does not have it.",
        ),
        S::OtherPresent => (
            "Deze regel geldt alleen zonder ‘{about}’, en dat staat in het contract.",
            "This rule holds only without ‘{about}’, and the contract has it.",
        ),
        S::Excluded => (
            "Het contract zegt uitdrukkelijk dat dit niet geldt{at}.",
            "The contract says expressly that this does not hold{at}.",
        ),
        S::Found => ("Het contract regelt dit onderwerp{at}.", "The contract deals with this subject{at}."),
        S::NotFound => (
            "In het contract is geen bepaling over dit onderwerp gevonden.",
            "No provision on this subject was found in the contract.",
        ),
        S::RequirementMet => ("Aanwezig: {about}{at}.", "Present: {about}{at}."),
        S::RequirementMissing => ("Niet gevonden: {about}.", "Not found: {about}."),
        S::ForbiddenFound => ("Gevonden: {about}{at}.", "Found: {about}{at}."),
        S::ForbiddenAbsent => ("Niet aangetroffen: {about}.", "Not present: {about}."),
        S::WithinBound => (
            "{About} is {found}; dat blijft binnen de grens van {bound}.",
            "{About} is {found}; that keeps to the bound of {bound}.",
        ),
        S::OverBound => (
            "{About} is {found}; ten hoogste {bound} is toegestaan.",
            "{About} is {found}; at most {bound} is allowed.",
        ),
        S::UnderBound => (
            "{About} is {found}; ten minste {bound} is vereist.",
            "{About} is {found}; at least {bound} is required.",
        ),
        S::OverOwnBound => (
            "{About} is {found}; de bovengrens van dit playbook is {bound}.",
            "{About} is {found}; the upper bound of this playbook is {bound}.",
        ),
        S::UnderOwnBound => (
            "{About} is {found}; de ondergrens van dit playbook is {bound}.",
            "{About} is {found}; the lower bound of this playbook is {bound}.",
        ),
        S::NoFigure => (
            "{About} is niet te lezen; de grens is {bound}.",
            "{About} cannot be read; the bound is {bound}.",
        ),
        S::ModelObjects => (
            "Een taalmodel ziet een bezwaar dat de regel zelf niet vindt; beoordeel of het klopt.",
            "A language model sees an objection that the rule itself does not find; judge whether it holds.",
        ),
        S::ModelUnverified => (
            "Het antwoord van het taalmodel kon niet worden gecontroleerd en telt niet; beoordeel zelf.",
            "The language model’s answer could not be checked and does not count; judge for yourself.",
        ),
        S::Unread => (
            "Een deel van het document kon niet worden gelezen: wat niet is gevonden, kan daar staan.",
            "A part of the document could not be read: what was not found may stand there.",
        ),
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
