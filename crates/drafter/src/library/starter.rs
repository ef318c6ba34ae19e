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
#[folder = "../../library"]
#[allow_missing = true]
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
    for name in Files::iter().filter(|it| it.starts_with("clauses/") && it.ends_with(".toml")) {
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
        let mut added = self.start_clauses(&own, &work).await?;
        added += self.start_templates(&own, &work).await?;
        if added > 0 {
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

    async fn start_templates(&self, _: &Ctx, _: &Work) -> Result<usize> {
        Ok(0)
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
}
