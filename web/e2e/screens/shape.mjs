/**
 * What a state is besides its words: so that one walk serves both languages. The language is switched
 * where the state stands, as the menu of the account does; where the shape is the same after it, it is
 * the same state in other words. Where it is not (a form that was closed, a list that is asked for
 * again), the other language is walked by itself.
 */
import { until } from '../lib/browser.mjs';

/** The elements and what colours them, in order, without text and without names made at run time. */
export const shape = (page) => page.evaluate(() => {
  const TOLD = ['class', 'role', 'type', 'disabled', 'hidden', 'open', 'inert', 'data-tone', 'data-kind', 'data-state', 'data-selected', 'data-invalid', 'data-disabled', 'aria-hidden', 'aria-expanded', 'aria-selected', 'aria-checked', 'aria-current', 'aria-invalid', 'aria-disabled', 'aria-pressed'];
  const own = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) ? '…' : '';
  const tell = (node) => `${node.localName}${TOLD.map((name) => (node.hasAttribute(name) ? ` ${name}=${node.getAttribute(name)}` : '')).join('')}${own(node)}(${[...node.children].map(tell).join('')})`;
  return `${tell(document.body)} ${document.activeElement?.localName}`;
});

/** Switches the page to a language, by the provider that React holds. */
export async function speak(page, language) {
  await page.evaluate((wanted) => {
    const root = document.getElementById('root');
    let at = root[Object.keys(root).find((name) => name.startsWith('__reactContainer$'))];
    while (!at.memoizedProps?.value?.setLanguage) at = at.child;
    at.memoizedProps.value.setLanguage(wanted);
  }, language);
  await until(() => page.evaluate((wanted) => document.documentElement.lang === wanted, language), `the page in ${language}`, 15_000, 20);
}
