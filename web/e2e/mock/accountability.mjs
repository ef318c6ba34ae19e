/** The part of the mock that speaks of how the firm stands: a bad quarter, a good one, an empty firm, a lawyer's own. */
const dutch = (request) => !String(request.headers['accept-language']).startsWith('en');
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

const NAMES = {
  incidenten: ['Incidenten en datalekken', 'Incidents and data breaches'],
  leveranciers: ['Leveranciers', 'Suppliers'],
  beleid: ['Beleid', 'Policies'],
  opleiding: ['Opleiding en AI-geletterdheid', 'Training and AI literacy'],
  'verklaring-van-toepasselijkheid': ['Verklaring van toepasselijkheid', 'Statement of applicability'],
};
const TASKS = {
  melden: ['Melden aan de Autoriteit Persoonsgegevens', 'Report to the data protection authority'],
  audit: ['Controle per kwartaal', 'Quarterly audit'],
  opnieuw: ['Opleiding opnieuw volgen', 'Follow the training again'],
};
const COLUMNS = ['in_force', 'lacking', 'concept', 'suspended', 'open', 'soon', 'late', 'escalated'];
const RED = ['suspended', 'late', 'escalated', 'deadline_past', 'incident_late', 'training_expired', 'certificate_expired', 'lacking', 'recipient_unregistered', 'removal_late'];
const AMBER = ['concept', 'soon', 'deadline_week', 'incident_running', 'done_late'];

function light(kind, count, of) {
  if (of !== null) return count < of ? 'red' : 'green';
  if (kind === 'officer') return count > 0 ? 'green' : 'red';
  if (count > 0 && RED.includes(kind)) return 'red';
  return count > 0 && AMBER.includes(kind) ? 'amber' : 'green';
}
const word = (pair, nl) => (pair ? pair[nl ? 0 : 1] : null);
const figure = (nl, kind, register, count, of = null, before = null) => ({ kind, register, register_name: word(NAMES[register], nl), count, of, light: light(kind, count, of), before });

/** Counts by register, in the order of the columns. */
const BAD = { incidenten: [2, 0, 0, 0, 3, 1, 1, 1], leveranciers: [7, 2, 1, 1, 2, 0, 1, 0], beleid: [12, 0, 0, 0, 0, 0, 0, 0], opleiding: [9, 1, 0, 2, 2, 2, 0, 0], 'verklaring-van-toepasselijkheid': [89, 0, 4, 0, 0, 0, 0, 0] };
const GOOD = { incidenten: [1, 0, 0, 0, 0, 0, 0, 0], leveranciers: [8, 0, 0, 0, 1, 0, 0, 0], beleid: [12, 0, 0, 0, 0, 0, 0, 0], opleiding: [11, 0, 0, 0, 0, 0, 0, 0], 'verklaring-van-toepasselijkheid': [93, 0, 0, 0, 0, 0, 0, 0] };
const none = Object.fromEntries(Object.keys(NAMES).map((key) => [key, COLUMNS.map(() => 0)]));

function figures(nl, how, whole, before = null) {
  const counts = { bad: BAD, good: GOOD, none }[how];
  const bad = how === 'bad' ? 1 : 0;
  const table = Object.entries(counts).flatMap(([key, row]) => COLUMNS.map((kind, at) => figure(nl, kind, key, row[at], null, before?.[key]?.[at] ?? null)));
  const firm = [
    figure(nl, 'incident_running', 'incidenten', bad), figure(nl, 'incident_late', 'incidenten', bad), figure(nl, 'training_expired', 'opleiding', 2 * bad),
    figure(nl, 'certificate_expired', null, bad), figure(nl, 'recipient_unregistered', null, bad), figure(nl, 'deadline_past', null, 2 * bad), figure(nl, 'deadline_week', null, how === 'none' ? 0 : 5),
  ];
  const own = [figure(nl, 'officer', null, how === 'none' ? 0 : 1), figure(nl, 'removal_soon', null, how === 'none' ? 0 : 4), figure(nl, 'removal_late', null, 2 * bad), figure(nl, 'control', 'verklaring-van-toepasselijkheid', counts['verklaring-van-toepasselijkheid'][0], 93), figure(nl, 'chain', null, 48_211, 48_211)];
  return [...table, ...firm, ...(whole ? own : [])];
}

function points(nl, how) {
  if (how !== 'bad') return [];
  const point = (kind, register, row, title, task = null, days = null) => ({ kind, light: light(kind, 1, null), register, register_name: word(NAMES[register], nl), row, title, task: word(TASKS[task], nl), due: days === null ? null : inDays(days) });
  return [
    point('lacking', 'leveranciers', 'rr5', 'Vertaalbureau Polyglot'),
    point('suspended', 'leveranciers', 'rr4', 'Rekencentrum Noord B.V.'),
    point('escalated', 'incidenten', 'rr2', 'Mail met een dossier aan de verkeerde wederpartij', 'melden', -2),
    point('late', 'leveranciers', 'rr3', 'Drukkerij en archiefvernietiging De Pers', 'audit', -1),
    point('soon', 'opleiding', 'rr9', 'Omgaan met bijzondere persoonsgegevens', 'opnieuw', 4),
  ];
}

/** What is kept until a day: rows that a person removes, and what goes by itself. */
function goes(nl, how, whole) {
  if (how === 'none') return [];
  const of = (kind, title, days, more) => ({ kind, register: null, register_name: null, row: null, title, dossier: null, count: 1, own: false, kept_until: inDays(days).slice(0, 10), days, late: days < 0, task: null, basis: 'AVG art. 5 lid 1 onder e: een jaar na de toets, als er geen dossier van kwam', ...more });
  const task = nl ? 'Bewaartermijn om: gegevens verwijderen' : 'Kept long enough: remove the data';
  const row = (register, name, id, title, days, basis, dossier = null) => of('row', title, days, { register, register_name: nl ? name[0] : name[1], row: id, dossier, task, basis });
  const diligence = ['Wwft-cliëntenonderzoek', 'Client due diligence (Wwft)'];
  const law = 'Wwft art. 33 lid 3: vijf jaar na het einde van de zakelijke relatie';
  const answers = { basis: 'AVG art. 5 lid 1 onder c en e: tot de opleiding is vernieuwd of niet meer geldt, en niet langer dan de toets geldt' };
  const test = nl ? 'Omgaan met persoonsgegevens' : 'Handling personal data';
  const late = [
    row('wwft', diligence, 'rr21', 'Van der Meer Vastgoed B.V.', -12, law, { id: 'd1', name: 'Bouwman / Kade' }),
    of('intake', 'Bakkerij Zon B.V., J. de Vries', -1),
  ];
  const soon = [
    row('wwft', diligence, 'rr22', 'Stichting Woonvoorziening Noord-Nederland', 0, law, { id: 'd2', name: 'Woonvoorziening / Gemeente Groningen' }),
    row('wwft-meldingen', ['Meldingen van ongebruikelijke transacties', 'Reports of unusual transactions'], 'rr23', 'Contante aanbetaling', 9, 'Wwft: vijf jaar na de melding'),
    ...(whole ? [of('answers', test, 17, { ...answers, count: 6 })] : []),
    of('answers', test, 17, { ...answers, own: true }),
  ];
  return [...(how === 'bad' && whole ? late : []), ...(whole ? soon : soon.slice(-1))];
}

const REPORTS = [
  { id: 'mr2', first: '2026-07-01', last: '2026-09-30', over_at: '2026-09-30T22:00:00Z', made_at: '2026-09-30T22:00:12Z', red: 7, amber: 4, seen: [], acknowledges: true },
  { id: 'mr1', first: '2026-04-01', last: '2026-06-30', over_at: '2026-06-30T22:00:00Z', made_at: '2026-06-30T22:00:09Z', red: 0, amber: 2, seen: [{ by: 'mr. S. Bakker', at: '2026-07-02T08:10:00Z' }], acknowledges: false },
];
const HASH = 'b1a9'.repeat(16);

export const accountabilityState = () => ({ standing: 'bad', whole: true, management_reports: structuredClone(REPORTS), pack_key: true });

export function accountabilityRoutes(on) {
  const find = (state, id) => state.management_reports.find((one) => one.id === id);
  const detail = (one, nl) => ({ ...one, figures: figures(nl, one.red ? 'bad' : 'good', true, one.red ? GOOD : null), points: points(nl, one.red ? 'bad' : 'good'), sha256: HASH });
  on('GET', '/accountability', ({ state, reply, request }) => {
    const nl = dutch(request);
    return reply(200, { at: inDays(0), whole: state.whole, figures: figures(nl, state.standing, state.whole), points: points(nl, state.standing) });
  });
  on('GET', '/registers/removals', ({ state, reply, request, query }) => {
    const all = goes(dutch(request), state.standing, state.whole);
    const from = Number(query.get('cursor') ?? 0);
    const next = from + (state.removals_a_page ?? 50);
    return reply(200, { items: all.slice(from, next), next: next < all.length ? String(next) : null });
  });
  on('GET', '/accountability/reports', ({ state, reply }) => reply(200, { items: state.management_reports, next: null }));
  on('GET', '/accountability/reports/:id', ({ state, reply, request, at: [id] }) => reply(200, detail(find(state, id), dutch(request))));
  on('GET', '/accountability/reports/:id/file', ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'application/pdf' });
    return response.end('%PDF');
  });
  on('PUT', '/accountability/reports/:id/acknowledgement', ({ state, reply, request, at: [id] }) => {
    Object.assign(find(state, id), { acknowledges: false, seen: [{ by: 'mr. S. Bakker', at: inDays(0) }] });
    return reply(200, detail(find(state, id), dutch(request)));
  });
  on('GET', '/accountability/pack', ({ state, reply, request }) => {
    const nl = dutch(request);
    const chapter = (key, name, registers, refused = null) => ({ key, name, registers: registers.map((it) => word(NAMES[it], nl)), refused });
    const controls = state.standing === 'good' ? 93 : state.standing === 'bad' ? 89 : 0;
    const chapters = [
      chapter('voda', nl ? 'Advocatuur (Voda, Advocatenwet)' : 'The bar (Voda, Advocatenwet)', ['beleid']),
      chapter('avg', nl ? 'AVG' : 'GDPR', ['incidenten', 'opleiding', 'leveranciers']),
      chapter('iso27001', 'ISO/IEC 27001:2022', Object.keys(NAMES), controls < 93 ? 'controls_missing' : null),
    ];
    return reply(200, { chapters, controls, controls_of: 93, key: state.pack_key ? { public: 'a7'.repeat(32), fingerprint: '9f3c'.repeat(16) } : null });
  });
  on('GET', '/accountability/pack/file', ({ response, refuse, query }) => {
    if (query.get('until') < query.get('from')) return refuse(422, 'invalid', '', [{ pointer: '/until', code: 'before_from' }]);
    if (query.get('chapters').includes('iso27001')) return refuse(409, 'conflict', '', [{ pointer: '', code: 'controls_missing' }]);
    response.writeHead(200, { 'Content-Type': 'application/zip' });
    return response.end('PK');
  });
}
