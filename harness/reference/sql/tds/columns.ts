import { ByteWriter } from './byte-writer.js';
import { COLLATION } from './tokens.js';

/** Result sets ([MS-TDS] 2.2.7.4, 2.2.7.19): every column may be NULL. */
export type ColumnType = 'nvarchar' | 'int' | 'bigint' | 'bit' | 'datetime';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** `datetime` columns take a Date, which is sent as UTC with three milliseconds' grain. */
export type Cell = string | number | bigint | boolean | Date | null;

const TOKEN = { columns: 0x81, row: 0xd1 } as const;
const NULLABLE = 0x0001;
const NVARCHAR_BYTES = 8000;
const NULL_TEXT = 0xffff;

/** Type and size of the columns that are no text. */
const FIXED: Readonly<Record<Exclude<ColumnType, 'nvarchar'>, { type: number; bytes: number }>> = {
  int: { type: 0x26, bytes: 4 },
  bigint: { type: 0x26, bytes: 8 },
  bit: { type: 0x68, bytes: 1 },
  datetime: { type: 0x6f, bytes: 8 },
};

export function columnsToken(columns: readonly Column[]): Buffer {
  const writer = new ByteWriter().u8(TOKEN.columns).u16(columns.length);
  for (const { name, type } of columns) {
    writer.u32(0).u16(NULLABLE);
    if (type === 'nvarchar') writer.u8(0xe7).u16(NVARCHAR_BYTES).raw(COLLATION);
    else writer.u8(FIXED[type].type).u8(FIXED[type].bytes);
    writer.shortText(name);
  }
  return writer.done();
}

/** @throws TypeError when a cell is not of its column's type: the engine's mistake. */
export function rowToken(columns: readonly Column[], cells: readonly Cell[]): Buffer {
  const writer = new ByteWriter().u8(TOKEN.row);
  columns.forEach(({ name, type }, i) => {
    const cell = cells[i];
    if (cell === undefined) throw new TypeError(`a row without a cell for ${name}`);
    writeCell(writer, type, cell);
  });
  return writer.done();
}

function writeCell(writer: ByteWriter, type: ColumnType, cell: Cell): void {
  if (type === 'nvarchar') {
    if (cell === null) writer.u16(NULL_TEXT);
    else {
      const text = Buffer.from(String(cell), 'utf16le').subarray(0, NVARCHAR_BYTES);
      writer.u16(text.length).raw(text);
    }
    return;
  }
  if (cell === null) {
    writer.u8(0);
    return;
  }
  writer.u8(FIXED[type].bytes);
  if (type === 'datetime') writeDatetime(writer, cell);
  else if (type === 'bit') writer.u8(cell === false || cell === 0 ? 0 : 1);
  else if (type === 'int') writer.i32(Number(cell));
  else writer.i64(BigInt(cell as number | bigint));
}

const MS_A_DAY = 86_400_000;
/** `datetime` counts its days from here, and within a day three hundredths of a second. */
const FIRST_DAY = Date.UTC(1900, 0, 1);

function writeDatetime(writer: ByteWriter, cell: Cell): void {
  if (!(cell instanceof Date)) throw new TypeError(`a datetime that is none: ${String(cell)}`);
  const since = cell.getTime() - FIRST_DAY;
  const days = Math.floor(since / MS_A_DAY);
  const grains = Math.round(((since - days * MS_A_DAY) * 3) / 10);
  writer.i32(days).u32(Math.min(grains, 300 * 86_400 - 1));
}
