import { Forward } from './kubectl.ts';
import { say, StopError } from './stages.ts';

const CHECKS: { path: string; what: string; isWell: (status: number, body: string) => boolean }[] = [
  { path: '/', what: 'the web app opens', isWell: (status, body) => status === 200 && body.includes('<app-root') },
  {
    path: '/api/v1/session',
    what: 'the API answers',
    isWell: (status, body) => status === 200 && body.startsWith('{'),
  },
  { path: '/api/v1/records?q=a', what: 'the catalogue is searched', isWell: (status) => status === 200 },
];

/** Asks the library as a visitor would, through the web app's service. @throws StopError for what is not well. */
export async function smokeTest(namespace: string): Promise<void> {
  const forward = await Forward.open(namespace, 'service/biblio-web', 8080);
  try {
    for (const { path, what, isWell } of CHECKS) {
      const answer = await fetch(forward.url + path, {
        headers: { accept: path === '/' ? 'text/html' : 'application/json' },
        signal: AbortSignal.timeout(15_000),
      });
      const body = await answer.text();
      if (!isWell(answer.status, body)) {
        throw new StopError(`The smoke test failed: ${path} answered ${answer.status} (${body.slice(0, 200)}).`);
      }
      say(`✓ ${what}`);
    }
  } finally {
    await forward.close();
  }
}
