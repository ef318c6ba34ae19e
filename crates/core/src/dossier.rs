//! A dossier: what a firm keeps about one matter of one client.

use serde::{Deserialize, Serialize};

use crate::id::UserId;

/// Who in the firm may open the dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Only its members.
    #[default]
    Members,
    /// Everyone in the firm who is not behind its ethical wall; only members may change it.
    Firm,
}

/// How far a dossier is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierState {
    /// Being worked on.
    #[default]
    Open,
    /// Closed: read, not changed.
    Closed,
}

/// Whether language and embedding models may work with what is in a dossier: the client's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AiUse {
    /// They may, through the gate.
    #[default]
    Allowed,
    /// Nothing of it is given to a model, also not to one on this machine.
    Forbidden,
}

/// What a person would call the content of a dossier. It is stored sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierContent {
    /// The dossier's name, "De Vries / Bouwbedrijf Van Loon B.V.".
    pub name: String,
    /// The firm's own number, "2026-0147".
    pub number: String,
    /// The client.
    pub client: String,
    /// The other parties.
    pub counterparties: Vec<String>,
    /// Rechtsgebied (field of law), "Bouwrecht".
    pub field_of_law: String,
    /// Free description.
    pub description: String,
}

/// What one user may have to do with one dossier: the facts that rights are decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DossierFacts {
    /// The user is a member.
    pub member: bool,
    /// The user is the responsible lawyer.
    pub responsible: bool,
    /// The user stands behind an ethical wall around this dossier.
    pub walled: bool,
    /// The dossier is open to the firm.
    pub open_to_firm: bool,
    /// The dossier is closed.
    pub closed: bool,
}

/// A person's place in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: UserId,
}
