//! Styles of a template: found by name, added where they are missing.

use crate::{
    compose::{in_prefix, looks::looks},
    error::Error,
    package::{Package, append},
    style::Styles,
    xml::{Prefix, escape},
};

/// The first paragraph style with one of these names.
pub(super) fn named(styles: &Styles, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = styles.list().find(|it| it.kind == "paragraph" && it.name.eq_ignore_ascii_case(name));
        found.map(|style| style.id.clone())
    })
}

/// Adds the style of a composed document with this id, under an id and a name that nothing has;
/// gives its id, empty where the package has no part of styles.
pub(super) fn add(package: &mut Package, styles: &Styles, ours: &str) -> Result<String, Error> {
    let relations = package.relations(&package.main)?;
    let Some(part) = relations.into_iter().find(|it| it.kind == "styles" && !it.external) else {
        return Ok(String::new());
    };
    let Some(text) = package.part(&part.target)? else { return Ok(String::new()) };
    let all = looks();
    let Some(look) = all.iter().find(|look| look.id == ours) else { return Ok(String::new()) };
    let id = format!("Lm{ours}");
    let taken = |name: &str| styles.list().any(|style| style.name.eq_ignore_ascii_case(name));
    let name = if taken(look.name()) { format!("{} (stuk)", look.name()) } else { look.name().to_owned() };
    let base = styles.chain(None).next().map(|style| escape(&style.id)).unwrap_or_default();
    let prefix = Prefix::of(&text).map_err(|error| crate::story::located(&part.target, error))?;
    let xml = in_prefix(&look.alone(&id, &name, &base), &prefix);
    let text = append(&text, |_| xml.clone());
    let text = text.ok_or_else(|| Error::Missing(part.target.clone()))?;
    package.others.insert(part.target, text);
    Ok(id)
}
