//! Persons and companies, and the phrase by which a contract introduces them.

use legalmind_core::template::QuestionKind;
use serde_json::{Map, Value, json};

use super::{Checked, Place, number};
use crate::words;

/// What may be said of a party, in the words of the field.
const FIELDS: [&str; 14] = [
    "naam",
    "rechtsvorm",
    "aanhef",
    "adres",
    "postcode",
    "plaats",
    "zetel",
    "kvk",
    "vertegenwoordiger",
    "functie",
    "geboortedatum",
    "geboorteplaats",
    "email",
    "telefoon",
];

/// Legal forms as they are written out before a name, with their article.
const FORMS: [(&str, &str); 8] = [
    ("bv", "de besloten vennootschap met beperkte aansprakelijkheid"),
    ("nv", "de naamloze vennootschap"),
    ("vof", "de vennootschap onder firma"),
    ("cv", "de commanditaire vennootschap"),
    ("maatschap", "de maatschap"),
    ("stichting", "de stichting"),
    ("vereniging", "de vereniging"),
    ("cooperatie", "de coöperatie"),
];

impl Checked {
    pub(super) fn party(&mut self, kind: QuestionKind, given: &Value, at: &Place) -> Option<Value> {
        let Some(given) = given.as_object() else { return self.fault(at, "not_a_party") };
        let text = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let company = match kind {
            QuestionKind::Person => false,
            QuestionKind::Company => true,
            _ => text("soort") != "persoon",
        };
        let mut out: Map<String, Value> = Map::new();
        for name in FIELDS {
            let said = text(name);
            if said.chars().nth(300).is_some() || said.chars().any(char::is_control) {
                return self.fault(&at.of(name), "not_text");
            }
            if !said.is_empty() {
                out.insert(name.to_owned(), Value::String(said));
            }
        }
        let kvk: fn(&str) -> bool = number::kvk;
        let checks = [
            ("kvk", kvk, "not_kvk"),
            ("postcode", number::postcode, "not_a_postcode"),
            ("email", number::email, "not_email"),
        ];
        for (name, holds, code) in checks {
            let said = text(name);
            if !said.is_empty() && !holds(&said) {
                self.fault(&at.of(name), code);
                out.remove(name);
            }
        }
        let born = text("geboortedatum");
        if !born.is_empty() {
            match born.parse() {
                Ok(date) => self.print(&at.of("geboortedatum"), words::day(date)),
                Err(_) => {
                    self.fault(&at.of("geboortedatum"), "not_a_date");
                    out.remove("geboortedatum");
                }
            }
        }
        if !out.contains_key("naam") {
            return self.fault(&at.of("naam"), "empty");
        }
        out.insert("is_bedrijf".to_owned(), json!(company));
        out.insert("omschrijving".to_owned(), json!(phrase(&out, company)));
        self.print(at, text("naam"));
        Some(Value::Object(out))
    }
}

/// The phrase that introduces a party; what is not known is left out.
fn phrase(party: &Map<String, Value>, company: bool) -> String {
    let text = |name: &str| party.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    let name = text("naam");
    let address = [text("adres"), &[text("postcode"), text("plaats")].join(" ")].map(str::trim).join(", ");
    let address = address.trim_matches([',', ' ']).to_owned();
    if company {
        let form = text("rechtsvorm").to_lowercase().replace(['.', ' '], "").replace('ö', "o");
        let written = FORMS.iter().find(|(short, _)| *short == form).map(|(_, long)| *long);
        parts.push(match written {
            Some(long) => format!("{long} {name}"),
            None => name.to_owned(),
        });
        let seat = text("zetel");
        match (seat.is_empty(), address.is_empty()) {
            (false, false) => {
                parts.push(format!("statutair gevestigd te {seat} en kantoorhoudende te {address}"));
            }
            (false, true) => parts.push(format!("statutair gevestigd te {seat}")),
            (true, false) => parts.push(format!("gevestigd te {address}")),
            (true, true) => {}
        }
        if !text("kvk").is_empty() {
            parts.push(format!("ingeschreven in het handelsregister onder nummer {}", text("kvk")));
        }
        if !text("vertegenwoordiger").is_empty() {
            let function = text("functie");
            let who = text("vertegenwoordiger");
            let who = if function.is_empty() { who.to_owned() } else { format!("{who}, {function}") };
            parts.push(format!("te dezen rechtsgeldig vertegenwoordigd door {who}"));
        }
    } else {
        let salutation = text("aanhef");
        parts.push(if salutation.is_empty() { name.to_owned() } else { format!("{salutation} {name}") });
        let born = text("geboortedatum").parse().map(words::day).unwrap_or_default();
        match (text("geboorteplaats").is_empty(), born.is_empty()) {
            (false, false) => parts.push(format!("geboren te {} op {born}", text("geboorteplaats"))),
            (false, true) => parts.push(format!("geboren te {}", text("geboorteplaats"))),
            (true, false) => parts.push(format!("geboren op {born}")),
            (true, true) => {}
        }
        if !address.is_empty() {
            parts.push(format!("wonende te {address}"));
        }
    }
    parts.join(", ")
}
