//! What the elements of a toestand make: levels, provisions, lines.

use std::collections::VecDeque;

use jiff::civil::Date;
use quick_xml::events::BytesStart;

use crate::{
    Error, Result,
    read::xml::{add_short, attribute, squeeze},
    statute::{ARTICLES, Head, Level, Line, LineKind, Provision, ProvisionKind, Standing, number_key},
};

/// The most bytes of one provision.
const MAX_PROVISION: usize = 32 << 20;

/// What an open element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Nothing of it is kept.
    Skip,
    /// A part of the structure.
    Level,
    Article,
    /// The head of a level or an article.
    Head,
    Label,
    Number,
    Heading,
    Lid,
    LidNumber,
    Item,
    ItemNumber,
    /// A paragraph of text.
    Block,
    /// A heading inside a provision.
    Between,
    Row,
    Cell,
    Editorial,
    Note,
    Title,
    LongTitle,
    /// Passed through.
    Other,
}

/// What an element is for, by its name and where it stands.
fn part(name: &str, parent: Part, in_row: bool) -> Part {
    match (name, parent) {
        (_, Part::Skip) => Part::Skip,
        ("meta-data" | "bwb-wijzigingen" | "redactionele-correcties" | "bwb-inputbestand", _) => Part::Skip,
        ("row", _) => Part::Row,
        ("entry", _) => Part::Cell,
        ("redactie", _) => Part::Editorial,
        ("noot", _) => Part::Note,
        _ if in_row => Part::Other,
        (
            "boek"
            | "deel"
            | "titeldeel"
            | "hoofdstuk"
            | "afdeling"
            | "paragraaf"
            | "sub-paragraaf"
            | "subparagraaf"
            | "divisie"
            | "sub-divisie"
            | "circulaire.divisie"
            | "verdrag.divisie"
            | "wijzig-divisie"
            | "bijlage"
            | "aanhef"
            | "preambule"
            | "wetsluiting"
            | "regeling-sluiting"
            | "circulaire-sluiting"
            | "slotformulier"
            | "nota-toelichting",
            _,
        ) => Part::Level,
        (name, _) if ARTICLES.contains(&name) => Part::Article,
        ("kop", Part::Level | Part::Article) => Part::Head,
        ("kop" | "tussenkop", _) => Part::Between,
        ("label", Part::Head) => Part::Label,
        ("nr", Part::Head) => Part::Number,
        ("titel" | "subtitel", Part::Head) => Part::Heading,
        ("lid" | "wijzig-lid", _) => Part::Lid,
        ("lidnr", _) => Part::LidNumber,
        ("li", _) => Part::Item,
        ("li.nr", _) => Part::ItemNumber,
        ("citeertitel", _) => Part::Title,
        ("intitule", _) => Part::LongTitle,
        (
            "al" | "considerans.al" | "wij" | "term" | "functie" | "plaats" | "datum" | "naam" | "koning"
            | "ondertekening" | "bijschrift" | "formule",
            _,
        ) => Part::Block,
        _ => Part::Other,
    }
}

/// A provision or a level, with the lines it has so far.
struct Draft {
    kind: ProvisionKind,
    level: Level,
    standing: Standing,
    since: Option<Date>,
    lines: Vec<Line>,
    size: usize,
    /// Whether a provision came of it, or of what stands in it.
    used: bool,
}

impl Draft {
    fn new(kind: ProvisionKind, name: &str) -> Self {
        let level = Level { kind: name.to_owned(), ..Level::default() };
        Self {
            kind,
            level,
            standing: Standing::InForce,
            since: None,
            lines: Vec::new(),
            size: 0,
            used: false,
        }
    }

    fn level(&self) -> Level {
        Level {
            kind: self.level.kind.clone(),
            label: squeeze(&self.level.label),
            number: squeeze(&self.level.number),
            heading: squeeze(&self.level.heading),
        }
    }
}

/// Makes provisions of elements.
pub struct Builder {
    head: Head,
    stack: Vec<Part>,
    /// The whole, and the levels and articles that are open, the widest first.
    drafts: Vec<Draft>,
    /// The number of the lid that is open, and of the items inside it.
    lid: String,
    items: Vec<String>,
    /// What is printed before the next line.
    label: String,
    /// The words of the line being read, and how many of their bytes are the editors'.
    block: String,
    editorial: usize,
    rows: usize,
    ready: VecDeque<Provision>,
    /// Articles that began.
    pub counted: u64,
    /// Articles that were made.
    pub articles: u64,
    /// Provisions that were taken.
    pub taken: u64,
}

impl Builder {
    pub fn new(head: Head) -> Self {
        Self {
            head,
            stack: vec![Part::Other],
            drafts: vec![Draft::new(ProvisionKind::Text, "tekst")],
            lid: String::new(),
            items: Vec::new(),
            label: String::new(),
            block: String::new(),
            editorial: 0,
            rows: 0,
            ready: VecDeque::new(),
            counted: 0,
            articles: 0,
            taken: 0,
        }
    }

    /// The head, complete once a provision is ready.
    pub fn head(&self) -> Head {
        let mut head = self.head.clone();
        head.title = squeeze(&head.title);
        head.long_title = squeeze(&head.long_title);
        if head.title.is_empty() {
            head.title.clone_from(if head.long_title.is_empty() { &head.law } else { &head.long_title });
        }
        head
    }

    pub fn take(&mut self) -> Option<Provision> {
        let next = self.ready.pop_front()?;
        self.taken += 1;
        Some(next)
    }

    pub fn open(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let parent = self.stack.last().copied().unwrap_or(Part::Other);
        let part = part(name.as_ref(), parent, self.rows > 0);
        match part {
            Part::Level | Part::Article | Part::Lid | Part::Item => {
                self.flush(LineKind::Text);
                self.flush_label();
            }
            Part::Block | Part::Between => self.flush(LineKind::Text),
            Part::Row if self.rows == 0 => self.flush(LineKind::Text),
            Part::Cell if !self.block.trim().is_empty() => self.block.push_str(" | "),
            Part::Note => self.block.push_str(" ["),
            // a title, and a subtitle after it
            Part::Heading => {
                if let Some(draft) = self.drafts.last_mut() {
                    add_short(&mut draft.level.heading, " ");
                }
            }
            _ => {}
        }
        self.stack.push(part);
        match part {
            Part::Level => self.begin(ProvisionKind::Text, name.as_ref(), element),
            Part::Article => {
                self.counted += 1;
                self.begin(ProvisionKind::Article, name.as_ref(), element);
            }
            Part::Item => self.items.push("-".to_owned()),
            Part::Row => self.rows += 1,
            Part::Other => self.special(name.as_ref(), element),
            _ => {}
        }
    }

    /// Elements that say something by being there.
    fn special(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "wetgeving" => self.head.kind = attribute(element, "soort").unwrap_or_default(),
            "br" | "al" | "li" => self.block.push(' '),
            "plaatje" => self.block.push_str(" [afbeelding] "),
            _ => {}
        }
    }

    pub fn close(&mut self) {
        match self.stack.pop().unwrap_or(Part::Other) {
            Part::Level | Part::Article => self.end(),
            Part::Lid => {
                self.flush(LineKind::Text);
                self.flush_label();
                self.lid.clear();
            }
            Part::Item => {
                self.flush(LineKind::Text);
                self.flush_label();
                self.items.pop();
            }
            Part::LidNumber => {
                self.label = squeeze(&std::mem::take(&mut self.block));
                self.lid = bare(&self.label);
            }
            Part::ItemNumber => {
                self.label = squeeze(&std::mem::take(&mut self.block));
                let number = bare(&self.label);
                if let Some(last) = self.items.last_mut().filter(|_| !number.is_empty()) {
                    *last = number;
                }
            }
            Part::Block => self.flush(LineKind::Text),
            Part::Between => self.flush(LineKind::Heading),
            Part::Row => {
                self.rows = self.rows.saturating_sub(1);
                if self.rows == 0 {
                    self.flush(LineKind::Row);
                }
            }
            Part::Note => self.block.push_str("] "),
            _ => {}
        }
    }

    pub fn text(&mut self, text: &str) -> Result<()> {
        // elements inside a text do not change what it is for
        let inline = |part: &&Part| !matches!(part, Part::Other | Part::Editorial | Part::Note);
        let part = self.stack.iter().rev().find(inline).copied().unwrap_or(Part::Other);
        let inside = self.drafts.len() > 1;
        let Some(draft) = self.drafts.last_mut() else { return Ok(()) };
        if draft.size + self.block.len() + text.len() > MAX_PROVISION {
            return Err(Error::TooLarge { what: "one provision", limit: MAX_PROVISION as u64 });
        }
        match part {
            Part::Skip => {}
            // of the law itself, not of one that it quotes
            Part::Title if !inside => add_short(&mut self.head.title, text),
            Part::LongTitle if !inside => add_short(&mut self.head.long_title, text),
            Part::Label => add_short(&mut draft.level.label, text),
            Part::Number => add_short(&mut draft.level.number, text),
            Part::Heading => add_short(&mut draft.level.heading, text),
            _ => {
                if self.stack.contains(&Part::Editorial) {
                    self.editorial += visible(text);
                }
                self.block.push_str(text);
            }
        }
        Ok(())
    }

    /// The file ends.
    pub fn finish(&mut self) {
        self.flush(LineKind::Text);
        self.emit_level();
    }

    fn begin(&mut self, kind: ProvisionKind, name: &str, element: &BytesStart<'_>) {
        self.emit_level();
        let kind = match name {
            "bijlage" => ProvisionKind::Annex,
            "aanhef" | "preambule" => ProvisionKind::Preamble,
            _ => kind,
        };
        let mut draft = Draft::new(kind, name);
        draft.standing = match attribute(element, "status").as_deref() {
            Some("vervallen") => Standing::Repealed,
            Some("nogniet") => Standing::NotYet,
            Some(_) => Standing::InForce,
            // what says nothing is as the part it stands in
            None => self.drafts.last().map_or(Standing::InForce, |outer| outer.standing),
        };
        draft.since = attribute(element, "inwerking").and_then(|date| date.parse().ok());
        self.drafts.push(draft);
        self.forget();
    }

    fn end(&mut self) {
        self.flush(LineKind::Text);
        self.emit_level();
        if self.drafts.len() > 1
            && let Some(draft) = self.drafts.pop()
        {
            let article = draft.kind == ProvisionKind::Article;
            self.articles += u64::from(article);
            // a chapter that holds nothing yet is a heading all the same
            let named = !draft.level.heading.is_empty() || !draft.level.number.is_empty();
            let bare = named && !draft.used;
            if article || bare {
                self.emit(draft);
            }
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.lid.clear();
        self.items.clear();
        self.label.clear();
    }

    /// Makes a line of the words that were read.
    fn flush(&mut self, kind: LineKind) {
        let editorial = std::mem::take(&mut self.editorial);
        let text = squeeze(&std::mem::take(&mut self.block));
        let Some(draft) = self.drafts.last_mut().filter(|_| !text.is_empty()) else { return };
        let kind =
            if kind == LineKind::Text && editorial >= visible(&text) { LineKind::Editorial } else { kind };
        draft.size += text.len();
        draft.lines.push(Line {
            kind,
            lid: self.lid.clone(),
            parts: self.items.clone(),
            label: std::mem::take(&mut self.label),
            text,
        });
    }

    /// Makes a line of a number that no words follow.
    fn flush_label(&mut self) {
        let label = std::mem::take(&mut self.label);
        if let Some(draft) = self.drafts.last_mut().filter(|_| !label.is_empty()) {
            draft.lines.push(Line {
                lid: self.lid.clone(),
                parts: self.items.clone(),
                label,
                ..Line::default()
            });
        }
    }

    /// Makes a provision of the lines that stand in the innermost level itself.
    fn emit_level(&mut self) {
        let Some(draft) = self.drafts.last_mut() else { return };
        if draft.kind == ProvisionKind::Article || draft.lines.is_empty() {
            return;
        }
        let inner = Draft {
            kind: draft.kind,
            level: draft.level(),
            standing: draft.standing,
            since: draft.since,
            lines: std::mem::take(&mut draft.lines),
            size: std::mem::take(&mut draft.size),
            used: true,
        };
        draft.used = true;
        let Some(outer) = self.drafts.pop() else { return };
        self.emit(inner);
        self.drafts.push(outer);
    }

    fn emit(&mut self, draft: Draft) {
        self.drafts.iter_mut().for_each(|outer| outer.used = true);
        let level = draft.level();
        let kind = if draft.kind == ProvisionKind::Text
            && self.drafts.iter().any(|d| d.kind == ProvisionKind::Annex)
        {
            ProvisionKind::Annex
        } else {
            draft.kind
        };
        let number = match (level.number.is_empty(), draft.kind) {
            // an only article has no number of its own: "Enig artikel"
            (true, ProvisionKind::Article) => number_key(&level.label.to_lowercase().replace("artikel", "")),
            _ => level.number,
        };
        let path = self.drafts.iter().skip(1);
        self.ready.push_back(Provision {
            kind,
            number,
            heading: level.heading,
            path: path.map(Draft::level).collect(),
            standing: draft.standing,
            since: draft.since,
            lines: draft.lines,
        });
    }
}

/// How many bytes of a text are not white space.
fn visible(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

/// A number without its marks: `a`, `1`, `2a`; empty for a dash.
fn bare(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
