//! Lists added to the lists of a template.

use crate::{
    compose::{
        in_prefix,
        lists::{Level, definition, list, numbering_of},
    },
    error::Error,
    package::{Package, add_override, add_relation, append, relations_name},
    span::Splices,
    story::located,
    xml::{Kind, Prefix, Tokens},
};

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";

/// Adds these lists; gives the number of each.
pub(super) fn add<const N: usize>(package: &mut Package, lists: &[Vec<Level>; N]) -> Result<[u32; N], Error> {
    let relations = package.relations(&package.main)?;
    let part = relations.into_iter().find(|it| it.kind == "numbering" && !it.external);
    let text = match &part {
        Some(part) => package.part(&part.target)?,
        None => None,
    };
    let name = match part {
        Some(part) => part.target,
        None => relate(package)?,
    };
    let place = match &text {
        Some(text) => Place::of(&name, text)?,
        None => Place { definition: 0, list: 1, ..Place::default() },
    };
    let numbers: [u32; N] = std::array::from_fn(|at| place.list + at as u32);
    let definitions: String =
        (place.definition..).zip(lists).map(|(number, levels)| definition(number, levels, false)).collect();
    let all: String =
        (place.definition..).zip(numbers).map(|(definition, number)| list(number, definition)).collect();
    let text = match text {
        None => numbering_of(&definitions, &all),
        Some(text) => {
            let prefix = Prefix::of(&text).map_err(|error| located(&name, error))?;
            let mut splices = Splices::default();
            if place.end == 0 {
                // a root without anything in it
                let whole = in_prefix(&format!("{definitions}{all}"), &prefix);
                let text = append(&text, |_| whole.clone()).ok_or_else(|| Error::Missing(name.clone()))?;
                package.others.insert(name, text);
                return Ok(numbers);
            }
            if place.first_list == place.end {
                splices.insert(place.end, in_prefix(&format!("{definitions}{all}"), &prefix));
            } else {
                splices.insert(place.first_list, in_prefix(&definitions, &prefix));
                splices.insert(place.end, in_prefix(&all, &prefix));
            }
            splices.apply(text)
        }
    };
    package.others.insert(name, text);
    Ok(numbers)
}

const NO_RELATIONS: &str =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// Enters a part of lists where there is none; gives its name.
fn relate(package: &mut Package) -> Result<String, Error> {
    const TYPES: &str = "[Content_Types].xml";
    let folder = package.main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let name = format!("{folder}numbering.xml");
    let missing = |name: &str| Error::Missing(name.to_owned());
    let types = package.part(TYPES)?.and_then(|text| add_override(&text, &name, KIND));
    let relations = relations_name(&package.main);
    let strict = package.facts().strict;
    // a document that refers to nothing has no part that says to what
    let related = package.part(&relations)?.unwrap_or_else(|| NO_RELATIONS.to_owned());
    let related = add_relation(&related, "numbering", "numbering.xml", strict);
    package.others.insert(TYPES.to_owned(), types.ok_or_else(|| missing(TYPES))?);
    package.others.insert(relations.clone(), related.ok_or_else(|| missing(&relations))?);
    Ok(name)
}

/// Where to add, and the first free numbers.
#[derive(Default)]
struct Place {
    definition: u32,
    list: u32,
    /// Definitions stand before lists (§17.9.16).
    first_list: u32,
    end: u32,
}

impl Place {
    fn of(name: &str, text: &str) -> Result<Self, Error> {
        let fault = |error| located(name, error);
        let prefix = Prefix::of(text).map_err(fault)?;
        let mut tokens = Tokens::new(text, &prefix);
        let mut found = Self { list: 1, ..Self::default() };
        let (mut first, mut end, mut cleanup) = (None, 0, None);
        while let Some(token) = tokens.next().map_err(fault)? {
            let number = |name| token.attribute(text, name).and_then(|it| it.parse::<u32>().ok());
            match (token.w, token.kind) {
                (Some("abstractNum"), Kind::Start) => {
                    let id = number("abstractNumId").unwrap_or_default();
                    found.definition = found.definition.max(id + 1);
                }
                (Some("num"), Kind::Start | Kind::Empty) => {
                    let id = number("numId").unwrap_or_default();
                    found.list = found.list.max(id + 1);
                    first = first.or(Some(token.span.start));
                }
                (Some("numIdMacAtCleanup"), Kind::Start | Kind::Empty) => cleanup = Some(token.span.start),
                (Some("numbering"), Kind::End) => end = token.span.start,
                _ => {}
            }
        }
        found.end = cleanup.unwrap_or(end);
        found.first_list = first.unwrap_or(found.end);
        Ok(found)
    }
}
