//! The interview of a template: which questions are asked, whether the answers hold, what is still
//! missing, and the answers as the template prints them.

mod guess;
pub mod number;
mod party;

use std::collections::BTreeMap;

use jiff::civil::Date;
use legalmind_core::template::{Question, QuestionKind};
use serde_json::{Map, Value, json};

pub use guess::{guessed, looks_like_company};
pub use legalmind_docx::{decides, names};

use crate::words;

/// The most entries of a list.
const MOST: usize = 1_000;
/// The longest answer of one line, in characters.
const LINE: usize = 2_000;
/// The longest answer of several lines.
const LINES: usize = 100_000;

/// Something about one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The answer, as a JSON pointer into the answers (RFC 6901).
    pub pointer: String,
    /// What about it; texts are in `web/src/i18n`.
    pub code: &'static str,
}

/// What is made of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Whether each question is asked, in their order.
    pub asked: Vec<bool>,
    /// Names and labels of what is asked, required and not answered.
    pub missing: Vec<(String, String)>,
    /// Answers that do not hold. They are kept, and not printed.
    pub faults: Vec<Remark>,
    /// Answers to think twice about.
    pub warnings: Vec<Remark>,
    /// What expressions see: a JSON object.
    pub context: Value,
    /// How answers are printed that are not printed as they are, by their path
    /// (`boete`, `producties.0.datum`).
    pub printed: BTreeMap<String, String>,
}

/// Decides a condition on what was answered before; `None` where it is no expression.
pub type Decides<'a> = &'a dyn Fn(&str, &Value) -> Option<bool>;

/// Checks answers, in the order of the questions. A condition sees the answers before it.
#[must_use]
pub fn check(questions: &[Question], answers: &Map<String, Value>, decides: Decides<'_>) -> Checked {
    let mut made = Checked { context: json!({}), ..Checked::default() };
    let mut context = Map::new();
    for question in questions {
        let asked = match &question.when {
            // what cannot be decided is asked: a question too many is better than a clause too few
            Some(when) => decides(when, &Value::Object(context.clone())).unwrap_or(true),
            None => true,
        };
        made.asked.push(asked);
        if !asked {
            continue;
        }
        let place = Place { pointer: format!("/{}", question.name), path: question.name.clone() };
        let answer = answers.get(&question.name).unwrap_or(&Value::Null);
        let given = if is_empty(answer) { default_of(question) } else { Some(answer.clone()) };
        let value = given.and_then(|given| made.value(question, &given, &place));
        match value {
            Some(value) => {
                context.insert(question.name.clone(), value);
            }
            None if question.required && !made.faulty(&place.pointer) => {
                made.missing.push((question.name.clone(), question.label.clone()));
            }
            None => {}
        }
    }
    made.context = Value::Object(context);
    made
}

/// The name of the question that a path belongs to.
#[must_use]
pub fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// Where an answer stands.
#[derive(Clone, Debug)]
struct Place {
    pointer: String,
    path: String,
}

impl Place {
    fn of(&self, name: &str) -> Self {
        Self { pointer: format!("{}/{name}", self.pointer), path: format!("{}.{name}", self.path) }
    }
}

fn default_of(question: &Question) -> Option<Value> {
    match (&question.default, question.kind) {
        (Some(default), _) => serde_json::from_str(default).ok(),
        (None, QuestionKind::YesNo) => Some(Value::Bool(false)),
        (None, _) => None,
    }
}

fn is_empty(answer: &Value) -> bool {
    match answer {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

impl Checked {
    /// What a document cannot print yet, by path: what is missing, and what does not hold.
    #[must_use]
    pub fn labels(&self, questions: &[Question]) -> BTreeMap<String, String> {
        let mut out: BTreeMap<String, String> =
            self.missing.iter().map(|(name, label)| (name.replace('/', "."), label.clone())).collect();
        for fault in &self.faults {
            let path = fault.pointer.trim_start_matches('/').replace('/', ".");
            let label = questions.iter().find(|it| it.name == root(&path)).map(|it| it.label.clone());
            out.entry(path).or_insert_with(|| label.unwrap_or_default());
        }
        out
    }

    fn faulty(&self, pointer: &str) -> bool {
        self.faults.iter().any(|it| it.pointer.starts_with(pointer))
    }

    fn fault(&mut self, place: &Place, code: &'static str) -> Option<Value> {
        self.faults.push(Remark { pointer: place.pointer.clone(), code });
        None
    }

    fn print(&mut self, place: &Place, text: String) {
        self.printed.insert(place.path.clone(), text);
    }

    /// How it is printed with a filter.
    fn print_as(&mut self, place: &Place, filter: &str, text: String) {
        self.printed.insert(format!("{}|{filter}", place.path), text);
    }

    /// An answer as expressions see it; none where it does not hold or is empty.
    fn value(&mut self, of: &Question, given: &Value, at: &Place) -> Option<Value> {
        if is_empty(given) {
            return None;
        }
        match of.kind {
            QuestionKind::Text => self.text(given, at, LINE),
            QuestionKind::LongText => self.text(given, at, LINES),
            QuestionKind::Choice => self.choice(of, given, at),
            QuestionKind::YesNo => match given.as_bool() {
                Some(yes) => {
                    self.print(at, if yes { "ja" } else { "nee" }.to_owned());
                    Some(Value::Bool(yes))
                }
                None => self.fault(at, "not_yes_no"),
            },
            QuestionKind::Number | QuestionKind::Percentage => self.figure(of.kind, given, at),
            QuestionKind::Date => self.date(given, at),
            QuestionKind::Term => self.term(given, at),
            QuestionKind::Money => self.money(given, at),
            QuestionKind::Party | QuestionKind::Person | QuestionKind::Company => {
                self.party(of.kind, given, at)
            }
            QuestionKind::Address => self.address(given, at),
            QuestionKind::Kvk => self.checked(given, at, number::kvk, "not_kvk"),
            QuestionKind::Rsin => self.checked(given, at, number::nine_digits, "not_rsin"),
            QuestionKind::Bsn => {
                let warning = Remark { pointer: at.pointer.clone(), code: "bsn_legal_basis" };
                self.warnings.push(warning);
                self.checked(given, at, number::nine_digits, "not_bsn")
            }
            QuestionKind::Iban => self.checked(given, at, number::iban, "not_iban"),
            QuestionKind::Email => self.checked(given, at, number::email, "not_email"),
            QuestionKind::List => self.list(of, given, at),
        }
    }

    fn text(&mut self, given: &Value, at: &Place, most: usize) -> Option<Value> {
        let Some(text) = given.as_str() else { return self.fault(at, "not_text") };
        if text.chars().nth(most).is_some() {
            return self.fault(at, "too_long");
        }
        let writable = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        if !text.replace("\r\n", "\n").chars().all(writable) {
            return self.fault(at, "not_text");
        }
        Some(Value::String(text.replace("\r\n", "\n").trim().to_owned()))
    }

    fn choice(&mut self, of: &Question, given: &Value, at: &Place) -> Option<Value> {
        let chosen = of.choices.iter().find(|it| Some(it.value.as_str()) == given.as_str());
        let Some(chosen) = chosen else { return self.fault(at, "not_a_choice") };
        self.print(at, chosen.label.clone());
        Some(Value::String(chosen.value.clone()))
    }

    fn figure(&mut self, kind: QuestionKind, given: &Value, at: &Place) -> Option<Value> {
        let Some(figure) = given.as_f64().filter(|it| it.is_finite() && it.abs() < 1e15) else {
            return self.fault(at, "not_a_number");
        };
        if kind == QuestionKind::Percentage {
            if !(0.0..=100.0).contains(&figure) {
                self.warnings.push(Remark { pointer: at.pointer.clone(), code: "odd_percentage" });
            }
            self.print(at, format!("{}%", words::decimal(figure)));
        } else {
            self.print(at, words::decimal(figure));
            if let Some(whole) = given.as_u64().filter(|it| *it < 1_000_000_000_000) {
                self.print_as(at, "woorden", words::number(whole));
            }
        }
        Some(given.clone())
    }

    fn date(&mut self, given: &Value, at: &Place) -> Option<Value> {
        let date = given.as_str().and_then(|it| it.trim().parse::<Date>().ok());
        let Some(date) = date.filter(|it| (1600..=2999).contains(&it.year())) else {
            return self.fault(at, "not_a_date");
        };
        self.print(at, words::day(date));
        self.print_as(at, "kort", words::short_day(date));
        Some(Value::String(date.to_string()))
    }

    fn term(&mut self, given: &Value, at: &Place) -> Option<Value> {
        let many = given.get("aantal").and_then(Value::as_u64).filter(|it| (1..=10_000).contains(it));
        let unit = given.get("eenheid").and_then(Value::as_str);
        let unit = unit.filter(|it| ["uren", "dagen", "weken", "maanden", "jaren"].contains(it));
        let (Some(many), Some(unit)) = (many, unit) else { return self.fault(at, "not_a_term") };
        self.print(at, words::term(many, unit));
        Some(json!({ "aantal": many, "eenheid": unit }))
    }

    /// An amount: expressions see euros.
    fn money(&mut self, given: &Value, at: &Place) -> Option<Value> {
        let cents = given.get("cents").and_then(Value::as_i64).filter(|it| it.abs() < 100_000_000_000_000);
        let Some(cents) = cents else { return self.fault(at, "not_an_amount") };
        self.print(at, words::euros(cents));
        self.print_as(at, "woorden", words::euros_in_words(cents));
        #[expect(clippy::cast_precision_loss, reason = "fewer than 2^53 cents")]
        let euros = cents as f64 / 100.0;
        Some(json!(euros))
    }

    fn checked(
        &mut self,
        given: &Value,
        at: &Place,
        holds: fn(&str) -> bool,
        code: &'static str,
    ) -> Option<Value> {
        match given.as_str().map(str::trim) {
            Some(text) if holds(text) => Some(Value::String(text.to_owned())),
            _ => self.fault(at, code),
        }
    }

    fn address(&mut self, given: &Value, at: &Place) -> Option<Value> {
        let part = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let (street, postcode, town) = (part("straat"), part("postcode"), part("plaats"));
        if !postcode.is_empty() && !number::postcode(&postcode) {
            return self.fault(&at.of("postcode"), "not_a_postcode");
        }
        let whole = [street.as_str(), &format!("{postcode} {town}")].map(str::trim).join(", ");
        self.print(at, whole.trim_matches([',', ' ']).to_owned());
        Some(json!({ "straat": street, "postcode": postcode, "plaats": town }))
    }

    fn list(&mut self, of: &Question, given: &Value, at: &Place) -> Option<Value> {
        let Some(items) = given.as_array() else { return self.fault(at, "not_a_list") };
        if items.len() > MOST {
            return self.fault(at, "too_many");
        }
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let here = at.of(&index.to_string());
            let mut fields = Map::new();
            for question in &of.item {
                let place = here.of(&question.name);
                let answer = item.get(&question.name).unwrap_or(&Value::Null);
                match self.value(question, answer, &place) {
                    Some(value) => {
                        fields.insert(question.name.clone(), value);
                    }
                    None if question.required && !self.faulty(&place.pointer) => {
                        let name = place.pointer.trim_start_matches('/').to_owned();
                        self.missing.push((name, question.label.clone()));
                    }
                    None => {}
                }
            }
            out.push(Value::Object(fields));
        }
        Some(Value::Array(out))
    }
}

#[cfg(test)]
mod tests;
