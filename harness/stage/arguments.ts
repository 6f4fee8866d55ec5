import { z } from 'zod';
import { UsageError } from '../errors/kit-error.js';
import { GUID_PATTERN } from '../vdi/guids.js';
import { slotOf, slotsOf, type InterfaceName, type Parameter, type Slot } from '../vdi/interfaces.js';
import type { CheckedArguments } from '../vdi/values.js';
import { VDConfig } from '../vdi/structs.js';

/**
 * Arguments are checked in the harness, before anything is sent to a role: a scenario's slip must never look
 * like a crash of the target. Runs in the harness only; role processes trust what they are sent.
 */

const U32_MAX = 0xffffffff;
const u32 = z.number().int().min(0).max(U32_MAX);
/** JSON numbers hold integers exactly up to 2^53 - 1; no position of a test is larger. */
const u64 = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const address = z.string().regex(/^0x[0-9a-f]{1,16}$/, 'an address in lower-case hex: 0x…');
const wide = z.string().refine((text) => !text.includes('\0'), 'a string without NUL');
const guid = z.string().regex(GUID_PATTERN, 'a GUID without braces');

const configFields = Object.fromEntries(Object.keys(VDConfig).map((field) => [field, u32.default(0)]));
const config = z.strictObject(configFields);

/** The fields of a SendCommand that a scenario chooses; the harness adds the command's number. */
const sendCommandFields = {
  commandCode: u32.default(2),
  size: u32.default(0),
  position: u64.default(0),
  buffer: address.nullable().default(null),
};

function fieldsOf(parameter: Parameter): Record<string, z.ZodType> {
  const { name, kind } = parameter;
  const field = (schema: z.ZodType): Record<string, z.ZodType> => ({
    [name]: parameter.nullable === true ? schema.nullable().default(null) : schema,
  });
  switch (kind) {
    case 'wide':
      return field(wide);
    case 'u32':
      return field(u32);
    case 'u64':
      return field(u64);
    case 'address':
      return field(address);
    case 'guid':
      return field(guid);
    case 'config':
      return field(config);
    case 'sendCommand':
      return sendCommandFields;
    case 'outConfig':
    case 'outU32':
    case 'outAddress':
    case 'outObject':
    case 'outCommand':
      return {};
  }
}

const schemas = new Map<string, z.ZodType<CheckedArguments>>();

function schemaOf(interfaceName: InterfaceName, method: Slot): z.ZodType<CheckedArguments> {
  const key = `${interfaceName}::${method.name}`;
  const known = schemas.get(key);
  if (known !== undefined) return known;
  const fields = Object.assign({}, ...method.parameters.map(fieldsOf)) as Record<string, z.ZodType>;
  const schema = z.strictObject(fields) as unknown as z.ZodType<CheckedArguments>;
  schemas.set(key, schema);
  return schema;
}

/**
 * Completes and checks the arguments of a call.
 * @throws UsageError naming the method and the parameter when a shape is wrong, and the methods that there
 * are when the interface has none of that name.
 */
export function checkArguments(
  interfaceName: InterfaceName,
  methodName: string,
  args: Readonly<Record<string, unknown>>,
): { method: Slot; args: CheckedArguments } {
  const method = slotOf(interfaceName, methodName);
  if (method === undefined) {
    throw new UsageError('UNKNOWN_METHOD', `${interfaceName} has no method ${methodName}`, {
      remedy: `Its methods are ${slotsOf(interfaceName)
        .map((each) => each.name)
        .join(', ')}.`,
    });
  }
  const parsed = schemaOf(interfaceName, method).safeParse(args);
  if (parsed.success) return { method, args: parsed.data };
  const faults = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `it has no parameter ${issue.keys.join(', ')}`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new UsageError(
    'WRONG_ARGUMENT',
    `wrong arguments for ${interfaceName}::${methodName}: ${faults.join('; ')}`,
    { remedy: 'Give every parameter by its name in harness/vdi/interfaces.ts, in the range of its kind.' },
  );
}
