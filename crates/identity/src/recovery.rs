//! Recovery codes, for whoever has lost the second factor: ten, each counts once. Eighty random
//! bits each, so a keyed digest is all that the store keeps of them.

use data_encoding::BASE32_NOPAD;
use legalmind_core::World;

/// How many a person has.
pub const COUNT: usize = 10;
/// The random bytes of one.
const BYTES: usize = 10;

/// A fresh set, as a person can write them down: `XXXX-XXXX-XXXX-XXXX`.
#[must_use]
pub fn fresh(world: &World) -> Vec<String> {
    (0..COUNT).map(|_| written(&BASE32_NOPAD.encode(&world.random::<BYTES>()))).collect()
}

/// The one form in which a typed code is compared; none where it has not the form of a code.
/// Case, spaces and dashes do not count, nor does a digit typed for the letter it looks like.
#[must_use]
pub fn canonical(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            other => other,
        })
        .collect();
    let bytes = BASE32_NOPAD.decode(plain.as_bytes()).ok()?;
    (bytes.len() == BYTES).then(|| written(&plain))
}

fn written(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 3);
    for (place, c) in plain.chars().enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            out.push('-');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use legalmind_seal::world::system;

    use super::*;

    #[test]
    fn p034_recovery_codes_are_read_however_they_are_typed() {
        let codes = fresh(&system());
        assert_eq!(codes.len(), COUNT);
        for code in &codes {
            assert_eq!(code.len(), 19);
            let lower = code.to_lowercase().replace('-', " ");
            let mistyped = code.replace('O', "0").replace('I', "1").replace('B', "8");
            for typed in [code, &lower, &mistyped] {
                assert_eq!(canonical(typed).as_ref(), Some(code));
            }
        }
        assert_ne!(codes[0], codes[1]);
        for other in ["", "123456", "AAAA-AAAA-AAAA", "AAAA-AAAA-AAAA-AAAA-AAAA", "ÀÀÀÀ-AAAA-AAAA-AAAA"] {
            assert_eq!(canonical(other), None, "{other}");
        }
    }
}
