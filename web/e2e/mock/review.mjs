/** A Word document with the changes of two others, and a review of it. */
const DOCUMENT = 'word/document.xml';
const plain = { bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, moved: false, comments: [], note: null, field: false };

/** Runs of a paragraph: a text, or a text with what is special about it. */
function runs(parts) {
  let at = 0;
  return parts.map((part) => {
    const run = { ...plain, ...(typeof part === 'string' ? { text: part } : part) };
    const start = run.deleted === null ? at : null;
    if (start !== null) at += [...run.text].length;
    return { ...run, start };
  });
}

function paragraph(number, parts, rest = {}) {
  return { part: DOCUMENT, kind: 'document', number, label: null, heading: null, style: 'Normal', align: null, indent: 0, cell: null, mark: null, ...rest, runs: runs(parts) };
}

const PARAGRAPHS = [
  paragraph(0, [{ text: 'Algemene voorwaarden', bold: true }], { align: 'center', heading: 1 }),
  paragraph(1, ['Van Loon Bouw B.V., hierna te noemen: “Aannemer”, gevestigd te Lindenoord.']),
  paragraph(2, [{ text: 'Betaling', bold: true }], { heading: 2, label: 'Artikel 1' }),
  paragraph(3, ['Opdrachtgever betaalt binnen ', { text: '30', deleted: 0 }, { text: '60', inserted: 1 }, ' dagen na de factuurdatum, zonder ', { text: 'enige', italic: true }, ' verrekening.'], { label: '1.1', indent: 1 }),
  paragraph(4, ['Bij te late betaling is de wettelijke handelsrente verschuldigd.', { text: ' Dit geldt ook voor deelfacturen.', inserted: 2, comments: [7] }], { label: '1.2', indent: 1 }),
  paragraph(5, [{ text: 'Aansprakelijkheid', bold: true }], { heading: 2, label: 'Artikel 2' }),
  paragraph(6, ['Aannemer is niet aansprakelijk voor schade van Opdrachtgever.'], { label: '2.1', indent: 1 }),
  paragraph(7, ['Opdrachtgever vrijwaart Aannemer voor aanspraken van derden.'], { label: '2.2', indent: 1 }),
  paragraph(8, ['Termijn'], { cell: { table: 0, row: 0, column: 0, span: 1, rows: 1, columns: 2 } }),
  paragraph(9, ['14 dagen'], { cell: { table: 0, row: 0, column: 1, span: 1, rows: 1, columns: 2 } }),
];

export const view = () => ({
  document: 'terms', version: 'v-terms', version_number: 1, total: PARAGRAPHS.length,
  facts: { strict: false, macros: true, signed: false, protection: null, tracking: true },
  authors: ['mr. A. Anders', 'P. Derde'], paragraphs: PARAGRAPHS,
  revisions: [
    { number: 0, kind: 'deleted', author: 'mr. A. Anders', date: '2026-10-02T09:00:00Z', part: DOCUMENT, paragraph: 3, text: '30' },
    { number: 1, kind: 'inserted', author: 'mr. A. Anders', date: '2026-10-02T09:00:00Z', part: DOCUMENT, paragraph: 3, text: '60' },
    { number: 2, kind: 'inserted', author: 'P. Derde', date: '2026-10-05T14:30:00Z', part: DOCUMENT, paragraph: 4, text: ' Dit geldt ook voor deelfacturen.' },
  ],
  comments: [{ id: 7, author: 'P. Derde', date: '2026-10-05T14:31:00Z', part: DOCUMENT, paragraph: 4, start: 64, end: 97, text: 'Zo besproken op 1 oktober.' }],
});

const open = { decision: null, decision_reason: null, decided_by: null, decided_at: null, own_text: null, paragraphs: 1, part: DOCUMENT, clause: null };

const PROPOSALS = [
  { ...open, number: 0, kind: 'replace', paragraph: 3, start: 29, end: 31, old: '60', new: '14', reason: 'De algemene voorwaarden van het kantoor gaan uit van veertien dagen.', severity: 'medium', source: 'model' },
  {
    ...open, number: 1, kind: 'replace', paragraph: 6, paragraphs: 2, start: 0, end: 61, severity: 'high', source: 'clause', reason: 'De tekst wijkt af van de clausulebibliotheek van het kantoor.',
    old: 'Aannemer is niet aansprakelijk voor schade van Opdrachtgever.\nOpdrachtgever vrijwaart Aannemer voor aanspraken van derden.',
    new: 'Partijen zijn jegens elkaar aansprakelijk tot de factuurwaarde.\nDe beperking geldt niet bij opzet of grove schuld.', clause: { id: 'c1', title: 'Aansprakelijkheid', stance: 'neutral' },
  },
  { ...open, number: 2, kind: 'insert_paragraphs', paragraph: 7, start: 0, end: 60, old: '', new: 'Geheimhouding\nPartijen houden geheim wat zij van elkaar vernemen.', reason: 'Deze bepaling ontbreekt.', severity: 'low', source: 'clause', clause: { id: 'c2', title: 'Geheimhouding', stance: 'client' } },
  { ...open, number: 3, kind: 'comment', paragraph: 9, start: 0, end: 8, old: '14 dagen', new: 'Controleer of deze termijn ook voor consumenten geldt.', reason: 'Art. 6:96 lid 6 BW.', severity: 'low', source: 'model', decision: 'accepted', decision_reason: 'Besproken met cliënt', decided_by: 'mr. S. Bakker', decided_at: '2026-11-20T10:00:00Z' },
];

const REFUSED = [{ kind: 'replace', old: 'de deskundige', code: 'not_found' }, { kind: 'delete', old: 'Opdrachtgever', code: 'ambiguous' }];

/** A review in a state. */
export function redline(state, rest = {}) {
  const many = state === 'open' || state === 'finished';
  return {
    id: `r-${state}`, dossier: 'd1', document: 'terms', document_name: 'Algemene voorwaarden.docx', version: 'v-terms', revision: 3, state, trouble: state === 'failed' ? 'model_prose' : null,
    instruction: 'maak de aansprakelijkheid wederkerig', clauses: false, by_model: true, proposals: many ? PROPOSALS : [], refused: many ? REFUSED : [], revisions: [],
    counts: { before: { revisions: 3, comments: 1 }, after: state === 'finished' ? { revisions: 7, comments: 2 } : null },
    result: state === 'finished' ? { version: 'v-terms-2', version_number: 2, sha256: '0'.repeat(64) } : null,
    created_at: '2026-11-20T09:50:00Z', created_by: 'mr. S. Bakker', finished_at: null, ...rest,
  };
}

/** Adds the routes. */
export function routes(on) {
  const found = new Map(['running', 'open', 'finished', 'failed'].map((state) => [`r-${state}`, redline(state)]));
  found.set('r-empty', redline('open', { id: 'r-empty', proposals: [], refused: [], by_model: false }));
  on('GET', '/documents/:id/versions', ({ reply }) => reply(200, { items: [], next: null }));
  on('GET', '/documents/:id/word', ({ reply, refuse, state }) => (state.broken ? refuse(422, 'word', '', [{ pointer: '', code: 'encrypted' }]) : reply(200, view())));
  on('GET', '/documents/:id/redlines', ({ reply }) => reply(200, { items: [redline('finished', { proposals: [] })], next: null }));
  on('POST', '/documents/:id/redlines', ({ reply }) => reply(201, found.get('r-open')));
  on('GET', '/redlines/:id', ({ reply, refuse, at }) => (found.has(at[0]) ? reply(200, found.get(at[0])) : refuse(404, 'not-found')));
}
