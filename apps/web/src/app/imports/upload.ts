import { HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { apiAddress } from '../api';
import type { Import } from '../api-types';
import { Language } from '../i18n/language';
import { ExpiredSession } from '../session/expired-session';
import { ProblemError, problemOf } from '../session/problem-error';

/** An upload under way. */
export interface Upload {
  readonly done: Promise<Import>;
  cancel(): void;
}

/** The upload was stopped by the person who began it. */
export class UploadCancelled extends Error {}

/**
 * Sends a file to be previewed. XMLHttpRequest, because `fetch` cannot tell how much of a body is sent; what the
 * interceptors do elsewhere (language, problems, an expired session) is therefore done here.
 */
@Injectable({ providedIn: 'root' })
export class Uploads {
  private readonly language = inject(Language);
  private readonly expired = inject(ExpiredSession);

  /** @param report is told the sent share, from 0 to 1; 1 while the server reads the file. */
  begin(file: File, report: (share: number) => void): Upload {
    const current: { request: XMLHttpRequest | null } = { request: null };
    const attempt = () => this.send(file, report, current);
    return { done: this.again(attempt), cancel: () => current.request?.abort() };
  }

  private async again(attempt: () => Promise<Import>): Promise<Import> {
    // An expired session asks for the password and sends the file once more.
    try {
      return await attempt();
    } catch (error) {
      const isExpired = error instanceof ProblemError && error.status === 401;
      if (!isExpired || !(await this.expired.renew())) throw error;
      return attempt();
    }
  }

  private send(
    file: File,
    report: (share: number) => void,
    current: { request: XMLHttpRequest | null },
  ): Promise<Import> {
    const body = new FormData();
    body.append('file', file, file.name);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      current.request = request;
      request.open('POST', apiAddress('POST /api/v1/imports'));
      request.setRequestHeader('Accept-Language', this.language.current());
      request.upload.onprogress = ({ loaded, total }) => report(total > 0 ? loaded / total : 0);
      request.onabort = () => reject(new UploadCancelled());
      request.onerror = () => reject(new ProblemError({ code: 'offline' }));
      request.onload = () => {
        const answer = parsed(request.responseText);
        if (request.status >= 200 && request.status < 300) resolve(answer as Import);
        else reject(problemOf(new HttpErrorResponse({ status: request.status, error: answer })));
      };
      request.send(body);
    });
  }
}

function parsed(text: string): unknown {
  // A proxy may answer with a page instead of JSON; problemOf() then says "unexpected".
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
