//! The report of a quarter, and the summary of an evidence pack, as texts for paper.

use legalmind_core::{
    Timestamp,
    account::Language,
    accountability::{FigureKind, Light},
};
use legalmind_docx::text::{Block, Inline, Text};

use super::{
    pack::Summary,
    report::{At, Data, Told},
    words,
};
use crate::paper::{Paper, when};

/// The report in a language; `named` is the SHA-256 of its data.
pub(super) fn report(
    data: &Data<'_>,
    seen: &[(Option<&str>, Timestamp)],
    named: &str,
    language: Language,
) -> Text {
    let mut paper = Paper::new(language);
    let title = paper.of("Rapport aan de directie", "Report to management");
    paper.push(Block::Title, vec![Inline::text(format!("{title}: {} – {}", data.first, data.last))]);
    let seen = seen.iter().map(|(by, at)| format!("{} ({})", by.unwrap_or("–"), when(&at.to_string())));
    let seen = seen.collect::<Vec<_>>().join("; ");
    let nobody = paper.of("nog door niemand", "by nobody yet").to_owned();
    let rows = [
        (paper.of("Kantoor", "Firm"), data.firm.to_owned()),
        (paper.of("Kwartaal voorbij op", "Quarter over at"), when(&data.over_at)),
        (paper.of("Gemaakt op", "Made at"), when(&data.made_at)),
        (
            paper.of("Gezien door de directie", "Seen by management"),
            if seen.is_empty() { nobody } else { seen },
        ),
        (
            paper.of("Logboek: keten klopt tot en met", "Log: chain holds up to"),
            format!("{} ({})", data.audit_log.seq, data.audit_log.link),
        ),
        (paper.of("SHA-256 van de gegevens (JSON)", "SHA-256 of the data (JSON)"), named.to_owned()),
    ];
    paper.table(&rows);
    points(&mut paper, &data.points);
    figures(&mut paper, &data.figures);
    rule(&mut paper);
    paper.done()
}

/// The summary of an evidence pack.
pub(super) fn summary(of: &Summary<'_>, language: Language) -> Text {
    let mut paper = Paper::new(language);
    let title = paper.of("Bewijsdossier", "Evidence pack");
    paper.push(Block::Title, vec![Inline::text(format!("{title}: {} – {}", of.from, of.until))]);
    let rows = [
        (paper.of("Kantoor", "Firm"), of.firm.to_owned()),
        (paper.of("Hoofdstukken", "Chapters"), of.chapters.join(", ")),
        (paper.of("Gemaakt op", "Made at"), when(&of.made_at.to_string())),
        (paper.of("Gemaakt door", "Made by"), of.made_by.to_owned()),
        (paper.of("Vingerafdruk van de sleutel", "Fingerprint of the key"), of.fingerprint.to_owned()),
    ];
    paper.table(&rows);
    let told = paper.of(
        "De registers zijn zoals zij zijn op het moment waarop dit dossier is gemaakt. Rapporten en het uittreksel uit het logboek zijn van de gevraagde periode. LEESMIJ.txt zegt hoe de handtekening en de bestanden worden gecontroleerd.",
        "The registers are as they are when this pack was made. Reports and the extract of the log are of the period that was asked for. LEESMIJ.txt says how the signature and the files are verified.",
    );
    paper.push(Block::Paragraph, vec![Inline::text(told)]);
    figures(&mut paper, &of.figures);
    rule(&mut paper);
    paper.done()
}

fn points(paper: &mut Paper, points: &[At<'_>]) {
    let heading = paper.of("Waar het niet goed staat", "Where it does not stand well");
    paper.push(Block::Heading, vec![Inline::text(heading)]);
    if points.is_empty() {
        let none = paper.of("Niets is rood of oranje.", "Nothing is red or amber.");
        return paper.push(Block::Paragraph, vec![Inline::text(none)]);
    }
    let language = paper.language;
    let line = |it: &At<'_>| {
        let of = it.name.map_or("", |name| name.of(language));
        let task = it.task.map_or_else(String::new, |task| format!(", {}", task.of(language)));
        let due = it.due.as_ref().map_or_else(String::new, |due| format!(", {}", when(due)));
        let light = words::light(it.light, language);
        format!("{light}: {of} – {}{task} ({}){due}", it.title, words::kind(it.kind, language))
    };
    let lines: Vec<String> = points.iter().map(line).collect();
    paper.bullets(&lines);
}

fn figures(paper: &mut Paper, figures: &[Told<'_>]) {
    let heading = paper.of("Cijfers", "Figures");
    paper.push(Block::Heading, vec![Inline::text(heading)]);
    let head = [
        paper.of("Wat", "What"),
        paper.of("Aantal", "Number"),
        paper.of("Vorig rapport", "Report before"),
        paper.of("Stand", "Light"),
    ];
    let language = paper.language;
    let mut rows = vec![head.map(Inline::bold).to_vec()];
    // what a register has none of is not told, unless it had some before
    let told = |it: &&Told<'_>| {
        it.count > 0 || it.before.is_some_and(|before| before > 0) || it.register.is_none() || it.of.is_some()
    };
    for it in figures.iter().filter(told) {
        let name = it.name.map_or_else(String::new, |name| format!("{}: ", name.of(language)));
        let count = it.of.map_or_else(|| it.count.to_string(), |of| format!("{} / {of}", it.count));
        rows.push(vec![
            Inline::text(format!("{name}{}", words::kind(it.kind, language))),
            Inline::text(count),
            Inline::text(it.before.map_or_else(|| "–".to_owned(), |before| before.to_string())),
            Inline::text(words::light(it.light, language)),
        ]);
    }
    paper.grid(true, rows);
}

/// The rule of the lights, with what falls under each.
fn rule(paper: &mut Paper) {
    let heading = paper.of("Hoe de kleur tot stand komt", "How the light comes about");
    paper.push(Block::Heading, vec![Inline::text(heading)]);
    let language = paper.language;
    let of = |light: Light| {
        let kinds = FigureKind::ALL.iter().filter(|it| it.light(1, None) == light);
        kinds.map(|it| words::kind(*it, language)).collect::<Vec<_>>().join("; ")
    };
    let lines = [
        format!("{} {}", paper.of("Rood als er een is:", "Red where there is one:"), of(Light::Red)),
        format!("{} {}", paper.of("Oranje als er een is:", "Amber where there is one:"), of(Light::Amber)),
        paper
            .of(
                "Rood ook als niet alle 93 beheersmaatregelen zijn vastgesteld, of de keten van het logboek niet klopt.",
                "Red also where not all 93 controls are decided on, or the chain of the log does not hold.",
            )
            .to_owned(),
        paper.of("Anders groen.", "Else green.").to_owned(),
    ];
    paper.bullets(&lines);
}
