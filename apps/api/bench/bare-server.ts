// The reference, nothing but Fastify and a driver: one row by its key from the library's own database, and a search by FTS5
// over title, author and subjects, without facets, spelling or copies.
import { DatabaseSync } from 'node:sqlite';
import Fastify from 'fastify';
import { createPool, type RowDataPacket } from 'mysql2/promise';

const [databaseUrl, indexFile] = process.argv.slice(2);
const findRow = databaseUrl!.startsWith('sqlite:') ? openFile(databaseUrl!.slice(7)) : openServer(databaseUrl!);
const index = new DatabaseSync(indexFile!, { readOnly: true });
const match = index.prepare(
  'select rowid as id, title, author, subjects from works where works match ? order by rank limit ?',
);

const app = Fastify();
app.get<{ Params: { id: string } }>('/records/:id', async (request, reply) => {
  return (await findRow(Number(request.params.id))) ?? reply.code(404).send();
});
app.get<{ Querystring: { q: string; limit: string } }>('/records', async ({ query }) => {
  const words = query.q.match(/[\p{L}\p{N}]+/gu) ?? [];
  // As somebody types: the last word may go on.
  const terms = words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`));
  return { items: match.all(terms.join(' '), Number(query.limit)) };
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`bare is open at ${address}\n`);
process.on('SIGTERM', () => process.exit(0));

function openFile(file: string): (id: number) => unknown {
  const select = new DatabaseSync(file, { readOnly: true }).prepare('select * from records where id = ?');
  return (id) => select.get(id);
}

function openServer(url: string): (id: number) => Promise<unknown> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const pool = createPool({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    connectionLimit: 10,
  });
  return async (id) => (await pool.execute<RowDataPacket[]>('select * from records where id = ?', [id]))[0][0];
}
