import { problem } from '../platform/errors.ts';

const DENIED = ['ER_SPECIFIC_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_ERROR'];

/**
 * Does what needs more of the server than the library itself does.
 *
 * @throws Problem `backup_permission_missing` with what the server says is missing.
 */
export async function permitted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (DENIED.includes(code ?? '')) throw problem('backup_permission_missing', { reason: message });
    throw error;
  }
}
