/**
 * Thrown by an operation that says no to the whole request. Becomes an envelope with this code
 * and HTTP 200. The codes are invented for the sandbox: the vendor's code table is not public.
 */
export class Refusal extends Error {
	constructor(
		readonly code: number,
		message: string,
	) {
		super(message);
		this.name = 'Refusal';
	}
}

/** A mistake of whoever drives the sandbox (a test, the control API). `status` is for HTTP. */
export class SandboxInputError extends Error {
	constructor(
		readonly status: 400 | 404 | 409,
		message: string,
	) {
		super(message);
		this.name = 'SandboxInputError';
	}
}
