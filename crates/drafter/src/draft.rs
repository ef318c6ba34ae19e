//! Drafts: an interview in a dossier, its preview, and the document that it or its text makes.

use bytes::Bytes;
use legalmind_core::{
    Ctx, DossierId, DraftId, Id, TemplateId,
    audit::Entry,
    clause::{Approval, LibraryState, Stance},
    draft::{DraftContent, DraftState, UsedClause},
    rights::Action,
    template::{Question, QuestionKind},
};
use legalmind_store::{
    Ask, Listed, Tx, account,
    clause::{Clause, Clauses},
    document, dossier,
    draft::{self, Draft, Next, text},
    library,
    template::{TemplateVersion, Templates},
    tenant, version,
};
use legalmind_vault::word::{Filling, Reply, Task};
use serde_json::{Map, Value, json};

use crate::{
    Drafter, Error, Result,
    interview::{self, Checked},
    library::{Approved, MAX_NAME},
    text::{Making, TextState},
    view::WordView,
    words,
};

/// The most bytes of answers.
const MAX_ANSWERS: usize = 200 << 10;

/// A draft as it is shown.
#[derive(Clone, Debug)]
pub struct DraftView {
    /// The draft.
    pub draft: Draft,
    /// The name of the template.
    pub template_name: String,
    /// The template has a newer version.
    pub newer: bool,
    /// What is asked.
    pub questions: Vec<Question>,
    /// The answers.
    pub answers: Map<String, Value>,
    /// What is made of them.
    pub checked: Checked,
    /// The document that was made.
    pub document: Option<MadeDocument>,
    /// The clauses that stand in it.
    pub clauses: Vec<ClauseInDraft>,
    /// Who approved it.
    pub approved: Option<Approved>,
    /// The name of who began it.
    pub created_by: Option<String>,
    /// The text that goes on from the interview.
    pub text: Option<TextState>,
}

/// The document that a draft made.
#[derive(Clone, Debug)]
pub struct MadeDocument {
    /// Its name.
    pub name: String,
    /// The number of the version that was made.
    pub number: u32,
    /// SHA-256 of that version.
    pub sha256: [u8; 32],
}

/// A clause in a draft.
#[derive(Clone, Debug)]
pub struct ClauseInDraft {
    /// The clause.
    pub id: uuid::Uuid,
    /// Its title.
    pub title: String,
    /// The library has a newer version.
    pub newer: bool,
}

impl Drafter {
    /// Begins a draft, with the answers that the dossier gives.
    ///
    /// # Errors
    /// [`Error::Invalid`] for its name or a template that is withdrawn; not found or refused as the
    /// rules say.
    pub async fn begin_draft(
        &self,
        ctx: &Ctx,
        dossier: DossierId,
        template: TemplateId,
        name: Option<String>,
    ) -> Result<DraftView> {
        let work = self.writing(ctx, Action::DraftWrite, dossier).await?;
        let found = match library::get::<Templates>(ctx, &work, template).await {
            Ok(found) if found.state != LibraryState::Withdrawn => found,
            Ok(_) => return Err(Error::invalid("/template", "withdrawn")),
            Err(legalmind_store::Error::NotFound) => return Err(Error::invalid("/template", "unknown")),
            Err(error) => return Err(error.into()),
        };
        let name = name.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let name = name.unwrap_or_else(|| found.content.name.clone());
        if name.chars().nth(MAX_NAME).is_some() {
            return Err(Error::invalid("/name", "too_long"));
        }
        let form = library::version::<Templates>(ctx, &work, template, found.number).await?.content.form;
        let answers = self.prefilled(ctx, &work, dossier, &form.questions).await?;
        let content = DraftContent { name, answers: written(&answers)?, ..DraftContent::default() };
        let id = Id::new(&self.world);
        draft::add(ctx, &work, id, dossier, (template, found.number), &content).await?;
        work.audit(Entry::done("draft.begin", "draft", id.uuid()).in_dossier(dossier))?;
        let view = self.draft_view(ctx, &work, draft::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(view)
    }

    /// The drafts of a dossier, newest first.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list_drafts(&self, ctx: &Ctx, dossier: DossierId, ask: &Ask) -> Result<Listed<DraftView>> {
        let tx = self.reading(ctx, Action::DraftRead, dossier).await?;
        let found = draft::list(ctx, &tx, dossier, ask).await?;
        let mut items = Vec::with_capacity(found.items.len());
        for it in found.items {
            items.push(self.draft_view(ctx, &tx, it).await?);
        }
        drop(tx);
        let entry = Entry::done("draft.list", "dossier", dossier.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(Listed { items, next: found.next })
    }

    /// A draft.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_draft(&self, ctx: &Ctx, id: DraftId) -> Result<DraftView> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        let dossier = found.dossier;
        let view = self.draft_view(ctx, &tx, found).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("draft.read", "draft", id.uuid()).in_dossier(dossier)).await?;
        Ok(view)
    }

    /// Keeps answers, whole or not, right or not: nothing that was typed is lost.
    ///
    /// # Errors
    /// [`Error::Invalid`] where there is too much of it; [`Error::State`] `text_begun` once they became
    /// a text; a conflict where somebody was faster.
    pub async fn answer_draft(
        &self,
        ctx: &Ctx,
        id: DraftId,
        revision: u64,
        answers: Map<String, Value>,
    ) -> Result<DraftView> {
        let answers = written(&answers)?;
        if answers.len() > MAX_ANSWERS {
            return Err(Error::invalid("/answers", "too_long"));
        }
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        if text::state(ctx, &work, id).await?.is_some() {
            return Err(Error::State("text_begun"));
        }
        let mut draft = draft::get(ctx, &work, id).await?;
        // who approved stood for a document of other answers
        if draft.content.answers != answers && draft.state == DraftState::Approved {
            draft.content.approved = None;
            draft.state = DraftState::Made;
        }
        draft.content.answers = answers;
        let next = Next { state: draft.state, made: draft.made, content: &draft.content };
        draft::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done("draft.answer", "draft", id.uuid()).in_dossier(draft.dossier))?;
        let view = self.draft_view(ctx, &work, draft::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(view)
    }

    /// The draft as it would be made now; what is missing stands between brackets.
    ///
    /// # Errors
    /// Not found as the rules say; [`Error::Word`].
    pub async fn preview_draft(&self, ctx: &Ctx, id: DraftId) -> Result<WordView> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let entry = Entry::done("draft.read", "draft", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        let file = self.making(ctx, &found).await?.bytes;
        self.shown(file).await
    }

    /// Makes the document, or a new version of the one that was made.
    ///
    /// # Errors
    /// [`Error::State`] `incomplete` where answers are missing, or a reference or a quote of the text is
    /// lost, and that was not allowed; a conflict where somebody was faster, or changed the document
    /// that was made.
    pub async fn make_document(
        &self,
        ctx: &Ctx,
        id: DraftId,
        revision: u64,
        incomplete: bool,
    ) -> Result<DraftView> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let made = self.making(ctx, &found).await?;
        if !incomplete && !self.is_whole(ctx, &made).await? {
            return Err(Error::State("incomplete"));
        }
        let Making { bytes, clauses, text: of_text, .. } = made;
        let name = format!("{}.docx", found.content.name);
        let file = self.vault.seal_file(ctx, &name, bytes).await?;
        let (made_version, sha256) = (file.version, file.sha256());
        let work = self.writing(ctx, Action::DocumentAdd, found.dossier).await?;
        let mut draft = draft::get(ctx, &work, id).await?;
        if text::state(ctx, &work, id).await?.map(|it| it.revision) != of_text.map(|(revision, _)| revision) {
            return Err(legalmind_store::Error::Conflict.into());
        }
        let there = match draft.made {
            Some((document, version)) => match document::get(ctx, &work, document).await {
                Ok(_) => Some((document, version)),
                // removed since: it is made anew
                Err(legalmind_store::Error::NotFound) => None,
                Err(error) => return Err(error.into()),
            },
            None => None,
        };
        let document = match there {
            Some((document, version)) => {
                self.vault.enter_version(ctx, &work, document, version, file).await?;
                document
            }
            None => {
                let folder = Vec::new();
                self.vault.enter_document(ctx, &work, found.dossier, (&name, folder), file).await?
            }
        };
        draft.content.clauses = clauses;
        draft.content.sha256 = Some(sha256);
        draft.content.approved = None;
        let made = Some((document, made_version));
        let next = Next { state: DraftState::Made, made, content: &draft.content };
        draft::update(ctx, &work, id, revision, next).await?;
        let entry = Entry::done("draft.make", "draft", id.uuid()).in_dossier(found.dossier);
        work.audit(entry.of_text(sha256))?;
        let view = self.draft_view(ctx, &work, draft::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(view)
    }

    /// Stands for the document that was made, by its hash.
    ///
    /// # Errors
    /// [`Error::State`] where none was made; [`Error::Invalid`] where it is another; refused as the
    /// rules say.
    pub async fn approve_draft(
        &self,
        ctx: &Ctx,
        id: DraftId,
        revision: u64,
        sha256: [u8; 32],
    ) -> Result<DraftView> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DraftApprove, found.dossier).await?;
        let mut draft = draft::get(ctx, &work, id).await?;
        match draft.content.sha256 {
            None => return Err(Error::State("not_made")),
            Some(made) if made != sha256 => return Err(Error::invalid("/sha256", "other_version")),
            Some(_) => {}
        }
        draft.content.approved = Some(Approval { by: ctx.user(), at: self.world.now(), sha256 });
        let next = Next { state: DraftState::Approved, made: draft.made, content: &draft.content };
        draft::update(ctx, &work, id, revision, next).await?;
        let entry = Entry::done("draft.approve", "draft", id.uuid()).in_dossier(draft.dossier);
        work.audit(entry.of_text(sha256))?;
        let view = self.draft_view(ctx, &work, draft::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(view)
    }

    /// Removes a draft; the document it made stays.
    ///
    /// # Errors
    /// Not found or refused as the rules say; a conflict where somebody was faster.
    pub async fn remove_draft(&self, ctx: &Ctx, id: DraftId, revision: u64) -> Result<()> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DraftWrite, found.dossier).await?;
        draft::remove(ctx, &work, id, revision).await?;
        work.audit(Entry::done("draft.remove", "draft", id.uuid()).in_dossier(found.dossier))?;
        Ok(work.save().await?)
    }

    pub(crate) async fn reading_draft(&self, ctx: &Ctx, id: DraftId) -> Result<(Tx, Draft)> {
        let tx = self.store.read(ctx).await?;
        let found = draft::get(ctx, &tx, id).await?;
        drop(tx);
        let tx = self.reading(ctx, Action::DraftRead, found.dossier).await?;
        Ok((tx, found))
    }

    pub(crate) async fn draft_view(&self, ctx: &Ctx, tx: &Tx, draft: Draft) -> Result<DraftView> {
        let template = library::get::<Templates>(ctx, tx, draft.template.0).await?;
        let form = library::version::<Templates>(ctx, tx, draft.template.0, draft.template.1).await?;
        let questions = form.content.form.questions;
        let answers = read(&draft.content.answers)?;
        let checked = interview::check(&questions, &answers, &interview::decides);
        let document = match (draft.made, draft.content.sha256) {
            (Some((document, version)), Some(sha256)) => match document::get(ctx, tx, document).await {
                Ok(found) => {
                    let number = version::get(ctx, tx, version).await?.state.number;
                    Some(MadeDocument { name: found.content.name, number, sha256 })
                }
                Err(legalmind_store::Error::NotFound) => None,
                Err(error) => return Err(error.into()),
            },
            _ => None,
        };
        let mut clauses = Vec::new();
        for used in &draft.content.clauses {
            let clause = library::get::<Clauses>(ctx, tx, Id::from_uuid(used.id)).await?;
            clauses.push(ClauseInDraft {
                id: used.id,
                title: clause.content.content.title,
                newer: clause.number > used.version,
            });
        }
        let approved = self.approved(ctx, tx, draft.content.approved.as_ref()).await?;
        let created_by = self.name_of(ctx, tx, draft.created_by).await?;
        let text = self.text_state(ctx, tx, draft.id).await?;
        Ok(DraftView {
            text,
            template_name: template.content.name,
            newer: template.number > draft.template.1,
            draft,
            questions,
            answers,
            checked,
            document,
            clauses,
            approved,
            created_by,
        })
    }

    /// The answers that the dossier gives.
    async fn prefilled(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        dossier: DossierId,
        questions: &[Question],
    ) -> Result<Map<String, Value>> {
        let found = dossier::get(ctx, tx, dossier).await?;
        let lawyer = match found.responsible {
            Some(user) => account::get(ctx, tx, user).await.map(|it| it.content.name).unwrap_or_default(),
            None => String::new(),
        };
        let firm = tenant::get(ctx, tx).await?.name;
        let today = words::day_of(self.world.now()).to_string();
        let other = found.content.counterparties.first().cloned().unwrap_or_default();
        let mut answers = Map::new();
        for question in questions {
            let fact = match question.prefill.as_deref() {
                Some("client") => &found.content.client,
                Some("counterparty") => &other,
                Some("lawyer") => &lawyer,
                Some("firm") => &firm,
                Some("dossier_number") => &found.content.number,
                Some("dossier_name") => &found.content.name,
                Some("field_of_law") => &found.content.field_of_law,
                Some("today") => &today,
                _ => continue,
            };
            if fact.trim().is_empty() {
                continue;
            }
            let answer = match question.kind {
                QuestionKind::Party | QuestionKind::Company => {
                    let company =
                        question.kind == QuestionKind::Company || interview::looks_like_company(fact);
                    json!({ "soort": if company { "bedrijf" } else { "persoon" }, "naam": fact })
                }
                QuestionKind::Person => json!({ "soort": "persoon", "naam": fact }),
                QuestionKind::Text | QuestionKind::LongText | QuestionKind::Date => json!(fact),
                _ => continue,
            };
            answers.insert(question.name.clone(), answer);
        }
        Ok(answers)
    }

    /// All that is needed to fill the template of a draft.
    pub(crate) async fn filling(&self, ctx: &Ctx, tx: &Tx, draft: &Draft) -> Result<Prepared> {
        let template = library::version::<Templates>(ctx, tx, draft.template.0, draft.template.1).await?;
        let TemplateVersion { form, file } = template.content;
        let answers = read(&draft.content.answers)?;
        let checked = interview::check(&form.questions, &answers, &interview::decides);
        let (mut clauses, mut texts) = (Vec::new(), Vec::new());
        for (key, used, text) in self.wordings(ctx, tx, &form.clauses).await? {
            clauses.push(used);
            texts.push((key, text));
        }
        let labels = checked.labels(&form.questions);
        let context = checked.context.to_string();
        let filling = Filling { context, printed: checked.printed.clone(), clauses: texts, labels };
        Ok(Prepared { file: file.into(), filling, checked, clauses })
    }

    /// The clauses of these keys that are in use: each with its version and its wording.
    pub(crate) async fn wordings(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        keys: &[String],
    ) -> Result<Vec<(String, UsedClause, String)>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let all = library::list::<Clauses>(ctx, tx).await?;
        let found = |key: &String| {
            let clause = all.iter().find(|it| it.content.key.as_ref() == Some(key));
            let clause = clause.filter(|it| it.state != LibraryState::Withdrawn)?;
            let used = UsedClause { id: clause.id.uuid(), version: clause.number };
            Some((key.clone(), used, wording(clause)?))
        };
        Ok(keys.iter().filter_map(found).collect())
    }

    /// The Word file that is made of a template, and the paths of what was missing in it.
    pub(crate) async fn filled(&self, file: Bytes, filling: Filling) -> Result<(Bytes, Vec<String>)> {
        match self.vault.word(Task::Fill(Box::new(filling)), &[file]).await? {
            (Reply::Filled { missing }, file) => Ok((file, missing)),
            (Reply::Template(Err(faults)), _) => Err(Error::Template(faults)),
            _ => Err(Error::Reason(legalmind_core::document::Reason::Internal)),
        }
    }
}

/// A draft ready to be filled.
pub(crate) struct Prepared {
    pub file: Bytes,
    pub filling: Filling,
    pub checked: Checked,
    pub clauses: Vec<UsedClause>,
}

/// The wording of a clause in a template: the neutral one, or else the first; its title is its
/// heading.
fn wording(clause: &Clause) -> Option<String> {
    let content = &clause.content.content;
    let neutral = content.variants.iter().find(|it| it.stance == Stance::Neutral);
    let text = &neutral.or_else(|| content.variants.first())?.text;
    Some(format!("## {}\n\n{}", content.title, text.trim()))
}

fn written(answers: &Map<String, Value>) -> Result<String> {
    serde_json::to_string(answers).map_err(|_| Error::State("unreadable"))
}

pub(crate) fn read(answers: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(answers).map_err(|_| Error::Store(legalmind_store::Error::Integrity))
}
