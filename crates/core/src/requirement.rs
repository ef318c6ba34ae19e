//! What a firm asks of people before they have a role, or before they reach a dossier with it. Which
//! roles ask what is the firm's (`store::requirement`); whether a person meets it follows from rows of
//! its registers, and is told by `compliance::register`.

use serde::{Deserialize, Serialize};

use crate::{account::Role, redline::named};

named! {
    /// What may be asked of people with a role.
    Requirement {
        /// A signed confidentiality agreement (ISO 27001:2022 A.6.6).
        Confidentiality = "confidentiality",
        /// A background check without objection (ISO 27001:2022 A.6.1).
        BackgroundCheck = "background_check",
        /// A valid training in security or privacy (ISO 27001:2022 A.6.3).
        Training = "training",
        /// A valid training in AI literacy (Regulation (EU) 2024/1689 art. 4).
        AiLiteracy = "ai_literacy",
    }
}

impl Requirement {
    /// Whether it is asked before each look at a dossier; the others are asked when the role is given.
    #[must_use]
    pub const fn opens_dossiers(self) -> bool {
        matches!(self, Self::Training | Self::AiLiteracy)
    }

    /// Whether it can be asked for a role. Somebody new begins as a reader, for what is asked when a role
    /// is given is written down about an account that is there.
    #[must_use]
    pub const fn fits(self, role: Role) -> bool {
        self.opens_dossiers() || !matches!(role, Role::ReadOnly)
    }
}
