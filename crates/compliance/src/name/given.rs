//! Given names and what people are called by them.

use std::{collections::HashMap, sync::LazyLock};

/// Names that are used for one another; the first is the full one.
const GROUPS: &[&str] = &[
    "johannes jan johan hans joannes jo jannes johnny john",
    "petrus piet pieter peter pierre",
    "cornelis kees cor cees corneel nelis",
    "wilhelmus willem wim wil william bill pim",
    "hendrikus hendrik henk henri hein rik harry henricus henry",
    "jacobus jaap koos jacob sjaak jacques ko james",
    "gerardus gerard gerrit gerhard ger geert",
    "antonius anton toon antoon tonnie ton tony anthonie",
    "adrianus adriaan ad arie adri aad janus",
    "johanna jo jannie jans hanna joke anja",
    "maria marie mia riet ria mieke marijke miep rietje",
    "elisabeth els liesbeth betty elly lies elise bep elizabeth",
    "cornelia corrie cora nel nelly corry",
    "wilhelmina willy mien wil mina willemina wilma",
    "catharina cato toos rina karin katrien trijn carina kaatje ina",
    "margaretha greet gre margreet marga greetje margriet rita",
    "franciscus frans francis frank franz",
    "theodorus theo dorus theodoor",
    "nicolaas nico klaas nicolaus niek claas",
    "bernardus ben bernard bert berend",
    "albertus albert bert ab appie bertus",
    "lambertus bert lambert bertus",
    "hubertus huub bert hub huib",
    "martinus martin tinus rinus marten maarten",
    "leonardus leo leonard leendert leen",
    "matthijs thijs mathijs matthias",
    "bartholomeus bart",
    "sebastiaan bas sebastian",
    "christiaan chris christian",
    "christina christine tineke chris tine stien",
    "alexander alex lex sander sasha aleksandr",
    "michael michiel mike maikel mikhail",
    "robertus rob robert bob bobby",
    "rudolf rudi ruud rolf",
    "eduard ed edward eddy ted",
    "frederik fred freek frits frederick fritz",
    "laurentius laurens lau rens",
    "josephus jos joseph jozef sjef jef joep joe",
    "dirk dick diederik derk",
    "daniel daan dan danny",
    "thomas tom tommy",
    "anna anneke annie ans anne antje an",
    "geertruida truus geertje trudy gertrud",
    "jacoba coba jacqueline coby",
    "philippus flip philip filip",
    "stephanus stefan steven stephan stef",
    "benjamin ben",
    "samuel sam",
    "mohammed mo mohamed muhammad",
    "abdullah abdellah abdoellah",
    "richard rick dick",
    "vladimir volodymyr vova",
    "dmitri dima dmytro",
    "yevgeni zhenya yevhen evgeny",
    "sergei serhiy sergey",
];

static BY_NAME: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, group) in GROUPS.iter().enumerate() {
        for name in group.split(' ') {
            all.entry(name).or_default().push(at);
        }
    }
    all
});

fn groups(name: &str) -> &'static [usize] {
    BY_NAME.get(name).map(Vec::as_slice).unwrap_or_default()
}

/// One may be the short form of the other.
pub(super) fn one(a: &str, b: &str) -> bool {
    groups(a).iter().any(|it| groups(b).contains(it))
}

/// The full form of this name may begin with this letter: Kees is Cornelis.
pub(super) fn letter(name: &str, letter: char) -> bool {
    let full = |it: &usize| GROUPS.get(*it).and_then(|it| it.chars().next());
    groups(name).iter().any(|it| full(it) == Some(letter))
}
