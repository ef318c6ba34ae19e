//! `/api/v1/templates`: the templates of the firm.

use axum::{
    Json,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use legalmind_core::{
    TemplateId,
    clause::LibraryState,
    template::{ChoiceOption, Question as Asked, QuestionKind, TemplateKind},
};
use legalmind_drafter::library::{
    MAX_FILE, TemplateEdition, TemplateFilter, TemplatePatch as Patch, TemplateView,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    clauses::{Approval, Basis},
    documents::disposition,
    words::{WordView, hex},
};
use crate::{
    auth::Signed,
    once::ONCE,
    paging::Page,
    problem::{Problem, ProblemBody},
    revision::{IfMatch, etag},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    let files = OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(add_version))
        .layer(DefaultBodyLimit::max(MAX_FILE));
    OpenApiRouter::new()
        .merge(files)
        .routes(routes!(get, update))
        .routes(routes!(preview))
        .routes(routes!(content))
        .routes(routes!(approve))
        .routes(routes!(withdraw))
}

/// A template.
#[derive(Serialize, ToSchema)]
pub struct Template {
    id: Uuid,
    revision: u64,
    /// Its name in the starter set; null for the firm's own.
    key: Option<String>,
    /// `concept`, `approved` or `withdrawn`.
    #[schema(value_type = String)]
    state: LibraryState,
    name: String,
    description: String,
    /// `contract`, `letter`, `court`, `terms` or `mandate`.
    #[schema(value_type = String)]
    kind: TemplateKind,
    field_of_law: String,
    tags: Vec<String>,
    basis: Vec<Basis>,
    /// The day on which its basis was checked.
    checked: Option<String>,
    version_number: u32,
    sha256: String,
    questions: Vec<Question>,
    /// The keys of the clauses it uses.
    clauses: Vec<String>,
    /// Newest first; only where one template is asked for.
    versions: Vec<TemplateVersion>,
    approved: Option<Approval>,
}

/// A version of a template.
#[derive(Serialize, ToSchema)]
pub struct TemplateVersion {
    number: u32,
    created_at: String,
    created_by: Option<String>,
    sha256: String,
}

impl From<TemplateEdition> for TemplateVersion {
    fn from(it: TemplateEdition) -> Self {
        Self {
            number: it.number,
            created_at: it.created.to_string(),
            created_by: it.created_by,
            sha256: hex(&it.sha256),
        }
    }
}

/// A question of an interview.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The name by which the template uses it.
    name: String,
    #[serde(default)]
    group: String,
    label: String,
    help: Option<String>,
    warn: Option<String>,
    /// `text`, `long_text`, `choice`, `number`, `yes_no`, `date`, `term`, `money`, `percentage`,
    /// `party`, `person`, `company`, `address`, `kvk`, `rsin`, `bsn`, `iban`, `email` or `list`.
    #[schema(value_type = String)]
    kind: QuestionKind,
    required: bool,
    /// `client`, `counterparty`, `lawyer`, `firm`, `dossier_number`, `dossier_name`,
    /// `field_of_law` or `today`.
    prefill: Option<String>,
    /// Asked only where this expression holds.
    when: Option<String>,
    /// The answer until another is given.
    default: Option<serde_json::Value>,
    #[serde(default)]
    choices: Vec<Choice>,
    /// The questions of each entry of a list.
    #[serde(default)]
    #[schema(no_recursion)]
    item: Vec<Question>,
}

/// One answer that may be chosen.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    value: String,
    label: String,
}

impl From<Asked> for Question {
    fn from(it: Asked) -> Self {
        Self {
            name: it.name,
            group: it.group,
            label: it.label,
            help: it.help,
            warn: it.warn,
            kind: it.kind,
            required: it.required,
            prefill: it.prefill,
            when: it.when,
            default: it.default.and_then(|it| serde_json::from_str(&it).ok()),
            choices: it.choices.into_iter().map(|it| Choice { value: it.value, label: it.label }).collect(),
            item: it.item.into_iter().map(Self::from).collect(),
        }
    }
}

impl From<Question> for Asked {
    fn from(it: Question) -> Self {
        let filled = |text: Option<String>| text.filter(|it| !it.trim().is_empty());
        Self {
            name: it.name,
            kind: it.kind,
            label: it.label,
            group: it.group,
            help: filled(it.help),
            warn: filled(it.warn),
            required: it.required,
            prefill: filled(it.prefill),
            when: filled(it.when),
            default: it.default.filter(|it| !it.is_null()).map(|it| it.to_string()),
            choices: it
                .choices
                .into_iter()
                .map(|it| ChoiceOption { value: it.value, label: it.label })
                .collect(),
            item: it.item.into_iter().map(Self::from).collect(),
        }
    }
}

impl From<TemplateView> for Template {
    fn from(it: TemplateView) -> Self {
        let (template, content) = (it.template.clone(), it.template.content);
        Self {
            id: template.id.uuid(),
            revision: template.revision,
            key: content.key,
            state: template.state,
            name: content.name,
            description: content.description,
            kind: content.kind,
            field_of_law: content.field_of_law,
            tags: content.tags,
            basis: content.basis.into_iter().map(Basis::from).collect(),
            checked: content.checked,
            version_number: template.number,
            sha256: hex(&it.form.sha256),
            questions: it.form.questions.into_iter().map(Question::from).collect(),
            clauses: it.form.clauses,
            versions: it.versions.into_iter().map(TemplateVersion::from).collect(),
            approved: it.approved.map(Approval::from),
        }
    }
}

/// Which templates.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words that all stand in it.
    q: Option<String>,
    /// What it makes.
    #[param(value_type = Option<String>)]
    kind: Option<TemplateKind>,
    /// Whether it may be relied on.
    #[param(value_type = Option<String>)]
    state: Option<LibraryState>,
}

/// The templates of the firm, by name.
#[utoipa::path(get, path = "/templates", tag = "library", params(Wanted),
    responses((status = 200, body = Page<Template>)))]
async fn list(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<Template>>, Problem> {
    let filter = TemplateFilter { words: wanted.q, kind: wanted.kind, state: wanted.state };
    let found = state.drafter.list_templates(&ctx, &filter).await?;
    Ok(Json(Page::whole(found.into_iter().map(Template::from).collect())))
}

/// How a template is added.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// Its name.
    name: String,
}

fn answer(view: TemplateView) -> impl IntoResponse {
    (etag(view.template.revision), Json(Template::from(view)))
}

/// Adds a Word file as a template. Every fault in it is listed, with its place.
#[utoipa::path(post, path = "/templates", tag = "library",
    params(Named, ("Idempotency-Key" = Option<String>, Header, description = ONCE)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Template), (status = 422, body = ProblemBody)))]
async fn add(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Query(named): Query<Named>,
    file: Bytes,
) -> Result<impl IntoResponse, Problem> {
    Ok((StatusCode::CREATED, answer(state.drafter.add_template(&ctx, &named.name, file).await?)))
}

/// Gives a template another Word file, as a new version.
#[utoipa::path(post, path = "/templates/{id}/versions", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Template), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn add_version(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    file: Bytes,
) -> Result<impl IntoResponse, Problem> {
    let id = TemplateId::from_uuid(id);
    Ok(answer(state.drafter.add_template_version(&ctx, id, revision, file).await?))
}

/// A template with its versions.
#[utoipa::path(get, path = "/templates/{id}", tag = "library", params(("id" = Uuid, Path)),
    responses((status = 200, body = Template), (status = 404, body = ProblemBody)))]
async fn get(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.get_template(&ctx, TemplateId::from_uuid(id)).await?))
}

/// What is to be different; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplatePatch {
    name: Option<String>,
    description: Option<String>,
    #[schema(value_type = Option<String>)]
    kind: Option<TemplateKind>,
    field_of_law: Option<String>,
    tags: Option<Vec<String>>,
    /// Makes a new version.
    questions: Option<Vec<Question>>,
}

/// Changes what is said of a template, or what it asks.
#[utoipa::path(patch, path = "/templates/{id}", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = TemplatePatch,
    responses((status = 200, body = Template), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn update(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(patch): Json<TemplatePatch>,
) -> Result<impl IntoResponse, Problem> {
    let patch = Patch {
        name: patch.name,
        description: patch.description,
        kind: patch.kind,
        field_of_law: patch.field_of_law,
        tags: patch.tags,
        questions: patch.questions.map(|all| all.into_iter().map(Asked::from).collect()),
    };
    Ok(answer(state.drafter.update_template(&ctx, TemplateId::from_uuid(id), revision, patch).await?))
}

/// How a template is looked at.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Look {
    /// As its Word file shows it, tags and all; else with labels where answers come.
    #[serde(default)]
    tags: bool,
}

/// A template before anything is answered, or with its tags.
#[utoipa::path(get, path = "/templates/{id}/preview", tag = "library", params(("id" = Uuid, Path), Look),
    responses((status = 200, body = WordView), (status = 404, body = ProblemBody)))]
async fn preview(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(look): Query<Look>,
) -> Result<Json<WordView>, Problem> {
    Ok(Json(state.drafter.preview_template(&ctx, TemplateId::from_uuid(id), look.tags).await?.into()))
}

/// The Word file of a version.
#[utoipa::path(get, path = "/templates/{id}/versions/{number}/content", tag = "library",
    params(("id" = Uuid, Path), ("number" = u32, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 404, body = ProblemBody)))]
async fn content(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path((id, number)): Path<(Uuid, u32)>,
) -> Result<Response, Problem> {
    let (name, file) = state.drafter.template_file(&ctx, TemplateId::from_uuid(id), number).await?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&format!("{name}.docx")));
    Ok((headers, Body::from(file)).into_response())
}

/// Which text is approved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approving {
    /// SHA-256 of it, in hexadecimal.
    sha256: String,
}

impl Approving {
    /// The digest that was given.
    pub fn digest(&self) -> Result<[u8; 32], Problem> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(self.sha256.as_bytes());
        let digest = bytes.ok().and_then(|it| <[u8; 32]>::try_from(it).ok());
        digest.ok_or_else(|| Problem::field("/sha256", "invalid"))
    }
}

/// Approves the version of this hash.
#[utoipa::path(post, path = "/templates/{id}/approve", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)), request_body = Approving,
    responses((status = 200, body = Template), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn approve(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
    Json(asked): Json<Approving>,
) -> Result<impl IntoResponse, Problem> {
    let (id, approves) = (TemplateId::from_uuid(id), Some(asked.digest()?));
    Ok(answer(state.drafter.judge_template(&ctx, id, revision, approves).await?))
}

/// Takes a template out of use.
#[utoipa::path(post, path = "/templates/{id}/withdraw", tag = "library",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Template), (status = 403, body = ProblemBody), (status = 412, body = ProblemBody)))]
async fn withdraw(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    IfMatch(revision): IfMatch,
) -> Result<impl IntoResponse, Problem> {
    Ok(answer(state.drafter.judge_template(&ctx, TemplateId::from_uuid(id), revision, None).await?))
}
