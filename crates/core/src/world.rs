//! Time and chance are passed in, so a year of schedules runs in a test.

use std::sync::Arc;

pub use jiff::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present instant, in UTC.
    fn now(&self) -> Timestamp;
}

/// Gives randomness. In the product: the operating system's, through the crypto provider.
pub trait Chance: Send + Sync + 'static {
    /// Fills `out` with unpredictable bytes.
    fn fill(&self, out: &mut [u8]);
}

/// The clock and the chance that a service was built with.
#[derive(Clone)]
pub struct World {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub chance: Arc<dyn Chance>,
}

impl World {
    /// A world of this clock and this chance.
    pub fn new(clock: impl Clock, chance: impl Chance) -> Self {
        Self { clock: Arc::new(clock), chance: Arc::new(chance) }
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// `N` unpredictable bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.chance.fill(&mut out);
        out
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}
