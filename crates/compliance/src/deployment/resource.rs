//! A resource: all that the files say of it. The list of a group has no properties, an export no ids; what one leaves
//! out another tells, and what two tell differently is not believed.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::read::Piece;

/// What is said of one of a list of which nothing is said.
static NOTHING: Value = Value::Null;

/// A resource.
#[derive(Debug)]
pub(super) struct Resource {
    pub(super) kind: String,
    pub(super) name: String,
    pieces: Vec<Map<String, Value>>,
}

/// What stands at a path.
#[derive(Debug, PartialEq)]
pub(super) enum Told<'a> {
    /// Nothing.
    Nothing,
    /// These.
    These(Vec<&'a Value>),
    /// Not the same everywhere.
    Differs(&'a Value, &'a Value),
}

/// The resources of these pieces, in the order in which they come first. Two with different ids are two; one without
/// an id is the one of its type and name.
pub(super) fn gather(pieces: Vec<Piece>) -> Vec<Resource> {
    let mut all: Vec<Resource> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut by_name: HashMap<(String, String), Vec<usize>> = HashMap::new();
    let id = |it: &Piece| it.fields.get("id").and_then(Value::as_str).map(str::to_ascii_lowercase);
    let (known, bare): (Vec<_>, Vec<_>) =
        pieces.into_iter().map(|it| (id(&it), it)).partition(|it| it.0.is_some());
    for (id, it) in known.into_iter().chain(bare) {
        let named = (it.kind.to_ascii_lowercase(), it.name.to_ascii_lowercase());
        let at = match &id {
            Some(id) => by_id.get(id).copied(),
            None => match by_name.get(&named).map(Vec::as_slice) {
                Some([one]) => Some(*one),
                _ => None,
            },
        };
        match at.and_then(|at| all.get_mut(at)) {
            Some(known) => known.pieces.push(it.fields),
            None => {
                by_name.entry(named).or_default().push(all.len());
                by_id.extend(id.map(|id| (id, all.len())));
                all.push(Resource { kind: it.kind, name: it.name, pieces: vec![it.fields] });
            }
        }
    }
    all
}

impl Resource {
    /// What stands at a path: keys with `.` between, `*` for each of a list.
    pub(super) fn told(&self, path: &str) -> Told<'_> {
        let mut told: Vec<Vec<&Value>> = Vec::new();
        for piece in &self.pieces {
            let mut here = Vec::new();
            let (first, rest) =
                path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
            if let Some(value) = field(piece, first) {
                follow(value, rest, &mut here);
            }
            if !here.is_empty() {
                told.push(here);
            }
        }
        let Some(first) = told.first() else { return Told::Nothing };
        let same =
            |a: &[&Value], b: &[&Value]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b));
        match told.iter().find(|it| !same(it, first)).and_then(|it| Some((first.first()?, it.first()?))) {
            Some((one, other)) => Told::Differs(one, other),
            None => Told::These(first.clone()),
        }
    }

    /// The last part of its name.
    pub(super) fn last_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }
}

/// A field, whatever the case of its key; what is null is not there.
fn field<'a>(of: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let found =
        of.get(key).or_else(|| of.iter().find(|(it, _)| it.eq_ignore_ascii_case(key)).map(|(_, it)| it));
    found.filter(|it| !it.is_null())
}

fn follow<'a>(value: &'a Value, path: Option<&str>, found: &mut Vec<&'a Value>) {
    let Some(path) = path else { return found.push(value) };
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match value {
        Value::Array(all) if first == "*" => {
            for it in all {
                let before = found.len();
                follow(it, rest, found);
                if found.len() == before {
                    found.push(&NOTHING);
                }
            }
        }
        Value::Object(of) => {
            if let Some(it) = field(of, first) {
                follow(it, rest, found);
            }
        }
        // an expression stands for what is below it
        Value::String(text) if is_expression(text) => found.push(value),
        _ => {}
    }
}

/// Whether a text of a template is computed when it is deployed.
pub(super) fn is_expression(text: &str) -> bool {
    text.starts_with('[') && !text.starts_with("[[") && text.ends_with(']')
}

/// Whether two values say the same; words whatever their case and spaces, as Azure takes them.
pub(super) fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => plain(a) == plain(b),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        _ => a == b,
    }
}

/// A word as Azure compares it: `West Europe` is `westeurope`.
pub(super) fn plain(word: &str) -> String {
    word.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn piece(fields: Value) -> Piece {
        let Value::Object(fields) = fields else { panic!("an object") };
        Piece { kind: "Microsoft.Compute/disks".to_owned(), name: "d".to_owned(), fields }
    }

    #[test]
    fn what_one_leaves_out_another_tells_and_what_differs_is_told() {
        let all = gather(vec![
            piece(json!({"location": "West Europe", "sku": null})),
            piece(json!({"id": "/Subscriptions/1/d", "location": "westeurope", "properties": null})),
            piece(json!({"id": "/subscriptions/1/D", "sku": {"name": "Premium_ZRS"}})),
        ]);
        let [one] = all.as_slice() else { panic!("one: {all:?}") };
        assert_eq!(one.told("sku.name"), Told::These(vec![&json!("Premium_ZRS")]));
        assert_eq!(one.told("location"), Told::These(vec![&json!("westeurope")]));
        assert_eq!(one.told("properties.x"), Told::Nothing);
        let two =
            gather(vec![piece(json!({"location": "westeurope"})), piece(json!({"location": "eastus"}))]);
        assert!(matches!(two[0].told("location"), Told::Differs(..)), "{two:?}");
        // two of one name in two groups are two, and a template of that name is neither
        let many = gather(vec![piece(json!({"id": "/a"})), piece(json!({"id": "/b"})), piece(json!({}))]);
        assert_eq!(many.len(), 3);
    }

    #[test]
    fn each_of_a_list_is_told() {
        let of = json!({"properties": {"pools": [{"zones": ["1", "2"]}, {"zones": []}, {}]}, "p": "[variables('p')]"});
        let all = gather(vec![piece(of)]);
        let told = all[0].told("properties.pools.*.zones");
        assert_eq!(told, Told::These(vec![&json!(["1", "2"]), &json!([]), &Value::Null]));
        assert_eq!(all[0].told("p.q"), Told::These(vec![&json!("[variables('p')]")]));
    }
}
