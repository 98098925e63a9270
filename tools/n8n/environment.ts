import { plainEnvironment } from './npm';

// A developer's own n8n may be configured in the same shell: its database and its settings must
// not leak into ours.
const OF_ANOTHER_N8N =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|NODES_|NODE_FUNCTION_|WEBHOOK_|WORKFLOWS_|VUE_APP_)/;
/** Set by test runners and loaders for themselves; they would change how n8n behaves. */
const OF_OUR_TOOLS = new Set(['NODE_OPTIONS', 'NODE_PATH', 'NODE_ENV', 'E2E_TESTS', 'CI']);

export interface InstanceSettings {
	/** The Node that n8n runs on, and starts its task runner with. */
	node: string;
	/** Folder that holds n8n's `.n8n`. */
	folder: string;
	/** Where the editor and the webhooks listen (127.0.0.1). */
	port: number;
	/** Where n8n talks to its task runner (127.0.0.1). */
	brokerPort: number;
	/** What this one is told besides, or otherwise: its database, its mode. */
	variables: NodeJS.ProcessEnv;
}

/** Out: the environment for an n8n that keeps to itself: one folder, 127.0.0.1, no phoning home. */
export function n8nEnvironment(settings: InstanceSettings): NodeJS.ProcessEnv {
	const entries = Object.entries(plainEnvironment(settings.node)).filter(
		([name]) => !OF_ANOTHER_N8N.test(name) && !OF_OUR_TOOLS.has(name) && !name.startsWith('npm_'),
	);
	const inherited: NodeJS.ProcessEnv = Object.fromEntries(entries);
	// A proxy for the outside world cannot reach the sandbox on this machine.
	const noProxy = [inherited.NO_PROXY ?? inherited.no_proxy, '127.0.0.1', 'localhost']
		.filter(Boolean)
		.join(',');
	return {
		...inherited,
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: settings.folder,
		N8N_PORT: String(settings.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		// Where a worker of queue mode says that it is up.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(settings.port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		DB_TYPE: 'sqlite',
		// The same in every command, or n8n cannot read the credentials it stored.
		N8N_ENCRYPTION_KEY: 'for-the-local-demo-only',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		...settings.variables,
	};
}
