//! One rule held against a contract.

use std::collections::BTreeSet;

use legalmind_core::check::{Finding, KnownFact, Passage, Remedy, Step, StepCode, Verdict, Words};

use super::super::{
    contract::{Contract, Hit},
    denial,
    fact::{by_key, measured, passage},
    figure::Value,
    playbook::{Figure, Forbidden, Limit, Playbook, Requirement, Rule, Scope, When},
    ready::{Bounds, Ready, ReadyLimit, ReadyRule},
    sign::{Found, Sign},
};
use super::remedy;

/// The most passages that a step brings.
const MOST_PASSAGES: usize = 5;

/// What rules are judged by.
pub struct Judge<'a> {
    pub playbook: &'a Playbook,
    pub ready: &'a Ready,
    pub contract: &'a Contract,
    pub found: &'a Found,
    pub facts: &'a [KnownFact],
}

/// A finding in the making.
struct Draft<'a> {
    contract: &'a Contract,
    verdict: Verdict,
    steps: Vec<Step>,
    passages: Vec<Passage>,
    /// A fact that matters is not known.
    unsure: bool,
    remedy: remedy::Mending,
}

/// Whether a condition holds.
enum Holds {
    Yes,
    No,
    /// A fact is not known.
    Perhaps,
}

impl Judge<'_> {
    /// What is found of a rule.
    pub fn judge(&self, rule: &Rule, ready: &ReadyRule) -> Finding {
        let mut draft = Draft {
            contract: self.contract,
            verdict: Verdict::Acceptable,
            steps: Vec::new(),
            passages: Vec::new(),
            unsure: false,
            remedy: remedy::Mending::default(),
        };
        if self.applies(rule, &mut draft) {
            self.examine(rule, ready, &mut draft);
        } else {
            draft.verdict = Verdict::NotApplicable;
        }
        let remedy = draft.mended(rule);
        Finding {
            rule: rule.key.clone(),
            title: rule.title.clone(),
            question: rule.question.clone(),
            basis: rule.basis.clone(),
            explanation: rule.explanation.clone(),
            severity: rule.severity,
            verdict: draft.verdict,
            steps: draft.steps,
            passages: draft.passages,
            remedy,
            ask: rule.ask.clone(),
            answer: None,
        }
    }

    /// Whether the rule holds; each condition is a step.
    fn applies(&self, rule: &Rule, draft: &mut Draft<'_>) -> bool {
        let facts = by_key(self.facts);
        for (key, values) in &rule.when.facts {
            let Some(fact) = facts.get(key.as_str()) else { continue };
            let about = Some(fact.title.clone());
            let (code, goes_on) = match &fact.value {
                None => (StepCode::FactUnknown, true),
                Some(value) if values.contains(value) => (StepCode::FactApplies, true),
                Some(_) => (StepCode::FactExcludes, false),
            };
            draft.unsure |= fact.value.is_none();
            let passage = fact.passage.clone().map(|it| draft.keep(it));
            draft.steps.push(Step { code, about, found: fact.said.clone(), bound: None, passage });
            if !goes_on {
                return false;
            }
        }
        let title = |key: &str| self.playbook.find(key).map(|it| it.title.clone());
        if let Some(other) = rule.when.present.iter().find(|it| !self.is_there(it)) {
            draft.step(StepCode::OtherAbsent, title(other));
            return false;
        }
        if let Some(other) = rule.when.absent.iter().find(|it| self.is_there(it)) {
            draft.step(StepCode::OtherPresent, title(other));
            return false;
        }
        true
    }

    /// Whether the subject of a rule is in the contract.
    fn is_there(&self, key: &str) -> bool {
        let at = self.playbook.rules.iter().position(|it| it.key == key);
        let ready = at.and_then(|at| self.ready.rules.get(at));
        ready.is_some_and(|it| !self.subject(it).0.is_empty())
    }

    /// Where the subject stands, and where the contract says that there is no such thing.
    fn subject(&self, ready: &ReadyRule) -> (Vec<Hit>, Vec<Hit>) {
        let excluded = self.find(&ready.excluded);
        let (mut subject, denied) = self.said(&ready.subject);
        let mut excluded = excluded;
        excluded.extend(denied);
        let out: BTreeSet<usize> = excluded.iter().map(|hit| hit.sentence).collect();
        subject.retain(|hit| !out.contains(&hit.sentence) && !self.heads(&excluded, hit));
        (subject, excluded)
    }

    /// Whether a hit is the heading of an article in which something is excluded: it says no more than
    /// what the article is about.
    fn heads(&self, excluded: &[Hit], hit: &Hit) -> bool {
        let ground = self.contract.ground();
        let article = |hit: &Hit| ground.article(hit.sentence);
        ground.is_heading(hit.sentence) && excluded.iter().any(|it| article(it) == article(hit))
    }

    /// Where signs of a subject stand, and where the contract denies in the same clause that it is there.
    fn said(&self, signs: &[Sign]) -> (Vec<Hit>, Vec<Hit>) {
        let ground = self.contract.ground();
        let (mut there, mut denied) = (Vec::new(), Vec::new());
        for sign in signs {
            for hit in sign.find(self.found, ground) {
                let absent = !sign.denies() && denial::is_absent(ground, hit);
                if absent { denied.push(hit) } else { there.push(hit) }
            }
        }
        there.sort_unstable();
        there.dedup_by_key(|hit: &mut Hit| hit.sentence);
        (there, denied)
    }

    fn find(&self, signs: &[Sign]) -> Vec<Hit> {
        let ground = self.contract.ground();
        let mut hits: Vec<Hit> = signs.iter().flat_map(|sign| sign.find(self.found, ground)).collect();
        hits.sort_unstable();
        hits.dedup_by_key(|hit| hit.sentence);
        hits
    }

    fn examine(&self, rule: &Rule, ready: &ReadyRule, draft: &mut Draft<'_>) {
        let (subject, excluded) = self.subject(ready);
        let ground = self.contract.ground();
        if !rule.subject.is_empty() {
            // a heading alone says little: the words under it are shown
            let said = subject.iter().filter(|hit| !ground.is_heading(hit.sentence));
            let shown: Vec<Hit> = said.copied().collect();
            let shown = if shown.is_empty() { subject.clone() } else { shown };
            if subject.is_empty() {
                // what must be there is not acceptable for being denied
                let owed = rule.absent_is.is_flagged() && rule.excluded.is_empty();
                return draft.nothing(rule, if owed { &[] } else { &excluded });
            }
            draft.found(StepCode::Found, None, &shown);
            draft.remedy.subject = shown.first().map(|hit| ground.paragraph(hit.sentence));
        }
        for (part, signs) in rule.required.iter().zip(&ready.required) {
            self.required(part, signs, &subject, draft);
        }
        for (part, (signs, unless)) in rule.forbidden.iter().zip(&ready.forbidden) {
            self.forbidden(part, (signs, unless), &excluded, draft);
        }
        for (part, ready) in rule.limit.iter().zip(&ready.limit) {
            self.limit(part, ready, draft);
        }
        draft.unread();
    }

    /// Whether a part of a rule holds; what it finds without a fact is for a lawyer.
    fn holds(&self, when: &When) -> Holds {
        let facts = by_key(self.facts);
        let mut perhaps = false;
        for (key, values) in &when.facts {
            match facts.get(key.as_str()).and_then(|it| it.value.as_ref()) {
                Some(value) if !values.contains(value) => return Holds::No,
                Some(_) => {}
                None => perhaps = true,
            }
        }
        if when.present.iter().any(|it| !self.is_there(it)) || when.absent.iter().any(|it| self.is_there(it))
        {
            return Holds::No;
        }
        if perhaps { Holds::Perhaps } else { Holds::Yes }
    }

    fn required(&self, part: &Requirement, signs: &[Sign], subject: &[Hit], draft: &mut Draft<'_>) {
        let Some(softer) = softer(&self.holds(&part.when)) else { return };
        let ground = self.contract.ground();
        let mut hits = self.find(signs);
        if part.scope == Scope::Article {
            let articles: BTreeSet<usize> = subject.iter().map(|hit| ground.article(hit.sentence)).collect();
            hits.retain(|hit| articles.contains(&ground.article(hit.sentence)));
        }
        if hits.is_empty() {
            draft.step(StepCode::RequirementMissing, Some(part.about.clone()));
            draft.worse(part.missing_is, softer || self.contract.is_unread());
            draft.remedy.missing(part.text.as_deref());
        } else {
            draft.found(StepCode::RequirementMet, Some(&part.about), &hits);
        }
    }

    fn forbidden(
        &self,
        part: &Forbidden,
        (signs, unless): (&[Sign], &[Sign]),
        excluded: &[Hit],
        draft: &mut Draft<'_>,
    ) {
        let Some(softer) = softer(&self.holds(&part.when)) else { return };
        let hits = self.forbids(signs, excluded);
        if hits.is_empty() || !self.find(unless).is_empty() {
            draft.step(StepCode::ForbiddenAbsent, Some(part.about.clone()));
            return;
        }
        draft.found(StepCode::ForbiddenFound, Some(&part.about), &hits);
        draft.worse(part.found_is, softer);
        draft.mends(hits.first(), part.text.as_deref());
    }

    /// Where something stands that may not be there; what is to be changed is the clause, so headings
    /// come last, and not at all where the article under them says that there is no such thing.
    fn forbids(&self, signs: &[Sign], excluded: &[Hit]) -> Vec<Hit> {
        let ground = self.contract.ground();
        let heading = |hit: &Hit| ground.is_heading(hit.sentence);
        let denied = |sign: &Sign, hit: &Hit| heading(hit) && sign.is_denied(self.found, ground, hit);
        let of = |sign: &Sign| {
            let mut hits = sign.find(self.found, ground);
            hits.retain(|hit| !denied(sign, hit) && !self.heads(excluded, hit));
            let absent = |hit: &Hit| !sign.denies() && denial::is_absent(ground, *hit);
            hits.retain(|hit| {
                !absent(hit) && !denial::asks(ground, *hit) && (sign.frees() || !denial::frees(ground, *hit))
            });
            hits
        };
        let mut hits: Vec<Hit> = signs.iter().flat_map(of).collect();
        hits.sort_unstable_by_key(|hit| (heading(hit), *hit));
        hits.dedup_by_key(|hit| hit.sentence);
        hits
    }

    /// The figures of these signs, each with where it stands.
    fn figures(&self, signs: &[Sign], figure: Figure) -> Vec<(Hit, Value)> {
        let ground = self.contract.ground();
        let hits = signs
            .iter()
            .flat_map(|sign| sign.find(self.found, ground).into_iter().map(move |hit| (sign, hit)));
        let of = |(sign, hit)| {
            let values = measured(sign, hit, figure, self.contract);
            values.into_iter().map(move |value| (hit, value))
        };
        hits.flat_map(of).collect()
    }

    /// Bounds that another figure of the article sets, where there is one.
    fn bounds_of(&self, hit: Hit, others: &[(Hit, Value)]) -> Bounds {
        let ground = self.contract.ground();
        let article = ground.article(hit.sentence);
        let beside = others.iter().filter(|(other, _)| ground.article(other.sentence) == article);
        let most =
            beside.map(|(_, value)| *value).reduce(|most, it| if it.is_over(most) { it } else { most });
        Bounds { max: most, min: None }
    }

    fn limit(&self, part: &Limit, ready: &ReadyLimit, draft: &mut Draft<'_>) {
        let Some(softer) = softer(&self.holds(&part.when)) else { return };
        let ground = self.contract.ground();
        let mut values = self.figures(&ready.signs, part.figure);
        let others = self.figures(&ready.than, part.figure);
        let bounds =
            |hit: Hit| if ready.than.is_empty() { ready.bounds } else { self.bounds_of(hit, &others) };
        values.retain(|(hit, _)| ready.than.is_empty() || bounds(*hit).max.is_some());
        values.sort_by_key(|(hit, _)| (ground.is_heading(hit.sentence), *hit));
        values.dedup_by(|a, b| a.0.sentence == b.0.sentence && a.1 == b.1);
        let bound = |value: Option<Value>| value.map(Value::said);
        let outside = |hit: Hit, value: Value| match bounds(hit) {
            Bounds { max: Some(max), .. } if value.is_over(max) => Some((part.over(), max)),
            Bounds { min: Some(min), .. } if value.is_under(min) => Some((part.under(), min)),
            _ => None,
        };
        let wrong = values.iter().find_map(|(hit, value)| Some((*hit, *value, outside(*hit, *value)?)));
        match (wrong, values.first()) {
            (Some((hit, value, (code, held))), _) => {
                draft.measured(code, part, Some(value), bound(Some(held)), Some(hit));
                draft.worse(part.over_is, softer);
                draft.mends(Some(&hit), part.text.as_deref());
            }
            (None, Some((hit, value))) => {
                let bounds = bounds(*hit);
                let held = bound(bounds.max.or(bounds.min));
                draft.measured(StepCode::WithinBound, part, Some(*value), held, Some(*hit));
            }
            (None, None) => {
                if let Some(verdict) = part.missing_is {
                    let held = bound(ready.bounds.max.or(ready.bounds.min));
                    draft.measured(StepCode::NoFigure, part, None, held, None);
                    draft.worse(verdict, softer || self.contract.is_unread());
                    draft.remedy.missing(part.text.as_deref());
                }
            }
        }
    }
}

/// Whether what is found is for a lawyer to judge; none where the part does not hold.
const fn softer(holds: &Holds) -> Option<bool> {
    match holds {
        Holds::Yes => Some(false),
        Holds::Perhaps => Some(true),
        Holds::No => None,
    }
}

impl Draft<'_> {
    fn step(&mut self, code: StepCode, about: Option<Words>) {
        self.steps.push(Step { code, about, found: None, bound: None, passage: None });
    }

    /// Says that what was not found may stand in what could not be read; a step that rests on that
    /// goes before.
    fn unread(&mut self) {
        use StepCode::{ForbiddenAbsent, NoFigure, NotFound, RequirementMissing};
        let lacks = [NotFound, RequirementMissing, ForbiddenAbsent, NoFigure];
        if self.contract.is_unread() && self.steps.iter().any(|it| lacks.contains(&it.code)) {
            self.step(StepCode::Unread, None);
        }
    }

    /// A verdict that is worse than what stood; `softer`: for a lawyer to judge.
    fn worse(&mut self, verdict: Verdict, softer: bool) {
        let softer = (softer || self.unsure) && verdict == Verdict::Unacceptable;
        let verdict = if softer { Verdict::Review } else { verdict };
        if verdict.rank() < self.verdict.rank() {
            self.verdict = verdict;
        }
    }

    /// The subject is nowhere, or the contract says that there is no such thing.
    fn nothing(&mut self, rule: &Rule, excluded: &[Hit]) {
        if excluded.is_empty() {
            self.step(StepCode::NotFound, Some(rule.title.clone()));
            self.verdict = rule.absent_is;
            if rule.absent_is.is_flagged() {
                self.verdict = Verdict::Acceptable;
                self.worse(rule.absent_is, self.contract.is_unread());
                self.remedy.missing(None);
            }
            self.unread();
        } else {
            self.found(StepCode::Excluded, Some(&rule.title), excluded);
            self.verdict = rule.excluded_is;
        }
    }

    fn found(&mut self, code: StepCode, about: Option<&Words>, hits: &[Hit]) {
        let passages: Vec<Passage> =
            hits.iter().take(MOST_PASSAGES).filter_map(|hit| passage(self.contract, *hit)).collect();
        let kept: Vec<u32> = passages.into_iter().map(|it| self.keep(it)).collect();
        self.steps.push(Step {
            code,
            about: about.cloned(),
            found: None,
            bound: None,
            passage: kept.first().copied(),
        });
    }

    fn measured(
        &mut self,
        code: StepCode,
        part: &Limit,
        value: Option<Value>,
        bound: Option<Words>,
        hit: Option<Hit>,
    ) {
        let passage = hit.and_then(|hit| passage(self.contract, hit)).map(|it| self.keep(it));
        let found = value.map(Value::said);
        self.steps.push(Step { code, about: Some(part.about.clone()), found, bound, passage });
    }

    /// Keeps a passage once.
    fn keep(&mut self, passage: Passage) -> u32 {
        let at = self.passages.iter().position(|it| it.place == passage.place).unwrap_or_else(|| {
            self.passages.push(passage);
            self.passages.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// A sentence that must change.
    fn mends(&mut self, hit: Option<&Hit>, text: Option<&str>) {
        if let Some(passage) = hit.and_then(|hit| passage(self.contract, *hit)) {
            self.remedy.wrong(passage, text);
        }
    }

    fn mended(&mut self, rule: &Rule) -> Option<Remedy> {
        let mending = std::mem::take(&mut self.remedy);
        if self.verdict.is_flagged() { mending.remedy(rule, self.contract) } else { None }
    }
}
