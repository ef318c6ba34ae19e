//! The starter set that comes with the product: given to each firm once, as concepts that a lawyer
//! approves. What a firm changed or withdrew stays as the firm has it.

use legalmind_core::{
    Ctx, Id,
    audit::Entry,
    clause::{Basis, ClauseContent, Variant},
};
use legalmind_store::{
    Error as StoreError, Work,
    clause::{Clauses, Kept},
    library,
};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::{Drafter, Result};

#[derive(RustEmbed)]
#[folder = "../../library/clauses"]
struct Files;

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

impl Drafter {
    /// Gives the firm what it does not have yet of the starter set, once in the life of a process.
    pub(crate) async fn start_library(&self, ctx: &Ctx) -> Result<()> {
        let firm = ctx.tenant();
        if self.started.knows(firm) {
            return Ok(());
        }
        let own = self.store.housekeeper(firm, "library");
        let work = self.store.begin(&own).await?;
        if self.start_clauses(&own, &work).await? > 0 {
            work.audit(Entry::done("library.start", "firm", firm.uuid()))?;
        }
        match work.save().await {
            // another process was faster: it is there
            Ok(()) | Err(StoreError::Exists | StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        self.started.add(firm);
        Ok(())
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
}

#[cfg(test)]
mod tests {
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

    /// A template as it is written in `library/templates`: its head, and its text.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Head {
        key: String,
        name: String,
        description: String,
        kind: legalmind_core::template::TemplateKind,
        field_of_law: String,
        checked: toml::value::Datetime,
        tags: Vec<String>,
        basis: Vec<Basis>,
        question: Vec<toml::Table>,
    }

    /// The templates are data until they can be filled; what they say must hold together already.
    #[test]
    fn every_template_of_the_set_is_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library/templates");
        let mut many = 0;
        for path in std::fs::read_dir(folder).expect("templates").map(|it| it.expect("a file").path()) {
            let text = std::fs::read_to_string(&path).expect("text");
            let mut parts = text.splitn(3, "+++\n");
            let (Some(""), Some(head), Some(body)) = (parts.next(), parts.next(), parts.next()) else {
                panic!("{}: a head between two lines of +++", path.display())
            };
            let head: Head =
                toml::from_str(head).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let key = &head.key;
            assert_eq!(path.file_stem().and_then(|it| it.to_str()), Some(key.as_str()));
            assert!(!head.name.is_empty() && !head.description.is_empty() && !head.field_of_law.is_empty());
            assert!(!head.basis.is_empty() && !head.tags.is_empty() && head.checked.date.is_some(), "{key}");
            let _ = head.kind;
            let mut names = std::collections::BTreeSet::new();
            for mut question in head.question {
                // a default is kept as JSON
                if let Some(default) = question.remove("default") {
                    let json = serde_json::to_string(&default).expect("JSON");
                    question.insert("default".to_owned(), toml::Value::String(json));
                }
                let read: legalmind_core::template::Question = question
                    .clone()
                    .try_into()
                    .unwrap_or_else(|error| panic!("{key}: {error} in {question}"));
                assert!(!read.label.is_empty() && names.insert(read.name.clone()), "{key}: {}", read.name);
            }
            for (open, close) in [("{{ als ", "{{ /als }}"), ("{{ per ", "{{ /per }}")] {
                assert_eq!(body.matches(open).count(), body.matches(close).count(), "{key}: {open}");
            }
            many += 1;
        }
        assert!(many >= 14, "{many}");
    }
}
