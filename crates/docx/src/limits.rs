//! How much one file may cost.

use serde::{Deserialize, Serialize};

/// The budget of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: usize,
    /// Entries of the container.
    pub entries: usize,
    /// Bytes that all entries together may unpack to.
    pub unpacked: u64,
    /// Bytes that one part may unpack to if its text is read.
    pub part: u64,
    /// Bytes that one entry may unpack to for each byte it takes packed. Word's own parts reach
    /// about 60.
    pub ratio: u64,
    /// Below this many unpacked bytes no ratio is suspect.
    pub small: u64,
    /// How deep elements of a part may nest.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 200 << 20,
            entries: 20_000,
            unpacked: 1 << 30,
            part: 256 << 20,
            ratio: 200,
            small: 16 << 20,
            depth: 4_096,
        }
    }
}
