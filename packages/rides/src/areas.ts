import areas from './areas.json' with { type: 'json' };

/** A ward of Bangalore. */
export interface Area {
  number: number;
  name: string;
}

const byNumber = new Map<number, Area>(areas.map((area) => [area.number, area]));

/** The ward of that number, or undefined where there is none. */
export function findArea(number: number): Area | undefined {
  return byNumber.get(number);
}
