/** Templates, clauses and drafts for the mock. All of it is fictitious. */
import { randomUUID } from 'node:crypto';

const ME = 'mr. S. Bakker';
const now = () => new Date().toISOString();
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

const ask = (name, kind, label, group, more = {}) => ({ name, group, label, help: null, warn: null, kind, required: true, prefill: null, when: null, default: null, choices: [], item: [], ...more });

const QUESTIONS = [
  ask('partij_a', 'party', 'Eerste partij', 'Partijen', { prefill: 'client' }),
  ask('partij_b', 'party', 'Tweede partij', 'Partijen', { prefill: 'counterparty' }),
  ask('doel', 'long_text', 'Waarover spreken partijen?', 'Inhoud', { help: 'Eén of twee zinnen; dit komt in artikel 1.' }),
  ask('ingang', 'date', 'Ingangsdatum', 'Inhoud', { prefill: 'today' }),
  ask('duur', 'choice', 'Duur', 'Inhoud', { choices: [{ value: 'bepaald', label: 'Voor bepaalde tijd' }, { value: 'onbepaald', label: 'Voor onbepaalde tijd' }] }),
  ask('termijn', 'term', 'Hoe lang', 'Inhoud', { when: 'duur == "bepaald"' }),
  ask('boete', 'yes_no', 'Boetebeding opnemen?', 'Boete', { default: false }),
  ask('boetebedrag', 'money', 'Boete per overtreding', 'Boete', { when: 'boete', warn: 'Een boete die niet in verhouding staat, kan de rechter matigen (art. 6:94 BW).' }),
  ask('rente', 'percentage', 'Rente bij te late betaling', 'Boete', { when: 'boete', required: false }),
  ask('bsn', 'bsn', 'Burgerservicenummer', 'Gegevens', { required: false }),
  ask('rekening', 'iban', 'Rekeningnummer', 'Gegevens', { required: false }),
  ask('mail', 'email', 'E-mailadres voor kennisgevingen', 'Gegevens', { required: false }),
  ask('plaats', 'address', 'Adres van het werk', 'Gegevens', { required: false }),
  ask('rechter', 'choice', 'Bevoegde rechter', 'Gegevens', { choices: ['Amsterdam', 'Den Haag', 'Gelderland', 'Midden-Nederland', 'Rotterdam'].map((one) => ({ value: one, label: `Rechtbank ${one}` })) }),
  ask('aantal', 'number', 'Aantal exemplaren', 'Gegevens', { default: 2 }),
  ask('producties', 'list', 'Bijlagen', 'Bijlagen', { required: false, item: [ask('omschrijving', 'text', 'Omschrijving', ''), ask('datum', 'date', 'Datum', '', { required: false })] }),
];

function template(id, name, kind, field_of_law, state, more = {}) {
  return {
    id, revision: 2, key: id, state, name, kind, field_of_law, description: 'Voor partijen die elkaar vertrouwelijke informatie geven voordat zij een overeenkomst sluiten. Niet voor werknemers.', tags: ['geheimhouding'],
    basis: [{ reference: 'art. 6:248 lid 1 BW', note: 'Aanvullende werking van redelijkheid en billijkheid.' }, { reference: 'art. 6:91 BW', note: 'Boetebeding.' }, { reference: 'art. 6:94 lid 1 BW', note: 'Matiging door de rechter.' }],
    checked: '2026-11-24', version_number: 2, sha256: 'c4'.repeat(32), questions: QUESTIONS, clauses: ['aansprakelijkheid-beperking'],
    versions: [{ number: 2, created_at: daysAgo(3), created_by: ME, sha256: 'c4'.repeat(32) }, { number: 1, created_at: daysAgo(40), created_by: null, sha256: 'a1'.repeat(32) }],
    approved: state === 'approved' ? { by: 'mr. A. Yilmaz', at: daysAgo(2), sha256: 'c4'.repeat(32) } : null, ...more,
  };
}

const templates = () => [
  template('geheimhouding', 'Geheimhoudingsovereenkomst (wederkerig)', 'contract', 'Verbintenissenrecht', 'approved'),
  template('opdracht', 'Overeenkomst van opdracht', 'contract', 'Verbintenissenrecht', 'approved'),
  template('ingebrekestelling', 'Ingebrekestelling', 'letter', 'Verbintenissenrecht', 'concept'),
  template('huur', 'Huurovereenkomst bedrijfsruimte (art. 7:230a BW)', 'contract', 'Huurrecht', 'concept'),
  template('dagvaarding', 'Dagvaarding handelszaak, rechtbank', 'court', 'Procesrecht', 'approved'),
  template('volmacht', 'Procesvolmacht', 'mandate', 'Procesrecht', 'approved'),
  template('voorwaarden', 'Algemene voorwaarden dienstverlening', 'terms', 'Verbintenissenrecht', 'concept', { key: null }),
  template('oud', 'Arbeidsovereenkomst (model 2023)', 'contract', 'Arbeidsrecht', 'withdrawn'),
];

const clause = (id, title, tags, state, more = {}) => ({
  id, revision: 1, key: id, title, tags, state, version_number: 2, updated_at: daysAgo(5), explanation: 'Te gebruiken als de opdrachtnemer het grootste risico draagt. Let op de verhouding tot de verzekering: de grens moet passen bij de dekking.',
  origin: 'Legal Mind', checked: '2026-11-24', recognise: ['aansprakelijkheid', 'beperking van aansprakelijkheid'], must: ['opdracht', 'samenwerking'],
  basis: [{ reference: 'art. 6:74 BW', note: 'Tekortkoming en schadevergoeding.' }], approved: state === 'approved' ? { by: 'mr. A. Yilmaz', at: daysAgo(4), sha256: 'ee'.repeat(32) } : null,
  variants: [
    { stance: 'client', note: 'Als wij de opdrachtnemer bijstaan.', text: '1. De aansprakelijkheid van {{ wij }} is beperkt tot het bedrag dat de verzekeraar in het desbetreffende geval uitkeert.\n2. {{ wij }} is niet aansprakelijk voor gevolgschade.' },
    { stance: 'neutral', note: 'Evenwichtig voorstel.', text: '1. De aansprakelijkheid van iedere partij is beperkt tot de prijs van de opdracht.\n2. De beperking geldt niet bij opzet of bewuste roekeloosheid.' },
    { stance: 'counterparty', note: 'Ondergrens in onderhandelingen.', text: '1. {{ wij }} is aansprakelijk voor directe schade tot tweemaal de prijs van de opdracht.' },
  ], ...more,
});

const clauses = () => [
  clause('cl1', 'Beperking van aansprakelijkheid', ['aansprakelijkheid', 'opdracht'], 'approved'),
  clause('cl2', 'Geheimhouding', ['geheimhouding'], 'approved'),
  clause('cl3', 'Boetebeding', ['boete', 'geheimhouding'], 'concept', { key: null }),
  clause('cl4', 'Vrijwaring voor aanspraken van derden', ['aansprakelijkheid'], 'concept'),
  clause('cl5', 'Overmacht', ['opdracht'], 'approved'),
];

export const ANSWERS = {
  partij_a: { soort: 'persoon', naam: 'J. de Vries', aanhef: 'de heer', adres: 'Kerkstraat 12', postcode: '7201 AB', plaats: 'Zutphen' },
  partij_b: { soort: 'bedrijf', naam: 'Bouwbedrijf Van Loon B.V.', rechtsvorm: 'B.V.', plaats: 'Zutphen', kvk: '1234567' },
  ingang: '2026-11-24', duur: 'bepaald', boete: true, boetebedrag: { cents: 250_000 }, bsn: '111222333',
};

const isEmpty = (value) => value === null || value === undefined || value === '' || (Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.entries(value).every(([name, one]) => name === 'soort' || isEmpty(one)));
const holds = (when, answers) => !when || (when.includes('==') ? answers.duur === 'bepaald' : Boolean(answers[when]));

/** The interview as far as the mock understands it. */
export function checked(draft) {
  const { answers } = draft;
  const questions = QUESTIONS.map((one) => ({ ...one, asked: holds(one.when, answers) }));
  const kvk = answers.partij_b?.kvk;
  return Object.assign(draft, {
    questions,
    missing: questions.filter((one) => one.asked && one.required && isEmpty(answers[one.name] ?? one.default)).map(({ name, label }) => ({ name, label })),
    faults: kvk && kvk.replaceAll(' ', '').length !== 8 ? [{ pointer: '/partij_b/kvk', code: 'not_kvk' }] : [],
    warnings: isEmpty(answers.bsn) ? [] : [{ pointer: '/bsn', code: 'bsn_legal_basis' }],
  });
}

export function draft(state, dossier, more = {}) {
  const of = state.templates.find((one) => one.id === (more.of ?? 'geheimhouding'));
  const made = checked({
    id: randomUUID(), dossier, revision: 1, name: of.name, state: 'answering', template: { id: of.id, name: of.name, version_number: of.version_number, newer: false },
    answers: { partij_a: ANSWERS.partij_a, ingang: '2026-11-24' }, document: null, clauses: [], approved: null, text: null, created_at: now(), updated_at: now(), created_by: ME, ...more,
  });
  delete made.of;
  state.drafts.unshift(made);
  return made;
}

export function libraryState() {
  const state = { templates: templates(), clauses: clauses(), drafts: [] };
  draft(state, 'd1', { id: 'dr2', of: 'opdracht', name: 'Overeenkomst van opdracht Berkel', state: 'approved', answers: ANSWERS, updated_at: daysAgo(12), document: madeDocument(2), approved: { by: ME, at: daysAgo(11), sha256: 'b7'.repeat(32) } });
  draft(state, 'd1', { id: 'dr1', answers: ANSWERS, updated_at: daysAgo(0) });
  return state;
}

export function madeDocument(version) {
  return { id: 'agreement', name: 'Geheimhoudingsovereenkomst.docx', version: 'v-agreement', version_number: version, sha256: 'b7'.repeat(32) };
}

const PLAIN = { bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, moved: false, comments: [], note: null, field: false };

/** The agreement as it grows from the answers. */
function preview(answers) {
  const open = (label) => ({ ...PLAIN, text: label, missing: true });
  const say = (value, label) => (isEmpty(value) ? open(label) : { ...PLAIN, text: String(value) });
  const plain = (text) => ({ ...PLAIN, text });
  const euros = answers.boetebedrag?.cents ? `€ ${(answers.boetebedrag.cents / 100).toLocaleString('nl-NL', { minimumFractionDigits: 2 })}` : null;
  const list = [
    [[{ ...PLAIN, text: 'Geheimhoudingsovereenkomst', bold: true }], { align: 'center' }],
    [[say(answers.partij_a?.naam, 'Eerste partij'), plain(', hierna: “Partij A”, en')]],
    [[say(answers.partij_b?.naam, 'Tweede partij'), plain(', hierna: “Partij B”,')]],
    [[plain('komen het volgende overeen:')]],
    [[plain('Onderwerp')], { heading: 1, label: 'Artikel 1' }],
    [[plain('Partijen wisselen informatie uit over '), say(answers.doel, 'waarover partijen spreken'), plain('.')], { label: '1.1' }],
    [[plain('Deze overeenkomst gaat in op '), say(answers.ingang?.split?.('-').reverse().join('-'), 'ingangsdatum'), plain('.')], { label: '1.2' }],
    ...(answers.boete ? [[[plain('Boete')], { heading: 1, label: 'Artikel 2' }], [[plain('Wie zijn verplichting schendt, verbeurt een boete van '), say(euros, 'boete per overtreding'), plain(' per overtreding, onverminderd het recht op schadevergoeding.')], { label: '2.1' }]] : []),
    [[plain('Slot')], { heading: 1, label: answers.boete ? 'Artikel 3' : 'Artikel 2' }],
    [[plain('Op deze overeenkomst is Nederlands recht van toepassing. Bevoegd is de rechtbank '), say(answers.rechter, 'bevoegde rechter'), plain('.')]],
  ];
  const paragraphs = list.map(([runs, more = {}], number) => {
    let at = 0;
    return { part: 'word/document.xml', kind: 'document', number, label: null, heading: null, style: null, align: null, indent: 0, cell: null, mark: null, ...more, runs: runs.map((one) => ({ ...one, start: (at += [...one.text].length) - [...one.text].length })) };
  });
  return { document: null, version: null, version_number: null, total: paragraphs.length, facts: { strict: false, macros: false, signed: false, protection: null, tracking: false }, authors: [], paragraphs, revisions: [], comments: [] };
}

export const FAULTS = [
  { pointer: 'word/document.xml#12:3', code: 'not_an_expression', detail: '' },
  { pointer: 'word/document.xml#18:0', code: 'not_closed', detail: '' },
  { pointer: 'word/footer1.xml#0:4', code: 'unfinished', detail: '' },
];

/** A change of something with a revision, for who knows its latest state. */
function guarded(list) {
  return (call, run) => {
    const found = call.state[list].find((one) => one.id === call.at[0]);
    if (!found) return call.refuse(404, 'not-found');
    if (call.request.headers['if-match'] !== `"${found.revision}"`) return call.refuse(412, 'changed');
    found.revision += 1;
    return run(found);
  };
}

const get = (list) => ({ state, reply, refuse, at }) => {
  const found = state[list].find((one) => one.id === at[0]);
  return found ? reply(200, found, { ETag: `"${found.revision}"` }) : refuse(404, 'not-found');
};

/** The first question whose condition begins with an answer that comes later. */
const ahead = (questions) => questions.findIndex((one, at) => one.when && !questions.slice(0, at).some((before) => one.when.startsWith(before.name)));

export function libraryRoutes(on) {
  const words = (one, q) => !q || JSON.stringify([one.name, one.title, one.description, one.tags, one.explanation]).toLowerCase().includes(q.toLowerCase());
  on('GET', '/templates', ({ state, reply, query }) => reply(200, { items: state.templates.filter((one) => words(one, query.get('q')) && (!query.get('kind') || one.kind === query.get('kind')) && (!query.get('state') || one.state === query.get('state'))) }));
  on('GET', '/templates/:id', get('templates'));
  on('GET', '/templates/:id/preview', ({ reply }) => reply(200, preview({})));
  on('GET', '/templates/:id/versions/:number/content', ({ response }) => response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end('docx'));
  const bad = (raw) => raw.includes('fout');
  on('POST', '/templates', ({ state, reply, refuse, raw, query }) => {
    if (bad(raw)) return refuse(422, 'invalid', '', FAULTS);
    const made = template(randomUUID(), query.get('name'), 'contract', '', 'concept', { key: null, version_number: 1, description: '', tags: [], basis: [], checked: null, clauses: [], questions: QUESTIONS.slice(2, 5), versions: [{ number: 1, created_at: now(), created_by: ME, sha256: 'd2'.repeat(32) }], sha256: 'd2'.repeat(32) });
    state.templates.unshift(made);
    return reply(201, made);
  });
  const change = (method, path, list, run) => on(method, path, (call) => guarded(list)(call, (found) => run(found, call)));
  change('POST', '/templates/:id/versions', 'templates', (found, { reply, refuse, raw }) => {
    if (bad(raw)) { found.revision -= 1; return refuse(422, 'invalid', '', FAULTS); }
    found.version_number += 1;
    found.versions.unshift({ number: found.version_number, created_at: now(), created_by: ME, sha256: 'd3'.repeat(32) });
    return reply(200, Object.assign(found, { state: 'concept', approved: null, sha256: 'd3'.repeat(32) }));
  });
  change('PATCH', '/templates/:id', 'templates', (found, { reply, refuse, body }) => {
    const at = ahead(body.questions ?? []);
    if (at >= 0) { found.revision -= 1; return refuse(422, 'invalid', '', [{ pointer: `/questions/${at}/when`, code: 'looks_ahead' }]); }
    return reply(200, Object.assign(found, body));
  });
  change('POST', '/templates/:id/approve', 'templates', (found, { reply, body }) => reply(200, Object.assign(found, { state: 'approved', approved: { by: ME, at: now(), sha256: body.sha256 } })));
  change('POST', '/templates/:id/withdraw', 'templates', (found, { reply }) => reply(200, Object.assign(found, { state: 'withdrawn', approved: null })));

  on('GET', '/clauses', ({ state, reply, query }) => reply(200, { items: state.clauses.filter((one) => words(one, query.get('q')) && (!query.get('tag') || one.tags.includes(query.get('tag')))), next: null }));
  on('POST', '/clauses', ({ state, reply, refuse, body }) => {
    if (!body.title) return refuse(422, 'invalid', '', [{ pointer: '/title', code: 'empty' }]);
    const made = { ...clause(randomUUID(), body.title, [], 'concept'), ...body, key: null, version_number: 1, updated_at: now() };
    state.clauses.unshift(made);
    return reply(201, made);
  });
  on('GET', '/clauses/:id', get('clauses'));
  on('GET', '/clauses/:id/versions', ({ state, reply, at }) => {
    const found = state.clauses.find((one) => one.id === at[0]);
    const { title, tags, explanation, origin, checked: on_, recognise, must, basis, variants } = found;
    const content = { title, tags, explanation, origin, checked: on_, recognise, must, basis, variants };
    const older = { ...content, variants: variants.slice(1, 2) };
    return reply(200, { items: [{ number: 2, created_at: daysAgo(5), created_by: ME, content }, { number: 1, created_at: daysAgo(50), created_by: null, content: older }], next: null });
  });
  change('PUT', '/clauses/:id', 'clauses', (found, { reply, body }) => reply(200, Object.assign(found, body, { version_number: found.version_number + 1, state: 'concept', approved: null, updated_at: now() })));
  change('POST', '/clauses/:id/approve', 'clauses', (found, { reply }) => reply(200, Object.assign(found, { state: 'approved', approved: { by: ME, at: now(), sha256: 'ee'.repeat(32) } })));
  change('POST', '/clauses/:id/withdraw', 'clauses', (found, { reply }) => reply(200, Object.assign(found, { state: 'withdrawn', approved: null })));

  on('GET', '/dossiers/:id/drafts', ({ state, reply, at }) => reply(200, { items: state.drafts.filter((one) => one.dossier === at[0]) }));
  on('POST', '/dossiers/:id/drafts', ({ state, reply, at, body }) => reply(201, draft(state, at[0], { of: body.template })));
  on('GET', '/drafts/:id', get('drafts'));
  on('GET', '/drafts/:id/preview', ({ state, reply, at }) => reply(200, preview(state.drafts.find((one) => one.id === at[0]).answers)));
  change('PUT', '/drafts/:id/answers', 'drafts', (found, { reply, body }) => reply(200, checked(Object.assign(found, { answers: body.answers, updated_at: now() }))));
  change('POST', '/drafts/:id/document', 'drafts', (found, { reply, refuse, body }) => {
    if (found.missing.length && !body.incomplete) { found.revision -= 1; return refuse(409, 'incomplete'); }
    return reply(200, Object.assign(found, { state: 'made', approved: null, document: madeDocument((found.document?.version_number ?? 0) + 1) }));
  });
  change('POST', '/drafts/:id/approve', 'drafts', (found, { reply, body }) => reply(200, Object.assign(found, { state: 'approved', approved: { by: ME, at: now(), sha256: body.sha256 } })));
  change('DELETE', '/drafts/:id', 'drafts', (found, { state, reply }) => {
    state.drafts = state.drafts.filter((one) => one !== found);
    return reply(204);
  });
}
