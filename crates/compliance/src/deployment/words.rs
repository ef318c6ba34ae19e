//! Findings in words: what is wrong, and what to do.

use legalmind_core::account::Language;

use super::Finding;
use crate::register::find;

/// What is wrong, with what stood there.
#[must_use]
pub fn says(finding: &Finding, language: Language) -> String {
    let (nl, en) = match (finding.code, finding.demand) {
        ("demand", Some(demand)) => {
            return with(demand.words.of(language), finding, language);
        }
        (code, _) => told(code),
    };
    let said = pick(language, nl, en);
    match (finding.code, finding.demand) {
        ("site_lacks", _) => format!("{said}: {}", lacking(finding, language)),
        // what could not be judged is told with what was to be judged
        (_, Some(demand)) => with(&format!("{said} ({})", demand.words.of(language)), finding, language),
        _ => with(said, finding, language),
    }
}

/// What to do about it.
#[must_use]
pub fn mend(finding: &Finding, language: Language) -> String {
    if let ("demand", Some(demand)) = (finding.code, finding.demand) {
        return demand.mend.of(language).to_owned();
    }
    let (nl, en) = to_do(finding.code);
    pick(language, nl, en).to_owned()
}

const fn pick<'a>(language: Language, nl: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// The words with the place and what stood there.
fn with(said: &str, finding: &Finding, language: Language) -> String {
    let there = match (finding.place.as_str(), finding.found.as_str()) {
        ("", "") => return said.to_owned(),
        (place, "") => format!("{}: {place}", pick(language, "plaats", "place")),
        ("", found) => found.to_owned(),
        (place, found) => format!("{place} = {found}"),
    };
    format!("{said} [{there}]")
}

/// The field of a site, and what is wrong with it.
fn lacking(finding: &Finding, language: Language) -> String {
    let field = find("locaties").and_then(|it| it.field(&finding.place));
    let label = field.map_or(finding.place.as_str(), |it| it.label.of(language));
    let (nl, en) = match finding.found.as_str() {
        "required" => ("niet ingevuld", "not filled in"),
        "not_met" => ("is er niet", "is not there"),
        "too_old" => ("te lang geleden", "too long ago"),
        _ => ("klopt niet", "is not right"),
    };
    format!("{label}, {}", pick(language, nl, en))
}

/// What is wrong, by code.
const fn told(code: &str) -> (&'static str, &'static str) {
    match code.as_bytes() {
        b"too_large" => ("Het bestand is groter dan 32 MiB.", "The file is larger than 32 MiB."),
        b"no_text" => {
            ("Het bestand is geen tekst in UTF-8 of UTF-16.", "The file is no text in UTF-8 or UTF-16.")
        }
        b"empty" => ("Het bestand is leeg.", "The file is empty."),
        b"truncated" => ("Het bestand houdt halverwege op.", "The file ends halfway."),
        b"twice" => ("In het bestand staat een sleutel twee keer.", "A key is in the file twice."),
        b"no_json" => ("Het bestand is geen JSON.", "The file is no JSON."),
        b"no_resources" => ("Er staan geen resources in.", "There are no resources in it."),
        b"no_resource" => ("Hier staat iets dat geen resource is.", "Something here is no resource."),
        b"incomplete" => {
            ("De lijst is niet volledig: Azure had er meer.", "The list is not whole: Azure had more.")
        }
        b"linked" => ("Een sjabloon verwijst naar een ander bestand.", "A template refers to another file."),
        b"no_type" => {
            ("Een resource zegt niet van welk type zij is.", "A resource does not say of which type it is.")
        }
        b"no_files" => ("Er is geen bestand gegeven.", "No file was given."),
        b"no_state" => (
            "Er is niets bij dat gegevens bewaart; ergens moeten zij staan.",
            "Nothing of it keeps data; somewhere the data must be.",
        ),
        b"database" => (
            "De database van de configuratie is niet bij de resources.",
            "The database of the configuration is not among the resources.",
        ),
        b"unresolved" => (
            "Hier staat een parameter of uitdrukking, geen waarde.",
            "Here stands a parameter or expression, no value.",
        ),
        b"missing" => ("Dit veld ontbreekt.", "This field is missing."),
        b"differs" => ("De bestanden spreken elkaar hier tegen.", "The files contradict each other here."),
        b"unknown_type" => (
            "Dit type staat niet op de lijst; of het gegevens bewaart is niet bekend.",
            "This type is not on the list; whether it keeps data is not known.",
        ),
        b"third_party" => {
            ("Dit is een dienst van een ander dan Microsoft.", "This is a service of another than Microsoft.")
        }
        b"elsewhere" => (
            "Deze dienst bewaart gegevens en hoort niet bij het product.",
            "This service keeps data and is no part of the product.",
        ),
        b"region" => ("Dit staat buiten de toegezegde regio.", "This stands outside the promised region."),
        b"no_site" => (
            "Er is geen geldende regel in het register van eigen machines en locaties.",
            "There is no row in force in the register of own machines and sites.",
        ),
        b"site_lacks" => {
            ("De regel van deze locatie klopt niet meer", "The row of this site does not hold any more")
        }
        b"site_late" => ("Deze locatie is niet op tijd nagelopen.", "This site was not looked over in time."),
        b"database_site" => (
            "De database staat op een andere machine, waarvan geen locatie is opgeschreven.",
            "The database stands on another machine, of which no site is written down.",
        ),
        _ => ("Dit is niet zoals toegezegd.", "This is not as was promised."),
    }
}

/// What to do, by code.
const fn to_do(code: &str) -> (&'static str, &'static str) {
    match code.as_bytes() {
        b"too_large" => (
            "Geef de lijst per resourcegroep, in meer bestanden.",
            "Give the list by resource group, in more files.",
        ),
        b"no_text" | b"empty" | b"truncated" | b"twice" | b"no_json" | b"no_resources" | b"no_resource"
        | b"no_files" => (
            "Maak het bestand opnieuw: az resource list -g GROEP -o json > lijst.json.",
            "Make the file again: az resource list -g GROUP -o json > list.json.",
        ),
        b"incomplete" => (
            "Vraag de lijst opnieuw zonder grens, of geef ook de volgende bladen.",
            "Ask for the list again without a limit, or give the next pages too.",
        ),
        b"linked" => (
            "Geef ook dat sjabloon, of de lijst van wat er staat.",
            "Give that template too, or the list of what is there.",
        ),
        b"unresolved" => (
            "Geef de lijst van wat er werkelijk staat: az resource show --ids … -o json.",
            "Give the list of what is really there: az resource show --ids … -o json.",
        ),
        b"no_type" | b"missing" => (
            "De lijst van een groep laat eigenschappen weg: geef ook az resource show --ids $(az resource list -g GROEP --query \"[].id\" -o tsv) -o json.",
            "The list of a group leaves properties out: give az resource show --ids $(az resource list -g GROUP --query \"[].id\" -o tsv) -o json as well.",
        ),
        b"differs" => {
            ("Maak alle bestanden opnieuw, op hetzelfde moment.", "Make all files again, at the same moment.")
        }
        b"no_state" => (
            "Geef ook de resourcegroep met database, opslag en sleutels.",
            "Give the resource group with the database, the storage and the keys too.",
        ),
        b"database" => (
            "Geef ook de resourcegroep van de database, of gebruik een server van Azure.",
            "Give the resource group of the database too, or use a server of Azure.",
        ),
        b"unknown_type" => (
            "Haal het weg, of zet het in een groep die niet van het product is. Nodig? Dan moet het eerst op de lijst.",
            "Take it away, or put it in a group that is not the product's. Needed? Then it has to be on the list first.",
        ),
        b"third_party" | b"elsewhere" => (
            "Haal het weg, of zet het in een groep die niet van het product is.",
            "Take it away, or put it in a group that is not the product's.",
        ),
        b"region" => ("Verplaats het naar West-Europa (westeurope).", "Move it to West Europe (westeurope)."),
        b"no_site" => (
            "Schrijf de locatie op en laat een ander haar vaststellen.",
            "Write the site down and have another person put it in force.",
        ),
        b"site_lacks" | b"site_late" => {
            ("Loop de locatie na en werk de regel bij.", "Look the site over and bring the row up to date.")
        }
        b"database_site" => (
            "Schrijf de locatie van die machine op, met haar naam in de titel.",
            "Write the site of that machine down, with its name in the title.",
        ),
        _ => ("Breng het in orde en ga het opnieuw na.", "Put it in order and verify it again."),
    }
}
