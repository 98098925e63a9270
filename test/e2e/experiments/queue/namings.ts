/** So many executions at once, so many orders named by each. */
export const EXECUTIONS = 20;
export const ORDERS_EACH = 50;

/** Of the orders of an execution, so many are in no other. */
const OWN_EACH = 25;
const SHARED_EACH = ORDERS_EACH - OWN_EACH;
/** Orders that two or three executions name. */
const SHARED = 200;

/** Orders it takes. */
export const ORDERS = EXECUTIONS * OWN_EACH + SHARED;

/**
 * Which execution names which orders. Executions that share orders have them at the same places, so
 * that they get to them at about the same time.
 * In: so many orders as ORDERS says. Out: a list of orders for each execution.
 */
export function namingsOf(orderIds: string[]): string[][] {
	const shared = orderIds.slice(0, SHARED);
	const own = orderIds.slice(SHARED);
	return Array.from({ length: EXECUTIONS }, (_, execution) =>
		Array.from({ length: SHARED_EACH }, (__, place) => [
			own[execution * OWN_EACH + place],
			shared[(execution * SHARED_EACH + place) % SHARED],
		]).flat(),
	);
}
