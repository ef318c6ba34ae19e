/** Takes a picture of every screen, in light and dark, Dutch and English. `node e2e/screens/shoot.mjs [out] [filter]` */
import { mkdirSync } from 'node:fs';
import { axe, launch, until, watch } from '../lib/browser.mjs';
import { start } from '../mock/serve.mjs';
import { SCREENS } from './screens.mjs';

const [out = 'e2e/screens/out', filter = ''] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await launch();
for (const language of (process.env.LANGS ?? 'nl,en').split(',')) {
  for (const theme of (process.env.THEMES ?? 'light,dark').split(',')) {
    for (const [name, screen] of Object.entries(SCREENS)) {
      if (filter && !new RegExp(filter).test(name)) continue;
      const mock = await start({ signedIn: screen.signedIn ?? true, slow: screen.slow ?? 5 });
      mock.state.user.language = language;
      screen.prepare?.(mock.state);
      const context = await browser.newContext({ viewport: screen.viewport ?? { width: 1440, height: 900 }, colorScheme: theme, reducedMotion: 'reduce', locale: language === 'nl' ? 'nl-NL' : 'en-GB' });
      const seen = await watch(context, mock.url);
      const page = await context.newPage();
      try {
        await page.goto(mock.url + screen.path);
        await screen.go?.(page, until);
        await page.waitForTimeout(screen.settle ?? 350);
        await page.screenshot({ path: `${out}/${name}.${theme}.${language}.png`, fullPage: Boolean(screen.full) });
        const found = await axe(page);
        const bad = [...found, ...seen.violations.map((one) => `csp: ${one}`), ...seen.foreign.map((one) => `foreign: ${one}`), ...seen.errors.map((one) => `error: ${one}`)];
        if (bad.length) process.exitCode = 1;
        console.log(bad.length ? 'BAD' : 'ok ', name, theme, language, bad.length ? `\n   ${[...new Set(bad)].join('\n   ')}` : '');
      } catch (error) {
        await page.screenshot({ path: `${out}/${name}.${theme}.${language}.FAILED.png` });
        process.exitCode = 1;
        console.log('FAIL', name, theme, language, String(error).split('\n').slice(0, 4).join(' '), seen.errors.join(' '));
      }
      await context.close();
      mock.server.closeAllConnections();
      mock.server.close();
    }
  }
}
await browser.close();
