/** The part of the mock that speaks of public law: one article with three versions, one decision, and a document with references. */
const LAW = { number: 'BWBR0005289', key: 'bw', title: 'Burgerlijk Wetboek Boek 6', from: '2024-01-01', until: null };

const line = (label, text, depth = 0) => ({ kind: 'text', depth, label, text });
const LINES = {
  '1992-01-01': [line('1', 'Op verlangen van de schuldenaar kan de rechter de bedongen boete matigen.'), line('2', 'De rechter kan de schuldeiser geen schadevergoeding toekennen.')],
  '2024-01-01': [
    line('1', 'Op verlangen van de schuldenaar kan de rechter, indien de billijkheid dit klaarblijkelijk eist, de bedongen boete matigen, met dien verstande dat hij de schuldeiser ter zake van de tekortkoming niet minder kan toekennen dan de schadevergoeding op grond van de wet.'),
    line('2', 'Op verlangen van de schuldeiser kan de rechter, indien de billijkheid dit klaarblijkelijk eist, naast een bedongen boete die bestemd is in de plaats te treden van de schadevergoeding op grond van de wet, aanvullende schadevergoeding toekennen.'),
    line('3', 'Van lid 1 afwijkende bedingen zijn nietig.'),
  ],
};
const text = (day) => LINES[day].map((one) => `${one.label} ${one.text}`).join('\n');
const VERSIONS = [
  { from: '1985-01-01', until: '1991-12-31', text: null },
  { from: '1992-01-01', until: '2023-12-31', text: text('1992-01-01') },
  { from: '2024-01-01', until: null, text: text('2024-01-01') },
];
const dayOf = (on) => (on < '2024-01-01' ? '1992-01-01' : '2024-01-01');

const WORDS = {
  in_force: ['geldt op deze datum', 'in force on this date'],
  decision: ['de uitspraak staat in de bibliotheek', 'the decision is in the library'],
  no_article: ['de regeling heeft op deze datum geen artikel met dit nummer', 'the law has no article with this number on this date'],
  court_differs: ['de tekst noemt HR, het nummer is van Rechtbank Amsterdam', 'the text names HR, the number is of Rechtbank Amsterdam'],
  decision_not_in_library: ['het nummer is goed gevormd, maar de uitspraak staat niet in de bibliotheek; de meeste uitspraken zijn niet gepubliceerd', 'the number is well-formed, but the decision is not in the library; most decisions are not published'],
  kind_not_kept: ['verwijzingen van deze soort zijn niet in de bibliotheek te controleren', 'references of this kind cannot be checked in the library'],
};
const VERDICTS = { in_force: 'exists', decision: 'exists', no_article: 'impossible', court_differs: 'mismatch', decision_not_in_library: 'not_in_library', kind_not_kept: 'unchecked' };
const reason = (code) => ({ verdict: VERDICTS[code], code, words: { nl: WORDS[code][0], en: WORDS[code][1] } });

const provision = (on = '2026-11-30') => ({
  law: LAW, on, number: '94', heading: '', path: ['Boek 6. Algemeen gedeelte van het verbintenissenrecht', 'Titel 1. Verbintenissen in het algemeen', 'Afdeling 9. De gevolgen van het niet nakomen van een verbintenis'],
  standing: 'in_force', since: dayOf(on), lid: null, parts: [], lead: [], lines: LINES[dayOf(on)], undivided: false, jci: 'jci1.3.1:c:BWBR0005289&boek=6&artikel=94',
  address: 'https://wetten.overheid.nl/jci1.3:c:BWBR0005289&boek=6&artikel=94',
});
const DECISION = {
  ecli: 'ECLI:NL:RBAMS:2021:77', court: 'Rechtbank Amsterdam', date: '2021-03-03', kind: 'Uitspraak', cases: ['C/13/690001'], summary: 'Aanneming van werk; boete wegens te late oplevering, matiging.', has_text: true,
  consideration: '4.2', address: 'https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RBAMS:2021:77',
  paragraphs: [
    { number: '', section: 'assessment', heading: true, text: '4 De beoordeling' },
    { number: '4.1', section: 'assessment', heading: false, text: '4.1. De aannemer heeft het werk te laat opgeleverd.' },
    { number: '4.2', section: 'assessment', heading: false, text: '4.2. Voor matiging op grond van art. 6:94 BW is eerst plaats als de billijkheid dit klaarblijkelijk eist.' },
    { number: '5.1', section: 'ruling', heading: false, text: '5.1. De rechtbank wijst de vordering toe.' },
  ],
};
const asProvision = { type: 'provision', value: provision() };
const asDecision = { type: 'decision', value: DECISION };
const referred = (words, key, code, page = null, start = 0, subject = null) => ({ words, key, page, range: { start, end: start + words.length }, reason: reason(code), subject });

/** An answer that stands on law and names what does not exist. */
export const lawAnswer = (answer) => answer('a5', {
  question: 'Mag de rechter de boete verlagen?', created_at: new Date(Date.now() - 200_000_000).toISOString(), finished_at: new Date(Date.now() - 199_990_000).toISOString(),
  text: 'De boete is afgesproken.[1] De rechter kan haar matigen als de billijkheid dit klaarblijkelijk eist (art. 6:94 BW).[5] Zie ECLI:NL:RBAMS:2021:77 en HR 3 maart 2021, ECLI:NL:RBAMS:2021:78; anders ECLI:NL:HR:2019:1234.',
  laws: [
    { ordinal: 5, law: 'BWBR0005289', title: LAW.title, number: '94', reference: 'art. 6:94 BW', on: '2026-11-30', since: '2024-01-01', quote: 'indien de billijkheid dit klaarblijkelijk eist, de bedongen boete matigen', state: 'verified', older_fact: '2023-03-05' },
    { ordinal: 6, law: 'BWBR0005289', title: LAW.title, number: '94', reference: 'art. 6:94 BW', on: '2026-11-30', since: '2024-01-01', quote: 'de boete vervalt van rechtswege', state: 'not_found', older_fact: null },
  ],
  references: [
    referred('art. 6:94 BW', 'bw:6:94', 'in_force', null, 0, asProvision), referred('ECLI:NL:RBAMS:2021:77', 'ecli:nl:rbams:2021:77', 'decision', null, 0, asDecision),
    referred('HR 3 maart 2021, ECLI:NL:RBAMS:2021:78', 'ecli:nl:rbams:2021:78', 'court_differs'), referred('ECLI:NL:HR:2019:1234', 'ecli:nl:hr:2019:1234', 'decision_not_in_library'),
  ],
});

/** The references of the general terms, two of them false. */
const REFERENCES = [
  referred('art. 6:94 BW', 'bw:6:94', 'in_force', 1, 40, asProvision), referred('ECLI:NL:RBAMS:2021:77, r.o. 4.2', 'ecli:nl:rbams:2021:77', 'decision', 1, 90, asDecision),
  referred('art. 6:9999 BW', 'bw:6:9999', 'no_article', 1, 140), referred('HR 3 maart 2021, ECLI:NL:RBAMS:2021:78', 'ecli:nl:rbams:2021:78', 'court_differs', 1, 180),
  referred('ECLI:NL:HR:2019:1234', 'ecli:nl:hr:2019:1234', 'decision_not_in_library', 1, 230), referred('Kamerstukken II 2011/12, 33 061', 'kst:33061', 'kind_not_kept', 1, 260),
  referred('artikel 6:94 van het Burgerlijk Wetboek', 'bw:6:94', 'in_force', 1, 300, asProvision),
];

function stretches() {
  const [older, newer] = ['1992-01-01', '2024-01-01'].map((day) => LINES[day][0].text.split(' '));
  const kept = older.filter((word, index) => newer[index] === word).join(' ');
  return [{ fate: 'kept', text: `${kept} ` }, { fate: 'added', text: 'indien de billijkheid dit klaarblijkelijk eist, ' }, { fate: 'kept', text: 'de bedongen boete matigen' }, { fate: 'removed', text: '. De rechter kan de schuldeiser geen schadevergoeding toekennen.' }];
}

export function lawRoutes(on) {
  on('GET', '/law/provisions/:law/:article', ({ reply, at, query }) => {
    const day = query.get('on') ?? '2026-11-30';
    const known = at[1] === '94' && day >= '1992-01-01';
    return reply(200, { reason: reason(known ? 'in_force' : 'no_article'), provision: known ? provision(day) : null, versions: at[1] === '94' ? VERSIONS : [] });
  });
  on('GET', '/law/provisions/:law/:article/differences', ({ reply }) => reply(200, { items: stretches() }));
  on('GET', '/law/decisions', ({ reply }) => reply(200, { items: [{ decision: { ...DECISION, paragraphs: [] }, places: [{ key: 'bw:6:94', words: 'art. 6:94 BW', consideration: '4.2' }] }] }));
  on('GET', '/law/decisions/:ecli', ({ reply, refuse, at }) => (at[0] === DECISION.ecli ? reply(200, { decision: DECISION, cites: [] }) : refuse(404, 'not-found')));
  on('GET', '/law/search', ({ reply, query }) => reply(200, { references: [], items: /boete/i.test(query.get('q')) ? [asProvision, asDecision] : [] }));
  on('GET', '/documents/:id/versions/:version/references', ({ state, reply, at, query }) => reply(200, { on: query.get('on') ?? '2026-11-30', items: state.references?.[at[0]] ?? (at[0] === 'terms' ? REFERENCES : []) }));
}
