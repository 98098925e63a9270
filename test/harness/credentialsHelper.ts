import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { NoOp } from './stubNodes';

export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * n8n's credentials helper without the database: the credential types are real, their data comes
 * from the test. `preAuthentication` follows the server's rule for when a type's own is called.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly data: CredentialData,
	) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types[typeName];
		if (typeof authenticate !== 'function')
			throw new Error(`${typeName} has no authenticate function`);
		return await authenticate.call(this.types[typeName], credentials, requestOptions);
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types[typeName];
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || typeof type.preAuthentication !== 'function') return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		return output[expirable.name] === undefined
			? undefined
			: (Object.assign(credentials, output) as ICredentialDataDecryptedObject);
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async getCredentials(): Promise<ICredentials> {
		throw new Error('Not needed in these tests');
	}

	/** With its defaults, expressions resolved: in the workflow that uses the credential, if any. */
	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		_executeData?: IExecuteData,
		_raw?: boolean,
		using?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		return resolveCredential(this.types[type], this.data[type] ?? {}, mode, using);
	}

	override async updateCredentials(): Promise<void> {}

	override async updateCredentialsOauthTokenData(): Promise<void> {}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.types[type].properties;
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}
}

/** What the server hands out: defaults filled in, expressions resolved. */
export function resolveCredential(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	using?: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject {
	const withDefaults = NodeHelpers.getNodeParameters(
		type.properties,
		structuredClone(data) as INodeParameters,
		true,
		false,
		null,
		null,
	) as INodeParameters;
	if (using) {
		// in the workflow that uses it, for the item that it is read for
		return using.workflow.expression.getParameterValue(
			withDefaults,
			using.runExecutionData ?? null,
			using.runIndex,
			using.itemIndex,
			using.node.name,
			using.connectionInputData,
			mode,
			{},
			undefined,
			false,
			withDefaults,
		) as ICredentialDataDecryptedObject;
	}
	// in a test, a list or a poll, where no item is at hand
	const workflow = new Workflow({
		nodes: [MOCK_NODE],
		connections: {},
		active: false,
		nodeTypes: NO_NODE_TYPES,
	});
	return workflow.expression.getComplexParameterValue(
		MOCK_NODE,
		withDefaults,
		mode,
		{},
		undefined,
		undefined,
		withDefaults,
	) as ICredentialDataDecryptedObject;
}

/** As n8n's own: it has neither a name nor an id. */
const MOCK_NODE: INode = {
	id: '',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const NO_NODE_TYPES: INodeTypes = {
	getByName: () => new NoOp(),
	getByNameAndVersion: () => new NoOp(),
	getKnownTypes: () => ({}),
};
