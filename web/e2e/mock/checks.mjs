/** The part of the mock that speaks of playbooks and of documents held against them. */
import { randomUUID } from 'node:crypto';

const both = (nl, en) => ({ nl, en });
const now = () => new Date().toISOString();
const daysAgo = (n) => new Date(Date.now() - n * 8.64e7).toISOString();
const ME = 'mr. S. Bakker';
const basis = (reference, note = '') => ({ reference, note, checked: '2026-11-30' });
const ALWAYS = { facts: {}, present: [], absent: [] };

const rule = (key, title, question, explanation, reference, severity, more = {}) => ({
  key, title, question, explanation, severity, basis: [basis(reference)], when: ALWAYS, subject: [], absent_is: 'unacceptable', excluded: [], excluded_is: 'acceptable', required: [], forbidden: [], limits: [], clause: null, wording: null, ...more,
});
const RULES = [
  rule('subverwerkers', both('Subverwerkers', 'Sub-processors'), both('Mag verwerker een ander alleen inschakelen met toestemming?', 'May the processor engage another only with permission?'), both('Zonder toestemming weet de verantwoordelijke niet wie bij de gegevens kan.', 'Without permission the controller does not know who can reach the data.'), 'art. 28 lid 2 AVG', 'high', {
    subject: ['subverwerker*', 'andere verwerker*'], required: [{ about: both('voorafgaande schriftelijke toestemming', 'prior written permission'), signs: ['voorafgaand* & schriftelijk* & toestemming'], unless: [], in_article: true, verdict: 'unacceptable', when: ALWAYS, text: null }], excluded: ['geen (subverwerker*|andere verwerker*)'], clause: 'subverwerkers',
  }),
  rule('datalek', both('Datalekken', 'Breaches'), both('Meldt verwerker een datalek zonder onredelijke vertraging?', 'Does the processor report a breach without undue delay?'), both('De verantwoordelijke moet zelf binnen 72 uur melden en heeft dus tijd nodig.', 'The controller must report within 72 hours and therefore needs time.'), 'art. 33 lid 2 AVG', 'high', {
    subject: ['datalek*', 'inbreuk*'], limits: [{ about: both('de meldtermijn', 'the time to report'), than: [], signs: ['(datalek*|inbreuk*) & binnen .. {termijn}'], min: null, max: '48 uur', own: true, verdict: 'unacceptable', missing_is: 'review', when: ALWAYS, text: 'Verwerker meldt een inbreuk uiterlijk binnen 24 uur.' }], wording: 'Verwerker meldt een inbreuk zonder onredelijke vertraging, en uiterlijk binnen 24 uur.',
  }),
  rule('doorgifte', both('Doorgifte', 'Transfers'), both('Is doorgifte buiten de EER geregeld?', 'Are transfers outside the EEA dealt with?'), both('Doorgifte mag alleen met een passende waarborg.', 'Transfers are allowed only with an appropriate safeguard.'), 'art. 44 AVG', 'medium', {
    when: { facts: { plaats: ['buiten'] }, present: ['subverwerkers'], absent: [] }, forbidden: [{ about: both('doorgifte zonder instructie', 'transfers without instructions'), signs: ['buiten de EER'], unless: ['hoofdstuk v'], in_article: false, verdict: 'review', when: ALWAYS, text: null }],
  }),
  rule('geheimhouding', both('Geheimhouding', 'Confidentiality'), both('Is wie bij de gegevens kan tot geheimhouding verplicht?', 'Is whoever can reach the data bound to secrecy?'), both('Dit is een vereiste van de verordening.', 'The regulation requires it.'), 'art. 28 lid 3 onder b AVG', 'low', { subject: ['geheim*'] }),
];

const TEXT = ['key = "verwerkersovereenkomst"', 'kind = "verwerkersovereenkomst"', 'title = { nl = "Verwerkersovereenkomst", en = "Data processing agreement" }', '', '[[rule]]', 'key = "subverwerkers"'].join('\n');

const book = (id, title, state, more = {}) => ({
  id, revision: 1, key: id, version_number: 2, state, title, kind: 'verwerkersovereenkomst', rule_count: RULES.length, sha256: 'ab'.repeat(32), approved: state === 'approved' ? { by: ME, at: daysAgo(3), sha256: 'ab'.repeat(32) } : null, updated_at: daysAgo(3),
  text: TEXT, description: both('Voor wie persoonsgegevens laat verwerken. Ziet niet op gezamenlijke verantwoordelijkheid.', 'For whoever has personal data processed. Does not look at joint controllership.'), basis: [basis('art. 28 AVG')],
  facts: [{ key: 'plaats', title: both('Plaats van verwerking', 'Place of processing'), question: both('Waar worden de gegevens verwerkt?', 'Where is the data processed?'), period_signs: [], values: [{ key: 'binnen', title: both('binnen de EER', 'inside the EEA'), signs: ['binnen de EER'], min: null, max: null }, { key: 'buiten', title: both('ook buiten de EER', 'outside the EEA too'), signs: [], min: null, max: null }] }],
  synonyms: [{ name: 'melden', words: 'meld*|bericht*|stelt* ... op de hoogte' }], rules: RULES, versions: [{ number: 2, created_at: daysAgo(3), created_by: ME, sha256: 'ab'.repeat(32) }, { number: 1, created_at: daysAgo(40), created_by: null, sha256: 'cd'.repeat(32) }], ...more,
});

const step = (nl, en) => both(nl, en);
const passage = (quote, heading, start) => ({ page: 1, range: { start, end: start + 60 }, quote, heading });
const finding = (key, verdict, more = {}) => {
  const { title, question, explanation, basis: rests, severity } = RULES.find((one) => one.key === key);
  return { rule: key, title, question, explanation, basis: rests, severity, verdict, reasoning: [], passages: [], answer: null, proposal: null, decision: null, change: null, ...more };
};

const FOUND = () => [
  finding('datalek', 'unacceptable', {
    reasoning: [step('Het contract regelt dit onderwerp (onder ‘Artikel 6 Datalekken’).', 'The contract deals with this subject (under ‘Artikel 6 Datalekken’).'), step('De meldtermijn is 14 dagen; ten hoogste 48 uur is toegestaan.', 'The time to report is 14 days; at most 48 hours is allowed.')],
    passages: [passage('Verwerker stelt Verwerkingsverantwoordelijke binnen veertien (14) dagen na ontdekking in kennis van een inbreuk.', 'Artikel 6 Datalekken', 2050)],
    proposal: { kind: 'replace', old: 'binnen veertien (14) dagen na ontdekking', text: 'zonder onredelijke vertraging, en uiterlijk binnen 24 uur na ontdekking', clause: null },
  }),
  finding('subverwerkers', 'unacceptable', {
    reasoning: [step('Niet gevonden: voorafgaande schriftelijke toestemming.', 'Not found: prior written permission.')],
    proposal: { kind: 'insert', old: null, text: '1. {{ zij }} schakelt geen andere verwerker in zonder voorafgaande schriftelijke toestemming van {{ wij }}.\n2. {{ zij }} legt aan een andere verwerker dezelfde verplichtingen op.', clause: 'Subverwerkers' },
    decision: { decision: 'to_repair', reason: 'Cliënt wil weten wie de gegevens krijgt.', by: ME, at: daysAgo(0), carried: false },
  }),
  finding('doorgifte', 'review', { reasoning: [step('Plaats van verwerking: niet bekend. De regel is toegepast; beoordeel zelf of zij geldt.', 'Place of processing: not known. The rule was applied; judge for yourself whether it holds.')], passages: [passage('Verwerker kan de gegevens verwerken in datacenters buiten de EER.', 'Artikel 8 Plaats', 2050)] }),
  finding('geheimhouding', 'acceptable', { reasoning: [step('Het contract regelt dit onderwerp (onder ‘Artikel 9 Geheimhouding’).', 'The contract deals with this subject (under ‘Artikel 9 Geheimhouding’).')], passages: [passage('Verwerker houdt geheim wat hij verneemt.', 'Artikel 9 Geheimhouding', 2050)] }),
];

/** The same with what a language model answered: an objection, a confirmation, a false quote, and no answer. */
export const answered = (language = 'nl') => {
  const says = (more) => ({ asked: both('Voldoet het contract aan deze regel? Citeer de bepaling.', 'Does the contract keep to this rule? Quote the provision.'), model: 'mistral-small-3.2', says: null, sentence: '', language, quotes: [], trouble: null, before: 'acceptable', draft: true, ...more });
  const there = (it) => ({ quote: it.quote, state: 'verified', passage: it });
  const [breach, sub, transfer, secret] = FOUND();
  const objects = step('Een taalmodel ziet een bezwaar dat de regel zelf niet vindt; beoordeel of het klopt.', 'A language model sees an objection that the rule itself does not find; judge whether it holds.');
  return [
    { ...breach, answer: says({ before: 'unacceptable', says: 'acceptable', sentence: 'De overeenkomst noemt een termijn voor de melding.', quotes: [there(breach.passages[0])] }) },
    { ...sub, answer: says({ before: 'unacceptable', trouble: 'timeout' }) },
    { ...secret, verdict: 'review', reasoning: [...secret.reasoning, objects], answer: says({ says: 'unacceptable', sentence: 'De geheimhouding geldt niet voor het personeel van de verwerker.', quotes: [there(secret.passages[0])] }) },
    { ...transfer, answer: says({ before: 'review', quotes: [{ quote: 'Verwerker geeft de gegevens nooit door buiten de Unie.', state: 'not_found', passage: null }] }) },
  ];
};

/** What a check of a supplier's contract proposes for its row. */
export const POSITIONS = [
  ['audit', 'Contract: recht op audit', 'Contract: right of audit', true],
  ['incident', 'Contract: incident gemeld binnen 24 uur', 'Contract: incident reported within 24 hours', null],
  ['geen_training', 'Contract: geen training met gegevens', 'Contract: no training on data', false],
].map(([field, nl, en, proposes]) => ({ register: 'leveranciers', field, rule: 'datalek', label: both(nl, en), proposes }));

const AGAIN = () => [
  finding('doorgifte', 'review', { ...FOUND()[2], change: { kind: 'same', before: 'review' }, decision: { decision: 'accepted_risk', reason: 'Alleen nieuwsbrieven, geen bijzondere gegevens.', by: ME, at: daysAgo(1), carried: true } }),
  finding('datalek', 'acceptable', { reasoning: [step('De meldtermijn is 24 uur; dat blijft binnen de grens van 48 uur.', 'The time to report is 24 hours; that keeps to the bound of 48 hours.')], change: { kind: 'better', before: 'unacceptable' } }),
  finding('subverwerkers', 'acceptable', { reasoning: [step('Aanwezig: voorafgaande schriftelijke toestemming.', 'Present: prior written permission.')], change: { kind: 'better', before: 'unacceptable' } }),
  finding('geheimhouding', 'acceptable', { ...FOUND()[3], change: { kind: 'same', before: 'acceptable' } }),
];

const flagged = (one) => ['unacceptable', 'review'].includes(one.verdict);
const counted = (it) => {
  const counts = Object.fromEntries(['unacceptable', 'review', 'acceptable', 'not_applicable'].map((verdict) => [verdict, it.findings.filter((one) => one.verdict === verdict).length]));
  const undecided = it.findings.filter((one) => flagged(one) && !one.decision).length;
  return Object.assign(it, { counts: { ...counts, undecided } }, it.state && !['open', 'decided'].includes(it.state) ? {} : { state: undecided > 0 ? 'open' : 'decided' });
};

const one = (id, findings, more = {}) => counted({
  id, revision: 1, dossier: 'd1', document: 'agreement', document_name: 'Verwerkersovereenkomst Wolk B.V.docx', version: 'v-agreement', version_number: 2, outdated: false, playbook: 'verwerking', playbook_title: both('Verwerkersovereenkomst', 'Data processing agreement'), playbook_number: 2, playbook_approved: true,
  trouble: null, step: null, questions: 'none', positions: [], unread: false, facts: [{ key: 'plaats', title: both('Plaats van verwerking', 'Place of processing'), value: null, said: null, passage: null }], told: {}, findings, previous: null, redline: null, report_sha256: '9f'.repeat(32), created_at: daysAgo(0), created_by: ME, ...more,
});

/** A check in which nothing was found yet. */
const RUNNING = { state: 'running', report_sha256: null };

export const checkState = () => ({
  playbooks: [book('verwerking', both('Verwerkersovereenkomst', 'Data processing agreement'), 'approved'), book('geheim', both('Geheimhouding', 'Confidentiality'), 'concept', { kind: 'geheimhoudingsovereenkomst', facts: [], version_number: 1 }), book('oud', both('Oude voorwaarden', 'Old terms'), 'withdrawn', { key: null })],
  checks: [
    one('ch2', AGAIN(), { previous: { id: 'ch1', created_at: daysAgo(2), version_number: 1, playbook_number: 2, removed: [both('Bewaartermijn', 'Retention')] } }),
    one('ch1', FOUND(), { playbook_approved: false, unread: true, created_at: daysAgo(2) }),
  ],
});

/** What is not known of a foreign word in the text: the mock finds a fault where it says FOUT. */
const fault = (request) => {
  const english = String(request.headers['accept-language']).startsWith('en');
  return [
    { pointer: '/text#datalek/limit/0/max', code: 'bad_figure', detail: english ? 'This bound cannot be read. Write it as ‘2 maanden’, ‘€ 5000’ or ‘10 %’.' : 'Deze grens is niet te lezen. Schrijf haar als ‘2 maanden’, ‘€ 5000’ of ‘10 %’.' },
    { pointer: '/text#/3:12', code: 'unreadable', detail: english ? 'This is no valid TOML or has fields that a playbook does not know. Look at the line that is named.' : 'Dit is geen geldige TOML of heeft velden die een playbook niet kent. Kijk bij de genoemde regel.' },
  ];
};

export function checkRoutes(on) {
  const find = (state, list, id) => state[list].find((it) => it.id === id);
  const get = (list) => ({ state, reply, refuse, at }) => {
    const found = find(state, list, at[0]);
    return found ? reply(200, found, { ETag: `"${found.revision}"` }) : refuse(404, 'not-found');
  };
  const change = (method, path, list, run) => on(method, path, (call) => {
    const found = find(call.state, list, call.at[0]);
    if (!found) return call.refuse(404, 'not-found');
    if (call.request.headers['if-match'] !== `"${found.revision}"`) return call.refuse(412, 'changed');
    return run(found, call);
  });
  const up = (found, more) => Object.assign(found, more, { revision: found.revision + 1 });

  on('GET', '/playbooks', ({ state, reply }) => reply(200, { items: state.playbooks, next: null }));
  on('POST', '/playbooks', ({ state, reply, refuse, body, request }) => {
    if (body.text.includes('FOUT')) return refuse(422, 'invalid', '', fault(request));
    const made = book(randomUUID(), both('Eigen playbook', 'Own playbook'), 'concept', { key: null, text: body.text, version_number: 1 });
    state.playbooks.push(made);
    return reply(201, made);
  });
  on('GET', '/playbooks/:id', get('playbooks'));
  on('GET', '/playbooks/:id/versions/:number', ({ reply }) => reply(200, { text: TEXT }));
  change('PUT', '/playbooks/:id', 'playbooks', (found, { reply, refuse, body, request }) => (body.text.includes('FOUT') ? refuse(422, 'invalid', '', fault(request)) : reply(200, up(found, { text: body.text, state: 'concept', approved: null, version_number: found.version_number + 1, updated_at: now() }))));
  change('POST', '/playbooks/:id/approve', 'playbooks', (found, { reply, body }) => reply(200, up(found, { state: 'approved', approved: { by: ME, at: now(), sha256: body.sha256 } })));
  change('POST', '/playbooks/:id/withdraw', 'playbooks', (found, { reply }) => reply(200, up(found, { state: 'withdrawn', approved: null })));

  on('GET', '/dossiers/:id/checks', ({ state, reply, at }) => reply(200, { items: state.checks.filter((it) => it.dossier === at[0]), next: null }));
  on('POST', '/dossiers/:id/checks', ({ state, reply, refuse, body }) => {
    if (body.facts?.plaats === 'buiten') return refuse(422, 'invalid', '', [{ pointer: '/document', code: 'no_text' }]);
    const asked = state.playbooks.find((it) => it.id === body.playbook)?.facts ?? [];
    const gone = Object.keys(body.facts ?? {}).find((key) => !asked.some((it) => it.key === key));
    if (gone) return refuse(422, 'invalid', '', [{ pointer: `/facts/${gone}`, code: 'unknown_fact' }]);
    const made = one(randomUUID(), [], { ...RUNNING, document: body.document, playbook: body.playbook, told: body.facts ?? {} });
    state.checks.unshift(made);
    return reply(201, made);
  });
  // one that was begun here is made when it was asked for a second time
  on('GET', '/checks/:id', (call) => {
    const found = find(call.state, 'checks', call.at[0]);
    if (found?.state === 'running' && !found.still && (found.looked = (found.looked ?? 0) + 1) > 1) counted(up(found, { state: 'open', findings: FOUND(), report_sha256: '9f'.repeat(32) }));
    return get('checks')(call);
  });
  on('POST', '/checks/:id/stop', ({ state, reply, refuse, at }) => {
    const found = find(state, 'checks', at[0]);
    return found ? reply(200, found.state === 'running' ? up(found, { state: 'stopped' }) : found) : refuse(404, 'not-found');
  });
  change('PUT', '/checks/:id/findings/:rule', 'checks', (found, { reply, refuse, at, body }) => {
    if (body.decision && body.reason.includes('FOUT')) return refuse(422, 'invalid', '', [{ pointer: '/reason', code: 'not_text' }]);
    const decision = body.decision ? { decision: body.decision, reason: body.reason, by: ME, at: now(), carried: false } : null;
    return reply(200, counted(up(found, { findings: found.findings.map((it) => (it.rule === at[1] ? { ...it, decision } : it)) })));
  });
  change('POST', '/checks/:id/redline', 'checks', (found, { refuse }) => refuse(409, 'conflict', '', [{ pointer: '', code: 'nothing_fits' }]));
  on('GET', '/checks/:id/report', ({ reply, refuse, query }) => (query.get('format') === 'pdf' ? refuse(503, 'part-missing') : reply(200, {})));
}
