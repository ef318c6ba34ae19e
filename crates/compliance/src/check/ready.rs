//! A playbook made ready: its signs read, its bounds understood; or everything that is wrong with it.

use std::collections::BTreeMap;

use super::{
    fault::{Fault, FaultCode},
    figure::{self, Value},
    playbook::{Fact, Figure, Forbidden, Limit, Playbook, Requirement, Rule},
    sign::{Patterns, Sign, SignFault},
};

/// A playbook made ready.
#[derive(Debug)]
pub struct Ready {
    pub patterns: Patterns,
    /// In the order of the facts and the rules of the playbook.
    pub facts: Vec<ReadyFact>,
    pub rules: Vec<ReadyRule>,
}

/// Signs of a fact.
#[derive(Debug)]
pub struct ReadyFact {
    /// Of the period that shows it.
    pub period: Vec<Sign>,
    /// Of each of its values, and within what the period must lie for it.
    pub values: Vec<(Vec<Sign>, Option<Bounds>)>,
}

/// Signs of a rule.
#[derive(Debug)]
pub struct ReadyRule {
    pub subject: Vec<Sign>,
    pub excluded: Vec<Sign>,
    pub required: Vec<Vec<Sign>>,
    /// What is forbidden, and what takes the objection away.
    pub forbidden: Vec<(Vec<Sign>, Vec<Sign>)>,
    pub limit: Vec<ReadyLimit>,
}

/// Signs of a limit.
#[derive(Debug)]
pub struct ReadyLimit {
    pub signs: Vec<Sign>,
    pub bounds: Bounds,
    /// Of the figure that bounds it in its article; none: the bounds do.
    pub than: Vec<Sign>,
}

/// The bounds of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    pub min: Option<Value>,
    pub max: Option<Value>,
}

impl Bounds {
    /// Whether a figure lies within them.
    pub fn hold(self, value: Value) -> bool {
        !self.min.is_some_and(|min| value.is_under(min)) && !self.max.is_some_and(|max| value.is_over(max))
    }
}

impl Ready {
    /// The playbook made ready, and what could not be read of it.
    pub fn new(playbook: &Playbook) -> (Self, Vec<Fault>) {
        let mut maker = Maker {
            patterns: Patterns::default(),
            synonyms: &playbook.synonyms,
            faults: Vec::new(),
            key: None,
            full: false,
        };
        maker.synonyms();
        let facts = playbook.facts.iter().map(|fact| maker.fact(fact)).collect();
        let rules = playbook.rules.iter().map(|rule| maker.rule(rule)).collect();
        (Self { patterns: maker.patterns, facts, rules }, maker.faults)
    }
}

struct Maker<'a> {
    patterns: Patterns,
    synonyms: &'a BTreeMap<String, String>,
    faults: Vec<Fault>,
    /// The rule or fact that is being read.
    key: Option<String>,
    /// It was said that the signs are too much together.
    full: bool,
}

impl Maker<'_> {
    /// Words of one meaning can each be read, and name no others.
    fn synonyms(&mut self) {
        let none = BTreeMap::new();
        for (name, words) in self.synonyms {
            let sign = format!("({words})");
            if let Err(fault) = Sign::read(&sign, &none, &mut Patterns::default()) {
                self.fault(&format!("synonyms/{name}"), code(fault));
            }
        }
    }

    fn fact(&mut self, fact: &Fact) -> ReadyFact {
        self.key = Some(fact.key.clone());
        let bounded = fact.values.iter().any(|it| it.min.is_some() || it.max.is_some());
        let period =
            if bounded { self.some("period", &fact.period) } else { self.signs("period", &fact.period) };
        let values = fact.values.iter().enumerate().map(|(at, value)| {
            let bounds = (value.min.is_some() || value.max.is_some()).then(|| {
                let (min, max) = (value.min.as_deref(), value.max.as_deref());
                self.bounds(&format!("value/{at}"), Figure::Period, min, max)
            });
            (self.signs(&format!("value/{at}/signs"), &value.signs), bounds)
        });
        ReadyFact { period, values: values.collect() }
    }

    fn rule(&mut self, rule: &Rule) -> ReadyRule {
        self.key = Some(rule.key.clone());
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

    fn limit(&mut self, at: usize, it: &Limit) -> ReadyLimit {
        let field = format!("limit/{at}");
        let than = self.signs(&format!("{field}/than"), &it.than);
        let bounds = match (it.than.is_empty(), it.min.is_some() || it.max.is_some()) {
            (true, _) => self.bounds(&field, it.figure, it.min.as_deref(), it.max.as_deref()),
            (false, false) => Bounds::default(),
            (false, true) => {
                self.fault(&format!("{field}/than"), FaultCode::TwoBounds);
                Bounds::default()
            }
        };
        ReadyLimit { signs: self.some(&format!("{field}/signs"), &it.signs), bounds, than }
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
            match Sign::read(text, self.synonyms, &mut self.patterns) {
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
        self.faults.push(Fault::new(self.key.as_deref(), field, code));
    }
}

const fn code(fault: SignFault) -> FaultCode {
    match fault {
        SignFault::Empty => FaultCode::NoSigns,
        SignFault::TooLong | SignFault::TooComplex => FaultCode::SignTooLarge,
        SignFault::TooMuch => FaultCode::SignsTooLarge,
        SignFault::Malformed => FaultCode::BadSign,
        SignFault::UnknownSynonyms => FaultCode::UnknownSynonyms,
        SignFault::OnlyNegative => FaultCode::OnlyNegative,
    }
}
