//! The laws whose names are known, with what they are called and their BWB numbers.

mod numbered;

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use numbered::NUMBERED;

/// Key, names separated by `|` (lower case, words only, no marks), BWB numbers (with the book
/// where a law has a number for each book).
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const LAWS: &[Row] = &[
    ("bw", "bw|b w|burgerlijk wetboek|dutch civil code|dcc|nbw|bwnl", &[("bwbr0002656", "1"), ("bwbr0003045", "2"), ("bwbr0005291", "3"), ("bwbr0002761", "4"), ("bwbr0005288", "5"), ("bwbr0005289", "6"), ("bwbr0005290", "7"), ("bwbr0006000", "7a"), ("bwbr0005034", "8"), ("bwbr0030068", "10")]),
    ("rv", "rv|wbrv|b rv|brv|wetboek van burgerlijke rechtsvordering|dutch code of civil procedure|dccp", &[("bwbr0001827", "")]),
    ("sr", "sr|wvsr|wetboek van strafrecht", &[("bwbr0001854", "")]),
    ("sv", "sv|wvsv|wetboek van strafvordering", &[("bwbr0001903", "")]),
    ("wvk", "wvk|k|wetboek van koophandel", &[("bwbr0001826", "")]),
    ("awb", "awb|a w b|algemene wet bestuursrecht", &[("bwbr0005537", "")]),
    ("avg", "avg|gdpr|algemene verordening gegevensbescherming|general data protection regulation", &[]),
    ("uavg", "uavg|uitvoeringswet algemene verordening gegevensbescherming|uitvoeringswet avg", &[("bwbr0040940", "")]),
    ("wbp", "wbp|wet bescherming persoonsgegevens", &[("bwbr0011468", "")]),
    ("gw", "gw|grondwet", &[("bwbr0001840", "")]),
    ("ro", "ro|wet ro|wet op de rechterlijke organisatie", &[("bwbr0001830", "")]),
    ("fw", "fw|f|faillissementswet", &[("bwbr0001860", "")]),
    ("aw", "auteurswet|auteurswet 1912|aw", &[("bwbr0001886", "")]),
    ("wnr", "wnr|wet op de naburige rechten", &[("bwbr0005921", "")]),
    ("hnw", "hnw|handelsnaamwet", &[("bwbr0001906", "")]),
    ("row", "row|rijksoctrooiwet|rijksoctrooiwet 1995|row 1995", &[("bwbr0007118", "")]),
    ("bvie", "bvie|benelux verdrag inzake de intellectuele eigendom", &[]),
    ("ambtenarenwet", "ambtenarenwet 2017|ambtenarenwet", &[("bwbr0001947", "")]),
    ("advw", "advocatenwet|advw", &[("bwbr0002093", "")]),
    ("beroepswet", "beroepswet", &[("bwbr0002170", "")]),
    ("atw-termijnen", "algemene termijnenwet", &[("bwbr0002448", "")]),
    ("leegstandwet", "leegstandwet", &[("bwbr0003403", "")]),
    ("awgb", "awgb|algemene wet gelijke behandeling", &[("bwbr0006502", "")]),
    ("atw", "atw|arbeidstijdenwet", &[("bwbr0007671", "")]),
    ("mw", "mw|mededingingswet", &[("bwbr0008691", "")]),
    ("waadi", "waadi|wet allocatie arbeidskrachten door intermediairs", &[("bwbr0009616", "")]),
    ("arbowet", "arbowet|arbeidsomstandighedenwet", &[("bwbr0010346", "")]),
    ("dw", "databankenwet|dw", &[("bwbr0010591", "")]),
    ("gdw", "gdw|gerechtsdeurwaarderswet", &[("bwbr0012197", "")]),
    ("wazo", "wazo|wet arbeid en zorg", &[("bwbr0013008", "")]),
    ("wabb", "wabb|wet algemene bepalingen burgerservicenummer", &[("bwbr0022428", "")]),
    ("wbtv", "wbtv|wet beëdigde tolken en vertalers", &[("bwbr0022704", "")]),
    ("dienstenwet", "dienstenwet", &[("bwbr0026759", "")]),
    ("wkvk", "wet op de kamer van koophandel", &[("bwbr0034331", "")]),
    ("hw-2014", "huisvestingswet 2014|huisvestingswet", &[("bwbr0035303", "")]),
    ("wpta", "wet positie en toezicht advocatuur", &[("bwbr0035645", "")]),
    ("wth", "wet tegengaan huwelijksdwang", &[("bwbr0037085", "")]),
    ("wbk", "wbk|wet bescherming klokkenluiders", &[("bwbr0037852", "")]),
    ("wbb", "wet bescherming bedrijfsgeheimen", &[("bwbr0041459", "")]),
    ("wbni", "wbni|wet beveiliging netwerk en informatiesystemen", &[("bwbr0041515", "")]),
    ("evrm", "evrm|echr|europees verdrag tot bescherming van de rechten van de mens|europees verdrag voor de rechten van de mens", &[]),
    ("ivbpr", "ivbpr|bupo", &[]),
    ("vweu", "vweu|tfeu|verdrag betreffende de werking van de europese unie", &[]),
    ("veu", "veu|verdrag betreffende de europese unie", &[]),
    ("eg", "eg|eg verdrag|egv|verdrag tot oprichting van de europese gemeenschap", &[]),
    ("handvest", "handvest|handvest van de grondrechten van de europese unie", &[]),
    ("cisg", "cisg|weens koopverdrag", &[]),
    ("wob", "wob|wet openbaarheid van bestuur", &[("bwbr0005252", "")]),
    ("woo", "woo|wet open overheid", &[("bwbr0045754", "")]),
    ("wabo", "wabo|wet algemene bepalingen omgevingsrecht", &[("bwbr0024779", "")]),
    ("wro", "wro|wet ruimtelijke ordening", &[("bwbr0020449", "")]),
    ("ow", "omgevingswet", &[("bwbr0037885", "")]),
    ("wm", "wm|wet milieubeheer", &[("bwbr0003245", "")]),
    ("woningwet", "woningwet", &[("bwbr0005181", "")]),
    ("gemw", "gemw|gemeentewet", &[("bwbr0005416", "")]),
    ("provw", "provw|provinciewet", &[("bwbr0005645", "")]),
    ("politiewet", "politiewet|politiewet 2012|politiewet 1993", &[]),
    ("opiumwet", "opiumwet", &[("bwbr0001941", "")]),
    ("wwm", "wwm|wet wapens en munitie", &[("bwbr0008804", "")]),
    ("wvw", "wvw|wvw 1994|wegenverkeerswet|wegenverkeerswet 1994", &[("bwbr0006622", "")]),
    ("vw", "vw|vw 2000|vreemdelingenwet|vreemdelingenwet 2000", &[("bwbr0011823", "")]),
    ("vb", "vb 2000|vreemdelingenbesluit|vreemdelingenbesluit 2000", &[("bwbr0011825", "")]),
    ("rwn", "rwn|rijkswet op het nederlanderschap", &[("bwbr0003738", "")]),
    ("wft", "wft|wet op het financieel toezicht", &[("bwbr0020368", "")]),
    ("wwft", "wwft|wet ter voorkoming van witwassen en financieren van terrorisme", &[("bwbr0024282", "")]),
    ("wor", "wor|wet op de ondernemingsraden", &[("bwbr0002747", "")]),
    ("wcao", "wet cao|wet op de collectieve arbeidsovereenkomst", &[("bwbr0001937", "")]),
    ("wml", "wml|wmm|wet minimumloon en minimumvakantiebijslag", &[("bwbr0002638", "")]),
    ("ww", "ww|werkloosheidswet", &[("bwbr0004045", "")]),
    ("zw", "zw|ziektewet", &[("bwbr0001888", "")]),
    ("wia", "wia|wet wia|wet werk en inkomen naar arbeidsvermogen", &[("bwbr0019057", "")]),
    ("wao", "wao|wet op de arbeidsongeschiktheidsverzekering", &[("bwbr0002524", "")]),
    ("wajong", "wajong", &[]),
    ("pw", "participatiewet|wwb|wet werk en bijstand", &[("bwbr0015703", "")]),
    ("aow", "aow|algemene ouderdomswet", &[("bwbr0002221", "")]),
    ("anw", "anw|algemene nabestaandenwet", &[("bwbr0007795", "")]),
    ("akw", "akw|algemene kinderbijslagwet", &[("bwbr0002368", "")]),
    ("zvw", "zvw|zorgverzekeringswet", &[("bwbr0018450", "")]),
    ("wlz", "wlz|wet langdurige zorg", &[("bwbr0035917", "")]),
    ("wmo", "wmo|wmo 2015|wet maatschappelijke ondersteuning|wet maatschappelijke ondersteuning 2015", &[("bwbr0035362", "")]),
    ("jw", "jeugdwet", &[("bwbr0034925", "")]),
    ("wkkgz", "wkkgz|wet kwaliteit klachten en geschillen zorg", &[("bwbr0037173", "")]),
    ("big", "wet big|wet op de beroepen in de individuele gezondheidszorg", &[("bwbr0006251", "")]),
    ("wvggz", "wvggz|wet verplichte geestelijke gezondheidszorg", &[("bwbr0040635", "")]),
    ("wzd", "wzd|wet zorg en dwang", &[("bwbr0040632", "")]),
    ("bopz", "bopz|wet bopz", &[]),
    ("awr", "awr|algemene wet inzake rijksbelastingen", &[("bwbr0002320", "")]),
    ("ib", "wet ib 2001|wet inkomstenbelasting 2001", &[("bwbr0011353", "")]),
    ("ib-1964", "wet ib 1964|wet op de inkomstenbelasting 1964", &[]),
    ("vpb", "wet vpb|wet vpb 1969|wet op de vennootschapsbelasting 1969", &[("bwbr0002672", "")]),
    ("ob", "wet ob|wet ob 1968|wet op de omzetbelasting 1968", &[("bwbr0002629", "")]),
    ("wbr", "wbr|wet op belastingen van rechtsverkeer", &[("bwbr0002740", "")]),
    ("sw", "sw|sw 1956|successiewet|successiewet 1956", &[("bwbr0002226", "")]),
    ("woz", "wet woz|wet waardering onroerende zaken", &[("bwbr0007119", "")]),
    ("iw", "iw 1990|invorderingswet 1990", &[("bwbr0004770", "")]),
    ("kw", "kadasterwet", &[("bwbr0004541", "")]),
    ("wna", "wna|wet op het notarisambt", &[("bwbr0010388", "")]),
    ("wrb", "wrb|wet op de rechtsbijstand", &[("bwbr0006368", "")]),
    ("wgbz", "wgbz|wgbzaken|wet griffierechten burgerlijke zaken", &[("bwbr0028899", "")]),
    ("tw", "tw|telecommunicatiewet", &[("bwbr0009950", "")]),
    ("wamca", "wamca", &[]),
    ("wob-wvb", "wvb|wet voorkeursrecht gemeenten", &[]),
    ("ontw", "onteigeningswet", &[("bwbr0001842", "")]),
    ("whoa", "whoa", &[]),
    ("ai-act", "ai verordening|ai act|artificial intelligence act", &[]),
    ("dsa", "dsa|digital services act|digitaledienstenverordening", &[]),
    ("brussel-i-bis", "brussel i bis|brussel ibis|herschikte eex verordening|eex vo ii", &[]),
    ("rome-i", "rome i", &[]),
    ("zesde-richtlijn", "zesde richtlijn", &[]),
    ("wid", "wid|wet op de identificatieplicht", &[("bwbr0006297", "")]),
    ("war", "war|wet administratieve rechtspraak belastingzaken|wet administratieve rechtspraak in belastingzaken", &[]),
    ("bpf", "besluit proceskosten fiscale procedures", &[]),
    ("waa", "waa|wet op de accountants administratieconsulenten", &[]),
    ("bmw", "bmw|bestrijdingsmiddelenwet|bestrijdingsmiddelenwet 1962", &[("bwbr0002380", "")]),
    ("pzw", "pzw|plantenziektenwet", &[]),
    ("rome-ii", "rome ii", &[]),
    ("lpr", "lpr|landelijk procesreglement", &[]),
    ("apv", "apv|algemene plaatselijke verordening", &[]),
    ("waw", "wet aansprakelijkheidsverzekering motorrijtuigen|wam", &[("bwbr0002415", "")]),
];

/// The most words of a name.
pub const MAX_WORDS: usize = 14;

fn names() -> &'static HashMap<&'static str, &'static str> {
    static NAMES: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let keyed = LAWS.iter().map(|(key, names, _)| (*key, *names));
        // a name of both lists is the one with the key
        NUMBERED
            .iter()
            .copied()
            .chain(keyed)
            .flat_map(|(key, names)| names.split('|').map(move |name| (name, key)))
            .collect()
    })
}

/// The key of the law with this name (lower case, words separated by single spaces).
pub fn by_name(name: &str) -> Option<&'static str> {
    names().get(name).copied()
}

/// The keys of all laws.
pub fn keys() -> impl Iterator<Item = &'static str> {
    LAWS.iter().map(|(key, ..)| *key)
}

/// Whether this word, in lower case, is the whole name of a law.
pub fn is_name(word: &str) -> bool {
    word.len() > 1 && names().contains_key(word)
}

/// Whether a name of several words begins with this one, in lower case.
pub fn may_begin(word: &str) -> bool {
    static FIRST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    FIRST.get_or_init(|| names().keys().filter_map(|name| name.split(' ').next()).collect()).contains(word)
}

/// Whether a name ends with this word, in lower case.
fn may_end(word: &str) -> bool {
    static LAST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LAST.get_or_init(|| names().keys().filter_map(|name| name.rsplit(' ').next()).collect()).contains(word)
}

/// Names of laws beyond those that are always known, as a library of law knows them.
#[derive(Clone, Debug, Default)]
pub struct LawNames {
    names: HashMap<String, String>,
    first: HashSet<String>,
    last: HashSet<String>,
}

impl LawNames {
    /// Adds a name, `Drank- en Horecawet`, of the law with this BWB or CELEX number. Names that
    /// are always known keep their meaning; a name of one or two letters is none.
    pub fn add(&mut self, name: &str, number: &str) {
        let name = plain(name);
        let words = name.split(' ').count();
        if name.len() < 3
            || words > MAX_WORDS
            || by_name(&name).is_some()
            || !name.starts_with(char::is_alphabetic)
        {
            return;
        }
        if let Some(first) = name.split(' ').next() {
            self.first.insert(first.to_owned());
        }
        if let Some(last) = name.rsplit(' ').next() {
            self.last.insert(last.to_owned());
        }
        self.names.insert(name, key_of(number));
    }

    pub(super) fn by_name(&self, name: &str) -> Option<&str> {
        by_name(name).or_else(|| self.names.get(name).map(String::as_str))
    }

    pub(super) fn may_begin(&self, word: &str) -> bool {
        may_begin(word) || self.first.contains(word)
    }

    pub(super) fn may_end(&self, word: &str) -> bool {
        may_end(word) || self.last.contains(word)
    }
}

/// A name as it is looked up: lower case, words apart by single spaces, no marks.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The key under which articles of the law with this BWB or CELEX number are known.
#[must_use]
pub fn key_of(number: &str) -> String {
    let number = number.to_lowercase();
    match number.as_str() {
        "32016r0679" => "avg".to_owned(),
        _ => by_number(&number).map_or(number.clone(), |(key, _)| key.to_owned()),
    }
}

/// The BWB and CELEX numbers that a key stands for, with the book that each is.
#[must_use]
pub fn numbers_of(key: &str) -> Vec<(String, String)> {
    if key == "avg" {
        return vec![("32016R0679".to_owned(), String::new())];
    }
    let known = LAWS.iter().find(|(known, _, _)| *known == key).map(|(_, _, numbers)| *numbers);
    match known {
        Some(numbers) => numbers.iter().map(|(n, book)| (n.to_uppercase(), (*book).to_owned())).collect(),
        None => vec![(key.to_uppercase(), String::new())],
    }
}

/// The key of the law with this BWB number (lower case), and the book it is, if it is one.
#[must_use]
pub fn by_number(number: &str) -> Option<(&'static str, &'static str)> {
    LAWS.iter().find_map(|(key, _, numbers)| {
        numbers.iter().find(|(known, _)| *known == number).map(|(_, book)| (*key, *book))
    })
}
