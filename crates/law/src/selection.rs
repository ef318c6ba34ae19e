//! The lines of a provision that a reference means: a lid, an onderdeel, or all.

use crate::statute::{Line, Provision};

/// What a reference means in a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// These lines; before an onderdeel, the words that lead to it (aanhef).
    Lines {
        /// The words before the onderdelen, where an onderdeel is meant.
        lead: Vec<Line>,
        /// The lines.
        lines: Vec<Line>,
    },
    /// The article is not divided in this library, so all of it.
    Undivided,
    /// It has no such lid; how many it has.
    NoLid(usize),
    /// It has no such onderdeel.
    NoPart,
}

/// What `lid` and `parts` mean in a provision; `divided` tells whether its state has leden at all.
#[must_use]
pub fn select(provision: &Provision, lid: Option<&str>, parts: &[String], divided: bool) -> Selection {
    if lid.is_none() && parts.is_empty() {
        return Selection::Lines { lead: Vec::new(), lines: provision.lines.clone() };
    }
    let plain = provision.lines.iter().all(|line| line.lid.is_empty() && line.parts.is_empty());
    if plain && !divided {
        return Selection::Undivided;
    }
    let lids = leden(provision);
    let (lid, parts) = match lid {
        // "art. 4 lid 7 AVG": points that have no lid around them are often called one
        Some(lid) if lids.is_empty() => {
            let as_part: Vec<String> = std::iter::once(lid.to_owned()).chain(parts.iter().cloned()).collect();
            return match onderdeel(&provision.lines.iter().collect::<Vec<_>>(), &as_part) {
                Some(found) => found,
                None => Selection::NoLid(0),
            };
        }
        Some(lid) if !lids.contains(&lid) => return Selection::NoLid(lids.len()),
        other => (other, parts),
    };
    let lines = stretch(provision, lid);
    if parts.is_empty() {
        return Selection::Lines { lead: Vec::new(), lines: lines.into_iter().cloned().collect() };
    }
    onderdeel(&lines, parts).unwrap_or(Selection::NoPart)
}

/// The numbers of the leden, in order, each once.
fn leden(provision: &Provision) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for line in provision.lines.iter().filter(|line| !line.lid.is_empty()) {
        if !out.contains(&line.lid.as_str()) {
            out.push(&line.lid);
        }
    }
    out
}

/// The lines of a lid. Where two texts of an article stand one after the other, as for a law that
/// enters into force in steps, the first.
fn stretch<'a>(provision: &'a Provision, lid: Option<&str>) -> Vec<&'a Line> {
    let Some(lid) = lid else { return provision.lines.iter().collect() };
    provision.lines.iter().skip_while(|line| line.lid != lid).take_while(|line| line.lid == lid).collect()
}

/// The lines of an onderdeel, by its path or by the end of it.
fn onderdeel(lines: &[&Line], parts: &[String]) -> Option<Selection> {
    let path = lines
        .iter()
        .map(|line| &line.parts)
        .find(|known| known.as_slice() == parts)
        .or_else(|| lines.iter().map(|line| &line.parts).find(|known| known.ends_with(parts)))?;
    let at = lines.iter().position(|line| line.parts.starts_with(path))?;
    let found = lines.iter().skip(at).take_while(|line| line.parts.starts_with(path));
    let lid = lines.get(at).map(|line| line.lid.as_str())?;
    let leads =
        |line: &&&Line| line.lid == lid && line.parts.len() < path.len() && path.starts_with(&line.parts);
    let lead = lines.iter().take(at).filter(leads);
    Some(Selection::Lines {
        lead: lead.map(|line| (*line).clone()).collect(),
        lines: found.map(|line| (*line).clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statute::{LineKind, ProvisionKind, Standing, text};

    fn line(lid: &str, parts: &[&str], words: &str) -> Line {
        Line {
            kind: LineKind::Text,
            lid: lid.into(),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            label: String::new(),
            text: words.into(),
        }
    }

    fn provision(lines: Vec<Line>) -> Provision {
        Provision {
            kind: ProvisionKind::Article,
            number: "1".into(),
            heading: String::new(),
            path: Vec::new(),
            standing: Standing::InForce,
            since: None,
            lines,
        }
    }

    fn words(provision: &Provision, lid: Option<&str>, parts: &[&str]) -> Option<String> {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        match select(provision, lid, &parts, true) {
            Selection::Lines { lines, .. } => Some(text(&lines).replace("   ", "")),
            _ => None,
        }
    }

    #[test]
    fn exactly_what_is_meant() {
        let article = provision(vec![
            line("1", &[], "aanhef"),
            line("1", &["a"], "eerste"),
            line("1", &["a", "1"], "diep"),
            line("1", &["b"], "tweede"),
            line("1", &[], "slot"),
            line("2", &[], "ander lid"),
        ]);
        assert_eq!(words(&article, Some("2"), &[]).as_deref(), Some("ander lid"));
        assert_eq!(words(&article, Some("1"), &["a"]).as_deref(), Some("eerste\ndiep"));
        assert_eq!(words(&article, Some("1"), &["a", "1"]).as_deref(), Some("diep"));
        assert_eq!(words(&article, None, &["b"]).as_deref(), Some("tweede"));
        assert_eq!(select(&article, Some("3"), &[], true), Selection::NoLid(2));
        assert_eq!(select(&article, Some("2"), &["a".into()], true), Selection::NoPart);
        match select(&article, Some("1"), &["b".into()], true) {
            Selection::Lines { lead, .. } => assert_eq!(text(&lead), "aanhef"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn points_without_a_lid_and_articles_without_a_division() {
        let points = provision(vec![
            line("", &[], "wordt verstaan onder:"),
            line("", &["7"], "verwerkingsverantwoordelijke"),
        ]);
        assert_eq!(words(&points, Some("7"), &[]).as_deref(), Some("verwerkingsverantwoordelijke"));
        assert_eq!(select(&points, Some("8"), &[], true), Selection::NoLid(0));
        let whole = provision(vec![line("", &[], "alles in een")]);
        assert_eq!(select(&whole, Some("1"), &[], false), Selection::Undivided);
        assert_eq!(select(&whole, Some("1"), &[], true), Selection::NoLid(0));
    }
}
