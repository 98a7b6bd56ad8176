// Clients that open a new TLS connection each time, at a constant rate, until SIGTERM: whom they met, and what failed.
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

const { address, host, authority, perSecond } = JSON.parse(process.env.HANDSHAKES);
const ca = readFileSync(authority);
const serials = {};
const failed = {};

function shake() {
  let isOver = false;
  const end = (counts, key) => {
    if (isOver) return;
    isOver = true;
    counts[key] = (counts[key] ?? 0) + 1;
    socket.destroy();
  };
  const socket = tls.connect({ host: address, port: 443, servername: host, ca, timeout: 10_000 });
  socket.on('secureConnect', () => end(serials, socket.getPeerCertificate().serialNumber));
  socket.on('timeout', () => end(failed, 'no answer'));
  socket.on('error', (error) => end(failed, error.code));
}

setInterval(shake, 1000 / perSecond);
process.on('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify({ serials, failed })}\n`);
  process.exit(0);
});
process.stdout.write('at work\n');
