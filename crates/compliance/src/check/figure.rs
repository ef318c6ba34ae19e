//! Figures as contracts write them: lengths of time, sums of money, percentages; in digits and in
//! words.

use std::sync::OnceLock;

use legalmind_core::check::Words;
use regex::Regex;

use super::{playbook::Figure, spelling::plain};

/// A figure that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A length of time.
    Period {
        /// How many.
        amount: f64,
        /// Of what.
        unit: Unit,
    },
    /// A sum of money, in euros.
    Amount(f64),
    /// A percentage.
    Percentage(f64),
}

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// A number in digits, or in Dutch or English words; a second form of it may follow in brackets.
const NUMBER: &str = concat!(
    r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]+(?:[,.][0-9]+)?|",
    r"(?:(?:anderhalve|anderhalf|halve|half|eene?|ene|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|",
    r"dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|",
    r"tachtig|negentig|honderd|duizend|en|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|",
    r"eighteen|twenty|thirty|sixty|ninety)+))(?: ?\([^()\n]{1,24}\))?",
);
/// What a length of time is counted in, with what may stand before it.
const UNIT: &str = concat!(
    r" ?(?:volle |heel |hele |geheel |gehele |calendar |business )?(?:(?:kalender|werk|vakantie|verlof|wacht|ziekte|karens)[ -]?)?",
    r"(?:uren|uur|etmalen|etmaal|dagen|dag|dgn\b|weken|week|wkn?\b|maanden|maand|mndn?\b|kwartalen|kwartaal|jaren|jaar|jr\b|",
    r"hours?|days?|weeks?|months?|years?)",
);
/// More than one, with any adjective before it: `twee achtereenvolgende jaren`.
const UNITS: &str =
    r" [a-z]{4,18}e (?:(?:kalender|werk|vakantie|verlof)[ -]?)?(?:uren|dagen|weken|maanden|jaren|jaar)";
/// A place in a row: `vijfde`, `30e`.
const ORDINAL: &str = concat!(
    r"(?:eerste|derde|achtste|[0-9]{1,3} ?(?:e|de|ste)|",
    r"(?:twee|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|",
    r"twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|en|een)+(?:de|ste))",
);
/// A day that is one away: `uiterlijk de volgende werkdag`.
const NEXT: &str = concat!(
    r"(?:(?:de |het )?(?:eerst)?volgende (?:kalender|werk)?dag|(?:die)?zelfde (?:kalender|werk)?dag|",
    r"dezelfde (?:kalender|werk)?dag|de (?:werk)?dag (?:erna|daarna|erop|daarop))",
);
/// Names of numbers of days behind which the number stands: `vakantiedagen: 25`.
const NAMED: &str = r"(?:vakantie|verlof|wacht|karens)dagen(?: per (?:kalender)?jaar)? ?(?::|bedraagt|bedragen|is|zijn|vastgesteld op) ?";
/// What a sum of money is multiplied by.
const TIMES: &str = r"(?: ?(?:miljoen|mln\b\.?|mio\b|ton\b|duizend\b|k\b))";

/// The pattern of a figure.
pub fn pattern(figure: Figure) -> String {
    match figure {
        Figure::Period => format!(
            "(?:{NUMBER} (?:jaar|jaren) en {NUMBER} (?:maanden|maand)|{NUMBER}(?:{UNIT}|{UNITS})|halfjaar|half jaar|\
             eerste (?:half ?jaar|maand|jaar|week)|{ORDINAL} (?:kalender|werk)?(?:dag|week|maand) (?:na|volgend)|{NEXT}|\
             {NAMED}{NUMBER})"
        ),
        Figure::Amount => format!(
            "(?:(?:€|eur\\b|euro\\b) ?{NUMBER}{TIMES}?(?:,-+)?|(?:{NUMBER}|kwart){TIMES}? ?(?:euro\\b|eur\\b|€)|\
             (?:{NUMBER}|kwart) ?(?:miljoen|mln|ton)\\b)"
        ),
        Figure::Percentage => format!("{NUMBER} ?(?:%|procent\\b|percent\\b|ten honderd\\b)"),
    }
}

/// The pattern of a number of days.
pub fn days() -> String {
    const DAYS: &str = r"(?:(?:werk|vakantie|verlof|kalender|wacht|ziekte|karens)[ -]?)?dag(?:en)?";
    format!("(?:{NUMBER} ?(?:[a-z]{{4,18}}e )?{DAYS}|{NAMED}{NUMBER})")
}

/// All figures of a kind in words of plain spelling.
pub fn figures(figure: Figure, text: &str) -> Vec<Value> {
    static READ: OnceLock<Vec<(Figure, Regex)>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        let all = [Figure::Period, Figure::Amount, Figure::Percentage];
        all.into_iter()
            .filter_map(|it| Some((it, Regex::new(&format!(r"(?-u:\b)?{}", pattern(it))).ok()?)))
            .collect()
    });
    let form = read.iter().find(|(kind, _)| *kind == figure).map(|(_, form)| form);
    let found = form.into_iter().flat_map(|form| form.find_iter(text));
    found.filter_map(|it| value(figure, it.as_str())).collect()
}

/// One figure, such as the bound of a playbook.
pub fn one(figure: Figure, text: &str) -> Option<Value> {
    match figures(figure, &plain(text)).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn value(figure: Figure, text: &str) -> Option<Value> {
    let outside = match (text.find('('), text.find(')')) {
        (Some(open), Some(close)) if open < close => {
            format!("{} {}", text.get(..open)?, text.get(close + 1..)?)
        }
        _ => text.to_owned(),
    };
    let outside = outside.trim();
    match figure {
        Figure::Period => period(outside),
        Figure::Amount => amount(outside).map(Value::Amount),
        Figure::Percentage => {
            let digits = outside
                .trim_end_matches("procent")
                .trim_end_matches("percent")
                .trim_end_matches("ten honderd")
                .trim_end_matches('%');
            number(digits.trim()).map(Value::Percentage)
        }
    }
}

/// A sum of money: `eur 2 mln`, `anderhalve ton`, `een kwart miljoen euro`.
fn amount(text: &str) -> Option<f64> {
    let bare = ["€", "euro", "eur"].iter().fold(text, |rest, mark| {
        rest.strip_prefix(mark).or_else(|| rest.strip_suffix(mark)).unwrap_or(rest).trim()
    });
    let bare = bare.trim_end_matches([',', '-', '.']);
    let scales = [("miljoen", 1e6), ("mln", 1e6), ("mio", 1e6), ("ton", 1e5), ("duizend", 1e3), ("k", 1e3)];
    let scaled = scales.iter().find_map(|(name, times)| Some((bare.strip_suffix(name)?.trim(), *times)));
    // a number that is one word has its thousands in it
    let (many, times) = scaled.filter(|(many, _)| !many.is_empty()).unwrap_or((bare, 1.0));
    let many = many.strip_prefix("een ").unwrap_or(many);
    let many = if many == "kwart" { 0.25 } else { number(many)? };
    Some(many * times)
}

fn period(text: &str) -> Option<Value> {
    if let Some((years, months)) = text.split_once(" en ") {
        let (years, months) = (counted(years)?.0, counted(months)?.0);
        return Some(Value::Period { amount: years * 12.0 + months, unit: Unit::Months });
    }
    if text.ends_with("halfjaar") || text.ends_with("half jaar") {
        let months = if text.starts_with("anderhalf") { 18.0 } else { 6.0 };
        return Some(Value::Period { amount: months, unit: Unit::Months });
    }
    let next = ["volgende", "eerstvolgende", "zelfde", "diezelfde", "dezelfde", "de ", "het "];
    if next.iter().any(|it| text.starts_with(it)) {
        return Some(Value::Period { amount: 1.0, unit: Unit::Days });
    }
    let (many, name) = counted(text)?;
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let (unit, times) = if has(&["kwarta"]) {
        (Unit::Months, 3.0)
    } else if has(&["jaar", "jaren", "jr", "year"]) {
        (Unit::Years, 1.0)
    } else if has(&["maand", "mnd", "month"]) {
        (Unit::Months, 1.0)
    } else if has(&["week", "weken", "wk"]) {
        (Unit::Weeks, 1.0)
    } else if has(&["dag", "dgn", "day", "etma"]) {
        (Unit::Days, 1.0)
    } else {
        (Unit::Hours, 1.0)
    };
    Some(Value::Period { amount: many * times, unit })
}

/// A number and what it counts, whichever stands first.
fn counted(text: &str) -> Option<(f64, &str)> {
    if let Some(at) = text.rfind("dagen").filter(|at| *at > 0 && text.len() > at + 5) {
        // `vakantiedagen: 25`
        let many = text.get(at..)?.rsplit([' ', ':']).next()?;
        return Some((number(many)?, "dagen"));
    }
    let digits =
        text.char_indices().take_while(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ',')).count();
    let at = if digits > 0 { digits } else { text.find(' ').or_else(|| text.find('-'))? };
    let (many, name) = text.split_at_checked(at)?;
    let named = name.trim_start();
    let place = ["ste ", "de ", "e "].iter().any(|end| named.starts_with(end))
        || digits == 0 && number(many).is_none();
    Some((if place { ordinal(many)? } else { number(many)? }, name))
}

/// `vijfde` is five.
fn ordinal(text: &str) -> Option<f64> {
    match text {
        "eerste" => Some(1.0),
        "derde" => Some(3.0),
        "achtste" => Some(8.0),
        _ => number(text.trim_end_matches("ste").trim_end_matches("de")),
    }
}

/// A number in digits (`1.250,50`) or in words (`vijfentwintig`).
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let thousands = text.split(',').next()?.split('.').skip(1).all(|it| it.len() == 3);
        let plain = if thousands { text.replace('.', "").replace(',', ".") } else { text.replace(',', ".") };
        return plain.parse().ok();
    }
    spelled(text)
}

const WORDS: [(&str, f64); 53] = [
    ("anderhalve", 1.5),
    ("anderhalf", 1.5),
    ("halve", 0.5),
    ("half", 0.5),
    ("dertien", 13.0),
    ("veertien", 14.0),
    ("vijftien", 15.0),
    ("zestien", 16.0),
    ("zeventien", 17.0),
    ("achttien", 18.0),
    ("negentien", 19.0),
    ("twintig", 20.0),
    ("dertig", 30.0),
    ("veertig", 40.0),
    ("vijftig", 50.0),
    ("zestig", 60.0),
    ("zeventig", 70.0),
    ("tachtig", 80.0),
    ("negentig", 90.0),
    ("eene", 1.0),
    ("een", 1.0),
    ("ene", 1.0),
    ("twee", 2.0),
    ("drie", 3.0),
    ("vier", 4.0),
    ("vijf", 5.0),
    ("zes", 6.0),
    ("zeven", 7.0),
    ("acht", 8.0),
    ("negen", 9.0),
    ("tien", 10.0),
    ("elf", 11.0),
    ("twaalf", 12.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("sixty", 60.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eighteen", 18.0),
    ("eight", 8.0),
    ("ninety", 90.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("en", 0.0),
    ("honderd", 100.0),
    ("duizend", 1000.0),
];

/// A number in words: parts are added, `honderd` and `duizend` multiply what stands before them.
fn spelled(text: &str) -> Option<f64> {
    let (mut total, mut here, mut rest) = (0.0, 0.0, text);
    while !rest.is_empty() {
        let (word, value) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
        rest = rest.get(word.len()..)?;
        match *value {
            1000.0 => (total, here) = ((total + f64::max(here, 1.0)) * 1000.0, 0.0),
            100.0 => here = f64::max(here, 1.0) * 100.0,
            more => here += more,
        }
    }
    (total + here > 0.0).then_some(total + here)
}

impl Value {
    /// Its size and whether it is exact among its kind: months and years are one family, hours, days
    /// and weeks another; between the two a month has 30.4 days.
    fn size(self) -> (f64, u8) {
        match self {
            Self::Period { amount, unit } => match unit {
                Unit::Hours => (amount, 0),
                Unit::Days => (amount * 24.0, 0),
                Unit::Weeks => (amount * 168.0, 0),
                Unit::Months => (amount * 730.5, 1),
                Unit::Years => (amount * 8766.0, 1),
            },
            Self::Amount(it) | Self::Percentage(it) => (it, 0),
        }
    }

    /// Whether it is more than a bound. Between months and days a difference of 4 % is none.
    #[must_use]
    pub fn is_over(self, bound: Self) -> bool {
        let ((here, family), (there, other)) = (self.size(), bound.size());
        let slack = if family == other { 1.000_001 } else { 1.04 };
        here > there * slack
    }

    /// Whether it is less than a bound.
    #[must_use]
    pub fn is_under(self, bound: Self) -> bool {
        bound.is_over(self)
    }

    /// In words, as a figure: `3 maanden`.
    #[must_use]
    pub fn said(self) -> Words {
        let plain = |it: f64| {
            let text = format!("{it:.2}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        match self {
            Self::Period { amount, unit } => {
                let (one, more, one_en, more_en) = match unit {
                    Unit::Hours => ("uur", "uur", "hour", "hours"),
                    Unit::Days => ("dag", "dagen", "day", "days"),
                    Unit::Weeks => ("week", "weken", "week", "weeks"),
                    Unit::Months => ("maand", "maanden", "month", "months"),
                    Unit::Years => ("jaar", "jaar", "year", "years"),
                };
                let single = (amount - 1.0).abs() < f64::EPSILON;
                let n = plain(amount);
                Words {
                    nl: format!("{} {}", n.replace('.', ","), if single { one } else { more }),
                    en: format!("{n} {}", if single { one_en } else { more_en }),
                }
            }
            Self::Amount(it) => {
                let n = plain(it);
                let (whole, cents) = n.split_once('.').unwrap_or((&n, ""));
                let said = |group: char, mark: char| {
                    let cents = if cents.is_empty() { String::new() } else { format!("{mark}{cents:0<2}") };
                    format!("€ {}{cents}", grouped(whole, group))
                };
                Words { nl: said('.', ','), en: said(',', '.') }
            }
            Self::Percentage(it) => {
                let n = plain(it);
                Words { nl: format!("{} %", n.replace('.', ",")), en: format!("{n} %") }
            }
        }
    }
}

/// Digits in groups of three.
fn grouped(digits: &str, mark: char) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(figure: Figure, text: &str) -> Vec<String> {
        figures(figure, &plain(text)).into_iter().map(|it| it.said().nl).collect()
    }

    #[test]
    fn lengths_of_time_in_digits_and_in_words() {
        let cases = [
            ("een proeftijd van twee maanden", "2 maanden"),
            ("één (1) maand", "1 maand"),
            ("2 (twee) maanden", "2 maanden"),
            ("binnen 72 uur", "72 uur"),
            ("zesentwintig weken", "26 weken"),
            ("anderhalf jaar", "18 maanden"),
            ("de eerste maand is een proeftijd", "1 maand"),
            ("25 vakantiedagen", "25 dagen"),
            ("een half jaar", "6 maanden"),
            ("telkens een heel jaar", "1 jaar"),
            ("drie kalendermaanden", "3 maanden"),
            ("vierentwintig (24) uren", "24 uur"),
            ("tweeënzeventig uur", "72 uur"),
            ("twelve (12) months", "12 maanden"),
            ("binnen een etmaal", "1 dag"),
            ("25 vakantie dagen", "25 dagen"),
            ("3 wachtdagen", "3 dagen"),
            ("20 wettelijke vakantiedagen", "20 dagen"),
            ("vakantiedagen: 17 per jaar", "17 dagen"),
            ("vakantiedagen per jaar bedraagt vijfentwintig", "25 dagen"),
            ("eene maand", "1 maand"),
            ("6 mnd.", "6 maanden"),
            ("twee achtereenvolgende jaren", "2 jaar"),
            ("een jaar en zes maanden", "18 maanden"),
            ("gedurende het eerste half jaar", "6 maanden"),
            ("uiterlijk op de vijfde dag na vaststelling", "5 dagen"),
            ("tot en met de negentigste dag na ontvangst", "90 dagen"),
            ("uiterlijk de 30e dag na ontvangst", "30 dagen"),
            ("uiterlijk de eerste werkdag na de ontdekking", "1 dag"),
            ("uiterlijk de volgende werkdag", "1 dag"),
            ("nog dezelfde dag", "1 dag"),
            ("de dag erna", "1 dag"),
        ];
        for (text, value) in cases {
            assert_eq!(said(Figure::Period, text), [value], "{text}");
        }
        assert!(said(Figure::Period, "op de eerste dag van de maand").is_empty());
        assert_eq!(said(Figure::Period, "een maand en twee maanden"), ["1 maand", "2 maanden"]);
    }

    #[test]
    fn money_and_percentages() {
        for text in ["€ 10.000,-", "EUR 10.000", "10.000 euro", "tienduizend euro", "€10.000,00", "€ 10000"]
        {
            assert_eq!(said(Figure::Amount, text), ["€ 10.000"], "{text}");
        }
        assert_eq!(said(Figure::Amount, "vijfentwintigduizend euro"), ["€ 25.000"]);
        for text in ["€ 1,5 miljoen", "anderhalf miljoen euro", "EUR 1,5 mln", "€ 1.500k", "1.500.000 euro"]
        {
            assert_eq!(said(Figure::Amount, text), ["€ 1.500.000"], "{text}");
        }
        assert_eq!(said(Figure::Amount, "anderhalve ton"), ["€ 150.000"]);
        assert_eq!(said(Figure::Amount, "een kwart miljoen"), ["€ 250.000"]);
        assert_eq!(said(Figure::Amount, "een half miljoen euro"), ["€ 500.000"]);
        assert_eq!(said(Figure::Amount, "honderd duizend euro"), ["€ 100.000"]);
        assert_eq!(said(Figure::Amount, "€ 2.500,50 per dag"), ["€ 2.500,50"]);
        let million = one(Figure::Amount, "€ 1000000").expect("an amount").said();
        assert_eq!((million.nl.as_str(), million.en.as_str()), ("€ 1.000.000", "€ 1,000,000"));
        assert_eq!(said(Figure::Percentage, "70% van het loon"), ["70 %"]);
        assert_eq!(said(Figure::Percentage, "zeventig procent"), ["70 %"]);
        assert_eq!(said(Figure::Percentage, "zeventig ten honderd"), ["70 %"]);
        assert_eq!(said(Figure::Percentage, "0,5 %"), ["0,5 %"]);
    }

    #[test]
    fn months_and_days_are_compared_with_some_play() {
        let of = |text| one(Figure::Period, text).expect("a period");
        assert!(of("3 maanden").is_over(of("2 maanden")) && !of("2 maanden").is_over(of("2 maanden")));
        assert!(!of("31 dagen").is_over(of("1 maand")) && of("5 weken").is_over(of("1 maand")));
        assert!(of("3 weken").is_under(of("1 maand")) && !of("30 dagen").is_under(of("1 maand")));
        assert!(!of("1 jaar").is_over(of("12 maanden")) && of("13 maanden").is_over(of("1 jaar")));
        assert_eq!(one(Figure::Amount, "geen bedrag"), None);
    }
}
