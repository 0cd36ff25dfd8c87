import { PEOPLE } from '../../../src/assistant/text/sample-people.ts'
import type { Json } from '../../document/document.ts'

/** A member of a fictional organization. */
export interface Member {
  name: string
  email: string
}

/** @returns the member at an index, which may exceed their number */
export function memberAt(index: number): Member {
  const [first, last] = PEOPLE[index % PEOPLE.length] ?? PEOPLE[0]
  // `.test` is reserved by RFC 2606.
  return { name: `${first} ${last}`, email: `${first}.${last}@northwind.test`.toLowerCase() }
}

/**
 * Replacements for placeholder texts of OpenAI's examples. The key is the text, prefixed with the property name and a
 * colon if the text alone would be ambiguous.
 */
export const PLACEHOLDER_TEXTS: Readonly<Record<string, string>> = {
  'user@example.com': 'grace.hopper@northwind.test',
  'anotheruser@example.com': 'alan.turing@northwind.test',
  'ada@example.com': 'ada.lovelace@northwind.test',
  'finance@example.com': 'finance@northwind.test',
  'name:My Assistant': 'Data Visualizer',
  'name:My Container': 'Quarterly report',
  'name:My new voice': 'Warm narrator',
  'name:My API Key': 'Web backend',
  'name:Main Admin Key': 'Billing export',
  'name:New Admin Key': 'Audit export',
  'name:My Service Account': 'Deployment bot',
  'name:Service Account': 'Deployment bot',
  'name:Secret Key': 'Deployment key',
  'name:Project example': 'Customer support',
  'name:Project DEF': 'Customer support',
  'name:Project ABC': 'Customer support',
  'name:My Example Certificate': 'Gateway client certificate',
  'name:My Example Certificate 2': 'Batch worker certificate',
  'name:Example label grader': 'Sentiment label',
  'name:Example score model grader': 'Answer quality',
  'name:Example string check grader': 'Exact answer',
  'filename:example.txt': 'return-policy.txt',
  'filename:document.pdf': 'return-policy.pdf',
  'scopes:resource_2.operation_2': 'api.model.request',
  'version:2024-10-01': '3',
  'project:my-wandb-project': 'support-models',
  'project:alpha': 'onboarding',
  'topic:demo': 'returns',
  'user:abc123': 'cus_R2hP9vLqZxT4',
  'user:user_123': 'cus_R2hP9vLqZxT4',
  'model:ada': 'gpt-5.4',
  'id:rl-ada': 'rl-gpt-5.4',
  'asn:1234': '7922',
  'ip_address:127.0.0.1': '203.0.113.24',
  'currency:usd': 'usd',
  'encrypted_content:gAAAAABpM0Yj-...=':
    'gAAAAABpM0YjK1v8mQ4rXn2tZb7LwC0yUeHsJ5dGfPaRkTiOqVxN3lMhE6SzB9gDcWuAoYtXjQpIrLkFvHnMsGbTeCyZdKwJ',
  'title:...': 'Return policy',
  'text:...': 'Unopened items can be returned within 30 days of delivery for a full refund.',
  'text:Relevant chunk': 'Unopened items can be returned within 30 days of delivery for a full refund.',
  'text:Sample text content from the vector store.':
    'Refunds reach the original payment method within five working days.',
  'text:The attributes of an ancient brown dragon include...':
    'The attributes of an ancient brown dragon include a tremor sense of 60 feet and a burrowing speed of 40 feet.',
  'text:The classic tongue twister...': 'A woodchuck would chuck as much wood as a woodchuck could chuck.',
  'url:https://...':
    'https://oaidalleapiprodscus.blob.core.windows.net/private/img-8Qd2ZkXw5vLr3TnYb7HcPs1M.png',
  'url:https://.../?utm_source=chatgpt.com':
    'https://en.wikipedia.org/wiki/Return_policy?utm_source=chatgpt.com',
}

/** Names and contents of the successive items of a list, by kind (`object`) and property. */
export const ITEM_VARIANTS: Readonly<Record<string, readonly Json[]>> = {
  'assistant.name': ['Coding Tutor', 'Data Visualizer', 'HR Helper'],
  'assistant.instructions': [
    'You are a personal coding tutor. Explain each step and let the student find the answer.',
    'You turn tables into charts and say in one sentence what each chart shows.',
    'You answer questions of employees about company policies, and name the policy.',
  ],
  'audio.voice_consent.name': ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson'],
  'audio.voice_consent.language': ['en-US', 'en-GB', 'fr-FR'],
  'batch.endpoint': ['/v1/chat/completions', '/v1/embeddings', '/v1/responses'],
  'batch.metadata.batch_description': ['Nightly eval job', 'Catalogue embeddings', 'Weekly summaries'],
  'container.name': ['Quarterly report', 'CSV cleanup', 'Chart builder'],
  'container.file.path': ['/mnt/data/revenue.csv', '/mnt/data/report.md', '/mnt/data/chart.png'],
  'container.file.bytes': [880, 4212, 53120],
  'container.file.source': ['user', 'assistant', 'assistant'],
  'eval.name': ['Push Notification Summary Grader', 'Support answer quality', 'SQL correctness'],
  'eval.run.name': ['gpt-5.4-mini baseline', 'gpt-5.4 candidate', 'shorter prompt'],
  'file.filename': ['sales-overview.pdf', 'puppies.jsonl', 'requests-2.jsonl'],
  'file.purpose': ['assistants', 'fine-tune', 'batch'],
  'file.bytes': [184275, 120000, 48213],
  'fine_tuning.job.model': ['gpt-4o-mini-2024-07-18', 'gpt-4.1-mini-2025-04-14', 'gpt-4.1-nano-2025-04-14'],
  'fine_tuning.job.fine_tuned_model': [
    'ft:gpt-4o-mini-2024-07-18:northwind:support:9AbCq3Xk',
    'ft:gpt-4.1-mini-2025-04-14:northwind:returns:BmT2vK8s',
    'ft:gpt-4.1-nano-2025-04-14:northwind:triage:BqL5xD1h',
  ],
  'fine_tuning.job.checkpoint.fine_tuned_model_checkpoint': [
    'ft:gpt-4o-mini-2024-07-18:northwind:support:96olL566:ckpt-step-2000',
    'ft:gpt-4o-mini-2024-07-18:northwind:support:7q8mpxmy:ckpt-step-1000',
    'ft:gpt-4o-mini-2024-07-18:northwind:support:5kTw2vGd:ckpt-step-500',
  ],
  'fine_tuning.job.checkpoint.metrics.full_valid_loss': [0.134, 0.167, 0.242],
  'fine_tuning.job.checkpoint.metrics.full_valid_mean_token_accuracy': [0.874, 0.781, 0.702],
  'fine_tuning.job.checkpoint.step_number': [2000, 1000, 500],
  'fine_tuning.job.event.message': [
    'The job has successfully completed',
    'New fine-tuned model created',
    'Step 90/90: training loss=0.28',
  ],
  'organization.admin_api_key.name': ['Billing export', 'Audit export', 'Key rotation'],
  'organization.project.api_key.name': ['Web backend', 'Nightly jobs', 'Notebooks'],
  'organization.project.name': ['Customer support', 'Data platform', 'Mobile app'],
  'organization.project.service_account.name': ['Deployment bot', 'Nightly batch', 'Search indexer'],
  'organization.project.service_account.role': ['owner', 'member', 'member'],
  'organization.certificate.name': [
    'Gateway client certificate',
    'Batch worker certificate',
    'Partner certificate',
  ],
  'organization.project.certificate.name': [
    'Gateway client certificate',
    'Batch worker certificate',
    'Partner certificate',
  ],
  'organization.user.role': ['owner', 'reader', 'reader'],
  'organization.project.user.role': ['owner', 'member', 'member'],
  'organization.invite.role': ['owner', 'reader', 'reader'],
  'group.name': ['Support Team', 'Data Science', 'Platform'],
  'project.group.group_name': ['Support Team', 'Data Science', 'Platform'],
  'project.rate_limit.model': ['gpt-5.4', 'gpt-4o', 'text-embedding-3-small'],
  'project.rate_limit.id': ['rl-gpt-5.4', 'rl-gpt-4o', 'rl-text-embedding-3-small'],
  'project.rate_limit.max_tokens_per_1_minute': [2000000, 800000, 5000000],
  'project.rate_limit.max_requests_per_1_minute': [5000, 5000, 5000],
  'role.name': ['API Group Manager', 'Billing Viewer', 'Key Auditor'],
  'role.description': [
    'Allows managing organization groups',
    'Allows reading invoices and costs',
    'Allows reading API keys',
  ],
  'organization.spend_alert.threshold_amount': [100000, 250000, 500000],
  'project.spend_alert.threshold_amount': [50000, 100000, 150000],
  'role.permissions': [
    ['api.groups.read', 'api.groups.write'],
    ['api.billing.read'],
    ['api.organization.projects.api_keys.read'],
  ],
  'organization.admin_api_key.redacted_value': [
    'sk-admin-q7R**********Zt4K',
    'sk-admin-Bm2**********x9Lw',
    'sk-admin-T5v**********Hc3J',
  ],
  'organization.project.api_key.redacted_value': [
    'sk-proj-I5s**********Qzqt',
    'sk-proj-w8N**********dR2m',
    'sk-proj-Xk3**********Vb7y',
  ],
  'skill.name': ['summarise', 'translate', 'extract-tables'],
  'skill.description': [
    'Summarises a text in three sentences.',
    'Translates a text and keeps its formatting.',
    'Reads the tables of a document into CSV.',
  ],
  'skill.version.version': ['3', '2', '1'],
  'vector_store.name': ['Support FAQ', 'Product manuals', 'Release notes'],
  'vector_store.description': [
    'Contains commonly asked questions and answers, organized by topic.',
    'Manuals of all products that are sold today.',
    'What changed in each release.',
  ],
  'vector_store.file.usage_bytes': [5872, 12904, 48213],
  'vector_store.bytes': [139920, 482130, 71204],
  'video.prompt': [
    'A calico cat playing a piano on stage',
    'A paper boat crossing a puddle in the rain',
    'Fog lifting over a pine forest at dawn',
  ],
  'thread.message.content.text.value': [
    'How does AI work? Explain it in simple terms.',
    'Can you give an example from everyday life?',
    'Thanks! Which book should I read next?',
  ],
  'message.content.text': [
    'Tell me a three sentence bedtime story about a unicorn.',
    'Make it rhyme.',
    'Now in two sentences.',
  ],
  'chat.completion.choices.message.content': [
    "Mind of circuits hum,\nLearning patterns in silence—\nFuture's quiet spark.",
    'The capital of France is Paris.',
    'Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.',
  ],
  'chatkit.thread.title': ['Customer escalation', 'Demo feedback', 'Billing question'],
}
