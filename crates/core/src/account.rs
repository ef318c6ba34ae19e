//! People with an account in a firm.

use serde::{Deserialize, Serialize};

/// A person's role in the firm. What a role may do is in `policies/legalmind.cedar`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Manages people and walls; reads no dossier without being a member of it.
    FirmAdministrator,
    /// Opens dossiers, manages access to their own, works in those they are a member of.
    Lawyer,
    /// Works in dossiers they are a member of.
    Staff,
    /// Reads dossiers they are a member of.
    ReadOnly,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::FirmAdministrator, Self::Lawyer, Self::Staff, Self::ReadOnly];

    /// The name under which the role is stored and named in policies.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirmAdministrator => "firm_administrator",
            Self::Lawyer => "lawyer",
            Self::Staff => "staff",
            Self::ReadOnly => "read_only",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// The language a person reads the product in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

/// How far an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// May sign in.
    Active,
    /// May not sign in.
    Suspended,
}
