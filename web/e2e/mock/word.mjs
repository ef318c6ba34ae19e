/** A Word file for the mock: a contract on which two others worked, with a table, notes and comments. All of it is fictitious. */
const BODY = 'word/document.xml';
const PLAIN = { bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, moved: false, comments: [], note: null, field: false };

const run = (text, more = {}) => ({ ...PLAIN, text, ...more });
const bold = (text) => run(text, { bold: true });
const ins = (inserted, text, more = {}) => run(text, { inserted, ...more });
const del = (deleted, text, more = {}) => run(text, { deleted, ...more });
const said = (id, text) => run(text, { comments: [id] });

/** Paragraphs with their places; what is deleted has none. */
function story(part, kind, list) {
  return list.map(([runs, more = {}], number) => {
    let at = 0;
    const placed = (Array.isArray(runs) ? runs : [runs]).map((one) => (typeof one === 'string' ? run(one) : one)).map((one) => {
      const start = one.deleted === null ? at : null;
      if (start !== null) at += [...one.text].length;
      return { ...one, start };
    });
    return { part, kind, number, label: null, heading: null, style: null, align: null, indent: 0, cell: null, mark: null, ...more, runs: placed };
  });
}

const head = (label, text) => [text, { heading: 1, label, style: 'Kop 1' }];
const lid = (label, ...runs) => [runs, { label }];
const sub = (label, ...runs) => [runs, { label, indent: 1 }];
const cell = (row, column, text, more = {}) => [text, { cell: { table: 0, row, column, span: 1, rows: 4, columns: 3, ...more } }];

const TEXT = [
  [bold('Onderaannemingsovereenkomst'), { align: 'center', style: 'Titel' }],
  ['concept 12 november 2026', { align: 'center' }],
  ['Bouwbedrijf Van Loon B.V., statutair gevestigd te Zutphen, hierna te noemen: “Hoofdaannemer”, en'],
  [['Installatietechniek Berkel B.V., statutair gevestigd te Lochem, hierna te noemen: “Onderaannemer”,', ins(0, ' hierna gezamenlijk te noemen: “Partijen”,')]],
  ['komen het volgende overeen:'],
  head('Artikel 1', 'Het werk'),
  lid('1.1', 'Onderaannemer voert voor Hoofdaannemer het installatiewerk uit aan de Kerkstraat 12 te Zutphen, zoals omschreven in bijlage 1 (hierna: “het Werk”).'),
  lid('1.2', 'De planning van het Werk luidt als volgt:'),
  cell(0, 0, bold('Onderdeel')), cell(0, 1, bold('Aanvang')), cell(0, 2, bold('Gereed')),
  cell(1, 0, 'Leidingwerk'), cell(1, 1, '4 januari 2027'), cell(1, 2, [del(1, '29 januari 2027'), ins(2, '12 februari 2027')]),
  cell(2, 0, 'Warmtepomp en buffer'), cell(2, 1, '15 februari 2027'), cell(2, 2, '5 maart 2027'),
  cell(3, 0, 'Inbedrijfstelling en inregeling, met inbegrip van het opstellen van de meetrapporten', { span: 3 }),
  lid('1.3', 'Wijzigingen in de planning worden ', said(0, 'schriftelijk'), ' overeengekomen', run('1', { note: '1' }), '.'),
  head('Artikel 2', 'Prijs en betaling'),
  lid('2.1', 'De prijs van het Werk bedraagt € 84.500 exclusief btw.'),
  lid('2.2', 'Hoofdaannemer betaalt facturen van Onderaannemer binnen ', del(3, '30'), ins(4, '60'), ' dagen na ontvangst.'),
  lid('2.3', 'Bij overschrijding van de betaaltermijn is Hoofdaannemer de wettelijke handelsrente verschuldigd.'),
  head('Artikel 3', 'Aansprakelijkheid'),
  lid('3.1', 'Onderaannemer is aansprakelijk voor alle schade die Hoofdaannemer lijdt door een tekortkoming van Onderaannemer.'),
  lid('3.2', 'Onderaannemer vrijwaart Hoofdaannemer voor aanspraken van derden.', ins(5, ' Deze vrijwaring geldt onbeperkt en blijft na het einde van deze overeenkomst van kracht.')),
  lid('3.3', 'Van schade zijn ', said(1, 'gevolgschade en gederfde winst'), ' niet uitgesloten.'),
  head('Artikel 4', 'Oplevering en gebreken'),
  lid('4.1', 'Het Werk geldt als opgeleverd wanneer Hoofdaannemer het schriftelijk heeft aanvaard. De aanvaarding kan niet worden onthouden wegens gebreken die:'),
  sub('a.', 'binnen veertien dagen kunnen worden hersteld; en'),
  sub('b.', 'het gebruik van het Werk niet in de weg staan.'),
  lid('4.2', 'Onderaannemer is niet aansprakelijk voor gebreken die na oplevering aan het licht komen, tenzij Hoofdaannemer bewijst dat deze een gevolg zijn van grove schuld.'),
  head('Artikel 5', 'Beëindiging'),
  lid('5.1', 'Hoofdaannemer kan deze overeenkomst te allen tijde opzeggen', del(6, ' met inachtneming van een termijn van een maand'), '.'),
  [[del(7, 'Onderaannemer heeft bij opzegging recht op vergoeding van de reeds bestelde materialen.')], { label: '5.2', mark: { kind: 'deleted', revision: 8 } }],
  lid('5.2', 'Ieder van Partijen kan deze overeenkomst ontbinden als de andere Partij in verzuim is.'),
  head('Artikel 6', 'Slot'),
  lid('6.1', 'Op deze overeenkomst is Nederlands recht van toepassing. Zie ook artikel ', run('3.1', { field: true }), '.'),
  lid('6.2', 'Geschillen worden voorgelegd aan de rechtbank Gelderland, locatie Zutphen.'),
];

const revision = (number, kind, author, paragraph, text, date = '2026-11-14T09:00:00Z') => ({ number, kind, author, date, part: BODY, paragraph, text });

/** The paragraph in which a run of a tracked change stands. */
const at = (paragraphs, number) => paragraphs.find((one) => one.mark?.revision === number || one.runs.some((piece) => piece.inserted === number || piece.deleted === number))?.number ?? 0;

const JANSEN = 'K. Jansen';
const SMIT = 'mr. R. Smit';

export function agreement({ clean = false, times = 1 } = {}) {
  const long = Array.from({ length: times - 1 }, (_, n) => TEXT.slice(5).map(([runs, more = {}]) => [
    (Array.isArray(runs) ? runs : [runs]).map((one) => (typeof one === 'string' ? one : { ...one, inserted: null, deleted: null, comments: [] })),
    { ...more, mark: null, ...(more.cell ? { cell: { ...more.cell, table: n + 1 } } : {}) },
  ])).flat();
  const text = clean ? TEXT.map(([runs, more = {}]) => [(Array.isArray(runs) ? runs : [runs]).map((one) => (typeof one === 'string' ? one : { ...one, deleted: null, inserted: null, comments: [] })), { ...more, mark: null }]) : TEXT;
  const paragraphs = [
    ...story(BODY, 'document', [...text, ...long]),
    ...story('word/footnotes.xml', 'footnotes', [['E-mail geldt voor de toepassing van dit artikel als schriftelijk.', { label: '1' }]]),
    ...story('word/footer1.xml', 'footer', [[['Onderaannemingsovereenkomst Van Loon / Berkel, blz. ', run('1', { field: true })], { align: 'center' }]]),
  ];
  const all = [
    revision(0, 'inserted', SMIT, 0, ' hierna gezamenlijk te noemen: “Partijen”,'), revision(1, 'deleted', JANSEN, 0, '29 januari 2027'), revision(2, 'inserted', JANSEN, 0, '12 februari 2027'),
    revision(3, 'deleted', JANSEN, 0, '30'), revision(4, 'inserted', JANSEN, 0, '60'),
    revision(5, 'inserted', JANSEN, 0, ' Deze vrijwaring geldt onbeperkt en blijft na het einde van deze overeenkomst van kracht.'),
    revision(6, 'deleted', SMIT, 0, ' met inachtneming van een termijn van een maand', '2026-11-17T09:00:00Z'),
    revision(7, 'deleted', JANSEN, 0, 'Onderaannemer heeft bij opzegging recht op vergoeding van de reeds bestelde materialen.'), revision(8, 'paragraph_deleted', JANSEN, 0, ''),
    revision(9, 'format', SMIT, 27, ''),
  ];
  for (const one of all.slice(0, 9)) one.paragraph = at(paragraphs, one.number);
  const place = (id) => paragraphs.find((one) => one.runs.some((piece) => piece.comments.includes(id)));
  const comment = (id, author, words, date) => ({ id, author, date, part: BODY, paragraph: place(id)?.number ?? 0, start: 0, end: 1, text: words });
  return {
    total: paragraphs.length, facts: { strict: false, macros: false, signed: false, protection: null, tracking: true }, authors: clean ? [] : [SMIT, JANSEN], paragraphs,
    revisions: clean ? [] : all,
    comments: clean ? [] : [
      comment(0, SMIT, 'Willen we hier ook e-mail onder verstaan?', '2026-11-14T09:12:00Z'),
      comment(1, JANSEN, 'Dit willen wij niet beperken: onze opdrachtgever legt de boete op.', '2026-11-15T16:40:00Z'),
    ],
  };
}

const current = (paragraph) => paragraph.runs.filter((one) => one.start !== null).map((one) => one.text).join('');
const points = (text) => [...text].length;

/** A file of these lines, each a paragraph, without changes. */
export function plain(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const paragraphs = story(BODY, 'document', lines.map((line, at) => [line, /^Artikel|^Algemene/.test(line) ? { heading: at === 0 ? 1 : 2 } : {}]));
  return { total: paragraphs.length, facts: { strict: false, macros: false, signed: false, protection: null, tracking: false }, authors: [], paragraphs, revisions: [], comments: [] };
}

/** The text of a file as it is searched: its paragraphs with their numbers, a blank line between them. */
export const textOf = (view) => view.paragraphs.map((one) => [one.label, current(one)].filter(Boolean).join(' ')).filter((line) => line.trim()).join('\n\n');

/** Where code points of that text stand in the file. */
export function placesOf(view, text, start, end) {
  let from = 0;
  return view.paragraphs.flatMap((paragraph) => {
    const words = current(paragraph);
    const found = words.trim() ? text.indexOf(words, from) : -1;
    if (found < 0) return [];
    from = found + words.length;
    const [first, last] = [points(text.slice(0, found)), points(text.slice(0, from))];
    return start < last && end > first ? [{ part: paragraph.part, paragraph: paragraph.number, start: Math.max(start, first) - first, end: Math.min(end, last) - first }] : [];
  });
}

/** Where a text stands, for a proposal. */
function find(view, words) {
  for (const paragraph of view.paragraphs) {
    const text = paragraph.runs.filter((one) => one.start !== null).map((one) => one.text).join('');
    const start = text.indexOf(words);
    if (start >= 0) return { part: paragraph.part, paragraph: paragraph.number, paragraphs: 1, start: [...text.slice(0, start)].length, end: [...text.slice(0, start + words.length)].length };
  }
  throw new Error(`not in the contract: ${words}`);
}

const NEITHER = { clause: null, decision: null, decision_reason: null, decided_by: null, decided_at: null, own_text: null };
const CLAUSE = { id: 'cl1', title: 'Beperking van aansprakelijkheid', stance: 'neutral' };

export function proposals(view) {
  const make = (old, kind, now, reason, severity, source = 'model', more = {}) => ({ ...find(view, old), ...NEITHER, kind, old: kind === 'insert_text' || kind === 'insert_paragraphs' ? '' : old, new: now, reason, severity, source, ...more });
  return [
    make('Wijzigingen in de planning worden schriftelijk overeengekomen', 'comment', 'Leg vast of e-mail als schriftelijk telt; de voetnoot is daarvoor kwetsbaar.', 'Een vormvoorschrift in een voetnoot wordt licht over het hoofd gezien.', 'low'),
    make('binnen 60 dagen na ontvangst', 'replace', 'binnen 30 dagen na ontvangst', 'Tussen ondernemingen is dertig dagen de wettelijke hoofdregel; zestig dagen vraagt een uitdrukkelijke afspraak (art. 6:119a BW).', 'high'),
    make('Onderaannemer is aansprakelijk voor alle schade die Hoofdaannemer lijdt door een tekortkoming van Onderaannemer.', 'replace', 'Iedere Partij is aansprakelijk voor de schade die de andere Partij lijdt door een toerekenbare tekortkoming van die Partij.', 'Maakt de aansprakelijkheid wederkerig, zoals gevraagd.', 'high'),
    make('Onderaannemer vrijwaart Hoofdaannemer voor aanspraken van derden.', 'insert_text', ' Hoofdaannemer vrijwaart Onderaannemer op gelijke voet.', 'De vrijwaring werkte maar naar één kant.', 'high'),
    make('Van schade zijn gevolgschade en gederfde winst niet uitgesloten.', 'insert_paragraphs', 'De aansprakelijkheid van iedere Partij is beperkt tot de prijs van het Werk.\nDe beperking geldt niet bij opzet of bewuste roekeloosheid.', 'De overeenkomst mist de beperking uit uw clausulebibliotheek.', 'medium', 'clause', { clause: CLAUSE }),
    make(', tenzij Hoofdaannemer bewijst dat deze een gevolg zijn van grove schuld', 'delete', '', 'Deze bewijslast is voor uw cliënt onredelijk bezwarend.', 'medium'),
    make('Geschillen worden voorgelegd aan de rechtbank Gelderland, locatie Zutphen.', 'replace', 'Geschillen worden uitsluitend voorgelegd aan de rechtbank Gelderland, locatie Zutphen.', 'Maakt de forumkeuze exclusief.', 'low', 'rule'),
  ].map((one, number) => ({ number, ...one }));
}

export const REFUSED = [
  { kind: 'replace', old: 'de Hoofdaannemer is niet aansprakelijk voor vertraging', code: 'not_found' },
  { kind: 'delete', old: 'binnen 60 dagen', code: 'overlap' },
  { kind: 'replace', old: 'artikel 3.1', code: 'cuts_field' },
];

const side = (paragraph, label, ...pieces) => ({ part: BODY, paragraph, label, pieces: pieces.map((one) => (typeof one === 'string' ? { text: one, changed: false } : { text: one[0], changed: true })) });
const same = (paragraph, label, text) => ({ kind: 'equal', old: side(paragraph, label, text), new: side(paragraph, label, text), count: null });

/** Two versions of the contract side by side. */
export function comparison(times = 1) {
  const rows = [
    { kind: 'skipped', old: null, new: null, count: 11 },
    same(19, '2.1', 'De prijs van het Werk bedraagt € 84.500 exclusief btw.'),
    { kind: 'changed', count: null, old: side(20, '2.2', 'Hoofdaannemer betaalt facturen van Onderaannemer binnen ', ['30'], ' dagen na ontvangst.'), new: side(20, '2.2', 'Hoofdaannemer betaalt facturen van Onderaannemer binnen ', ['60'], ' dagen na ontvangst.') },
    same(21, '2.3', 'Bij overschrijding van de betaaltermijn is Hoofdaannemer de wettelijke handelsrente verschuldigd.'),
    { kind: 'changed', count: null, old: side(24, '3.1', ['Onderaannemer'], ' is aansprakelijk voor ', ['alle'], ' schade.'), new: side(23, '3.1', ['Iedere Partij'], ' is aansprakelijk voor ', ['de directe'], ' schade van de andere Partij.') },
    { kind: 'inserted', count: null, old: null, new: side(24, '3.2', ['De aansprakelijkheid van iedere Partij is beperkt tot de prijs van het Werk. De beperking geldt niet bij opzet of bewuste roekeloosheid.']) },
    { kind: 'not_shown', count: null, old: side(26, null, ['Installatieschema']), new: side(26, null, ['Installatieschema']) },
    { kind: 'skipped', old: null, new: null, count: 1 },
    { kind: 'deleted', count: null, old: side(35, '5.2', ['Onderaannemer heeft bij opzegging recht op vergoeding van de reeds bestelde materialen.']), new: null },
    { kind: 'moved', count: null, old: side(22, '2.4', 'Meerwerk wordt alleen vergoed als het vooraf schriftelijk is opgedragen.'), new: side(37, '6.1', 'Meerwerk wordt alleen vergoed als het vooraf schriftelijk is opgedragen.') },
    same(37, '6.2', 'Geschillen worden voorgelegd aan de rechtbank Gelderland, locatie Zutphen.'),
  ];
  const many = Array.from({ length: times }, () => rows).flat();
  const n = (kind) => many.filter((one) => one.kind === kind).length;
  return { rows: many, counts: { inserted: n('inserted'), deleted: n('deleted'), changed: n('changed'), moved: n('moved'), not_shown: n('not_shown') } };
}
