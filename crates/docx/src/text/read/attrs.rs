//! The attributes of blocks, as the editor writes them.

use serde::Deserialize;

use super::super::node::ClauseUse;

/// The attributes of a block that has no others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Only {
    pub id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyAttrs {
    pub id: String,
    #[serde(default)]
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleAttrs {
    pub id: String,
    #[serde(default)]
    pub clause: Option<ClauseUse>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DefinitionAttrs {
    pub id: String,
    #[serde(default)]
    pub term: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableAttrs {
    pub id: String,
    #[serde(default)]
    pub header: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureAttrs {
    pub id: String,
    #[serde(default)]
    pub party: String,
    #[serde(default)]
    pub capacity: String,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CellAttrs {
    #[serde(default = "one")]
    pub colspan: u32,
    #[serde(default = "one")]
    pub rowspan: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReferenceAttrs {
    pub target: String,
}
