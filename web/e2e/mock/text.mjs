/** The texts of drafts for the mock: one contract, its checks, versions, citations. All of it is fictitious. */
import { randomUUID } from 'node:crypto';

const ME = 'mr. S. Bakker';
const now = () => new Date().toISOString();
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

let made = 0;
const id = () => `n${(made += 1).toString(36)}`;
const inline = (parts) => (Array.isArray(parts) ? parts : [parts]).map((one) => (typeof one === 'string' ? { type: 'text', text: one } : one)).filter((one) => one.type !== 'text' || one.text);
const line = (type, parts, attrs = {}) => ({ type, attrs: { id: id(), ...attrs }, ...(parts === '' ? {} : { content: inline(parts) }) });
const bold = (text) => ({ type: 'text', text, marks: [{ type: 'bold' }] });
const variable = (name, label, value) => ({ type: 'variable', attrs: { name, label, value } });
const reference = (target) => ({ type: 'reference', attrs: { target } });
const member = (parts, more = [], own = id()) => ({ type: 'member', attrs: { id: own }, content: [line('paragraph', parts), ...more] });
const members = (...list) => ({ type: 'members', attrs: { id: id() }, content: list });
const article = (title, body, more = {}) => ({ type: 'article', attrs: { id: more.id ?? id(), clause: more.clause ?? null }, content: [line('articleTitle', title), ...body] });
const citation = (attrs) => ({ type: 'citation', attrs: { id: id(), quote: null, document: null, version: null, page: null, start: null, end: null, reference: null, ...attrs } });

const FINE = 'Bij overschrijding van deze termijn is de aannemer, zonder dat een ingebrekestelling is vereist, een boete verschuldigd van € 250 per kalenderdag';

/** The contract as it is found. */
export function contract() {
  const cell = (words) => ({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [line('paragraph', words)] });
  const row = (...cells) => ({ type: 'tableRow', content: cells.map(cell) });
  return {
    type: 'doc',
    content: [
      line('title', 'Vaststellingsovereenkomst'),
      { type: 'parties', attrs: { id: id() }, content: [
        line('party', [variable('partij_a.naam', 'Naam van de opdrachtgever', 'J. de Vries'), ', wonende te Zutphen aan de Kerkstraat 12, hierna: “', bold('Opdrachtgever'), '”;'], { name: 'Opdrachtgever' }),
        line('party', [variable('partij_b.naam', 'Naam van de aannemer', 'Bouwbedrijf Van Loon B.V.'), ', gevestigd te Zutphen, hierna: “', bold('Aannemer'), '”,'], { name: 'Aannemer' }),
      ] },
      { type: 'recitals', attrs: { id: id() }, content: [
        line('recital', ['Partijen sloten een aannemingsovereenkomst, waarin staat: “', FINE, '” (', citation({ kind: 'document', text: 'Aannemingsovereenkomst, p. 3', quote: FINE, document: 'contract', version: 'v-contract', page: 3, start: 10, end: 60 }), ').'], { id: 'r1' }),
        line('recital', 'Het werk is op 19 augustus 2026 opgeleverd, 49 dagen na de overeengekomen datum.'),
      ] },
      line('heading', 'Partijen komen overeen'),
      article('Begrippen', [{ type: 'definitions', attrs: { id: id() }, content: [
        line('definition', 'de verbouwing aan de Kerkstraat 12 te Zutphen;', { term: 'Werk', id: 'd-werk' }),
        line('definition', 'het bedrag, genoemd in artikel 2;', { term: 'Vergoeding' }),
        line('definition', 'de gebreken die in het proces-verbaal staan.', { term: 'Restpunten', id: 'd-rest' }),
      ] }]),
      article('Vergoeding', [members(
        member(['Aannemer betaalt Opdrachtgever ', bold('€ 9.500'), ' tegen finale kwijting, uiterlijk op ', variable('betaaldatum', 'Betaaldatum', null), '.'], [], 'm21'),
        member(['Blijft betaling uit, dan is Aannemer zonder ingebrekestelling:'], [members(
          member('de wettelijke rente verschuldigd; en'),
          member(['de boete van ', reference('m21'), ' niet langer kwijt.'], [], 'm22b'),
        )]),
        member(['De boete kan worden gematigd (', citation({ kind: 'law', text: 'art. 6:94 lid 1 BW', reference: 'art. 6:94 lid 1 BW' }), '; ', citation({ kind: 'decision', text: 'HR 27 april 2007, ECLI:NL:HR:2007:AZ6638', reference: 'ECLI:NL:HR:2007:AZ6638' }), ').']),
      )], { id: 'art2' }),
      article('Herstel van gebreken', [
        members(
          member(['Aannemer herstelt de gebreken binnen ', variable('hersteltermijn', 'Hersteltermijn', 'zes weken'), ' na ondertekening. ', reference('weg'), ' blijft van kracht.'], [], 'm31'),
          member('De Projectleider houdt toezicht. De Projectleider meldt gebreken aan Opdrachtgever.', [], 'm32'),
        ),
        { type: 'table', attrs: { id: id(), header: true }, content: [row('Gebrek', 'Termijn'), row('Scheuren in het stucwerk', 'vier weken'), row('Klemmende achterdeur', 'twee weken')] },
      ]),
      article('Beperking van aansprakelijkheid', [members(member('De aansprakelijkheid van iedere partij is beperkt tot de prijs van de opdracht.'), member('De beperking geldt niet bij opzet of bewuste roekeloosheid.'))], { id: 'art4', clause: { id: 'cl1', version: 1, stance: 'neutral' } }),
      line('paragraph', 'Aldus overeengekomen en in tweevoud ondertekend te Zutphen.'),
      { type: 'signature', attrs: { id: id(), party: 'J. de Vries', capacity: '' } },
      { type: 'signature', attrs: { id: id(), party: 'Bouwbedrijf Van Loon B.V.', capacity: 'bestuurder' } },
    ],
  };
}

const blocks = (node, parent = null) => (node.content ?? []).flatMap((one) => [{ node: one, parent }, ...blocks(one, one.attrs?.id && one.type !== 'citation' ? one : parent)]);

/** The checks as far as the mock understands them. */
function checks(document) {
  const all = blocks(document);
  const ids = new Set(all.map(({ node }) => node.attrs?.id).filter(Boolean));
  const words = JSON.stringify(document);
  const found = [];
  for (const { node, parent } of all) {
    const block = parent?.attrs.id ?? null;
    if (node.type === 'reference' && !ids.has(node.attrs.target)) found.push({ code: 'reference_gone', block });
    if (node.type === 'variable' && node.attrs.value === null) found.push({ code: 'variable_open', block, term: node.attrs.label });
    if (node.type === 'citation' && node.attrs.quote && !node.attrs.quote.includes('verschuldigd')) found.push({ code: 'citation_not_found', block, citation: node.attrs.id, term: node.attrs.text, state: 'not_found' });
    if (node.type === 'citation' && node.attrs.kind === 'decision') found.push({ code: 'citation_unchecked', block, citation: node.attrs.id, term: node.attrs.text, state: 'unchecked' });
    if (node.type === 'definition' && words.split(node.attrs.term).length < 3) found.push({ code: 'term_not_used', block: node.attrs.id, term: node.attrs.term });
    if (node.type === 'article' && node.attrs.clause?.version === 1) found.push({ code: 'clause_newer', block: node.attrs.id, term: 'Beperking van aansprakelijkheid' });
  }
  if (words.split('Projectleider').length > 2) found.push({ code: 'term_not_defined', block: 'm32', term: 'Projectleider' });
  return found;
}

const clausesOf = (document) => blocks(document).filter(({ node }) => node.type === 'article' && node.attrs.clause).map(({ node }) => ({ article: node.attrs.id, clause: node.attrs.clause.id, title: 'Beperking van aansprakelijkheid', version: node.attrs.clause.version, newer: node.attrs.clause.version === 1 }));

export function textState() {
  return { texts: new Map() };
}

/** Begins the text of a draft, or of the mock's own. */
export function beginText(state, draft, document = contract()) {
  const text = { document, revision: 1, updated_at: now(), updated_by: ME, versions: [] };
  state.texts.set(draft.id, text);
  Object.assign(draft, { state: 'writing', text: { revision: 1, updated_at: text.updated_at, updated_by: ME } });
  return text;
}

/** What a colleague writes meanwhile. */
export function colleague(state, id, change) {
  const text = state.texts.get(id);
  change(text.document);
  keep(state, id, text.document, 'mr. A. Yilmaz');
}

function keep(state, id, document, by = ME) {
  const text = state.texts.get(id);
  const draft = state.drafts.find((one) => one.id === id);
  Object.assign(text, { document, revision: text.revision + 1, updated_at: now(), updated_by: by });
  Object.assign(draft, { state: 'writing', approved: null, text: { revision: text.revision, updated_at: text.updated_at, updated_by: by }, revision: draft.revision + 1 });
  return text;
}

const saved = (state, id) => {
  const [text, draft] = [state.texts.get(id), state.drafts.find((one) => one.id === id)];
  return { state: draft.state, draft_revision: draft.revision, revision: text.revision, checks: checks(text.document), clauses: clausesOf(text.document), updated_at: text.updated_at, updated_by: text.updated_by };
};
const whole = (state, id) => ({ draft: id, document: state.texts.get(id).document, ...saved(state, id) });
const named = (text, name, by = ME) => {
  const version = { number: text.versions.length + 1, name, created_at: now(), created_by: by, revision: text.revision, document: structuredClone(text.document) };
  text.versions.unshift(version);
  return version;
};
const shown = ({ document, ...version }) => version;

export function versionsOf(state, id) {
  const text = state.texts.get(id);
  named(text, 'Eerste opzet');
  named(text, 'Aan wederpartij gestuurd', 'mr. A. Yilmaz');
  text.versions[1].document.content.splice(4, 1);
  text.versions[1].created_at = daysAgo(4);
  text.versions[0].created_at = daysAgo(1);
}

export function textRoutes(on) {
  /** A call about the text of a draft; one that changes it for who knows its latest state. */
  const route = (method, path, run, guarded = false) => on(method, `/drafts/:id${path}`, (call) => {
    const text = call.state.texts.get(call.at[0]);
    if (!text) return call.refuse(404, 'not-found');
    if (guarded && call.request.headers['if-match'] !== `"${text.revision}"`) return call.refuse(412, 'changed');
    return run(text, call);
  });
  on('POST', '/drafts/:id/text', ({ state, reply, refuse, at }) => {
    const draft = state.drafts.find((one) => one.id === at[0]);
    if (!draft) return refuse(404, 'not-found');
    if (state.texts.has(draft.id)) return refuse(409, 'conflict');
    const text = beginText(state, draft);
    return reply(201, whole(state, draft.id), { ETag: `"${text.revision}"` });
  });
  route('GET', '/text', (text, { state, reply, at }) => reply(200, whole(state, at[0]), { ETag: `"${text.revision}"` }));
  route('PUT', '/text', (_text, { state, reply, refuse, at, body }) => {
    if (body.document?.type !== 'doc') return refuse(422, 'invalid', '', [{ pointer: '/document', code: 'not_a_text' }]);
    const { revision } = keep(state, at[0], body.document);
    return reply(200, saved(state, at[0]), { ETag: `"${revision}"` });
  }, true);
  route('DELETE', '/text', (_text, { state, reply, at }) => {
    state.texts.delete(at[0]);
    Object.assign(state.drafts.find((one) => one.id === at[0]), { state: 'answering', text: null });
    return reply(204);
  }, true);
  route('POST', '/clauses', (_text, { state, reply, refuse, body }) => {
    const clause = state.clauses.find((one) => one.id === body.clause);
    const variant = clause?.variants.find((one) => one.stance === body.stance);
    if (!variant) return refuse(404, 'not-found');
    const words = variant.text.split('\n').map((one) => one.replace(/^\d+\.\s*/, ''));
    const parts = (text) => text.split(/(\{\{ \w+ \}\})/).map((part) => (/^\{\{ wij/.test(part) ? variable('wij', 'Onze partij', 'Opdrachtgever') : part));
    const content = article(clause.title, [members(...words.map((one) => member(parts(one))))], { id: randomUUID().replaceAll('-', '').slice(0, 20), clause: { id: clause.id, version: clause.version_number, stance: body.stance } });
    return reply(200, { content: [fresh(content)], title: clause.title, version: clause.version_number });
  });
  route('POST', '/citations', (_text, { state, reply, refuse, body }) => {
    const known = body.kind === 'law' ? /\d+:\d+|art\./.test(body.reference) : /ECLI/.test(body.reference ?? '');
    if (body.kind !== 'document' && !known) return refuse(422, 'invalid', '', [{ pointer: '/reference', code: 'not_a_reference' }]);
    const name = state.documents.find((one) => one.id === body.document)?.name.replace(/\.\w+$/, '');
    const { kind, ...rest } = body;
    const text = kind === 'document' ? `${name}, p. ${rest.page}` : kind === 'law' ? rest.reference.replace(/^artikel/i, 'art.') : `HR 29 januari 2016, ${rest.reference}`;
    return reply(200, { ...citation({ kind, text, ...rest, id: randomUUID().replaceAll('-', '').slice(0, 16) }).attrs, state: kind === 'document' ? 'verified' : 'unchecked' });
  });
  route('GET', '/versions', (text, { reply }) => reply(200, { items: text.versions.map(shown), next: null }));
  route('POST', '/versions', (text, { reply, body }) => reply(201, shown(named(text, body.name))), true);
  route('GET', '/versions/:number', (text, { reply, refuse, at }) => {
    const found = text.versions.find((one) => one.number === Number(at[1]));
    return found ? reply(200, found) : refuse(404, 'not-found');
  });
  route('POST', '/versions/:number/restore', (text, { state, reply, refuse, at }) => {
    const found = text.versions.find((one) => one.number === Number(at[1]));
    if (!found) return refuse(404, 'not-found');
    named(text, null);
    keep(state, at[0], structuredClone(found.document));
    return reply(200, whole(state, at[0]));
  }, true);
  const compared = (text, { state, at }, left, right, document) => {
    const name = state.drafts.find((one) => one.id === at[0]).name;
    const number = (side) => Number(/^version:(\d+)$/.exec(side)?.[1]) || null;
    const of = (side) => ({ document: null, document_name: name, version: null, version_number: number(side) });
    const words = (side) => lines(side === 'now' ? text.document : text.versions.find((one) => one.number === number(side))?.document ?? text.document);
    return { old: of(left), new: of(right), ...differing(words(left), words(right)), saved: document && { document } };
  };
  route('GET', '/compare', (text, call) => call.reply(200, compared(text, call, call.query.get('left'), call.query.get('right'), null)));
  route('POST', '/compare', (text, call) => call.reply(201, compared(text, call, call.body.left, call.body.right, 'terms')));
  route('GET', '/pdf', (_text, { response }) => response.writeHead(200, { 'Content-Type': 'application/pdf' }).end('%PDF-1.7'));
}

const textOf = (node) => (node.text ?? node.attrs?.value ?? (node.type === 'citation' ? node.attrs.text : '')) + (node.content ?? []).map(textOf).join('');
const LINES = ['title', 'heading', 'paragraph', 'party', 'recital', 'articleTitle', 'definition', 'quote'];
const lines = (node) => (LINES.includes(node.type) ? [textOf(node)] : (node.content ?? []).flatMap(lines));

/** Which lines came and went, as far as a comparison of whole lines tells it. */
function differing(old, now) {
  const side = (words, changed) => ({ part: 'word/document.xml', paragraph: 0, label: null, pieces: [{ text: words, changed }] });
  const rows = [
    ...old.filter((words) => !now.includes(words)).map((words) => ({ kind: 'deleted', old: side(words, true), new: null, count: null })),
    ...now.map((words) => (old.includes(words) ? { kind: 'equal', old: side(words, false), new: side(words, false), count: null } : { kind: 'inserted', old: null, new: side(words, true), count: null })),
  ];
  const n = (kind) => rows.filter((one) => one.kind === kind).length;
  return { rows, counts: { inserted: n('inserted'), deleted: n('deleted'), changed: 0, moved: 0, not_shown: 0 } };
}

/** The same with ids of its own. */
function fresh(node) {
  const own = () => randomUUID().replaceAll('-', '').slice(0, 20);
  return { ...node, ...(node.attrs?.id ? { attrs: { ...node.attrs, id: own() } } : {}), ...(node.content ? { content: node.content.map(fresh) } : {}) };
}
