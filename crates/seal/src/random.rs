//! Secrets from the injected chance.

use legalmind_core::World;
use zeroize::Zeroizing;

/// `N` unpredictable bytes that leave memory when dropped: keys, session secrets, tokens.
#[must_use]
pub fn secret<const N: usize>(world: &World) -> Zeroizing<[u8; N]> {
    let mut out = Zeroizing::new([0; N]);
    world.chance.fill(out.as_mut_slice());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ() {
        let world = crate::world::system();
        assert_ne!(*secret::<32>(&world), *secret::<32>(&world));
        assert_ne!(*secret::<32>(&world), [0; 32]);
    }
}
