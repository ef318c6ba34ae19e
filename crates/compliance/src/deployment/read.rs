//! Files of the Azure CLI, in each shape that it gives them, into resources:
//!
//! - `az resource list`, `az resource show`: a list of resources, or one;
//! - `az graph query`, REST: a list with how many there are in all;
//! - `az group export`, Bicep and ARM templates: `resources`, a list or by name, with templates inside;
//! - `az deployment … what-if`: what will be there afterwards.

mod strict;

use serde_json::{Map, Value};

/// A resource as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its type in full, or what stands there.
    pub(super) kind: String,
    /// Its name in full.
    pub(super) name: String,
    /// All of it.
    pub(super) fields: Map<String, Value>,
}

/// What of a file could not be read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) code: &'static str,
    pub(super) place: String,
}

/// What is in a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) pieces: Vec<Piece>,
    pub(super) unread: Vec<Unread>,
}

impl Found {
    fn lacks(&mut self, code: &'static str, place: &str) {
        self.unread.push(Unread { code, place: place.to_owned() });
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    match text(bytes).ok_or_else(|| unread("no_text", "")).and_then(|it| strict::parse(&it)) {
        Ok(value) => walk(&value, "", &Above::default(), &mut found),
        Err(why) => found.unread.push(why),
    }
    if found.pieces.is_empty() && found.unread.is_empty() {
        found.lacks("no_resources", "");
    }
    found
}

fn unread(code: &'static str, place: impl Into<String>) -> Unread {
    Unread { code, place: place.into() }
}

/// The text, by the mark at its beginning: a Windows shell writes UTF-16.
fn text(bytes: &[u8]) -> Option<String> {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let (text, wrong) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
            (!wrong).then(|| text.into_owned())
        }
        None => std::str::from_utf8(bytes).ok().map(ToOwned::to_owned),
    }
}

/// What stands above a value: the resource that it is a part of, and the parameters of its template.
#[derive(Clone, Default)]
struct Above<'a> {
    kind: &'a str,
    name: &'a str,
    parameters: Option<&'a Map<String, Value>>,
}

fn walk(value: &Value, place: &str, above: &Above<'_>, found: &mut Found) {
    match value {
        Value::Array(all) => each(all, place, above, found),
        Value::Object(fields) => object(fields, place, above, found),
        _ => found.lacks("no_resource", place),
    }
}

fn each(all: &[Value], place: &str, above: &Above<'_>, found: &mut Found) {
    for (at, it) in all.iter().enumerate() {
        walk(it, &format!("{place}/{at}"), above, found);
    }
}

fn object(fields: &Map<String, Value>, place: &str, above: &Above<'_>, found: &mut Found) {
    let list = |key: &str| fields.get(key).and_then(Value::as_array);
    if fields.contains_key("type") {
        return resource(fields, place, above, found);
    }
    if fields.contains_key("resources") {
        return template(fields, place, found);
    }
    if let Some(within) = fields.get("template").and_then(Value::as_object) {
        return template(within, &format!("{place}/template"), found);
    }
    if let Some(changes) = list("changes") {
        return after(changes, &format!("{place}/changes"), found);
    }
    let Some((key, all)) = ["value", "data"].into_iter().find_map(|key| Some((key, list(key)?))) else {
        return found.lacks("no_resource", place);
    };
    let more = ["nextLink", "skip_token", "skipToken"]
        .into_iter()
        .find(|it| fields.get(*it).is_some_and(|it| !it.is_null()));
    let total = ["total_records", "totalRecords"].into_iter().find_map(|it| fields.get(it)?.as_u64());
    if more.is_some() || total.is_some_and(|total| total > all.len() as u64) {
        found.lacks("incomplete", place);
    }
    each(all, &format!("{place}/{key}"), above, found);
}

/// The resources of a template; what is nested in one has its own parameters.
fn template(fields: &Map<String, Value>, place: &str, found: &mut Found) {
    let above = Above { parameters: fields.get("parameters").and_then(Value::as_object), ..Above::default() };
    inside(fields.get("resources"), &format!("{place}/resources"), &above, found);
}

/// A list of resources, or resources by their symbolic names.
fn inside(resources: Option<&Value>, place: &str, above: &Above<'_>, found: &mut Found) {
    match resources {
        Some(Value::Array(all)) => each(all, place, above, found),
        Some(Value::Object(named)) => {
            for (key, it) in named {
                walk(it, &format!("{place}/{key}"), above, found);
            }
        }
        Some(Value::Null) | None => {}
        Some(_) => found.lacks("no_resource", place),
    }
}

/// What will be there once a deployment is carried out.
fn after(changes: &[Value], place: &str, found: &mut Found) {
    for (at, change) in changes.iter().enumerate() {
        let place = format!("{place}/{at}");
        let part = |key: &str| change.get(key).filter(|it| it.is_object());
        let removed = change
            .get("changeType")
            .and_then(Value::as_str)
            .is_some_and(|it| it.eq_ignore_ascii_case("Delete"));
        match part("after").or_else(|| part("before")) {
            _ if removed => {}
            Some(it) => walk(it, &place, &Above::default(), found),
            None => found.lacks("no_resource", &place),
        }
    }
}

fn resource(fields: &Map<String, Value>, place: &str, above: &Above<'_>, found: &mut Found) {
    let Some(kind) = fields.get("type").and_then(Value::as_str) else {
        return found.lacks("no_type", place);
    };
    let bare = !kind.split('/').next().is_some_and(|it| it.contains('.'));
    let part = bare && !above.kind.is_empty();
    let kind = if part { format!("{}/{kind}", above.kind) } else { kind.to_owned() };
    let own = fields.get("name").and_then(Value::as_str).map(|it| resolved(it, above)).unwrap_or_default();
    let name = if part && !own.starts_with(above.name) { format!("{}/{own}", above.name) } else { own };
    if let Some(properties) =
        fields.get("properties").filter(|_| kind.eq_ignore_ascii_case("Microsoft.Resources/deployments"))
    {
        if let Some(within) = properties.get("template").and_then(Value::as_object) {
            template(within, &format!("{place}/properties/template"), found);
        } else if properties.get("templateLink").is_some_and(|it| !it.is_null()) {
            found.lacks("linked", &format!("{place}/properties/templateLink"));
        }
    }
    let below = Above { kind: &kind, name: &name, parameters: above.parameters };
    inside(fields.get("resources"), &format!("{place}/resources"), &below, found);
    found.pieces.push(Piece { kind, name, fields: fields.clone() });
}

/// A name that is a parameter with a value of its own: so the export of a group writes names. A name is what a
/// resource is found by; nothing that is judged is taken from a parameter.
fn resolved(name: &str, above: &Above<'_>) -> String {
    let key = name.strip_prefix("[parameters('").and_then(|it| it.strip_suffix("')]"));
    let value = key.and_then(|key| above.parameters?.get(key)?.get("defaultValue")?.as_str());
    value.unwrap_or(name).to_owned()
}
