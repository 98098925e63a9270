/**
 * The context with another signal by which its requests end. n8n's helper takes the signal of a request
 * from there, and overwrites one in the options (n8n-core: request-helpers/authentication). Its
 * `timeout` alone starts anew with every byte that drips in, and it cancels no poll.
 */
export const endedBy = <C extends object>(context: C, signal: AbortSignal): C =>
	Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as C;
