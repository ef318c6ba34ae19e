import { expect, it } from 'vitest';
import { passwordFault } from './password';

it('p049_names_what_a_password_lacks', () => {
  expect(passwordFault('Aa1!aaaaa')).toBe('length');
  expect(passwordFault('aa1!aaaaaa')).toBe('upper');
  expect(passwordFault('AA1!AAAAAA')).toBe('lower');
  expect(passwordFault('Aaa!aaaaaa')).toBe('digit');
  expect(passwordFault('Aa1aaaaaaa')).toBe('special');
  expect(passwordFault('Aa1!aaaaaa')).toBeNull();
});

it('p049_counts_code_points_not_units', () => {
  expect(passwordFault('Aa1!😀😀😀😀')).toBe('length');
  expect(passwordFault(`Aa1!${'😀'.repeat(6)}`)).toBeNull();
});
