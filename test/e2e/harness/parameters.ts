import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeTypeDescription } from 'n8n-workflow';

/** A node type as n8n offers it: some of them one entry for each group of versions. */
const versionsOf = ({ version }: INodeTypeDescription): number[] => [version].flat();

/**
 * What is wrong with a node for this n8n, in words: an unknown type or version, a parameter the form
 * does not have (or does not show with the other values), a required one that is empty.
 */
export function faultsOf(node: INode, types: readonly INodeTypeDescription[]): string[] {
	const named = types.filter(({ name }) => name === node.type);
	if (named.length === 0) return [`${node.name}: n8n has no ${node.type}`];
	const description = named.find((type) => versionsOf(type).includes(node.typeVersion));
	if (!description) return [`${node.name}: no version ${node.typeVersion} of ${node.type}`];
	const shown = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	const unknown = lost(node.parameters, shown ?? {}).map(
		(path) => `${node.name}: there is no parameter ${path}`,
	);
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	const problems = Object.values(issues?.parameters ?? {})
		.flat()
		.map((text) => `${node.name}: ${text}`);
	return [...unknown, ...problems];
}

/** The paths that are in what was given and not in what the form makes of it. */
function lost(given: unknown, kept: unknown, path = ''): string[] {
	if (typeof given !== 'object' || given === null) return kept === undefined ? [path] : [];
	if (kept === undefined) return [path];
	return Object.entries(given).flatMap(([key, value]) =>
		lost(value, (kept as Record<string, unknown>)[key], path ? `${path}.${key}` : key),
	);
}
