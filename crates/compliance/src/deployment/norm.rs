//! What a deployment may consist of, as `library/deployment/azure.toml` says it.

use std::sync::OnceLock;

use jiff::civil::Date;
use legalmind_core::check::Words;
use serde::Deserialize;

const AZURE: &str = include_str!("../../../../library/deployment/azure.toml");

/// The list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// When it was last compared with what Azure has.
    pub compared: Date,
    /// The regions in which all has to stand, in small letters without spaces.
    pub regions: Vec<String>,
    /// Namespaces of services that keep data and are not allowed.
    pub(super) elsewhere: Vec<String>,
    /// Namespaces of Azure in which others offer services.
    pub(super) third: Vec<String>,
    #[serde(rename = "demand")]
    pub(super) demands: Vec<Demand>,
    #[serde(rename = "type")]
    pub(super) types: Vec<Type>,
}

/// Something that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Its name.
    pub key: String,
    /// The promise.
    pub promise: String,
    /// What is asked.
    pub words: Words,
    /// What to do where it is not so.
    pub mend: Words,
}

/// Where a resource stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    /// In a region.
    #[default]
    Own,
    /// In a region, or all over the world: it keeps nothing.
    Global,
    /// In another resource.
    None,
}

/// A type of resource that is allowed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Type {
    #[serde(rename = "type")]
    pub(super) name: String,
    /// It keeps data.
    #[serde(default)]
    pub(super) state: bool,
    #[serde(default)]
    pub(super) place: Place,
    /// Parts of it about which nothing is asked.
    #[serde(default)]
    children: Vec<String>,
    #[serde(rename = "rule", default)]
    pub(super) rules: Vec<Rule>,
}

/// What is asked of a resource.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) demand: String,
    /// Where it stands: keys with `.` between, `*` for each of a list.
    pub(super) path: String,
    /// It is one of these; words whatever their case.
    #[serde(default)]
    pub(super) is: Vec<serde_json::Value>,
    /// It has so many.
    pub(super) least: Option<usize>,
    /// It has none.
    #[serde(default)]
    pub(super) empty: bool,
    /// It need not be there.
    #[serde(default)]
    pub(super) absent: bool,
    /// Only of the resource of this name.
    pub(super) named: Option<String>,
}

/// What a type is to the list.
pub(super) enum Known<'a> {
    /// It is on it.
    Listed(&'a Type),
    /// It is a part of one that is on it, about which nothing is asked.
    Part,
    /// Somebody else's service.
    Third,
    /// A service that keeps data, and is not on it.
    Elsewhere,
    /// Nothing is known of it.
    Unknown,
}

impl Norm {
    /// The list for Azure. A test reads it; one that could not be read would allow nothing.
    #[must_use]
    pub fn azure() -> &'static Self {
        static NORM: OnceLock<Norm> = OnceLock::new();
        NORM.get_or_init(|| Self::parse(AZURE).unwrap_or_default())
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    pub(super) fn demand(&self, key: &str) -> Option<&Demand> {
        self.demands.iter().find(|it| it.key == key)
    }

    /// What a type is to the list, whatever the case it is written in.
    pub(super) fn known(&self, kind: &str) -> Known<'_> {
        let of = |it: &&Type| it.name.eq_ignore_ascii_case(kind);
        if let Some(found) = self.types.iter().find(of) {
            return Known::Listed(found);
        }
        let lower = kind.to_ascii_lowercase();
        let part = |it: &Type| {
            let rest = lower.strip_prefix(&it.name.to_ascii_lowercase()).and_then(|it| it.strip_prefix('/'));
            rest.is_some_and(|rest| it.children.iter().any(|child| child.eq_ignore_ascii_case(rest)))
        };
        let space = lower.split('/').next().unwrap_or_default();
        let among = |all: &[String]| all.iter().any(|it| it.eq_ignore_ascii_case(space));
        match () {
            () if self.types.iter().any(part) => Known::Part,
            () if !space.starts_with("microsoft.") || among(&self.third) => Known::Third,
            () if among(&self.elsewhere) => Known::Elsewhere,
            () => Known::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use legalmind_core::account::Language;

    use super::*;

    #[test]
    fn the_list_holds_together_and_speaks_both_languages() {
        let norm = Norm::parse(AZURE).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(norm.regions, ["westeurope"]);
        for it in &norm.demands {
            for language in [Language::Nl, Language::En] {
                assert!(!it.words.of(language).is_empty() && !it.mend.of(language).is_empty(), "{}", it.key);
            }
            let used = norm.types.iter().any(|of| of.rules.iter().any(|rule| rule.demand == it.key));
            assert!(used, "nothing asks for {}", it.key);
        }
        let mut names = std::collections::HashSet::new();
        for it in &norm.types {
            assert!(names.insert(it.name.to_ascii_lowercase()), "{} twice", it.name);
            assert!(!(it.state && it.place == Place::Global), "{} keeps data all over the world", it.name);
            for rule in &it.rules {
                assert!(norm.demand(&rule.demand).is_some(), "{}: {}", it.name, rule.demand);
                let asks = [!rule.is.is_empty(), rule.least.is_some(), rule.empty];
                assert_eq!(asks.iter().filter(|it| **it).count(), 1, "{} {}", it.name, rule.path);
            }
        }
    }

    #[test]
    fn types_are_known_in_any_case_and_unknown_ones_are_told_apart() {
        let norm = Norm::azure();
        let known = |kind| match norm.known(kind) {
            Known::Listed(it) => it.name.as_str(),
            Known::Part => "part",
            Known::Third => "third",
            Known::Elsewhere => "elsewhere",
            Known::Unknown => "unknown",
        };
        assert_eq!(known("microsoft.storage/STORAGEACCOUNTS"), "Microsoft.Storage/storageAccounts");
        assert_eq!(known("microsoft.storage/storageaccounts/blobservices"), "part");
        assert_eq!(known("Microsoft.Storage/storageAccounts/objectReplicationPolicies"), "unknown");
        assert_eq!(known("Microsoft.Storage/storageAccountsX"), "unknown");
        assert_eq!(known("MongoDB.Atlas/organizations"), "third");
        assert_eq!(known("Microsoft.Solutions/applications"), "third");
        assert_eq!(known("Microsoft.DocumentDB/databaseAccounts"), "elsewhere");
        assert_eq!(known("Microsoft.Quantum/workspaces"), "unknown");
        assert_eq!(known(""), "third");
    }
}
