//! The tests of the product: `library/tests`, compiled in. Their files are read in a test; one that does
//! not hold together is not there, and the test says why.

use std::sync::OnceLock;

use super::{REGISTER, SUBJECT, definition::TrainingTest};
use crate::register::find as find_register;

macro_rules! files {
    ($($key:literal),+ $(,)?) => {
        /// The tests in the order in which they are shown, each with its file.
        const FILES: &[(&str, &str)] = &[
            $(($key, include_str!(concat!("../../../../library/tests/", $key, ".toml")))),+
        ];
    };
}

files!["beveiliging", "privacy", "ai", "wwft"];

/// The subjects of the register of training.
fn subjects() -> Vec<&'static str> {
    let field = find_register(REGISTER).and_then(|it| it.field(SUBJECT));
    field.map(|it| it.choices.iter().map(|choice| choice.key.as_str()).collect()).unwrap_or_default()
}

/// All tests, in the order in which they are shown.
#[must_use]
pub fn all() -> &'static [TrainingTest] {
    static ALL: OnceLock<Vec<TrainingTest>> = OnceLock::new();
    ALL.get_or_init(|| {
        let subjects = subjects();
        FILES.iter().filter_map(|(_, text)| TrainingTest::parse(text, &subjects).ok()).collect()
    })
}

/// The test of this key.
#[must_use]
pub fn find(key: &str) -> Option<&'static TrainingTest> {
    all().iter().find(|it| it.key == key)
}

#[cfg(test)]
mod tests {
    use legalmind_core::{account::Language, check::Words};

    use super::*;
    use crate::training::definition::Question;

    #[test]
    fn p067_every_test_holds_together_and_asks_enough() {
        for (key, text) in FILES {
            let read =
                TrainingTest::parse(text, &subjects()).unwrap_or_else(|faults| panic!("{key}: {faults:?}"));
            assert_eq!(read.key, *key);
            assert!(read.questions.len() >= 14, "{key}: {}", read.questions.len());
            assert_eq!(read.asks, 10, "{key}");
            for it in &read.questions {
                let options = it.right.len() + it.wrong.len();
                assert!((3..=4).contains(&options), "{key} {}: {options}", it.key);
            }
        }
        let of: Vec<&str> = all().iter().map(|it| it.subject.as_str()).collect();
        assert_eq!(of, subjects(), "each subject has one");
    }

    /// Who knows nothing and follows the shape of the options does not pass.
    #[test]
    fn no_shape_of_an_option_tells_that_it_is_right() {
        for test in all() {
            let needed = f64::from(test.pass) / f64::from(test.asks);
            for language in [Language::Nl, Language::En] {
                let length = |it: &Words| it.of(language).chars().count();
                let longest = |it: &Question| it.options().max_by_key(|it| length(it.1)).map(|it| it.0);
                let shortest = |it: &Question| it.options().min_by_key(|it| length(it.1)).map(|it| it.0);
                for long in [true, false] {
                    let right = test.questions.iter().filter(|it| {
                        let picked = if long { longest(it) } else { shortest(it) };
                        it.answered_by(&picked.into_iter().collect::<Vec<u8>>())
                    });
                    #[expect(clippy::cast_precision_loss, reason = "a few questions")]
                    let share = right.count() as f64 / test.questions.len() as f64;
                    assert!(share < needed * 0.7, "{} {language:?} {long}: {share}", test.key);
                }
            }
        }
    }

    const GOOD: &str = r#"
key = "proef"
subject = "privacy"
name = { nl = "Proef", en = "Trial" }
purpose = { nl = "Proef", en = "Trial" }
checked = "2026-11-30"
asks = 1
pass = 1
valid = "12m"
[[question]]
key = "een"
ask = { nl = "Wat?", en = "What?" }
right = [{ nl = "dit", en = "this" }]
wrong = [{ nl = "dat", en = "that" }]
why = { nl = "Daarom.", en = "Because." }
source = "AVG art. 33"
"#;

    #[test]
    fn a_test_that_does_not_hold_together_says_where() {
        let faults = |text: &str| match TrainingTest::parse(text, &["privacy"]) {
            Ok(_) => String::new(),
            Err(faults) => faults.iter().map(|it| format!("{it}\n")).collect(),
        };
        assert_eq!(faults(GOOD), "");
        for (from, to, told) in [
            ("subject = \"privacy\"", "subject = \"koken\"", "/subject: the register of training"),
            ("asks = 1", "asks = 2", "/asks: an attempt asks"),
            ("pass = 1", "pass = 2", "/pass: at least one"),
            ("right = [{ nl = \"dit\", en = \"this\" }]", "right = []", "/question/0: something is right"),
            ("nl = \"dit\"", "nl = \"dat\"", "/question/0: two options are the same"),
            ("en = \"Because.\"", "en = \" \"", "/question/0: a text is empty"),
            ("valid = \"12m\"", "valid = \"lang\"", "a stretch of time"),
            ("source =", "bron =", "unknown field"),
        ] {
            assert!(
                faults(&GOOD.replacen(from, to, 1)).contains(told),
                "{to}: {}",
                faults(&GOOD.replacen(from, to, 1))
            );
        }
        let question = GOOD.split_once("[[question]]").expect("a question").1;
        assert!(
            faults(&format!("{GOOD}[[question]]{question}"))
                .contains("/question/1/key: a question of this key")
        );
    }
}
