//! Any text that a lawyer could write, small enough to be tried by the thousand.

use std::ops::Range;

use legalmind_docx::text::{
    Article, Block, Bullets, Cell, Definition, Definitions, Ids, Inline, Item, Line, Marks, Members, Parties,
    Party, Piece, Recitals, Signature, Table, Text, Variable,
};
use proptest::{collection::vec, option, prelude::*, sample::Index};

/// A text whose references point at articles and members of it.
pub fn any_text() -> impl Strategy<Value = Text> {
    let front = prop_oneof![
        paragraph(),
        members(3),
        bullets(),
        definitions(),
        table(),
        line().prop_map(Block::Quote)
    ];
    (vec(front, 0..3), vec(top(), 1..9), vec(any::<Index>(), 1..8)).prop_map(|(front, rest, picks)| {
        let mut text = Text { content: apart(front.into_iter().chain(rest).collect()) };
        number(&mut text);
        aim(&mut text, &picks);
        text
    })
}

/// Words without white space at their ends, so that pieces beside each other stay apart.
fn words() -> impl Strategy<Value = String> {
    "[A-Za-zéëï0-9&<>€,;]{1,8}( [A-Za-z0-9.()\"–]{1,9}){0,5}"
}

fn plain() -> impl Strategy<Value = Inline> {
    words().prop_map(Inline::text)
}

fn marks() -> impl Strategy<Value = Marks> {
    any::<[bool; 3]>().prop_map(|[bold, italic, underline]| Marks { bold, italic, underline })
}

fn inline() -> impl Strategy<Value = Inline> {
    let variable = ("[a-z]{1,6}(\\.[a-z]{1,5})?", words(), option::of(words()))
        .prop_map(|(name, label, value)| Piece::Variable(Variable { name, label, value }));
    let piece = prop_oneof![
        5 => words().prop_map(Piece::Text),
        1 => Just(Piece::Break),
        2 => variable,
        2 => Just(Piece::Reference { target: String::new() }),
    ];
    (piece, marks()).prop_map(|(piece, marks)| {
        let marks = if piece == Piece::Break { Marks::default() } else { marks };
        Inline { piece, marks }
    })
}

/// A line begins with plain words, and no two pieces of words with the same look touch.
fn pieces(range: Range<usize>) -> impl Strategy<Value = Vec<Inline>> {
    (plain(), vec(inline(), range)).prop_map(|(first, rest)| {
        let mut out = joined(std::iter::once(first).chain(rest));
        // nothing is printed behind a last new line
        while out.last().is_some_and(|last| last.piece == Piece::Break) {
            out.pop();
        }
        out
    })
}

/// Pieces of words beside each other with the same look are one.
fn joined(pieces: impl IntoIterator<Item = Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in pieces {
        match (out.last_mut().map(|last| (&mut last.piece, last.marks)), &inline.piece) {
            (Some((Piece::Text(last), marks)), Piece::Text(text)) if marks == inline.marks => {
                last.push_str(text);
            }
            _ => out.push(inline),
        }
    }
    out
}

fn line() -> impl Strategy<Value = Line> {
    pieces(0..4).prop_map(|content| Line { id: String::new(), content })
}

fn paragraph() -> impl Strategy<Value = Block> {
    line().prop_map(Block::Paragraph)
}

fn item(below: impl Strategy<Value = Vec<Block>>) -> impl Strategy<Value = Item> {
    (paragraph(), below).prop_map(|(first, rest)| {
        let content = std::iter::once(first).chain(rest).collect();
        Item { id: String::new(), content: apart(content) }
    })
}

fn bullets() -> impl Strategy<Value = Block> {
    let wrap = |bullets| Block::Bullets(Bullets { id: String::new(), bullets });
    let inner = vec(item(Just(Vec::new())), 1..3).prop_map(wrap);
    vec(item(option::of(inner).prop_map(|it| it.into_iter().collect())), 1..3).prop_map(wrap)
}

fn definitions() -> impl Strategy<Value = Block> {
    let one = ("[A-Z][a-z]{2,8}( [a-z]{2,6})?", pieces(0..3)).prop_map(|(term, content)| Definition {
        id: String::new(),
        term,
        content,
    });
    vec(one, 1..3).prop_map(|definitions| Block::Definitions(Definitions { id: String::new(), definitions }))
}

fn table() -> impl Strategy<Value = Block> {
    (1_usize..4, 1_usize..4, any::<bool>()).prop_flat_map(|(columns, rows, header)| {
        let cell = vec(line(), 1..3).prop_map(|content| Cell { colspan: 1, rowspan: 1, content });
        let merged = any::<bool>();
        (vec(vec(cell, columns), rows), merged).prop_map(move |(mut rows, merged)| {
            if merged && columns > 1 {
                for row in rows.iter_mut().take(1) {
                    row.pop();
                    row.iter_mut().take(1).for_each(|cell| cell.colspan = 2);
                }
            }
            // a head is bold as a whole
            let head = rows.iter_mut().take(usize::from(header)).flatten();
            let lines = head.flat_map(|cell| &mut cell.content);
            lines.for_each(|line| {
                line.content.iter_mut().for_each(|inline| inline.marks.bold = false);
                line.content = joined(std::mem::take(&mut line.content));
            });
            Block::Table(Table { id: String::new(), header, rows })
        })
    })
}

fn members(levels: u32) -> BoxedStrategy<Block> {
    let below = if levels == 1 {
        vec(paragraph(), 0..2).boxed()
    } else {
        vec(prop_oneof![2 => paragraph(), 2 => members(levels - 1), 1 => bullets(), 1 => definitions()], 0..3)
            .boxed()
    };
    vec(item(below), 1..4).prop_map(|members| Block::Members(Members { id: String::new(), members })).boxed()
}

fn article() -> impl Strategy<Value = Block> {
    let inner = prop_oneof![
        3 => members(3),
        1 => paragraph(),
        1 => bullets(),
        1 => definitions(),
        1 => table(),
        1 => line().prop_map(Block::Quote),
    ];
    (pieces(0..2), vec(inner, 0..4)).prop_map(|(title, content)| {
        let title = Line { id: String::new(), content: title };
        let content = apart(content);
        Block::Article(Article { id: String::new(), clause: None, title, content })
    })
}

fn top() -> impl Strategy<Value = Block> {
    // the name of a party stands in bold between quotation marks in its description
    let party = ("([A-Z][a-z]{2,8})?", pieces(0..2)).prop_map(|(name, mut content)| {
        if !name.is_empty() {
            content.push(Inline::text(" hierna: "));
            content.push(Inline::bold(format!("“{name}”")));
        }
        Party { id: String::new(), name, content: joined(content) }
    });
    prop_oneof![
        1 => line().prop_map(Block::Title),
        1 => line().prop_map(Block::Heading),
        1 => vec(party, 1..3).prop_map(|parties| Block::Parties(Parties { id: String::new(), parties })),
        1 => vec(line(), 1..3).prop_map(|recitals| Block::Recitals(Recitals { id: String::new(), recitals })),
        6 => article(),
        1 => ("[A-Z][a-z]{2,8}", "([A-Z]\\. [A-Z][a-z]{1,7},( [a-z]{1,8})?|[a-z]{0,8})").prop_map(|(party, capacity)| {
            Block::Signature(Signature { id: String::new(), party, capacity })
        }),
        1 => Just(Block::PageBreak { id: String::new() }),
    ]
}

/// No two lists of one kind directly behind each other, which nobody could tell from one.
fn apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        let same =
            out.last().is_some_and(|last| std::mem::discriminant(last) == std::mem::discriminant(&block));
        let list = matches!(
            block,
            Block::Parties(_)
                | Block::Recitals(_)
                | Block::Members(_)
                | Block::Bullets(_)
                | Block::Definitions(_)
                | Block::Table(_)
        );
        if !same || !list {
            out.push(block);
        }
    }
    out
}

/// Gives every block an id of its own, in the order of the text.
pub fn number(text: &mut Text) {
    let mut ids = Ids::new("b");
    text.content.iter_mut().for_each(|block| renumber(block, &mut ids));
}

fn renumber(block: &mut Block, ids: &mut Ids) {
    match block {
        Block::Title(line) | Block::Heading(line) | Block::Paragraph(line) | Block::Quote(line) => {
            line.id = ids.next();
        }
        Block::Parties(list) => {
            list.id = ids.next();
            list.parties.iter_mut().for_each(|it| it.id = ids.next());
        }
        Block::Recitals(list) => {
            list.id = ids.next();
            list.recitals.iter_mut().for_each(|it| it.id = ids.next());
        }
        Block::Article(article) => {
            article.id = ids.next();
            article.title.id = ids.next();
            article.content.iter_mut().for_each(|it| renumber(it, ids));
        }
        Block::Members(list) => {
            list.id = ids.next();
            list.members.iter_mut().for_each(|it| renumber_item(it, ids));
        }
        Block::Bullets(list) => {
            list.id = ids.next();
            list.bullets.iter_mut().for_each(|it| renumber_item(it, ids));
        }
        Block::Definitions(list) => {
            list.id = ids.next();
            list.definitions.iter_mut().for_each(|it| it.id = ids.next());
        }
        Block::Table(table) => {
            table.id = ids.next();
            let lines = table.rows.iter_mut().flatten().flat_map(|cell| &mut cell.content);
            lines.for_each(|line| line.id = ids.next());
        }
        Block::Signature(it) => it.id = ids.next(),
        Block::PageBreak { id } => *id = ids.next(),
    }
}

fn renumber_item(item: &mut Item, ids: &mut Ids) {
    item.id = ids.next();
    item.content.iter_mut().for_each(|it| renumber(it, ids));
}

/// Points each reference at an article or member; those of a text without any become words.
fn aim(text: &mut Text, picks: &[Index]) {
    let numbers = text.numbers();
    let targets: Vec<String> =
        numbers.all().keys().filter(|id| numbers.words(id).is_some()).cloned().collect();
    let mut at = 0;
    text.each_inline(|inline| {
        if matches!(inline.piece, Piece::Reference { .. }) {
            inline.piece = match targets.is_empty() {
                true => Piece::Variable(Variable { name: "x".into(), label: "x".into(), value: None }),
                false => Piece::Reference { target: picks[at % picks.len()].get(&targets).clone() },
            };
            at += 1;
        }
    });
}
