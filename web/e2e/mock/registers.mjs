/** The part of the mock that speaks of registers. It knows a few of them, and just enough of their rules. */
import { randomUUID } from 'node:crypto';
import { inDays } from './deadlines.mjs';

const dutch = (request) => !String(request.headers['accept-language']).startsWith('en');
/** So many days and hours from the beginning of this day in the Netherlands. */
function at(days, hours = 0) {
  const now = new Date();
  const ahead = new Date(now.toLocaleString('en-US', { timeZone: 'Europe/Amsterdam' })) - new Date(now.toLocaleString('en-US', { timeZone: 'UTC' }));
  const there = new Date(now.getTime() + ahead);
  return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate() + days, hours) - ahead).toISOString();
}
const field = (key, nl, en, kind, more = {}) => ({ key, words: [nl, en], kind, need: 'optional', choices: [], register: null, column: false, help: null, when: [], needed_from: null, renewed: null, ...more });
const choices = (...all) => all.map(([key, nl, en]) => ({ key, words: [nl, en] }));

const REGISTERS = [
  {
    key: 'incidenten', name: ['Incidenten en datalekken', 'Incidents and data breaches'], purpose: ['Wat er misging met gegevens of systemen, en wie het op tijd hoorde.', 'What went wrong with data or systems, and who was told in time.'],
    basis: ['AVG art. 33 en 34', 'Cyberbeveiligingswet'], owner: ['Functionaris gegevensbescherming', 'Data protection officer'], at_once: true, four_eyes: false, open_to_firm: false, everyone: true,
    fields: [
      field('titel', 'Wat is er gebeurd', 'What happened', 'text', { need: 'always', help: ['In één zin, zonder namen van cliënten.', 'In one sentence, without names of clients.'] }),
      field('ontdekt', 'Ontdekt op', 'Discovered at', 'moment', { need: 'always', column: true }),
      field('soort', 'Soort', 'Sort', 'choice', { need: 'always', choices: choices(['vertrouwelijkheid', 'vertrouwelijkheid', 'confidentiality'], ['beschikbaarheid', 'beschikbaarheid', 'availability']) }),
      field('rol', 'Rol van het kantoor', 'Role of the firm', 'choice', { need: 'always', choices: choices(['verantwoordelijke', 'verwerkingsverantwoordelijke', 'controller'], ['verwerker', 'verwerker', 'processor']) }),
      field('risico', 'Risico voor betrokkenen', 'Risk to data subjects', 'choice', { need: 'always', column: true, choices: choices(['onbekend', 'nog niet bekend', 'not known yet'], ['onwaarschijnlijk', 'onwaarschijnlijk', 'unlikely'], ['hoog', 'hoog risico', 'high risk']) }),
      field('betrokkenen', 'Aantal betrokkenen', 'Number of data subjects', 'number'),
      field('cbw', 'Significant incident onder de Cyberbeveiligingswet', 'Significant incident under the Dutch NIS2 act', 'yes_no'),
      field('maatregelen', 'Maatregelen', 'Measures', 'long_text'),
      field('gemeld_ap', 'Gemeld aan de Autoriteit Persoonsgegevens op', 'Reported to the authority at', 'moment', { column: true }),
    ],
    campaigns: [
      { key: 'melden-ap', words: ['Melden aan de Autoriteit Persoonsgegevens', 'Report to the data protection authority'], basis: 'AVG art. 33 lid 1', evidence: null, four_eyes: false, field: 'gemeld_ap' },
      { key: 'nabespreking', words: ['Oorzaak en les vastleggen', 'Write down cause and lesson'], basis: 'ISO 27001:2022 A.5.27', evidence: ['Verslag van de nabespreking', 'Record of the review'], four_eyes: true, field: null },
    ],
  },
  {
    key: 'leveranciers', name: ['Leveranciers', 'Suppliers'], purpose: ['De strenge selectie van leveranciers, hun contracten en de controle per kwartaal.', 'The strict selection of suppliers, their contracts and the check each quarter.'],
    basis: ['ISO 27001:2022 A.5.19–A.5.23'], owner: ['Wie het contract beheert', 'Who looks after the contract'], at_once: false, four_eyes: true, open_to_firm: false,
    fields: [
      field('naam', 'Naam', 'Name', 'text', { need: 'always' }),
      field('dienst', 'Dienst', 'Service', 'text', { need: 'in_force', column: true }),
      field('norm', 'Versie van de normen', 'Version of the norms', 'choice', { choices: choices(['2026-1', '2026-1', '2026-1']) }),
      field('audit', 'Contract: recht op audit', 'Contract: right of audit', 'yes_no', { need: 'in_force' }),
      field('beheerder', 'Contactpersoon', 'Contact', 'person'),
      field('beleid', 'Beleid dat geldt', 'Policy that applies', 'reference', { register: 'beleid' }),
      field('contract', 'Contract', 'Contract', 'document'),
      field('iso_tot', 'Certificaat geldig tot en met', 'Certificate valid until', 'date', { need: 'in_force', column: true }),
    ],
    campaigns: [
      { key: 'audit', words: ['Controle per kwartaal', 'Quarterly audit'], basis: 'ISO 27001:2022 A.5.22', evidence: ['Verslag van de controle', 'Record of the audit'], four_eyes: true, field: null },
      { key: 'certificaat', words: ['Nieuw certificaat vastleggen', 'Record the new certificate'], basis: 'ISO 27001:2022 A.5.22', evidence: null, four_eyes: false, field: 'iso_tot' },
    ],
  },
  {
    key: 'verwerkers', name: ['Verwerkers en subverwerkers', 'Processors and sub-processors'], purpose: ['Wie persoonsgegevens voor het kantoor verwerkt, waar en onder welk contract.', 'Who processes personal data for the firm, where and under which contract.'],
    basis: ['AVG art. 28'], owner: ['Wie het contract beheert', 'Who looks after the contract'], at_once: false, four_eyes: true, open_to_firm: false,
    fields: [field('naam', 'Naam', 'Name', 'text', { need: 'always' }), field('ontvanger', 'Ontvangers volgens het programma', 'Recipients according to the program', 'text', { column: true })],
    campaigns: [],
  },
  {
    key: 'beleid', name: ['Beleid', 'Policies'], purpose: ['De regels die het kantoor zichzelf stelt, met versie, eigenaar en herziening.', 'The rules that the firm sets itself, with version, owner and review.'],
    basis: ['ISO 27001:2022 5.2'], owner: ['Eigenaar van het beleid', 'Owner of the policy'], at_once: false, four_eyes: true, open_to_firm: true,
    fields: [field('titel', 'Beleid', 'Policy', 'text', { need: 'always' }), field('versie', 'Versie', 'Version', 'text', { need: 'in_force', column: true }), field('vastgesteld', 'Vastgesteld op', 'Adopted on', 'date', { need: 'in_force', column: true })],
    campaigns: [],
  },
  {
    key: 'wijzigingen', name: ['Wijzigingen en mededelingen', 'Changes and notices'], purpose: ['Wat er verandert, wie dat vooraf moet horen en of dat is bevestigd.', 'What changes, who has to hear of it beforehand and whether that was confirmed.'],
    basis: ['AVG art. 28 lid 2', 'ISO 27001:2022 A.8.32'], owner: ['Wie de wijziging doorvoert', 'Who carries the change out'], at_once: false, four_eyes: true, open_to_firm: false,
    fields: [
      field('titel', 'Wijziging', 'Change', 'text', { need: 'always' }),
      field('ingang', 'Gaat in op', 'Takes effect on', 'date', { need: 'in_force', column: true }),
      field('meegedeeld', 'Meegedeeld op', 'Told on', 'date', { need: 'in_force', column: true }),
      field('mededeling_nl', 'Mededeling in het Nederlands', 'The notice in Dutch', 'long_text', { need: 'in_force' }),
      field('mededeling_en', 'Mededeling in het Engels', 'The notice in English', 'long_text', { need: 'in_force' }),
    ],
    campaigns: [{ key: 'ontvangst', words: ['Ontvangst laten bevestigen', 'Have receipt confirmed'], basis: 'AVG art. 28 lid 2', evidence: ['Wie niet heeft bevestigd, en wat is geprobeerd', 'Who did not confirm, and what was tried'], four_eyes: false, field: null, each: true }],
  },
  {
    key: 'omgeving', name: ['Omgeving nagegaan', 'Deployment verified'], purpose: ['Of alles waarop het product draait is zoals is toegezegd. Het product schrijft dit zelf op.', 'Whether all that the product runs on is as was promised. The product writes this down itself.'],
    basis: ['ISO 27001:2022 A.8.14'], owner: ['De beheerder van het product', 'The operator of the product'], at_once: false, four_eyes: false, open_to_firm: false, measured: true,
    fields: [
      field('titel', 'Omgeving', 'Deployment', 'text', { need: 'always' }),
      field('uitkomst', 'Uitkomst', 'Outcome', 'choice', { need: 'in_force', column: true, choices: choices(['groen', 'zoals toegezegd', 'as was promised'], ['rood', 'niet zoals toegezegd', 'not as was promised']) }),
      field('nagegaan', 'Nagegaan op', 'Verified on', 'date', { need: 'in_force', column: true }),
      field('bevindingen', 'Bevindingen', 'Findings', 'long_text'),
      field('bestanden', 'Bestanden (SHA-256)', 'Files (SHA-256)', 'long_text'),
    ],
    campaigns: [],
  },
  {
    key: 'vorderingen', name: ['Vorderingen van autoriteiten', 'Demands of authorities'], purpose: ['Elke vordering om gegevens: beoordeeld en waar mogelijk bestreden.', 'Each demand for data: assessed and challenged where possible.'],
    basis: ['Sv art. 126nd', 'AVG art. 48'], owner: ['Advocaat die de vordering behandelt', 'Lawyer who handles the demand'], at_once: true, four_eyes: false, open_to_firm: false, everyone: true,
    fields: [field('titel', 'Vordering', 'Demand', 'text', { need: 'always' }), field('autoriteit', 'Autoriteit', 'Authority', 'text', { need: 'always', column: true })],
    campaigns: [],
  },
  {
    key: 'wwft', name: ['Wwft-cliëntenonderzoek', 'Client due diligence (Wwft)'], purpose: ['Of de Wwft van toepassing is, wie de cliënt is en hoe groot het risico is.', 'Whether the act applies, who the client is and how great the risk is.'],
    basis: ['Wwft art. 3, 5, 6, 8, 11 en 33'], owner: ['Behandelend advocaat', 'Responsible lawyer'], at_once: false, four_eyes: false, open_to_firm: false, by_dossier: true, single: true,
    fields: [
      field('client', 'Cliënt', 'Client', 'text', { need: 'always' }),
      field('van_toepassing', 'Wwft van toepassing', 'The Wwft applies', 'yes_no', { need: 'in_force', column: true, help: ['Alleen bij de diensten van art. 1a lid 4 onder c en d.', 'Only for the services of article 1a(4)(c) and (d).'] }),
      field('reden', 'Waarom niet', 'Why not', 'long_text', { need: 'in_force', when: [{ field: 'van_toepassing', is: ['no'] }] }),
      field('soort', 'Soort cliënt', 'Kind of client', 'choice', { need: 'in_force', when: [{ field: 'van_toepassing', is: ['yes'] }], choices: choices(['mens', 'natuurlijke persoon', 'natural person'], ['nederlands', 'Nederlandse rechtspersoon', 'Dutch legal entity']) }),
      field('geboorteplaats', 'Geboorteplaats (AMLR)', 'Place of birth (AMLR)', 'text', { needed_from: '2027-07-10', when: [{ field: 'soort', is: ['mens'] }] }),
      field('ubo', 'Uiteindelijk belanghebbenden', 'Beneficial owners', 'long_text', { need: 'in_force', when: [{ field: 'soort', is: ['nederlands'] }] }),
      field('document_nummer', 'Nummer van het document', 'Number of the document', 'text', { need: 'in_force', when: [{ field: 'van_toepassing', is: ['yes'] }] }),
      field('risico', 'Risicoklasse', 'Risk class', 'choice', { need: 'in_force', column: true, when: [{ field: 'van_toepassing', is: ['yes'] }], choices: choices(['laag', 'laag', 'low'], ['hoog', 'hoog', 'high']) }),
      field('vastgesteld', 'Vastgesteld op', 'Established on', 'date', { need: 'in_force', column: true }),
      field('einde', 'Einde van de relatie', 'End of the relationship', 'date'),
    ],
    campaigns: [
      { key: 'vaststellen', words: ['Wwft-onderzoek vastleggen', 'Record the due diligence'], basis: 'Wwft art. 3 en 4', evidence: null, four_eyes: false, field: 'vastgesteld' },
      { key: 'verwijderen', words: ['Bewaartermijn om: gegevens verwijderen', 'Kept long enough: remove the data'], basis: 'Wwft art. 33 lid 3', evidence: null, four_eyes: false, field: null, removes: true },
    ],
  },
  {
    key: 'opdracht', name: ['Opdracht en voorwaarden', 'Engagement terms'], purpose: ['Wat met de cliënt is afgesproken, en wat de cliënt koos over AI.', 'What was agreed with the client, and what the client chose about AI.'],
    basis: ['BW art. 7:400 e.v.'], owner: ['Behandelend advocaat', 'Responsible lawyer'], at_once: false, four_eyes: false, open_to_firm: false, by_dossier: true, single: true,
    fields: [
      field('client', 'Cliënt', 'Client', 'text', { need: 'always' }),
      field('bevestigd', 'Schriftelijk bevestigd op', 'Confirmed in writing on', 'date', { need: 'in_force', column: true }),
      field('ai', 'Keuze van de cliënt over AI', "The client's choice on AI", 'choice', { need: 'in_force', column: true, choices: choices(['toegestaan', 'toegestaan', 'allowed'], ['niet-toegestaan', 'niet toegestaan', 'not allowed']) }),
    ],
    campaigns: [{ key: 'bevestigen', words: ['Opdracht schriftelijk bevestigen', 'Confirm the engagement in writing'], basis: 'Gedragsregels advocatuur 2018', evidence: null, four_eyes: false, field: 'bevestigd' }],
  },
  {
    key: 'dossierreview', name: ['Dossierreview', 'File review'], purpose: ['Een ander dan de behandelend advocaat kijkt het dossier na.', 'Another than the responsible lawyer looks through the file.'],
    basis: ['Verordening op de advocatuur'], owner: ['Wie het dossier nakijkt', 'Who looks through the file'], at_once: false, four_eyes: true, open_to_firm: false, by_dossier: true,
    fields: [field('titel', 'Review', 'Review', 'text', { need: 'always' }), field('door', 'Door', 'By', 'person', { need: 'in_force', column: true }), field('bevindingen', 'Bevindingen', 'Findings', 'long_text', { need: 'in_force' }), field('volgende', 'Volgende review op', 'Next review on', 'date', { column: true })],
    campaigns: [{ key: 'volgende', words: ['Dossier opnieuw nakijken', 'Look through the file again'], basis: 'Verordening op de advocatuur', evidence: ['Waar de nieuwe review staat', 'Where the new review is'], four_eyes: false, field: null }],
  },
];
const DOSSIER = { id: 'd1', name: 'De Vries / Bouwbedrijf Van Loon B.V.' };

const SANNE = { id: 'u1', name: 'mr. S. Bakker' };
const ALI = { id: 'u2', name: 'mr. A. Yilmaz' };
const said = (by, note, days, own = false) => ({ by: by.name, own, at: at(days, 10), note, document: null });
const cycle = (campaign, opens, due, more = {}) => ({ campaign, opens, due, state: 'open', late: new Date(due) < new Date(), finished: null, done: null, checked: null, sent_back: [], receipts: [], ...more });
const happened = (act, days, by = SANNE, more = {}) => ({ at: at(days, 9), by: by?.name ?? null, act, reason: '', was: {}, ...more });
const event = (campaign, due, fell, kind) => ({ campaign, due, fell, kind });
const row = (id, register, values, more = {}) => ({
  id, register, revision: 1, state: 'in_force', suspended: false, dossier: null, kept_until: null, owner: SANNE, created_at: at(-90), updated_at: at(-3), values, cycles: [], events: [], history: [happened('added', -90), happened('put_in_force', -89, ALI)], writes: true, keeps: true, ...more,
});

export const registerState = () => ({
  keeps_registers: false,
  same_person: false,
  // the norms of suppliers became others since rows were put in force
  norms_renewed: false,
  unrecorded_before: null,
  rows_a_page: 100,
  officers: [{ id: 'u2', name: ALI.name }],
  register_rows: [
    row('rr1', 'incidenten', { titel: 'Mail met loonstroken aan de verkeerde ontvanger', soort: 'vertrouwelijkheid', rol: 'verantwoordelijke', ontdekt: `${inDays(-2)}T16:10`, risico: 'hoog', betrokkenen: 14, maatregelen: 'De ontvanger heeft bevestigd dat de mail is gewist.\nHet adres is uit de lijst gehaald.' }, {
      cycles: [cycle('melden-ap', at(-2, 16), at(1, 17)), cycle('nabespreking', at(-2, 16), at(28))],
      events: [event('melden-ap', at(1, 17), at(-2, 16), 'opened'), event('melden-ap', at(1, 17), at(0, -7), 'reminder')], history: [happened('added', -2), happened('changed', -1, SANNE, { reason: 'Aantal bekend', was: { betrokkenen: null, risico: 'onbekend' } })],
    }),
    row('rr2', 'incidenten', { titel: 'Laptop gestolen uit auto', soort: 'vertrouwelijkheid', rol: 'verantwoordelijke', ontdekt: `${inDays(-9)}T08:00`, risico: 'onbekend', cbw: true }, {
      owner: null, cycles: [cycle('melden-ap', at(-9, 8), at(-6, 8))], events: ['opened', 'reminder', 'overdue', 'escalated'].map((kind, n) => event('melden-ap', at(-6, 8), at(-9 + n, 8), kind)), history: [happened('added', -9, ALI)],
    }),
    row('rr3', 'leveranciers', { naam: 'Rekencentrum Noord B.V.', dienst: 'hosting', audit: true, beheerder: 'u2', beleid: 'rr6', contract: 'contract', iso_tot: inDays(40) }, {
      cycles: [cycle('audit', at(-60), at(-30), { state: 'done', late: false, finished: at(-35), done: said(SANNE, 'Verslag 2, geen bevindingen', -36), checked: said(ALI, '', -35), sent_back: [said(ALI, 'De bijlage met de meting ontbreekt.', -37)] }), cycle('audit', at(-3), at(6), { state: 'checking', late: false, done: said(ALI, 'Verslag 3. Eén bevinding: het noodplan is niet beproefd. Zij doen dat voor 1 februari.', -1) }), cycle('certificaat', at(-20), at(41))],
      events: [event('audit', at(6), at(-3), 'opened')],
    }),
    row('rr4', 'leveranciers', { naam: 'Printservice Delft', dienst: 'printen', audit: true, iso_tot: inDays(-4) }, { suspended: true, owner: ALI, cycles: [cycle('certificaat', at(-64), at(-3)), cycle('audit', at(-3), at(6))] }),
    row('rr5', 'leveranciers', { naam: 'Vertaalbureau Lingua' }, { state: 'concept', history: [happened('imported', -3)] }),
    row('rr6', 'beleid', { titel: 'Wachtwoorden', versie: '2', vastgesteld: '2026-03-31' }, { history: [happened('offered', -90, null), happened('changed', -60, SANNE, { was: { versie: '1' } }), happened('put_in_force', -59, ALI)] }),
    row('rr7', 'beleid', { titel: 'Sleutels van het oude pand', versie: '1' }, { state: 'closed', history: [happened('added', -200), happened('closed', -100, ALI, { reason: 'Het pand is verlaten' })] }),
    row('rr8', 'wwft', { client: 'P.J. de Vries' }, { state: 'concept', dossier: DOSSIER, history: [happened('offered', -9, null)], cycles: [cycle('vaststellen', at(-9), at(-1))] }),
    row('rr9', 'opdracht', { client: 'P.J. de Vries', bevestigd: inDays(-8), ai: 'niet-toegestaan' }, { dossier: DOSSIER }),
    row('rr10', 'dossierreview', { titel: 'Tussentijds', door: 'u2', bevindingen: 'Termijnen en stukken op orde.', volgende: inDays(20) }, { dossier: DOSSIER, owner: ALI, cycles: [cycle('volgende', at(-10), at(21))] }),
    row('rr12', 'wijzigingen', { titel: 'Andere aanbieder voor het scannen van stukken', ingang: inDays(24), meegedeeld: inDays(-8), mededeling_nl: 'Vanaf die dag worden stukken gescand door Printservice Delft, in Nederland. U kunt tot die dag bezwaar maken.', mededeling_en: 'From that day documents are scanned by Printservice Delft, in the Netherlands. You can object until that day.' }, {
      owner: ALI, cycles: [cycle('ontvangst', at(-8), at(25), { receipts: [{ name: 'mr. A. Yilmaz', own: false, at: at(-7, 9) }, { name: 'mr. P. de Groot', own: false, at: null }, { name: SANNE.name, own: true, at: null }] })],
      events: [event('ontvangst', at(25), at(-8), 'opened')],
    }),
    row('rr13', 'omgeving', { titel: 'Diensten van Azure', uitkomst: 'rood', nagegaan: inDays(-3), bevindingen: 'P008 Microsoft.Storage/storageAccounts stkantoor: Er gaat geen kopie naar een andere regio. [sku.name = Standard_GRS] Zet kopieën naar een andere regio uit: geen GRS, GZRS of geo-back-up, geen verwerking in een andere regio.', bestanden: '9f2c7f0c1d4c9f6f1d3a5b8e7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d (17879 bytes)' }, {
      owner: null, writes: false, history: [happened('offered', -90, null), happened('changed', -3, null, { was: { uitkomst: 'groen' } })],
    }),
    row('rr11', 'wwft', { client: 'Havenbedrijf Kade B.V.', van_toepassing: true, soort: 'nederlands', ubo: 'J. Kade, geboren 1961, 80 % van de aandelen', document_nummer: 'KvK 27123456', risico: 'hoog', vastgesteld: '2021-05-03', einde: '2021-10-29' }, { dossier: { id: 'd2', name: 'Kade / Sluis' }, kept_until: '2026-10-29', cycles: [cycle('verwijderen', at(-20), at(10))] }),
  ],
});

const named = (words, nl) => words?.[nl ? 0 : 1] ?? null;
const keeps = (state) => state.user.role === 'firm_administrator' || state.officers.some((one) => one.id === state.user.id) || state.keeps_registers;

function summary(state, of, nl) {
  const rows = state.register_rows.filter((one) => one.register === of.key);
  const open = rows.filter((one) => one.state !== 'closed').flatMap((one) => one.cycles).filter((one) => one.state === 'open' || one.state === 'checking');
  const many = (wanted) => rows.filter((one) => one.state === wanted).length;
  return {
    key: of.key, name: named(of.name, nl), purpose: named(of.purpose, nl), basis: of.basis, owner_role: named(of.owner, nl), concepts: many('concept'), in_force: many('in_force'), closed: many('closed'), open: open.length, late: open.filter((one) => one.late).length,
    by_dossier: Boolean(of.by_dossier), open_to_firm: of.open_to_firm, at_once: of.at_once, four_eyes: of.four_eyes, reads: of.open_to_firm || keeps(state), adds: !of.by_dossier && !of.measured && (keeps(state) || Boolean(of.everyone)), keeps: Boolean(of.by_dossier) || (keeps(state) && !of.measured),
  };
}

const RENEWED = ['De normen voor leveranciers zijn vernieuwd. Toets deze leverancier aan versie 2026-1 en vul de scores in; daarna laat een ander de regel weer gelden.', 'The norms for suppliers were renewed. Score this supplier on version 2026-1 and fill in the scores; then another person puts the row in force again.'];
const fieldOf = (state, one, nl) => ({ ...label(one, nl), renewed: state.norms_renewed && one.key === 'norm' ? named(RENEWED, nl) : null });
const label = ({ words, ...rest }, nl) => ({ ...rest, label: named(words, nl), ...(rest.choices ? { choices: rest.choices.map((one) => label(one, nl)), help: named(rest.help, nl) } : {}) });
const detail = (state, of, nl) => ({ ...summary(state, of, nl), unrecorded_before: of.key === 'verwerkers' ? state.unrecorded_before : null, fields: of.fields.map((one) => fieldOf(state, one, nl)), campaigns: of.campaigns.map(({ words, evidence, ...one }) => ({ removes: false, each: false, ...one, name: named(words, nl), evidence: named(evidence, nl) })) });

function wire(state, one, nl, whole = false) {
  const of = REGISTERS.find((known) => known.key === one.register);
  const name = (key, value) => {
    const kind = of.fields.find((known) => known.key === key)?.kind;
    if (kind === 'person') return [SANNE, ALI].find((known) => known.id === value)?.name ?? null;
    if (kind === 'document') return state.documents.find((known) => known.id === value)?.name ?? null;
    return kind === 'reference' ? (state.register_rows.find((known) => known.id === value)?.values.titel ?? null) : null;
  };
  const shown = (key, value) => (value === null ? null : { value, name: name(key, value) });
  const campaign = (it) => ({ ...it, name: named(of.campaigns.find((known) => known.key === it.campaign)?.words, nl) ?? it.campaign });
  const cycles = one.cycles.map(campaign).sort((a, b) => a.due.localeCompare(b.due));
  return {
    ...one, title: one.values[of.fields[0].key] ?? '', lacks: one.state === 'closed' ? [] : [...lacking(of, one.values), ...(state.norms_renewed && one.register === 'leveranciers' && one.values.norm !== '2026-1' ? [{ pointer: '/values/norm', code: 'not_met' }] : [])].map(({ pointer, code }) => ({ field: pointer.slice(8), code })), values: Object.fromEntries(Object.entries(one.values).map(([key, value]) => [key, shown(key, value)])), cycles: whole ? cycles : cycles.filter((it) => it.state === 'open' || it.state === 'checking'),
    events: whole ? one.events.map(campaign) : [], history: whole ? one.history.map((it) => ({ ...it, was: Object.fromEntries(Object.entries(it.was).map(([key, value]) => [key, shown(key, value)])) })) : [],
    writes: one.state !== 'closed' && one.writes, keeps: Boolean(of.by_dossier) || (keeps(state) && !of.measured),
  };
}

const word = (value) => (value === true ? 'yes' : value === false ? 'no' : value);
const asked = (of, one, values) => one.when.every((it) => it.is.includes(word(values[it.field])) && asked(of, of.fields.find((known) => known.key === it.field), values));
const lacking = (of, values) => of.fields.filter((one) => one.need !== 'optional' && asked(of, one, values) && values[one.key] === undefined).map((one) => ({ pointer: `/values/${one.key}`, code: 'required' }));

export function registerRoutes(on) {
  const of = (key) => REGISTERS.find((one) => one.key === key);
  const find = (state, id) => state.register_rows.find((one) => one.id === id);
  const changed = (one, act, more = {}) => Object.assign(one, { revision: one.revision + 1, updated_at: new Date().toISOString(), history: [...one.history, { at: new Date().toISOString(), by: SANNE.name, act, reason: '', was: {}, ...more }] });
  on('GET', '/registers', ({ state, reply, request }) => reply(200, { items: REGISTERS.filter((one) => one.key !== 'verwerkers' || state.unrecorded_before).map((one) => summary(state, one, dutch(request))), next: null }));
  on('GET', '/registers/duties', ({ state, reply, request }) => {
    const nl = dutch(request);
    const open = state.register_rows.filter((one) => one.state !== 'closed').flatMap((one) => wire(state, one, nl).cycles.map((it) => ({ row: one.id, register: one.register, register_name: named(of(one.register).name, nl), title: one.values[of(one.register).fields[0].key], dossier: one.dossier, owner_name: one.owner?.name ?? null, own: one.owner?.id === state.user.id, cycle: it })));
    return reply(200, { items: open.sort((a, b) => a.cycle.due.localeCompare(b.cycle.due)), next: null });
  });
  on('GET', '/dossiers/:id/duties', ({ state, reply, request, at: [id] }) => {
    const nl = dutch(request);
    const owed = REGISTERS.filter((one) => one.by_dossier).map((one) => {
      const rows = state.register_rows.filter((it) => it.register === one.key && it.dossier?.id === id);
      return { register: { ...detail(state, one, nl), adds: !(one.single && rows.length > 0) }, rows: rows.map((it) => wire(state, it, nl)) };
    });
    return reply(200, { items: owed, next: null });
  });
  on('POST', '/dossiers/:id/duties/:register', ({ state, reply, request, at: [id, key], body }) => {
    const made = row(randomUUID(), key, body.values, { state: 'concept', dossier: { ...DOSSIER, id }, history: [happened('added', 0)] });
    state.register_rows.push(made);
    return reply(201, wire(state, made, dutch(request), true));
  });
  on('GET', '/registers/officers', ({ state, reply }) => reply(200, { items: state.officers, next: null }));
  on('PUT', '/registers/officers/:user', ({ state, reply, at: [user] }) => {
    state.officers.push({ id: user, name: user === 'u1' ? SANNE.name : 'mr. P. de Groot' });
    return reply(204);
  });
  on('DELETE', '/registers/officers/:user', ({ state, reply, at: [user] }) => {
    state.officers = state.officers.filter((one) => one.id !== user);
    return reply(204);
  });
  on('GET', '/registers/:register', ({ state, reply, refuse, request, at: [key] }) => (of(key) ? reply(200, detail(state, of(key), dutch(request))) : refuse(404, 'not-found')));
  on('GET', '/registers/:register/rows', ({ state, reply, request, query, at: [key] }) => {
    const all = state.register_rows.filter((one) => one.register === key);
    const from = Number(query.get('cursor') ?? 0);
    const until = from + Math.min(Number(query.get('limit')), state.rows_a_page);
    return reply(200, { items: all.slice(from, until).map((one) => wire(state, one, dutch(request))), next: until < all.length ? String(until) : null });
  });
  on('POST', '/registers/:register/rows', ({ state, reply, refuse, request, at: [key], body }) => {
    if (body.values.titel === 'weigeren') return refuse(422, 'invalid', '', [{ pointer: '/values/titel', code: 'control_character' }]);
    const made = row(randomUUID(), key, body.values, { state: of(key).at_once ? 'in_force' : 'concept', history: [happened('added', 0)], cycles: key === 'incidenten' ? [cycle('melden-ap', at(0), at(3, 12)), cycle('nabespreking', at(0), at(31))] : [] });
    state.register_rows.push(made);
    return reply(201, wire(state, made, dutch(request), true));
  });
  on('POST', '/registers/:register/import', ({ reply, refuse, raw, query }) => {
    const text = String(raw);
    if (text.startsWith('PK')) return refuse(422, 'invalid', '', [{ pointer: '/file', code: 'no_csv' }]);
    const lines = text.trim().split('\n').slice(1);
    const bad = lines.flatMap((one, n) => (one.startsWith(';') ? [{ line: n + 2, field: 'naam', code: 'required' }] : one.endsWith(';morgen') ? [{ line: n + 2, field: 'iso_tot', code: 'no_day' }] : []));
    const added = bad.length === 0 || query.get('keep') === 'good' ? lines.length - bad.length : 0;
    return reply(200, { lines: lines.length, added, refused: bad.length, bad });
  });
  on('GET', '/registers/:register/export', ({ response, refuse, at: [key] }) => {
    if (key === 'beleid') return refuse(409, 'conflict', '', [{ pointer: '', code: 'incomplete' }]);
    response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
    return response.end('Naam;Dienst\r\n');
  });
  on('GET', '/register-rows/:id', ({ state, reply, refuse, request, at: [id] }) => (find(state, id) ? reply(200, wire(state, find(state, id), dutch(request), true)) : refuse(404, 'not-found')));
  on('PATCH', '/register-rows/:id', ({ state, reply, refuse, request, at: [id], body }) => {
    const one = find(state, id);
    if (request.headers['if-match'] !== `"${one.revision}"`) return refuse(412, 'changed');
    const was = Object.fromEntries(Object.keys(body.values).map((key) => [key, one.values[key] ?? null]));
    one.values = Object.fromEntries(Object.entries({ ...one.values, ...body.values }).filter(([, value]) => value !== null));
    for (const it of one.cycles.filter((each) => each.campaign === 'melden-ap' && one.values.gemeld_ap)) Object.assign(it, { state: 'done', late: false, done: said(SANNE, '', 0, true) });
    return reply(200, wire(state, changed(one, 'changed', { was, reason: body.reason ?? '' }), dutch(request), true));
  });
  on('POST', '/register-rows/:id/state', ({ state, reply, refuse, request, at: [id], body }) => {
    const one = find(state, id);
    const wrong = body.state === 'in_force' ? lacking(of(one.register), one.values) : [];
    if (wrong.length > 0) return refuse(422, 'invalid', '', wrong);
    if (state.same_person) return refuse(409, 'conflict', '', [{ pointer: '', code: 'four_eyes' }]);
    one.state = body.state;
    return reply(200, wire(state, changed(one, { in_force: 'put_in_force', concept: 'taken_back', closed: 'closed' }[body.state], { reason: body.reason }), dutch(request), true));
  });
  on('POST', '/register-rows/:id/receipts', ({ state, reply, request, at: [id], body }) => {
    const one = find(state, id);
    const found = one.cycles.find((it) => it.campaign === body.campaign && it.due === body.due);
    for (const it of found.receipts.filter((each) => each.own)) it.at = new Date().toISOString();
    return reply(200, wire(state, one, dutch(request), true));
  });
  on('POST', '/register-rows/:id/cycles', ({ state, reply, refuse, request, at: [id], body }) => {
    const one = find(state, id);
    const found = one.cycles.find((it) => it.campaign === body.campaign && it.due === body.due);
    if (state.same_person) return refuse(409, 'conflict', '', [{ pointer: '', code: 'four_eyes' }]);
    const four = of(one.register).campaigns.find((it) => it.key === found.campaign).four_eyes;
    if (found.campaign === 'verwijderen') {
      Object.assign(found, { state: 'done', late: false, done: said(SANNE, '', 0, true) });
      Object.assign(changed(one, 'removed'), { state: 'closed', values: {}, kept_until: null });
      return reply(200, wire(state, one, dutch(request), true));
    }
    if (body.what === 'done') Object.assign(found, { state: four ? 'checking' : 'done', done: said(SANNE, body.note, 0, true) });
    else if (body.what === 'checked') Object.assign(found, { state: 'done', checked: said(SANNE, body.note, 0, true) });
    else Object.assign(found, { state: 'open', done: null, sent_back: [...found.sent_back, said(SANNE, body.note, 0, true)] });
    return reply(200, wire(state, one, dutch(request), true));
  });
}
