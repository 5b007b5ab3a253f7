// The extension against a stand-in of the editor: which server it starts, and what it does with answers.
'use strict';

const assert = require('node:assert');
const Module = require('node:module');
const {beforeEach, test} = require('node:test');

const started = [];
const shown = [];
const commands = {};
let settings = {};
let failure;

class LanguageClient {
  constructor(id, name, server, options) { Object.assign(this, {id, name, server, options, stopped: false}); }
  async start() {
    if (failure)
      throw failure;
    started.push(this);
  }
  async stop() { this.stopped = true; }
}

const vscode = {
  workspace: {
    getConfiguration: () => ({get: key => settings[key]}),
    onDidChangeConfiguration: listener => ({dispose() {}, listener}),
    openTextDocument: async document => ({uri: document.content}),
  },
  window: {showErrorMessage: message => shown.push(message)},
  commands: {
    registerCommand: (name, run) => {
      commands[name] = run;
      return {dispose() {}};
    },
    executeCommand: async (...args) => { shown.push(args); },
  },
};

const load = Module._load;
Module._load = (request, ...rest) => request === 'vscode' ? vscode
    : request === 'vscode-languageclient/node'            ? {LanguageClient}
                                                          : load(request, ...rest);
const extension = require('../extension.js');

beforeEach(() => {
  started.length = shown.length = 0;
  settings = {};
  failure = undefined;
});

test('starts the server of the settings', async () => {
  settings = {path: '/opt/pgtidy', buildPath: 'out'};
  await extension.activate({subscriptions: []});
  assert.deepStrictEqual(started[0].server, {command: '/opt/pgtidy', args: ['lsp', '-p', 'out']});
});

test('without settings it is the one on the PATH', async () => {
  await extension.activate({subscriptions: []});
  assert.deepStrictEqual(started[0].server, {command: 'pgtidy', args: ['lsp']});
});

test('serves C++, SQL and environment files', async () => {
  await extension.activate({subscriptions: []});
  const selected = started[0].options.documentSelector.map(entry => entry.language || entry.pattern);
  assert.deepStrictEqual(selected, ['cpp', 'c', 'sql', '**/.env*']);
});

test('restarting stops the one before', async () => {
  await extension.activate({subscriptions: []});
  await commands['pgtidy.restart']();
  assert.strictEqual(started[0].stopped, true);
  assert.strictEqual(started.length, 2);
});

test('a page is shown, another answer is handed on', async () => {
  await extension.activate({subscriptions: []});
  const {executeCommand} = started[0].options.middleware;
  await executeCommand('pgtidy.explain', ['pg-sql-syntax'], async () => '# pg-sql-syntax');
  assert.deepStrictEqual(shown, [['markdown.showPreviewToSide', '# pg-sql-syntax']]);
  assert.strictEqual(await executeCommand('other', [], async () => 7), 7);
});

test('a server that does not start is told', async () => {
  failure = new Error('spawn pgtidy ENOENT');
  await extension.activate({subscriptions: []});
  assert.match(shown[0], /did not start: spawn pgtidy ENOENT.*pgtidy\.path/);
});

test('deactivating stops it', async () => {
  await extension.activate({subscriptions: []});
  await extension.deactivate();
  assert.strictEqual(started[0].stopped, true);
});
