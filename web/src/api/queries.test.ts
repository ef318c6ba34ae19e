import { QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, test } from 'vitest';
import { client, renew } from './queries';

afterEach(() => client.clear());

/** A list on the server whose first answer is still on its way when something is added to it. */
function slow() {
  const kept = ['old'];
  const answers: (() => void)[] = [];
  const queryFn = () => {
    const read = [...kept];
    return answers.length === 0 ? new Promise<string[]>((done) => answers.push(() => done(read))) : Promise.resolve(read);
  };
  return { kept, queryFn, answer: () => answers.forEach((one) => one()) };
}

describe('what is asked anew', () => {
  test('is never what was asked before the change, the first time neither', async () => {
    const server = slow();
    const queryKey = ['addresses'];
    const observer = new QueryObserver(client, { queryKey, queryFn: server.queryFn });
    const leave = observer.subscribe(() => undefined);
    server.kept.push('new');
    const done = renew(queryKey);
    server.answer();
    await done;
    expect(observer.getCurrentResult().data).toEqual(['old', 'new']);
    leave();
  });

  test('an invalidation alone would take the first answer', async () => {
    const server = slow();
    const queryKey = ['addresses'];
    const observer = new QueryObserver(client, { queryKey, queryFn: server.queryFn });
    const leave = observer.subscribe(() => undefined);
    server.kept.push('new');
    const done = client.invalidateQueries({ queryKey });
    server.answer();
    await done;
    expect(observer.getCurrentResult().data).toEqual(['old']);
    leave();
  });
});
