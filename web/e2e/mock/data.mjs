/** Believable content for the mock: one firm, its people and dossiers. All of it is fictitious. */
import { lawAnswer } from './law.mjs';
import { readFileSync } from 'node:fs';
import { MAIL, TERMS } from './texts.mjs';
import { agreement, textOf } from './word.mjs';

const json = (name) => JSON.parse(readFileSync(new URL(`./files/${name}.json`, import.meta.url), 'utf8'));

export const FILES = {
  contract: readFileSync(new URL('./files/contract.pdf', import.meta.url)),
  report: readFileSync(new URL('./files/report.pdf', import.meta.url)),
};

const flat = (text) => [{ number: 1, text, words: [], width: 0, height: 0 }];

export const TEXTS = { contract: json('contract'), report: json('report'), mail: flat(MAIL), terms: flat(TERMS), agreement: flat(textOf(agreement())) };

export const PEOPLE = [
  { id: 'u1', name: 'mr. S. Bakker', role: 'lawyer' },
  { id: 'u2', name: 'mr. A. Yilmaz', role: 'lawyer' },
  { id: 'u3', name: 'L. de Jong', role: 'staff' },
  { id: 'u4', name: 'mr. P. van Dijk', role: 'firm_administrator' },
];

export const ME = { id: 'u1', name: 'mr. S. Bakker', email: 's.bakker@vandijk.example', role: 'lawyer', language: 'nl' };

export const walls = () => [
  { dossier: 'd3', dossier_number: '2026-0098', person: PEOPLE[0], reason: 'Trad eerder op voor de werkgever.', raised_at: hoursAgo(90), raised_by: PEOPLE[3] },
  { dossier: 'd1', dossier_number: '2026-0147', person: PEOPLE[2], reason: 'Familie van de wederpartij; zie de melding van 3 maart aan de compliance officer en het besluit van de maatschap dat daarop volgde.', raised_at: hoursAgo(500), raised_by: null },
];

const hoursAgo = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();

function dossier(id, number, name, client, counterparties, field_of_law, hours, more = {}) {
  return {
    id, number, name, client, counterparties, field_of_law, state: 'open', access: 'members', ai: 'allowed', conflict: 'clear', responsible: { id: 'u1', name: 'mr. S. Bakker' },
    documents: 0, updated_at: hoursAgo(hours), revision: 3, description: '',
    rights: { update: true, add_documents: true, ask: true, manage_access: true }, members: PEOPLE.slice(0, 2), ...more,
  };
}

export const dossiers = () => [
  dossier('d1', '2026-0147', 'De Vries / Bouwbedrijf Van Loon B.V.', 'J. de Vries', ['Bouwbedrijf Van Loon B.V.'], 'Bouwrecht', 1, {
    description: 'Te late oplevering van een verbouwing aan de Kerkstraat 12 te Zutphen; boetebeding en herstel van gebreken.',
    walls: [{ id: 'u3', name: 'L. de Jong', role: 'staff' }],
  }),
  dossier('d2', '2026-0152', 'Huurgeschil Lindelaan 4', 'Stichting Woonborg', ['K. Jansen', 'M. Jansen-Smit'], 'Huurrecht', 22, { documents: 12, conflict: 'open' }),
  dossier('d3', '2026-0098', 'Ontslag R. Mulder', 'R. Mulder', ['Drukkerij Holt B.V.'], 'Arbeidsrecht', 49, { documents: 44, responsible: { id: 'u2', name: 'mr. A. Yilmaz' } }),
  dossier('d4', '2026-0160', 'Verwerkersovereenkomst Zorgpunt', 'Zorgpunt Oost', [], 'Privacyrecht', 75, { documents: 3, access: 'firm' }),
  dossier('d5', '2025-0311', 'Nalatenschap Van Houten', 'E. van Houten', ['T. van Houten', 'W. Blom-van Houten'], 'Erfrecht', 300, { documents: 87, conflict: 'refused' }),
  dossier('d6', '2025-0290', 'Overname Bakkerij De Korenaar', 'De Korenaar Holding B.V.', ['Meelmans B.V.'], 'Ondernemingsrecht', 900, {
    documents: 216, state: 'closed', ai: 'forbidden', rights: { update: false, add_documents: false, ask: false, manage_access: true },
  }),
  dossier('leeg', '2026-0171', 'Burenruzie Dijkweg', 'H. Postma', ['F. Kramer'], 'Vastgoedrecht', 2, { conflict: 'open' }),
  dossier('lezen', '2026-0111', 'Aanbesteding sporthal', 'Gemeente Lochem', [], 'Aanbestedingsrecht', 120, {
    documents: 1, access: 'firm', rights: { update: false, add_documents: false, ask: false, manage_access: false }, responsible: { id: 'u2', name: 'mr. A. Yilmaz' },
  }),
];

let made = 0;

export function doc(part) {
  made += 1;
  return {
    id: part.id ?? `doc-${made}`, dossier: 'd1', parent: null, folder: [], kind: 'pdf', size: 240_000, pages: null, pages_done: 0,
    progress: 'searchable', reason: null, duplicate_of: null, version: `v-${part.id ?? made}`, version_number: 1, recognised: false,
    created_at: hoursAgo(20), created_by: 'mr. S. Bakker', revision: 1, text: null, file: null, ...part,
  };
}

export const documents = () => [
  doc({ id: 'contract', name: 'Aannemingsovereenkomst.pdf', folder: ['Contract'], pages: 3, pages_done: 3, version_number: 2, text: 'contract', file: 'contract' }),
  doc({ id: 'terms', name: 'Algemene voorwaarden.docx', folder: ['Contract'], kind: 'docx', pages: 1, text: 'terms' }),
  doc({ id: 'agreement', name: 'Onderaannemingsovereenkomst (concept).docx', folder: ['Contract'], kind: 'docx', pages: 1, version_number: 2, text: 'agreement' }),
  doc({ name: 'Meer- en minderwerk.xlsx', folder: ['Contract'], kind: 'xlsx', text: 'terms' }),
  doc({ id: 'mail', name: 'Re: oplevering week 34.eml', folder: ['Correspondentie'], kind: 'eml', text: 'mail' }),
  doc({ name: 'Foto woonkamer.jpg', folder: [], kind: 'other', parent: 'mail', progress: 'failed', reason: 'unsupported' }),
  doc({ name: 'Planning mei-juni.pdf', kind: 'pdf', parent: 'mail', pages: 2, pages_done: 2, text: 'report', file: 'report' }),
  doc({ name: 'Ingebrekestelling.eml', folder: ['Correspondentie'], kind: 'eml', text: 'mail' }),
  doc({ id: 'scan', name: 'Brief gemeente (scan).pdf', folder: ['Correspondentie'], pages: 2, pages_done: 1, reason: 'ocr_unavailable', recognised: true, text: 'report', file: 'report' }),
  doc({ name: 'Vaststellingsovereenkomst concept.pdf', folder: ['Correspondentie'], progress: 'failed', reason: 'encrypted' }),
  doc({ id: 'report', name: 'Proces-verbaal van oplevering.pdf', folder: ['Producties'], pages: 1, pages_done: 1, text: 'report', file: 'report' }),
  doc({ id: 'expert', name: 'Rapport deskundige.pdf', folder: ['Producties'], pages: 38, pages_done: 11, progress: 'recognising', file: 'report' }),
  doc({ name: 'Aannemingsovereenkomst (kopie).pdf', folder: ['Producties'], pages: 3, pages_done: 3, duplicate_of: 'contract', text: 'contract', file: 'contract' }),
];

const points = (text) => [...text].length;

/** Where a quote stands in a text, by code points, loosely over line ends. */
export function place(name, quote) {
  const pattern = new RegExp(quote.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'));
  for (const page of TEXTS[name] ?? []) {
    const found = pattern.exec(page.text);
    if (!found) continue;
    const start = points(page.text.slice(0, found.index));
    const end = start + points(found[0]);
    return { page: page.number, range: { start, end }, quads: quads(page, start, end) };
  }
  return null;
}

/** Where the words of a range lie. */
export const quads = (page, start, end) => lines(page.words.filter((word) => word.end > start && word.start < end).map((word) => word.quad));

/** Words of one line become one rectangle. */
function lines(quads) {
  const list = [];
  for (const quad of quads) {
    const last = list.at(-1);
    if (last && Math.abs(last.y - quad.y) < 0.004) last.w = quad.x + quad.w - last.x;
    else list.push({ ...quad });
  }
  return list;
}

export const QUOTES = [
  { document: 'contract', heading: 'art. 11.1', state: 'verified', quote: 'Bij overschrijding van deze termijn is de aannemer, zonder dat een ingebrekestelling is vereist, een boete verschuldigd van € 250 per kalenderdag, met een maximum van 10% van de aanneemsom.' },
  { document: 'report', heading: null, state: 'verified', quote: 'Heden, 19 augustus 2026, is het werk aan de Kerkstraat 12 te Zutphen opgeleverd' },
  { document: 'mail', heading: null, state: 'verified_loosely', quote: 'elf onwerkbare werk- dagen wegens aanhoudende regen' },
  { document: 'terms', heading: 'art. 3', state: 'verified', quote: 'De rechter kan een bedongen boete matigen indien de billijkheid dit klaarblijkelijk eist' },
];

export const TEXT = `Ja, in beginsel wel. De overeenkomst kent een boete van **€ 250 per kalenderdag** na 1 juli 2026, zonder ingebrekestelling, met een maximum van 10% van de aanneemsom.[1] Opgeleverd is op 19 augustus 2026,[2] dus 49 dagen: **€ 12.250**.

Van Loon beroept zich op elf onwerkbare dagen.[3] Die tellen alleen als zij binnen drie werkdagen schriftelijk zijn gemeld; zo’n melding is in het dossier niet gevonden. De rechter kan de boete matigen (art. 6:94 BW).[4]`;

export const QUESTION = 'Is Van Loon een boete verschuldigd nu er pas op 19 augustus is opgeleverd?';

export function answer(id, part = {}) {
  const citations = QUOTES.map((one, index) => {
    const file = documents().find((candidate) => candidate.id === one.document);
    const found = place(file.text, one.quote);
    return { id: `${id}-c${index + 1}`, ordinal: index + 1, document: one.document, document_name: file.name.replace(/\.\w+$/, ''), version: file.version, page: found?.page ?? 1, range: found?.range ?? null, quote: one.quote, state: one.state, heading: one.heading };
  });
  const created = Date.now() - 3_600_000;
  return {
    id, dossier: 'd1', question: QUESTION, state: 'done', trouble: null, mode: 'model', text: TEXT,
    steps: [{ code: 'searching', count: null, at: hoursAgo(1) }, { code: 'reading', count: 14, at: hoursAgo(1) }, { code: 'writing', count: null, at: hoursAgo(1) }, { code: 'checking', count: 4, at: hoursAgo(1) }],
    citations, laws: [], references: [], created_at: new Date(created).toISOString(), finished_at: new Date(created + 6_200).toISOString(), asked_by: 'u1', ...part,
  };
}

export const answers = () => [
  answer('a1'),
  lawAnswer(answer),
  answer('a2', {
    question: 'Heeft de opdrachtgever een bouwvergunning aangevraagd?', state: 'no_support', text: '', citations: [],
    created_at: hoursAgo(30), finished_at: hoursAgo(30),
  }),
  answer('a3', {
    question: 'Welke gebreken zijn bij de oplevering vastgesteld?', state: 'interrupted', trouble: 'model_cut_off', created_at: hoursAgo(50), finished_at: hoursAgo(50),
    text: 'Bij de opneming zijn drie gebreken vastgesteld: scheurvorming in het stucwerk, een klemmende achter', citations: [],
  }),
  answer('a4', {
    question: 'Wie is aansprakelijk voor verborgen gebreken?', created_at: hoursAgo(60), finished_at: hoursAgo(60), mode: 'verbatim',
    text: '> De aannemer is aansprakelijk voor gebreken die bij oplevering redelijkerwijs niet ontdekt hadden moeten worden.[1]\n\n> De opdrachtgever is volledig aansprakelijk.[2]',
    citations: [
      { id: 'a4-c1', ordinal: 1, document: 'contract', document_name: 'Aannemingsovereenkomst', version: 'v-contract', page: 3, range: null, quote: 'De aannemer is aansprakelijk voor gebreken die bij oplevering redelijkerwijs niet ontdekt hadden moeten worden.', state: 'verified', heading: 'art. 12.1' },
      { id: 'a4-c2', ordinal: 2, document: 'contract', document_name: 'Aannemingsovereenkomst', version: 'v-contract', page: 3, range: null, quote: 'De opdrachtgever is volledig aansprakelijk.', state: 'not_found', heading: null },
    ],
  }),
];
