/** The way in, by keyboard; the session is kept for the other journeys, for a code works once. */
import { describe, test } from 'node:test';
import { totp } from '../lib/totp.mjs';
import { api, assert, axe, browser, clean, env, harmless, until, watch } from './lib.mjs';

describe('sign in', { concurrency: 3 }, () => {
  const all = [...Object.entries(env.at), ...(env.administrator ? [['nl', env.administrator]] : [])];
  for (const [language, { url, person, state }] of all) {
    test(`sign in (${language}, ${person.role}, keyboard)`, { timeout: 120_000 }, async () => {
      const context = await browser.newContext({ locale: language });
      const seen = await watch(context, url);
      const page = await context.newPage();
      await page.goto(url);
      await page.locator('input[name=email]').waitFor();
      clean(await axe(page), 'sign-in');
      await page.keyboard.type(person.email);
      await page.keyboard.press('Tab');
      await page.keyboard.type(person.password);
      await page.keyboard.press('Enter');
      await page.locator('input[name=code]').waitFor();
      clean(await axe(page), 'second step');
      await page.keyboard.type(totp(person.totp_secret));
      await page.keyboard.press('Enter');
      await page.locator('nav').first().waitFor();
      await api(page, '/account', { method: 'PATCH', body: JSON.stringify({ language }) });
      await page.reload();
      await until(() => page.evaluate((wanted) => document.documentElement.lang === wanted, language), `the page in ${language}`);
      assert.equal((await api(page, '/session')).user.email, person.email);
      await context.storageState({ path: state });
      harmless(seen);
      await context.close();
    });
  }
});
