//! What the product runs on, held against what was promised of it (P008, P031, P045, P054, P057). It only judges: the same files
//! give the same verdict, and nothing is asked of Azure.
//!
//! ```text
//! files of the Azure CLI ─▶ read (any of its shapes ─▶ resources) ─▶ resource (what is said of one, together)
//!    └▶ judge, by library/deployment/azure.toml ─┐
//! the firm's register of sites ─▶ own ───────────┴▶ Verdict ─▶ words ─▶ keep: a row of the register `omgeving`
//! ```
//!
//! What is not known is not good: a type that is not on the list, a value that is a parameter, a field that is not
//! there are findings, each with what to do. To allow a type: a row in `azure.toml`.

mod judge;
mod keep;
mod norm;
mod own;
mod read;
mod resource;
mod words;

pub use judge::azure;
pub use norm::{Demand, Norm};
pub use words::{mend, says};

use legalmind_core::Timestamp;
use serde::{Deserialize, Serialize};

/// The largest file, in bytes: some tens of thousands of resources.
pub const MAX_FILE: u64 = 32 << 20;

/// What the product runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Services of Azure.
    Azure,
    /// Machines of the firm.
    Own,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 2] = [Self::Azure, Self::Own];

    /// Its name in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Azure => "azure",
            Self::Own => "own",
        }
    }

    /// The profile of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// A file as an operator gets it from the Azure CLI.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it; none where it is larger than [`MAX_FILE`].
    pub bytes: Option<Vec<u8>>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// It is not as was promised.
    Broken,
    /// It could not be judged: that is no better.
    Unjudged,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub grade: Grade,
    /// What, by a stable code.
    pub code: &'static str,
    /// What was asked, where a rule of the list asked it.
    pub demand: Option<&'static Demand>,
    /// The promise that it is about.
    pub promise: &'static str,
    /// The file, the resource (type and name) or the site.
    pub of: String,
    /// Where in it: a path, or a JSON pointer.
    pub place: String,
    /// What stood there.
    pub found: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All is as was promised.
    Green,
    /// Something is not.
    Red,
    /// Nothing is known to be wrong, and something could not be judged.
    Unjudged,
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Its name.
    pub name: String,
    /// The SHA-256 of it, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What was judged.
    pub profile: Profile,
    /// When.
    pub at: Timestamp,
    /// The files, in the order in which they were given.
    pub files: Vec<Seen>,
    /// A file could not be read: what is in the others is judged, and the whole is not known.
    pub incomplete: bool,
    /// How many resources or sites there are.
    pub parts: usize,
    /// Of those, how many keep data.
    pub keeping: usize,
    /// What is not as it should be, what is broken first.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// What came of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.findings.iter().map(|it| it.grade).min() {
            None => Outcome::Green,
            Some(Grade::Broken) => Outcome::Red,
            Some(Grade::Unjudged) => Outcome::Unjudged,
        }
    }

    fn sorted(mut self) -> Self {
        self.findings.sort_by(|a, b| (a.grade, &a.of).cmp(&(b.grade, &b.of)));
        self.findings.dedup();
        self
    }
}

/// What the configuration says of where data is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The host of the database, where it is a server; none where it is a file of this machine.
    pub database: Option<String>,
}
