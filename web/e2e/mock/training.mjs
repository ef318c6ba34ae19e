/** The part of the mock that speaks of tests: of each question the first option in the file is right. */
const dutch = (request) => !String(request.headers['accept-language']).startsWith('en');
const inMinutes = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const TESTS = {
  beveiliging: [['Informatiebeveiliging op kantoor', 'Information security in the firm'], ['Wat ieder op kantoor doet om wat cliënten toevertrouwen te beschermen, en wat te doen als het misgaat.', 'What everyone in the firm does to protect what clients entrust, and what to do when it goes wrong.']],
  privacy: [['Privacy in de praktijk', 'Data protection in practice'], ['Wat de AVG vraagt van wie met gegevens van cliënten, wederpartijen en collega’s werkt.', 'What the GDPR asks of whoever works with data of clients, counterparties and colleagues.']],
  ai: [['AI-geletterdheid', 'AI literacy'], ['Wat AI wel en niet kan, en wat de wet en het beroep vragen van wie ermee werkt.', 'What AI can and cannot do, and what the law and the profession ask of whoever works with it.']],
};

/** What is asked; of the second more than one is right. The order of the options is that of the screen. */
const QUESTIONS = [
  {
    text: ['U krijgt een mail van een vaste wederpartij met een ander rekeningnummer voor de schikking. Wat doet u?', 'A regular counterparty mails you another account number for the settlement. What do you do?'],
    options: [[false, 'Ik antwoord op de mail en vraag om een bevestiging', 'I reply to the mail and ask for a confirmation'], [true, 'Ik bel op een nummer dat ik al had en vraag of het klopt', 'I call a number that I already had and ask whether it is right'], [false, 'Ik geef het door: het adres klopt', 'I pass it on: the address is right']],
    why: ['Een mailbox of een afzender kan zijn overgenomen. Alleen een weg die u al kende, bewijst iets.', 'A mailbox or a sender may have been taken over. Only a way that you knew already proves anything.'], source: 'ISO 27001:2022 A.5.14; AVG art. 32',
  },
  {
    text: ['Wat maakt een wachtwoord sterk?', 'What makes a password strong?'],
    options: [[true, 'Dat het lang is en nergens anders wordt gebruikt', 'That it is long and used nowhere else'], [false, 'Dat het elke maand een cijfer hoger wordt', 'That it goes up by one digit each month'], [true, 'Dat een wachtwoordkluis het heeft bedacht en bewaart', 'That a password manager made it up and keeps it']],
    why: ['Lengte en uniekheid beschermen; voorspelbare trucs en gedwongen wisselen maken wachtwoorden juist zwakker.', 'Length and uniqueness protect; predictable tricks and forced changes make passwords weaker.'], source: 'ISO 27001:2022 A.5.17',
  },
  {
    text: ['Wie mag u vragen om uw eenmalige aanmeldcode?', 'Who may ask you for your one-time sign-in code?'],
    options: [[false, 'De systeembeheerder, als hij zijn naam noemt', 'The administrator, if he gives his name'], [false, 'De leidinggevende, bij ziekte en met een afspraak op schrift', 'The manager, in case of illness and by a written arrangement'], [true, 'Niemand, ook de helpdesk niet', 'Nobody, not even the help desk']],
    why: ['Een code is er voor u alleen. Een echte beheerder heeft hem nooit nodig.', 'A code is for you alone. A real administrator never needs it.'], source: 'ISO 27001:2022 A.5.17',
  },
];

export const trainingState = () => ({
  trainings: {
    beveiliging: { until: inDays(230), opens_dossiers: false, attempt: null, again_at: null, last: { attempt: 'ta-beveiliging', passed: true, right: 3, at: inMinutes(-60 * 24 * 135) } },
    privacy: { until: inDays(-3), opens_dossiers: false, attempt: null, again_at: null, last: null },
    ai: { until: null, opens_dossiers: false, attempt: null, again_at: null, last: null },
  },
  attempts: {},
});

const done = (one) => one.right !== null;
const of = (pair, nl) => pair[nl ? 0 : 1];

function wire(one, nl) {
  const question = (it, at) => {
    const chosen = (n) => Boolean(one.answers?.[at]?.includes(n));
    const right = it.options.every(([good], n) => good === chosen(n));
    return {
      text: of(it.text, nl), several: it.options.filter(([good]) => good).length > 1,
      options: it.options.map(([good, ...words], n) => ({ text: of(words, nl), chosen: done(one) && chosen(n), right: done(one) ? good : null })),
      right: done(one) ? right : null, why: done(one) ? of(it.why, nl) : null, source: done(one) ? it.source : null,
    };
  };
  const { answers: _, key, ...rest } = one;
  return { ...rest, training: key, name: of(TESTS[key][0], nl), asks: QUESTIONS.length, pass: 2, questions: one.state === 'changed' || (done(one) && !one.answers) ? [] : QUESTIONS.map(question) };
}

export const begun = (key, more = {}) => ({ id: `ta-${key}`, key, state: 'open', began_at: inMinutes(-4), ends_at: inMinutes(56), finished_at: null, right: null, answers: null, ...more });

export function trainingRoutes(on) {
  on('GET', '/trainings', ({ state, reply, request }) => {
    const nl = dutch(request);
    const items = Object.entries(state.trainings).map(([key, one]) => ({ key, name: of(TESTS[key][0], nl), purpose: of(TESTS[key][1], nl), checked: '2026-11-30', asks: 3, pass: 2, ...one }));
    return reply(200, { items, next: null });
  });
  on('POST', '/trainings/:key/attempts', ({ state, reply, refuse, request, at: [key] }) => {
    if (state.trainings[key].again_at) return refuse(409, 'conflict', '', [{ pointer: '', code: state.training_refused ?? 'training_pause' }]);
    const one = (state.attempts[`ta-${key}`] = begun(key));
    state.trainings[key].attempt = one.id;
    return reply(200, wire(one, dutch(request)));
  });
  on('GET', '/training-attempts/:id', ({ state, reply, refuse, request, at: [id] }) => {
    const one = state.attempts[id];
    return one ? reply(200, wire(one, dutch(request))) : refuse(404, 'not-found');
  });
  on('POST', '/training-attempts/:id/answers', ({ state, reply, refuse, request, at: [id], body }) => {
    const one = state.attempts[id];
    if (state.training_over) return refuse(409, 'conflict', '', [{ pointer: '', code: 'training_over' }]);
    one.answers = body.answers;
    one.right = QUESTIONS.filter((it, n) => it.options.every(([good], option) => good === body.answers[n].includes(option))).length;
    Object.assign(one, { state: one.right >= 2 ? 'passed' : 'failed', finished_at: inMinutes(0) });
    const own = state.trainings[one.key];
    Object.assign(own, { attempt: null, last: { attempt: one.id, passed: one.state === 'passed', right: one.right, at: one.finished_at } });
    if (one.state === 'passed') Object.assign(own, { until: inDays(365), opens_dossiers: false });
    else own.again_at = inMinutes(10);
    return reply(200, wire(one, dutch(request)));
  });
}
