import { serverMessage } from '../engine/server-messages.js';
import { SqlError, type Batch, type SqlAnswer, type SqlSession } from '../engine/sql-engine.js';
import type { Message } from '../tds/message-reader.js';
import { PACKET } from '../tds/packet.js';
import { readBatch } from '../tds/requests.js';
import { readRpc, type Rpc } from '../tds/rpc.js';
import { UnknownParameterType } from '../tds/rpc-values.js';

/**
 * Has a request executed. What is wrong with the request is an error in the answer.
 * @throws TdsProtocolError when the request cannot be read, and whatever an engine throws that is broken.
 */
export async function runRequest(
  request: Message,
  session: SqlSession,
  answer: SqlAnswer,
  signal: AbortSignal,
): Promise<void> {
  try {
    switch (request.type) {
      case PACKET.batch:
        await session.execute({ text: readBatch(request.data), parameters: new Map() }, answer, signal);
        return;
      case PACKET.rpc:
        await callProcedure(readRpc(request.data), session, answer, signal);
        return;
      default:
        // Transactions and bulk loads: there is nothing here to change.
        answer.message(NOT_HERE);
    }
  } catch (error) {
    if (error instanceof SqlError) answer.message(error.sql);
    else if (error instanceof UnknownParameterType) {
      answer.message(serverMessage(8009, [error.place, error.parameter, error.type.toString(16)]));
    } else throw error;
  }
}

/** SQL Server has no number for this: 50000 is that of messages which are not its own. */
const NOT_HERE = {
  number: 50_000,
  class: 16,
  state: 1,
  text: 'The reference SQL endpoint has neither transactions nor bulk loads.',
  line: 1,
  procedure: '',
};

async function callProcedure(
  { procedure, parameters }: Rpc,
  session: SqlSession,
  answer: SqlAnswer,
  signal: AbortSignal,
): Promise<void> {
  const name = procedure.toLowerCase();
  if (name === 'sp_executesql') await session.execute(statementOf(parameters), answer, signal);
  else await session.call({ name: procedure, parameters }, answer, signal);
}

/** sp_executesql: the statement, the declaration of parameters, and their values. */
function statementOf([statement, , ...values]: Rpc['parameters']): Batch {
  if (typeof statement?.value !== 'string') {
    throw new SqlError(serverMessage(201, ['sp_executesql', '@statement'], { procedure: 'sp_executesql' }));
  }
  return {
    text: statement.value,
    parameters: new Map(values.map(({ name, value }) => [name.toLowerCase(), value])),
  };
}
