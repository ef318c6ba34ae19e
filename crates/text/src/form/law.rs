//! Provisions of laws and treaties.

use super::{Fault, Printed, too_long};
use crate::reference::{self, Reference, ReferenceKind};

/// The abbreviation of each law that has one; of the others the name.
#[rustfmt::skip]
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("bw", "BW"), ("rv", "Rv"), ("sr", "Sr"), ("sv", "Sv"), ("wvk", "WvK"), ("awb", "Awb"), ("avg", "AVG"),
    ("uavg", "UAVG"), ("wbp", "Wbp"), ("gw", "Gw"), ("ro", "RO"), ("fw", "Fw"), ("aw", "Aw"), ("wnr", "WNR"),
    ("hnw", "Hnw"), ("row", "ROW 1995"), ("bvie", "BVIE"), ("ambtenarenwet", "Ambtenarenwet 2017"),
    ("advw", "Advocatenwet"), ("beroepswet", "Beroepswet"), ("atw-termijnen", "Algemene termijnenwet"),
    ("leegstandwet", "Leegstandwet"), ("awgb", "AWGB"), ("atw", "ATW"), ("mw", "Mw"), ("waadi", "Waadi"),
    ("arbowet", "Arbowet"), ("dw", "Dw"), ("gdw", "Gdw"), ("wazo", "WAZO"), ("wabb", "Wabb"), ("wbtv", "Wbtv"),
    ("dienstenwet", "Dienstenwet"), ("wkvk", "Wet op de Kamer van Koophandel"), ("hw-2014", "Huisvestingswet 2014"),
    ("wpta", "Wet positie en toezicht advocatuur"), ("wth", "Wet tegengaan huwelijksdwang"),
    ("wbk", "Wet bescherming klokkenluiders"), ("wbb", "Wet bescherming bedrijfsgeheimen"), ("wbni", "Wbni"),
    ("evrm", "EVRM"), ("ivbpr", "IVBPR"), ("vweu", "VWEU"), ("veu", "VEU"), ("eg", "EG-Verdrag"),
    ("handvest", "Handvest"), ("cisg", "CISG"), ("wob", "Wob"), ("woo", "Woo"), ("wabo", "Wabo"), ("wro", "Wro"),
    ("ow", "Omgevingswet"), ("wm", "Wm"), ("woningwet", "Woningwet"), ("gemw", "Gemw"), ("provw", "Provw"),
    ("politiewet", "Politiewet 2012"), ("opiumwet", "Opiumwet"), ("wwm", "WWM"), ("wvw", "WVW 1994"),
    ("vw", "Vw 2000"), ("vb", "Vb 2000"), ("rwn", "RWN"), ("wft", "Wft"), ("wwft", "Wwft"), ("wor", "WOR"),
    ("wcao", "Wet cao"), ("wml", "WML"), ("ww", "WW"), ("zw", "ZW"), ("wia", "Wet WIA"), ("wao", "WAO"),
    ("wajong", "Wajong"), ("pw", "Participatiewet"), ("aow", "AOW"), ("anw", "Anw"), ("akw", "AKW"), ("zvw", "Zvw"),
    ("wlz", "Wlz"), ("wmo", "Wmo 2015"), ("jw", "Jeugdwet"), ("wkkgz", "Wkkgz"), ("big", "Wet BIG"),
    ("wvggz", "Wvggz"), ("wzd", "Wzd"), ("bopz", "Wet Bopz"), ("awr", "AWR"), ("ib", "Wet IB 2001"),
    ("vpb", "Wet Vpb 1969"), ("ob", "Wet OB 1968"), ("wbr", "WBR"), ("sw", "SW 1956"), ("woz", "Wet WOZ"),
    ("iw", "IW 1990"), ("kw", "Kadasterwet"), ("wna", "Wna"), ("wrb", "Wrb"), ("wgbz", "Wgbz"), ("tw", "Tw"),
    ("wamca", "WAMCA"), ("wob-wvb", "Wvb"), ("ontw", "Onteigeningswet"), ("whoa", "WHOA"),
    ("ai-act", "AI-verordening"), ("dsa", "DSA"), ("brussel-i-bis", "Brussel I bis-Vo"), ("rome-i", "Rome I-Vo"),
    ("rome-ii", "Rome II-Vo"), ("lpr", "Landelijk procesreglement"), ("waw", "WAM"),
    ("zesde-richtlijn", "Zesde Richtlijn"), ("wid", "WID"), ("war", "Wet administratieve rechtspraak belastingzaken"),
    ("bpf", "Besluit proceskosten fiscale procedures"), ("waa", "Wet op de Accountants-Administratieconsulenten"),
    ("bmw", "Bestrijdingsmiddelenwet 1962"), ("pzw", "Plantenziektenwet"),
];

/// One article, with what is named of it.
#[derive(Debug, PartialEq, Eq)]
struct Article {
    number: String,
    lids: Vec<String>,
    onder: Option<String>,
}

/// A provision, or several of one law.
///
/// # Errors
/// [`Fault`]: what is missing.
pub fn law(written: &str) -> Result<Printed, Fault> {
    if too_long(written) {
        return Err(Fault::Nothing);
    }
    let found = reference::find(written);
    let articles: Vec<&Reference> = found.iter().filter(|it| it.kind == ReferenceKind::Article).collect();
    let Some(first) = articles.first() else { return Err(missing(written)) };
    let key = law_of(first).to_owned();
    if articles.iter().any(|it| law_of(it) != key) {
        return Err(Fault::Several);
    }
    let parts: Vec<String> = gathered(&articles, &key).iter().map(printed).collect();
    let lower = written.to_lowercase();
    let old = if lower.contains("(oud)") { " (oud)" } else { "" };
    let joined = if lower.contains("juncto") || lower.contains("jo.") || lower.contains(" jo ") {
        parts.join(" jo. ")
    } else {
        listed(&parts)
    };
    let text = format!("art. {joined} {}{old}", name(&key, written));
    Ok(Printed { reference: text.clone(), text })
}

fn missing(written: &str) -> Fault {
    let lower = written.to_lowercase();
    let article = lower.contains("art") && lower.bytes().any(|b| b.is_ascii_digit());
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    if article || lower.trim().starts_with(|c: char| c.is_ascii_digit()) {
        Fault::NoLaw
    } else if words().any(reference::is_law) || reference::is_law(&words().collect::<Vec<_>>().join(" ")) {
        Fault::NoArticle
    } else {
        Fault::Nothing
    }
}

fn law_of(it: &Reference) -> &str {
    it.canonical.split(':').next().unwrap_or_default()
}

/// The articles in the order in which they are named, each with all that is named of it.
fn gathered(found: &[&Reference], law: &str) -> Vec<Article> {
    let mut out: Vec<Article> = Vec::new();
    for it in found {
        let whole = it.keys().last().unwrap_or_default();
        let number = article_number(whole.strip_prefix(law).unwrap_or(whole).trim_start_matches(':'));
        let rest = it.canonical.strip_prefix(whole).unwrap_or_default();
        let mut rest = rest.split(':').skip(1);
        let lid = rest.next().filter(|lid| *lid != "-").map(ToOwned::to_owned);
        let onder = rest.next().map(ToOwned::to_owned);
        match out.last_mut() {
            Some(last) if last.number == number && last.onder == onder => last.lids.extend(lid),
            _ => out.push(Article { number, lids: lid.into_iter().collect(), onder }),
        }
    }
    out
}

/// `7a:1576` → `7A:1576`: the letter of a book is a capital, that of an article is not.
fn article_number(key: &str) -> String {
    match key.split_once(':') {
        Some((book, number)) => format!("{}:{number}", book.to_uppercase()),
        None => key.to_owned(),
    }
}

fn printed(it: &Article) -> String {
    let mut out = it.number.clone();
    if !it.lids.is_empty() {
        out.push_str(" lid ");
        out.push_str(&listed(&it.lids));
    }
    if let Some(onder) = &it.onder {
        out.push_str(" onder ");
        out.push_str(onder);
    }
    out
}

/// `1`, `1 en 2`, `1, 2 en 3`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} en {last}", head.join(", ")),
    }
}

/// The abbreviation of a law; one that is not known stays as it was written.
fn name(key: &str, written: &str) -> String {
    if let Some((_, name)) = ABBREVIATIONS.iter().find(|(known, _)| *known == key) {
        return (*name).to_owned();
    }
    let word = written.split(|c: char| !c.is_alphanumeric()).find(|word| word.to_lowercase() == key);
    word.map_or_else(|| key.to_uppercase(), ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(written: &str) -> String {
        law(written).map_or_else(|fault| fault.as_str().to_owned(), |it| it.text)
    }

    #[test]
    fn any_spelling_is_printed_in_one_form() {
        for (written, printed) in [
            ("artikel 6:162, eerste lid, van het Burgerlijk Wetboek", "art. 6:162 lid 1 BW"),
            ("6:162(1) bw", "art. 6:162 lid 1 BW"),
            ("Boek 6 BW, artikel 162 lid 1", "art. 6:162 lid 1 BW"),
            ("art. 7:669 lid 3, aanhef en onder g, BW", "art. 7:669 lid 3 onder g BW"),
            (
                "artikel 8:54, eerste lid, aanhef en onder b, van de Algemene wet bestuursrecht",
                "art. 8:54 lid 1 onder b Awb",
            ),
            ("Article 6(1)(f) GDPR", "art. 6 lid 1 onder f AVG"),
            ("artikelen 3:40 en 3:41 BW", "art. 3:40 en 3:41 BW"),
            ("art. 6:74 juncto 6:75 BW", "art. 6:74 jo. 6:75 BW"),
            ("art. 23 lid 1 en 2 Rv", "art. 23 lid 1 en 2 Rv"),
            ("art 7A:1576 bw", "art. 7A:1576 BW"),
            ("art. 294 (oud) Sr", "art. 294 Sr (oud)"),
            ("artikel 1, aanhef en onder f, van de Wob", "art. 1 onder f Wob"),
            ("art. 6, eerste lid, van het EVRM", "art. 6 lid 1 EVRM"),
            ("artikel 4.5.3a van de APV", "art. 4.5.3a APV"),
            ("jci1.3:c:BWBR0005289&artikel=162&lid=1", "art. 6:162 lid 1 BW"),
            ("artikel 10 van de Huisvestingswet", "art. 10 Huisvestingswet 2014"),
        ] {
            assert_eq!(text(written), printed, "{written}");
            assert_eq!(text(printed), printed, "the form is read as itself");
        }
    }

    #[test]
    fn what_is_missing_is_told() {
        for (written, fault) in [
            ("", Fault::Nothing),
            ("het recht", Fault::Nothing),
            ("art. 12 lid 2", Fault::NoLaw),
            ("6:162", Fault::NoLaw),
            ("BW", Fault::NoArticle),
            ("burgerlijk wetboek", Fault::NoArticle),
            ("art. 6:162 BW en art. 23 Rv", Fault::Several),
            (&"art. 6:162 BW ".repeat(60), Fault::Nothing),
        ] {
            assert_eq!(law(written), Err(fault), "{written}");
        }
    }

    #[test]
    fn every_law_has_its_abbreviation_once() {
        let keys: std::collections::BTreeSet<_> = ABBREVIATIONS.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys.len(), ABBREVIATIONS.len());
        let known: std::collections::BTreeSet<_> = reference::laws().collect();
        assert_eq!(keys, known);
    }
}
