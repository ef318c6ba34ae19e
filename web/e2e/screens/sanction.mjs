/** The states of a dossier beside the lists of sanctions: no list, not screened, hits, decided, old lists, failing. */
import { sanctionStates } from '../mock/sanctions.mjs';

const { list, match, decided, named, screening } = sanctionStates;
const PATH = '/dossiers/d1/sanctions';
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const hits = (page) => page.getByTestId('match').first().waitFor();
const button = (page, name) => page.getByRole('button', { name });
const dialog = (page) => page.locator('[role=dialog]').last();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const last = (names, more = {}) => (state) => void (state.screenings = [screening('sc2', names, more)]);
const aged = (age, ago) => (state) => {
  const old = list('eu', ago, age);
  state.sanction_lists = [{ list: 'eu', imported: old, damaged: false }, { list: 'nl', imported: null, damaged: false }];
  last([named('Zoltan Quimbraaf', 'client')], { lists: [old] })(state);
};
const readOnly = (state) => {
  for (const one of state.dossiers) one.rights = { ...one.rights, update: false, add_documents: false };
};

const ask = async (page) => {
  await hits(page);
  await button(page, /^(Opnieuw toetsen|Screen again)$/).click();
  await dialog(page).waitFor();
};
const record = async (page, reason) => {
  await hits(page);
  const card = page.getByTestId('match').first();
  await card.getByRole('radio').first().check({ force: true });
  if (reason) await card.locator('textarea').fill(reason);
  await card.getByRole('button', { name: /^(Vastleggen|Record)$/ }).click();
};

export const SANCTION_SCREENS = {
  sanctions: { path: PATH, go: hits },
  'sanctions-phone': { path: PATH, viewport: { width: 320, height: 800 }, go: hits },
  'sanctions-no-list': { path: PATH, prepare: (state) => { state.screenings = []; state.sanction_lists = state.sanction_lists.map((it) => ({ ...it, imported: null })); }, go: (page) => page.getByText(/legalmind sanctions import/).waitFor() },
  'sanctions-damaged': { path: PATH, prepare: (state) => { state.sanction_lists[1] = { list: 'nl', imported: null, damaged: true }; }, go: hits },
  'sanctions-never': { path: PATH, prepare: (state) => void (state.screenings = []), go: (page) => page.getByText(/Nog niet getoetst|Not screened yet/).waitFor() },
  'sanctions-never-read-only': { path: PATH, prepare: (state) => { state.screenings = []; readOnly(state); }, go: (page) => page.getByText(/nog niet getoetst|not screened yet/).waitFor() },
  'sanctions-none': { path: PATH, prepare: last([named('Gemeente Nergenshuizen', 'client'), named('Anna de Wit', 'other')]), go: (page) => page.getByText(/Geen van deze namen|None of these names/).waitFor() },
  'sanctions-decided': { path: PATH, prepare: last([named('Zoltan Quimbraaf', 'client', [match(1, { decision: decided('other_person', { carried: true }) })]), named('Anna de Wit', 'other')]), go: hits },
  'sanctions-same': { path: PATH, prepare: last([named('Zoltar Quimbrave', 'client', [match(1, { likeness: 'same', alike: 'Zoltar Quimbrave', decision: decided('same_person') })])]), go: hits },
  'sanctions-read-only': { path: PATH, prepare: readOnly, go: hits },
  'sanctions-again': { path: PATH, prepare: (state) => void (state.sanction_again = ['new_list', 'new_party']), go: hits },
  'sanctions-old': { path: PATH, prepare: aged('old', 19), go: (page) => page.getByText(/Een lijst is ouder|A list is older/).waitFor() },
  'sanctions-stale': { path: PATH, prepare: aged('stale', 900), go: (page) => page.getByText(/zegt niets|says nothing/).first().waitFor() },
  'sanctions-many': { path: PATH, prepare: last([named('Jan', 'client', Array.from({ length: 12 }, (_, n) => match(n + 1, { likeness: 'sound', kind: null, births: [], nationalities: [], names: Array.from({ length: 30 }, (_, m) => `Verzonnen Naam ${n}-${m}`) })), 137)]), go: hits },
  'sanctions-ask': { path: PATH, go: ask },
  'sanctions-ask-wrong': { path: PATH, go: async (page) => { await ask(page); await dialog(page).locator('textarea').fill('Anna de Wit\n12-34'); await dialog(page).getByRole('button', { name: /^(Toetsen|Screen)$/ }).click(); await dialog(page).getByText(/Regel 2|Line 2/).waitFor(); } },
  'sanctions-ask-refused': { path: PATH, prepare: (state) => void (state.sanction_error = 'list_damaged'), go: async (page) => { await ask(page); await dialog(page).getByRole('button', { name: /^(Toetsen|Screen)$/ }).click(); await alert(page); } },
  'sanctions-asked': { path: PATH, prepare: (state) => void (state.screenings = []), go: async (page) => { await button(page, /^(Toetsen|Screen)$/).click(); await dialog(page).locator('textarea').fill('Piet Verzonnen'); await dialog(page).getByRole('button', { name: /^(Toetsen|Screen)$/ }).click(); await page.getByRole('heading', { name: 'Piet Verzonnen' }).waitFor(); } },
  'sanctions-decide': { path: PATH, go: async (page) => { await record(page, 'Andere geboortedatum'); await page.getByTestId('decision').waitFor(); } },
  'sanctions-decide-empty': { path: PATH, go: async (page) => { await record(page, ''); await page.getByText(/Schrijf waarom|Write why/).waitFor(); } },
  'sanctions-decide-wrong': { path: PATH, go: async (page) => { await record(page, 'FOUT'); await page.getByText(/geen tekst zijn|not text/).waitFor(); } },
  'sanctions-decide-followed': { path: PATH, prepare: (state) => void (state.sanction_error = 'screening_followed'), go: async (page) => { await record(page, 'x'); await alert(page); } },
  'sanctions-failing': { path: PATH, prepare: failing(/sanctions$/), go: alert },
  'sanctions-busy': { path: PATH, prepare: (state) => void (state.stall = (method, path) => /sanctions$/.test(path)), busy: true },
  'sanctions-earlier': { path: `${PATH}/sc1`, go: hits },
  'sanctions-earlier-gone': { path: `${PATH}/weg`, go: alert },
};
