// The reference: Fastify and node:sqlite, one prepared statement by key, nothing else.
import { DatabaseSync } from 'node:sqlite';
import Fastify from 'fastify';

const [file] = process.argv.slice(2);
const database = new DatabaseSync(file!, { readOnly: true });
const select = database.prepare('select * from records where id = ?');

const app = Fastify();
app.get<{ Params: { id: string } }>('/records/:id', async (request, reply) => {
  const row = select.get(Number(request.params.id));
  return row ?? reply.code(404).send();
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`bare is open at ${address}\n`);
process.on('SIGTERM', () => process.exit(0));
