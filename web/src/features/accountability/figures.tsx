/** Figures with their lights, and the rows that something is red or amber for. */
import { Link } from '@tanstack/react-router';
import type { Figure, FigureKind, Light, Point } from '../../api/accountability';
import { Notice, Tag } from '../../ui/parts';
import { dueDay } from '../register/values';
import { useWords } from './words';
import s from './accountability.module.css';

const TONES = { green: 'ok', amber: 'warn', red: 'bad' } as const;
/** What is told of each register, in the order of the columns. */
const COLUMNS: FigureKind[] = ['in_force', 'lacking', 'concept', 'suspended', 'open', 'soon', 'late', 'escalated'];

export function LightTag({ light }: { light: Light }) {
  const { w } = useWords();
  return <Tag tone={TONES[light]}>{w.lights[light]}</Tag>;
}

/** How many figures are red and amber. */
export function Lights({ figures }: { figures: Figure[] }) {
  const { w } = useWords();
  const of = (light: Light) => figures.filter((one) => one.light === light).length;
  const [red, amber] = [of('red'), of('amber')];
  return (
    <div className={s.lights}>
      {red > 0 && <Tag tone="bad">{w.red(red)}</Tag>}
      {amber > 0 && <Tag tone="warn">{w.amber(amber)}</Tag>}
      {red + amber === 0 && <Tag tone="ok">{w.allGreen}</Tag>}
    </div>
  );
}

export function Points({ points }: { points: Point[] }) {
  const { w, f } = useWords();
  if (points.length === 0) return <p className={s.quiet}>{w.noPoints}</p>;
  return (
    <ul className={s.rows}>
      {points.map((one) => (
        <li key={`${one.row} ${one.kind} ${one.task} ${one.due}`}>
          <Link to="/registers/$register/$row" params={{ register: one.register, row: one.row }} className={s.row}>
            <Tag tone={TONES[one.light]}>{w.kinds[one.kind]}</Tag>
            <span className={s.what}>
              <b>{one.title}</b>
              <small>{[one.task, one.register_name].filter(Boolean).join(' · ')}</small>
            </span>
            {one.due && <span className={s.when}>{f.short(dueDay(one.due))}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Which light comes first. */
const LIGHTS: Light[] = ['red', 'amber', 'green'];

/** The figures of the firm, red first; those of a register lead to it. */
export function FirmFigures({ figures }: { figures: Figure[] }) {
  const { w, f } = useWords();
  const own = LIGHTS.flatMap((light) => figures.filter((one) => one.light === light && !COLUMNS.includes(one.kind)));
  return (
    <ul className={s.figures} aria-label={w.firm}>
      {own.map((one) => (
        <li key={one.kind} className={s.figure}>
          <LightTag light={one.light} />
          <b>{one.of === null ? f.number(one.count) : w.of(f.number(one.count), f.number(one.of))}</b>
          <Where figure={one} />
          {one.before !== null && <span>{w.before(f.number(one.before))}</span>}
        </li>
      ))}
    </ul>
  );
}

/** That nobody keeps the registers, with what to do. */
export function NoOfficer({ figures }: { figures: Figure[] }) {
  const { w } = useWords();
  if (!figures.some((one) => one.kind === 'officer' && one.light === 'red')) return null;
  return <Notice tone="bad">{w.noOfficer} <Link to="/registers">{w.toRegisters}</Link></Notice>;
}

/** What a figure counts, with the way to it where there is one. */
function Where({ figure }: { figure: Figure }) {
  const { w } = useWords();
  const name = w.kinds[figure.kind];
  if (figure.register) return <Link to="/registers/$register" params={{ register: figure.register }}>{name}</Link>;
  if (figure.kind === 'recipient_unregistered') return <Link to="/registers/$register" params={{ register: 'verwerkers' }}>{name}</Link>;
  if (figure.kind === 'certificate_expired') return <Link to="/registers/$register" params={{ register: 'leveranciers' }}>{name}</Link>;
  if (figure.kind === 'officer') return <Link to="/registers">{name}</Link>;
  if (figure.kind === 'deadline_past' || figure.kind === 'deadline_week') return <Link to="/">{name}</Link>;
  return <span>{name}</span>;
}

export function RegisterFigures({ figures }: { figures: Figure[] }) {
  const { w, f } = useWords();
  const keys = [...new Set(figures.filter((one) => COLUMNS.includes(one.kind)).map((one) => one.register ?? ''))];
  const of = (key: string, kind: FigureKind) => figures.find((one) => one.register === key && one.kind === kind);
  const held = keys.filter((key) => COLUMNS.some((kind) => (of(key, kind)?.count ?? 0) > 0));
  if (held.length === 0) return null;
  return (
    <div className={s.wide} role="region" aria-label={w.perRegister} tabIndex={0}>
      <table>
        <thead>
          <tr><th scope="col">{w.register}</th>{COLUMNS.map((kind) => <th key={kind} scope="col">{w.kinds[kind]}</th>)}</tr>
        </thead>
        <tbody>
          {held.map((key) => (
            <tr key={key}>
              <th scope="row"><Link to="/registers/$register" params={{ register: key }}>{of(key, 'in_force')?.register_name}</Link></th>
              {COLUMNS.map((kind) => <Cell key={kind} figure={of(key, kind)} number={f.number} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ figure, number }: { figure: Figure | undefined; number: (n: number) => string }) {
  const { w } = useWords();
  if (!figure) return <td />;
  const more = figure.before !== null && figure.before !== figure.count ? ` (${w.before(number(figure.before))})` : '';
  return <td data-light={figure.light}>{number(figure.count)}{more}</td>;
}
