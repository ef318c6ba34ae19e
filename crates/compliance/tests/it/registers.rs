//! Registers over a store: rows with four eyes, campaigns by a virtual clock, files in and out.

mod campaigns;
mod duties;
mod promises;
pub mod receipts;
mod recipients;
mod removals;
mod requirements;
mod rows;
mod sheets;

use std::collections::BTreeMap;

use legalmind_compliance::{
    Compliance,
    register::{Given, RowPatch, RowView, Turn},
};
use legalmind_core::{Ctx, account::Role};
use legalmind_testkit::{Fixture, Person};

/// A firm with two administrators, and compliance over its rows.
pub struct House {
    pub fixture: Fixture,
    pub compliance: Compliance,
    pub noor: Person,
    pub finn: Person,
}

impl House {
    pub async fn new() -> Self {
        let fixture = Fixture::sqlite().await.expect("a store");
        let compliance = Compliance::new(fixture.store.clone(), fixture.world.clone());
        let noor = fixture.person(Role::FirmAdministrator).await.expect("a person");
        let finn = fixture.person(Role::FirmAdministrator).await.expect("a person");
        Self { fixture, compliance, noor, finn }
    }

    pub fn ctx(&self, person: Person) -> Ctx {
        self.fixture.ctx_of(person)
    }

    /// The house's own work.
    pub fn night(&self) -> Ctx {
        self.fixture.store.housekeeper(self.noor.tenant, "campaigns")
    }

    pub async fn add(&self, register: &str, values: &[(&str, &str)]) -> RowView {
        let added = self.compliance.add_row(&self.ctx(self.noor), register, &patch(values)).await;
        added.unwrap_or_else(|error| panic!("{register}: {error:?}"))
    }

    /// A row that another person put in force.
    pub async fn in_force(&self, register: &str, values: &[(&str, &str)]) -> RowView {
        let added = self.add(register, values).await;
        let (id, revision) = (added.row.id, added.row.revision);
        let turned = self.compliance.turn_row(&self.ctx(self.finn), id, revision, Turn::PutInForce, "").await;
        turned.unwrap_or_else(|error| panic!("{register}: {error:?}"))
    }
}

pub fn patch(values: &[(&str, &str)]) -> RowPatch {
    let given = |(key, text): &(&str, &str)| ((*key).to_owned(), Some(Given::Text((*text).to_owned())));
    RowPatch { values: values.iter().map(given).collect::<BTreeMap<_, _>>(), ..RowPatch::default() }
}

/// The norms that each supplier is scored on.
pub const NORMS: [&str; 8] = [
    "norm_beveiliging",
    "norm_toegang",
    "norm_versleuteling",
    "norm_incidenten",
    "norm_continuiteit",
    "norm_wijzigingen",
    "norm_personeel",
    "norm_keten",
];

/// What a data centre proves: P040 to P045.
pub const SITE: [&str; 6] = ["bewaking", "biometrie", "cameras", "toegang", "bezoekers", "stroom"];

/// A processor that lacks nothing, in a data centre, with a certificate until this day.
pub fn processor(name: &'static str, until: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![
        ("naam", name),
        ("dienst", "hosting"),
        ("plaats", "eer"),
        ("gegevens", "x"),
        ("overeenkomst_van", "2026-01-01"),
        ("certificaat", "SOC 2"),
        ("certificaat_door", "Keuring"),
        ("certificaat_bereik", "bewaking, biometrie, camera's, bezoekers"),
        ("certificaat_tot", until),
        ("rapport_van", "2026-09-01"),
        ("datacentrum", "ja"),
    ];
    for clause in [
        "instructie",
        "geheimhouding",
        "audit",
        "datalek",
        "wissing",
        "geen_training",
        "geen_opslag",
        "subverwerking",
        "exit",
    ] {
        all.push((clause, "ja"));
    }
    all.extend(SITE.map(|proof| (proof, "ja")));
    all
}

/// A supplier that lacks nothing, with a certificate until this day.
pub fn supplier(until: &str) -> Vec<(&'static str, &str)> {
    let mut all = vec![
        ("naam", "Rekencentrum Noord"),
        ("dienst", "hosting"),
        ("vitaal", "hoog"),
        ("norm", "2026-1"),
        ("iso", "IS 1"),
        ("iso_door", "Keuring BV"),
        ("iso_tot", until),
    ];
    for clause in [
        "vragenlijst",
        "audit",
        "incident",
        "wissing",
        "plaats",
        "geen_training",
        "geen_opslag",
        "onderaanneming",
        "exit",
    ] {
        all.push((clause, "ja"));
    }
    all.extend(NORMS.map(|norm| (norm, "2")));
    all
}
