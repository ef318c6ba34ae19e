//! The playbooks that come with the product, and the clauses their rules may propose.

use super::playbook::Playbook;

/// A playbook of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its key.
    pub key: &'static str,
    /// Its text.
    pub text: &'static str,
}

const ALL: [Shipped; 5] = [
    Shipped {
        key: "algemene-voorwaarden",
        text: include_str!("../../../../library/playbooks/algemene-voorwaarden.toml"),
    },
    Shipped {
        key: "arbeidsovereenkomst",
        text: include_str!("../../../../library/playbooks/arbeidsovereenkomst.toml"),
    },
    Shipped { key: "geheimhouding", text: include_str!("../../../../library/playbooks/geheimhouding.toml") },
    Shipped { key: "leverancier", text: include_str!("../../../../library/playbooks/leverancier.toml") },
    Shipped {
        key: "verwerkersovereenkomst",
        text: include_str!("../../../../library/playbooks/verwerkersovereenkomst.toml"),
    },
];

/// The playbooks of the product. Their texts are compiled in, and read in a test.
#[must_use]
pub const fn shipped() -> &'static [Shipped] {
    &ALL
}

impl Shipped {
    /// The one of this key.
    #[must_use]
    pub fn find(key: &str) -> Option<&'static Self> {
        ALL.iter().find(|it| it.key == key)
    }

    /// The playbook; none only if its text were not one, which a test refuses.
    #[must_use]
    pub fn playbook(&self) -> Option<Playbook> {
        Playbook::read(self.text).ok()
    }
}

/// The keys of the clauses in `library/clauses`, sorted.
pub const CLAUSES: &[&str] = &[
    "aansprakelijkheid-beperking",
    "aansprakelijkheid-uitsluiting",
    "aansprakelijkheid-wederkerig",
    "acceptatie",
    "advocaat-archivering",
    "advocaat-derdengelden",
    "advocaat-honorarium",
    "afstand-van-recht",
    "ai-gebruik",
    "algemene-voorwaarden",
    "anticorruptie",
    "arbitrage",
    "audit",
    "bedenktijd",
    "bedrijfsmiddelen",
    "betaling",
    "betalingstermijn",
    "boetebeding",
    "boetebeding-arbeid",
    "change-of-control",
    "concurrentie",
    "concurrentiebeding-arbeid",
    "concurrentiebeding-bepaalde-tijd",
    "datalek",
    "derdenbeding",
    "doorgifte",
    "drag-along",
    "duur",
    "duurzaamheid",
    "eigendomsvoorbehoud",
    "elektronische-ondertekening",
    "escrow",
    "exclusiviteit",
    "exit-overgang",
    "finale-kwijting",
    "forumkeuze",
    "garanties",
    "gebreken-klachtplicht",
    "geheimhouding",
    "geheimhouding-arbeid",
    "geschillen-rechtbank",
    "gevolgen-einde",
    "hoofdelijkheid",
    "huur-indexering-bedrijfsruimte",
    "huur-indexering-woonruimte",
    "huur-onderhuur",
    "huur-oplevering",
    "huur-waarborgsom",
    "ie-inbreuk",
    "ie-licentie",
    "ie-overdracht",
    "indexering",
    "informatiebeveiliging",
    "ketenaansprakelijkheid",
    "levering",
    "lock-up",
    "mededelingen",
    "mediation",
    "meerwerk",
    "nevenwerkzaamheden",
    "niet-benaderen-klanten",
    "niet-werven-personeel",
    "nietigheid-conversie",
    "onderaanneming",
    "ontbinding",
    "onvoorziene-omstandigheden",
    "opschorting",
    "opzegging",
    "opzegtermijn",
    "overdracht-rechten",
    "overmacht",
    "prijs",
    "proeftijd",
    "rangorde",
    "rechtskeuze",
    "relatiebeding",
    "sancties",
    "service-levels",
    "studiekosten",
    "subverwerkers",
    "taal",
    "tag-along",
    "thuiswerken",
    "uitleg",
    "vakantie",
    "vaststelling",
    "verlenging",
    "verrekening",
    "verwerking-persoonsgegevens",
    "verzekering",
    "volledige-overeenkomst",
    "vrijwaring",
    "wijziging",
    "wijzigingsbeding-arbeid",
    "wwft-medewerking",
    "zekerheid",
    "ziekte",
];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    fn names(folder: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library").join(folder);
        let files = fs::read_dir(folder).expect("the library").flatten().map(|it| it.path());
        files.filter_map(|it| Some(it.file_stem()?.to_string_lossy().into_owned())).collect()
    }

    #[test]
    fn the_clauses_are_those_of_the_library() {
        assert_eq!(CLAUSES.iter().map(|&it| it.to_owned()).collect::<BTreeSet<_>>(), names("clauses"));
        assert!(CLAUSES.is_sorted());
    }

    #[test]
    fn every_playbook_of_the_library_is_shipped_and_sound() {
        assert_eq!(ALL.iter().map(|it| it.key.to_owned()).collect::<BTreeSet<_>>(), names("playbooks"));
        for it in shipped() {
            let playbook = Playbook::read(it.text).unwrap_or_else(|faults| panic!("{}: {faults:#?}", it.key));
            assert_eq!(playbook.key, it.key);
        }
    }
}
