/**
 * Waits that a test records instead of sitting through. For `jest.mock('n8n-workflow', ...)`, in tests
 * of code that takes nothing but `sleep` from there. Only a wait for ever takes as long as it says.
 */
export const waits: number[] = [];

export const recordedSleep = {
	sleep: async (ms: number) => {
		waits.push(ms);
		if (ms === Infinity) await new Promise(() => {});
	},
};
