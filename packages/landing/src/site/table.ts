import type { Tokens } from 'marked';

/** Each cell has its column's name as `data-column`, for screens too narrow to set cells beside each other. */
export function tableOf(token: Tokens.Table, inline: (cell: Tokens.TableCell) => string): string {
  const head = token.header.map((cell) => `<th scope="col">${inline(cell)}</th>`);
  const rows = token.rows.map((row) =>
    row.map((cell, column) => `<td data-column="${token.header[column]?.text ?? ''}">${inline(cell)}</td>`),
  );
  const line = (cells: string[]) => `<tr>${cells.join('')}</tr>`;
  return `<table>\n<thead>${line(head)}</thead>\n<tbody>\n${rows.map(line).join('\n')}\n</tbody>\n</table>`;
}
