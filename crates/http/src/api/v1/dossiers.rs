//! `/api/v1/dossiers`: opening, listing, reading, changing, and who may open them.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use legalmind_core::{
    DossierId, UserId,
    conflict::ConflictState,
    dossier::{Access, AiUse, DossierContent, DossierState},
};
use legalmind_vault::dossier::{self as vault, Filter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    once::ONCE,
    paging::{Page, Piece},
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, update))
        .routes(routes!(add_member, remove_member))
}

/// A person of the firm.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Person {
    /// Their id.
    id: Uuid,
    /// Their name.
    name: String,
    /// Their role in the firm.
    role: &'static str,
}

impl From<vault::Person> for Person {
    fn from(person: vault::Person) -> Self {
        Self { id: person.id.uuid(), name: person.name, role: person.role.as_str() }
    }
}

/// A dossier in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierSummary {
    id: Uuid,
    name: String,
    /// The firm's own number.
    number: String,
    client: String,
    counterparties: Vec<String>,
    /// Rechtsgebied.
    field_of_law: String,
    /// `open` or `closed`.
    #[schema(value_type = String)]
    state: DossierState,
    /// `members` or `firm`.
    #[schema(value_type = String)]
    access: Access,
    /// `allowed`, or `forbidden`: nothing of it is given to a language or embedding model.
    #[schema(value_type = String)]
    ai: AiUse,
    responsible: Option<Person>,
    /// How many documents.
    documents: u64,
    /// How far the conflict check is: `open` where one is to be done, `clear`, `accepted` or `refused`.
    #[schema(value_type = String)]
    conflict: ConflictState,
    /// RFC 3339.
    updated_at: String,
    revision: u64,
}

impl From<vault::Summary> for DossierSummary {
    fn from(it: vault::Summary) -> Self {
        let (dossier, content) = (it.dossier.clone(), it.dossier.content);
        Self {
            id: dossier.id.uuid(),
            name: content.name,
            number: content.number,
            client: content.client,
            counterparties: content.counterparties,
            field_of_law: content.field_of_law,
            state: dossier.state,
            access: dossier.access,
            ai: dossier.ai,
            responsible: it.responsible.map(Person::from),
            documents: it.documents,
            conflict: it.conflict,
            updated_at: dossier.updated.to_string(),
            revision: dossier.revision,
        }
    }
}

/// What the person asking may do.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Rights {
    update: bool,
    add_documents: bool,
    ask: bool,
    manage_access: bool,
}

/// An opened dossier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierDetails {
    #[serde(flatten)]
    summary: DossierSummary,
    description: String,
    rights: Rights,
    members: Vec<Person>,
    /// Who is behind an ethical wall; empty for those who do not manage access.
    walls: Vec<Person>,
}

impl From<vault::Details> for DossierDetails {
    fn from(it: vault::Details) -> Self {
        let vault::Rights { update, add_documents, ask, manage_access } = it.rights;
        Self {
            description: it.summary.dossier.content.description.clone(),
            summary: it.summary.into(),
            rights: Rights { update, add_documents, ask, manage_access },
            members: it.members.into_iter().map(Person::from).collect(),
            walls: it.walls.into_iter().map(Person::from).collect(),
        }
    }
}

/// A dossier to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDossier {
    name: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    counterparties: Vec<String>,
    #[serde(default)]
    field_of_law: String,
    #[serde(default)]
    description: String,
    /// `members` (the default) or `firm`.
    #[serde(default)]
    #[schema(value_type = String)]
    access: Access,
    /// `allowed` (the default) or `forbidden`.
    #[serde(default)]
    #[schema(value_type = String)]
    ai: AiUse,
    /// The responsible lawyer; who opens it unless told.
    responsible: Option<Uuid>,
}

/// What is to be different; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierPatch {
    name: Option<String>,
    number: Option<String>,
    client: Option<String>,
    counterparties: Option<Vec<String>>,
    field_of_law: Option<String>,
    description: Option<String>,
    #[schema(value_type = Option<String>)]
    state: Option<DossierState>,
    #[schema(value_type = Option<String>)]
    access: Option<Access>,
    #[schema(value_type = Option<String>)]
    ai: Option<AiUse>,
    responsible: Option<Uuid>,
}

/// Which dossiers.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words in name, number or parties.
    q: Option<String>,
    /// `open` or `closed`.
    #[param(value_type = Option<String>)]
    state: Option<DossierState>,
    /// Rechtsgebied.
    field_of_law: Option<String>,
    /// The responsible lawyer.
    responsible: Option<Uuid>,
    /// How many items at most.
    limit: Option<u32>,
    /// The `next` of the piece before.
    cursor: Option<String>,
}

/// The dossiers one may see.
#[utoipa::path(get, path = "/dossiers", tag = "dossiers", params(Wanted),
    responses((status = 200, body = Page<DossierSummary>), (status = 401, body = ProblemBody)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<DossierSummary>>, Problem> {
    let Wanted { q, state: open, field_of_law, responsible, limit, cursor } = wanted;
    let filter = Filter {
        text: q.filter(|text| !text.trim().is_empty()),
        state: open,
        field_of_law: field_of_law.filter(|field| !field.is_empty()),
        responsible: responsible.map(UserId::from_uuid),
    };
    let found = state.vault.list_dossiers(&ctx, &filter, &Piece { limit, cursor }.into()).await?;
    Ok(Json(found.into()))
}

/// Opens a dossier.
#[utoipa::path(post, path = "/dossiers", tag = "dossiers", request_body = NewDossier,
    params(("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    responses((status = 201, body = DossierDetails), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn create(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Json(new): Json<NewDossier>,
) -> Result<impl IntoResponse, Problem> {
    let NewDossier {
        name,
        number,
        client,
        counterparties,
        field_of_law,
        description,
        access,
        ai,
        responsible,
    } = new;
    let content = DossierContent { name, number, client, counterparties, field_of_law, description };
    let responsible = responsible.map(UserId::from_uuid);
    let made =
        state.vault.create_dossier(&ctx, vault::NewDossier { content, access, ai, responsible }).await?;
    let tag = etag(made.summary.dossier.revision);
    Ok((StatusCode::CREATED, tag, Json(DossierDetails::from(made))))
}

/// One dossier.
#[utoipa::path(get, path = "/dossiers/{id}", tag = "dossiers", params(("id" = Uuid, Path)),
    responses((status = 200, body = DossierDetails), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    let found = state.vault.get_dossier(&ctx, DossierId::from_uuid(id)).await?;
    Ok((etag(found.summary.dossier.revision), Json(DossierDetails::from(found))))
}

/// Changes a dossier that is still as it was read.
#[utoipa::path(patch, path = "/dossiers/{id}", tag = "dossiers",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = DossierPatch,
    responses((status = 200, body = DossierDetails), (status = 412, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(patch): Json<DossierPatch>,
) -> Result<impl IntoResponse, Problem> {
    let patch = vault::DossierPatch {
        name: patch.name,
        number: patch.number,
        client: patch.client,
        counterparties: patch.counterparties,
        field_of_law: patch.field_of_law,
        description: patch.description,
        state: patch.state,
        access: patch.access,
        ai: patch.ai,
        responsible: patch.responsible.map(UserId::from_uuid),
    };
    let changed = state.vault.update_dossier(&ctx, DossierId::from_uuid(id), revision, patch).await?;
    Ok((etag(changed.summary.dossier.revision), Json(DossierDetails::from(changed))))
}

/// Makes a person a member.
#[utoipa::path(put, path = "/dossiers/{id}/members/{user}", tag = "dossiers",
    params(("id" = Uuid, Path), ("user" = Uuid, Path)),
    responses((status = 200, body = DossierDetails), (status = 403, body = ProblemBody)))]
async fn add_member(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, user)): Path<(Uuid, Uuid)>,
) -> Result<Json<DossierDetails>, Problem> {
    let details = state.vault.add_member(&ctx, DossierId::from_uuid(id), UserId::from_uuid(user)).await?;
    Ok(Json(details.into()))
}

/// Takes a membership away.
#[utoipa::path(delete, path = "/dossiers/{id}/members/{user}", tag = "dossiers",
    params(("id" = Uuid, Path), ("user" = Uuid, Path)),
    responses((status = 200, body = DossierDetails), (status = 403, body = ProblemBody)))]
async fn remove_member(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, user)): Path<(Uuid, Uuid)>,
) -> Result<Json<DossierDetails>, Problem> {
    let details = state.vault.remove_member(&ctx, DossierId::from_uuid(id), UserId::from_uuid(user)).await?;
    Ok(Json(details.into()))
}
