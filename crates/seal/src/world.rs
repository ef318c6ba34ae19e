//! The product's own clock and chance. Tests bring theirs; everything else takes a
//! [`legalmind_core::World`].

use aws_lc_rs::rand;
use legalmind_core::{Chance, Clock, Timestamp, World};

/// The operating system's clock: the one place where it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness, through the crypto provider.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsChance;

impl Chance for OsChance {
    fn fill(&self, out: &mut [u8]) {
        if rand::fill(out).is_err() {
            // A key or nonce that is not random would be worse than no server.
            std::process::abort();
        }
    }
}

/// The world of the running product.
#[must_use]
pub fn system() -> World {
    World::new(SystemClock, OsChance)
}
