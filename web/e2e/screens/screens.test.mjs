/**
 * Every state of every screen, in Dutch and English, light and dark: nothing for axe to report,
 * nothing against the Content-Security-Policy, no request to another host, no error on the page, and
 * nothing that sticks out sideways, wide or narrow. `screens.mjs` says which there are.
 *
 * A state is walked to in Dutch and then told in English where it stands. Where its shape stays the
 * same, only what cannot have changed is not asked again: the colours. Else it is walked to in English.
 *
 * LEGALMIND_SHOTS    a folder for a picture of each
 * LEGALMIND_SCREENS  only the screens whose name this pattern finds
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, follow, launch, settled, watch } from '../lib/browser.mjs';
import { start } from '../mock/serve.mjs';
import { SCREENS } from './screens.mjs';
import { shape, speak } from './shape.mjs';

const { LEGALMIND_SHOTS: shots, LEGALMIND_SCREENS: pattern = '' } = process.env;
const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 844 };
/** The rules that depend on the theme: on the elements and their styles, never on the words. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
let browser;

before(async () => {
  if (shots) mkdirSync(shots, { recursive: true });
  browser = await launch({ lean: true });
});
after(() => browser?.close());

/** How far the page, or what it shows, sticks out to the right, in pixels. */
const overflow = (page) => page.evaluate(() => Math.max(...['html', 'body', 'main'].map((name) => document.querySelector(name)).filter(Boolean).map((node) => node.scrollWidth - node.clientWidth)));

/**
 * A server and a page of one language, used for one screen after another: what the browser has
 * compiled it keeps, while the application is loaded and the server begins anew.
 */
const free = { nl: [], en: [] };

async function lane(language) {
  const mock = await start({ slow: 1 });
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: language === 'nl' ? 'nl-NL' : 'en-GB' });
  const seen = await watch(context, mock.url);
  const page = await context.newPage();
  follow(page);
  return { mock, context, seen, page, language };
}

async function end({ mock, context }) {
  await context.close();
  mock.server.closeAllConnections();
  mock.server.close();
}

/** Walks to a screen, and looks at it; a lane in which something went wrong is not used again. */
async function walk(screen, language, look) {
  const used = free[language].pop() ?? (await lane(language));
  const { mock, context, seen, page } = used;
  try {
    // the page before asks for nothing any more, and changes nothing
    await page.goto('about:blank');
    mock.reset(screen.signedIn ?? true);
    mock.state.user.language = language;
    screen.prepare?.(mock.state);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(screen.viewport ?? WIDE);
    for (const list of Object.values(seen)) list.length = 0;
    await page.goto(mock.url + screen.path);
    await page.locator(screen.busy ? '[data-testid=loading]' : 'h1, h2, [role=dialog]').first().waitFor();
    await screen.go?.(page, mock.state);
    await rest(page, screen);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    await page.evaluate(() => import('/axe.js'));
    const found = await look(used);
    mock.state.held.clear();
    await page.unrouteAll();
    await context.setOffline(false);
    free[language].push(used);
    return found;
  } catch (error) {
    await end(used);
    throw error;
  }
}

const rest = (page, screen) => settled(page, screen.busy ? 1 : 0);

/** What is wrong with a state: notes, each with where it was found. */
class Faults {
  constructor(name, page, seen) {
    Object.assign(this, { name, page, seen, found: [] });
  }

  note(where, list) {
    this.found.push(...list.map((one) => `${where}: ${one}`));
  }

  async picture(kind, language) {
    if (shots) await this.page.screenshot({ path: join(shots, `${this.name}.${kind}.${language}.png`) });
  }

  async sideways(where) {
    const wide = await overflow(this.page);
    this.note(where, wide > 0 ? [`${wide} px stick out`] : []);
  }

  /** What the context saw since it was asked last, and everything else. */
  told() {
    for (const [what, list] of Object.entries(this.seen)) this.note(what, list.splice(0));
    return [...new Set(this.found.splice(0))];
  }
}

/** Light and dark, wide: every rule, and in the dark again what depends on colours. */
async function inBothThemes(faults, language) {
  await faults.picture('light', language);
  faults.note('light', await axe(faults.page));
  await faults.sideways('wide');
  await faults.page.emulateMedia({ colorScheme: 'dark' });
  await faults.picture('dark', language);
  faults.note('dark', await axe(faults.page, { only: COLOURS }));
}

async function narrow(faults, screen, language) {
  if (screen.viewport) return;
  await faults.page.setViewportSize(NARROW);
  await rest(faults.page, screen);
  await faults.picture('narrow', language);
  await faults.sideways('narrow');
}

/** A state in one language, walked to in it. */
const alone = (name, screen, language) => walk(screen, language, async ({ page, seen }) => {
  const faults = new Faults(name, page, seen);
  await inBothThemes(faults, language);
  await narrow(faults, screen, language);
  return faults.told();
});

/**
 * A state in Dutch, and in English where it stands; `en` is missing where English has to be walked to.
 * So it is where a text is written: the editor keeps the words that it was opened with.
 * Both are looked at wide before the window becomes narrow, for that may close what is open.
 */
const together = (name, screen) => walk(screen, 'nl', async ({ page, seen, mock }) => {
  const faults = new Faults(name, page, seen);
  const dutch = await shape(page);
  await inBothThemes(faults, 'nl');
  if ((await page.locator('.ProseMirror').count()) > 0) {
    await narrow(faults, screen, 'nl');
    return { nl: faults.told() };
  }
  const nl = faults.told();
  mock.state.user.language = 'en';
  await speak(page, 'en');
  await rest(page, screen);
  const same = (await shape(page)) === dutch;
  if (same) {
    if (shots) await inPictures(faults);
    faults.note('dark', await axe(page, { but: COLOURS }));
    await faults.sideways('wide');
    await narrow(faults, screen, 'en');
  }
  const en = faults.told();
  await speak(page, 'nl');
  await narrow(faults, screen, 'nl');
  return { nl: [...nl, ...faults.told()], en: same ? en : undefined };
});

/** The pictures of a state told in English. */
async function inPictures(faults) {
  for (const kind of ['light', 'dark']) {
    await faults.page.emulateMedia({ colorScheme: kind });
    await faults.picture(kind, 'en');
  }
}

describe('screens', { concurrency: 4 }, () => {
  after(() => Promise.all(Object.values(free).flat().map(end)));
  for (const [name, screen] of Object.entries(SCREENS)) {
    if (!new RegExp(pattern).test(name)) continue;
    describe(name, { concurrency: 1 }, () => {
      let english;
      test(`${name} (nl)`, { timeout: 60_000 }, async () => {
        const { nl, en } = await together(name, screen);
        english = en;
        assert.deepEqual(nl, []);
      });
      test(`${name} (en)`, { timeout: 60_000 }, async () => assert.deepEqual(english ?? (await alone(name, screen, 'en')), []));
    });
  }
});
