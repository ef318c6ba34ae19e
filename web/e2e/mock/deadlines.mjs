/** The part of the mock that speaks of deadlines. It knows a few terms, weekends, the King's birthday and one decree. */
import { randomUUID } from 'node:crypto';

const iso = (date) => date.toISOString().slice(0, 10);
const utc = (day) => new Date(`${day}T00:00:00Z`);
const plus = (day, n) => iso(new Date(utc(day).getTime() + n * 86_400_000));
export const inDays = (n) => plus(iso(new Date()), n);
const dutch = (request) => !String(request.headers['accept-language']).startsWith('en');

const ROWS = [
  { key: 'awb-bezwaar', field: 'bestuursrecht', nl: ['Bezwaar', 'de bekendmaking van het besluit'], en: ['Objection', 'the notification of the decision'], amount: 6, unit: 'weeks', regime: 'statutory', source: 'Awb art. 6:7 en 6:8 lid 1', text: true, note: ['Per post: tijdig als het voor het einde van de termijn is gepost en binnen een week daarna is ontvangen (art. 6:9 lid 2).', 'By post: in time if posted before the end of the term and received within a week after it (art. 6:9 lid 2).'] },
  { key: 'rv-hoger-beroep', field: 'burgerlijk procesrecht', nl: ['Hoger beroep van een vonnis', 'de uitspraak van het vonnis'], en: ['Appeal against a judgment', 'the day of the judgment'], amount: 3, unit: 'months', regime: 'statutory', source: 'Rv art. 339 lid 1', text: false },
  { key: 'avg-datalek', field: 'privacy', nl: ['Datalek melden aan de toezichthouder', 'de kennisneming van de inbreuk'], en: ['Report a breach to the authority', 'becoming aware of the breach'], amount: 72, unit: 'hours', regime: 'european', source: 'AVG art. 33 lid 1', text: true },
  { key: 'bw-verjaring-nakoming', field: 'verjaring en verval', nl: ['Verjaring: nakoming', 'de dag waarop de vordering opeisbaar werd'], en: ['Limitation: performance', 'the day the claim fell due'], amount: 5, unit: 'years', regime: 'statutory', source: 'BW art. 3:307 lid 1', text: true },
];

const DAYS = { days: 1, weeks: 7, months: 30, years: 365, hours: 1 / 24 };

function reckon(term, event, time, nl) {
  const counted = plus(event, Math.round(term.amount * DAYS[term.unit]));
  const steps = [step('begins_next_day', plus(event, 1), null, null, nl ? `De dag van de gebeurtenis telt niet mee; de termijn begint op ${words(plus(event, 1), nl)}.` : `The day of the event does not count; the term begins on ${words(plus(event, 1), nl)}.`)];
  steps.push(step('counted_to', counted, null, null, nl ? `Geteld eindigt de termijn op ${words(counted, nl)}.` : `Counted, the term ends on ${words(counted, nl)}.`));
  let last = counted;
  const king = (day) => day.endsWith('-04-27');
  const decree = (day) => day === '2027-05-07';
  const off = (day) => king(day) || decree(day) || [0, 6].includes(utc(day).getUTCDay());
  while (term.regime === 'statutory' && !['hours', 'years'].includes(term.unit) && off(last)) {
    const why = king(last) ? (nl ? 'Koningsdag, een algemeen erkende feestdag' : 'King’s Day, a recognised public holiday') : (nl ? 'een zaterdag of zondag' : 'a Saturday or Sunday');
    const equated = nl ? 'bij koninklijk besluit met een feestdag gelijkgesteld' : 'equated to a public holiday by royal decree';
    const told = decree(last) ? `${words(last, nl)} ${nl ? 'is' : 'was'} ${equated}.` : `${words(last, nl)} is ${why}.`;
    steps.push(step('no_working_day', last, king(last) ? 'kings_day' : decree(last) ? 'decree' : 'sunday', king(last) ? 'Algemene termijnenwet art. 3 lid 1' : decree(last) ? 'Algemene termijnenwet art. 3 lid 3' : null, told));
    last = plus(last, 1);
  }
  steps.push(step(last === counted ? 'ends_on_working_day' : 'extended_to', last, null, 'Algemene termijnenwet art. 1 lid 1', nl ? `De termijn loopt tot en met ${words(last, nl)}.` : `The term runs until ${words(last, nl)}.`));
  return { term: { direction: 'after', first: 'next', excluded: null, ...term }, event_date: event, event_time: time ?? null, counted, last, time: term.unit === 'hours' ? (time ?? '00:00:00') : null, steps };
}

const step = (code, date, off, article, text) => ({ code, date, off, article, text });
const words = (day, nl) => new Intl.DateTimeFormat(nl ? 'nl-NL' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(utc(day));

const shown = (row, nl) => ({
  key: row.key, field: row.field, title: (nl ? row.nl : row.en)[0], event: (nl ? row.nl : row.en)[1], term: { amount: row.amount, unit: row.unit, direction: 'after', regime: row.regime, first: 'next', excluded: null },
  source: row.source, note: row.note?.[nl ? 0 : 1] ?? null, checked_on: '2026-11-29', checked_with: row.text ? 'BWBR0005537' : 'elders', checked_text: row.text,
});

const BAKKER = { id: 'u1', name: 'mr. S. Bakker' };
const YILMAZ = { id: 'u2', name: 'mr. A. Yilmaz' };
const line = (act, last, by = BAKKER.name) => ({ at: new Date(Date.now() - 7.2e6).toISOString(), by, act, last });

function one(id, more, row, event, state, history = ['added']) {
  const term = { amount: row.amount, unit: row.unit, regime: row.regime };
  return {
    id, dossier: 'd1', dossier_name: 'De Vries / Bouwbedrijf Van Loon B.V.', dossier_number: '2026-0147', revision: history.length, state, parent: null, key: row.key, row, note: '', responsible: BAKKER, standin: null,
    event_date: event, term, acts: history, created_at: new Date().toISOString(), updated_at: new Date().toISOString(), ...more,
  };
}

const STEP = { key: null, nl: ['Gronden gereed', 'Bezwaar'], en: ['Grounds ready', 'Objection'], amount: 1, unit: 'weeks', regime: 'agreed', source: '' };

export const deadlineState = () => ({
  deadlines: [
    one('dl1', {}, ROWS[0], inDays(-38), 'proposed'),
    one('dl2', { parent: 'dl1', last: inDays(1) }, STEP, inDays(4), 'proposed'),
    one('dl3', { responsible: YILMAZ, standin: BAKKER }, ROWS[1], inDays(-85), 'confirmed', ['added', 'confirmed']),
    one('dl4', { note: 'Gestuit bij brief van 3 maart; zie het stuk.' }, ROWS[3], '2026-02-02', 'confirmed', ['added', 'recomputed', 'confirmed']),
    one('dl5', {}, ROWS[0], inDays(-80), 'met', ['added', 'confirmed', 'met']),
  ],
  absences: [{ id: 'ab1', first: inDays(20), last: inDays(34), standin: 'u2', standin_name: YILMAZ.name }],
  calendars: [{ id: 'ca1', dossier: null, names: false, created_at: new Date(Date.now() - 8.64e8).toISOString(), fetched_at: new Date(Date.now() - 3.6e6).toISOString() }],
});

/** A deadline as the server would give it, in the reader's language. */
function wire(it, nl) {
  const { row, event_date: event, term, acts, last, time, ...rest } = it;
  const reckoning = reckon(term, event, time, nl);
  if (last) reckoning.last = last;
  const [title, of] = nl ? row.nl : row.en;
  return { title, event: of, source: row.source, ...rest, reckoning, history: acts.map((act) => line(act, reckoning.last)) };
}

export function deadlineRoutes(on) {
  const find = (state, id) => state.deadlines.find((it) => it.id === id);
  const sorted = (list) => ({ items: list.sort((a, b) => a.reckoning.last.localeCompare(b.reckoning.last)), next: null });
  const turn = (it, state, act) => Object.assign(it, { state, revision: it.revision + 1, acts: [...it.acts, act] });
  const faults = (body) => {
    const row = ROWS.find((it) => it.key === body.key);
    if (body.event_date && body.event_date < '1983') return [{ pointer: '/event_date', code: 'too_early' }];
    return !body.event_date ? [{ pointer: '/event_date', code: 'required' }] : !row && !body.term ? [{ pointer: '/term', code: 'required' }] : null;
  };
  on('GET', '/deadlines/terms', ({ reply, request }) => reply(200, { items: ROWS.map((row) => shown(row, dutch(request))), next: null }));
  on('POST', '/deadlines/compute', ({ reply, refuse, request, body }) => {
    const wrong = faults(body);
    const row = ROWS.find((it) => it.key === body.key);
    return wrong ? refuse(422, 'invalid', '', wrong) : reply(200, reckon(row ? { amount: row.amount, unit: row.unit, regime: row.regime } : body.term, body.event_date, body.event_time, dutch(request)));
  });
  on('GET', '/dossiers/:id/deadlines', ({ state, reply, request, at }) => reply(200, sorted(state.deadlines.filter((it) => it.dossier === at[0]).map((it) => wire(it, dutch(request))))));
  on('POST', '/dossiers/:id/deadlines', ({ state, reply, refuse, request, at, body }) => {
    const wrong = faults(body);
    if (wrong) return refuse(422, 'invalid', '', wrong);
    const row = ROWS.find((it) => it.key === body.key) ?? { key: null, nl: [body.title, body.event ?? ''], en: [body.title, body.event ?? ''], source: body.source ?? '', ...body.term };
    const made = one(randomUUID(), { dossier: at[0], title: body.title, note: body.note ?? '', time: body.event_time }, row, body.event_date, 'proposed');
    state.deadlines.push(made);
    for (const each of body.chain ?? []) state.deadlines.push(one(randomUUID(), { parent: made.id, dossier: at[0], title: each.title, last: plus(wire(made, true).reckoning.last, -Math.round(each.amount * DAYS[each.unit])) }, { ...STEP, ...each }, body.event_date, 'proposed'));
    return reply(201, wire(made, dutch(request)));
  });
  on('GET', '/deadlines', ({ state, reply, request, query }) => {
    const until = inDays(Number(query.get('days') ?? 14));
    const open = state.deadlines.filter((it) => ['proposed', 'confirmed'].includes(it.state)).map((it) => wire(it, dutch(request)));
    return reply(200, sorted(open.filter((it) => it.reckoning.last <= until)));
  });
  on('POST', '/deadlines/:id/confirm', ({ state, reply, request, at }) => reply(200, wire(turn(find(state, at[0]), 'confirmed', 'confirmed'), dutch(request))));
  on('POST', '/deadlines/:id/settle', ({ state, reply, request, at, body }) => reply(200, wire(turn(find(state, at[0]), body.state === 'reopened' ? 'proposed' : body.state, body.state), dutch(request))));
  on('PATCH', '/deadlines/:id', ({ state, reply, request, at, body }) => {
    const found = find(state, at[0]);
    if (body.count) Object.assign(found, { event_date: body.count.event_date });
    return reply(200, wire(turn(found, body.count ? 'proposed' : found.state, body.count ? 'recomputed' : 'changed'), dutch(request)));
  });
  on('DELETE', '/deadlines/:id', ({ state, reply, at }) => {
    state.deadlines = state.deadlines.filter((it) => it.id !== at[0] && it.parent !== at[0]);
    return reply(204);
  });
  on('GET', '/absences', ({ state, reply }) => reply(200, { items: state.absences, next: null }));
  on('POST', '/absences', ({ state, reply, refuse, body }) => {
    if (body.last < body.first) return refuse(422, 'invalid', '', [{ pointer: '/last', code: 'before_first' }]);
    state.absences.push({ id: randomUUID(), standin_name: YILMAZ.name, ...body });
    return reply(201, state.absences.at(-1));
  });
  on('DELETE', '/absences/:id', ({ state, reply, at }) => {
    state.absences = state.absences.filter((it) => it.id !== at[0]);
    return reply(204);
  });
  on('GET', '/calendars', ({ state, reply }) => reply(200, { items: state.calendars, next: null }));
  on('POST', '/calendars', ({ state, reply, body }) => {
    const made = { id: randomUUID(), dossier: body.dossier ?? null, names: body.names, created_at: new Date().toISOString(), fetched_at: null };
    state.calendars.unshift(made);
    return reply(201, { ...made, path: `/api/v1/calendar/${'K7d_x9'.repeat(7)}A/termijnen.ics` });
  });
  on('GET', '/calendar/:token/termijnen.ics', ({ state, response, refuse }) => {
    if (state.calendars.length < 2) return refuse(404, 'not-found');
    const open = state.deadlines.filter((it) => ['proposed', 'confirmed'].includes(it.state)).map((it) => wire(it, true));
    const lines = open.flatMap((it) => [
      'BEGIN:VEVENT', `UID:${it.id}@legalmind`, `DTSTART;VALUE=DATE:${it.reckoning.last.replaceAll('-', '')}`, `SUMMARY:Termijn ${it.dossier_number}`, `STATUS:${it.state === 'confirmed' ? 'CONFIRMED' : 'TENTATIVE'}`, 'END:VEVENT',
    ]);
    response.writeHead(200, { 'Content-Type': 'text/calendar; charset=utf-8' });
    return response.end(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//mock//NL', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
  });
  on('GET', '/deadlines/:id', ({ state, reply, refuse, request, at }) => (find(state, at[0]) ? reply(200, wire(find(state, at[0]), dutch(request))) : refuse(404, 'not-found')));
  on('DELETE', '/calendars/:id', ({ state, reply, at }) => {
    state.calendars = state.calendars.filter((it) => it.id !== at[0]);
    return reply(204);
  });
}
