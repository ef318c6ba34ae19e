use super::*;

fn questions(toml: &str) -> Vec<Question> {
    #[derive(serde::Deserialize)]
    struct All {
        question: Vec<Question>,
    }
    toml::from_str::<All>(toml).expect("questions").question
}

/// `name` alone, or `niet name`.
fn decides(when: &str, context: &Value) -> Option<bool> {
    let truth = |name: &str| context.get(name).is_some_and(|it| it.as_bool().unwrap_or(true));
    Some(when.strip_prefix("niet ").map_or_else(|| truth(when), |name| !truth(name)))
}

fn checked(toml: &str, answers: Value) -> Checked {
    check(&questions(toml), answers.as_object().expect("an object"), &decides)
}

const ALL: &str = r#"
question = [
  { name = "naam", kind = "text", label = "Naam" },
  { name = "boete", kind = "yes_no", label = "Boete?" },
  { name = "bedrag", kind = "money", label = "Bedrag", when = "boete" },
  { name = "duur", kind = "choice", label = "Duur", required = false, choices = [
      { value = "kort", label = "voor een jaar" }, { value = "lang", label = "voor onbepaalde tijd" } ] },
  { name = "stukken", kind = "list", label = "Producties", required = false, item = [
      { name = "titel", kind = "text", label = "Omschrijving" },
      { name = "datum", kind = "date", label = "Datum", required = false } ] },
]"#;

#[test]
fn what_is_not_asked_is_not_missing_and_not_seen() {
    let made = checked(ALL, json!({ "bedrag": { "cents": 100 } }));
    assert_eq!(made.asked, [true, true, false, true, true]);
    assert_eq!(made.missing, [("naam".to_owned(), "Naam".to_owned())]);
    assert_eq!(made.context.get("bedrag"), None);
    let made = checked(ALL, json!({ "naam": "x", "boete": true }));
    assert_eq!(made.missing, [("bedrag".to_owned(), "Bedrag".to_owned())]);
}

#[test]
fn answers_are_printed_as_the_field_writes_them() {
    let made = checked(
        ALL,
        json!({
            "naam": " Van Loon ", "boete": true, "bedrag": { "cents": 125_000 }, "duur": "lang",
            "stukken": [{ "titel": "Brief" }, { "titel": "Foto", "datum": "2026-11-24" }],
        }),
    );
    assert!(made.missing.is_empty() && made.faults.is_empty(), "{made:?}");
    assert_eq!(made.context["naam"], "Van Loon");
    assert_eq!(made.context["bedrag"], 1250.0);
    assert_eq!(made.context["duur"], "lang");
    let printed = |path: &str| made.printed.get(path).map(String::as_str);
    assert_eq!(printed("bedrag"), Some("€\u{a0}1.250,00"));
    assert_eq!(printed("duur"), Some("voor onbepaalde tijd"));
    assert_eq!(printed("bedrag|woorden"), Some("twaalfhonderdvijftig euro"));
    assert_eq!(printed("stukken.1.datum"), Some("24 november 2026"));
    assert_eq!(printed("stukken.1.datum|kort"), Some("24-11-2026"));
}

#[test]
fn a_wrong_answer_is_named_by_its_place_and_not_printed() {
    let made = checked(
        ALL,
        json!({
            "naam": 3, "boete": "misschien", "duur": "eeuwig",
            "stukken": [{ "titel": "a", "datum": "31-12-2026" }, {}],
        }),
    );
    let faults: Vec<(&str, &str)> = made.faults.iter().map(|it| (it.pointer.as_str(), it.code)).collect();
    assert_eq!(
        faults,
        [
            ("/naam", "not_text"),
            ("/boete", "not_yes_no"),
            ("/duur", "not_a_choice"),
            ("/stukken/0/datum", "not_a_date"),
        ]
    );
    assert_eq!(made.missing, [("stukken/1/titel".to_owned(), "Omschrijving".to_owned())]);
    assert_eq!(made.context.get("naam"), None);
}

#[test]
fn a_party_is_introduced_in_full_with_what_is_known() {
    let toml = r#"question = [ { name = "p", kind = "party", label = "Partij" } ]"#;
    let made = checked(
        toml,
        json!({ "p": { "soort": "bedrijf", "rechtsvorm": "B.V.", "naam": "Van Loon Bouw B.V.", "zetel": "Utrecht",
            "adres": "Kade 1", "postcode": "3511 AB", "plaats": "Utrecht", "kvk": "12345678",
            "vertegenwoordiger": "de heer P. van Loon", "functie": "bestuurder" } }),
    );
    assert_eq!(
        made.context["p"]["omschrijving"],
        "de besloten vennootschap met beperkte aansprakelijkheid Van Loon Bouw B.V., statutair gevestigd te Utrecht \
         en kantoorhoudende te Kade 1, 3511 AB Utrecht, ingeschreven in het handelsregister onder nummer 12345678, \
         te dezen rechtsgeldig vertegenwoordigd door de heer P. van Loon, bestuurder"
    );
    let made = checked(
        toml,
        json!({ "p": { "soort": "persoon", "aanhef": "mevrouw", "naam": "A. de Vries",
            "geboortedatum": "1980-02-29", "plaats": "Zwolle", "postcode": "Zwolle" } }),
    );
    assert_eq!(
        made.context["p"]["omschrijving"],
        "mevrouw A. de Vries, geboren op 29 februari 1980, wonende te Zwolle"
    );
    assert_eq!(made.faults, [Remark { pointer: "/p/postcode".into(), code: "not_a_postcode" }]);
}

#[test]
fn a_citizens_number_comes_with_a_warning() {
    let toml = r#"question = [ { name = "bsn", kind = "bsn", label = "BSN" } ]"#;
    let made = checked(toml, json!({ "bsn": "111222333" }));
    assert!(made.faults.is_empty());
    assert_eq!(made.warnings, [Remark { pointer: "/bsn".into(), code: "bsn_legal_basis" }]);
    assert_eq!(checked(toml, json!({ "bsn": "111222334" })).faults.len(), 1);
}
