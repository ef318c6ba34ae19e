//! Playbooks of the firm: reading, writing, approving. Those of the product are given to each firm
//! once, as concepts that a lawyer approves; what a firm changed or withdrew stays as the firm has it.
//!
//! What a playbook says is its text; how it is read and what can be wrong with it: [`crate::check`].

use std::sync::OnceLock;

use legalmind_core::{
    Ctx, Id, PlaybookId, Timestamp,
    audit::Entry,
    clause::{Approval, LibraryState},
    playbook::{PlaybookContent, PlaybookHead},
    rights::Action,
};
use legalmind_drafter::library::Approved;
use legalmind_store::{
    Tx, Work,
    library::{self, Next},
    playbook::{Playbook as Row, PlaybookVersion, Playbooks},
};
use legalmind_vault::sha256;

use crate::{
    Checks, Error, Result,
    access::names,
    check::{Fault, Playbook, Shipped, shipped},
    checks::apart,
};

/// A playbook as it is listed.
#[derive(Clone, Debug)]
pub struct PlaybookView {
    /// The playbook.
    pub playbook: Row,
    /// What is told of its present version.
    pub head: PlaybookHead,
    /// Who approved it.
    pub approved: Option<Approved>,
}

/// A playbook as it is read.
#[derive(Clone, Debug)]
pub struct PlaybookWhole {
    /// The playbook.
    pub view: PlaybookView,
    /// The text of its present version.
    pub text: String,
    /// The rules of that text, or what is wrong with it.
    pub content: Result<Playbook, Vec<Fault>>,
    /// Its versions, newest first.
    pub versions: Vec<PlaybookEdition>,
}

/// A version of a playbook in a list.
#[derive(Clone, Debug)]
pub struct PlaybookEdition {
    /// Its number, from 1.
    pub number: u32,
    /// When it was made.
    pub created: Timestamp,
    /// The name of who made it.
    pub created_by: Option<String>,
    /// SHA-256 of its text.
    pub sha256: [u8; 32],
}

impl Checks {
    /// The playbooks of the firm, by title.
    ///
    /// # Errors
    /// Refused as the rules say.
    pub async fn list_playbooks(&self, ctx: &Ctx) -> Result<Vec<PlaybookView>> {
        self.store.in_firm(ctx, Action::LibraryRead).await?;
        self.start_playbooks(ctx).await?;
        let tx = self.store.read(ctx).await?;
        let mut out = Vec::new();
        for it in library::list::<Playbooks>(ctx, &tx).await? {
            out.push(self.playbook_view(ctx, &tx, it).await?);
        }
        drop(tx);
        out.sort_by_cached_key(|it| it.head.title.nl.to_lowercase());
        self.store.look(ctx, Entry::done("playbook.list", "firm", ctx.tenant().uuid())).await?;
        Ok(out)
    }

    /// A playbook with its text.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn get_playbook(&self, ctx: &Ctx, id: PlaybookId) -> Result<PlaybookWhole> {
        self.store.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        let found = library::get::<Playbooks>(ctx, &tx, id).await?;
        let whole = self.playbook_written(ctx, &tx, found).await?;
        drop(tx);
        let whole = whole.read(None).await?;
        self.store.look(ctx, Entry::done("playbook.read", "playbook", id.uuid())).await?;
        Ok(whole)
    }

    /// The text of a version of a playbook.
    ///
    /// # Errors
    /// Not found or refused as the rules say.
    pub async fn playbook_text(&self, ctx: &Ctx, id: PlaybookId, number: u32) -> Result<String> {
        self.store.in_firm(ctx, Action::LibraryRead).await?;
        let tx = self.store.read(ctx).await?;
        let text = library::version::<Playbooks>(ctx, &tx, id, number).await?.content.text;
        drop(tx);
        self.store.look(ctx, Entry::done("playbook.read", "playbook", id.uuid())).await?;
        Ok(text)
    }

    /// Adds a playbook of the firm's own; a concept until a lawyer approves it.
    ///
    /// # Errors
    /// [`Error::Playbook`] with every fault and its place; refused as the rules say.
    pub async fn add_playbook(&self, ctx: &Ctx, text: &str) -> Result<PlaybookWhole> {
        self.store.in_firm(ctx, Action::LibraryWrite).await?;
        let (version, read) = version(text).await?;
        let id = Id::new(&self.world);
        let work = self.store.begin(ctx).await?;
        library::add::<Playbooks>(ctx, &work, id, None, &PlaybookContent::default(), &version).await?;
        work.audit(Entry::done("playbook.add", "playbook", id.uuid()).of_text(version.head.sha256))?;
        self.saved_playbook(ctx, work, id, Some(read)).await
    }

    /// Gives a playbook another text, as a new version; it is a concept again.
    ///
    /// # Errors
    /// As [`Checks::add_playbook`]; a conflict where somebody was faster.
    pub async fn update_playbook(
        &self,
        ctx: &Ctx,
        id: PlaybookId,
        revision: u64,
        text: &str,
    ) -> Result<PlaybookWhole> {
        library::known::<Playbooks>(ctx, &self.store, id, Action::LibraryWrite, "playbook").await?;
        let (version, read) = version(text).await?;
        let work = self.store.begin(ctx).await?;
        let old = library::get::<Playbooks>(ctx, &work, id).await?;
        let content = PlaybookContent { approved: None, ..old.content };
        let next =
            Next::<Playbooks> { state: LibraryState::Concept, content: &content, version: Some(&version) };
        library::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done("playbook.update", "playbook", id.uuid()).of_text(version.head.sha256))?;
        self.saved_playbook(ctx, work, id, Some(read)).await
    }

    /// Approves the version of this hash, or takes the playbook out of use.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the hash is not that of the present version; refused as the rules
    /// say; a conflict where somebody was faster.
    pub async fn judge_playbook(
        &self,
        ctx: &Ctx,
        id: PlaybookId,
        revision: u64,
        approves: Option<[u8; 32]>,
    ) -> Result<PlaybookWhole> {
        library::known::<Playbooks>(ctx, &self.store, id, Action::LibraryApprove, "playbook").await?;
        let work = self.store.begin(ctx).await?;
        let old = library::get::<Playbooks>(ctx, &work, id).await?;
        let present = head(ctx, &work, &old).await?.sha256;
        if approves.is_some_and(|it| it != present) {
            return Err(Error::invalid("/sha256", "other_version"));
        }
        let approval = Approval { by: ctx.user(), at: self.world.now(), sha256: present };
        let (state, action) = match approves {
            Some(_) => (LibraryState::Approved, "playbook.approve"),
            None => (LibraryState::Withdrawn, "playbook.withdraw"),
        };
        let content = PlaybookContent { approved: approves.map(|_| approval), ..old.content };
        let next = Next::<Playbooks> { state, content: &content, version: None };
        library::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done(action, "playbook", id.uuid()).of_text(present))?;
        self.saved_playbook(ctx, work, id, None).await
    }

    /// Gives the firm what it does not have yet of the playbooks of the product.
    pub(crate) async fn start_playbooks(&self, ctx: &Ctx) -> Result<()> {
        let starter = apart(starter).await?;
        let Some((own, work)) = self.started.open(&self.store, ctx).await? else { return Ok(()) };
        let mut added = 0;
        for (it, version) in starter {
            if library::find::<Playbooks>(&own, &work, it.key).await?.is_some() {
                continue;
            }
            let content = PlaybookContent { key: Some(it.key.to_owned()), approved: None };
            let id = Id::new(&self.world);
            library::add::<Playbooks>(&own, &work, id, Some(it.key), &content, version).await?;
            added += 1;
        }
        Ok(self.started.close(&own, work, added).await?)
    }

    /// Saves a change of a playbook, and gives what came of it; `read`: its text, read before.
    async fn saved_playbook(
        &self,
        ctx: &Ctx,
        work: Work,
        id: PlaybookId,
        read: Option<Playbook>,
    ) -> Result<PlaybookWhole> {
        let found = library::get::<Playbooks>(ctx, &work, id).await?;
        let whole = self.playbook_written(ctx, &work, found).await?;
        work.save().await?;
        whole.read(read).await
    }

    async fn playbook_view(&self, ctx: &Ctx, tx: &Tx, playbook: Row) -> Result<PlaybookView> {
        let head = head(ctx, tx, &playbook).await?;
        let approved = self.drafter.approved(ctx, tx, playbook.content.approved.as_ref()).await?;
        Ok(PlaybookView { playbook, head, approved })
    }

    async fn playbook_written(&self, ctx: &Ctx, tx: &Tx, playbook: Row) -> Result<Written> {
        let (id, number) = (playbook.id, playbook.number);
        let text = library::version::<Playbooks>(ctx, tx, id, number).await?.content.text;
        let people = names(ctx, tx).await?;
        let heads = library::versions::<Playbooks, PlaybookHead>(ctx, tx, id).await?;
        let edition = |it: library::Edition<PlaybookHead>| PlaybookEdition {
            number: it.number,
            created: it.created,
            created_by: it.created_by.and_then(|by| people.get(&by).cloned()),
            sha256: it.content.sha256,
        };
        let versions = heads.into_iter().rev().map(edition).collect();
        let view = self.playbook_view(ctx, tx, playbook).await?;
        Ok(Written { view, text, versions })
    }
}

/// A playbook of which the text is still to be read.
struct Written {
    view: PlaybookView,
    text: String,
    versions: Vec<PlaybookEdition>,
}

impl Written {
    /// With its rules; `read`: they were read before.
    async fn read(self, read: Option<Playbook>) -> Result<PlaybookWhole> {
        let Self { view, text, versions } = self;
        let content = match read {
            Some(read) => Ok(read),
            None => {
                let text = text.clone();
                apart(move || Playbook::read(&text)).await?
            }
        };
        Ok(PlaybookWhole { view, text, content, versions })
    }
}

/// What is told of the present version of a playbook.
pub(crate) async fn head(ctx: &Ctx, tx: &Tx, playbook: &Row) -> Result<PlaybookHead> {
    let heads = library::versions::<Playbooks, PlaybookHead>(ctx, tx, playbook.id).await?;
    let present = heads.into_iter().find(|it| it.number == playbook.number);
    Ok(present.ok_or(legalmind_store::Error::Integrity)?.content)
}

/// A version with this text, if it is a playbook, and its rules.
async fn version(text: &str) -> Result<(PlaybookVersion, Playbook)> {
    let text = text.to_owned();
    let read = apart(move || Playbook::read(&text).map(|read| (of(&read, text), read)));
    read.await?.map_err(Error::Playbook)
}

/// The playbooks of the product with their versions; read once.
fn starter() -> &'static [(&'static Shipped, PlaybookVersion)] {
    static READ: OnceLock<Vec<(&'static Shipped, PlaybookVersion)>> = OnceLock::new();
    READ.get_or_init(|| {
        let each = shipped().iter().filter_map(|it| Some((it, of(&it.playbook()?, it.text.to_owned()))));
        each.collect()
    })
}

/// The version of a playbook with this text.
fn of(read: &Playbook, text: String) -> PlaybookVersion {
    let head = PlaybookHead {
        title: read.title.clone(),
        kind: read.kind.clone(),
        rules: u32::try_from(read.rules.len()).unwrap_or(u32::MAX),
        sha256: sha256(text.as_bytes()),
    };
    PlaybookVersion { head, text }
}
