//! Numbers that carry their own check.

/// A citizen's number (BSN) or fiscal number (RSIN): nine digits, of which the last is bound by the
/// eleven-test (Besluit burgerservicenummer, art. 1).
#[must_use]
pub fn nine_digits(text: &str) -> bool {
    let digits: Vec<i64> = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '.'))
        .filter_map(|c| c.to_digit(10))
        .map(i64::from)
        .collect();
    let clean = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.'));
    if !clean || digits.len() != 9 || digits.iter().all(|it| *it == 0) {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<i64>() % 11 == 0
}

/// A number of the trade register: eight digits; it carries no check.
#[must_use]
pub fn kvk(text: &str) -> bool {
    text.chars().filter(|c| c.is_ascii_digit()).count() == 8
        && text.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

/// A bank account (ISO 13616).
#[must_use]
pub fn iban(text: &str) -> bool {
    text.parse::<iban::Iban>().is_ok()
}

/// A Dutch postcode, or that of another country.
#[must_use]
pub fn postcode(text: &str) -> bool {
    let text = text.trim();
    (3..=12).contains(&text.chars().count())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))
        && text.chars().any(|c| c.is_ascii_digit())
}

/// Something that mail can be sent to: one `@`, a dot behind it, no spaces.
#[must_use]
pub fn email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && !host.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleven_test_holds_one_digit_in_eleven() {
        assert!(nine_digits("111222333"));
        assert!(nine_digits("1234 56 782"));
        for wrong in ["111222334", "123456789", "000000000", "11122233", "1112223333", "11122233a", ""] {
            assert!(!nine_digits(wrong), "{wrong}");
        }
        // of the ten numbers that differ in the last digit at most one is good
        for head in 10_000_000..10_000_500_u32 {
            assert!((0..10).filter(|last| nine_digits(&format!("{head}{last}"))).count() <= 1);
        }
    }

    #[test]
    fn accounts_registers_and_addresses() {
        assert!(iban("NL91 ABNA 0417 1643 00") && !iban("NL91 ABNA 0417 1643 01") && !iban("NL91"));
        assert!(kvk("12345678") && kvk("1234 5678") && !kvk("1234567") && !kvk("12345678a"));
        assert!(postcode("3511 AB") && postcode("SW1A 1AA") && !postcode("Utrecht") && !postcode("1"));
        assert!(
            email("a@b.nl") && !email("a@b") && !email("@b.nl") && !email("a b@c.nl") && !email("a@@b.nl")
        );
    }
}
