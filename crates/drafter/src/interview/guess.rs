//! Questions for the names that a template of the firm's own uses, until a person says better.

use legalmind_core::template::{Question, QuestionKind};
use legalmind_docx::TemplateUse;

/// Words of which a name consists when it stands for an amount.
const AMOUNTS: [&str; 9] =
    ["bedrag", "prijs", "honorarium", "vergoeding", "boete", "hoofdsom", "loon", "salaris", "koopsom"];
/// What is said of a party and of nothing else.
const OF_PARTY: [&str; 6] =
    ["omschrijving", "is_bedrijf", "kvk", "vertegenwoordiger", "functie", "geboortedatum"];
/// Signs of a company in a name.
const FORMS: [&str; 21] = [
    "b.v.",
    "bv",
    "n.v.",
    "nv",
    "v.o.f.",
    "vof",
    "c.v.",
    "stichting",
    "vereniging",
    "coöperatie",
    "maatschap",
    "holding",
    "gemeente",
    "ltd",
    "ltd.",
    "inc",
    "inc.",
    "gmbh",
    "ag",
    "llp",
    "plc",
];

/// Whether a name is that of a company.
#[must_use]
pub fn looks_like_company(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split([' ', ',', '(', ')']).any(|word| FORMS.contains(&word))
}

/// A question for a name that a template uses.
#[must_use]
pub fn guessed(name: &str, used: &TemplateUse) -> Question {
    if !used.lists.iter().any(|list| list == name) {
        return plain(name, used);
    }
    let start = format!("{name}.*.");
    let below = |paths: &[String]| -> Vec<String> {
        paths.iter().filter_map(|path| path.strip_prefix(&start)).map(ToOwned::to_owned).collect()
    };
    let inner =
        TemplateUse { fields: below(&used.fields), flags: below(&used.flags), ..TemplateUse::default() };
    let mut item: Vec<Question> = Vec::new();
    for path in &inner.fields {
        let name = super::root(path);
        if !item.iter().any(|it| it.name == name) {
            item.push(plain(name, &inner));
        }
    }
    Question { item, ..question(name, QuestionKind::List) }
}

fn plain(name: &str, used: &TemplateUse) -> Question {
    let start = format!("{name}.");
    let below: Vec<&str> = used.fields.iter().filter_map(|path| path.strip_prefix(&start)).collect();
    let words: Vec<&str> = name.split('_').collect();
    let has = |word: &str| words.contains(&word);
    let kind = if below.iter().any(|it| OF_PARTY.contains(it)) || below.contains(&"naam") {
        QuestionKind::Party
    } else if below.iter().any(|it| matches!(*it, "straat" | "postcode" | "plaats")) {
        QuestionKind::Address
    } else if below.iter().any(|it| matches!(*it, "aantal" | "eenheid")) {
        QuestionKind::Term
    } else if words.iter().any(|word| *word == "datum" || word.ends_with("datum")) {
        QuestionKind::Date
    } else if AMOUNTS.iter().any(|amount| words.iter().any(|word| word.ends_with(amount))) {
        QuestionKind::Money
    } else if has("email") || has("mail") {
        QuestionKind::Email
    } else if has("iban") {
        QuestionKind::Iban
    } else if has("kvk") {
        QuestionKind::Kvk
    } else if has("rsin") {
        QuestionKind::Rsin
    } else if has("bsn") {
        QuestionKind::Bsn
    } else if used.flags.iter().any(|flag| flag == name) {
        QuestionKind::YesNo
    } else {
        QuestionKind::Text
    };
    question(name, kind)
}

fn question(name: &str, kind: QuestionKind) -> Question {
    let spaced = name.replace('_', " ");
    let mut rest = spaced.chars();
    let label = rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default();
    Question {
        name: name.to_owned(),
        kind,
        label,
        group: String::new(),
        help: None,
        warn: None,
        required: kind != QuestionKind::YesNo,
        prefill: None,
        when: None,
        default: None,
        choices: Vec::new(),
        item: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_asked() {
        let paths = |list: &[&str]| -> Vec<String> { list.iter().map(|it| (*it).to_owned()).collect() };
        let fields = paths(&[
            "opdrachtgever.naam",
            "koopsom",
            "ingangsdatum",
            "is_consument",
            "bijlagen",
            "bijlagen.*.naam",
            "bijlagen.*.datum",
            "plaats",
        ]);
        let (lists, flags) = (paths(&["bijlagen"]), paths(&["is_consument"]));
        let used = TemplateUse { fields, flags, lists, clauses: Vec::new() };
        let kind = |name: &str| guessed(name, &used).kind;
        assert_eq!(kind("opdrachtgever"), QuestionKind::Party);
        assert_eq!(kind("koopsom"), QuestionKind::Money);
        assert_eq!(kind("ingangsdatum"), QuestionKind::Date);
        assert_eq!(kind("is_consument"), QuestionKind::YesNo);
        assert_eq!(kind("plaats"), QuestionKind::Text);
        let list = guessed("bijlagen", &used);
        assert_eq!(list.kind, QuestionKind::List);
        let item: Vec<_> = list.item.iter().map(|it| (it.label.as_str(), it.kind)).collect();
        assert_eq!(item, [("Naam", QuestionKind::Text), ("Datum", QuestionKind::Date)]);
    }

    #[test]
    fn companies_are_known_by_their_form() {
        assert!(looks_like_company("Van Loon Bouw B.V.") && looks_like_company("Stichting Zon"));
        assert!(!looks_like_company("B. Vries") && !looks_like_company("A. Bvan"));
    }
}
