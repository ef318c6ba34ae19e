/**
 * Prepares and runs the journeys: `node e2e/journeys/run.mjs [NAME…]`. Settings come from the environment:
 *
 * LEGALMIND_URL       the server; without it each language gets a mock of its own
 * LEGALMIND_SIGN_IN   the `sign-in.json` that `legalmind demo` wrote: its first two lawyers walk, its
 *                     administrator prepares
 * LEGALMIND_PROGRAM   the program, for what is told by command, and
 * LEGALMIND_DATA      the folder of its data
 * LEGALMIND_MODEL     the address of `e2e/lib/model.mjs`, where the server answers with it; without
 *                     it a server answers with the passages themselves
 * LEGALMIND_STATES    a folder that keeps the sessions, for a second run without signing in
 * LEGALMIND_DOSSIER   words that find the dossier to ask in (Van Loon)
 * LEGALMIND_QUESTION  a question it can answer (Welke boete geldt bij te late oplevering?)
 * LEGALMIND_SHOTS     a folder for a picture of each state
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const MOCKED = ['upload', 'ask', 'verify', 'find', 'register'];
const WITH_MODEL = [...MOCKED.filter((name) => name !== 'register'), 'redline'];
const WITHOUT_MODEL = ['upload', 'verbatim', 'redline', 'draft', 'write', 'deadline', 'register', 'law', 'check', 'intake', 'proof', 'training'];
const MOCK_LAWYER = { role: 'lawyer', email: 's.bakker@vandijk.example', password: 'Wachtwoord-van-de-mock-1', totp_secret: 'JBSWY3DPEHPK3PXP' };
const set = process.env;

const people = (role) => JSON.parse(readFileSync(set.LEGALMIND_SIGN_IN, 'utf8')).people.filter((one) => one.role === role);

/** A mock in a thread of its own, so that it answers while the tests run. */
async function mock(language) {
  const worker = new Worker(new URL('../mock/serve.mjs', import.meta.url), { workerData: { slow: 25, language } });
  worker.unref();
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

async function prepare(folder) {
  const at = {};
  const lawyers = set.LEGALMIND_URL ? people('lawyer') : [MOCK_LAWYER, MOCK_LAWYER];
  if (lawyers.length < 2) throw new Error('two lawyers are needed, one for each language');
  for (const [index, language] of ['nl', 'en'].entries()) {
    const url = set.LEGALMIND_URL ?? (await mock(language));
    at[language] = { url, held: set.LEGALMIND_URL ? set.LEGALMIND_MODEL : url, person: lawyers[index], state: join(folder, `${language}.json`) };
  }
  const [administrator] = set.LEGALMIND_URL ? people('firm_administrator') : [];
  return {
    at, administrator: administrator && { url: set.LEGALMIND_URL, person: administrator, state: join(folder, 'administrator.json') },
    program: set.LEGALMIND_PROGRAM, data: set.LEGALMIND_DATA, model: Boolean(set.LEGALMIND_MODEL),
    dossier: set.LEGALMIND_DOSSIER ?? 'Van Loon', question: set.LEGALMIND_QUESTION ?? 'Welke boete geldt bij te late oplevering?', shots: set.LEGALMIND_SHOTS,
  };
}

function test(folder, names) {
  const files = names.map((name) => join(HERE, `${name}.test.mjs`));
  const ended = spawnSync(process.execPath, ['--test', '--test-concurrency=2', ...files], {
    stdio: 'inherit', env: { ...set, LEGALMIND_PREPARED: join(folder, 'prepared.json') },
  });
  return ended.status === 0;
}

const folder = set.LEGALMIND_STATES ?? mkdtempSync(join(tmpdir(), 'journeys-'));
mkdirSync(folder, { recursive: true });
const prepared = await prepare(folder);
writeFileSync(join(folder, 'prepared.json'), JSON.stringify(prepared), { mode: 0o600 });
const chosen = process.argv.slice(2);
const names = chosen.length ? chosen : set.LEGALMIND_URL ? (set.LEGALMIND_MODEL ? WITH_MODEL : WITHOUT_MODEL) : MOCKED;
const known = [...Object.values(prepared.at), ...(prepared.administrator ? [prepared.administrator] : [])].every((one) => existsSync(one.state));
const well = (known || test(folder, ['sign-in'])) && test(folder, names);
if (!set.LEGALMIND_STATES) rmSync(folder, { recursive: true });
process.exit(well ? 0 : 1);
