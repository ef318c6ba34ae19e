//! A playbook made ready: its signs read, its bounds understood; or everything that is wrong with it.

use super::{
    fault::{Fault, FaultCode},
    figure::{self, Value},
    playbook::{Figure, Forbidden, Limit, Playbook, Requirement, Rule},
    sign::{Patterns, Sign, SignFault},
};

/// A playbook made ready.
#[derive(Debug)]
pub struct Ready {
    pub patterns: Patterns,
    /// In the order of the facts, their values and the rules of the playbook.
    pub facts: Vec<Vec<ReadyValue>>,
    pub rules: Vec<ReadyRule>,
}

/// Signs of a value of a fact.
#[derive(Debug, Default)]
pub struct ReadyValue {
    pub signs: Vec<Sign>,
    pub limit: Option<(Vec<Sign>, Bounds)>,
}

/// Signs of a rule.
#[derive(Debug)]
pub struct ReadyRule {
    pub subject: Vec<Sign>,
    pub excluded: Vec<Sign>,
    pub required: Vec<Vec<Sign>>,
    /// What is forbidden, and what takes the objection away.
    pub forbidden: Vec<(Vec<Sign>, Vec<Sign>)>,
    pub limit: Vec<(Vec<Sign>, Bounds)>,
}

/// The bounds of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    pub min: Option<Value>,
    pub max: Option<Value>,
}

impl Ready {
    /// The playbook made ready, and what could not be read of it.
    pub fn new(playbook: &Playbook) -> (Self, Vec<Fault>) {
        let mut maker =
            Maker { patterns: Patterns::default(), faults: Vec::new(), key: String::new(), full: false };
        let facts = playbook.facts.iter().map(|fact| {
            maker.key.clone_from(&fact.key);
            let values = fact.values.iter().enumerate().map(|(at, value)| ReadyValue {
                signs: maker.signs(&format!("value/{at}/signs"), &value.signs),
                limit: value.limit.as_ref().map(|limit| {
                    let field = format!("value/{at}/limit");
                    let bounds =
                        maker.bounds(&field, Figure::Period, limit.min.as_deref(), limit.max.as_deref());
                    (maker.some(&format!("{field}/signs"), &limit.signs), bounds)
                }),
            });
            values.collect()
        });
        let facts = facts.collect();
        let rules = playbook.rules.iter().map(|rule| maker.rule(rule)).collect();
        (Self { patterns: maker.patterns, facts, rules }, maker.faults)
    }
}

struct Maker {
    patterns: Patterns,
    faults: Vec<Fault>,
    /// The rule or fact that is being read.
    key: String,
    /// It was said that the signs are too much together.
    full: bool,
}

impl Maker {
    fn rule(&mut self, rule: &Rule) -> ReadyRule {
        self.key.clone_from(&rule.key);
        ReadyRule {
            subject: self.signs("subject", &rule.subject),
            excluded: self.signs("excluded", &rule.excluded),
            required: rule.required.iter().enumerate().map(|(at, it)| self.required(at, it)).collect(),
            forbidden: rule.forbidden.iter().enumerate().map(|(at, it)| self.forbidden(at, it)).collect(),
            limit: rule.limit.iter().enumerate().map(|(at, it)| self.limit(at, it)).collect(),
        }
    }

    fn required(&mut self, at: usize, it: &Requirement) -> Vec<Sign> {
        self.some(&format!("required/{at}/signs"), &it.signs)
    }

    fn forbidden(&mut self, at: usize, it: &Forbidden) -> (Vec<Sign>, Vec<Sign>) {
        let signs = self.some(&format!("forbidden/{at}/signs"), &it.signs);
        (signs, self.signs(&format!("forbidden/{at}/unless"), &it.unless))
    }

    fn limit(&mut self, at: usize, it: &Limit) -> (Vec<Sign>, Bounds) {
        let field = format!("limit/{at}");
        let bounds = self.bounds(&field, it.figure, it.min.as_deref(), it.max.as_deref());
        (self.some(&format!("{field}/signs"), &it.signs), bounds)
    }

    /// Signs, of which there must be one.
    fn some(&mut self, field: &str, signs: &[String]) -> Vec<Sign> {
        if signs.is_empty() {
            self.fault(field, FaultCode::NoSigns);
        }
        self.signs(field, signs)
    }

    fn signs(&mut self, field: &str, signs: &[String]) -> Vec<Sign> {
        let mut out = Vec::new();
        for (at, text) in signs.iter().enumerate() {
            match Sign::read(text, &mut self.patterns) {
                Ok(sign) => out.push(sign),
                // once too much, every sign behind it is; it is said where it begins
                Err(SignFault::TooMuch) if self.full => {}
                Err(fault) => {
                    self.full |= fault == SignFault::TooMuch;
                    self.fault(&format!("{field}/{at}"), code(fault));
                }
            }
        }
        out
    }

    fn bounds(&mut self, field: &str, figure: Figure, min: Option<&str>, max: Option<&str>) -> Bounds {
        if min.is_none() && max.is_none() {
            self.fault(field, FaultCode::NoBound);
        }
        let mut bound = |name: &str, text: Option<&str>| {
            let value = figure::one(figure, text?);
            if value.is_none() {
                self.fault(&format!("{field}/{name}"), FaultCode::BadFigure);
            }
            value
        };
        let bounds = Bounds { min: bound("min", min), max: bound("max", max) };
        if bounds.min.zip(bounds.max).is_some_and(|(min, max)| min.is_over(max)) {
            self.fault(field, FaultCode::Impossible);
        }
        bounds
    }

    fn fault(&mut self, field: &str, code: FaultCode) {
        self.faults.push(Fault::new(Some(&self.key), field, code));
    }
}

const fn code(fault: SignFault) -> FaultCode {
    match fault {
        SignFault::Empty => FaultCode::NoSigns,
        SignFault::TooLong | SignFault::TooComplex => FaultCode::SignTooLarge,
        SignFault::TooMuch => FaultCode::SignsTooLarge,
        SignFault::Malformed => FaultCode::BadSign,
        SignFault::OnlyNegative => FaultCode::OnlyNegative,
    }
}
