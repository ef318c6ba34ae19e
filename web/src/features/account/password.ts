/** The rule of the house for passwords, told before the server has to. The server decides. */
export type PasswordFault = 'length' | 'upper' | 'lower' | 'digit' | 'special';

export function passwordFault(password: string): PasswordFault | null {
  const text = password.normalize('NFC');
  if ([...text].length < 10) return 'length';
  if (!/\p{Lu}/u.test(text)) return 'upper';
  if (!/\p{Ll}/u.test(text)) return 'lower';
  if (!/\p{Nd}/u.test(text)) return 'digit';
  if (!/[^\p{L}\p{N}]/u.test(text)) return 'special';
  return null;
}
