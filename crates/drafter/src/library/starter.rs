//! The starter set that comes with the product: given to each firm once, as concepts that a lawyer
//! approves. What a firm changed or withdrew stays as the firm has it.

use legalmind_core::{
    Ctx, Id,
    clause::{Basis, ClauseContent, Variant},
    template::{Question, TemplateContent, TemplateForm, TemplateKind},
};
use legalmind_store::{
    Work,
    clause::{Clauses, Kept},
    library,
    template::{TemplateVersion, Templates},
};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::{Drafter, Result};

#[derive(RustEmbed)]
#[folder = "../../library/clauses"]
struct Files;

#[derive(RustEmbed)]
#[folder = "../../library/templates"]
struct TemplateFiles;

/// A clause as it is written in `library/clauses`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StarterClause {
    /// Its name in the set.
    pub key: String,
    title: String,
    #[serde(default)]
    tags: Vec<String>,
    explanation: String,
    origin: String,
    checked: toml::value::Datetime,
    #[serde(default)]
    recognise: Vec<String>,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    basis: Vec<Basis>,
    variant: Vec<Variant>,
}

impl StarterClause {
    /// What is kept of it.
    #[must_use]
    pub fn content(self) -> ClauseContent {
        ClauseContent {
            title: self.title,
            tags: self.tags,
            explanation: self.explanation,
            origin: self.origin,
            checked: Some(self.checked.to_string()),
            recognise: self.recognise,
            must: self.must,
            basis: self.basis,
            variants: self.variant,
        }
    }
}

/// The clauses of the set, and the files that are none.
#[must_use]
pub fn clauses() -> (Vec<StarterClause>, Vec<String>) {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for name in Files::iter() {
        let text = Files::get(&name).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        match text.as_deref().map(toml::from_str) {
            Some(Ok(clause)) => all.push(clause),
            Some(Err(_)) | None => wrong.push(name.into_owned()),
        }
    }
    (all, wrong)
}

/// The head of a template as it is written in `library/templates`, between two lines of `+++`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    key: String,
    name: String,
    description: String,
    kind: TemplateKind,
    field_of_law: String,
    checked: toml::value::Datetime,
    #[serde(default)]
    tags: Vec<String>,
    basis: Vec<Basis>,
    question: Vec<toml::Table>,
}

/// A template of the set.
#[derive(Clone, Debug)]
pub struct StarterTemplate {
    /// Its name in the set.
    pub key: String,
    /// What is said of it.
    pub content: TemplateContent,
    /// What it asks.
    pub questions: Vec<Question>,
    /// Its text: Markdown with tags.
    pub text: String,
}

impl StarterTemplate {
    fn read(written: &str) -> Option<Self> {
        let written = written.replace("\r\n", "\n");
        let (head, text) = written.strip_prefix("+++\n")?.split_once("\n+++\n")?;
        let head: Head = toml::from_str(head).ok()?;
        let questions = head.question.into_iter().map(question).collect::<Option<Vec<_>>>()?;
        let content = TemplateContent {
            key: Some(head.key.clone()),
            name: head.name,
            description: head.description,
            kind: head.kind,
            field_of_law: head.field_of_law,
            tags: head.tags,
            basis: head.basis,
            checked: Some(head.checked.to_string()),
            approved: None,
        };
        Some(Self { key: head.key, content, questions, text: text.to_owned() })
    }

    /// Its Word file.
    ///
    /// # Errors
    /// The text is too large for a file.
    pub fn file(&self) -> Result<Vec<u8>> {
        legalmind_docx::compose(&self.text).map_err(crate::Error::Word)
    }
}

/// A question, with its default as JSON.
fn question(mut written: toml::Table) -> Option<Question> {
    if let Some(default) = written.remove("default") {
        let json = serde_json::to_string(&default).ok()?;
        written.insert("default".to_owned(), toml::Value::String(json));
    }
    written.try_into().ok()
}

/// The templates of the set, and the files that are none.
#[must_use]
pub fn templates() -> (Vec<StarterTemplate>, Vec<String>) {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for name in TemplateFiles::iter() {
        let text = TemplateFiles::get(&name).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        match text.as_deref().and_then(StarterTemplate::read) {
            Some(template) => all.push(template),
            None => wrong.push(name.into_owned()),
        }
    }
    (all, wrong)
}

impl Drafter {
    /// Gives the firm what it does not have yet of the starter set, once in the life of a process.
    ///
    /// # Errors
    /// Where rows cannot be read or written.
    pub async fn start_library(&self, ctx: &Ctx) -> Result<()> {
        let Some((own, work)) = self.started.open(&self.store, ctx).await? else { return Ok(()) };
        let added = self.start_clauses(&own, &work).await? + self.start_templates(&own, &work).await?;
        Ok(self.started.close(&own, work, added).await?)
    }

    async fn start_clauses(&self, ctx: &Ctx, work: &Work) -> Result<usize> {
        let mut added = 0;
        for clause in clauses().0 {
            let key = clause.key.clone();
            if library::find::<Clauses>(ctx, work, &key).await?.is_some() {
                continue;
            }
            let content = clause.content();
            let kept = Kept { key: Some(key.clone()), content: content.clone(), approved: None };
            library::add::<Clauses>(ctx, work, Id::new(&self.world), Some(&key), &kept, &content).await?;
            added += 1;
        }
        Ok(added)
    }

    async fn start_templates(&self, ctx: &Ctx, work: &Work) -> Result<usize> {
        let mut added = 0;
        for template in templates().0 {
            let key = &template.key;
            if library::find::<Templates>(ctx, work, key).await?.is_some() {
                continue;
            }
            let file = template.file()?;
            let sha256 = legalmind_vault::sha256(&file);
            let form = TemplateForm { questions: template.questions, clauses: Vec::new(), sha256 };
            let version = TemplateVersion { form, file };
            let id = Id::new(&self.world);
            library::add::<Templates>(ctx, work, id, Some(key), &template.content, &version).await?;
            added += 1;
        }
        Ok(added)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use legalmind_docx::Package;
    use serde_json::json;

    use super::*;

    #[test]
    fn every_clause_of_the_set_is_whole() {
        let (all, wrong) = clauses();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(all.len() >= 60, "{}", all.len());
        let mut keys: Vec<&str> = all.iter().map(|it| it.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all.len(), "each key once");
        for it in all {
            assert!(!it.basis.is_empty() || it.key.is_empty(), "{} rests on nothing", it.key);
            let key = it.key.clone();
            let content = it.content();
            assert!(content.checked.is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok()), "{key}");
            for variant in content.variants {
                let rest = variant.text.replace("{{ wij }}", "").replace("{{ zij }}", "");
                assert!(
                    !rest.contains("{{") && !rest.trim().is_empty(),
                    "{key}: only wij and zij are filled"
                );
            }
        }
    }

    #[test]
    fn every_template_of_the_set_is_whole() {
        let (all, wrong) = templates();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(all.len() >= 14, "{}", all.len());
        for it in &all {
            let (key, content) = (&it.key, &it.content);
            assert!(!content.name.is_empty() && !content.description.is_empty(), "{key}");
            assert!(!content.field_of_law.is_empty() && !content.tags.is_empty(), "{key}");
            assert!(!content.basis.is_empty(), "{key} rests on nothing");
            let day = content.checked.as_deref().map(str::parse::<jiff::civil::Date>);
            assert!(matches!(day, Some(Ok(_))), "{key}");
            let mut names = BTreeSet::new();
            for question in &it.questions {
                assert!(
                    !question.label.is_empty() && names.insert(&question.name),
                    "{key}: {}",
                    question.name
                );
            }
            let file = it.file().expect("a file");
            let package = Package::open(file).unwrap_or_else(|error| panic!("{key}: {error}"));
            let used = package.template().unwrap_or_else(|error| panic!("{key}: {error} {error:?}"));
            assert!(used.clauses.is_empty(), "{key}: the set stands on its own");
            for path in used.fields {
                let root = path.split('.').next().unwrap_or_default().to_owned();
                assert!(names.contains(&root), "{key}: nothing asks {path}");
            }
        }
    }

    /// An answer to a question, so that each of its branches is taken for some `seed`.
    fn answer(question: &Question, seed: usize) -> serde_json::Value {
        use legalmind_core::template::QuestionKind as Kind;
        match question.kind {
            Kind::YesNo => json!(seed.is_multiple_of(2)),
            Kind::Choice => {
                let many = question.choices.len();
                json!(question.choices[seed % many].value)
            }
            Kind::Number | Kind::Percentage => json!(2 + seed),
            Kind::Date => json!("2026-11-24"),
            Kind::Term => json!({ "aantal": 2 + seed, "eenheid": "maanden" }),
            Kind::Money => json!({ "cents": 125_050 * (seed as u64 + 1) }),
            Kind::Party | Kind::Person | Kind::Company => {
                let company =
                    question.kind == Kind::Company || question.kind == Kind::Party && seed.is_multiple_of(2);
                json!({ "soort": if company { "bedrijf" } else { "persoon" }, "naam": "Van Loon Bouw B.V.",
                    "rechtsvorm": "bv", "adres": "Kade 1", "postcode": "3511 AB", "plaats": "Utrecht",
                    "zetel": "Utrecht", "kvk": "12345678", "vertegenwoordiger": "P. Jansen", "functie": "directeur",
                    "geboortedatum": "1980-01-02", "geboorteplaats": "Zwolle", "aanhef": "mevrouw",
                    "email": "a@voorbeeld.nl", "telefoon": "030 123 45 67" })
            }
            Kind::Address => json!({ "straat": "Kade 1", "postcode": "3511 AB", "plaats": "Utrecht" }),
            Kind::Kvk => json!("12345678"),
            Kind::Rsin | Kind::Bsn => json!("111222333"),
            Kind::Iban => json!("NL91ABNA0417164300"),
            Kind::Email => json!("a@voorbeeld.nl"),
            Kind::Text | Kind::LongText => json!("een antwoord"),
            Kind::List => {
                let entry = |at: usize| -> serde_json::Value {
                    let pair = |it: &Question| (it.name.clone(), answer(it, seed + at));
                    question.item.iter().map(pair).collect::<serde_json::Map<_, _>>().into()
                };
                json!((0..=seed % 3).map(entry).collect::<Vec<_>>())
            }
        }
    }

    /// Whatever is answered, each template makes a whole document: nothing between brackets, no
    /// reference to an article that was left out, no tag that stayed.
    #[test]
    fn every_template_of_the_set_fills() {
        let mut wrong = Vec::new();
        for it in templates().0 {
            let package = Package::open(it.file().expect("a file")).expect("a Word file");
            for round in 0..24_usize {
                let answers: serde_json::Map<_, _> = (it.questions.iter().enumerate())
                    .map(|(at, question)| {
                        // a number of its own for each question and round
                        let seed = (at * 7 + 3) * (round + 1) / 5 + round;
                        (question.name.clone(), answer(question, seed % 12))
                    })
                    .collect();
                let checked = crate::interview::check(&it.questions, &answers, &legalmind_docx::decides);
                let mut note = |what: String| wrong.push(format!("{} ({round}): {what}", it.key));
                for fault in &checked.faults {
                    note(format!("{fault:?}"));
                }
                for (name, _) in &checked.missing {
                    note(format!("{name} is missing"));
                }
                let filling = legalmind_docx::Filling {
                    context: checked.context.to_string(),
                    printed: checked.printed.clone(),
                    clauses: Vec::new(),
                    labels: std::collections::BTreeMap::new(),
                };
                let filled = package.fill(&filling).expect("filled");
                for name in &filled.missing {
                    note(format!("{name} prints nothing"));
                }
                let main = filled.package.main_part().to_owned();
                for line in filled.package.text(&main, legalmind_docx::View::Current).expect("text") {
                    if ["{{", "}}", "[…]", "[?]", "[[", "  ", " ,", " .", ",,"]
                        .iter()
                        .any(|it| line.contains(it))
                    {
                        note(line);
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// What is remarked on the filled templates, each judged by hand. For consumers alone, without a
    /// change of prices or terms, the general terms do define `Schriftelijk` and not use it.
    const REMARKS: [&str; 1] = ["algemene-voorwaarden: term_not_used Schriftelijk"];

    #[test]
    fn the_starter_set_gives_few_remarks() {
        let (mut told, mut found) = (BTreeSet::new(), (0, 0));
        for it in templates().0 {
            let package = Package::open(it.file().expect("a file")).expect("a Word file");
            for round in 0..8_usize {
                let answers: serde_json::Map<_, _> = (it.questions.iter().enumerate())
                    .map(|(at, question)| {
                        (question.name.clone(), answer(question, (at * 7 + 3 + round * 5) % 12))
                    })
                    .collect();
                let checked = crate::interview::check(&it.questions, &answers, &legalmind_docx::decides);
                let filling = legalmind_docx::Filling {
                    context: checked.context.to_string(),
                    printed: checked.printed.clone(),
                    clauses: Vec::new(),
                    labels: std::collections::BTreeMap::new(),
                };
                let text = package.fill_text(&filling).expect("a text").text;
                let same = legalmind_docx::Text::parse(&text.json()).expect("the JSON of the editor");
                assert_eq!(same, text, "{}", it.key);
                for check in crate::text::check::of_text(&text, &[]) {
                    told.insert(format!("{}: {} {}", it.key, check.code, check.term.unwrap_or_default()));
                }
                if round == 0 {
                    let (of, told) = forgotten(&text);
                    found = (found.0 + of, found.1 + told);
                }
            }
        }
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        assert_eq!(told, REMARKS, "{}", told.join("\n"));
        // and a check that finds nothing would find nothing here
        println!("{} of {} forgotten definitions are told", found.1, found.0);
        assert!(found.0 >= 20 && found.1 * 100 >= found.0 * 85, "{} of {}", found.1, found.0);
    }

    /// The terms that a text defines in a list and uses: how many there are, and of how many it is
    /// told that they are not defined once their definition is gone.
    fn forgotten(text: &legalmind_docx::Text) -> (usize, usize) {
        use legalmind_docx::text::{PassageKind, Text};
        let (mut of, mut told) = (0, 0);
        for passage in text.passages() {
            let PassageKind::Definition(term) = passage.kind else { continue };
            let json = text.json().replace(&format!("\"term\":\"{term}\""), "\"term\":\"\"");
            let without = Text::parse(&json).expect("a text");
            let before = crate::text::check::of_text(text, &[]);
            if before.iter().any(|it| it.term.as_deref() == Some(term)) {
                continue;
            }
            of += 1;
            let after = crate::text::check::of_text(&without, &[]);
            let same = |it: &crate::text::Check| {
                it.code == "term_not_defined"
                    && it.term.as_deref().is_some_and(|it| term.starts_with(it) || it.starts_with(term))
            };
            if after.iter().any(same) {
                told += 1;
            } else {
                println!("not told: {term}");
            }
        }
        (of, told)
    }
}
