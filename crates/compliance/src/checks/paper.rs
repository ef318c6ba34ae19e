//! A report on paper: the same data as its JSON, as a text that the drafter puts into Word.

use legalmind_core::{
    account::Language,
    check::{Passage, QuestionsState, Settlement, Verdict},
};
use legalmind_docx::text::{Block, Inline, Text};

use super::report::{Data, Decided, Found};
use crate::{
    check::{says, unanswered, verdict},
    paper::{Paper, when},
};

/// The report in a language; `named` is the SHA-256 of its JSON.
pub(super) fn text(data: &Data<'_>, named: &str, language: Language) -> Text {
    let mut paper = Paper::new(language);
    paper.opening(data, named);
    paper.changes(data);
    for found in &data.findings {
        paper.finding(found);
    }
    paper.done()
}

impl Paper {
    fn opening(&mut self, data: &Data<'_>, named: &str) {
        let title = format!("{}: {}", self.of("Controle", "Check"), data.document.name);
        self.push(Block::Title, vec![Inline::text(title)]);
        let concept =
            self.of("concept, niet door een advocaat goedgekeurd", "draft, not approved by a lawyer");
        let standing = if data.playbook.approved { self.of("goedgekeurd", "approved") } else { concept };
        let version = self.of("versie", "version");
        let rows = vec![
            (
                self.of("Document", "Document"),
                format!("{}, {version} {}", data.document.name, data.document.version_number),
            ),
            (self.of("SHA-256 van het document", "SHA-256 of the document"), data.document.sha256.clone()),
            (
                self.of("Playbook", "Playbook"),
                format!(
                    "{}, {version} {} ({standing})",
                    data.playbook.title.of(self.language),
                    data.playbook.number
                ),
            ),
            (self.of("SHA-256 van het playbook", "SHA-256 of the playbook"), data.playbook.sha256.clone()),
            (self.of("Gecontroleerd op", "Checked on"), when(&data.checked_at)),
            (self.of("Gecontroleerd door", "Checked by"), data.checked_by.unwrap_or("–").to_owned()),
            (self.of("Uitkomst", "Outcome"), self.outcome(data)),
            (self.of("SHA-256 van de gegevens (JSON)", "SHA-256 of the data (JSON)"), named.to_owned()),
        ];
        self.table(&rows);
        if data.unread {
            let words = self.of(
                "Een deel van het document kon niet worden gelezen: wat niet is gevonden, kan daar staan.",
                "A part of the document could not be read: what was not found may stand there.",
            );
            self.push(Block::Paragraph, vec![Inline::bold(words)]);
        }
        self.questions(data);
        for fact in data.facts {
            let unknown = self.of("niet bekend", "not known");
            let said = fact.said.as_ref().map_or(unknown, |it| it.of(self.language)).to_owned();
            self.named(fact.title.of(self.language), &said);
        }
    }

    /// Whether a model was asked, and what it did not answer.
    fn questions(&mut self, data: &Data<'_>) {
        let words = match data.questions.state {
            QuestionsState::None => return,
            QuestionsState::Forbidden => self.of(
                "In dit dossier wordt geen AI gebruikt: de vragen van het playbook aan een taalmodel zijn niet gesteld.",
                "No AI is used in this dossier: the playbook’s questions to a language model were not asked.",
            ),
            QuestionsState::Asked => self.of(
                "Bij een deel van de regels is ook een taalmodel iets gevraagd. Wat het antwoordde is als zodanig gemerkt, en een concept tot een advocaat beslist.",
                "A language model was asked about some of the rules too. What it answered is marked as such, and a draft until a lawyer decides.",
            ),
        };
        self.push(Block::Paragraph, vec![Inline::text(words)]);
    }

    /// What a model answered on a rule, marked as made by one.
    fn answer(&mut self, found: &Found<'_>) {
        let Some(answer) = &found.finding.answer else { return };
        let language = self.language;
        if let Some(trouble) = answer.trouble {
            let name = self
                .of("Vraag aan het taalmodel niet beantwoord", "Question to the language model not answered");
            return self.named(name, unanswered(trouble, language));
        }
        let draft = found.ai_generated.as_ref().is_some_and(|it| it.draft);
        let name = match draft {
            true => {
                self.of("Antwoord van een taalmodel (AI, concept)", "Answer of a language model (AI, draft)")
            }
            false => self.of("Antwoord van een taalmodel (AI)", "Answer of a language model (AI)"),
        };
        let Some(said) = answer.says else {
            let words = self.of(
                "kon niet worden gecontroleerd: wat het aanhaalt, staat niet zo in het document",
                "could not be checked: what it quotes does not stand in the document like that",
            );
            return self.named(name, words);
        };
        let sentence = format!("{}. {} ({})", says(said, language), answer.sentence, answer.model);
        self.named(name, &sentence);
        for passage in answer.quotes.iter().filter_map(|it| it.passage.as_ref()) {
            self.passage(passage);
        }
    }

    fn passage(&mut self, passage: &Passage) {
        let at = format!(" ({} {})", self.of("p.", "p."), passage.place.page.0);
        let quote = Inline::text(format!("“{}”", passage.quote.trim()));
        self.push(Block::Quote, vec![quote, Inline::text(at)]);
    }

    fn outcome(&self, data: &Data<'_>) -> String {
        let count = |verdict| data.findings.iter().filter(|it| it.finding.verdict == verdict).count();
        let told =
            Verdict::ALL.iter().map(|it| format!("{} {}", count(*it), self.verdict(*it).to_lowercase()));
        told.collect::<Vec<_>>().join(" · ")
    }

    /// What changed since the check before, rule by rule.
    fn changes(&mut self, data: &Data<'_>) {
        let Some(previous) = &data.previous else { return };
        let heading = self.of("Verschil met de vorige controle", "Difference from the check before");
        self.push(Block::Heading, vec![Inline::text(heading)]);
        let before = format!(
            "{} {} ({} {})",
            self.of("Vorige controle:", "The check before:"),
            when(&previous.checked_at),
            self.of("versie", "version"),
            previous.version_number
        );
        self.push(Block::Paragraph, vec![Inline::text(before)]);
        let language = self.language;
        let said = |verdict: Option<Verdict>| verdict.map_or("–", |it| self.verdict(it));
        let moved = data.changes.iter().filter(|it| it.before != it.now);
        let lines =
            moved.map(|it| format!("{}: {} → {}", it.title.of(language), said(it.before), said(it.now)));
        let lines: Vec<String> = lines.collect();
        match lines.is_empty() {
            true => {
                let none = self.of("Geen regel heeft een andere uitkomst.", "No rule has another outcome.");
                self.push(Block::Paragraph, vec![Inline::text(none)]);
            }
            false => self.bullets(&lines),
        }
    }

    fn finding(&mut self, found: &Found<'_>) {
        let (finding, language) = (found.finding, self.language);
        let heading = format!("{}: {}", self.verdict(finding.verdict), finding.title.of(language));
        self.push(Block::Heading, vec![Inline::text(heading)]);
        self.named(self.of("Regel", "Rule"), finding.question.of(language));
        let basis: Vec<&str> = finding.basis.iter().map(|it| it.reference.as_str()).collect();
        self.named(self.of("Grondslag", "Basis"), &basis.join("; "));
        self.bullets(found.reasoning(language));
        for passage in &finding.passages {
            self.passage(passage);
        }
        self.answer(found);
        if finding.verdict.is_flagged() {
            self.named(self.of("Toelichting", "Explanation"), finding.explanation.of(language));
            self.proposal(found);
        }
        match &found.decision {
            Some(decided) => self.decision(decided),
            None if finding.verdict.is_flagged() => {
                self.named(self.of("Beslissing", "Decision"), self.of("nog niet genomen", "not taken yet"));
            }
            None => {}
        }
    }

    fn proposal(&mut self, found: &Found<'_>) {
        let Some(text) = found.proposed else { return };
        let name = self.of("Voorstel", "Proposal");
        if text.is_empty() {
            return self.named(name, self.of("de woorden schrappen", "strike the words"));
        }
        let clause = self.of("clausule uit de bibliotheek", "clause of the library");
        let from = found.proposed_clause.map_or_else(String::new, |title| format!("{clause} ‘{title}’"));
        match from.is_empty() {
            true => self.push(Block::Paragraph, vec![Inline::bold(format!("{name}:"))]),
            false => self.named(name, &from),
        }
        let (ours, theirs) =
            (self.of("[onze partij]", "[our party]"), self.of("[wederpartij]", "[other party]"));
        for line in text.lines().filter(|it| !it.trim().is_empty()) {
            let line = line.trim().replace("{{ wij }}", ours).replace("{{ zij }}", theirs);
            self.push(Block::Quote, vec![Inline::text(line)]);
        }
    }

    fn decision(&mut self, decided: &Decided<'_>) {
        let what = match decided.settlement {
            Settlement::AcceptedRisk => self.of("risico aanvaard", "risk accepted"),
            Settlement::ToRepair => self.of("te herstellen", "to be repaired"),
            Settlement::NotApplicable => self.of("niet van toepassing", "not applicable"),
        };
        let carried = match decided.carried {
            true => self.of(", overgenomen van de vorige controle", ", taken over from the check before"),
            false => "",
        };
        let by = decided.by.unwrap_or("–");
        let text = format!("{what}. {} ({by}, {}{carried})", decided.reason, when(&decided.at));
        self.named(self.of("Beslissing", "Decision"), &text);
    }

    const fn verdict(&self, it: Verdict) -> &'static str {
        verdict(it, self.language)
    }
}
