//! The part of lists (§17.9.1, §17.9.15).

use super::{LEVELS, Level, Lists};
use crate::{
    error::Error,
    story::located,
    xml::{Kind, Prefix, Tokens},
};

impl Lists {
    pub(crate) fn read(part: &str, text: &str) -> Result<Self, Error> {
        let fault = |error| located(part, error);
        let prefix = Prefix::of(text).map_err(fault)?;
        let mut tokens = Tokens::new(text, &prefix);
        let mut found = Self::default();
        let mut definition: Option<String> = None;
        let mut list: Option<u32> = None;
        let mut at = 0;
        while let Some(token) = tokens.next().map_err(fault)? {
            if token.kind == Kind::End {
                match token.w {
                    Some("abstractNum") => definition = None,
                    Some("num") => list = None,
                    _ => {}
                }
                continue;
            }
            let Some(name) = token.w else { continue };
            let number = || token.val(text).and_then(|value| value.parse::<u32>().ok());
            match name {
                "abstractNum" => {
                    let id = token.attribute(text, "abstractNumId").unwrap_or_default();
                    found.definitions.entry(id.clone()).or_default();
                    definition = Some(id);
                }
                "num" => list = token.attribute(text, "numId").and_then(|id| id.parse().ok()),
                "abstractNumId" => {
                    if let Some(list) = list {
                        let id = token.val(text).unwrap_or_default();
                        found.lists.entry(list).or_default().0 = id;
                    }
                }
                "styleLink" | "numStyleLink" => {
                    if let (Some(id), Some(style)) = (&definition, token.val(text)) {
                        let links = if name == "styleLink" { &mut found.links } else { &mut found.refers };
                        links.insert(id.clone(), style);
                    }
                }
                "lvl" | "lvlOverride" => {
                    let level = token.attribute(text, "ilvl").and_then(|level| level.parse::<usize>().ok());
                    at = level.unwrap_or(0).min(LEVELS - 1);
                }
                _ => {
                    let levels = match (&definition, list) {
                        (Some(id), _) => found.definitions.get_mut(id),
                        (None, Some(list)) => Some(&mut found.lists.entry(list).or_default().1),
                        (None, None) => None,
                    };
                    let Some(levels) = levels else { continue };
                    let level: &mut Level = match name {
                        "start" | "startOverride" | "numFmt" | "lvlText" | "isLgl" | "lvlRestart"
                        | "pStyle" | "ind" => levels.entry(at).or_default(),
                        _ => continue,
                    };
                    match name {
                        "startOverride" => level.start = number(),
                        // a start within an override counts less than the override's own
                        "start" => level.start = level.start.or_else(number),
                        "numFmt" => level.format = token.val(text).unwrap_or_default(),
                        "lvlText" => level.text = token.val(text).unwrap_or_default(),
                        "isLgl" => level.legal = token.is_on(text),
                        "lvlRestart" => level.restart = number(),
                        "ind" => level.left = crate::style::left_indent(&token, text),
                        _ => level.style = token.val(text),
                    }
                }
            }
        }
        Ok(found)
    }
}
