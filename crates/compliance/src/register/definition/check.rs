//! What is wrong with a definition that does not hold together, each fault with its place.

use std::{collections::BTreeSet, fmt};

use legalmind_core::{account::Language, register::FieldKind};

use super::{Campaign, Definition, Field, Need, Schedule, Scope, Told, When};
use crate::{deadline::Table, register::sheet::OwnColumn};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// Where, as a JSON pointer; empty where it cannot be read at all.
    pub place: String,
    /// What.
    pub fault: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

impl Definition {
    pub(super) fn check(&self, registers: &[&str], faults: &mut Faults) {
        faults.key("/key", &self.key);
        if self.basis.is_empty() {
            faults.add("/basis", "a register says what it rests on");
        }
        match self.title() {
            Some(field) if matches!(field.kind, FieldKind::Text) && field.need == Need::Always => {}
            _ => faults.add("/field/0", "the first field is the title: a text that is always needed"),
        }
        let mut keys = BTreeSet::new();
        for (at, field) in self.fields.iter().enumerate() {
            if !keys.insert(&field.key) {
                faults.add(&format!("/field/{at}/key"), "a field of this key is there already");
            }
            field.check(&format!("/field/{at}"), registers, faults);
            if let Some(after) = &field.after {
                let days = self.field(&after.field).is_some_and(|it| it.kind == FieldKind::Date);
                if !days || field.kind != FieldKind::Date {
                    faults.add(&format!("/field/{at}/after"), "only a day comes after a day");
                }
            }
            if field.carries && field.register.as_ref() != Some(&self.key) {
                faults.add(&format!("/field/{at}/carries"), "only a row of the same register can be carried");
            }
            if field.other && (field.kind != FieldKind::Person || self.scope != Scope::Dossier) {
                faults.add(&format!("/field/{at}/other"), "only a person, in a register of dossiers");
            }
            for (n, when) in field.when.iter().enumerate() {
                let place = format!("/field/{at}/when/{n}");
                match self.fields.iter().position(|it| it.key == when.field) {
                    Some(before) if before >= at => faults.add(&place, "only a field before it"),
                    _ => self.check_when(&place, when, faults),
                }
            }
        }
        let mut keys = BTreeSet::new();
        for (at, campaign) in self.campaigns.iter().enumerate() {
            if !keys.insert(&campaign.key) {
                faults.add(&format!("/campaign/{at}/key"), "a campaign of this key is there already");
            }
            self.check_campaign(&format!("/campaign/{at}"), campaign, faults);
        }
        self.check_attests(faults);
        let mut keys = BTreeSet::new();
        for (at, offer) in self.offers.iter().enumerate() {
            let place = format!("/offer/{at}");
            if !keys.insert(&offer.key) {
                faults.add(&format!("{place}/key"), "an offer of this key is there already");
            }
            for key in offer.values.keys().filter(|key| self.field(key).is_none()) {
                faults.add(&format!("{place}/values/{key}"), "there is no such field");
            }
            if self.title().is_some_and(|title| !offer.values.contains_key(&title.key)) {
                faults.add(&format!("{place}/values"), "an offered row has a title");
            }
        }
        let by_dossier = self.scope == Scope::Dossier;
        if by_dossier && (self.open || self.reported || self.at_once || self.whole) {
            faults
                .add("/scope", "who sees a row of a dossier, and how it goes out, follows from the dossier");
        }
        if self.measured && (by_dossier || self.reported || self.at_once || self.four_eyes) {
            faults.add("/measured", "what the product writes is of the firm, and waits for nobody");
        }
        if self.single && !by_dossier {
            faults.add("/single", "only a dossier has one row at a time");
        }
        if by_dossier && !self.offers.is_empty() && (!self.single || self.offers.len() > 1) {
            faults.add("/offer", "a dossier is offered one row, of a register that has one at a time");
        }
    }

    fn check_attests(&self, faults: &mut Faults) {
        let kind = |key: &str| self.field(key).map(|it| it.kind);
        for (at, it) in self.attests.iter().enumerate() {
            let place = format!("/attests/{at}");
            if kind(&it.person) != Some(FieldKind::Person) || self.scope == Scope::Dossier {
                faults.add(&place, "it names a person, in a register of the firm");
            }
            if it.until.as_ref().is_some_and(|until| kind(until) != Some(FieldKind::Date)) {
                faults.add(&place, "it ends on a day");
            }
            for (n, when) in it.when.iter().enumerate() {
                self.check_when(&format!("{place}/when/{n}"), when, faults);
            }
        }
    }

    fn check_campaign(&self, place: &str, campaign: &Campaign, faults: &mut Faults) {
        faults.key(&format!("{place}/key"), &campaign.key);
        let kind = |key: &str| self.field(key).map(|it| it.kind);
        let needs = |key: &str, kinds: &[FieldKind], faults: &mut Faults| match kind(key) {
            Some(kind) if kinds.contains(&kind) => {}
            Some(_) => faults.add(place, &format!("the field {key} holds no day")),
            None => faults.add(place, &format!("there is no field {key}")),
        };
        let days = [FieldKind::Date, FieldKind::Moment];
        match campaign.schedule() {
            Err(fault) => faults.add(place, fault),
            Ok(Schedule::Calendar(..) | Schedule::Begin(_)) => {}
            Ok(Schedule::On(field) | Schedule::Repeat(field, _) | Schedule::After(field, ..)) => {
                needs(field, &days, faults);
            }
            Ok(Schedule::Term(field, term)) => {
                needs(field, &days, faults);
                if Table::dutch().find(term).is_none() {
                    faults.add(place, &format!("there is no term {term}"));
                }
            }
            Ok(Schedule::Within(field, within, _)) => {
                needs(field, &days, faults);
                if within.amount == 0 {
                    faults.add(place, "a term has a length");
                }
            }
        }
        if campaign.suspends && !matches!(campaign.schedule(), Ok(Schedule::On(_))) {
            faults.add(place, "only the day in a field can end a row");
        }
        let asks = campaign.each.is_some();
        if asks && (campaign.suspends || campaign.removes || campaign.four_eyes || campaign.done_by.is_some())
        {
            faults.add(place, "what each is asked ends with their answers");
        }
        if asks && (self.scope == Scope::Dossier || campaign.evidence.is_none()) {
            faults.add(place, "who is asked is of the firm, and what was tried is told as evidence");
        }
        if campaign.removes && !matches!(campaign.schedule(), Ok(Schedule::After(..))) {
            faults.add(place, "only what was kept so long after a day is removed");
        }
        if campaign.told == Told::Keepers && self.scope == Scope::Dossier {
            faults.add(&format!("{place}/told"), "who hears of a row of a dossier follows from the dossier");
        }
        if campaign.told == Told::Owner && campaign.in_hours() && self.scope == Scope::Firm {
            faults.add(&format!("{place}/told"), "a clock in hours is told to who keeps the registers");
        }
        let lengths: BTreeSet<u32> = campaign.reminders.iter().map(|it| it.hours()).collect();
        if lengths.len() != campaign.reminders.len() || lengths.contains(&0) {
            faults.add(&format!("{place}/reminders"), "each reminder comes another time before");
        }
        for (at, when) in campaign.when.iter().enumerate() {
            self.check_when(&format!("{place}/when/{at}"), when, faults);
        }
        if let Some(done_by) = &campaign.done_by {
            needs(done_by, &days, faults);
        }
    }

    fn check_when(&self, place: &str, when: &When, faults: &mut Faults) {
        match self.field(&when.field) {
            None => faults.add(place, &format!("there is no field {}", when.field)),
            Some(field) => {
                for is in when.is.iter().filter(|is| !field.can_be(is)) {
                    faults.add(place, &format!("{} is never {is}", when.field));
                }
            }
        }
    }
}

impl Field {
    /// Whether a condition can ask for this.
    fn can_be(&self, what: &str) -> bool {
        match self.kind {
            FieldKind::YesNo => matches!(what, "yes" | "no"),
            FieldKind::Choice => self.choices.iter().any(|it| it.key == what),
            _ => false,
        }
    }

    fn check(&self, place: &str, registers: &[&str], faults: &mut Faults) {
        faults.key(&format!("{place}/key"), &self.key);
        let names = [self.key.as_str(), self.label.of(Language::Nl), self.label.of(Language::En)];
        if names.iter().any(|name| OwnColumn::of(name).is_some()) {
            faults.add(place, "a file has a column of this name beside the fields");
        }
        if (self.kind == FieldKind::Choice) == self.choices.is_empty() {
            faults.add(&format!("{place}/choices"), "a choice, and nothing else, has choices");
        }
        let mut keys = BTreeSet::new();
        for choice in &self.choices {
            faults.key(&format!("{place}/choices"), &choice.key);
            if !keys.insert(&choice.key) {
                faults.add(&format!("{place}/choices"), "a choice of this key is there already");
            }
        }
        match (&self.register, self.kind) {
            (Some(register), FieldKind::Reference) if registers.contains(&register.as_str()) => {}
            (None, kind) if kind != FieldKind::Reference => {}
            _ => faults.add(&format!("{place}/register"), "a reference, and nothing else, names a register"),
        }
        for must in self.must.iter().filter(|must| !self.can_be(must)) {
            faults.add(&format!("{place}/must"), &format!("it is never {must}"));
        }
        if self.renewed.is_some() && self.must.is_empty() {
            faults.add(&format!("{place}/renewed"), "only what a field must hold can become another thing");
        }
        if self.future && self.kind != FieldKind::Date {
            faults.add(&format!("{place}/future"), "only a day can be past");
        }
        if self.ahead && self.kind != FieldKind::Date {
            faults.add(&format!("{place}/ahead"), "only a day can be past");
        }
        if self.fresh.is_some() && self.kind != FieldKind::Date {
            faults.add(&format!("{place}/fresh"), "only a day can be long ago");
        }
    }
}

/// The faults of a file.
#[derive(Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    /// Nothing, or all of them.
    pub(super) fn none(self) -> Result<(), Vec<Fault>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }

    fn add(&mut self, place: &str, fault: &str) {
        self.0.push(Fault { place: place.to_owned(), fault: fault.to_owned() });
    }

    /// Keys stand in addresses and pointers.
    fn key(&mut self, place: &str, key: &str) {
        let good = !key.is_empty()
            && key.len() <= 60
            && key
                .bytes()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-' || it == b'_');
        if !good {
            self.add(place, "a key is small letters, digits, - and _");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
key = "proef"
name = { nl = "Proef", en = "Trial" }
purpose = { nl = "Proef", en = "Trial" }
basis = ["AVG art. 30"]
owner = { nl = "Iemand", en = "Somebody" }
[[field]]
key = "naam"
label = { nl = "Naam", en = "Name" }
kind = "text"
need = "always"
[[field]]
key = "tot"
label = { nl = "Tot", en = "Until" }
kind = "date"
[[field]]
key = "soort"
label = { nl = "Soort", en = "Sort" }
kind = "choice"
choices = [{ key = "a", label = { nl = "A", en = "A" } }]
[[campaign]]
key = "vernieuwen"
name = { nl = "Vernieuwen", en = "Renew" }
basis = "AVG art. 28"
on = "tot"
open = "60d"
reminders = ["30d", "7d"]
"#;

    #[test]
    fn what_only_a_register_of_dossiers_can_say_is_refused_elsewhere() {
        let of_dossiers =
            |good: &str| good.replacen("key = \"proef\"", "key = \"proef\"\nscope = \"dossier\"", 1);
        assert_eq!(faults(of_dossiers), [""; 0]);
        let offer = "[[offer]]\nkey = \"x\"\nvalues = { naam = \"{client}\" }\n";
        for (more, told) in [
            ("single = true", ""),
            ("open = true", "/scope: who sees a row"),
            ("at_once = true", "/scope: who sees a row"),
        ] {
            let found =
                faults(|good| of_dossiers(good).replacen("[[field]]", &format!("{more}\n[[field]]"), 1));
            assert!(found.join("\n").starts_with(told), "{more}: {found:?}");
        }
        let found = faults(|good| of_dossiers(good) + offer).join("\n");
        assert!(found.contains("/offer: a dossier is offered one row"), "{found}");
        let told =
            |good: &str| of_dossiers(good).replacen("on = \"tot\"", "on = \"tot\"\ntold = \"keepers\"", 1);
        assert!(faults(told).join("\n").contains("/campaign/0/told: who hears of a row of a dossier"));
        let single = |good: &str| good.replacen("[[field]]", "single = true\n[[field]]", 1);
        assert_eq!(faults(|good| single(&of_dossiers(good)) + offer), [""; 0]);
        assert!(faults(single).join("\n").contains("/single: only a dossier"));
    }

    fn faults(change: impl Fn(&str) -> String) -> Vec<String> {
        match Definition::parse(&change(GOOD), &["proef"]) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_definition_that_does_not_hold_together_says_where() {
        assert_eq!(faults(str::to_owned), [""; 0]);
        for (from, to, told) in [
            ("key = \"proef\"", "key = \"Proef 1\"", "/key: a key is"),
            ("basis = [\"AVG art. 30\"]", "basis = []", "/basis"),
            ("need = \"always\"", "need = \"optional\"", "/field/0: the first field is the title"),
            ("key = \"tot\"", "key = \"naam\"", "/field/1/key: a field of this key"),
            ("on = \"tot\"", "on = \"weg\"", "/campaign/0: there is no field weg"),
            ("on = \"tot\"", "on = \"soort\"", "/campaign/0: the field soort holds no day"),
            ("on = \"tot\"", "on = \"tot\"\nevery = \"year\"", "/campaign/0: a campaign has"),
            ("on = \"tot\"", "from = \"tot\"\nterm = \"niets\"", "/campaign/0: there is no term niets"),
            ("on = \"tot\"", "from = \"tot\"\nwithin = \"0h\"", "/campaign/0: a term has a length"),
            ("on = \"tot\"", "from = \"tot\"\nrepeat = \"1h\"", "/campaign/0: a campaign has"),
            ("on = \"tot\"", "from = \"tot\"\nrepeat = \"1y\"\nsuspends = true", "only the day in a field"),
            ("\"7d\"", "\"30d\"", "/campaign/0/reminders"),
            ("on = \"tot\"", "from = \"tot\"\nwithin = \"72h\"", "/campaign/0/told: a clock in hours"),
            ("on = \"tot\"", "on = \"tot\"\ntold = \"all\"", "unknown variant"),
            ("\"7d\"", "\"7x\"", "a stretch of time"),
            ("kind = \"choice\"", "kind = \"text\"", "/field/2/choices"),
            ("kind = \"date\"", "kind = \"reference\"\nregister = \"x\"", "/field/1/register"),
            ("kind = \"date\"", "kind = \"date\"\ncarries = true", "/field/1/carries"),
            ("kind = \"date\"", "kind = \"date\"\nmust = [\"yes\"]", "/field/1/must"),
            ("kind = \"date\"", "kind = \"date\"\nrenewed = { nl = \"x\", en = \"x\" }", "/field/1/renewed"),
            (
                "on = \"tot\"",
                "on = \"tot\"\nwhen = [{ field = \"soort\", is = [\"b\"] }]",
                "soort is never b",
            ),
            (
                "on = \"tot\"",
                "on = \"tot\"\nwhen = [{ field = \"soort\", is = [\"a\"] }, { field = \"weg\", is = [\"b\"] }]",
                "/campaign/0/when/1: there is no field weg",
            ),
            ("key = \"tot\"", "key = \"status\"", "/field/1: a file has a column of this name beside"),
            ("en = \"Until\"", "en = \"Status\"", "/field/1: a file has a column of this name beside"),
            ("nl = \"Tot\"", "nl = \"Eigenaar\"", "/field/1: a file has a column of this name beside"),
            ("kind = \"date\"", "kind = \"date\"\nother = true", "/field/1/other: only a person"),
            (
                "kind = \"date\"",
                "kind = \"date\"\nwhen = [{ field = \"soort\", is = [\"a\"] }]",
                "/field/1/when/0: only a field before it",
            ),
            (
                "kind = \"choice\"",
                "kind = \"choice\"\nwhen = [{ field = \"weg\", is = [\"a\"] }]",
                "/field/2/when/0: there is no field weg",
            ),
            (
                "on = \"tot\"",
                "from = \"tot\"\nwithin = \"1m\"\nremoves = true",
                "/campaign/0: only what was kept so long",
            ),
            ("kind = \"date\"", "kind = \"datum\"", "unknown variant"),
            ("kind = \"date\"", "kind = \"date\"\nonbekend = 1", "unknown field"),
        ] {
            let found = faults(|good| good.replacen(from, to, 1)).join("\n");
            assert!(found.contains(told), "{to}: {found}");
        }
    }
}
