import { drive, type Load, type Target } from './load.ts';
import { medianFigure, type Figure } from './statistics.ts';

export interface Series {
  target: Target;
  connections: number;
}

/** Odd, so that the median is a slice that was measured. */
const SLICES = 9;
const WARM_UP_SECONDS = 2;
const WARM_UP_SHARE = 0.25;

/**
 * Measures all series in alternating slices, so that the drift of a shared machine falls on each of them alike.
 *
 * @param seconds of load behind each figure
 * @returns the median of each series' slices, under the names of the series
 */
export async function measure<Name extends string>(
  series: Record<Name, Series>,
  seconds: number,
  progress: (line: string) => void,
): Promise<Record<Name, Figure>> {
  const names = Object.keys(series) as Name[];
  const slices = Object.fromEntries(names.map((name) => [name, [] as Figure[]])) as Record<Name, Figure[]>;
  const sliceSeconds = seconds / SLICES;
  progress('warming up');
  for (const name of names) await drive(series[name].target, load(series[name], WARM_UP_SECONDS));
  for (let slice = 1; slice <= SLICES; slice++) {
    for (const name of names) {
      const { target } = series[name];
      await drive(target, load(series[name], sliceSeconds * WARM_UP_SHARE));
      const figure = await drive(target, load(series[name], sliceSeconds));
      slices[name].push(figure);
      progress(`slice ${slice} of ${SLICES}: ${target.name}: ${Math.round(figure.rps)}/s`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, medianFigure(slices[name])])) as Record<Name, Figure>;
}

function load({ connections }: Series, seconds: number): Load {
  return { connections, seconds };
}
