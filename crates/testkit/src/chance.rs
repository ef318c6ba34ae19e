//! Chance that repeats itself, so that a test that failed fails again.

use std::sync::atomic::{AtomicU64, Ordering};

use legalmind_core::Chance;

/// SplitMix64 from a seed: every byte follows from the seed and what was asked before. Anybody can
/// foretell it, so it is for tests alone.
#[derive(Debug)]
pub struct SeededChance {
    state: AtomicU64,
}

/// The step between states, from the fractional part of the golden ratio.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl SeededChance {
    /// Chance that begins at `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { state: AtomicU64::new(seed) }
    }

    fn next(&self) -> u64 {
        let mut mixed = self.state.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

impl Chance for SeededChance {
    fn fill(&self, out: &mut [u8]) {
        for piece in out.chunks_mut(8) {
            let bytes = self.next().to_le_bytes();
            piece.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(chance: &SeededChance) -> [u8; 20] {
        let mut out = [0; 20];
        chance.fill(&mut out);
        out
    }

    #[test]
    fn the_same_seed_gives_the_same_and_another_seed_does_not() {
        let (one, two) = (SeededChance::new(7), SeededChance::new(7));
        assert_eq!(bytes(&one), bytes(&two));
        assert_ne!(bytes(&one), bytes(&SeededChance::new(7)));
        assert_ne!(bytes(&two), bytes(&SeededChance::new(8)));
    }

    #[test]
    fn the_first_number_is_that_of_splitmix64() {
        assert_eq!(SeededChance::new(0).next(), 0xE220_A839_7B1D_CDAF);
    }
}
