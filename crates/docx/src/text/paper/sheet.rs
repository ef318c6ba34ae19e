//! What a template has for each kind of paragraph, and what is added to it where it has nothing.

use super::{list, style};
use crate::{
    compose::{
        lists::{bracketed, lists},
        write::id,
    },
    error::Error,
    package::Package,
    style::Styles,
};

/// How one kind of paragraph is set.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// The style; the default one where there is none.
    pub style: Option<String>,
    /// The list and the level, where the style does not bring them.
    pub list: Option<(u32, u32)>,
    /// Where its text begins, in twentieths of a point.
    pub left: i32,
}

/// How all kinds are set.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub title: Look,
    pub heading: Look,
    pub quote: Look,
    pub party: Look,
    pub recital: Look,
    pub article: Look,
    /// The number of an article prints the word too: `Artikel 7`.
    pub prints_word: bool,
    /// Members of articles, by level; then those of no article.
    pub members: [Look; 3],
    pub points: [Look; 3],
    /// Further paragraphs of a member: styles of a house template.
    pub more: [Option<String>; 3],
    pub bullets: [Look; 2],
    pub cell: Look,
    /// The style of tables.
    pub table: Option<String>,
}

impl Sheet {
    /// Finds what the package has and adds what it lacks.
    pub(super) fn lay(package: &mut Package) -> Result<Self, Error> {
        let styles = package.styles()?;
        let has = |id: &str| styles.find(id).is_some();
        let house = has(id::ARTICLE) && id::MEMBERS.iter().chain(&id::NUMBERS).all(|id| has(id));
        if house { Self::house(package) } else { Self::foreign(package, &styles) }
    }

    /// A template that was composed here: all styles bring their lists.
    fn house(package: &mut Package) -> Result<Self, Error> {
        let plain = |id: &str| Look { style: Some(id.to_owned()), ..Look::default() };
        let [articles, elsewhere, _] = lists();
        let levels = |ids: [&str; 3], lefts: Vec<u32>| {
            let mut lefts = lefts.into_iter();
            ids.map(|id| Look { left: lefts.next().unwrap_or_default() as i32, ..plain(id) })
        };
        let [parties, recitals] = list::add(package, &bracketed())?;
        let listed = |number| Look { list: Some((number, 0)), left: 567, ..plain(id::RECITAL) };
        Ok(Self {
            title: plain(id::TITLE),
            heading: plain(id::HEADING),
            quote: plain(id::QUOTE),
            party: listed(parties),
            recital: listed(recitals),
            article: plain(id::ARTICLE),
            prints_word: true,
            members: levels(id::MEMBERS, articles.iter().skip(1).map(|level| level.left).collect()),
            points: levels(id::NUMBERS, elsewhere.iter().map(|level| level.left).collect()),
            more: id::MORE.map(|id| Some(id.to_owned())),
            bullets: id::BULLETS.map(plain),
            cell: plain(id::CELL),
            table: Some(id::TABLE.to_owned()),
        })
    }

    /// The firm's own template: its styles by their names, its own list of articles where that
    /// numbers as a text does, ours where it has none.
    fn foreign(package: &mut Package, styles: &Styles) -> Result<Self, Error> {
        let own = own_list(package, styles)?;
        let style = |package: &mut Package, names: &[&str], ours: &str| -> Result<Look, Error> {
            let found = style::named(styles, names);
            let id = match found {
                Some(found) => found,
                None => style::add(package, styles, ours)?,
            };
            Ok(Look { style: (!id.is_empty()).then_some(id), ..Look::default() })
        };
        let title = style(package, &["title", "titel"], id::TITLE)?;
        let heading = match unnumbered(styles) {
            Some(id) => Look { style: Some(id), ..Look::default() },
            None => style(package, &[], id::HEADING)?,
        };
        let article = style(package, ARTICLES, id::ARTICLE)?;
        let quote = style(package, &["inspringen", "ingesprongen"], id::QUOTE)?;
        let cell = style(package, &["tabeltekst", "table text"], id::CELL)?;
        let bullet = styles.list().find(|it| {
            it.kind == "paragraph" && it.list.is_some() && it.name.eq_ignore_ascii_case("list bullet")
        });
        let [ours, elsewhere, dashes] = lists();
        let [parties, recitals] = bracketed();
        let lefts = |levels: &[crate::compose::lists::Level], skip: usize| -> Vec<i32> {
            levels.iter().skip(skip).map(|level| level.left as i32).collect()
        };
        let (member_lefts, point_lefts) = (lefts(&ours, 1), lefts(&elsewhere, 0));
        let [ours, points, dashes, parties, recitals] =
            list::add(package, &[ours, elsewhere, dashes, parties, recitals])?;
        let listed = |list: u32, from: u32, lefts: &[i32]| {
            let mut at = 0;
            [(); 3].map(|()| {
                let left = lefts.get(at as usize).copied().unwrap_or_default();
                let look = Look { style: None, list: Some((list, from + at)), left };
                at += 1;
                look
            })
        };
        let one = |list: u32| Look { style: None, list: Some((list, 0)), left: 567 };
        let prints_word = own.as_ref().is_none_or(|own| own.prints_word);
        let (article, members) = match own {
            Some(own) => (Look { list: Some((own.list, 0)), ..article }, own.members),
            None => (Look { list: Some((ours, 0)), ..article }, listed(ours, 1, &member_lefts)),
        };
        let bullets = [0, 1].map(|level| match bullet {
            Some(style) => Look { style: Some(style.id.clone()), ..Look::default() },
            None => Look { style: None, list: Some((dashes, level)), left: 0 },
        });
        let table = styles.list().find(|it| it.kind == "table" && it.name.eq_ignore_ascii_case("table grid"));
        Ok(Self {
            title,
            heading,
            quote,
            party: one(parties),
            recital: one(recitals),
            article,
            prints_word,
            members,
            points: listed(points, 0, &point_lefts),
            more: [None, None, None],
            bullets,
            cell,
            table: table.map(|style| style.id.clone()),
        })
    }
}

/// Names of styles for headings of articles.
const ARTICLES: &[&str] = &["artikel", "artikelkop", "artikel kop", "kop artikel", "heading 1", "kop 1"];

/// A heading below that of an article, if no list numbers it.
fn unnumbered(styles: &Styles) -> Option<String> {
    let id = style::named(styles, &["tussenkop", "heading 2", "kop 2"])?;
    let plain = styles.chain(Some(&id)).all(|style| style.list.is_none_or(|list| list == 0));
    plain.then_some(id)
}

/// The list of articles of a firm.
struct Own {
    list: u32,
    prints_word: bool,
    members: [Look; 3],
}

/// The list that the firm's headings have, if it numbers articles and members as a text does: 1,
/// 1.1, a, i.
fn own_list(package: &Package, styles: &Styles) -> Result<Option<Own>, Error> {
    let Some(article) = style::named(styles, ARTICLES) else { return Ok(None) };
    let Some(list) = styles.chain(Some(&article)).find_map(|style| style.list).filter(|list| *list > 0)
    else {
        return Ok(None);
    };
    let Some(lists) = package.lists()? else { return Ok(None) };
    let Some(definition) = lists.definition(list, styles) else { return Ok(None) };
    let level = |at: usize| lists.level(list, definition, at).unwrap_or_default();
    let formats = ["decimal", "decimal", "lowerLetter", "lowerRoman"];
    let right = (0..).zip(formats).all(|(at, format)| level(at).format == format);
    let first = level(0).text.to_lowercase();
    let word = first.starts_with("artikel ");
    let number = first.trim_start_matches("artikel ").trim_end_matches('.');
    if !right || number != "%1" || level(1).text.trim_end_matches('.') != "%1.%2" {
        return Ok(None);
    }
    let mut at = 0;
    let members = [(); 3].map(|()| {
        at += 1;
        let own = level(at);
        let style = own.style.filter(|id| styles.find(id).is_some());
        Look { style, list: Some((list, at as u32)), left: own.left.unwrap_or(709) }
    });
    Ok(Some(Own { list, prints_word: word, members }))
}
