//! Provisions of laws and treaties.

use super::{Fault, Printed, too_long};
use crate::{
    reference::{self, Article, Reference, Target},
    token,
};

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
    ("apv", "APV"),
    ("handvest", "Handvest"), ("cisg", "CISG"), ("wob", "Wob"), ("woo", "Woo"), ("wabo", "Wabo"), ("wro", "Wro"),
    ("ow", "Omgevingswet"), ("wm", "Wm"), ("woningwet", "Woningwet"), ("gemw", "Gemw"), ("provw", "Provw"),
    ("politiewet", "Politiewet 2012"), ("opiumwet", "Opiumwet"), ("wwm", "WWM"), ("wvw", "WVW 1994"),
    ("vw", "Vw 2000"), ("vb", "Vb 2000"), ("rwn", "RWN"), ("wft", "Wft"), ("wwft", "Wwft"), ("wor", "WOR"),
    ("wcao", "Wet cao"), ("wml", "WML"), ("ww", "WW"), ("zw", "ZW"), ("wia", "Wet WIA"), ("wao", "WAO"),
    ("wajong", "Wajong"), ("pw", "Participatiewet"), ("aow", "AOW"), ("anw", "Anw"), ("akw", "AKW"), ("zvw", "Zvw"),
    ("wlz", "Wlz"), ("wmo", "Wmo 2015"), ("jw", "Jeugdwet"), ("wkkgz", "Wkkgz"), ("big", "Wet BIG"),
    ("wvggz", "Wvggz"), ("wzd", "Wzd"), ("bopz", "Wet Bopz"), ("awr", "AWR"), ("ib", "Wet IB 2001"), ("ib-1964", "Wet IB 1964"),
    ("vpb", "Wet Vpb 1969"), ("ob", "Wet OB 1968"), ("wbr", "WBR"), ("sw", "SW 1956"), ("woz", "Wet WOZ"),
    ("iw", "IW 1990"), ("kw", "Kadasterwet"), ("wna", "Wna"), ("wrb", "Wrb"), ("wgbz", "Wgbz"), ("tw", "Tw"),
    ("wamca", "WAMCA"), ("wob-wvb", "Wvb"), ("ontw", "Onteigeningswet"), ("whoa", "WHOA"),
    ("ai-act", "AI-verordening"), ("dsa", "DSA"), ("brussel-i-bis", "Brussel I bis-Vo"), ("rome-i", "Rome I-Vo"),
    ("rome-ii", "Rome II-Vo"), ("lpr", "Landelijk procesreglement"), ("waw", "WAM"),
    ("zesde-richtlijn", "Zesde Richtlijn"), ("wid", "WID"), ("war", "Wet administratieve rechtspraak belastingzaken"),
    ("bpf", "Besluit proceskosten fiscale procedures"), ("waa", "Wet op de Accountants-Administratieconsulenten"),
    ("bmw", "Bestrijdingsmiddelenwet 1962"), ("pzw", "Plantenziektenwet"),
];

/// The most words of the name of a law.
const LONGEST_NAME: usize = 14;

/// A provision, or several of one law.
///
/// # Errors
/// [`Fault`]: what is missing.
pub fn law(written: &str) -> Result<Printed, Fault> {
    if too_long(written) {
        return Err(Fault::Nothing);
    }
    let found = reference::find(written);
    let articles: Vec<&Article> = found.iter().filter_map(article).collect();
    let Some(first) = articles.first() else { return Err(missing(written)) };
    if articles.iter().any(|it| it.law != first.law) {
        return Err(Fault::Several);
    }
    let parts: Vec<String> = articles.chunk_by(|a, b| a.number == b.number).flat_map(printed).collect();
    let lower = written.to_lowercase();
    let old = if lower.contains("(oud)") { " (oud)" } else { "" };
    let joined = if lower.contains("juncto") || lower.contains("jo.") || lower.contains(" jo ") {
        parts.join(" jo. ")
    } else {
        listed(&parts)
    };
    let text = format!("art. {joined} {}{old}", name(&first.law, written, &found));
    Ok(Printed { reference: text.clone(), text })
}

fn article(it: &Reference) -> Option<&Article> {
    match &it.target {
        Target::Article(article) => Some(article),
        _ => None,
    }
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

/// What is named of one article: all leden and onderdelen together where each is named of each, and
/// otherwise one after another.
fn printed(run: &[&Article]) -> Vec<String> {
    let Some(number) = run.first().map(|it| article_number(&it.number)) else { return Vec::new() };
    let mut named: Vec<(Option<&str>, &[String])> = Vec::new();
    for it in run {
        let one = (it.lid.as_deref(), it.parts.as_slice());
        if !named.contains(&one) {
            named.push(one);
        }
    }
    let (mut lids, mut paths) = (Vec::new(), Vec::new());
    for (lid, path) in &named {
        if !lids.contains(lid) {
            lids.push(*lid);
        }
        if !paths.contains(path) {
            paths.push(*path);
        }
    }
    let together = lids.len() * paths.len() == named.len();
    match (lid(&lids), onder(&paths)) {
        (Some(lid), Some(onder)) if together => vec![format!("{number}{lid}{onder}")],
        _ => (named.iter())
            .filter_map(|(one, path)| Some(format!("{number}{}{}", lid(&[*one])?, onder(&[*path])?)))
            .collect(),
    }
}

/// ` lid 1 en 2`; none where a lid is named beside the whole article.
fn lid(lids: &[Option<&str>]) -> Option<String> {
    if let [None] = lids {
        return Some(String::new());
    }
    let named: Vec<String> = lids.iter().map(|it| it.map(ToOwned::to_owned)).collect::<Option<_>>()?;
    Some(format!(" lid {}", listed(&named)))
}

/// ` onder a en b`, ` onder a sub 1`; none where they are not all inside of the same one.
fn onder(paths: &[&[String]]) -> Option<String> {
    if let [[]] = paths {
        return Some(String::new());
    }
    let (_, above) = paths.first()?.split_last()?;
    let inside =
        |path: &&[String]| path.split_last().filter(|(_, it)| *it == above).map(|(it, _)| it.clone());
    let last: Vec<String> = paths.iter().map(inside).collect::<Option<_>>()?;
    let all: Vec<String> = above.iter().cloned().chain([listed(&last)]).collect();
    Some(format!(" onder {}", all.join(" sub ")))
}

/// `7a:1576` → `7A:1576`: the letter of a book is a capital, that of an article is not.
fn article_number(key: &str) -> String {
    match key.split_once(':') {
        Some((book, number)) => format!("{}:{number}", book.to_uppercase()),
        None => key.to_owned(),
    }
}

/// `1`, `1 en 2`, `1, 2 en 3`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} en {last}", head.join(", ")),
    }
}

/// The abbreviation of a law; of one that has none its name, as it was written.
fn name(key: &str, written: &str, found: &[Reference]) -> String {
    if let Some((_, name)) = ABBREVIATIONS.iter().find(|(known, _)| *known == key) {
        return (*name).to_owned();
    }
    let act = found.iter().find(|it| it.canonical.strip_prefix("celex:") == Some(key));
    let name = own_name(key, written).or_else(|| act?.range.of(written));
    name.map_or_else(|| key.to_uppercase(), ToOwned::to_owned)
}

/// The longest stretch of words that is what this law is called.
fn own_name<'a>(key: &str, written: &'a str) -> Option<&'a str> {
    let words = token::words(written);
    let stretch = |from: usize, last: usize| written.get(words.get(from)?.start..words.get(last)?.end);
    (0..words.len())
        .flat_map(|from| (from..words.len().min(from + LONGEST_NAME)).map(move |last| (from, last)))
        .filter_map(|(from, last)| stretch(from, last))
        .filter(|it| is_called(key, it))
        .max_by_key(|it| it.len())
}

fn is_called(key: &str, name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let plain = words.join(" ");
    let of = || reference::find(&format!("art. 1 {name}"));
    plain == key
        || reference::is_law(&plain) && of().iter().filter_map(article).any(|article| article.law == key)
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
            ("artikel 10, tweede lid, van de Warenwet", "art. 10 lid 2 Warenwet"),
            ("artikel 6 van de Wet op de economische delicten", "art. 6 Wet op de economische delicten"),
            ("artikel 3 van Richtlijn (EU) 2019/1150", "art. 3 Richtlijn (EU) 2019/1150"),
            ("art. 6:237, aanhef en onder a en b, BW", "art. 6:237 onder a en b BW"),
            ("art. 5 lid 1, onder a, sub 2, UAVG", "art. 5 lid 1 onder a sub 2 UAVG"),
            ("art. 6 lid 1 en 2 onder a Rv", "art. 6 lid 1 en 2 onder a Rv"),
            ("art. 6 lid 1 onder a en art. 6 lid 2 onder b Rv", "art. 6 lid 1 onder a en 6 lid 2 onder b Rv"),
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
