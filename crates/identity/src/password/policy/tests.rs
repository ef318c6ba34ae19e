//! The policy, rule by rule.

use proptest::prelude::*;

use super::{Violation as V, *};

const OWNER: Owner<'_> = Owner {
    name: "Mirjam van der Zwaluw",
    email: "m.zwaluwstra@voorbeeld.nl",
    firm: "Kroonjuweel Advocaten",
};

fn judge(text: &str) -> Vec<Violation> {
    violations(&Password::new(text), OWNER)
}

#[test]
fn p049_nine_characters_are_refused_and_ten_are_accepted() {
    assert_eq!(judge("kV7#pQ9!v"), [V::Length]);
    assert_eq!(judge("kV7#pQ9!vz"), []);
}

#[test]
fn p049_each_missing_class_is_named() {
    assert_eq!(judge("kv7#pq9!vzxw"), [V::Upper]);
    assert_eq!(judge("KV7#PQ9!VZXW"), [V::Lower]);
    assert_eq!(judge("kVg#pQh!vzxw"), [V::Digit]);
    assert_eq!(judge("kV7apQ9bvzxw"), [V::Special]);
    assert_eq!(judge("kvapqbvzxwmu"), [V::Upper, V::Digit, V::Special]);
}

#[test]
fn p049_long_passwords_are_accepted() {
    let long = "vK7# zeer lange zin over boten, ";
    for length in [64, 128, MOST] {
        let text: String = long.chars().cycle().take(length).collect();
        assert_eq!(judge(&text), [], "{length}");
    }
    assert_eq!(judge(&"aB3!".repeat(MOST)), [V::TooLong]);
}

#[test]
fn p049_characters_are_code_points_in_one_form() {
    let composed = Password::new("kV7#pQ9!v\u{e9}");
    let decomposed = Password::new("kV7#pQ9!ve\u{301}");
    assert_eq!((composed.chars(), decomposed.chars()), (10, 10));
    assert_eq!(composed.as_str(), decomposed.as_str());
    assert_eq!(judge("kV7#pQ9!e\u{301}"), [V::Length], "nine, though typed as ten");
    assert_eq!(judge("kV7#pQ9!v🦊"), []);
    assert!(judge("ÉÈ7#ПЖ9!ñç").is_empty(), "letters of any alphabet count");
}

#[test]
fn p049_common_passwords_with_the_usual_ornaments_are_refused() {
    for common in [
        "Welkom2026!",
        "Welkom01!!",
        "W3lk0m123!",
        "Wachtwoord1!",
        "W@chtw00rd12!",
        "Advocaat2026!",
        "Advocaten#1",
        "Zomer2026!!!",
        "Rechtbank12!",
        "Amsterdam020!",
        "Password123!",
        "P@ssw0rd2026",
        "Qwertyuiop1!",
        "!!Iloveyou12",
        "LegalMind1!",
        "Feyenoord1908!",
        "1234567890Aa!",
        "Sunshine123$",
    ] {
        let broken = judge(common);
        assert!(broken.contains(&V::Common) || broken.contains(&V::Guessable), "{common}: {broken:?}");
    }
    assert_eq!(judge("Welkom2026!"), [V::Common]);
    assert_eq!(judge("W@chtw00rd12!"), [V::Common]);
}

#[test]
fn p049_patterns_are_guessable() {
    for pattern in ["aaaaaaaaA1!", "abcdefghijK1!", "Aa1!Aa1!Aa1!", "Qazwsxedc1!", "Abc123!!!!"] {
        assert!(judge(pattern).iter().any(|v| matches!(v, V::Guessable | V::Common)), "{pattern}");
    }
}

#[test]
fn p049_names_of_the_person_and_the_firm_are_refused() {
    for own in ["xK7#Mirjam!pq9", "zwaluw#Kp7!vQx", "xQ7!M1rj4m#pv9", "vX9!zwaluwstra#K"] {
        assert!(judge(own).contains(&V::UserName), "{own}");
    }
    for firm in ["xK7#kroonjuweel!Q", "Kr00njuw33l#xQp7", "vP9!ADVOCATEN#kx"] {
        assert!(judge(firm).contains(&V::FirmName), "{firm}");
    }
    assert_eq!(judge("xK7#voorbeeld!pq9"), [], "the domain belongs to many");
    assert_eq!(judge("xK7#van!pqder9"), [], "short words are in every password");
}

proptest! {
    #[test]
    fn p049_what_is_accepted_meets_every_rule(text in "\\PC{0,40}") {
        let password = Password::new(&text);
        let broken = violations(&password, OWNER);
        let form = password.as_str();
        prop_assert_eq!(broken.contains(&V::Length), form.chars().count() < 10);
        prop_assert_eq!(broken.contains(&V::Upper), !form.chars().any(char::is_uppercase));
        prop_assert_eq!(broken.contains(&V::Lower), !form.chars().any(char::is_lowercase));
        prop_assert_eq!(broken.contains(&V::Digit), !form.chars().any(char::is_numeric));
        prop_assert_eq!(broken.contains(&V::Special), form.chars().all(char::is_alphanumeric));
    }

    #[test]
    fn p049_random_passwords_of_ten_are_accepted(middle in "[a-hj-km-z]{2}[A-HJ-NP-Z]{2}[2-9]{2}[#%&*?]{2}[a-hj-km-z][A-HJ-NP-Z]") {
        // shuffled by reading it from both ends, so that classes do not stand in blocks
        let chars: Vec<char> = middle.chars().collect();
        let text: String = (0..5).flat_map(|at| [chars[at], chars[9 - at]]).collect();
        let broken = judge(&text);
        prop_assert!(broken.iter().all(|v| *v == V::Guessable), "{} {:?}", text, broken);
    }
}
