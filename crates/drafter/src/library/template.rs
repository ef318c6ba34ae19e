//! Templates: adding a Word file, its questions, approving, taking out of use.

use std::collections::BTreeSet;

use bytes::Bytes;
use legalmind_core::{
    Ctx, Id, TemplateId, Timestamp,
    audit::Entry,
    clause::{Approval, LibraryState},
    rights::Action,
    template::{Question, TemplateContent, TemplateForm, TemplateKind},
};
use legalmind_store::{
    Tx,
    library::{self, Next},
    template::{Template, TemplateVersion, Templates},
};
use legalmind_vault::word::{Filling, Reply, Task, TemplateFault, TemplateUse};

use super::{Approved, MAX_NAME, MAX_TEXT};
use crate::{Drafter, Error, Result, interview, view::WordView};

/// The largest template, in bytes.
pub const MAX_FILE: usize = 10 << 20;
/// The most questions of an interview, those of lists included.
const MOST_QUESTIONS: usize = 500;

/// A template as it is shown.
#[derive(Clone, Debug)]
pub struct TemplateView {
    /// The template.
    pub template: Template,
    /// What its present version asks.
    pub form: TemplateForm,
    /// Who approved it.
    pub approved: Option<Approved>,
    /// Its versions, newest first; only where one template is asked for.
    pub versions: Vec<TemplateEdition>,
}

/// A version of a template in a list.
#[derive(Clone, Debug)]
pub struct TemplateEdition {
    /// Its number.
    pub number: u32,
    /// When it was made.
    pub created: Timestamp,
    /// The name of who made it.
    pub created_by: Option<String>,
    /// SHA-256 of its file.
    pub sha256: [u8; 32],
}

/// What is to be different; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct TemplatePatch {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// What it makes.
    pub kind: Option<TemplateKind>,
    /// The field of law.
    pub field_of_law: Option<String>,
    /// Words by which it is found.
    pub tags: Option<Vec<String>>,
    /// What is asked; the file stays, as a new version.
    pub questions: Option<Vec<Question>>,
}

/// Which templates.
#[derive(Clone, Debug, Default)]
pub struct TemplateFilter {
    /// Words that all stand in it.
    pub words: Option<String>,
    /// What it makes.
    pub kind: Option<TemplateKind>,
    /// Whether it may be relied on.
    pub state: Option<LibraryState>,
}

impl Drafter {
    /// The templates of the firm that fit, by name.
    ///
    /// # Errors
    /// Refused as the rules say.
    pub async fn list_templates(&self, ctx: &Ctx, filter: &TemplateFilter) -> Result<Vec<TemplateView>> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        self.start_library(ctx).await?;
        let words = filter.words.as_deref().unwrap_or_default().to_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let fits = |it: &Template| {
            let text = searched(&it.content);
            filter.kind.is_none_or(|kind| it.content.kind == kind)
                && filter.state.is_none_or(|state| it.state == state)
                && words.iter().all(|word| text.contains(word))
        };
        let tx = self.store.read(ctx).await?;
        let mut found: Vec<Template> =
            library::list::<Templates>(ctx, &tx).await?.into_iter().filter(fits).collect();
        found.sort_by_cached_key(|it| it.content.name.to_lowercase());
        let mut out = Vec::with_capacity(found.len());
        for it in found {
            out.push(self.template_view(ctx, &tx, it, false).await?);
        }
        drop(tx);
        self.store.look(ctx, Entry::done("template.list", "firm", ctx.tenant().uuid())).await?;
        Ok(out)
    }

    /// A template with its versions.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn get_template(&self, ctx: &Ctx, id: TemplateId) -> Result<TemplateView> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        let found = library::get::<Templates>(ctx, &tx, id).await?;
        let view = self.template_view(ctx, &tx, found, true).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("template.read", "template", id.uuid())).await?;
        Ok(view)
    }

    /// The Word file of a version, with the name of the template.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn template_file(&self, ctx: &Ctx, id: TemplateId, number: u32) -> Result<(String, Vec<u8>)> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        let found = library::get::<Templates>(ctx, &tx, id).await?;
        let version = library::version::<Templates>(ctx, &tx, id, number).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("template.download", "template", id.uuid())).await?;
        Ok((found.content.name, version.content.file))
    }

    /// A template as its Word file shows it, tags and all; or as it is before anything is answered,
    /// with the labels of its questions where their answers come.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn preview_template(&self, ctx: &Ctx, id: TemplateId, tags: bool) -> Result<WordView> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        let number = library::get::<Templates>(ctx, &tx, id).await?.number;
        let TemplateVersion { form, file } =
            library::version::<Templates>(ctx, &tx, id, number).await?.content;
        let clauses = self.wordings(ctx, &tx, &form.clauses).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("template.read", "template", id.uuid())).await?;
        if tags {
            return self.shown(file.into()).await;
        }
        let checked = interview::check(&form.questions, &serde_json::Map::new(), &interview::decides);
        let filling = Filling {
            context: checked.context.to_string(),
            labels: checked.labels(&form.questions),
            clauses: clauses.into_iter().map(|(key, _, text)| (key, text)).collect(),
            printed: checked.printed,
        };
        let (file, _) = self.filled(file.into(), filling).await?;
        self.shown(file).await
    }

    /// Adds a template of the firm's own; a concept until a lawyer approves it.
    ///
    /// # Errors
    /// [`Error::Template`] with every fault and its place; [`Error::Word`] for what is no Word file.
    pub async fn add_template(&self, ctx: &Ctx, name: &str, file: Bytes) -> Result<TemplateView> {
        self.in_firm(ctx, Action::LibraryWrite).await?;
        let name = named(name)?;
        let used = self.used(&file).await?;
        self.known(ctx, &used.clauses).await?;
        let questions = derived(&used, &[]);
        let content = TemplateContent {
            key: None,
            name,
            description: String::new(),
            kind: TemplateKind::Contract,
            field_of_law: String::new(),
            tags: Vec::new(),
            basis: Vec::new(),
            checked: None,
            approved: None,
        };
        let version = version(questions, used.clauses, file.to_vec());
        let id = Id::new(&self.world);
        let work = self.store.begin(ctx).await?;
        library::add::<Templates>(ctx, &work, id, None, &content, &version).await?;
        work.audit(Entry::done("template.add", "template", id.uuid()).of_text(version.form.sha256))?;
        let found = library::get::<Templates>(ctx, &work, id).await?;
        let view = self.template_view(ctx, &work, found, true).await?;
        work.save().await?;
        Ok(view)
    }

    /// Gives a template another Word file, as a new version; it is a concept again. Questions whose
    /// names are still used stay as they are.
    ///
    /// # Errors
    /// As [`Drafter::add_template`]; a conflict where somebody was faster.
    pub async fn add_template_version(
        &self,
        ctx: &Ctx,
        id: TemplateId,
        revision: u64,
        file: Bytes,
    ) -> Result<TemplateView> {
        self.in_firm(ctx, Action::LibraryWrite).await?;
        let used = self.used(&file).await?;
        self.known(ctx, &used.clauses).await?;
        let work = self.store.begin(ctx).await?;
        let old = library::get::<Templates>(ctx, &work, id).await?;
        let form = library::version::<Templates>(ctx, &work, id, old.number).await?.content.form;
        let questions = derived(&used, &form.questions);
        let next = version(questions, used.clauses, file.to_vec());
        let content = TemplateContent { approved: None, ..old.content };
        let to = Next::<Templates> { state: LibraryState::Concept, content: &content, version: Some(&next) };
        library::update(ctx, &work, id, revision, to).await?;
        work.audit(Entry::done("template.update", "template", id.uuid()).of_text(next.form.sha256))?;
        let found = library::get::<Templates>(ctx, &work, id).await?;
        let view = self.template_view(ctx, &work, found, true).await?;
        work.save().await?;
        Ok(view)
    }

    /// Changes what is said of a template, or what it asks. Other questions make a new version.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is said; a conflict where somebody was faster.
    pub async fn update_template(
        &self,
        ctx: &Ctx,
        id: TemplateId,
        revision: u64,
        patch: TemplatePatch,
    ) -> Result<TemplateView> {
        self.in_firm(ctx, Action::LibraryWrite).await?;
        let tx = self.store.read(ctx).await?;
        let old = library::get::<Templates>(ctx, &tx, id).await?;
        let present = library::version::<Templates>(ctx, &tx, id, old.number).await?.content;
        drop(tx);
        let version = match patch.questions {
            Some(questions) => {
                let used = self.used(&present.file.clone().into()).await?;
                sound(&questions)?;
                if let Some(name) = unknown(&used, &questions).into_iter().next() {
                    return Err(Error::invalid(format!("/questions/{name}"), "unknown_field"));
                }
                Some(version(questions, used.clauses, present.file))
            }
            None => None,
        };
        let short = |text: Option<String>, old: String, pointer: &'static str| match text {
            Some(text) if text.chars().nth(MAX_TEXT).is_some() => Err(Error::invalid(pointer, "too_long")),
            Some(text) => Ok(text.trim().to_owned()),
            None => Ok(old),
        };
        let content = TemplateContent {
            name: patch.name.map_or(Ok(old.content.name), |name| named(&name))?,
            description: short(patch.description, old.content.description, "/description")?,
            field_of_law: short(patch.field_of_law, old.content.field_of_law, "/field_of_law")?,
            kind: patch.kind.unwrap_or(old.content.kind),
            tags: patch.tags.unwrap_or(old.content.tags),
            approved: old.content.approved.filter(|_| version.is_none()),
            ..old.content
        };
        let state = if version.is_some() { LibraryState::Concept } else { old.state };
        let work = self.store.begin(ctx).await?;
        let next = Next::<Templates> { state, content: &content, version: version.as_ref() };
        library::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done("template.update", "template", id.uuid()))?;
        let found = library::get::<Templates>(ctx, &work, id).await?;
        let view = self.template_view(ctx, &work, found, true).await?;
        work.save().await?;
        Ok(view)
    }

    /// Approves the version of this hash, or takes the template out of use.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the hash is not that of the present version; refused as the rules
    /// say; a conflict where somebody was faster.
    pub async fn judge_template(
        &self,
        ctx: &Ctx,
        id: TemplateId,
        revision: u64,
        approves: Option<[u8; 32]>,
    ) -> Result<TemplateView> {
        self.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        library::get::<Templates>(ctx, &tx, id).await?;
        drop(tx);
        self.in_firm(ctx, Action::LibraryApprove).await?;
        let work = self.store.begin(ctx).await?;
        let old = library::get::<Templates>(ctx, &work, id).await?;
        let present = library::version::<Templates>(ctx, &work, id, old.number).await?.content.form.sha256;
        if approves.is_some_and(|it| it != present) {
            return Err(Error::invalid("/sha256", "other_version"));
        }
        let approval = Approval { by: ctx.user(), at: self.world.now(), sha256: present };
        let (state, action) = match approves {
            Some(_) => (LibraryState::Approved, "template.approve"),
            None => (LibraryState::Withdrawn, "template.withdraw"),
        };
        let content = TemplateContent { approved: approves.map(|_| approval), ..old.content };
        let next = Next::<Templates> { state, content: &content, version: None };
        library::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done(action, "template", id.uuid()).of_text(present))?;
        let found = library::get::<Templates>(ctx, &work, id).await?;
        let view = self.template_view(ctx, &work, found, true).await?;
        work.save().await?;
        Ok(view)
    }

    async fn template_view(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        template: Template,
        with_versions: bool,
    ) -> Result<TemplateView> {
        let approved = self.approved(ctx, tx, template.content.approved.as_ref()).await?;
        let heads = library::versions::<Templates, TemplateForm>(ctx, tx, template.id).await?;
        let form = heads.last().map(|it| it.content.clone()).unwrap_or_default();
        let mut versions = Vec::new();
        for it in heads.into_iter().rev().filter(|_| with_versions) {
            versions.push(TemplateEdition {
                number: it.number,
                created: it.created,
                created_by: self.name_of(ctx, tx, it.created_by).await?,
                sha256: it.content.sha256,
            });
        }
        Ok(TemplateView { template, form, approved, versions })
    }

    /// Refuses clauses that the library does not have, or that are out of use.
    async fn known(&self, ctx: &Ctx, keys: &[String]) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        self.start_library(ctx).await?;
        let tx = self.store.read(ctx).await?;
        let found = self.wordings(ctx, &tx, keys).await?;
        match keys.iter().find(|key| !found.iter().any(|(there, ..)| there == *key)) {
            Some(key) => Err(Error::invalid(format!("/clauses/{key}"), "unknown_clause")),
            None => Ok(()),
        }
    }

    /// What a Word file uses as a template.
    async fn used(&self, file: &Bytes) -> Result<TemplateUse> {
        if file.is_empty() {
            return Err(Error::Word(legalmind_docx::Error::Empty));
        }
        if file.len() > MAX_FILE {
            return Err(Error::Word(legalmind_docx::Error::TooLarge(MAX_FILE)));
        }
        match self.vault.word(Task::Template, std::slice::from_ref(file)).await? {
            (Reply::Template(Ok(mut used)), _) => {
                // a clause speaks of both sides by the names that the contract gives them
                if !used.clauses.is_empty() {
                    used.fields.extend(["wij".to_owned(), "zij".to_owned()]);
                }
                Ok(used)
            }
            (Reply::Template(Err(faults)), _) => Err(Error::Template(faults)),
            _ => Err(Error::Reason(legalmind_core::document::Reason::Internal)),
        }
    }

    /// A Word file that is no document yet, as a screen shows it.
    pub(crate) async fn shown(&self, file: Bytes) -> Result<WordView> {
        let task = Task::Read { from: 0, count: crate::view::MOST };
        match self.vault.word(task, &[file]).await? {
            (Reply::Read(read), _) => {
                Ok(WordView { document: None, version: None, number: None, read: *read })
            }
            _ => Err(Error::Reason(legalmind_core::document::Reason::Internal)),
        }
    }
}

/// A version with these questions.
pub(super) fn version(questions: Vec<Question>, clauses: Vec<String>, file: Vec<u8>) -> TemplateVersion {
    let sha256 = legalmind_vault::sha256(&file);
    TemplateVersion { form: TemplateForm { questions, clauses, sha256 }, file }
}

fn named(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.strip_suffix(".docx").or_else(|| name.strip_suffix(".dotx")).unwrap_or(&name).to_owned();
    if name.is_empty() {
        return Err(Error::invalid("/name", "empty"));
    }
    if name.chars().nth(MAX_NAME).is_some() {
        return Err(Error::invalid("/name", "too_long"));
    }
    Ok(name)
}

fn searched(it: &TemplateContent) -> String {
    let mut text = format!("{}\n{}\n{}\n{}", it.name, it.description, it.field_of_law, it.tags.join(" "));
    for basis in &it.basis {
        text.push('\n');
        text.push_str(&basis.reference);
    }
    text.to_lowercase()
}

/// Names that a template uses and no question gives.
pub(super) fn unknown(used: &TemplateUse, questions: &[Question]) -> Vec<String> {
    let known: BTreeSet<&str> = questions.iter().map(|it| it.name.as_str()).collect();
    used.fields
        .iter()
        .map(|path| interview::root(path))
        .filter(|name| !known.contains(name))
        .map(ToOwned::to_owned)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Questions that can be asked: named, once each, with conditions on earlier answers alone.
fn sound(questions: &[Question]) -> Result<()> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut many = 0;
    for (at, it) in questions.iter().enumerate() {
        many += 1 + it.item.len();
        let pointer = |field: &str| format!("/questions/{at}/{field}");
        let name = !it.name.is_empty()
            && it.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !it.name.starts_with(|c: char| c.is_ascii_digit());
        if !name {
            return Err(Error::invalid(pointer("name"), "invalid"));
        }
        if it.label.trim().is_empty() {
            return Err(Error::invalid(pointer("label"), "empty"));
        }
        if let Some(when) = &it.when {
            let names =
                interview::names(when).ok_or_else(|| Error::invalid(pointer("when"), "not_an_expression"))?;
            if names.iter().any(|name| !seen.contains(interview::root(name))) {
                return Err(Error::invalid(pointer("when"), "looks_ahead"));
            }
        }
        if !seen.insert(it.name.as_str()) {
            return Err(Error::invalid(pointer("name"), "twice"));
        }
    }
    if many > MOST_QUESTIONS {
        return Err(Error::invalid("/questions", "too_many"));
    }
    Ok(())
}

/// A question for each name that a template uses: those there were, and guesses for the others.
fn derived(used: &TemplateUse, old: &[Question]) -> Vec<Question> {
    let mut out: Vec<Question> = old
        .iter()
        .filter(|it| used.fields.iter().any(|path| interview::root(path) == it.name))
        .cloned()
        .collect();
    for name in unknown(used, old) {
        out.push(interview::guessed(&name, used));
    }
    out
}

/// A fault of a template, as a pointer to its place and a code.
#[must_use]
pub fn fault_pointer(fault: &TemplateFault) -> String {
    format!("{}#{}:{}", fault.place.part, fault.place.paragraph, fault.place.start)
}
