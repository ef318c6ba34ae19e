//! Courts by the codes that stand in an ECLI, with the years in which each could decide, and the
//! names by which texts call them.
//!
//! The Netherlands give codes to closed families: courts, courts of appeal, the highest courts
//! and those of the Caribbean part of the Kingdom are all listed here. Disciplinary boards and
//! former courts have codes of a pattern, and are not judged by more than that.

/// First and last year; 0 and 9999 where there is none.
type Years = (i16, i16);

const NOW: i16 = 9999;
/// The judicial map was redrawn on 1 January 2013; decisions of that winter still bear old codes.
const MAP_2013: i16 = 2013;

/// Code, name, the places or words it goes by, and its years.
type Row = (&'static str, &'static str, &'static [&'static str], Years);

#[rustfmt::skip]
const COURTS: &[Row] = &[
    ("HR", "Hoge Raad", &["hr", "hoge raad"], (1838, NOW)),
    ("PHR", "Parket bij de Hoge Raad", &["phr", "parket", "parket bij de hoge raad", "a-g"], (1838, NOW)),
    ("RVS", "Raad van State", &["rvs", "abrvs", "abrs", "raad van state", "afdeling bestuursrechtspraak", "afdeling bestuursrechtspraak van de raad van state"], (1862, NOW)),
    ("CRVB", "Centrale Raad van Beroep", &["crvb", "centrale raad van beroep"], (1903, NOW)),
    ("CBB", "College van Beroep voor het bedrijfsleven", &["cbb", "college van beroep voor het bedrijfsleven"], (1955, NOW)),
    ("CVBSTUF", "College van Beroep Studiefinanciering", &[], (1986, 2002)),
    ("DETARCO", "Tariefcommissie", &[], (1900, 2002)),
    ("GHAMS", "Gerechtshof Amsterdam", &["hof amsterdam"], (1838, NOW)),
    ("GHARL", "Gerechtshof Arnhem-Leeuwarden", &["hof arnhem-leeuwarden"], (2013, NOW)),
    ("GHARN", "Gerechtshof Arnhem", &["hof arnhem"], (1838, MAP_2013)),
    ("GHDHA", "Gerechtshof Den Haag", &["hof den haag", "hof 's-gravenhage"], (2013, NOW)),
    ("GHLEE", "Gerechtshof Leeuwarden", &["hof leeuwarden"], (1838, MAP_2013)),
    ("GHSGR", "Gerechtshof 's-Gravenhage", &["hof 's-gravenhage", "hof den haag"], (1838, MAP_2013)),
    ("GHSHE", "Gerechtshof 's-Hertogenbosch", &["hof 's-hertogenbosch", "hof den bosch"], (1838, NOW)),
    ("RBALK", "Rechtbank Alkmaar", &["rb alkmaar"], (1838, MAP_2013)),
    ("RBALM", "Rechtbank Almelo", &["rb almelo"], (1838, MAP_2013)),
    ("RBAMS", "Rechtbank Amsterdam", &["rb amsterdam"], (1838, NOW)),
    ("RBARN", "Rechtbank Arnhem", &["rb arnhem"], (1838, MAP_2013)),
    ("RBASS", "Rechtbank Assen", &["rb assen"], (1838, MAP_2013)),
    ("RBBRE", "Rechtbank Breda", &["rb breda"], (1838, MAP_2013)),
    ("RBDHA", "Rechtbank Den Haag", &["rb den haag", "rb 's-gravenhage"], (2013, NOW)),
    ("RBDOR", "Rechtbank Dordrecht", &["rb dordrecht"], (1838, MAP_2013)),
    ("RBGEL", "Rechtbank Gelderland", &["rb gelderland"], (2013, NOW)),
    ("RBGRO", "Rechtbank Groningen", &["rb groningen"], (1838, MAP_2013)),
    ("RBHAA", "Rechtbank Haarlem", &["rb haarlem"], (1838, MAP_2013)),
    ("RBLEE", "Rechtbank Leeuwarden", &["rb leeuwarden"], (1838, MAP_2013)),
    ("RBLIM", "Rechtbank Limburg", &["rb limburg"], (2013, NOW)),
    ("RBMAA", "Rechtbank Maastricht", &["rb maastricht"], (1838, MAP_2013)),
    ("RBMID", "Rechtbank Middelburg", &["rb middelburg"], (1838, MAP_2013)),
    ("RBMNE", "Rechtbank Midden-Nederland", &["rb midden-nederland"], (2013, NOW)),
    ("RBNHO", "Rechtbank Noord-Holland", &["rb noord-holland"], (2013, NOW)),
    ("RBNNE", "Rechtbank Noord-Nederland", &["rb noord-nederland"], (2013, NOW)),
    ("RBOBR", "Rechtbank Oost-Brabant", &["rb oost-brabant"], (2013, NOW)),
    ("RBONE", "Rechtbank Oost-Nederland", &["rb oost-nederland"], (2013, 2013)),
    ("RBOVE", "Rechtbank Overijssel", &["rb overijssel"], (2013, NOW)),
    ("RBROE", "Rechtbank Roermond", &["rb roermond"], (1838, MAP_2013)),
    ("RBROT", "Rechtbank Rotterdam", &["rb rotterdam"], (1838, NOW)),
    ("RBSGR", "Rechtbank 's-Gravenhage", &["rb 's-gravenhage", "rb den haag"], (1838, MAP_2013)),
    ("RBSHE", "Rechtbank 's-Hertogenbosch", &["rb 's-hertogenbosch", "rb den bosch"], (1838, MAP_2013)),
    ("RBUTR", "Rechtbank Utrecht", &["rb utrecht"], (1838, MAP_2013)),
    ("RBZLY", "Rechtbank Zwolle-Lelystad", &["rb zwolle-lelystad", "rb zwolle"], (1999, MAP_2013)),
    ("RBZUT", "Rechtbank Zutphen", &["rb zutphen"], (1838, MAP_2013)),
    ("RBZWB", "Rechtbank Zeeland-West-Brabant", &["rb zeeland-west-brabant"], (2013, NOW)),
    ("RBZWO", "Rechtbank Zwolle", &["rb zwolle"], (1838, 2005)),
    ("OCHM", "Constitutioneel Hof Sint Maarten", &[], (2010, NOW)),
    ("OGAACMB", "Gerecht in Ambtenarenzaken van Aruba, Curaçao, Sint Maarten en van Bonaire, Sint Eustatius en Saba", &[], (2010, NOW)),
    ("OGANA", "Gerecht in Ambtenarenzaken van de Nederlandse Antillen", &[], (1900, 2011)),
    ("OGEAA", "Gerecht in Eerste Aanleg van Aruba", &[], (1900, NOW)),
    ("OGEAB", "Gerecht in Eerste Aanleg Bonaire", &[], (1900, 2011)),
    ("OGEABES", "Gerecht in eerste aanleg van Bonaire, Sint Eustatius en Saba", &[], (2010, NOW)),
    ("OGEAC", "Gerecht in eerste aanleg van Curaçao", &[], (1900, NOW)),
    ("OGEAM", "Gerecht in eerste aanleg van Sint Maarten", &[], (1900, NOW)),
    ("OGEANA", "Gerecht in Eerste Aanleg van de Nederlandse Antillen", &[], (1900, 2011)),
    ("OGHACMB", "Gemeenschappelijk Hof van Justitie van Aruba, Curaçao, Sint Maarten en van Bonaire, Sint Eustatius en Saba", &[], (2010, NOW)),
    ("OGHNAA", "Gemeenschappelijk Hof van Justitie van de Nederlandse Antillen en Aruba", &[], (1900, 2011)),
    ("OHJNA", "Hof van Justitie van de Nederlandse Antillen", &[], (1900, 1987)),
    ("ORBAACM", "Raad van Beroep in Ambtenarenzaken van Aruba, Curaçao, Sint Maarten en van Bonaire, Sint Eustatius en Saba", &[], (2010, NOW)),
    ("ORBANAA", "Raad van Beroep in Ambtenarenzaken (Nederlandse Antillen en Aruba)", &[], (1900, 2011)),
    ("ORBBACM", "Raad van Beroep voor Belastingzaken van Aruba, Curaçao, Sint Maarten en van Bonaire, Sint Eustatius en Saba", &[], (2010, NOW)),
    ("ORBBNAA", "Raad van Beroep voor Belastingzaken (Nederlandse Antillen en Aruba)", &[], (1900, 2011)),
    ("XX", "een instantie zonder eigen code", &[], (0, NOW)),
];

/// Patterns of codes that are not listed one by one: how they begin, and how long they are.
const FAMILIES: &[(&str, std::ops::RangeInclusive<usize>, Years)] = &[
    ("KTG", 6..=6, (1838, 2002)), // kantongerechten
    ("RVB", 6..=6, (1903, 1993)), // raden van beroep
    ("AG", 5..=5, (1930, 1993)),  // ambtenarengerechten
    ("T", 4..=8, (1900, NOW)),    // tuchtcolleges
];

/// What a code of a court is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A court that is listed.
    Court {
        /// Its name.
        name: &'static str,
        /// First year.
        from: i16,
        /// Last year.
        until: i16,
    },
    /// A code of a known pattern.
    Family {
        /// First year.
        from: i16,
        /// Last year.
        until: i16,
    },
    /// Of another country; its codes are not known here.
    Foreign,
    /// No code that is given out.
    Unknown,
}

/// What the code of a court is, `country` and `code` in capitals.
#[must_use]
pub fn known(country: &str, code: &str) -> Known {
    match country {
        "NL" => dutch(code),
        "EU" => match code {
            "C" => Known::Court { name: "Hof van Justitie", from: 1953, until: NOW },
            "T" => Known::Court { name: "Gerecht", from: 1989, until: NOW },
            "F" => Known::Court { name: "Gerecht voor ambtenarenzaken", from: 2005, until: 2016 },
            _ => Known::Unknown,
        },
        _ => Known::Foreign,
    }
}

fn dutch(code: &str) -> Known {
    if let Some((_, name, _, (from, until))) = COURTS.iter().find(|(known, ..)| *known == code) {
        return Known::Court { name, from: *from, until: *until };
    }
    let family =
        FAMILIES.iter().find(|(start, length, _)| code.starts_with(start) && length.contains(&code.len()));
    family.map_or(Known::Unknown, |(_, _, (from, until))| Known::Family { from: *from, until: *until })
}

/// Whether a country gives ECLIs: a member state, or an organisation with a code of its own.
#[must_use]
pub fn is_country(code: &str) -> bool {
    const COUNTRIES: &[&str] = &[
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "GR", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
        "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "EU", "CE", "EP", "GB", "UK", "XX",
    ];
    COUNTRIES.contains(&code)
}

/// Whether the court that a text names can be the one of the code; `None` where the name is not
/// known here.
#[must_use]
pub fn fits(named: &str, country: &str, code: &str) -> Option<bool> {
    let named = plain(named);
    if matches!(
        named.as_str(),
        "hvj" | "hvj eu" | "hvj eg" | "hof van justitie" | "hof van justitie van de europese unie"
    ) {
        return Some(country == "EU");
    }
    if named == "ehrm" {
        return Some(country == "CE");
    }
    let named = if named.starts_with("a-g ") { "a-g".to_owned() } else { named };
    let courts: Vec<&Row> =
        COURTS.iter().filter(|(_, _, names, _)| names.contains(&named.as_str())).collect();
    if courts.is_empty() {
        return None;
    }
    // a seat that gave its name to a code of kantongerechten is the same place
    let seat = courts.iter().any(|(known, ..)| {
        known.starts_with("RB") && code.starts_with("KTG") && known.get(2..) == code.get(3..)
    });
    Some(country == "NL" && (seat || courts.iter().any(|(known, ..)| *known == code)))
}

/// `Rechtbank Amsterdam`, `Rb. Amsterdam`, `Ktr. Amsterdam` are `rb amsterdam`.
fn plain(named: &str) -> String {
    let lower = named.to_lowercase().replace('’', "'").replace('.', "");
    let mut words: Vec<&str> = lower.split_whitespace().filter(|word| *word != "te").collect();
    if words.first() == Some(&"de") {
        words.remove(0);
    }
    while words.len() > 1 && words.first() == Some(&"vzr") {
        words.remove(0);
    }
    if let Some(first) = words.first_mut().filter(|_| lower.split_whitespace().count() > 1) {
        *first = match *first {
            "rechtbank" | "ktr" | "kantonrechter" => "rb",
            "gerechtshof" => "hof",
            other => other,
        };
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_and_years() {
        assert!(matches!(known("NL", "RBAMS"), Known::Court { name: "Rechtbank Amsterdam", .. }));
        assert!(matches!(known("NL", "RBHAA"), Known::Court { until: 2013, .. }));
        assert!(matches!(known("NL", "TGZCTG"), Known::Family { .. }));
        assert!(matches!(known("NL", "KTGAMS"), Known::Family { until: 2002, .. }));
        assert_eq!(known("NL", "RBXYZ"), Known::Unknown);
        assert_eq!(known("NL", "HOF"), Known::Unknown);
        assert_eq!(known("DE", "BGH"), Known::Foreign);
        assert_eq!(known("EU", "Q"), Known::Unknown);
    }

    #[test]
    fn names_fit_codes() {
        for (named, code, wanted) in [
            ("HR", "HR", Some(true)),
            ("HR", "RBAMS", Some(false)),
            ("Hoge Raad", "PHR", Some(false)),
            ("A-G Wissink", "PHR", Some(true)),
            ("Rb. Amsterdam", "RBAMS", Some(true)),
            ("Rechtbank Amsterdam", "GHAMS", Some(false)),
            ("Ktr. Amsterdam", "KTGAMS", Some(true)),
            ("Hof Den Haag", "GHSGR", Some(true)),
            ("Gerechtshof 's-Hertogenbosch", "GHSHE", Some(true)),
            ("ABRvS", "RVS", Some(true)),
            ("de Afdeling bestuursrechtspraak van de Raad van State", "RVS", Some(true)),
            ("Rechtbank Nergens", "RBAMS", None),
        ] {
            assert_eq!(fits(named, "NL", code), wanted, "{named} {code}");
        }
        assert_eq!(fits("HvJ EU", "EU", "C"), Some(true));
        assert_eq!(fits("EHRM", "NL", "HR"), Some(false));
    }
}
