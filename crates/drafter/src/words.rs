//! Numbers, amounts and days as a Dutch text writes them (Woordenlijst Nederlandse Taal: numbers
//! under a thousand in one word, a space after `duizend`, a trema where vowels would run together).

use legalmind_core::Timestamp;
pub use legalmind_text::form::day;

const SMALL: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const TENS: [&str; 10] =
    ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

/// A whole number in words.
#[must_use]
pub fn number(n: u64) -> String {
    const GROUPS: [(u64, &str); 3] =
        [(1_000_000_000_000, " biljoen"), (1_000_000_000, " miljard"), (1_000_000, " miljoen")];
    let mut parts = Vec::new();
    let mut rest = n;
    for (size, name) in GROUPS {
        if rest >= size {
            parts.push(format!("{}{name}", number(rest / size)));
            rest %= size;
        }
    }
    if rest >= 1000 {
        // twaalfhonderdvijftig is said of the hundreds that do not make whole thousands, up to 9,900
        let hundreds = rest / 100;
        if rest < 10_000 && !hundreds.is_multiple_of(10) {
            parts.push(format!("{}honderd{}", below(hundreds), tail(rest % 100)));
            return parts.join(" ");
        }
        let thousands = rest / 1000;
        parts.push(if thousands == 1 {
            "duizend".to_owned()
        } else {
            format!("{}duizend", below(thousands))
        });
        rest %= 1000;
    }
    if rest > 0 || parts.is_empty() {
        parts.push(below(rest));
    }
    parts.join(" ")
}

/// Nothing for zero, since it follows a round number.
fn tail(n: u64) -> String {
    if n == 0 { String::new() } else { below(n) }
}

fn small(n: u64) -> &'static str {
    usize::try_from(n).ok().and_then(|n| SMALL.get(n)).copied().unwrap_or_default()
}

/// Under a thousand.
fn below(n: u64) -> String {
    if n < 20 {
        return small(n).to_owned();
    }
    if n < 100 {
        let ten = usize::try_from(n / 10).ok().and_then(|n| TENS.get(n)).copied().unwrap_or_default();
        return match n % 10 {
            0 => ten.to_owned(),
            one @ (2 | 3) => format!("{}ën{ten}", small(one)),
            one => format!("{}en{ten}", small(one)),
        };
    }
    let hundred = n / 100;
    let head = if hundred == 1 { String::new() } else { small(hundred).to_owned() };
    format!("{head}honderd{}", tail(n % 100))
}

/// An amount of cents as figures, `€ 1.250,00`; no line ends between the sign and the figure.
#[must_use]
pub fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("€\u{a0}{sign}{},{:02}", grouped(cents / 100), cents % 100)
}

/// An amount of cents in words, `twaalfhonderdvijftig euro`.
#[must_use]
pub fn euros_in_words(cents: i64) -> String {
    let sign = if cents < 0 { "min " } else { "" };
    let cents = cents.unsigned_abs();
    let euros = format!("{sign}{} euro", number(cents / 100));
    if cents.is_multiple_of(100) { euros } else { format!("{euros} en {} cent", number(cents % 100)) }
}

/// A whole number with dots between the thousands.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A number as figures, with a comma before what is less than one.
#[must_use]
pub fn decimal(n: f64) -> String {
    let text = format!("{n}");
    match text.split_once('.') {
        Some((whole, part)) => format!("{whole},{part}"),
        None => text,
    }
}

/// A day in figures, `24-11-2026`.
#[must_use]
pub fn short_day(date: jiff::civil::Date) -> String {
    format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
}

/// The day on which an instant falls in the Netherlands.
#[must_use]
pub fn day_of(at: Timestamp) -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap_or(jiff::tz::TimeZone::UTC);
    at.to_zoned(zone).date()
}

/// A number of units of time, `drie maanden`, `14 dagen`; up to twelve in words.
#[must_use]
pub fn term(many: u64, unit: &str) -> String {
    let one = match unit {
        "dagen" => "dag",
        "weken" => "week",
        "maanden" => "maand",
        "jaren" | "jaar" => "jaar",
        "uren" | "uur" => "uur",
        other => other,
    };
    let unit = match unit {
        // years and hours stay in the singular behind a number
        "jaren" => "jaar",
        "uren" => "uur",
        other => other,
    };
    let count = match many {
        1 => "één".to_owned(),
        2..=12 => number(many),
        _ => grouped(many),
    };
    format!("{count} {}", if many == 1 { one } else { unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_word_list_has_them() {
        let known = [
            (0, "nul"),
            (1, "een"),
            (12, "twaalf"),
            (21, "eenentwintig"),
            (22, "tweeëntwintig"),
            (33, "drieëndertig"),
            (80, "tachtig"),
            (100, "honderd"),
            (101, "honderdeen"),
            (250, "tweehonderdvijftig"),
            (999, "negenhonderdnegenennegentig"),
            (1000, "duizend"),
            (1100, "elfhonderd"),
            (1250, "twaalfhonderdvijftig"),
            (2000, "tweeduizend"),
            (2026, "tweeduizend zesentwintig"),
            (10_000, "tienduizend"),
            (12_500, "twaalfduizend vijfhonderd"),
            (123_456, "honderddrieëntwintigduizend vierhonderdzesenvijftig"),
            (1_000_000, "een miljoen"),
            (2_500_001, "twee miljoen vijfhonderdduizend een"),
        ];
        for (n, words) in known {
            assert_eq!(number(n), words);
        }
        assert!(number(u64::MAX).contains("biljoen"));
    }

    #[test]
    fn amounts_days_and_terms() {
        assert_eq!(euros(125_000), "€\u{a0}1.250,00");
        assert_eq!(euros(-5), "€\u{a0}-0,05");
        assert_eq!(euros_in_words(125_050), "twaalfhonderdvijftig euro en vijftig cent");
        assert_eq!(grouped(1_234_567), "1.234.567");
        assert_eq!(decimal(2.5), "2,5");
        let date = jiff::civil::date(2026, 3, 1);
        assert_eq!(day(date), "1 maart 2026");
        assert_eq!(short_day(date), "01-03-2026");
        assert_eq!(term(1, "maanden"), "één maand");
        assert_eq!(term(3, "maanden"), "drie maanden");
        assert_eq!(term(14, "dagen"), "14 dagen");
        assert_eq!(term(2, "jaren"), "twee jaar");
    }

    #[test]
    fn a_day_is_that_of_the_netherlands() {
        let late: Timestamp = "2026-06-30T22:30:00Z".parse().expect("an instant");
        assert_eq!(day_of(late), jiff::civil::date(2026, 7, 1));
    }
}
