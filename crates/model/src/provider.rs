//! The register of providers: who they are, where they stand, and which norms they meet.
//!
//! The norms are those of the list of promises (P007, P012 to P018, P078 to P080). A record that
//! does not meet them all cannot be activated, and an active record that ceases to meet them is
//! refused from that moment, without anybody having to act.

use jiff::{civil::Date, tz::TimeZone};
use legalmind_core::Timestamp;
use serde::{Deserialize, Serialize};

use crate::origin::{Origin, is_reachable_supplier};

/// What kind of place a provider is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderKind {
    /// A model on this very machine (loopback): nothing leaves, so fewer norms apply.
    OwnMachine,
    /// A company that processes text for the firm: a sub-processor (GDPR art. 28).
    Supplier,
}

/// How far a record is (P007).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderState {
    /// Somebody wants to use it.
    Proposed,
    /// It has been looked into.
    Assessed,
    /// Clients have been told; the notice period runs.
    Announced,
    /// Calls are made to it.
    Active,
    /// Calls have stopped, for now.
    Suspended,
    /// Calls have stopped for good.
    Ended,
}

/// What a provider does with the text after it has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Nothing. The only value that is accepted.
    None,
    /// Something, or nobody knows.
    SomeOrUnknown,
}

/// A certificate of information security, at least ISO/IEC 27001 (P015).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// What it covers.
    pub scope: String,
    /// The last day on which it is valid (UTC).
    pub valid_to: Date,
}

/// One provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// A short name for use in configuration and in the ledger.
    pub id: String,
    /// The name people know.
    pub name: String,
    /// What kind of place it is.
    pub kind: ProviderKind,
    /// How far the record is.
    pub state: ProviderState,
    /// Where it is called: scheme, host, port; a path may follow.
    pub base_url: String,
    /// The models that may be asked for there.
    pub models: Vec<String>,
    /// The company, as registered.
    #[serde(default)]
    pub legal_entity: String,
    /// Its number in the trade register (KvK) or its LEI.
    #[serde(default)]
    pub registration: String,
    /// The country of the company, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: String,
    /// The region the text is processed in, as the provider calls it.
    #[serde(default)]
    pub region: String,
    /// The country of that region, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub region_country: String,
    /// What it keeps.
    #[serde(default = "unknown")]
    pub storage: Use,
    /// What it learns from.
    #[serde(default = "unknown")]
    pub training: Use,
    /// Its certificate.
    #[serde(default)]
    pub certificate: Option<Certificate>,
    /// Where the contract with the clauses on storage and training is.
    #[serde(default)]
    pub contract: String,
    /// Where the data processing agreement is (GDPR art. 28).
    #[serde(default)]
    pub processing_agreement: String,
}

const fn unknown() -> Use {
    Use::SomeOrUnknown
}

/// A norm that a provider has to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Norm {
    /// The address is a plain one, and fits the kind: loopback for the own machine, never for a
    /// supplier.
    Address,
    /// Traffic to it is encrypted.
    Encryption,
    /// It is a registered company.
    LegalEntity,
    /// That company is established in the European Union (P014).
    EuropeanUnion,
    /// Text is processed within the European Economic Area (P012).
    ProcessingPlace,
    /// It keeps nothing (P013, P079).
    NoStorage,
    /// It learns nothing from the text (P080, P084).
    NoTraining,
    /// It holds a certificate with all its particulars that is valid today (P015).
    Certificate,
    /// A contract is on file (P080).
    Contract,
    /// A data processing agreement is on file (P017).
    ProcessingAgreement,
}

impl Norm {
    /// All norms.
    pub const ALL: [Self; 10] = [
        Self::Address,
        Self::Encryption,
        Self::LegalEntity,
        Self::EuropeanUnion,
        Self::ProcessingPlace,
        Self::NoStorage,
        Self::NoTraining,
        Self::Certificate,
        Self::Contract,
        Self::ProcessingAgreement,
    ];

    /// The norm's name in logs, the audit log and messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Encryption => "encryption",
            Self::LegalEntity => "legal-entity",
            Self::EuropeanUnion => "european-union",
            Self::ProcessingPlace => "processing-place",
            Self::NoStorage => "no-storage",
            Self::NoTraining => "no-training",
            Self::Certificate => "certificate",
            Self::Contract => "contract",
            Self::ProcessingAgreement => "processing-agreement",
        }
    }

    /// Whether the norm is asked of this kind of place. On the own machine nothing leaves.
    #[must_use]
    pub const fn applies_to(self, kind: ProviderKind) -> bool {
        matches!((kind, self), (ProviderKind::Supplier, _) | (ProviderKind::OwnMachine, Self::Address))
    }
}

/// The member states of the European Union.
const EUROPEAN_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
/// The states that join them in the European Economic Area.
const ECONOMIC_AREA: [&str; 3] = ["IS", "LI", "NO"];

impl Provider {
    /// A model on this machine, active.
    #[must_use]
    pub fn own_machine(id: &str, base_url: &str, model: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            kind: ProviderKind::OwnMachine,
            state: ProviderState::Active,
            base_url: base_url.to_owned(),
            models: vec![model.to_owned()],
            legal_entity: String::new(),
            registration: String::new(),
            country: String::new(),
            region: "own-machine".to_owned(),
            region_country: String::new(),
            storage: Use::None,
            training: Use::None,
            certificate: None,
            contract: String::new(),
            processing_agreement: String::new(),
        }
    }

    /// The norms that apply and do not hold at this moment, in the order of [`Norm::ALL`].
    #[must_use]
    pub fn unmet(&self, now: Timestamp) -> Vec<Norm> {
        let asked = Norm::ALL.into_iter().filter(|norm| norm.applies_to(self.kind));
        asked.filter(|norm| !self.meets(*norm, now)).collect()
    }

    /// Whether the record may become active at this moment: all norms hold (P018).
    #[must_use]
    pub fn can_activate(&self, now: Timestamp) -> bool {
        self.unmet(now).is_empty()
    }

    /// Where it is; none where the address is none.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        Origin::parse(&self.base_url)
    }

    fn meets(&self, norm: Norm, now: Timestamp) -> bool {
        match norm {
            Norm::Address => self.origin().is_some_and(|origin| self.fits(&origin)),
            Norm::Encryption => self.origin().is_some_and(|origin| origin.is_encrypted()),
            Norm::LegalEntity => filled(&self.legal_entity) && filled(&self.registration),
            Norm::EuropeanUnion => EUROPEAN_UNION.contains(&self.country.as_str()),
            Norm::ProcessingPlace => filled(&self.region) && in_economic_area(&self.region_country),
            Norm::NoStorage => self.storage == Use::None,
            Norm::NoTraining => self.training == Use::None,
            Norm::Certificate => self.certificate.as_ref().is_some_and(|held| held.holds(now)),
            Norm::Contract => filled(&self.contract),
            Norm::ProcessingAgreement => filled(&self.processing_agreement),
        }
    }

    fn fits(&self, origin: &Origin) -> bool {
        match self.kind {
            ProviderKind::OwnMachine => origin.is_own_machine(),
            ProviderKind::Supplier => {
                !origin.is_own_machine() && origin.address().is_none_or(is_reachable_supplier)
            }
        }
    }
}

impl Certificate {
    /// Whether all particulars are there and the last day has not passed.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        let today = now.to_zoned(TimeZone::UTC).date();
        filled(&self.number) && filled(&self.issuer) && filled(&self.scope) && today <= self.valid_to
    }
}

fn filled(text: &str) -> bool {
    !text.trim().is_empty()
}

fn in_economic_area(country: &str) -> bool {
    EUROPEAN_UNION.contains(&country) || ECONOMIC_AREA.contains(&country)
}

#[cfg(test)]
pub(crate) mod tests;
