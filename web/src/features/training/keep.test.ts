import { afterEach, expect, test } from 'vitest';
import { forget, keep, kept, turn } from './keep';

afterEach(() => sessionStorage.clear());

test('what was chosen stays, for each attempt by itself', () => {
  expect(kept('a', 2)).toEqual([[], []]);
  keep('a', [[1], [0, 2]]);
  expect(kept('a', 2)).toEqual([[1], [0, 2]]);
  expect(kept('b', 1)).toEqual([[]]);
  forget('a');
  expect(kept('a', 1)).toEqual([[]]);
});

test('what cannot be read is nothing', () => {
  for (const text of ['{', '7', '{"0":[1]}', '["x",[1,"2",3]]']) {
    sessionStorage.setItem('legalmind.training.a', text);
    expect(kept('a', 2)).toEqual([[], text.startsWith('["x"') ? [1, 3] : []]);
  }
});

test('of one that is right the last is chosen, of several each is turned', () => {
  expect(turn([1], 2, false)).toEqual([2]);
  expect(turn([2], 2, false)).toEqual([2]);
  expect(turn([2], 0, true)).toEqual([0, 2]);
  expect(turn([0, 2], 2, true)).toEqual([0]);
});
