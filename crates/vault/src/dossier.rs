//! Dossiers: opening, listing, changing, and who may open them.

mod member;

use std::collections::HashMap;

use legalmind_core::{
    Ctx, DossierId, Id, UserId,
    account::{AccountState, Role},
    audit::Entry,
    conflict::ConflictState,
    dossier::{Access, AiUse, DossierContent, DossierFacts, DossierState},
    name,
    rights::{Action, decide},
};
pub use legalmind_store::dossier::Filter;
use legalmind_store::{
    Ask, Listed, Tx, account, conflict, document,
    dossier::{self, Dossier, DossierDraft},
    passage, rights, wall,
};

use crate::{Error, Result, Vault};

/// A person as others in the firm see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
}

/// A dossier in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The dossier.
    pub dossier: Dossier,
    /// Its responsible lawyer.
    pub responsible: Option<Person>,
    /// How many documents are in it.
    pub documents: u64,
    /// How far its conflict check is; open where one is to be done.
    pub conflict: ConflictState,
}

/// What the person asking may do in a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Change its content.
    pub update: bool,
    /// Add documents.
    pub add_documents: bool,
    /// Ask questions.
    pub ask: bool,
    /// Change who may open it.
    pub manage_access: bool,
}

impl Rights {
    fn of(ctx: &Ctx, facts: DossierFacts) -> Self {
        let may = |action| decide(ctx, action, facts).is_ok();
        Self {
            update: may(Action::DossierUpdate),
            add_documents: may(Action::DocumentAdd),
            ask: may(Action::AnswerAsk),
            manage_access: may(Action::DossierAccess),
        }
    }
}

/// An opened dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The dossier, its responsible lawyer and the number of its documents.
    pub summary: Summary,
    /// What the person asking may do.
    pub rights: Rights,
    /// Its members.
    pub members: Vec<Person>,
    /// Who is behind a wall around it; told to those who manage access to it.
    pub walls: Vec<Person>,
}

/// A dossier to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDossier {
    /// Name, number, client and so on.
    pub content: DossierContent,
    /// Who may open it.
    pub access: Access,
    /// Whether models may work with it.
    pub ai: AiUse,
    /// The responsible lawyer; none: who opens it.
    pub responsible: Option<UserId>,
}

/// What is to be different. What is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DossierPatch {
    /// Its name.
    pub name: Option<String>,
    /// The firm's own number.
    pub number: Option<String>,
    /// The client.
    pub client: Option<String>,
    /// The other parties.
    pub counterparties: Option<Vec<String>>,
    /// Rechtsgebied (field of law).
    pub field_of_law: Option<String>,
    /// Free description.
    pub description: Option<String>,
    /// Open or closed. Opening a closed dossier again takes the right to manage access.
    pub state: Option<DossierState>,
    /// Who may open it; takes the right to manage access.
    pub access: Option<Access>,
    /// Whether models may work with it; to let them again takes the right to manage access.
    pub ai: Option<AiUse>,
    /// The responsible lawyer; takes the right to manage access.
    pub responsible: Option<UserId>,
}

/// The longest description, in characters.
const MAX_DESCRIPTION: usize = 10_000;
/// The most other parties.
const MAX_PARTIES: usize = 100;

impl Vault {
    /// Opens a dossier. Who opens it becomes a member, and its responsible lawyer unless another
    /// is named, who then is a member too.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Invalid`].
    pub async fn create_dossier(&self, ctx: &Ctx, new: NewDossier) -> Result<Details> {
        self.in_firm(ctx, Action::DossierCreate).await?;
        let opener = ctx.user().ok_or(Error::NotFound)?;
        let content = checked(new.content)?;
        let responsible = new.responsible.unwrap_or(opener);
        let id = Id::new(&self.world);
        let work = self.store.begin(ctx).await?;
        if responsible != opener {
            lawyer(ctx, &work, responsible).await?;
        }
        let state = DossierState::Open;
        let NewDossier { access, ai, .. } = new;
        let draft = DossierDraft { state, access, ai, responsible: Some(responsible), content };
        dossier::add(ctx, &work, id, &draft).await?;
        dossier::add_member(ctx, &work, id, opener).await?;
        if responsible != opener {
            dossier::add_member(ctx, &work, id, responsible).await?;
        }
        work.audit(Entry::done("dossier.create", "dossier", id.uuid()).in_dossier(id))?;
        let details = details(ctx, &work, id).await?;
        work.save().await?;
        Ok(details)
    }

    /// The dossiers the person may see.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a cursor that this list did not give.
    pub async fn list_dossiers(&self, ctx: &Ctx, filter: &Filter, ask: &Ask) -> Result<Listed<Summary>> {
        self.in_firm(ctx, Action::DossierList).await?;
        let tx = self.store.read(ctx).await?;
        let found = dossier::list(ctx, &tx, filter, ask).await?;
        let people = names(ctx, &tx).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("dossier.list", "firm", ctx.tenant().uuid())).await?;
        Ok(found.map(|it| summary(it.dossier, it.documents, it.conflict, &people)))
    }

    /// A dossier, with what the person may do in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none, or none they may see.
    pub async fn get_dossier(&self, ctx: &Ctx, id: DossierId) -> Result<Details> {
        let tx = self.reading(ctx, Action::DossierRead, id).await?;
        let found = details(ctx, &tx, id).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("dossier.read", "dossier", id.uuid()).in_dossier(id)).await?;
        Ok(found)
    }

    /// Changes a dossier, if its revision is still `revision`.
    ///
    /// # Errors
    /// [`Error::Conflict`], [`Error::Refused`], [`Error::Invalid`], [`Error::NotFound`].
    pub async fn update_dossier(
        &self,
        ctx: &Ctx,
        id: DossierId,
        revision: u64,
        patch: DossierPatch,
    ) -> Result<Details> {
        let work = self.writing(ctx, Action::DossierRead, id).await?;
        let old = dossier::get(ctx, &work, id).await?;
        for action in needed(&patch, &old) {
            if let Err(error) = rights::require(ctx, &work, action, id).await {
                drop(work);
                return self.refused(ctx, action, ("dossier", id.uuid()), error.into()).await;
            }
        }
        let newcomer = patch.responsible.filter(|it| Some(*it) != old.responsible);
        if let Some(user) = newcomer {
            lawyer(ctx, &work, user).await?;
            dossier::add_member(ctx, &work, id, user).await?;
        }
        let access_changed = newcomer.is_some() || patch.access.is_some_and(|it| it != old.access);
        let ai = patch.ai.filter(|it| *it != old.ai);
        let was = old.content.clone();
        let new = patched(old, patch)?;
        if (&was.client, &was.counterparties) != (&new.content.client, &new.content.counterparties) {
            conflict::lapse(ctx, &work, id).await?;
        }
        dossier::update(ctx, &work, id, revision, &new).await?;
        if ai.is_some() {
            // what was made of it by a model leaves the index, or is made
            passage::index_again(ctx, &work, id).await?;
            work.audit(Entry::done("dossier.ai", "dossier", id.uuid()).in_dossier(id))?;
        }
        work.audit(Entry::done("dossier.update", "dossier", id.uuid()).in_dossier(id))?;
        if access_changed {
            work.audit(Entry::done("dossier.access", "dossier", id.uuid()).in_dossier(id))?;
        }
        let details = details(ctx, &work, id).await?;
        work.save().await?;
        Ok(details)
    }

    /// The people of the firm who can sign in.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub async fn list_people(&self, ctx: &Ctx) -> Result<Vec<Person>> {
        self.in_firm(ctx, Action::PersonList).await?;
        let tx = self.store.read(ctx).await?;
        let accounts = account::list(ctx, &tx).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("person.list", "firm", ctx.tenant().uuid())).await?;
        let mut people: Vec<Person> =
            accounts.into_iter().filter(|it| it.state == AccountState::Active).map(person).collect();
        people.sort_by_cached_key(|it| it.name.to_lowercase());
        Ok(people)
    }
}

/// The rights a change takes: one for the content, another for who may see it.
fn needed(patch: &DossierPatch, old: &Dossier) -> Vec<Action> {
    let reopens = patch.state == Some(DossierState::Open) && old.state == DossierState::Closed;
    let closes = patch.state == Some(DossierState::Closed) && old.state == DossierState::Open;
    let access = patch.access.is_some_and(|it| it != old.access)
        || (patch.ai == Some(AiUse::Allowed) && old.ai == AiUse::Forbidden)
        || patch.responsible.is_some_and(|it| Some(it) != old.responsible);
    let content = patch.name.is_some()
        || patch.number.is_some()
        || patch.client.is_some()
        || patch.counterparties.is_some()
        || patch.field_of_law.is_some()
        || patch.description.is_some()
        || patch.ai == Some(AiUse::Forbidden);
    let mut actions = Vec::new();
    if access || reopens {
        actions.push(Action::DossierAccess);
    }
    // a dossier that is opened again may be changed in the same step
    if closes || (content && !reopens) || actions.is_empty() {
        actions.push(Action::DossierUpdate);
    }
    actions
}

fn patched(old: Dossier, patch: DossierPatch) -> Result<DossierDraft> {
    let was = old.content;
    let content = DossierContent {
        name: patch.name.unwrap_or(was.name),
        number: patch.number.unwrap_or(was.number),
        client: patch.client.unwrap_or(was.client),
        counterparties: patch.counterparties.unwrap_or(was.counterparties),
        field_of_law: patch.field_of_law.unwrap_or(was.field_of_law),
        description: patch.description.unwrap_or(was.description),
    };
    Ok(DossierDraft {
        state: patch.state.unwrap_or(old.state),
        access: patch.access.unwrap_or(old.access),
        ai: patch.ai.unwrap_or(old.ai),
        responsible: patch.responsible.or(old.responsible),
        content: checked(content)?,
    })
}

/// The content with every name made safe to show; only the dossier's own name must be there.
fn checked(content: DossierContent) -> Result<DossierContent> {
    let line = |field, text: &str| match name::line(text) {
        Err(name::NameError::Empty) => Ok(String::new()),
        other => other.map_err(|error| Error::name(field, error)),
    };
    let parties = content.counterparties.iter().map(|it| line("counterparties", it));
    let parties: Vec<String> = parties.collect::<Result<Vec<_>>>()?;
    let counterparties: Vec<String> = parties.into_iter().filter(|it| !it.is_empty()).collect();
    if counterparties.len() > MAX_PARTIES {
        return Err(Error::Invalid { field: "counterparties", code: "too_many" });
    }
    if content.description.chars().count() > MAX_DESCRIPTION {
        return Err(Error::Invalid { field: "description", code: "too_long" });
    }
    Ok(DossierContent {
        name: name::line(&content.name).map_err(|error| Error::name("name", error))?,
        number: line("number", &content.number)?,
        client: line("client", &content.client)?,
        counterparties,
        field_of_law: line("field_of_law", &content.field_of_law)?,
        description: content.description.trim().to_owned(),
    })
}

/// Makes sure that somebody can be the responsible lawyer.
async fn lawyer(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<()> {
    let unknown = Error::Invalid { field: "responsible", code: "unknown" };
    match account::get(ctx, tx, user).await {
        Ok(it) if it.state != AccountState::Active => Err(unknown),
        Ok(it) if it.role != Role::Lawyer => {
            Err(Error::Invalid { field: "responsible", code: "not_a_lawyer" })
        }
        Ok(_) => Ok(()),
        Err(legalmind_store::Error::NotFound) => Err(unknown),
        Err(other) => Err(other.into()),
    }
}

async fn details(ctx: &Ctx, tx: &Tx, id: DossierId) -> Result<Details> {
    let (found, facts) = dossier::get_with_facts(ctx, tx, id).await?;
    let documents = document::count(ctx, tx, id).await?;
    let conflict = conflict::state(ctx, tx, id).await?;
    let people = names(ctx, tx).await?;
    let members = dossier::members(ctx, tx, id).await?;
    let members = members.iter().filter_map(|it| people.get(&it.user).cloned()).collect();
    let rights = Rights::of(ctx, facts);
    let walls = if rights.manage_access { wall::around(ctx, tx, id).await? } else { Vec::new() };
    let walls = walls.iter().filter_map(|it| people.get(&it.user).cloned()).collect();
    Ok(Details { summary: summary(found, documents, conflict, &people), rights, members, walls })
}

fn summary(
    dossier: Dossier,
    documents: u64,
    conflict: ConflictState,
    people: &HashMap<UserId, Person>,
) -> Summary {
    let responsible = dossier.responsible.and_then(|it| people.get(&it).cloned());
    Summary { dossier, responsible, documents, conflict }
}

/// All people of the firm, also those who cannot sign in any more: their names stay on things.
pub(crate) async fn names(ctx: &Ctx, tx: &Tx) -> Result<HashMap<UserId, Person>> {
    Ok(account::list(ctx, tx).await?.into_iter().map(|it| (it.id, person(it))).collect())
}

fn person(it: account::Account) -> Person {
    Person { id: it.id, name: it.content.name, role: it.role }
}
