import type { ConfigTable, Setting } from './setting.ts';

/** The table as a README shows it: a row per variable with its default, unit and description. */
export function configMarkdown<T>(table: ConfigTable<T>): string {
  const rows = Object.values<Setting<unknown>>(table).map((setting) =>
    [`\`${setting.env}\``, shownDefault(setting), setting.unit ?? '', setting.description]
      .map(cell)
      .join(' | '),
  );
  return ['variable | default | unit | description', '--- | --- | --- | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n');
}

function shownDefault(setting: Setting<unknown>): string {
  if (setting.default === undefined) return isOptional(setting) ? '' : '*required*';
  if (setting.secret === true) return '*secret*';
  return `\`${JSON.stringify(setting.default).replace(/^"|"$/g, '')}\``;
}

function isOptional(setting: Setting<unknown>): boolean {
  return setting.schema.validate(undefined, { presence: 'required' }).error === undefined;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
