//! Courts: what the part of an ECLI that names one is called in a reference, and how a court that
//! is written out is known.

/// Courts by their code in an ECLI of the Netherlands, Gerechtscodes ECLI (Rechtspraak.nl).
#[rustfmt::skip]
const DUTCH: &[(&str, &str)] = &[
    ("HR", "HR"), ("PHR", "Concl. A-G"), ("RVS", "ABRvS"), ("CRVB", "CRvB"), ("CBB", "CBb"),
    ("GHAMS", "Hof Amsterdam"), ("GHARL", "Hof Arnhem-Leeuwarden"), ("GHARN", "Hof Arnhem"),
    ("GHDHA", "Hof Den Haag"), ("GHLEE", "Hof Leeuwarden"), ("GHSGR", "Hof ’s-Gravenhage"),
    ("GHSHE", "Hof ’s-Hertogenbosch"),
    ("RBALK", "Rb. Alkmaar"), ("RBALM", "Rb. Almelo"), ("RBAMS", "Rb. Amsterdam"), ("RBARN", "Rb. Arnhem"),
    ("RBASS", "Rb. Assen"), ("RBBRE", "Rb. Breda"), ("RBDHA", "Rb. Den Haag"), ("RBDOR", "Rb. Dordrecht"),
    ("RBGEL", "Rb. Gelderland"), ("RBGRO", "Rb. Groningen"), ("RBHAA", "Rb. Haarlem"),
    ("RBLEE", "Rb. Leeuwarden"), ("RBLIM", "Rb. Limburg"), ("RBMAA", "Rb. Maastricht"),
    ("RBMID", "Rb. Middelburg"), ("RBMNE", "Rb. Midden-Nederland"), ("RBNHO", "Rb. Noord-Holland"),
    ("RBNNE", "Rb. Noord-Nederland"), ("RBOBR", "Rb. Oost-Brabant"), ("RBONE", "Rb. Oost-Nederland"),
    ("RBOVE", "Rb. Overijssel"), ("RBROE", "Rb. Roermond"), ("RBROT", "Rb. Rotterdam"),
    ("RBSGR", "Rb. ’s-Gravenhage"), ("RBSHE", "Rb. ’s-Hertogenbosch"), ("RBUTR", "Rb. Utrecht"),
    ("RBZLY", "Rb. Zwolle-Lelystad"), ("RBZUT", "Rb. Zutphen"), ("RBZWB", "Rb. Zeeland-West-Brabant"),
    ("RBZWO", "Rb. Zwolle"), ("OGHACMB", "GHvJ"), ("OGEAC", "GEA Curaçao"), ("OGEAA", "GEA Aruba"),
    ("OGEAM", "GEA Sint Maarten"), ("OGEABES", "GEA Bonaire, Sint Eustatius en Saba"), ("TAHVD", "HvD"),
];

/// Courts of the Union and of the Council of Europe, by country and code.
const EUROPEAN: &[(&str, &str, &str)] =
    &[("EU", "C", "HvJ EU"), ("EU", "T", "Gerecht EU"), ("EU", "F", "GvA EU"), ("CE", "ECHR", "EHRM")];

/// How courts are written out, in lower case; the places of courts and courts of appeal apart.
#[rustfmt::skip]
const WRITTEN: &[(&str, &str)] = &[
    ("hoge raad", "HR"), ("hr", "HR"), ("parket", "Concl. A-G"), ("a-g", "Concl. A-G"), ("conclusie", "Concl. A-G"),
    ("concl.", "Concl. A-G"), ("phr", "Concl. A-G"),
    ("afdeling bestuursrechtspraak", "ABRvS"), ("raad van state", "ABRvS"), ("abrvs", "ABRvS"), ("rvs", "ABRvS"),
    ("centrale raad van beroep", "CRvB"), ("crvb", "CRvB"),
    ("college van beroep voor het bedrijfsleven", "CBb"), ("cbb", "CBb"),
    ("hof van discipline", "HvD"),
    ("hof van justitie", "HvJ EU"), ("hvj", "HvJ EU"), ("hvjeu", "HvJ EU"),
    ("gerecht eu", "Gerecht EU"), ("gerecht van eerste aanleg", "Gerecht EU"),
    ("europees hof voor de rechten van de mens", "EHRM"), ("ehrm", "EHRM"),
];

/// What a court is called in a reference; none where the code is not known.
pub fn name(country: &str, code: &str) -> Option<&'static str> {
    if country == "NL" {
        return DUTCH.iter().find(|(known, _)| *known == code).map(|(_, name)| *name);
    }
    EUROPEAN.iter().find(|(at, known, _)| (*at, *known) == (country, code)).map(|(.., name)| *name)
}

/// The court that is written before a decision's date, as a reference calls it; none where none is
/// recognised.
pub fn written(text: &str) -> Option<String> {
    let lower = plain(text);
    let place = |words: &[&str], short: &str| {
        let at = words.iter().find_map(|word| at_word(&lower, word).map(|at| at + word.len()))?;
        let rest = lower.get(at..)?.trim_start_matches(['.', ' ']);
        let known = DUTCH.iter().filter_map(|(_, name)| name.strip_prefix(short));
        let known = known.filter(|it| rest.starts_with(&plain(it))).max_by_key(|it| it.len())?;
        Some(format!("{short}{known}"))
    };
    // of the courts of appeal before the rest: a `hof` may be another
    place(&["gerechtshof", "hof"], "Hof ").or_else(|| place(&["rechtbank", "rb"], "Rb. ")).or_else(|| {
        let found = WRITTEN.iter().filter(|(words, _)| at_word(&lower, words).is_some());
        found.max_by_key(|(words, _)| words.len()).map(|(_, name)| (*name).to_owned())
    })
}

/// Whether two names are of one court: The Hague has two names, and so has Den Bosch.
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace(['\'', '’', '‘', '`'], "");
    lower.replace("den bosch", "s-hertogenbosch").replace("s-gravenhage", "den haag")
}

/// Where a word stands that is not a part of another.
fn at_word(text: &str, word: &str) -> Option<usize> {
    let inside = |c: char| c.is_alphanumeric();
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|it| it.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courts_are_known_by_code_and_by_name() {
        assert_eq!(name("NL", "RBMNE"), Some("Rb. Midden-Nederland"));
        assert_eq!(name("EU", "C"), Some("HvJ EU"));
        assert_eq!(name("BE", "CASS"), None);
        for (text, court) in [
            ("Hoge Raad", "HR"),
            ("Rechtbank Midden-Nederland, zittingsplaats Utrecht,", "Rb. Midden-Nederland"),
            ("Gerechtshof Arnhem-Leeuwarden", "Hof Arnhem-Leeuwarden"),
            ("Hof Den Bosch", "Hof ’s-Hertogenbosch"),
            ("rb. 's-Gravenhage", "Rb. Den Haag"),
            ("Afdeling bestuursrechtspraak van de Raad van State", "ABRvS"),
            ("Hof van Justitie van de Europese Unie", "HvJ EU"),
        ] {
            assert!(written(text).is_some_and(|it| same(&it, court)), "{text}: {:?}", written(text));
        }
        assert_eq!(written("de kantonrechter"), None);
        assert_eq!(written("chroom"), None);
    }
}
