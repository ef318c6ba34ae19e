//! Clauses: listing, searching, writing, approving.

use legalmind_core::{
    ClauseId, Ctx, Id, Timestamp,
    audit::Entry,
    clause::{Approval, ClauseContent, LibraryState},
    rights::Action,
};
use legalmind_store::{
    Tx,
    clause::{Clause, Clauses, Kept},
    library::{self, Next},
};

use super::{Approved, MAX_NAME, MAX_TEXT};
use crate::{Drafter, Error, Result, digest};

/// A clause as it is shown.
#[derive(Clone, Debug)]
pub struct ClauseView {
    /// The clause.
    pub clause: Clause,
    /// Who approved it.
    pub approved: Option<Approved>,
}

/// A version of a clause.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// When it was made.
    pub created: Timestamp,
    /// The name of who made it.
    pub created_by: Option<String>,
    /// What it says.
    pub content: ClauseContent,
}

impl Drafter {
    /// The clauses of the firm that hold all these words, by title; all of them without words.
    ///
    /// # Errors
    /// Refused as the rules say.
    pub async fn list_clauses(
        &self,
        ctx: &Ctx,
        words: Option<&str>,
        tag: Option<&str>,
    ) -> Result<Vec<ClauseView>> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        self.start_library(ctx).await?;
        let tx = self.store.read(ctx).await?;
        let words: Vec<String> =
            words.unwrap_or_default().to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
        let fits = |it: &Clause| {
            let content = &it.content.content;
            let tagged = tag.is_none_or(|tag| content.tags.iter().any(|it| it == tag));
            let text = searched(content);
            tagged && words.iter().all(|word| text.contains(word.as_str()))
        };
        let mut found: Vec<Clause> =
            library::list::<Clauses>(ctx, &tx).await?.into_iter().filter(fits).collect();
        found.sort_by_cached_key(|it| it.content.content.title.to_lowercase());
        let mut out = Vec::with_capacity(found.len());
        for it in found {
            out.push(self.clause_view(ctx, &tx, it).await?);
        }
        drop(tx);
        self.store.look(ctx, Entry::done("clause.list", "firm", ctx.tenant().uuid())).await?;
        Ok(out)
    }

    /// A clause.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn get_clause(&self, ctx: &Ctx, id: ClauseId) -> Result<ClauseView> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        let found = library::get::<Clauses>(ctx, &tx, id).await?;
        let view = self.clause_view(ctx, &tx, found).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("clause.read", "clause", id.uuid())).await?;
        Ok(view)
    }

    /// The versions of a clause, newest first.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn clause_versions(&self, ctx: &Ctx, id: ClauseId) -> Result<Vec<Version>> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        library::get::<Clauses>(ctx, &tx, id).await?;
        let mut out = Vec::new();
        for it in library::versions::<Clauses, ClauseContent>(ctx, &tx, id).await?.into_iter().rev() {
            let created_by = self.name_of(ctx, &tx, it.created_by).await?;
            out.push(Version { number: it.number, created: it.created, created_by, content: it.content });
        }
        drop(tx);
        self.store.look(ctx, Entry::done("clause.read", "clause", id.uuid())).await?;
        Ok(out)
    }

    /// Adds a clause of the firm's own; a concept until a lawyer approves it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for its content; refused as the rules say.
    pub async fn add_clause(&self, ctx: &Ctx, content: ClauseContent) -> Result<ClauseView> {
        self.in_firm(ctx, Action::LibraryWrite).await?;
        let content = sound(content)?;
        let id = Id::new(&self.world);
        let kept = Kept { key: None, content: content.clone(), approved: None };
        let work = self.store.begin(ctx).await?;
        library::add::<Clauses>(ctx, &work, id, None, &kept, &content).await?;
        work.audit(Entry::done("clause.add", "clause", id.uuid()).of_text(digest(&content)?))?;
        let found = library::get::<Clauses>(ctx, &work, id).await?;
        let view = self.clause_view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    /// Gives a clause another content, as a new version; it is a concept again.
    ///
    /// # Errors
    /// [`Error::Invalid`] for its content; a conflict where somebody was faster.
    pub async fn update_clause(
        &self,
        ctx: &Ctx,
        id: ClauseId,
        revision: u64,
        content: ClauseContent,
    ) -> Result<ClauseView> {
        library::known::<Clauses>(ctx, &self.store, id, Action::LibraryWrite, "clause").await?;
        let content = sound(content)?;
        let work = self.store.begin(ctx).await?;
        let old = library::get::<Clauses>(ctx, &work, id).await?;
        let kept = Kept { key: old.content.key, content: content.clone(), approved: None };
        let next = Next::<Clauses> { state: LibraryState::Concept, content: &kept, version: Some(&content) };
        library::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done("clause.update", "clause", id.uuid()).of_text(digest(&content)?))?;
        let found = library::get::<Clauses>(ctx, &work, id).await?;
        let view = self.clause_view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    /// Approves a clause as it stands, or takes it out of use.
    ///
    /// # Errors
    /// Refused as the rules say; a conflict where somebody was faster.
    pub async fn judge_clause(
        &self,
        ctx: &Ctx,
        id: ClauseId,
        revision: u64,
        state: LibraryState,
    ) -> Result<ClauseView> {
        library::known::<Clauses>(ctx, &self.store, id, Action::LibraryApprove, "clause").await?;
        let work = self.store.begin(ctx).await?;
        let old = library::get::<Clauses>(ctx, &work, id).await?;
        let sha256 = digest(&old.content.content)?;
        let approval = Approval { by: ctx.user(), at: self.world.now(), sha256 };
        let approved = (state == LibraryState::Approved).then_some(approval);
        let kept = Kept { approved, ..old.content };
        library::update(ctx, &work, id, revision, Next::<Clauses> { state, content: &kept, version: None })
            .await?;
        let action = match state {
            LibraryState::Approved => "clause.approve",
            LibraryState::Withdrawn => "clause.withdraw",
            LibraryState::Concept => "clause.reopen",
        };
        work.audit(Entry::done(action, "clause", id.uuid()).of_text(sha256))?;
        let found = library::get::<Clauses>(ctx, &work, id).await?;
        let view = self.clause_view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    async fn clause_view(&self, ctx: &Ctx, tx: &Tx, clause: Clause) -> Result<ClauseView> {
        let approved = self.approved(ctx, tx, clause.content.approved.as_ref()).await?;
        Ok(ClauseView { clause, approved })
    }
}

/// All that is searched of a clause, lower case.
fn searched(it: &ClauseContent) -> String {
    let mut text = format!("{}\n{}\n{}\n", it.title, it.explanation, it.tags.join(" "));
    for part in it.recognise.iter().chain(it.variants.iter().map(|it| &it.text)) {
        text.push_str(part);
        text.push('\n');
    }
    for basis in &it.basis {
        text.push_str(&basis.reference);
        text.push('\n');
    }
    text.to_lowercase()
}

/// A content that can be kept, tidied.
fn sound(mut it: ClauseContent) -> Result<ClauseContent> {
    it.title = it.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if it.title.is_empty() {
        return Err(Error::invalid("/title", "empty"));
    }
    if it.title.chars().nth(MAX_NAME).is_some() {
        return Err(Error::invalid("/title", "too_long"));
    }
    if it.variants.is_empty() {
        return Err(Error::invalid("/variants", "empty"));
    }
    for (at, variant) in it.variants.iter().enumerate() {
        if variant.text.trim().is_empty() {
            return Err(Error::invalid(format!("/variants/{at}/text"), "empty"));
        }
        if variant.text.chars().nth(MAX_TEXT).is_some() {
            return Err(Error::invalid(format!("/variants/{at}/text"), "too_long"));
        }
        if it.variants.iter().take(at).any(|other| other.stance == variant.stance) {
            return Err(Error::invalid(format!("/variants/{at}/stance"), "twice"));
        }
    }
    if it.checked.as_ref().is_some_and(|day| day.parse::<jiff::civil::Date>().is_err()) {
        return Err(Error::invalid("/checked", "not_a_date"));
    }
    let lists = [("/tags", &it.tags), ("/recognise", &it.recognise), ("/must", &it.must)];
    for (pointer, list) in lists {
        if list.len() > 50
            || list.iter().any(|word| word.trim().is_empty() || word.chars().nth(100).is_some())
        {
            return Err(Error::invalid(pointer, "invalid"));
        }
    }
    let lower = |list: Vec<String>| list.into_iter().map(|it| it.trim().to_lowercase()).collect();
    it.recognise = lower(it.recognise);
    it.must = lower(it.must);
    it.tags = lower(it.tags);
    Ok(it)
}
