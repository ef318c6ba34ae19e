//! The second factor: time-based one-time passwords (RFC 6238) with SHA-1, six digits and steps
//! of thirty seconds, as every authenticator app makes them. A code counts one step early or
//! late, and once.

use data_encoding::BASE32_NOPAD;
use fast_qr::{
    QRBuilder,
    convert::{Builder as _, svg::SvgBuilder},
};
use legalmind_core::Timestamp;
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// How long a step lasts, in seconds.
pub const STEP: u64 = 30;
/// How many steps early or late a code may be.
const SKEW: u64 = 1;
/// The length of a secret in bytes, that of the hash (RFC 4226 §4 R6).
pub const SECRET: usize = 20;

/// A shared secret.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// The secret of these bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// Its bytes, to be sealed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as a person can type it: base32 (RFC 4648 §6).
    #[must_use]
    pub fn typed(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The address an authenticator app reads.
    #[must_use]
    pub fn uri(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = self.typed();
        format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP}"
        )
    }

    /// The step at which this code is right, if it is: the present one or one beside it, and
    /// later than `last`, the step of the code that was used last (RFC 6238 §5.2).
    #[must_use]
    pub fn accepts(&self, code: &str, now: Timestamp, last: Option<u64>) -> Option<u64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let present = step(now);
        let steps = present.saturating_sub(SKEW)..=present.saturating_add(SKEW);
        let later = steps.filter(|step| last.is_none_or(|last| *step > last));
        // all are compared, so that the time tells nothing about which one it was
        later.fold(None, |found, step| {
            let right = legalmind_seal::digest::same(self.code(step).as_bytes(), code.as_bytes());
            if right { Some(step) } else { found }
        })
    }

    /// The code at a step.
    #[must_use]
    pub fn code(&self, step: u64) -> String {
        self.totp().generate(step.saturating_mul(STEP)).to_string()
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP)
            .with_secret(self.0.to_vec())
            .build_noncompliant()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The step of an instant.
#[must_use]
pub fn step(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or(0) / STEP
}

/// The address as a picture, without style attributes or scripts.
///
/// # Errors
/// [`Error::Invalid`] where the address is too long for a picture.
pub fn qr_svg(uri: &str) -> Result<String> {
    let code = QRBuilder::new(uri).build().map_err(|_| Error::Invalid(""))?;
    Ok(SvgBuilder::default().margin(4).to_str(&code))
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 §2.3).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn p034_codes_are_those_of_the_standard() {
        // RFC 6238 appendix B, the last six of the eight digits
        let secret = Secret::new(b"12345678901234567890");
        let table = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ];
        for (second, code) in table {
            assert_eq!(secret.code(step(at(second))), code);
            assert_eq!(secret.accepts(code, at(second), None), Some(step(at(second))));
        }
    }

    #[test]
    fn p034_one_step_early_or_late_and_never_twice() {
        let secret = Secret::new(b"12345678901234567890");
        let now = at(3_000_000);
        let present = step(now);
        for (offset, accepted) in [(-2_i64, false), (-1, true), (0, true), (1, true), (2, false)] {
            let asked = present.checked_add_signed(offset).expect("a step");
            let found = secret.accepts(&secret.code(asked), now, None);
            assert_eq!(found, accepted.then_some(asked), "{offset}");
        }
        let code = secret.code(present);
        assert_eq!(secret.accepts(&code, now, Some(present)), None, "used");
        assert_eq!(
            secret.accepts(&secret.code(present - 1), now, Some(present)),
            None,
            "older than the last"
        );
        assert_eq!(secret.accepts(&code, now, Some(present - 1)), Some(present));
        assert_eq!(secret.accepts(&format!(" {} {} ", &code[..3], &code[3..]), now, None), Some(present));
        for wrong in ["", "000000", "12345", "1234567", "abcdef", "²²²²²²"] {
            assert_eq!(secret.accepts(wrong, now, None), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_holds_names_safely_and_fits_a_picture() {
        let secret = Secret::new(&[7; SECRET]);
        let uri = secret.uri("Legal Mind", "a&b?secret=x@kantoor.nl");
        assert!(
            uri.starts_with("otpauth://totp/Legal%20Mind:a%26b%3Fsecret%3Dx%40kantoor.nl?secret=A4DQ"),
            "{uri}"
        );
        let svg = qr_svg(&uri).expect("a picture");
        assert!(svg.starts_with("<svg ") && !svg.contains("style") && !svg.contains("script"));
        assert!(!format!("{secret:?}").contains("A4DQ"));
    }
}
